"""A map becomes streets, buildings, doors and areas; reading it again changes nothing."""

import random
from pathlib import Path

import pytest
from django.utils import translation

from tests.organizing.turf.town.drawn import DrawnTown, one_street
from waymeet.accounts.people import OPERATOR, Person
from waymeet.accounts.roles import Role
from waymeet.kernel.errors import BadInput, NotAllowed
from waymeet.kernel.ids import random_id
from waymeet.organizing.models import AuditLine
from waymeet.organizing.turf import models
from waymeet.organizing.turf.labels import door_label
from waymeet.organizing.turf.network import NO_STREET
from waymeet.organizing.turf.queries.streets import load_barriers, load_doors, load_network, load_walk
from waymeet.organizing.turf.queries.town import area_list, door_cards, problem_list, the_town
from waymeet.organizing.turf.services.town import import_town

pytestmark = pytest.mark.django_db(databases=["organizing"])

ALBANY = Path(models.__file__).parents[1] / "data" / "albany.osm.pbf"
TABLES = (
    models.Town,
    models.StreetSegment,
    models.Barrier,
    models.Neighbourhood,
    models.Area,
    models.Building,
    models.Door,
)


def every_row() -> dict[str, list[tuple]]:
    return {table.__name__: sorted(map(repr, table.objects.values_list())) for table in TABLES}


def nothing_kept() -> bool:
    return not any(table.objects.exists() for table in (*TABLES, models.TownImport, models.ImportProblem))


def test_houses_become_doors_on_the_side_of_the_street_they_stand_on(import_map):
    town = one_street()
    town.house(30, -15)
    report = import_map(town)
    assert (report.name, report.doors, report.new) == ("Smallville", 6, 6)
    cards = door_cards([door.id for door in models.Door.objects.all()])
    assert sorted(card.label for card in cards.values()) == [
        *["no number, north side of Clinton Avenue"] * 5,
        "no number, south side of Clinton Avenue",
    ]


def test_the_label_of_a_door_without_number_is_spoken_in_the_readers_language():
    assert door_label("", "Clinton Avenue", "e") == "no number, east side of Clinton Avenue"
    assert door_label("12", "Clinton Avenue", "e") == "12 Clinton Avenue"
    assert door_label("", "Clinton Avenue", "") == "no number, near Clinton Avenue"
    with translation.override("es"):
        assert door_label("", "Clinton Avenue", "e") == "sin número, lado este de Clinton Avenue"


def test_reading_the_same_map_again_changes_no_row(import_map):
    town = one_street(8)
    town.point(50, 5, addr__housenumber="12", addr__street="Clinton Avenue")
    town.line((-200, 300), (400, 300), waterway="river")
    town.point(20, 80, place="neighbourhood", name="North End")
    first = import_map(town)
    before = every_row()
    again = import_map(town)
    assert every_row() == before
    assert (again.new, again.changed, again.same) == (0, 0, first.doors)
    assert again.changed_nothing


def test_an_import_leaves_one_audit_line_that_holds_no_value(import_map):
    report = import_map(one_street())
    (line,) = AuditLine.objects.all()
    assert (line.verb, line.subject, line.basis) == ("town.imported", str(report.run), "")


def test_only_those_who_may_bring_in_a_town_can(tmp_path):
    canvasser = Person(random_id(), "cy", "Cy", frozenset({Role.CANVASSER}))
    with pytest.raises(NotAllowed):
        import_town(path=one_street().write(tmp_path / "town.osm.pbf"), by=canvasser)
    assert nothing_kept()


def test_a_door_keeps_its_id_when_the_map_learns_its_number_or_corrects_it(import_map, doors):
    town = one_street(1)
    import_map(town)
    identity = doors()["- Clinton Avenue"].id
    nodes, tags = town.ways[-1]
    for number in ("12", "14"):
        town.ways[-1] = (nodes, {**tags, "addr:housenumber": number, "addr:street": "Clinton Avenue"})
        report = import_map(town)
        assert (report.new, report.changed) == (0, 1)
        assert doors()[f"{number} Clinton Avenue"].id == identity


def test_a_building_that_left_the_map_keeps_its_doors_and_is_reported(import_map):
    town = one_street(3)
    import_map(town)
    gone = len(town.ways)
    report = import_map(town.without(gone))
    assert (report.doors, report.new, report.changed) == (3, 0, 0)
    assert [(problem.code, problem.thing) for problem in report.problems] == [("not_in_map", f"osm:w{gone}")]
    assert problem_list(report.run)[0].where == f"town.osm.pbf, osm:w{gone}"


def test_doors_move_to_the_new_street_when_the_map_draws_one(import_map):
    town = DrawnTown()
    town.street("Clinton Avenue", (-100, 0), (200, 0))
    town.house(50, 60)
    import_map(town)
    before = models.Door.objects.get()
    town.street("Elberon Place", (-100, 75), (200, 75))
    report = import_map(town)
    after = models.Door.objects.get()
    assert report.changed == 1
    assert (before.id, before.street, before.compass) == (after.id, "Clinton Avenue", "n")
    assert (after.street, after.compass) == ("Elberon Place", "s")


