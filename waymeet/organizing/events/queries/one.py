"""One event with all that its page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.phones import names_of
from waymeet.accounts.roles import May
from waymeet.kernel.errors import NotFound
from waymeet.organizing.events.models import AccessNeed, Attendance, Event, Need, Promised, Shift
from waymeet.organizing.events.queries.turnout import turnout_of
from waymeet.organizing.events.rules import Turnout


@dataclass(frozen=True)
class Board:
    """A shift: who has it, and how many hands are still wanted."""

    row: Shift
    people: Sequence[Attendance]
    workers: Sequence[str]
    mine: bool

    @property
    def filled(self) -> int:
        return len(self.workers) + sum(1 for one in self.people if one.answer == one.Answer.ACCEPTED)

    @property
    def confirmed(self) -> int:
        return sum(1 for one in self.people if one.answer == one.Answer.ACCEPTED and one.confirmed_on)

    @property
    def maybe(self) -> int:
        return sum(1 for one in self.people if one.answer == one.Answer.TENTATIVE)

    @property
    def missing(self) -> int:
        return max(0, self.row.wanted - self.filled)


@dataclass(frozen=True)
class Known:
    """An event, its numbers, its people, its shifts and what was promised."""

    row: Event
    turnout: Turnout
    people: Sequence[Attendance]
    shifts: Sequence[Board]
    needs: Sequence[Need]
    access: Sequence[AccessNeed]
    workers: dict[UUID, str]
    comes_again: Sequence[Event]
    to_see_to: int

    @property
    def promised(self) -> int:
        """Needs somebody said they see to, whether it was there or not."""
        return sum(state != Promised.ASKED for state in self._states())

    @property
    def kept(self) -> int:
        return sum(state == Promised.KEPT for state in self._states())

    def _states(self) -> list[str]:
        return [one.state for one in self.needs] + [one.state for one in self.access]


def event_of(*, event_id: UUID, by: Person) -> Event:
    check(by, May.RUN_EVENTS)
    row = Event.objects.filter(pk=event_id).select_related("series").first()
    if row is None:
        raise NotFound
    return row


def known(*, event_id: UUID, by: Person) -> Known:
    row = event_of(event_id=event_id, by=by)
    people = list(
        row.attendances.select_related("contact", "asked_by", "shift").order_by("answer", "contact__folded", "pk")
    )
    needs = list(row.needs.select_related("attendance__contact"))
    access = list(row.access_needs.order_by("id"))
    shifts = list(row.shifts.prefetch_related("hands"))
    at_work = {one.worker for shift in shifts for one in shift.hands.all()}
    promised = {one.worker for one in needs} | {one.worker for one in access}
    workers = names_of({one for one in (*promised, row.lead, *at_work) if one})
    again = row.series.events.filter(day__gt=row.day).order_by("day")[:6] if row.series else ()
    return Known(
        row=row,
        turnout=turnout_of(row),
        people=people,
        shifts=[_board(shift, people, workers, by) for shift in shifts],
        needs=needs,
        access=access,
        workers=workers,
        comes_again=list(again),
        to_see_to=row.slips.filter(state="new").count(),
    )


def _board(shift: Shift, people: Sequence[Attendance], workers: dict[UUID, str], by: Person) -> Board:
    hands = [one.worker for one in shift.hands.all()]
    there = [one for one in people if one.shift_id == shift.pk]
    return Board(shift, there, [workers.get(one, "") for one in hands], by.id in hands)
