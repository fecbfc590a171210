"""An addresses file gives doors their numbers, keeps their ids, and says which rows it could not use."""

import gzip
import json
import random

import pytest

from tests.organizing.turf.town.drawn import DrawnTown, degrees, one_street
from waymeet.accounts.people import OPERATOR, Person
from waymeet.accounts.roles import Role
from waymeet.kernel.errors import BadInput, NotAllowed
from waymeet.kernel.ids import random_id
from waymeet.organizing.models import AuditLine
from waymeet.organizing.turf.models import Area, Building, Door, ImportProblem, Town, TownImport
from waymeet.organizing.turf.queries.town import problem_list
from waymeet.organizing.turf.services.addresses import import_addresses
from waymeet.organizing.turf.services.units import add_unit

pytestmark = pytest.mark.django_db(databases=["organizing"])


def all_doors() -> list[tuple]:
    return sorted(map(repr, Door.objects.values_list()))


def test_a_number_goes_to_the_door_of_the_house_it_lies_in_and_the_door_keeps_its_id(import_map, import_rows, doors):
    import_map(one_street(3))
    before = {door.lon: door for door in doors().values()} | {d.lon: d for d in Door.objects.all()}
    report = import_rows((10, 15, 12, "CLINTON AV"), (30, 14, 14, "CLINTON AV"))
    assert (report.numbered, report.new, report.doors) == (2, 0, 3)
    after = doors()
    for label in ("12 Clinton Avenue", "14 Clinton Avenue"):
        old = before[after[label].lon]
        assert (after[label].id, old.number) == (old.id, "")
        assert (after[label].segment, after[label].along_cm) == (old.segment, old.along_cm)


def test_a_point_beside_a_house_goes_to_the_nearest_house_of_that_street(import_map, import_rows, doors):
    import_map(one_street(3))
    import_rows((31, 26, 14, "Clinton Avenue"))
    assert doors()["14 Clinton Avenue"].building.source == "osm:w4"


def test_further_units_become_doors_of_the_same_building(import_map, import_rows, doors):
    import_map(one_street(1))
    identity = Door.objects.get().id
    report = import_rows(*((10, 15, 12, "Clinton Ave", f"APT {unit}") for unit in (1, 2, "3B")))
    assert (report.numbered, report.new) == (1, 2)
    units = doors()
    assert sorted(units) == [f"12 Clinton Avenue {unit}" for unit in ("1", "2", "3B")] or len(units) == 3
    assert len({door.building_id for door in units.values()}) == 1
    assert identity in {door.id for door in units.values()}


def test_an_address_without_a_house_gets_a_building_of_its_own_for_all_its_units(import_map, import_rows):
    import_map(one_street(1))
    report = import_rows((150, -60, 99, "Clinton Avenue", "1"), (151, -60, 99, "Clinton Avenue", "2"))
    assert report.new == 2
    lone = Building.objects.get(ring=b"")
    assert (lone.number, lone.door_set.count()) == ("99", 2)
    assert set(lone.door_set.values_list("compass", flat=True)) == {"s"}


@pytest.mark.parametrize("times", [1, 2])
def test_the_same_file_again_changes_nothing(import_map, import_rows, times):
    import_map(one_street(4))
    rows = [(10, 15, 12, "Clinton Ave"), (30, 15, 14, "Clinton Ave", "1"), (30, 15, 14, "Clinton Ave", "2")]
    rows += [(90, -40, 1, "Clinton Ave"), (90, -40, 1, "Clinton Ave", "REAR")]
    import_rows(*rows)
    before = all_doors(), Building.objects.count()
    for _ in range(times):
        report = import_rows(*rows)
        assert report.changed_nothing
        assert report.same == len(rows)
    assert (all_doors(), Building.objects.count()) == before


def test_the_map_again_after_addresses_changes_nothing(import_map, import_rows):
    town = one_street(4)
    import_map(town)
    import_rows((10, 15, 12, "Clinton Ave"), (90, -40, 1, "Clinton Ave"), (30, 15, 14, "Clinton Ave", "2"))
    before = all_doors()
    report = import_map(town)
    assert (report.new, report.changed) == (0, 0)
    assert all_doors() == before


def test_a_house_drawn_later_around_an_address_takes_its_doors(import_map, import_rows, doors):
    town = one_street(1)
    import_map(town)
    import_rows((200, 20, 99, "Clinton Avenue"))
    identity = doors()["99 Clinton Avenue"].id
    house = town.house(200, 20)
    report = import_map(town)
    assert (report.new, report.doors) == (0, 2)
    door = doors()["99 Clinton Avenue"]
    assert (door.id, door.building.source) == (identity, f"osm:w{house}")
    assert not Building.objects.filter(ring=b"").exists()