def test_the_segments_of_doors_are_those_of_the_network(import_map):
    report = import_map(one_street(6))
    network, doors = load_network(report.town), load_doors(report.town)
    assert {network.seg_name[seg] for seg in doors.spots.seg} == {"Clinton Avenue"}
    walk = load_walk(list(reversed(doors.ids)), margin=10)
    assert walk.doors.ids == list(reversed(doors.ids))
    assert {walk.network.seg_name[seg] for seg in walk.doors.spots.seg} == {"Clinton Avenue"}
    assert len(walk.network.seg_name) < len(network.seg_name)


@pytest.mark.parametrize(
    ("drawn", "kind"),
    [
        ({"waterway": "river"}, "water"),
        ({"railway": "rail"}, "rail"),
        ({"highway": "motorway"}, "motorway"),
        ({"barrier": "fence"}, "fence"),
        ({"barrier": "retaining_wall"}, "wall"),
    ],
)
def test_barriers_are_kept_by_kind(import_map, drawn, kind):
    town = one_street()
    town.line((-50, 200), (300, 200), **drawn)
    report = import_map(town)
    assert [(line.kind, line.closed) for line in load_barriers(report.town)] == [(kind, False)]


def test_what_lies_in_a_tunnel_is_no_barrier(import_map):
    town = one_street()
    town.line((-50, 200), (300, 200), railway="rail", tunnel="yes")
    assert import_map(town).barriers == 0


def test_sheds_garages_and_halls_get_no_door_but_churches_and_shops_do(import_map):
    town = DrawnTown()
    town.street("Lark Street", (0, 0), (300, 0))
    town.house(10, 15)
    town.house(10, 32, wide=5, deep=8)  # small, behind a house: a shed
    town.house(60, 15, building="garage")
    town.house(90, 15, building="roof")
    town.house(150, 60, wide=60, deep=80, building="warehouse")
    town.house(220, 15, building="church")
    town.house(250, 15, shop="bakery")
    import_map(town)
    assert sorted(models.Building.objects.values_list("kind", flat=True)) == ["church", "shop", "unknown"]


def test_flats_are_grouped_under_their_building(import_map):
    town = one_street(0)
    town.house(10, 15, building="apartments", building__flats="6", building__levels="3", addr__housenumber="8")
    town.house(40, 15, addr__flats="1-3;A", addr__housenumber="10", addr__street="Clinton Avenue")
    import_map(town)
    counted, named = models.Building.objects.order_by("number").reverse()
    assert (counted.number, counted.levels) == ("8", 3)
    assert sorted(counted.door_set.values_list("unit", "unit_known")) == [(f"{n}/6", False) for n in range(1, 7)]
    assert sorted(named.door_set.values_list("number", "unit")) == [("10", "1"), ("10", "2"), ("10", "3"), ("10", "A")]


def test_a_house_on_an_island_is_kept_without_a_street_and_reported(import_map):
    town = one_street(2)
    shore = [(-60, 80), (100, 80), (100, 260), (-60, 260), (-60, 80)]
    bank = [(-160, 30), (200, 30), (200, 360), (-160, 360), (-160, 30)]
    town.line(*bank, natural="water")
    town.line(*shore, natural="water")
    island = town.house(20, 170)
    report = import_map(town)
    assert [(p.code, p.thing) for p in report.problems] == [("no_street", f"osm:w{island}")]
    kept = models.Door.objects.get(building__source=f"osm:w{island}")
    assert kept.segment == NO_STREET
    assert report.doors == 3


def test_a_pond_in_front_of_a_house_does_not_make_it_an_island(import_map):
    town = one_street(0)
    town.house(30, 60)
    pond = [(10, 20), (50, 20), (50, 40), (10, 40), (10, 20)]
    town.line(*pond, natural="water")
    report = import_map(town)
    assert report.problem_count == 0
    assert models.Door.objects.get().street == "Clinton Avenue"


def test_two_numbers_in_one_tag_are_two_doors_and_a_range_is_one(import_map, doors):
    town = one_street(0)
    town.house(10, 15, addr__housenumber="12;14", addr__street="Clinton Avenue")
    town.house(40, 15, addr__housenumber="20-24", addr__street="Clinton Avenue")
    import_map(town)
    assert sorted(doors()) == ["12 Clinton Avenue", "14 Clinton Avenue", "20-24 Clinton Avenue"]


def test_a_corner_house_is_placed_on_the_street_of_its_address(import_map):
    town = one_street(0)
    town.house(-85, 25, addr__housenumber="1", addr__street="CLINTON AV")  # nearer to Quail Street
    town.house(-85, 60)
    import_map(town)
    assert list(models.Door.objects.order_by("number").values_list("street", "compass")) == [
        ("Quail Street", "e"),
        ("Clinton Avenue", "n"),
    ]


