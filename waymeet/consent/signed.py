"""The signed consent: every element of 42 CFR 2.31(a), and which of them a document lacks. Plain Python."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from waymeet.consent.rules import SIDES, Purpose, Recipient, Scope

HOW = frozenset({"on_paper", "on_screen"})


@dataclass(frozen=True)
class Signed:
    """What was signed, word for word. It is kept sealed under the participant's own secret."""

    patient_name: str
    who_may_disclose: str
    recipient_name: str
    what: str
    purpose: str
    may_revoke: str
    expires: dt.date
    signed_how: str
    signed_on: dt.date
    signed_by: str
    read_aloud: bool
    language: str
    text_hash: str
    members: tuple[str, ...] = ()
    proceeding: str = ""
    treating_provider: bool = False
    redisclosure: str = ""
    if_refused: str = ""


ALWAYS = (
    "patient_name",
    "who_may_disclose",
    "recipient_name",
    "what",
    "purpose",
    "may_revoke",
    "signed_by",
    "language",
    "text_hash",
)


def missing_elements(signed: Signed, scope: Scope, *, text_hash: str, today: dt.date) -> frozenset[str]:
    """The names of the elements that are not there or do not fit what was offered; empty when it is whole."""
    missing = {name for name in ALWAYS if not str(getattr(signed, name)).strip()}
    wrong = {
        "signed_how": signed.signed_how not in HOW,
        "expires": signed.expires != scope.until,
        "signed_on": signed.signed_on > today,
        "text_hash": signed.text_hash != text_hash,
        "members": scope.recipient == Recipient.INTERMEDIARY and not _names_members(signed),
        "proceeding": scope.purpose == Purpose.LEGAL_PROCEEDINGS and not signed.proceeding.strip(),
        "redisclosure": scope.purpose == Purpose.TREATMENT and not signed.redisclosure.strip(),
        "if_refused": scope.purpose == Purpose.TREATMENT and not signed.if_refused.strip(),
    }
    return frozenset(missing | {name for name, is_wrong in wrong.items() if is_wrong})


def _names_members(signed: Signed) -> bool:
    """An intermediary's members stand on the document, or it is limited to treating providers (42 CFR 2.31(a)(4))."""
    return signed.treating_provider or any(member.strip() for member in signed.members)


def to_json(signed: Signed) -> dict[str, Any]:
    days = {"expires": signed.expires.isoformat(), "signed_on": signed.signed_on.isoformat()}
    return {**asdict(signed), **days, "members": list(signed.members)}


def from_json(content: Mapping[str, Any]) -> Signed:
    known = {field.name: content[field.name] for field in fields(Signed) if field.name in content}
    days = {name: dt.date.fromisoformat(known[name]) for name in ("expires", "signed_on")}
    return Signed(**{**known, **days, "members": tuple(known.get("members", ()))})


__all__ = ["ALWAYS", "HOW", "SIDES", "Signed", "from_json", "missing_elements", "to_json"]
