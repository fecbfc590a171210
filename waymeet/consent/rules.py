"""What a consent can say, and how its events add up. Plain Python: no clock, no database, no Django.

A consent is a set of events under one handle. State is a fold over that SET: order, repeats and clocks do not matter,
and what takes away always wins. Nothing is live that was not both offered and granted, in the same words.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Recipient(StrEnum):
    """Who can be told. The last two lie outside Waymeet: nothing is sent there, only printed and listed."""

    ORGANIZING = "organizing"
    CARE = "care"
    DIVERSION = "diversion"
    OUTSIDE = "outside"
    INTERMEDIARY = "intermediary"


SIDES = frozenset({Recipient.ORGANIZING, Recipient.CARE, Recipient.DIVERSION})
BEYOND = frozenset({Recipient.OUTSIDE, Recipient.INTERMEDIARY})  # these stand with their names on the sheet


class DataClass(StrEnum):
    """What can be told. The last three each need a document of their own (42 CFR 2.31(b), (d); NY PHL 2780)."""

    NAME = "name"
    CONTACT_POINT = "contact_point"
    LANGUAGE = "language"
    BEST_TIME = "best_time"
    WISH = "wish"
    NEEDS = "needs"
    STATUS = "status"
    LEGAL = "legal"
    SUBSTANCE_USE = "substance_use"
    HEALTH = "health"
    HOUSING = "housing"
    LEGAL_PROCEEDINGS = "legal_proceedings"
    COUNSELLING_NOTES = "counselling_notes"
    HIV = "hiv"


class Purpose(StrEnum):
    """What it may be used for."""

    BEING_CALLED = "being_called"
    TAKING_PART = "taking_part"
    GETTING_HELP = "getting_help"
    CASE_SUPPORT = "case_support"
    TREATMENT = "treatment"
    HOUSING = "housing"
    AROUND_THE_TABLE = "around_the_table"
    LEGAL_PROCEEDINGS = "legal_proceedings"


OF_ITS_OWN = frozenset({DataClass.LEGAL_PROCEEDINGS, DataClass.COUNSELLING_NOTES, DataClass.HIV})
BESIDE = frozenset({DataClass.NAME})  # whom a document is about may stand on it; nothing else may
_REACH = frozenset({DataClass.NAME, DataClass.CONTACT_POINT, DataClass.LANGUAGE, DataClass.BEST_TIME, DataClass.WISH})
_SUPPORT = _REACH | {DataClass.NEEDS, DataClass.STATUS, DataClass.COUNSELLING_NOTES, DataClass.HIV}
_OUTSIDE_FOR = frozenset({Purpose.GETTING_HELP, Purpose.TREATMENT, Purpose.HOUSING, Purpose.LEGAL_PROCEEDINGS})

# What can be spoken of where several agencies sit at one table, each under a consent of its own.
AT_THE_TABLE = frozenset(
    {
        DataClass.NAME,
        DataClass.NEEDS,
        DataClass.STATUS,
        DataClass.LEGAL,
        DataClass.SUBSTANCE_USE,
        DataClass.HEALTH,
        DataClass.HOUSING,
    }
)

# The most each recipient can ever be told, and for what: organizers learn how to reach somebody, never why.
CLASSES_FOR: dict[str, frozenset[DataClass]] = {
    Recipient.ORGANIZING: _REACH,
    Recipient.CARE: _SUPPORT,
    Recipient.DIVERSION: _SUPPORT,
    Recipient.OUTSIDE: frozenset(DataClass),
    Recipient.INTERMEDIARY: _SUPPORT,
}
PURPOSES_FOR: dict[str, frozenset[Purpose]] = {
    Recipient.ORGANIZING: frozenset({Purpose.BEING_CALLED, Purpose.TAKING_PART}),
    Recipient.CARE: frozenset({Purpose.GETTING_HELP}),
    Recipient.DIVERSION: frozenset({Purpose.GETTING_HELP, Purpose.CASE_SUPPORT}),
    Recipient.OUTSIDE: _OUTSIDE_FOR | {Purpose.AROUND_THE_TABLE},
    Recipient.INTERMEDIARY: _OUTSIDE_FOR - {Purpose.LEGAL_PROCEEDINGS},
}


@dataclass(frozen=True)
class Scope:
    """Recipient x data classes x purpose x time. `until` is the last day it holds; there is always one."""

    recipient: str
    classes: frozenset[str]
    purpose: str
    until: dt.date


class Refusal(StrEnum):
    """Why a consent cannot be offered, granted or narrowed like this."""

    RECIPIENT = "recipient"
    CLASSES = "classes"
    PURPOSE = "purpose"
    OWN_DOCUMENT = "own_document"
    PROCEEDINGS = "proceedings"
    AT_THE_TABLE = "at_the_table"
    OVER = "over"
    TOO_LONG = "too_long"
    NOT_SMALLER = "not_smaller"


def refusals(scope: Scope, today: dt.date) -> list[Refusal]:
    """Every reason against offering this scope today; none when it may be offered."""
    found = []
    if scope.recipient not in CLASSES_FOR:
        return [Refusal.RECIPIENT]
    if not scope.classes or not scope.classes <= CLASSES_FOR[scope.recipient]:
        found.append(Refusal.CLASSES)
    if scope.purpose not in PURPOSES_FOR[scope.recipient]:
        found.append(Refusal.PURPOSE)
    if _beyond_the_table(scope):
        found.append(Refusal.AT_THE_TABLE)
    if bundles(scope.classes):
        found.append(Refusal.OWN_DOCUMENT)
    if (DataClass.LEGAL_PROCEEDINGS in scope.classes) != (scope.purpose == Purpose.LEGAL_PROCEEDINGS):
        found.append(Refusal.PROCEEDINGS)
    return found + _wrong_days(scope, today)


def _beyond_the_table(scope: Scope) -> bool:
    return scope.purpose == Purpose.AROUND_THE_TABLE and not scope.classes <= AT_THE_TABLE


def _wrong_days(scope: Scope, today: dt.date) -> list[Refusal]:
    if scope.until < today:
        return [Refusal.OVER]
    return [Refusal.TOO_LONG] if scope.until > a_year_after(today) else []


def bundles(classes: Iterable[str]) -> bool:
    """Whether a class that needs a document of its own stands on one with others."""
    asked = frozenset(classes)
    own = asked & OF_ITS_OWN
    return (bool(own) and asked - BESIDE != own) or len(own) > 1


def a_year_after(day: dt.date) -> dt.date:
    """The same day next year; a leap day ends on the last of February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


