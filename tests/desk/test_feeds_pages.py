"""A list of an agency at the desk, from its columns to what we hold of it; and nothing of the file is kept."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.diversion.feeds import made
from tests.diversion.incidents.made import DRUG
from waymeet.accounts.people import OPERATOR
from waymeet.diversion.agencies import services as agencies
from waymeet.diversion.feeds.models import FeedRow, Mapping, Snapshot
from waymeet.diversion.incidents import services as ledger
from waymeet.diversion.incidents import services_rules

pytestmark = pytest.mark.django_db(databases="__all__")


def file(data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("arrests.csv", made.as_csv() if data is None else data)


def hidden(page: str) -> dict[str, str]:
    from html import unescape

    found = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


@pytest.fixture
def june(people):
    by = people["June"]
    ledger.fix_areas(areas=[(1, "Arbor Hill", 612, [1, 2, 3, 4]), (2, "South End", 701, [1, 2, 3, 4])], by=OPERATOR)
    for code in (DRUG, "PL 155.25"):
        services_rules.add_charge(code=code, name_en="a charge", by=by)
    agencies.add(name="Albany Police Department", kind="police", by=by)
    return people.at_desk("June")


def mapped(june) -> Mapping:
    agency = str(agencies.Agency.objects.get().pk)
    page = june.post("/diversion/feeds/describe", {"agency_id": agency, "kind": "arrests", "file": file()})
    told = page.content.decode()
    assert "Full Name: a name" in told
    assert "Invented, Person" not in told
    chosen = {f"is_{name}": heading for name, heading in made.COLUMNS.items()}
    page = june.post("/diversion/feeds/columns", hidden(told) | {"days": "mdy"} | chosen)
    told = page.content.decode()
    assert page.status_code == 200, told
    codes = dict(re.findall(r'<label[^>]*for="id_(\w+_\d+)"[^>]*>\s*([^<]+?)\s*<', told))
    meant = {theirs: ours for pairs in made.VALUES.values() for theirs, ours in pairs.items()}
    values = {place: meant.get(words.partition(": ")[2].strip(), "") for place, words in codes.items()}
    answer = june.post("/diversion/feeds/codes", hidden(told) | values)
    assert answer.status_code == 302, answer.content.decode()
    return Mapping.objects.get()


def test_a_list_is_described_tried_and_brought_in(june):
    row = mapped(june)
    assert row.values["ethnicity"] == {"y": "hispanic", "n": "not_hispanic", "u": "untold"}
    address = f"/diversion/feeds/mappings/{row.pk}"
    tried = june.post(address, {"file": file(), "try": "on"}).content.decode()
    assert "11 rows: 5 kept, 1 of an arrest that is there already, 4 put aside, 1 empty." in re.sub(r"\s+", " ", tried)
    assert "240.20" in tried
    assert Snapshot.objects.count() == 0
    answer = june.post(address, {"file": file(), "keep": "on"})
    assert FeedRow.objects.count() == 5
    page = june.get(answer["Location"]).content.decode()
    assert "the day lies before LEAD began" in page
    again = june.post(address, {"file": file(), "keep": "on"})
    assert again.status_code == 422
    assert "here already" in again.content.decode()
    page = june.get("/diversion/feeds").content.decode()
    assert "Albany Police Department: we hold 0 of" in page
    assert "No data from Albany Police Department" in page
    june.post(f"/diversion/feeds/{Snapshot.objects.get().pk}/take-back")
    assert FeedRow.objects.count() == 0


def test_what_is_no_list_is_said_so_and_asked_for_again(june):
    agency = str(agencies.Agency.objects.get().pk)
    for data in (b"%PDF-1.7", b"", b'{"a": 1}'):
        said = {"agency_id": agency, "kind": "arrests", "file": file(data)}
        assert june.post("/diversion/feeds/describe", said).status_code == 422
    assert june.post("/diversion/feeds/describe", {"agency_id": agency, "kind": "arrests"}).status_code == 422


@pytest.mark.parametrize("who", ["Otto", "Casey", "Abel", "Olga"])
def test_nobody_else_comes_in(people, who: str):
    desk = people.at_desk(who)
    for address in ("feeds", "feeds/describe"):
        assert desk.get(f"/diversion/{address}").status_code in (302, 403)
