"""Every row is made, changed, the same or told of; all is written or nothing; a package can be undone."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.care.directory.made import as_zip, brought, stands
from tests.care.directory.test_hsds import FOREIGN, ONE, TWO
from waymeet.accounts.people import OPERATOR
from waymeet.care.directory import by_hand, ohana, packaging, problems, queries, reading, services
from waymeet.care.directory.models import Batch, Explained, Filed, Listing, Record
from waymeet.kernel.errors import BadInput

pytestmark = pytest.mark.django_db(databases="__all__")

OHANA = [
    {
        "name": "Invented Kitchen",
        "urls": ["www.kitchen.example"],
        "locations": [
            {
                "name": "Invented Kitchen",
                "description": "Soup at noon",
                "short_desc": "Cross street: Lark",
                "address_attributes": {"street": "1 Elm Street ", "city": "Albany", "state": "NY", "zip": "12210"},
                "hours": "Mon 9-5; Tue 9:30 - 6; Sat 2-6pm;",
                "accessibility": ["ramp"],
                "contacts_attributes": [{"name": "A. Persona", "title": "Cook"}],
                "coordinates": ["-73.76", "42.65"],
                "emails": ["one@kitchen.example", "two@kitchen.example"],
                "faxes_attributes": [{"number": "518-555-0109"}],
                "kind": "kitchen",
                "languages": ["Chinese (Cantonese)Spanish"],
                "phones_attributes": [{"number": "518-555-0108", "department": "Main"}],
                "transportation": "Bus 13",
                "urls": [],
                "services_attributes": [
                    {
                        "keywords": ["Soup Kitchens"],
                        "fees": "None",
                        "eligibility": "Everybody",
                        "funding_sources": ["City;"],
                        "audience": "Hungry",
                    },
                    {"keywords": [], "service_areas": ["Albany County"], "how_to_apply": "Come"},
                ],
            },
            {"name": "", "services_attributes": [{}, {}]},
            {"name": "Empty", "services_attributes": []},
        ],
    },
    {
        "name": "Invented Kitchen",
        "urls": [],
        "locations": [{"name": "Branch", "hours": "by moonlight", "services_attributes": [{}]}],
    },
    {"name": " ", "locations": [{"services_attributes": [{}]}]},
]


def adds_up(report: services.Report) -> bool:
    return report.rows == report.made + report.changed + report.same + report.left


def lines(folder: Path, objects: list[object]) -> Path:
    path = folder / "old.ndjson"
    path.write_text("\n".join(json.dumps(one) for one in objects), encoding="utf-8")
    return path


def test_the_older_form_gives_every_service_or_says_why_not(tmp_path):
    report = brought(lines(tmp_path, OHANA))
    assert (report.rows, report.made, report.left) == (7, 3, 4)
    assert Listing.objects.count() == 3
    first = Listing.objects.filter(name="Invented Kitchen").order_by("key").first()
    both = [one.shown for one in Listing.objects.filter(name="Invented Kitchen")]
    assert first is not None
    soup = next(one for one in both if "terms" in one)
    assert soup["needs"] == ["food"]
    assert soup["fees"] == "None"
    assert soup["email"] == "one@kitchen.example"
    assert [phone["number"] for phone in soup["phones"]] == ["518-555-0108"]
    assert {code for code, _name in soup["languages"]} == {"es", "zh"}
    assert soup["places"][0] | {"lat": 42_650_000, "lon": -73_760_000, "way": "Bus 13"} == soup["places"][0]
    spans = sorted((one["byday"], one["opens_at"], one["closes_at"]) for one in soup["hours"])
    assert spans == [("MO", "09:00", "17:00"), ("SA", "14:00", "18:00"), ("TU", "09:30", "18:00")]
    assert {one.code for one in Explained.objects.all()} == {"lacks", "no_service", "no_hours"}
    kept = [one.fields["ohana"] for one in Record.objects.filter(table="service") if "ohana" in one.fields]
    assert {"audience": "Hungry", "kind": "kitchen"} in kept
    again = brought(lines(tmp_path, OHANA))
    assert (again.made, again.changed, again.same) == (0, 0, 3)


BAD = {
    **FOREIGN,
    "services.csv": [
        ["id", "organization_id", "name", "status", "minimum_age"],
        [TWO, ONE, "Soup", "active", "18"],
        ["", ONE, "No id", "active", ""],
        [TWO, ONE, "Twice", "active", ""],
        ["5c4d79d7-cc55-470e-9f1f-8cad074e4811", ONE, " ", "active", ""],
        ["5c4d79d7-cc55-470e-9f1f-8cad074e4812", ONE, "Odd", "opened", "teens"],
        ["5c4d79d7-cc55-470e-9f1f-8cad074e4813", ONE, "Too", "active", "1", "many"],
        ["5c4d79d7-cc55-470e-9f1f-8cad074e4814", "elsewhere", "Lost", "active", ""],
        ["", "", "", "", ""],
        ["x" * 101, ONE, "Long", "active", ""],
    ],
    "schedules.csv": [
        ["id", "service_id", "freq", "byday", "opens_at", "closes_at", "valid_from"],
        ["5c4d79d7-cc55-470e-9f1f-8cad074e4821", TWO, "DAILY", "MO", "nine", "17:00", "spring"],
    ],
}


def test_what_cannot_be_taken_names_row_field_and_remedy(tmp_path):
    report = brought(as_zip(tmp_path, BAD))
    assert adds_up(report)
    told = {(one.where, one.field, one.code, one.whole) for one in Explained.objects.all()}
    assert told == {
        ("services.csv, 3", "id", "no_id", True),
        ("services.csv, 4", "id", "twice", True),
        ("services.csv, 5", "name", "lacks", True),
        ("services.csv, 6", "status", "no_choice", False),
        ("services.csv, 6", "minimum_age", "no_number", False),
        ("services.csv, 7", "", "extra_cells", True),
        ("services.csv, 8", "organization_id", "points_nowhere", False),
        ("services.csv, 10", "id", "long_id", True),
        ("schedules.csv, 2", "freq", "no_choice", False),
        ("schedules.csv, 2", "opens_at", "no_time", False),
        ("schedules.csv, 2", "valid_from", "no_day", False),
    }
    for _where, _field, code, _whole in told:
        assert problems.sentence(code).endswith(".")
        assert problems.remedy(code).endswith(".")
    assert report.left == 5
    odd = Record.objects.get(table="service", fields__name="Odd")
    assert (odd.fields["status"], odd.fields["minimum_age"]) == ("opened", "teens")


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path):
    path = as_zip(tmp_path, BAD)
    dry = brought(path, dry_run=True)
    assert not Record.objects.exists()
    assert not Batch.objects.exists()
    assert dry.batch is None
    real = brought(path)
    for name in ("rows", "made", "changed", "same", "left", "notes", "tables"):
        assert getattr(dry, name) == getattr(real, name), name


def test_nothing_is_half_written(tmp_path, monkeypatch):
    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr(services.filing, "file_all", broken)
    with pytest.raises(RuntimeError):
        brought(as_zip(tmp_path, FOREIGN))
    assert not Record.objects.exists()
    assert not Batch.objects.exists()


def test_undoing_gives_back_what_stood_before_and_leaves_what_was_touched(tmp_path):
    brought(as_zip(tmp_path, FOREIGN))
    before = stands()
    newer = {
        **FOREIGN,
        "services.csv": [
            *FOREIGN["services.csv"],
            ["Beds", "5c4d79d7-cc55-470e-9f1f-8cad074e4831", ONE, "active", "", "", ""],
        ],
    }
    newer["services.csv"] = [list(row) for row in newer["services.csv"]]
    newer["services.csv"][1][0] = "Soup at one"
    report = brought(as_zip(tmp_path, newer, "newer.zip"))
    assert (report.made, report.changed) == (1, 1)
    assert report.batch is not None
    done = services.undo(batch_id=report.batch, by=OPERATOR)
    assert (done.gone, done.restored, done.stay) == (1, 1, 0)
    assert stands() == before
    assert [one.name for one in Listing.objects.all()] == ["Soup at noon"]
    again = brought(as_zip(tmp_path, newer, "newer.zip"))
    beds = Listing.objects.get(name="Beds")
    by_hand.save(service_id=beds.pk, said=by_hand.said_of(beds.pk) | {"about": "Twelve"}, by=OPERATOR)
    assert again.batch is not None
    assert services.undo(batch_id=again.batch, by=OPERATOR).stay == 1
    assert Listing.objects.get(name="Beds").shown["about"] == "Twelve"
    assert services.undo(batch_id=again.batch, by=OPERATOR) == services.Undone(0, 0, 0)


def test_ids_that_are_no_uuids_are_kept_and_found(tmp_path):
    package = {
        "organizations.csv": [["id", "name", "description"], ["1", "One", "d"]],
        "services.csv": [["id", "organization_id", "name", "status"], ["1", "1", "First", "active"]],
    }
    brought(as_zip(tmp_path, package))
    listing = Listing.objects.get()
    assert listing.key == "1"
    assert queries.nested(listing.pk)["id"] == "1"
    assert listing.shown["organization"] == "One"


def test_latin_letters_and_broken_files_are_read_or_refused_in_a_sentence(tmp_path):
    path = tmp_path / "services.csv"
    path.write_bytes(
        "id,name,status\n5c4d79d7-cc55-470e-9f1f-8cad074e4802,Peñón Comedor Económico,active\n".encode("latin-1")
    )
    brought(path)
    assert Listing.objects.get().name == "Peñón Comedor Económico"
    for name, data in (("a.zip", b"PK\x03\x04broken"), ("a.json", b"{"), ("b.json", b"[]"), ("c.csv", b"id,name\n")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(BadInput):
            reading.read(tmp_path / name)
    (tmp_path / "d.csv").write_bytes(b"id,id\n1,2\n")
    with pytest.raises(BadInput, match="twice"):
        reading.read(tmp_path / "d.csv")


def test_a_zero_is_left_out_and_what_only_looks_like_one_is_not(tmp_path):
    package = as_zip(
        tmp_path, {"x_cars.csv": [["plate", "name"], ["1", "\\u0000"]], "programs.csv": [["id", "name"], [ONE, "p"]]}
    )
    assert [row.fields["name"] for row in reading.read(package).rows] == ["\\u0000", "p"]
    path = tmp_path / "services.json"
    path.write_text(json.dumps([{"id": ONE, "name": "a\0b\\u0000c", "status": "active"}]), encoding="utf-8")
    assert [row.fields["name"] for row in reading.read(path).rows] == ["ab\\u0000c"]


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=8), st.booleans())
def test_every_row_of_any_table_is_accounted_for_and_comes_back(tmp_path_factory, rows, known):
    folder = tmp_path_factory.mktemp("any")
    columns = ["id", "name", "x_any"] if known else ["plate", "name", "x_any"]
    table = [columns, *([c.strip() for c in row] for row in rows)]
    file = "organizations.csv" if known else "x_cars.csv"
    package = as_zip(folder, {file: table, "programs.csv": [["id", "name"], [ONE, "p"]]})
    try:
        read = reading.read(package)
    except BadInput:
        return
    full = [row for row in table[1:] if any(row)]
    assert read.read == len(full) + 1 == len(read.rows) + read.left
    taken = [[row.fields[name] for name in columns] for row in read.rows if row.table != "program"]
    assert all(row in full for row in taken)


def test_the_words_of_our_own_taxonomies_come_back(tmp_path):
    said = {"name": "Lark", "needs": ["food", "warming"], "languages": ["es"], "status": "active"}
    made = by_hand.save(service_id=None, said=said, by=OPERATOR)
    services.say_how_the_door_is(service_id=made, answers={"id_required": "no"}, by=OPERATOR)
    before, shown = stands(), queries.service(made).shown
    for number, package in enumerate((packaging.tables(), packaging.nested())):
        Record.objects.all().delete()
        Listing.objects.all().delete()
        path = tmp_path / f"{number}.zip"
        path.write_bytes(package)
        brought(path)
        assert stands() == before
        assert queries.service(made).shown == shown
        assert Filed.objects.filter(under=Filed.Under.DOOR, word="id_required").count() == 1
    assert [one.pk for one in queries.services_for("food")] == [made]
    assert not queries.services_for("dental").exists()
    assert not ohana.is_it({"locations": []})
