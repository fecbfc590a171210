"""A foreign directory goes in, out and in again unchanged, and what goes out is valid HSDS 3.0."""

import json

import pytest

from tests.care.directory.made import HSDS, as_zip, brought, emptied, rows_of, stands, unzipped, wrong
from waymeet.care.directory import packaging
from waymeet.care.directory.models import Listing, Record

pytestmark = pytest.mark.django_db(databases="__all__")

ONE, TWO = "5c4d79d7-cc55-470e-9f1f-8cad074e4801", "5c4d79d7-cc55-470e-9f1f-8cad074e4802"
FOREIGN = {
    "organizations.csv": [["id", "name", "description", "x_county"], [ONE, "Río Verde", 'Help, "all" day', "Albany"]],
    "services.csv": [
        ["name", "id", "organization_id", "status", "minimum_age", "x_rating", "description"],
        ["Soup at noon", TWO, ONE, "active", "18", "{not json}", "line one\nline two"],
    ],
    "x_vehicles.csv": [["plate", "color"], ["ABC", "blue"], ["ABD", ""]],
    "locations.csv": [
        ["id", "location_type", "latitude", "longitude"],
        ["5c4d79d7-cc55-470e-9f1f-8cad074e4803", "physical", "42.6520", "-73.7562"],
    ],
    "service_at_location.csv": [
        ["id", "service_id", "location_id"],
        ["5c4d79d7-cc55-470e-9f1f-8cad074e4804", TWO, "5c4d79d7-cc55-470e-9f1f-8cad074e4803"],
    ],
}


def test_the_example_tables_go_in_and_out_as_they_were():
    report = brought(HSDS / "csv")
    assert (report.rows, report.made, report.left) == (21, 21, 0)
    out = unzipped(packaging.tables())
    for path in (HSDS / "csv").glob("*.csv"):
        assert rows_of(out[path.name]) == rows_of(path.read_text(encoding="utf-8")), path.name
    assert set(out) == {path.name for path in (HSDS / "csv").iterdir()}


def test_the_nested_example_goes_in_and_out_as_it_was():
    whole = json.loads((HSDS / "service_full.json").read_text(encoding="utf-8"))
    brought(HSDS / "service_full.json")
    assert json.loads(unzipped(packaging.nested())["services.json"])["contents"] == [whole]


def test_a_foreign_package_goes_in_out_and_in_again_unchanged(tmp_path):
    assert brought(as_zip(tmp_path, FOREIGN)).left == 0
    first, out = stands(), unzipped(packaging.tables())
    for name, rows in FOREIGN.items():
        assert rows_of(out[name]) == rows, name
    for number, package in enumerate((packaging.tables(), packaging.nested())):
        emptied()
        again = tmp_path / f"again{number}.zip"
        again.write_bytes(package)
        assert brought(again).left == 0
        assert stands() == first
        assert unzipped(packaging.tables())["x_vehicles.csv"].split() == ["plate,color", "ABC,blue", "ABD,"]


@pytest.mark.parametrize("file", ["service_full.json", "organization_full.json", "tabular.json", "csv"])
def test_what_goes_out_comes_back_and_is_valid(file, tmp_path):
    brought(HSDS / file)
    first = stands()
    nested = unzipped(packaging.nested())
    for name, kind in (("services", "service"), ("organizations", "organization")):
        page = json.loads(nested[f"{name}.json"])
        assert [wrong(f"{kind}_list", one) for one in page["contents"]] == [[]] * len(page["contents"])
        assert [wrong(kind, one) for one in page["contents"]] == [[]] * len(page["contents"])
    for number, package in enumerate((packaging.nested(), packaging.tables())):
        emptied()
        again = tmp_path / f"again{number}.zip"
        again.write_bytes(package)
        brought(again)
        assert stands() == first


def test_the_same_package_twice_changes_nothing(tmp_path):
    path = as_zip(tmp_path, FOREIGN)
    brought(path)
    before = stands()
    report = brought(path)
    assert (report.made, report.changed, report.same) == (0, 0, report.rows)
    assert stands() == before
    assert Listing.objects.get().shown["name"] == "Soup at noon"
    assert Record.objects.filter(table="x_vehicles").count() == 2