def test_a_house_is_not_placed_on_a_street_behind_other_houses(import_map):
    town = DrawnTown()
    town.street("Front Street", (-50, 0), (150, 0))
    town.street("Back Street", (-50, 52), (150, 52))
    town.house(20, 24)  # 24 m from Front Street, 18 m from Back Street ...
    town.house(20, 39, wide=14, deep=8)  # ... but this one stands between
    import_map(town)
    front = models.Door.objects.order_by("lat").first()
    assert front.street == "Front Street"


def test_a_small_town_is_one_area_and_later_doors_join_it(import_map):
    town = one_street(4)
    report = import_map(town)
    (area,) = area_list()
    assert (area.doors, area.town) == (4, report.town)
    town.house(300, -15)
    import_map(town)
    assert set(models.Door.objects.values_list("area", flat=True)) == {area.number}
    assert area_list() == [area]


def test_a_larger_map_brings_the_same_town_up_to_date_but_a_smaller_one_is_refused(import_map):
    small, large = one_street(3), one_street(3)
    large.street("Far Street", (-100, 150), (900, 150), (900, -800))
    assert import_map(large).town == the_town().id
    before = every_row()
    with pytest.raises(BadInput, match="only a part of Smallville"):
        import_map(small)
    assert every_row() == before


def test_a_map_of_somewhere_else_is_another_town(import_map, tmp_path):
    kept = import_map(one_street(3))
    far = DrawnTown()
    far.street("Elm Street", (90_000, 0), (90_000, 400))  # a box without any width
    report = import_town(path=far.write(tmp_path / "far.osm.pbf"), by=OPERATOR)
    assert (report.town != kept.town, report.streets, report.doors) == (True, 1, 0)
    assert the_town().id == kept.town


def test_a_map_is_one_whatever_its_file_is_called(tmp_path):
    drawn = one_street(3).write(tmp_path / "town.osm.pbf")
    assert import_town(path=drawn.rename(tmp_path / "download"), by=OPERATOR).doors == 3


def test_a_truncated_map_says_so_and_writes_nothing(tmp_path):
    whole = ALBANY.read_bytes()
    for kept in (0, 3, 40, 5000, len(whole) // 2, len(whole) - 7):
        path = tmp_path / "cut.osm.pbf"
        path.write_bytes(whole[:kept])
        with pytest.raises(BadInput, match=r"cut\.osm\.pbf"):
            import_town(path=path, by=OPERATOR)
        assert nothing_kept()


def test_a_damaged_map_says_so_and_writes_nothing(tmp_path):
    whole, dice = bytearray(ALBANY.read_bytes()), random.Random(7)
    for _ in range(200):
        whole[dice.randrange(200, len(whole))] ^= 0xFF
    path = tmp_path / "damaged.osm.pbf"
    path.write_bytes(whole)
    with pytest.raises(BadInput, match="damaged, cut short or not an OpenStreetMap file"):
        import_town(path=path, by=OPERATOR)
    assert nothing_kept()


@pytest.mark.parametrize("text", ["LON,LAT\n1,2\n", "<html>not found</html>", "\0" * 100])
def test_a_file_that_is_no_map_says_so(tmp_path, text):
    path = tmp_path / "town.osm.pbf"
    path.write_text(text)
    with pytest.raises(BadInput):
        import_town(path=path, by=OPERATOR)
    assert nothing_kept()


def test_a_map_without_streets_says_so(import_map):
    town = DrawnTown()
    town.house(0, 0)
    with pytest.raises(BadInput, match="no street one can walk"):
        import_map(town)
    assert nothing_kept()


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(BadInput, match=r"There is no file called away\.osm\.pbf"):
        import_town(path=tmp_path / "away.osm.pbf", by=OPERATOR)


def test_oddly_drawn_things_do_not_stop_an_import(import_map):
    town = one_street(2)
    town.street("Stub Street", (300, 0), (300, 0.00001))  # two nodes in one place
    town.street("Ring Road", (400, 0), (450, 50), (400, 100), (350, 50), (400, 0))
    town.line((500, 15), (510, 15), (500, 15), building="yes")  # no inside
    town.line((420, 20), (440, 40), (440, 20), (420, 40), (420, 20), building="yes")  # crosses itself
    town.line((10, 40), (10, 40.00001), barrier="wall")
    town.line((600, 10), (620, 10), (620, 30), (600, 30), (600, 10), building="yes", addr__housenumber="many numbers")
    town.point(10, -40, addr__housenumber="7", addr__street="Street of No Map")
    report = import_map(town)
    labels = {card.label for card in door_cards(list(models.Door.objects.values_list("id", flat=True))).values()}
    assert "7 Street of No Map" in labels
    assert report.doors >= 4
