"""Meetings, and whether one still goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.diversion.table.models import Meeting
from waymeet.kernel import clock
from waymeet.kernel.errors import Conflict, NotFound


class Over(Conflict):
    """The meeting's time is up, or somebody closed it."""

    default = _("The meeting is over. Nothing is shown here any more.")


@dataclass(frozen=True)
class Minutes:
    """A meeting in plain: who was there, of how many cases it spoke, what it decided how often."""

    row: Meeting
    agencies: Sequence[str]
    decided: Sequence[tuple[str, int]]

    @property
    def goes_on(self) -> bool:
        return self.row.ends_at is not None and clock.now() < self.row.ends_at


def going_on(meeting_id: UUID, *, by: Person) -> Meeting:
    """Locked inside a verb's transaction by whoever changes it; Over once its time is up."""
    found = one_meeting(meeting_id, by=by)
    if not found.goes_on:
        raise Over
    return found.row


def here(row: Meeting) -> frozenset[str]:
    """Which agencies sit at the table now."""
    return frozenset(row.seats.filter(here=True).values_list("agency", flat=True))


def one_meeting(meeting_id: UUID, *, by: Person) -> Minutes:
    check(by, May.READ_CASES)
    row = Meeting.objects.prefetch_related("seats", "decided").filter(pk=meeting_id).first()
    if row is None:
        raise NotFound
    return _minutes(row)


def meetings(*, by: Person) -> list[Minutes]:
    """The newest first."""
    check(by, May.READ_CASES)
    return [_minutes(row) for row in Meeting.objects.prefetch_related("seats", "decided")]


def _minutes(row: Meeting) -> Minutes:
    decided = sorted((one.decision, one.number) for one in row.decided.all())
    return Minutes(row, sorted(one.agency for one in row.seats.all()), decided)
