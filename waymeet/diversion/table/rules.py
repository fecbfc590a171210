"""Who sits at the table, what each may ever hear and all of them now, and what can be decided. Plain Python."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Agency(StrEnum):
    """The kinds of agency that send somebody to the operational group."""

    POLICE = "police"
    SHERIFF = "sheriff"
    PROSECUTOR = "prosecutor"
    DEFENDER = "defender"
    ALTERNATE_DEFENDER = "alternate"
    MENTAL_HEALTH = "mental_health"
    TREATMENT = "treatment"
    HOUSING = "housing"
    HOSPITAL = "hospital"
    CIVIL_RIGHTS = "civil_rights"


class Decision(StrEnum):
    """What the table can decide. Each agency decides within its own authority; nobody is sanctioned here."""

    HOLD_CHARGE = "hold_charge"
    NOT_FILED = "not_filed"
    RECALL_WARRANT = "recall_warrant"
    COURT_DATE = "court_date"
    HOUSING = "housing"
    TREATMENT = "treatment"
    NOT_YET = "not_yet"


US = "us"  # who does it, where it is the case team
ENFORCEMENT = frozenset({Agency.POLICE, Agency.SHERIFF})
NEVER_TO_ENFORCEMENT = frozenset({"substance_use", "health"})
LEAST, MOST, USUAL = 15, 180, 90  # minutes of a meeting
CHARGE = re.compile(r"\b(?:P\.?L\.?|V\.?T\.?L\.?|C\.?P\.?L\.?)\s*§?\s*\d|§", re.IGNORECASE)


def may_ever_hear(agency: str, classes: Iterable[str]) -> frozenset[str]:
    """Police never hear of drugs or of health, whatever is agreed to (facts: lead.md, firewalls)."""
    return frozenset(classes) - (NEVER_TO_ENFORCEMENT if agency in ENFORCEMENT else frozenset())


@dataclass(frozen=True)
class Live:
    """A release that holds at this moment; `record` is its place in the case."""

    record: str
    agency: str
    classes: frozenset[str]


def heard_by_all(seats: Collection[str], live: Iterable[Live]) -> frozenset[str]:
    """What every agency at the table may hear now. Without somebody at the table it is nothing."""
    known = list(live)
    each = [
        frozenset[str]().union(*(may_ever_hear(seat, one.classes) for one in known if one.agency == seat))
        for seat in frozenset(seats)
    ]
    return frozenset.intersection(*each) if each else frozenset()


def still_to_tell(
    seats: Collection[str], live: Iterable[Live], shown: frozenset[str], told: Mapping[str, Collection[str]]
) -> dict[str, frozenset[str]]:
    """By release: what is shown and was not told yet to its agency in this meeting. Each class once an agency."""
    left = {seat: shown - frozenset(told.get(seat, ())) for seat in seats}
    found: dict[str, frozenset[str]] = {}
    for one in live:
        part = left.get(one.agency, frozenset()) & one.classes
        if part:
            found[one.record] = part
            left[one.agency] -= part
    return found


def names_a_charge(words: str) -> bool:
    """A law's number has no place at the table: nothing said there may make anybody worse off (law R27)."""
    return bool(CHARGE.search(words))
