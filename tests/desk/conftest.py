"""People of every role, signed in at the desk as they really sign in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from tests.desk_browser import SignIns
from tests.server import Server
from tests.stick import Stick, sign_in
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
    "Casey": {Role.CASE_MANAGER},
    "Cleo": {Role.CASE_MANAGER},
    "Dora": {Role.DIRECTOR},
    "Rita": {Role.REVIEWER},
    "Clio": {Role.CLINICAL_DIRECTOR},
    "Pia": {Role.PEER},
    "Vera": {Role.ADVISOR},
    "Otto": {Role.OFFICER},
    "June": {Role.PROJECT_MANAGER},
    "Abel": {Role.COORDINATOR},
    "Charlie": set(),
}


PAIRS = {"Olga": "Omar", "Omar": "Olga", "Wanda": "Walt", "Walt": "Wanda", "Casey": "Cleo", "Cleo": "Casey"}


class People:
    """`people["Olga"]` is a Person, `people.words_of("Olga")` the passphrase, `people.at_desk("Olga")` a signed-in browser.

    They are made when first named. Olga and Omar hold the organizing team's key, Wanda and Walt the outreach team's,
    Casey and Cleo the case team's; Dora is the program director, Vera advises as a participant,
    Otto is a police officer, June keeps the ledger, Abel sits in the coordinating group; Charlie holds no role.
    """

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self.known: dict[str, Person] = {}
        self.sticks: dict[str, Stick] = {}

    def __getitem__(self, shown_as: str) -> Person:
        if shown_as not in self.known:
            account, words = services.invite(
                name=shown_as.lower(), shown_as=shown_as, roles=ROLES_OF[shown_as], by=OPERATOR
            )
            self.words[shown_as], self.known[shown_as] = words, account.as_person()
            if shown_as in PAIRS:
                self[PAIRS[shown_as]]
        return self.known[shown_as]

    def words_of(self, shown_as: str) -> str:
        return self.words[self[shown_as].shown_as]

    def at_desk(self, shown_as: str) -> Client:
        """Passphrase, then a passkey for whoever needs a second step."""
        name, stick = self[shown_as].name, self.sticks.setdefault(shown_as, Stick())
        desk = Client(SERVER_NAME="localhost")
        sign_in(desk, name, self.words[shown_as], stick)
        return desk


@pytest.fixture
def people(request: pytest.FixtureRequest) -> People:
    """Ask for the databases in the test module (pytestmark): accounts need `default`."""
    request.getfixturevalue("_django_db_helper")
    return People()


@pytest.fixture
def at_desk(people: People) -> Callable[[str], Client]:
    return people.at_desk


@dataclass(frozen=True)
class Filled:
    """A running server with an evening's work on it (fill.py), and what a browser needs to look at it."""

    address: str
    made: dict[str, Any]
    sign_ins: SignIns

    def sign_in(self, context: BrowserContext, shown_as: str) -> Page:
        """A page that is signed in."""
        return self.sign_ins.page(context, self.made["names"][shown_as])

    def path(self, pattern: str) -> str:
        return self.address + pattern.format(**self.made)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    server = Server(tmp_path_factory.mktemp("desk"))
    made = server.fill()
    server.start()
    told = {name: (made["words"][one], made["secrets"].get(one, "")) for one, name in made["names"].items()}
    yield Filled(server.address, made, SignIns(server.address, told))
    server.stop()
