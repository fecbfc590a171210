"""What a phone at the door needs tonight, and nothing else: it is forgotten when the evening is over."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.organizing.events import rules
from waymeet.organizing.events.models import Event


@dataclass(frozen=True)
class Expected:
    """Somebody on the list. No number and no address: a door needs neither."""

    contact: UUID
    called: str
    answer: str
    came: bool | None


@dataclass(frozen=True)
class Tonight:
    """An event a phone can sign people in at. `people` is empty where heads are counted or names are sealed."""

    id: UUID
    title: str
    kind: str
    day: dt.date
    starts: dt.time
    sign_in: str
    people: Sequence[Expected]


def tonight(*, by: Person) -> list[Tonight]:
    """Events of today, and of the day before and after: a phone may come back late."""
    check(by, May.RUN_EVENTS)
    near = dt.timedelta(days=rules.DOOR_DAYS)
    days = (clock.today() - near, clock.today() + near)
    rows = Event.objects.filter(day__range=days, state=Event.State.PLANNED)
    return [_tonight(row) for row in rows.prefetch_related("attendances__contact")]


def _tonight(row: Event) -> Tonight:
    people = [Expected(one.contact_id, one.contact.called, one.answer, one.came) for one in row.attendances.all()]
    people.sort(key=lambda one: (one.called.casefold(), str(one.contact)))
    return Tonight(row.pk, row.title, row.kind, row.day, row.starts, row.sign_in, people)