def test_an_address_without_unit_told_beside_its_units_stays_a_door(import_map, import_rows, doors):
    import_map(one_street(1))
    import_rows((10, 15, 12, "Clinton Ave"), (10, 15, 12, "Clinton Ave", "2"))
    assert sorted(doors()) == ["12 Clinton Avenue", "12 Clinton Avenue 2"] or len(doors()) == 2


def test_a_second_file_with_units_names_the_door_the_first_knew_only_by_number(import_map, import_rows, doors):
    import_map(one_street(1))
    import_rows((10, 15, 12, "Clinton Ave"))
    identity = Door.objects.get().id
    report = import_rows((10, 15, 12, "Clinton Ave", "1"), (10, 15, 12, "Clinton Ave", "2"))
    assert (report.numbered, report.new) == (1, 1)
    assert Door.objects.get(unit="1").id == identity


def test_flats_that_were_only_counted_get_their_names(import_map, import_rows):
    town = one_street(0)
    town.house(10, 15, building="apartments", building__flats="3")
    import_map(town)
    before = set(Door.objects.values_list("id", flat=True))
    report = import_rows(*((10, 15, 12, "Clinton Avenue", unit) for unit in ("A", "B")))
    assert (report.numbered, report.new) == (2, 0)
    assert set(Door.objects.values_list("id", flat=True)) == before
    assert sorted(Door.objects.values_list("number", "unit", "unit_known"))[-2:] == [
        ("12", "A", True),
        ("12", "B", True),
    ]


def test_a_unit_found_at_a_door_learns_the_number_of_its_building(import_map, import_rows):
    import_map(one_street(1))
    found = random_id()
    add_unit(door_id=found, building_id=Building.objects.get().id, unit="BACK")
    import_rows((10, 15, 12, "Clinton Avenue"))
    assert set(Door.objects.values_list("number", "unit")) == {("12", ""), ("12", "BACK")}
    assert Door.objects.get(unit="BACK").id == found


def test_the_same_number_and_street_far_away_is_another_door(import_map, import_rows):
    town = one_street(1)
    town.street("Clinton Avenue", (3000, 0), (3300, 0))
    town.house(3100, 15)
    import_map(town)
    report = import_rows((10, 15, 12, "Clinton Avenue"), (3100, 15, 12, "Clinton Avenue"))
    assert (report.numbered, report.new) == (2, 0)
    assert import_rows((10, 15, 12, "Clinton Avenue"), (3100, 15, 12, "Clinton Avenue")).changed_nothing


def test_bad_rows_are_named_by_file_row_and_column_and_the_rest_goes_in(import_map, tmp_path):
    import_map(one_street(3))
    lat, lon = degrees(10, 15)
    path = tmp_path / "county.csv"
    rows = [
        f"{lat},{lon},12,Clinton Avenue",
        f"{lat},{lon},,Clinton Avenue",
        f"{lat},{lon},14,",
        f"{lat},nowhere,14,Clinton Avenue",
        f"{lon},{lat},14,Clinton Avenue",
        f"{lat},{lon},14,{'x' * 200}",
        f"{lat},{lon},14",
        f"{degrees(30, 15)[0]},{degrees(30, 15)[1]},14,Clinton Avenue",
    ]
    path.write_text("\n".join(("LAT,LON,NUMBER,STREET", *rows)) + "\n")
    report = import_addresses(path=path, by=OPERATOR)
    assert (report.rows, report.numbered) == (8, 2)
    said = [(problem.row, problem.column, problem.code) for problem in report.problems]
    assert said == [
        (3, "NUMBER", "no_number"),
        (4, "STREET", "no_street_name"),
        (5, "LON", "no_place"),
        (6, "LAT", "swapped_place"),
        (7, "STREET", "too_long"),
        (8, "", "wrong_columns"),
    ]
    assert [(p.row, p.column, p.code) for p in problem_list(report.run)] == said
    assert report.problems[0].where == "county.csv, row 3, column NUMBER"
    assert report.problems[0].sentence
    assert report.problems[0].remedy
    assert "nowhere" not in repr(list(ImportProblem.objects.values_list()))


