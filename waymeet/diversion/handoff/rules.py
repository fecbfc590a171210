"""Who is called, and when the next person is; how far a call is. Pure: no clock, no database.

Escalation is a function of the moment it is asked for, so that any request computes it and nothing has to run beside
the server for it to hold.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

FIRST, SECOND, EVERYBODY = 0, 1, 2
WAIT = timedelta(minutes=5)  # so long each is called before the next one is
MIDNIGHT = time(0)


class State(StrEnum):
    """How far a call is; all an officer ever learns of it. The last three are ends and never change again."""

    SENT = "sent"
    COMING = "coming"
    CAME = "came"
    HANDED_OVER = "handed_over"
    NOBODY = "nobody"
    CLOSED = "closed"


ENDS = frozenset({State.HANDED_OVER, State.NOBODY, State.CLOSED})
NEXT: dict[State, frozenset[State]] = {
    State.SENT: frozenset({State.COMING, State.CAME, State.NOBODY, State.CLOSED}),
    State.COMING: frozenset({State.CAME, State.NOBODY, State.CLOSED}),
    State.CAME: frozenset({State.HANDED_OVER, State.CLOSED}),
    State.HANDED_OVER: frozenset(),
    State.NOBODY: frozenset(),
    State.CLOSED: frozenset(),
}


def may_become(now: str, then: str) -> bool:
    return State(then) in NEXT[State(now)]


@dataclass(frozen=True)
class Duty:
    """Who is on call: on a weekday (0 is Monday), or on one day, which comes before its weekday.

    From `begins` up to `ends`, midnight meaning the end of the day; where `ends` is not after `begins` it goes on into
    the next day.
    """

    begins: time
    ends: time
    first: UUID
    second: UUID | None
    weekday: int | None = None
    day: date | None = None


def on_call(duties: Iterable[Duty], moment: datetime) -> tuple[UUID | None, UUID | None]:
    """The first and the second person at a local moment; a duty of one day goes before one of every week."""
    covering = [one for one in duties if _covers(one, moment)]
    covering.sort(key=lambda one: (one.day is None, one.begins, str(one.first)))
    if not covering:
        return None, None
    chosen = covering[0]
    return chosen.first, chosen.second if chosen.second != chosen.first else None


def _covers(duty: Duty, moment: datetime) -> bool:
    at, day = moment.time(), moment.date()
    before = day - timedelta(days=1)
    if duty.ends == MIDNIGHT:
        return _on(duty, day) and at >= duty.begins
    if duty.begins < duty.ends:
        return _on(duty, day) and duty.begins <= at < duty.ends
    return (_on(duty, day) and at >= duty.begins) or (_on(duty, before) and at < duty.ends)


def _on(duty: Duty, day: date) -> bool:
    return duty.day == day if duty.day is not None else duty.weekday == day.weekday()


def level(paged_at: datetime, now: datetime, *, has_second: bool, has_first: bool = True) -> int:
    """Who is called by now. Without a first on call the second is called at once, without both everybody is."""
    steps = [one for one, there in ((FIRST, has_first), (SECOND, has_second)) if there] + [EVERYBODY]
    passed = max(0, int((now - paged_at) / WAIT))
    return steps[min(passed, len(steps) - 1)]


def is_called(person: UUID, *, paged_at: datetime, now: datetime, first: UUID | None, second: UUID | None) -> bool:
    """Whether this person is called by now. Whoever was called stays called."""
    reached = level(paged_at, now, has_second=second is not None, has_first=first is not None)
    if reached == EVERYBODY:
        return True
    return person == first or (reached >= SECOND and person == second)


def minutes(since: datetime, until: datetime) -> int:
    """Whole minutes, begun ones counted; never less than 0."""
    return max(0, -int((since - until) // timedelta(minutes=1)))
