"""What people type stays out of logs, addresses, titles, file names and mail, when all goes well and when it breaks."""

import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils.log import AdminEmailHandler

import waymeet
from tests.desk.conftest import People
from tests.desk.test_every_address import FOR, PHONE, address
from waymeet.accounts import services
from waymeet.accounts.people import OPERATOR
from waymeet.accounts.roles import Role
from waymeet.config.troubles import NoValues, where
from waymeet.organizing.turf import uploads

pytestmark = pytest.mark.django_db(databases="__all__")

CANARY = "quokka-canary"
ASKED = {"name": CANARY, "passphrase": CANARY, "code": CANARY, "note": CANARY, "next": f"/{CANARY}"}
TEMPLATES = sorted(Path(waymeet.__file__).parent.rglob("*.html"))
# Forms that are sent in the address: each asks for a day, an area, a grouping; never for anything about a person.
IN_THE_ADDRESS = {
    "page.html": "design",
    "ledger.html": "incidents",  # a decision and what the rules came to, in closed codes
    "pocket.html": "directory",  # which kinds of help a printed list holds
    "cut.html": "canvass",
    "handouts.html": "naloxone",
    "propose.html": "release",  # which measure
    "stock.html": "supplies",
    "estimates.html": "supplies",
    "who_did_what.html": "keeping",  # a room, a day, a verb, the id of somebody who signs in
}


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the server's own log handler writes, through its own filter."""
    out, handlers = io.StringIO(), {one for name in (None, "django") for one in logging.getLogger(name).handlers}
    ours = [one for one in handlers if any(isinstance(each, NoValues) for each in one.filters)]
    before = [one.setStream(out) for one in ours]
    assert ours
    yield out
    for handler, stream in zip(ours, before, strict=True):
        handler.setStream(stream)


def broken(*_args: object, **told: object) -> None:
    """As a database does: the error's text quotes what it choked on."""
    raise ValueError(f"UNIQUE constraint failed: {CANARY} {told}")


@pytest.mark.parametrize(
    ("place", "path", "kind"),
    [
        ("waymeet.accounts.sign_in.recognize", "/sign-in", "form"),
        ("waymeet.organizing.canvass.field_api.sign_in.recognize", "/field/organizing/sign-in", "json"),
        ("waymeet.organizing.canvass.field_api.keep_bundle", "/field/organizing/bundle", "json"),
        ("waymeet.care.naloxone.services.night_of", "/field/care/slots", "json"),
    ],
)
def test_asvs_16_2_5_a_mistake_of_ours_is_logged_by_its_place_and_by_no_value(
    monkeypatch: pytest.MonkeyPatch, written: io.StringIO, place: str, path: str, kind: str
):
    monkeypatch.setattr(place, broken)
    asking = Client(SERVER_NAME="localhost", raise_request_exception=False)
    asked = ASKED | {"device_public_key": CANARY, "slots": [CANARY], "count": 1, "set_hash": CANARY}
    headers = {"authorization": f"Night {CANARY}", "user-agent": CANARY, "referer": f"https://{CANARY}.example/"}
    said = {"content_type": "application/json"} if kind == "json" else {}
    answer = asking.post(f"{path}?{CANARY}={CANARY}", asked, headers=headers, **said)
    assert answer.status_code == 500
    assert "ValueError at" in written.getvalue()
    assert CANARY not in written.getvalue()
    assert CANARY not in answer.content.decode()
    assert mail.outbox == []


def test_whatever_strangers_ask_leaves_no_word_of_it_in_the_log(written: io.StringIO):
    asking = Client(SERVER_NAME="localhost")
    for route in (route for route, who in FOR.items() if who == PHONE):
        asking.post(f"{address(route)}?{CANARY}", {"x": CANARY}, content_type="application/json")
        asking.post(address(route), CANARY.encode(), content_type=CANARY)
    for path in (f"/{CANARY}", f"/people/{CANARY}", f"/field/{CANARY}", f"/public/{CANARY}/", f"/static/{CANARY}"):
        asking.get(path)
    asking.get("/", headers={"host": f"{CANARY}.example"})
    assert written.getvalue()
    assert CANARY not in written.getvalue()


def test_an_error_told_by_its_place_holds_no_text_of_it():
    try:
        uploads.path_of(CANARY)
    except Exception as trouble:  # noqa: BLE001 - whichever it is
        told = where(trouble)
    assert "uploads.py" in told
    assert CANARY not in told


def test_no_mistake_is_mailed_to_anybody():
    assert settings.ADMINS == settings.MANAGERS == []
    loggers = [logging.getLogger(name) for name in (None, "django", "django.request", "django.security", "waymeet")]
    assert not [one for logger in loggers for one in logger.handlers if isinstance(one, AdminEmailHandler)]


def test_asvs_14_2_1_no_form_about_a_person_is_sent_in_the_address():
    found = {path.name: path.parent.name for path in TEMPLATES if re.search(r'method="get"', path.read_text())}
    assert found == IN_THE_ADDRESS


def test_no_title_names_anybody(people: People):
    """A title is kept in the browser's history and shown to whoever looks over a shoulder."""
    account, _words = services.invite(name="quokka", shown_as=CANARY, roles={Role.CANVASSER}, by=OPERATOR)
    desk = people.at_desk("Ada")
    for path in ("/people", f"/people/{account.id}", "/account"):
        page = desk.get(path).content.decode()
        title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
        assert title
        assert CANARY not in title[1]
        assert "Ada" not in title[1]


TABLES = ["people", "organizing/turf", "organizing/introductions", "organizing/results", "organizing/quarantine"]


@pytest.mark.parametrize("path", TABLES)
def test_a_download_has_a_name_of_ours(people: People, path: str):
    desk = people.at_desk("Ada" if path == "people" else "Olga")
    answer = desk.get(f"/{path}?format=csv")
    name = re.fullmatch(r'attachment; filename="([a-z-]+\.csv)"', answer.get("Content-Disposition", ""))
    assert name or answer["Content-Type"].startswith("text/html"), answer.get("Content-Disposition")


@pytest.mark.parametrize(
    "given", ["../../etc/passwd", "..\\..\\boot.ini", "/etc/passwd", "a\0b.csv", "…/x\r\nSet-Cookie: a", ""]
)
def test_an_uploaded_file_cannot_choose_where_it_lies(given: str):
    kept = uploads._plain(given)
    assert kept == Path(kept).name
    assert not set(kept) & set("/\\\0\r\n:")
    assert kept.strip(".")
