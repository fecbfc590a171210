"""The first start fills an invented organization; the second keeps it. As a person who runs `make run` sees it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.server import Server

ROLES = {
    "administrator",
    "organizer",
    "field lead",
    "canvasser",
    "outreach worker",
    "case manager",
    "program director",
    "reviewer",
    "participant advisor",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("first start") / "data")
    server.start("run")
    yield server
    server.stop()


def sign_ins(server: Server) -> list[tuple[str, str, str]]:
    """(name, passphrase, role) as printed; the role is the longest one that ends the line."""
    found = []
    for line in server.log().splitlines():
        role = next((role for role in sorted(ROLES, key=len, reverse=True) if line.endswith(f" {role}")), None)
        if role and line.startswith("  "):
            name, _space, words = line.removesuffix(role).strip().partition(" ")
            found.append((name, words.strip(), role))
    return found


@contextmanager
def desk(server: Server, name: str, words: str) -> Iterator[httpx.Client]:
    """Somebody signed in at the desk."""
    with httpx.Client(base_url=server.address, follow_redirects=True) as browser:
        sign_in(server, browser, name, words)
        yield browser


def sign_in(server: Server, browser: httpx.Client, name: str, words: str) -> None:
    page = browser.get("/sign-in").text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    form = {"csrfmiddlewaretoken": token[1], "name": name, "passphrase": words}
    answer = browser.post("/sign-in", data=form, headers={"Referer": f"{server.address}/sign-in"})
    assert answer.status_code == 200
    assert "waymeet_opens" in browser.cookies, answer.text


def test_sign_ins_of_every_role_are_printed_and_open(filled: Server):
    printed = sign_ins(filled)
    assert {role for _name, _words, role in printed} == ROLES
    for name, words in {role: (name, words) for name, words, role in printed}.values():
        with desk(filled, name, words):
            pass


def test_the_desk_has_something_to_show(filled: Server):
    by_role = {role: (name, words) for name, words, role in sign_ins(filled)}
    with desk(filled, *by_role["organizer"]) as organizer:
        for address in ("/organizing/turf", "/organizing/results", "/organizing/town", "/organizing/introductions"):
            page = organizer.get(address)
            assert page.status_code == 200, address
        assert "Central Avenue" in organizer.get("/organizing/turf").text
    with desk(filled, *by_role["outreach worker"]) as outreach:
        assert outreach.get("/care/handouts").status_code == 200


def test_one_safe_number_is_out_for_everybody(filled: Server):
    released = list((filled.data / "released").glob("*/table.csv"))
    assert len(released) == 1
    assert httpx.get(f"{filled.address}/public/", follow_redirects=True).status_code == 200


def test_nothing_of_the_filling_had_to_be_put_aside(filled: Server):
    counted = filled.python(
        "import django; django.setup()\n"
        "from waymeet.organizing.canvass.models import Entry, PutAside\n"
        "from waymeet.care.naloxone.models import Arrival, KitHandout, OddSlot\n"
        "print(Entry.objects.count() > 200, PutAside.objects.count())\n"
        "print(KitHandout.objects.count() > 200, Arrival.objects.count(), OddSlot.objects.count())\n"
    )
    assert counted.splitlines() == ["True 0", "True 0 0"]


def test_a_second_start_keeps_everything_and_fills_nothing(filled: Server):
    before = sign_ins(filled)
    filled.stop()
    (filled.data / "server.log").unlink()
    filled.start("run")
    assert sign_ins(filled) == before
    assert "First start" not in filled.log()


@pytest.mark.deep
def test_a_filling_that_was_interrupted_begins_again(server: Server):
    server.python(
        "import django; django.setup()\n"
        "from waymeet.commands import migrate; migrate.apply_all(quiet=True)\n"
        "from waymeet.accounts.models import AuditLine\n"
        "from waymeet.demo import people, sign_ins\n"
        "from waymeet.kernel import audit\n"
        "audit.write(AuditLine, who='', verb=sign_ins.BEGUN)\n"
        "people.invite_all()\n"
    )
    server.start()
    assert "interrupted; beginning again" in server.log()
    assert (
        server.python(
            "import django; django.setup()\nfrom waymeet.accounts.models import Account\nprint(Account.objects.count())"
        )
        == "0\n"
    )
