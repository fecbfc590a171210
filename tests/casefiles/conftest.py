"""Each test runs in both rooms, with two workers of its team and somebody from outside."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from tests.consent import made
from tests.desk.conftest import People, people
from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.care.participants.room import ROOM as PARTICIPANTS
from waymeet.casefiles import services
from waymeet.casefiles.room import Room
from waymeet.diversion.casework.room import ROOM as CASEWORK

__all__ = ["people"]


@dataclass
class Place:
    """A room with its people: `one` and `two` are its team."""

    room: Room
    people: People
    one: str
    two: str
    base: str

    def person(self, who: str = "") -> Person:
        return self.people[who or self.one]

    def keyring(self, who: str = "") -> Keyring:
        return made.keyring(self.people, who or self.one)

    def by(self, who: str = "") -> dict[str, Any]:
        self.person(who)
        return {"room": self.room, "by": self.person(who), "keyring": self.keyring(who)}

    def begin(self, **said: str) -> int:
        return services.open_file(said=said, **self.by())

    def desk(self, who: str = "") -> Client:
        return self.people.at_desk(who or self.one)

    def at(self, *parts: object) -> str:
        return self.base + "/".join(str(part) for part in parts)


@pytest.fixture(params=["care", "diversion"])
def place(request: pytest.FixtureRequest, people: People) -> Place:
    if request.param == "care":
        return Place(PARTICIPANTS, people, "Wanda", "Walt", "/care/people/")
    return Place(CASEWORK, people, "Casey", "Cleo", "/diversion/cases/")