class Kind(StrEnum):
    """What can happen to a consent."""

    OFFERED = "offered"
    DECLINED = "declined"
    GRANTED = "granted"
    NARROWED = "narrowed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


ENDINGS = (Kind.WITHDRAWN, Kind.DECLINED, Kind.EXPIRED)  # in the order they are told when several are there


@dataclass(frozen=True)
class Event:
    """One thing that happened. Offers, grants and narrowings carry a scope; endings need none."""

    kind: str
    day: dt.date
    scope: Scope | None = None
    text_hash: str = ""


class State(StrEnum):
    """How a consent stands. Only the first two let anything through."""

    GRANTED = "granted"
    NARROWED = "narrowed"
    OFFERED = "offered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    INCOMPLETE = "incomplete"


LIVE = frozenset({State.GRANTED, State.NARROWED})


def state_of(events: Iterable[Event], today: dt.date) -> State:
    """Where a set of events has come to, seen on this day."""
    known = frozenset(events)
    kinds = {event.kind for event in known}
    for ending in ENDINGS:
        if ending in kinds:
            return State(ending.value)
    scope = scope_of(known)
    if Kind.OFFERED not in kinds or scope is None:
        return State.INCOMPLETE
    if scope.until < today:
        return State.EXPIRED
    if Kind.GRANTED not in kinds:
        return State.OFFERED
    return State.NARROWED if Kind.NARROWED in kinds else State.GRANTED


def scope_of(events: Iterable[Event]) -> Scope | None:
    """What every offer, grant and narrowing has in common; None when they do not speak of one thing."""
    known = [event for event in events if event.scope is not None]
    scopes = [event.scope for event in known if event.scope is not None]
    words = {event.text_hash for event in known if event.kind in (Kind.OFFERED, Kind.GRANTED)}
    if not scopes or len(words) != 1 or len({(scope.recipient, scope.purpose) for scope in scopes}) != 1:
        return None
    classes = frozenset.intersection(*(scope.classes for scope in scopes))
    return replace(scopes[0], classes=classes, until=min(scope.until for scope in scopes))


def live_scope(events: Iterable[Event], today: dt.date) -> Scope | None:
    """The scope that holds on this day, or None: then nothing may be told."""
    known = frozenset(events)
    return scope_of(known) if state_of(known, today) in LIVE else None


def allowed(events: Iterable[Event], today: dt.date, *, recipient: str, classes: Iterable[str], purpose: str) -> bool:
    """May these classes be told to this recipient for this purpose on this day?"""
    scope = live_scope(events, today)
    asked = frozenset(classes)
    if scope is None or not asked:
        return False
    return scope.recipient == recipient and scope.purpose == purpose and asked <= scope.classes


def narrower(scope: Scope, classes: Iterable[str] | None, until: dt.date | None) -> Scope | Refusal:
    """The smaller scope, or why it is none: a narrowing adds no class and no day, and takes at least one away."""
    kept = scope.classes if classes is None else frozenset(classes)
    last = scope.until if until is None else until
    if not kept or not kept <= scope.classes or last > scope.until or (kept, last) == (scope.classes, scope.until):
        return Refusal.NOT_SMALLER
    return replace(scope, classes=kept, until=last)
