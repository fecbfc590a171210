"""People of every role, signed in at the desk as they really sign in."""

from collections.abc import Callable

import pytest
from django.test import Client

from waymeet.accounts import services
from waymeet.accounts.people import OPERATOR, Person
from waymeet.accounts.roles import Role

ROLES_OF = {
    "Ada": {Role.ADMINISTRATOR},
    "Olga": {Role.ORGANIZER},
    "Omar": {Role.ORGANIZER},
    "Flora": {Role.FIELD_LEAD},
    "Cam": {Role.CANVASSER},
    "Wanda": {Role.OUTREACH_WORKER},
    "Walt": {Role.OUTREACH_WORKER},
    "Rita": {Role.REVIEWER},
    "Charlie": set(),
}


class People:
    """`people["Olga"]` is a Person, `people.words["Olga"]` the passphrase, `people.at_desk("Olga")` a signed-in browser.

    Olga and Omar hold the organizing team's key, Wanda and Walt the outreach team's; Charlie holds no role.
    """

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.known: dict[str, Person] = {}
        for shown_as, roles in ROLES_OF.items():
            account, words = services.invite(name=shown_as.lower(), shown_as=shown_as, roles=roles, by=OPERATOR)
            self.words[shown_as], self.known[shown_as] = words, account.as_person()

    def __getitem__(self, shown_as: str) -> Person:
        return self.known[shown_as]

    def at_desk(self, shown_as: str) -> Client:
        desk = Client(SERVER_NAME="localhost")
        answer = desk.post("/sign-in", {"name": shown_as.lower(), "passphrase": self.words[shown_as]})
        assert answer.status_code == 302
        return desk


@pytest.fixture
def people(db) -> People:
    return People()


@pytest.fixture
def at_desk(people: People) -> Callable[[str], Client]:
    return people.at_desk
