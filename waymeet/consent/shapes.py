"""What the gate answers with."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from waymeet.consent.rules import BEYOND, LIVE, Scope, State
from waymeet.consent.signed import Signed
from waymeet.kernel.sealing import SealedBytes


@dataclass(frozen=True)
class Offer:
    """What was put before somebody: the text in their language, and the secret that leads back to it."""

    secret: str
    text: str
    text_hash: str


@dataclass(frozen=True)
class Notice:
    """What goes with everything that is told: the prohibition (42 CFR 2.32), the scope, New York's words for HIV."""

    short: str
    long: str
    scope: str
    hiv: str = ""


@dataclass(frozen=True)
class Receipt:
    """What is printed for the participant, once; `named` is whom outside the sheet names, and a court case."""

    secret: str
    scope: Scope
    text: str
    language: str
    notice: Notice
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Past:
    """One line of a consent's history."""

    kind: str
    day: dt.date
    classes: tuple[str, ...] = ()
    until: dt.date | None = None
    read_aloud: bool = False
    signed_how: str = ""


@dataclass(frozen=True)
class Disclosed:
    """One line of the accounting."""

    day: dt.date
    recipient: str
    classes: tuple[str, ...]
    purpose: str


@dataclass(frozen=True)
class Standing:
    """All there is about one hand-off. `scope` is what holds now; None when nothing does."""

    state: State
    scope: Scope | None
    asked: Scope
    language: str
    text: str
    text_hash: str
    read_aloud: bool
    history: tuple[Past, ...]
    disclosures: tuple[Disclosed, ...]
    document: Signed | None

    @property
    def live(self) -> bool:
        return self.state in LIVE

    @property
    def named(self) -> str:
        """Whom outside the signed sheet names; '' for a team of this house, and before anything is signed."""
        return self.document.recipient_name if self.document and self.asked.recipient in BEYOND else ""


@dataclass(frozen=True)
class Arrival:
    """Something handed to a side, still sealed. `language` is '' unless they agreed that it may be known."""

    handle: UUID
    epoch: str
    sealed: SealedBytes
    purpose: str
    classes: frozenset[str]
    came_on: dt.date
    until: dt.date
    language: str = ""


@dataclass(frozen=True)
class Opened:
    """The agreed fields, and what must be shown with them."""

    fields: Mapping[str, str]
    scope: Scope
    notice: Notice


@dataclass(frozen=True)
class Changes:
    """What a side must delete, and what it must take anew, before it answers; `mark` is for the next time."""

    mark: str
    gone: frozenset[UUID]
    narrowed: frozenset[UUID]
