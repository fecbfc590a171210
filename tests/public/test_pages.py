"""What a resident sees. No test here may touch a database: the plugin refuses it, and no page asks for one."""

import re
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.test import Client

from tests.reports.release.made import ONE, TWO, contents, put_out
from waymeet.kernel import clock
from waymeet.reports.release import files
from waymeet.reports.release.published import Notice, Said

EVERY_PAGE = [
    f"/public/{language}/{place}" for language in ("en", "es") for place in ("", f"{ONE}/", f"{ONE}/chart.svg")
] + [f"/public/{ONE}/table.csv", f"/public/{ONE}/release.json"]


@pytest.fixture
def reader() -> Client:
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def released(settings, tmp_path: Path) -> Path:
    settings.RELEASED_DIR = tmp_path / "released"
    return settings.RELEASED_DIR


def text_of(page: str) -> str:
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", "", page))


def withdraw(root: Path, *, keeps_numbers: bool) -> None:
    files.put_notice(root, Notice(ONE, clock.today(), Said("A reason.", "Una razón."), keeps_numbers))


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_every_page_opens_with_all_databases_out_of_reach(reader: Client, released: Path, address: str):
    put_out(released)
    answer = reader.get(address)
    assert answer.status_code == 200
    assert not answer.cookies


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_a_sign_in_at_the_desk_is_not_looked_at_here(reader: Client, released: Path, address: str):
    """Somebody who works here carries a session cookie; even so no page asks who they are."""
    put_out(released)
    reader.cookies[django_settings.SESSION_COOKIE_NAME] = "somebody"
    assert reader.get(address).status_code == 200


def test_the_way_in_goes_by_the_readers_language(reader: Client):
    assert reader.get("/public/")["Location"] == "/public/en/"
    assert reader.get("/public/", headers={"accept-language": "es-MX,es;q=0.9"})["Location"] == "/public/es/"


def test_before_the_first_release_the_page_says_so(reader: Client, released: Path):
    assert "Nothing is published yet" in reader.get("/public/en/").content.decode()
    assert "Todavía no hay nada publicado" in reader.get("/public/es/").content.decode()


def test_the_newest_release_stands_first(reader: Client, released: Path):
    put_out(released)
    put_out(released, contents(TWO, number=2))
    page = reader.get("/public/en/").content.decode()
    assert page.index(str(TWO)) < page.index(str(ONE))


def test_a_hidden_number_says_why_it_is_hidden(reader: Client, released: Path):
    put_out(released)
    page = text_of(reader.get(f"/public/en/{ONE}/").content.decode())
    assert "hidden to protect people" in page
    assert "1\u202f272" in page
    assert "These are counts, not estimates" in page
    assert "None in these months: Whitehall." in page
    assert "1\u202f550 kits handed out in all." in page


def test_where_nothing_can_be_said_it_says_we_cannot_tell(reader: Client, released: Path):
    put_out(released, contents(total=None))
    page = text_of(reader.get(f"/public/en/{ONE}/").content.decode())
    assert "How many in all: we cannot tell here." in page
    assert "How many people took a kit: we cannot tell." in page


def test_everything_is_said_in_spanish_too(reader: Client, released: Path):
    put_out(released)
    page = text_of(reader.get(f"/public/es/{ONE}/").content.decode())
    for words in ("Kits de naloxona", "oculto para proteger a las personas", "agosto de 2026", "Área desconocida"):
        assert words in page
    for english in ("hand", "hidden", "Arbor Hill, ", "people", "October"):
        assert english not in page.replace("handed", "")


def test_an_area_hidden_in_every_month_is_not_among_those_with_none(reader: Client, released: Path):
    put_out(released)
    page = text_of(reader.get(f"/public/en/{ONE}/").content.decode())
    assert "South End" in page.split("None in these months:")[0]


def test_no_page_runs_a_script_or_asks_another_host(reader: Client, released: Path):
    put_out(released)
    for address in EVERY_PAGE:
        page = reader.get(address).content.decode()
        assert "<script" not in page
        assert "style=" not in page or address.endswith(".svg")
        assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", page)


def test_the_chart_has_its_numbers_in_words(reader: Client, released: Path):
    put_out(released)
    page = reader.get(f"/public/en/{ONE}/").content.decode()
    alt = re.search(r'<img [^>]*alt="([^"]+)"', page)
    assert alt is not None
    assert "August 2026: hidden; September 2026: 1\u202f382" in alt.group(1)


@pytest.mark.parametrize(
    "address",
    [f"/public/en/{TWO}/", f"/public/es/{TWO}/chart.svg", f"/public/{TWO}/table.csv", f"/public/{TWO}/release.json"],
)
def test_a_release_that_is_not_there(reader: Client, released: Path, address: str):
    answer = reader.get(address)
    assert answer.status_code == 404
    assert any(words in answer.content.decode() for words in ("There is no release here", "Aquí no hay ninguna"))


@pytest.mark.parametrize("address", [f"/public/en/{ONE}/", f"/public/en/{ONE}/chart.svg", f"/public/{ONE}/table.csv"])
def test_a_release_somebody_changed_is_not_shown(reader: Client, released: Path, address: str):
    put_out(released)
    path = released / str(ONE) / "table.csv"
    path.chmod(0o644)
    path.write_text(path.read_text().replace("1272", "9999"))
    answer = reader.get(address)
    assert answer.status_code == 500
    assert "9999" not in answer.content.decode()
    assert "This release cannot be shown" in answer.content.decode()


def test_a_withdrawn_release_says_so_and_why(reader: Client, released: Path):
    put_out(released)
    withdraw(released, keeps_numbers=True)
    page = text_of(reader.get(f"/public/en/{ONE}/").content.decode())
    assert "This release was withdrawn on" in page
    assert "A reason." in page
    assert "1\u202f550" in page
    assert "withdrawn" in text_of(reader.get("/public/en/").content.decode())


def test_a_release_that_told_too_much_is_shown_no_more(reader: Client, released: Path):
    put_out(released)
    withdraw(released, keeps_numbers=False)
    page = text_of(reader.get(f"/public/es/{ONE}/").content.decode())
    assert "Sus números ya no se muestran" in page
    assert "550" not in page
    for address in (f"/public/en/{ONE}/chart.svg", f"/public/{ONE}/table.csv", f"/public/{ONE}/release.json"):
        assert reader.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/public/en/../../secret.key", "/public/en/secret/", f"/public/de/{ONE}/"])
def test_no_other_file_can_be_asked_for(reader: Client, released: Path, address: str):
    put_out(released)
    assert reader.get(address).status_code == 404


def test_nothing_is_taken_in(reader: Client, released: Path):
    put_out(released)
    assert reader.post(f"/public/en/{ONE}/").status_code == 405
