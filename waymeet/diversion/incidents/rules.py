"""Who is eligible, as data: a document of criteria, and what an incident's facts come to under it.

Pure: no database, no clock. A criterion is met, not met, or cannot be told; an incident is eligible when all are met,
not eligible when one is not, and otherwise nobody can tell yet. The criteria are those of published LEAD protocols
(facts and sources: docs/decisions/0051-a-ledger-of-decisions.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

MET, NOT_MET, CANNOT_TELL = "met", "not_met", "cannot_tell"
YES, NO = "yes", "no"
AGES = (16, 18, 21)  # a least age a rule may ask for: where bands of age begin
TENTHS = 10
LONGEST_DAYS, LONGEST_MINUTES = 90, 240
MOST = 100_000  # tenths; an amount beyond is a slip of the pen


class Exclusion(StrEnum):
    """What may keep somebody out, if a version says so; each is answered yes, no or not known."""

    SALE = "sale"
    SALE_TO_MINORS = "sale_to_minors"
    EXPLOITS_MINORS = "exploits_minors"
    PROMOTES_PROSTITUTION = "promotes_prostitution"
    VIOLENT_OPEN_CASE = "violent_open_case"
    VIOLENT_CONVICTION = "violent_conviction"
    NO_CONTACT_ORDER = "no_contact_order"
    WEAPON = "weapon"
    SUPERVISION_SAYS_NO = "supervision_says_no"
    NOT_AMENABLE = "not_amenable"


@dataclass(frozen=True)
class Limit:
    """A charge somebody may be diverted for; `most` in tenths of its unit (0.1 g, 10 cents), None without a limit."""

    code: str
    most: int | None = None


@dataclass(frozen=True)
class Document:
    """One version of the rules, in full.

    `complainant`: whether somebody who complained has to agree. `intake_days`: within how many days the first talk is
    held. `minutes`: within how many minutes a case manager should be there.
    """

    charges: tuple[Limit, ...] = ()
    age_least: int | None = None
    complainant: bool = False
    exclusions: frozenset[str] = field(default_factory=frozenset)
    intake_days: int = 30
    minutes: int = 30


@dataclass(frozen=True)
class Charged:
    """A charge at an incident, and its amount in tenths where one was written down."""

    code: str
    tenths: int | None = None


@dataclass(frozen=True)
class Facts:
    """What is known of an incident. `age` is where the band of age begins; '' and None mean not known."""

    charges: tuple[Charged, ...] = ()
    age: int | None = None
    complainant: str = "not_asked"
    present: frozenset[str] = field(default_factory=frozenset)
    absent: frozenset[str] = field(default_factory=frozenset)


def results(document: Document, facts: Facts) -> dict[str, str]:
    """Each criterion of the document by name: "charge", "amount", "age", "complainant", and each exclusion."""
    limits = {one.code: one.most for one in document.charges}
    found = {"charge": _charges(limits, facts.charges), "amount": _amounts(limits, facts.charges)}
    if document.age_least is not None:
        found["age"] = _said(facts.age, lambda age: age >= (document.age_least or 0))
    if document.complainant:
        found["complainant"] = _complainant(facts.complainant)
    for name in sorted(document.exclusions):
        found[name] = NOT_MET if name in facts.present else MET if name in facts.absent else CANNOT_TELL
    return found


def eligible(found: Mapping[str, str]) -> str:
    """YES, NO or CANNOT_TELL from the results of each criterion."""
    values = set(found.values())
    return NO if NOT_MET in values else CANNOT_TELL if CANNOT_TELL in values else YES


def judged(document: Document, facts: Facts) -> str:
    return eligible(results(document, facts))


def _charges(limits: Mapping[str, int | None], charges: Sequence[Charged]) -> str:
    if not charges:
        return CANNOT_TELL
    return MET if all(one.code in limits for one in charges) else NOT_MET


def _amounts(limits: Mapping[str, int | None], charges: Sequence[Charged]) -> str:
    """Only charges with a limit have an amount that matters; one amount over its limit is enough."""
    limited = [(one.tenths, limits[one.code]) for one in charges if limits.get(one.code) is not None]
    if any(tenths is not None and most is not None and tenths > most for tenths, most in limited):
        return NOT_MET
    return CANNOT_TELL if any(tenths is None for tenths, _most in limited) else MET


def _said(value: int | None, holds: Any) -> str:
    if value is None:
        return CANNOT_TELL
    return MET if holds(value) else NOT_MET


def _complainant(said: str) -> str:
    return {"none": MET, "agrees": MET, "declines": NOT_MET}.get(said, CANNOT_TELL)


class Trouble(StrEnum):
    """Why a document cannot be a version."""

    NO_CHARGES = "no_charges"
    TWICE = "twice"
    AMOUNT = "amount"
    AGE = "age"
    EXCLUSION = "exclusion"
    DAYS = "days"
    MINUTES = "minutes"


def troubles(document: Document) -> list[Trouble]:
    """Everything that keeps a document from being adopted; empty when nothing does."""
    codes = [one.code for one in document.charges]
    checks = {
        Trouble.NO_CHARGES: bool(codes),
        Trouble.TWICE: len(codes) == len(set(codes)),
        Trouble.AMOUNT: all(one.most is None or 0 < one.most <= MOST for one in document.charges),
        Trouble.AGE: document.age_least is None or document.age_least in AGES,
        Trouble.EXCLUSION: document.exclusions <= set(Exclusion),
        Trouble.DAYS: 1 <= document.intake_days <= LONGEST_DAYS,
        Trouble.MINUTES: 1 <= document.minutes <= LONGEST_MINUTES,
    }
    return [trouble for trouble, holds in checks.items() if not holds]


def to_json(document: Document) -> dict[str, Any]:
    return {
        "charges": [{"code": one.code, "most": one.most} for one in document.charges],
        "age_least": document.age_least,
        "complainant": document.complainant,
        "exclusions": sorted(document.exclusions),
        "intake_days": document.intake_days,
        "minutes": document.minutes,
    }


def from_json(kept: Mapping[str, Any]) -> Document:
    return Document(
        charges=tuple(Limit(one["code"], one["most"]) for one in kept.get("charges", ())),
        age_least=kept.get("age_least"),
        complainant=bool(kept.get("complainant")),
        exclusions=frozenset(kept.get("exclusions", ())),
        intake_days=int(kept.get("intake_days", 30)),
        minutes=int(kept.get("minutes", 30)),
    )


@dataclass(frozen=True)
class Case:
    """An example that comes with a version: these facts, and what must come of them."""

    facts: Facts
    expected: str


def case_to_json(case: Case) -> dict[str, Any]:
    facts = case.facts
    return {
        "charges": [[one.code, one.tenths] for one in facts.charges],
        "age": facts.age,
        "complainant": facts.complainant,
        "present": sorted(facts.present),
        "absent": sorted(facts.absent),
        "expected": case.expected,
    }


def case_from_json(kept: Mapping[str, Any]) -> Case:
    facts = Facts(
        charges=tuple(Charged(code, tenths) for code, tenths in kept["charges"]),
        age=kept["age"],
        complainant=kept["complainant"],
        present=frozenset(kept["present"]),
        absent=frozenset(kept["absent"]),
    )
    return Case(facts, kept["expected"])


def unmet(document: Document, cases: Iterable[Case]) -> list[int]:
    """The places (from 0) of the examples that come out otherwise than they say."""
    return [place for place, case in enumerate(cases) if judged(document, case.facts) != case.expected]


class Dated(Protocol):
    """A version as `in_force` looks at it."""

    @property
    def in_force_from(self) -> date | None: ...
    @property
    def number(self) -> int: ...


def in_force(versions: Iterable[Dated], day: date) -> Any:
    """The adopted version that holds on a day: the latest beginning up to it, of two the later number."""
    begun = [one for one in versions if one.in_force_from is not None and one.in_force_from <= day]
    return max(begun, key=lambda one: (one.in_force_from, one.number), default=None)


def earliest_effect(*, first: bool, today: date) -> date | None:
    """From which day a version adopted today may hold. None: any, as nothing was decided under another one.

    Never today or before: what was decided this morning was decided under the version of this morning.
    """
    return None if first else date.fromordinal(today.toordinal() + 1)