def test_problems_of_an_older_import_of_the_same_file_are_forgotten(import_map, import_rows):
    import_map(one_street(1))
    import_rows((10, 15, "", "Clinton Avenue"))
    import_rows((10, 15, "", "Clinton Avenue"))
    assert ImportProblem.objects.count() == 1


REFUSED = {
    "missing columns": (
        "LAT,LON,STREET\n42.65,-73.75,Clinton Ave\n",
        r"No column of a\.csv was recognised as: house number\..*number=COLUMN",
    ),
    "no columns at all": ("Calle,Número\nClinton,12\n", "latitude, longitude"),
    "exchanged": (
        "LAT,LON,NUMBER,STREET\n" + "-73.7499,42.6501,12,Clinton Ave\n" * 3,
        "latitude=LON and longitude=LAT",
    ),
    "in feet": (
        "X,Y,NUMBER,STREET\n" + "687123.5,1391234.2,12,Clinton Ave\n" * 3,
        r"columns Y and X\) are not degrees; they look like the feet",
    ),
    "exchanged points": (
        "WKT,NUMBER,STREET\n" + "POINT (42.6501 -73.7499),12,Clinton Ave\n" * 3,
        "Export the file again with a column for each",
    ),
    "without the minus": ("LAT,LON,NUMBER,STREET\n" + "42.6501,73.7499,12,Clinton Ave\n" * 3, "lack a minus sign"),
    "in the metres of web maps": (
        "X,Y,NUMBER,STREET\n" + "-8210000,5260000,12,Clinton Ave\n" * 3,
        r"columns Y and X\) are not degrees",
    ),
    "a header only": ("LAT,LON,NUMBER,STREET\n", "holds no rows"),
    "another town": ("LAT,LON,NUMBER,STREET\n37.77,-122.42,12,Market St\n", "lies in the imported town"),
}


