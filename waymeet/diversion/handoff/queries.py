"""Calls as case managers and as officers see them, and who is on call."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils import timezone

from waymeet.accounts.models import Account, HeldRole
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.phones import names_of
from waymeet.accounts.roles import MAY, May
from waymeet.diversion.handoff import rules
from waymeet.diversion.handoff.models import Call, Duty, HandOver
from waymeet.diversion.incidents.queries import area_names, newest_of
from waymeet.diversion.incidents.queries_rules import document_of
from waymeet.kernel import clock
from waymeet.kernel.errors import NotAllowed, NotFound


@dataclass(frozen=True)
class Open:
    """A call that has not ended. `called`: it asks for this person by now; `by`: who answered."""

    row: Call
    called: bool
    by: str
    area: str
    waits: int


@dataclass(frozen=True)
class OnCall:
    """A duty with the names of whoever has it."""

    row: Duty
    first: str
    second: str


def own_calls(*, by: Person) -> list[Call]:
    """What this officer sent, the newest week first. A week and a state, and nothing else of it, goes on a page."""
    check(by, May.SEND_DIVERSION)
    return list(Call.objects.filter(sender=by.id).only("id", "iso_week", "state").order_by("-iso_week", "id"))


def open_calls(*, by: Person) -> list[Open]:
    """Calls that wait, the longest first; those that ask for this person by now say so."""
    check(by, May.ANSWER_PAGES)
    rows = list(Call.objects.exclude(state__in=[one.value for one in rules.ENDS]).order_by("paged_at"))
    now, areas = clock.now(), area_names()
    names = names_of({row.answered_by for row in rows if row.answered_by})
    duties = _duties()
    return [
        Open(
            row=row,
            called=_called(row, by, now, duties),
            by=names.get(row.answered_by, "") if row.answered_by else "",
            area=areas.get(row.area_number, ""),
            waits=rules.minutes(row.paged_at, now) if row.paged_at else 0,
        )
        for row in rows
    ]


def _called(row: Call, by: Person, now: dt.datetime, duties: Iterable[rules.Duty]) -> bool:
    if row.state != rules.State.SENT or row.paged_at is None:
        return False
    first, second = rules.on_call(duties, timezone.localtime(row.paged_at))
    return rules.is_called(by.id, paged_at=row.paged_at, now=now, first=first, second=second)


def _duties() -> list[rules.Duty]:
    return [rules.Duty(row.begins, row.ends, row.first, row.second, row.weekday, row.day) for row in Duty.objects.all()]


def to_be_told() -> list[tuple[Call, int]]:
    """Calls nobody answered yet that have reached somebody whom the pager was not told of, and how far they are now."""
    rows = list(Call.objects.filter(state=rules.State.SENT.value))
    if not rows:
        return []
    now, duties, found = clock.now(), _duties(), []
    for row in rows:
        if row.paged_at is None:
            continue
        first, second = rules.on_call(duties, timezone.localtime(row.paged_at))
        level = rules.level(row.paged_at, now, has_second=second is not None, has_first=first is not None)
        if level > row.reached:
            found.append((row, level))
    return found


def one_call(*, call_id: UUID, by: Person) -> Call:
    check(by, May.ANSWER_PAGES)
    row = Call.objects.filter(pk=call_id).first()
    if row is None:
        raise NotFound
    return row


def rota(*, by: Person) -> list[OnCall]:
    check(by, May.ANSWER_PAGES)
    rows = list(Duty.objects.all())
    names = names_of({row.first for row in rows} | {row.second for row in rows if row.second})
    return [OnCall(row, names.get(row.first, ""), names.get(row.second, "") if row.second else "") for row in rows]


def who_answers() -> list[tuple[str, str]]:
    """Everybody who may be on call, for a form: ids and names."""
    roles = [role for role, permissions in MAY.items() if May.ANSWER_PAGES in permissions]
    held = HeldRole.objects.filter(role__in=roles, account__ended_on=None).values_list("account_id", flat=True)
    accounts = Account.objects.filter(pk__in=set(held)).order_by("shown_as")
    return [(str(one.id), one.shown_as) for one in accounts]


def now_on_call(*, by: Person) -> tuple[str, str]:
    """The names of the first and the second person on call at this moment; '' for nobody."""
    check(by, May.ANSWER_PAGES)
    first, second = rules.on_call(_duties(), timezone.localtime(clock.now()))
    names = names_of({one for one in (first, second) if one})
    return names.get(first, "") if first else "", names.get(second, "") if second else ""


def handed_over(*, by: Person) -> list[HandOver]:
    """Calls that ended, as minutes; the newest week first."""
    if not (can(by, May.ANSWER_PAGES) or can(by, May.READ_LEDGER)):
        raise NotAllowed
    return list(HandOver.objects.order_by("-iso_week", "id"))


@dataclass(frozen=True)
class Promise:
    """What the rules of an incident's day promise: minutes until somebody comes, days until the first talk."""

    minutes: int
    intake_days: int
    races_said: tuple[str, ...]


USUAL = Promise(minutes=30, intake_days=30, races_said=())


def promise_of(row: Call) -> Promise:
    """By the rules the incident was judged by; where there are none, by what LEAD usually promises."""
    if row.incident is None:
        return USUAL
    entry = newest_of(row.incident)
    if entry.rules is None:
        return Promise(USUAL.minutes, USUAL.intake_days, tuple(entry.races_said))
    document = document_of(entry.rules)
    return Promise(document.minutes, document.intake_days, tuple(entry.races_said))
