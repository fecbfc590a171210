"""Bringing in an addresses file at the desk: preview, dry run, import; nothing is written before it is said."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk import work_made
from tests.organizing.turf.town.drawn import DrawnTown, degrees
from tests.town import LAT, LON, STEP
from waymeet.accounts.people import OPERATOR
from waymeet.care.naloxone.models import Area as AreaOfCare
from waymeet.organizing.turf.models import Area, Door, TownImport
from waymeet.organizing.turf.services.town import import_town

pytestmark = pytest.mark.django_db(databases="__all__")

GOOD = "LON,LAT,NUMBER,STREET,UNIT\n" + "".join(
    f"{LON - 0.0002},{LAT + (2 * n + 1) * STEP},{100 + n},Clinton Avenue,\n" for n in range(3)
)


@pytest.fixture(autouse=True)
def no_uploads_yet() -> None:
    shutil.rmtree(Path(settings.DATA_DIR) / "uploads", ignore_errors=True)


def text(answer) -> str:
    return answer.content.decode()


def send(desk, content: str | bytes, name: str = "albany.csv"):
    data = content.encode() if isinstance(content, str) else content
    return desk.post("/organizing/town/addresses", {"file": SimpleUploadedFile(name, data)})


def kept_files() -> list[Path]:
    return [path for path in (Path(settings.DATA_DIR) / "uploads").rglob("*") if path.is_file()]


def test_the_preview_shows_how_columns_were_understood(people, tmp_path):
    work_made.street_and_turf(people, tmp_path)
    desk = people.at_desk("Olga")
    answer = send(desk, GOOD)
    page = text(desk.get(answer["Location"]))
    assert "100 Clinton Avenue" in page
    assert '<option value="LAT" selected>' in page
    assert TownImport.objects.filter(kind="addresses").count() == 0


def test_a_dry_run_counts_and_writes_nothing_then_the_import_writes(people, tmp_path):
    work_made.street_and_turf(people, tmp_path)
    desk, before = people.at_desk("Olga"), Door.objects.count()
    columns = {"latitude": "LAT", "longitude": "LON", "number": "NUMBER", "street": "STREET", "unit": "UNIT"}
    there = send(desk, GOOD)["Location"]
    dry = desk.post(there, {**columns, "step": "dry"})
    assert "Nothing has been written yet" in text(dry)
    assert Door.objects.count() == before
    done = desk.post(there, {**columns, "step": "import"}, follow=True)
    assert "The addresses are in" in text(done)
    assert Door.objects.filter(number="101").exists()
    assert kept_files() == []


def test_a_column_chosen_by_hand_is_used(people, tmp_path):
    work_made.street_and_turf(people, tmp_path)
    desk = people.at_desk("Olga")
    there = send(desk, GOOD.replace("NUMBER", "HAUSNR"))["Location"]
    refused = desk.post(there, {"latitude": "LAT", "longitude": "LON", "street": "STREET", "step": "dry"})
    assert refused.status_code == 422
    assert "house number" in text(refused)
    columns = {"latitude": "LAT", "longitude": "LON", "number": "HAUSNR", "street": "STREET", "step": "dry"}
    assert "Nothing has been written yet" in text(desk.post(there, columns))


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"\x89PNG\r\n\x1a\n" + bytes(200)])
def test_a_file_that_is_no_table_gets_a_sentence_and_is_not_kept(people, tmp_path, content):
    work_made.street_and_turf(people, tmp_path)
    answer = send(people.at_desk("Olga"), content)
    assert answer.status_code == 422
    assert 'id="id_file_error"' in text(answer)
    assert kept_files() == []


def test_a_bad_row_is_listed_with_row_column_and_remedy(people, tmp_path):
    work_made.street_and_turf(people, tmp_path)
    desk = people.at_desk("Olga")
    there = send(desk, GOOD + "nowhere,at all,7,Clinton Avenue,\n")["Location"]
    columns = {"latitude": "LAT", "longitude": "LON", "number": "NUMBER", "street": "STREET", "step": "import"}
    page = text(desk.post(there, columns, follow=True))
    assert "There is no usable latitude and longitude." in page
    assert "Fill in both as degrees" in page


def test_a_name_that_is_a_path_stays_a_name(people, tmp_path):
    work_made.street_and_turf(people, tmp_path)
    desk = people.at_desk("Olga")
    answer = send(desk, GOOD, "../../escape.csv")
    assert "escape.csv" in text(desk.get(answer["Location"]))
    assert all(Path(settings.DATA_DIR) / "uploads" in path.parents for path in kept_files())


@pytest.mark.parametrize("key", ["x", "a" * 22, "..", "%2e%2e%2f%2e%2e"])
def test_a_key_nobody_was_given_leads_nowhere(people, key):
    assert people.at_desk("Olga").get(f"/organizing/town/addresses/{key}").status_code == 404


@pytest.mark.parametrize("who", ["Flora", "Cam", "Wanda", "Charlie"])
def test_who_may_not_bring_in_addresses(people, who):
    assert people.at_desk(who).get("/organizing/town/addresses").status_code == 403


def test_areas_that_an_addresses_file_fixes_are_at_once_known_to_care(people, tmp_path):
    town = DrawnTown()
    town.street("Clinton Avenue", (0, 0), (2000, 0))
    import_town(path=town.write(tmp_path / "town.osm.pbf"), by=OPERATOR)
    assert not AreaOfCare.objects.exists()
    rows = [(*degrees(x * 10, 12), x, "Clinton Avenue") for x in range(1, 41)]
    content = "LAT,LON,NUMBER,STREET\n" + "".join(
        f"{lat},{lon},{number},{street}\n" for lat, lon, number, street in rows
    )
    desk = people.at_desk("Olga")
    columns = {"latitude": "LAT", "longitude": "LON", "number": "NUMBER", "street": "STREET", "step": "import"}
    desk.post(send(desk, content)["Location"], columns)
    fixed = list(Area.objects.values_list("number", "doors"))
    assert fixed == [(1, 40)]
    assert list(AreaOfCare.objects.values_list("number", "doors")) == fixed
