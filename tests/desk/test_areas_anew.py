"""A town whose map knew few doors: its areas are fixed anew before the first kit night, and never afterwards."""

import csv

import pytest

from tests.desk import care_made
from tests.desk.conftest import People
from tests.organizing.turf.town.drawn import DrawnTown, degrees
from waymeet.accounts.people import OPERATOR
from waymeet.care.models import AuditLine as CareLine
from waymeet.care.naloxone.models import Area as AreaOfCare
from waymeet.config import areas
from waymeet.kernel.errors import Conflict
from waymeet.organizing.turf.models import Area, Door
from waymeet.organizing.turf.services import handout
from waymeet.organizing.turf.services.addresses import import_addresses
from waymeet.organizing.turf.services.town import import_town
from waymeet.organizing.turf.services.turf import Part, Size, cut_turf, open_pass, plan_cut

pytestmark = pytest.mark.django_db(databases="__all__")
STREETS, HOUSES = 12, 100


@pytest.fixture
def grown(tmp_path):
    """Twelve streets, three houses on the map, 1,200 addresses afterwards: one area, for now."""
    town = DrawnTown()
    for street in range(STREETS):
        town.street(f"{street + 1} Street", (0, street * 80), (HOUSES * 12, street * 80))
    for house in range(3):
        town.house(20 + house * 12, 15)
    import_town(path=town.write(tmp_path / "town.osm.pbf"), by=OPERATOR)
    with (tmp_path / "county.csv").open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(("LAT", "LON", "NUMBER", "STREET"))
        for street in range(STREETS):
            for house in range(HOUSES):
                out.writerow((*degrees(house * 12 + 6, street * 80 + 12), house + 1, f"{street + 1} Street"))
    import_addresses(path=tmp_path / "county.csv", by=OPERATOR)
    areas.share()


def kept() -> list[tuple[int, int]]:
    return list(Area.objects.order_by("number").values_list("number", "doors"))


def of_care() -> list[tuple[int, int]]:
    return list(AreaOfCare.objects.order_by("number").values_list("number", "doors"))


def test_before_the_first_night_areas_are_fixed_anew_under_new_numbers(grown):
    assert kept() == of_care() == [(1, 3)]
    ids = set(Door.objects.values_list("id", flat=True))
    assert areas.fix_anew(by=OPERATOR) == 2
    assert [number for number, _doors in kept()] == [2, 3]
    assert all(doors >= 500 for _number, doors in kept())
    assert of_care() == kept()
    assert set(Door.objects.values_list("area", flat=True)) == {2, 3}
    assert set(Door.objects.values_list("id", flat=True)) == ids
    assert areas.share() == 0


def test_once_a_night_was_opened_areas_stay(grown, people):
    care_made.evening(people)
    before, lines = (kept(), of_care()), CareLine.objects.count()
    with pytest.raises(Conflict, match="They stay as they are"):
        areas.fix_anew(by=OPERATOR)
    assert (kept(), of_care()) == before
    assert CareLine.objects.count() == lines


def test_while_turf_is_out_areas_stay_and_care_has_them_still(grown, people: People):
    plan = plan_cut(part=Part(), size=Size(doors=100), leave_out={}, by=people["Flora"])
    made = cut_turf(pass_id=open_pass(name="", by=people["Flora"]).id, plan=plan, by=people["Flora"])
    handout.hand_out(turf_id=made[0].id, by=people["Flora"])
    with pytest.raises(Conflict, match="Take it back first"):
        areas.fix_anew(by=OPERATOR)
    assert kept() == of_care() == [(1, 3)]
    handout.call_back(turf_id=made[0].id, by=people["Flora"])
    assert areas.fix_anew(by=OPERATOR) == 2


def test_the_town_s_page_says_when_areas_were_fixed_from_few_doors(grown, people):
    page = people.at_desk("Olga").get("/organizing/town").content.decode()
    assert "The areas were fixed when 3 doors were known; now there are 1200." in page
    areas.fix_anew(by=OPERATOR)
    assert "The areas were fixed when" not in people.at_desk("Olga").get("/organizing/town").content.decode()
