"""Olga and Omar organize; people and events made as they are made in earnest."""

import datetime as dt

import pytest

from tests.desk.conftest import People
from tests.desk.conftest import people as people_of_every_role
from waymeet.kernel import clock
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.events.models import Attendance, Event

people = people_of_every_role


class Room:
    """Shorthand for what happens in a neighborhood."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.olga, self.omar = people["Olga"], people["Omar"]

    def person(self, name: str = "Rosa"):
        return contacts.add(said={"name": name}, by=self.olga)

    def event(self, days_ago: int = 1) -> Event:
        return Event.objects.create(title="Meeting", day=self.day(days_ago), starts=dt.time(18))

    def came(self, contact, *, asked_by=None, days_ago: int = 1, came: bool | None = True) -> None:
        Attendance.objects.create(
            event=self.event(days_ago), contact_id=contact, asked_by_id=asked_by, came=came, answer="accepted"
        )

    @staticmethod
    def day(days_ago: int) -> dt.date:
        return clock.today() - dt.timedelta(days=days_ago)


@pytest.fixture
def room(people: People) -> Room:
    return Room(people)