@pytest.mark.parametrize(("text", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_means_something_else_is_refused_with_a_remedy_and_nothing_is_written(
    import_map, tmp_path, text, sentence
):
    import_map(one_street(2))
    before = all_doors(), TownImport.objects.count(), AuditLine.objects.count()
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(BadInput, match=sentence):
        import_addresses(path=path, by=OPERATOR)
    assert (all_doors(), TownImport.objects.count(), AuditLine.objects.count()) == before


def test_the_remedy_for_exchanged_coordinates_works(import_map, tmp_path):
    import_map(one_street(1))
    lat, lon = degrees(10, 15)
    path = tmp_path / "a.csv"
    path.write_text(f"LAT,LON,NUMBER,STREET\n{lon},{lat},12,Clinton Ave\n")
    report = import_addresses(path=path, by=OPERATOR, mapping={"latitude": "LON", "longitude": "LAT"})
    assert report.numbered == 1


def test_a_mapping_that_names_no_column_says_which_there_are(import_map, tmp_path):
    import_map(one_street(1))
    path = tmp_path / "a.csv"
    path.write_text("LAT,LON,NUMBER,STREET\n")
    with pytest.raises(BadInput, match=r"no HOUSE in a\.csv.*LAT, LON, NUMBER, STREET"):
        import_addresses(path=path, by=OPERATOR, mapping={"number": "HOUSE"})


def test_addresses_without_a_map_say_what_comes_first(addresses_file):
    with pytest.raises(BadInput, match="Import its map first"):
        import_addresses(path=addresses_file((0, 0, 1, "A")), by=OPERATOR)


def test_a_dry_run_counts_and_writes_nothing(import_map, import_rows):
    import_map(one_street(3))
    before = all_doors(), Building.objects.count(), TownImport.objects.count(), AuditLine.objects.count()
    rows = [(10, 15, 12, "Clinton Avenue"), (150, -60, 99, "Clinton Avenue"), (10, 15, "", "Clinton Avenue")]
    report = import_rows(*rows, dry_run=True)
    assert (report.numbered, report.new, report.problem_count, report.run) == (1, 1, 1, None)
    assert (all_doors(), Building.objects.count(), TownImport.objects.count(), AuditLine.objects.count()) == before


def test_an_import_leaves_one_audit_line_that_holds_no_value(import_map, import_rows):
    import_map(one_street(1))
    AuditLine.objects.all().delete()
    report = import_rows((10, 15, 12, "Clinton Avenue"))
    (line,) = AuditLine.objects.all()
    assert (line.verb, line.subject, line.basis) == ("addresses.imported", str(report.run), "")


def test_only_those_who_may_bring_in_a_town_can(import_map, addresses_file):
    import_map(one_street(1))
    lead = Person(random_id(), "fay", "Fay", frozenset({Role.FIELD_LEAD}))
    with pytest.raises(NotAllowed):
        import_addresses(path=addresses_file((10, 15, 12, "Clinton Avenue")), by=lead)
    assert Door.objects.get().number == ""


def test_where_the_map_has_no_buildings_the_first_addresses_fix_the_areas(import_map, import_rows):
    town = DrawnTown()
    town.street("Clinton Avenue", (-100, 0), (9000, 0))
    assert import_map(town).areas == 0
    import_rows(*((x * 8, 12, x, "Clinton Avenue") for x in range(1, 1101)))
    assert sorted(Area.objects.values_list("doors", flat=True)) == [550, 550]
    assert {Door.objects.filter(area=area.number).count() for area in Area.objects.all()} == {550}


def wide_town(houses: int) -> tuple[DrawnTown, list[tuple]]:
    """Houses over several grid cells, so that an import commits several times."""
    town = DrawnTown()
    rows = []
    for street in range(3):
        y = street * 900
        town.street(f"{street + 1} Street", (-50, y), (houses * 60, y))
        for house in range(houses):
            town.house(house * 60, y + 14)
            rows.append((house * 60, y + 14, house + 1, f"{street + 1} St"))
            rows.append((house * 60 + 2, y + 14, house + 1, f"{street + 1} St", "2"))
    return town, rows


class StoppedError(Exception):
    """Somebody pulled the plug."""


def test_an_import_that_was_stopped_is_finished_by_running_it_again_without_doubling(import_map, import_rows):
    town, rows = wide_town(40)
    random.Random(3).shuffle(rows)
    import_map(town)

    def stop_halfway(done: int, total: int, what: str) -> None:
        if what == "addresses" and done > total / 2:
            raise StoppedError

    with pytest.raises(StoppedError):
        import_rows(*rows, progress=stop_halfway)
    assert [run.counts for run in TownImport.objects.filter(kind="addresses")] == [{"unfinished": 1}]
    some = Door.objects.exclude(number="").count()
    assert 0 < some < 240
    import_rows(*rows)
    assert sorted(Door.objects.values_list("number", "unit", "street")) == sorted(
        (str(house), unit, f"{street} Street") for street in (1, 2, 3) for house in range(1, 41) for unit in ("", "2")
    )
    assert import_rows(*rows).changed_nothing
    assert not TownImport.objects.filter(counts__has_key="unfinished").exists()


def test_the_order_of_rows_does_not_matter(import_map, import_rows):
    town, rows = wide_town(6)
    told = []
    for seed in (1, 2):
        Town.objects.all().delete()
        import_map(town)
        random.Random(seed).shuffle(rows)
        import_rows(*rows)
        told.append(sorted(Door.objects.values_list("id", "number", "unit", "building")))
    assert told[0] == told[1]


@pytest.mark.parametrize("packed", [False, True])
def test_geojson_comes_in_plain_or_packed(import_map, tmp_path, packed):
    import_map(one_street(1))
    lat, lon = degrees(10, 15)
    thing = {
        "type": "Feature",
        "properties": {"number": "12", "street": "Clinton Ave", "unit": ""},
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }
    path = tmp_path / "source.geojson"
    path.write_bytes(gzip.compress(json.dumps(thing).encode()) if packed else json.dumps(thing).encode())
    assert import_addresses(path=path, by=OPERATOR).numbered == 1


def test_a_packed_file_that_was_cut_short_gives_what_it_has_and_says_so(import_map, tmp_path):
    import_map(one_street(1))
    lat, lon = degrees(10, 15)
    text = "LAT,LON,NUMBER,STREET\n" + "".join(f"{lat},{lon},{n},Clinton Ave\n" for n in range(1, 4000))
    path = tmp_path / "rows.csv.gz"
    path.write_bytes(gzip.compress(text.encode())[:-200])
    report = import_addresses(path=path, by=OPERATOR, dry_run=True)
    assert report.new > 0
    assert [problem.code for problem in report.problems] == ["cut_short"]


def test_progress_never_goes_back_and_ends_full(import_map, import_rows):
    town, rows = wide_town(10)
    import_map(town)
    told: list[tuple[int, int, str]] = []
    import_rows(*rows, progress=lambda *step: told.append(step))
    for what in ("rows", "addresses"):
        steps = [(done, total) for done, total, name in told if name == what]
        assert steps == sorted(steps)
        assert steps[-1][0] == steps[-1][1] > 0
