"""Kit nights, hand-outs and supplies, as pages: what the outreach team sees, and nobody else."""

import csv
import datetime as dt
import re

import pytest

from tests.desk import care_made
from waymeet.accounts.keys import OUTREACH
from waymeet.care.naloxone import services
from waymeet.care.naloxone.models import Arrival, Night
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import Item, NightStock, Program
from waymeet.kernel import clock, codes

pytestmark = pytest.mark.django_db(databases="__all__")

PAGES = ["/care/nights", "/care/nights/paper", "/care/handouts", "/care/supplies"]
CODE = re.compile(r'class="ticket__code">([A-Z0-9-]+)<')


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("who", ["Ada", "Olga", "Flora", "Cam", "Rita", "Charlie"])
def test_only_the_outreach_team_sees_care(people, address, who):
    assert people.at_desk(who).get(address).status_code == 403


@pytest.mark.parametrize("address", ["/care/nights/open", "/care/nights/pool", "/care/notes", "/care/supplies/items"])
@pytest.mark.parametrize("who", ["Ada", "Olga", "Charlie"])
def test_only_the_outreach_team_acts_on_care(people, address, who):
    assert people.at_desk(who).post(address).status_code == 403


def test_before_there_is_a_program_the_page_says_where_to_add_one(people):
    page = text(people.at_desk("Wanda").get("/care/nights"))
    assert "Add one on the supplies page" in page
    assert 'href="/care/supplies"' in page


def test_opening_a_night_shows_the_code_as_letters_and_as_a_square(people):
    made = care_made.evening(people)
    answer = people.at_desk("Wanda").post("/care/nights/open", {"program": str(made.program.id)})
    code = CODE.search(text(answer)).group(1)
    assert services.night_of(code).id == made.night.id
    assert 'class="qr"' in text(answer)
    assert "no-store" in answer["Cache-Control"]
    for address in PAGES:
        assert codes.typed(code) not in codes.typed(text(people.at_desk("Wanda").get(address)))


def test_a_poster_asked_for_again_shows_the_same_code(people):
    made = care_made.evening(people)
    again = people.at_desk("Walt").post("/care/nights/open", {"program": str(made.program.id)})
    assert codes.typed(CODE.search(text(again)).group(1)) == codes.typed(made.code)
    assert Night.objects.count() == 1


def test_opening_the_pool_says_in_words_what_happened(people):
    made = care_made.evening(people)
    care_made.handed_in(made.night, {1: 12, 2: 15}, empty=30, odd=1)
    answer = people.at_desk("Walt").post(
        "/care/nights/pool", {"day": made.night.day.isoformat()}, follow=True
    )  # fmt: skip
    page = text(answer)
    assert "33 sealed slots were opened" in page
    assert "30 were empty and are gone" in page
    assert "2 hand-outs were moved, in random order" in page
    assert "1 arrival is not a slot that this key opens" in page
    assert not Arrival.objects.exists()


def test_opening_a_day_with_nothing_waiting_is_one_sentence(people):
    care_made.evening(people)
    answer = people.at_desk("Wanda").post("/care/nights/pool", {"day": "2026-01-01"})
    assert answer.status_code == 409
    assert "Nothing is waiting from that day" in text(answer)


def weeks_ago(weeks: int) -> dt.date:
    return clock.today() - dt.timedelta(weeks=weeks)


def opened(people, kits, *, weeks=3, **more):
    """A night whose week is over, so that its hand-outs are shown."""
    made = care_made.evening(people, weeks_ago(weeks))
    care_made.handed_in(made.night, kits, **more)
    people.at_desk("Wanda").post("/care/nights/pool", {"day": made.night.day.isoformat()})
    return made


def grid(people, show="kit"):
    answer = people.at_desk("Wanda").get(f"/care/handouts?show={show}&format=csv")
    lines = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    return lines[0], {line[0]: line[1:] for line in lines[1 : lines.index([])]}


def test_numbers_stand_as_bands_and_an_area_with_few_reads_like_one_with_none(people):
    opened(people, {1: 40, 2: 3})
    opened(people, {2: 35}, weeks=4)
    weeks, rows = grid(people)
    at, before = (weeks.index(clock.iso_week(weeks_ago(back))) - 1 for back in (3, 4))
    assert set(rows) == {"1 Arbor Hill", "2 Center Square"}  # South End: 10 or fewer throughout, as in any other town
    assert (rows["1 Arbor Hill"][at], rows["1 Arbor Hill"][before]) == ("26 to 50", "10 or fewer")
    assert (rows["2 Center Square"][at], rows["2 Center Square"][before]) == ("10 or fewer", "26 to 50")


def test_a_small_number_changes_nothing_on_the_page(people):
    opened(people, {1: 40})
    before = grid(people)
    opened(people, {3: 2}, weeks=3)
    assert grid(people) == before


@pytest.mark.parametrize(("weeks", "is_shown"), [(0, False), (1, True), (3, True)])
def test_a_week_is_shown_when_it_is_over(people, weeks, is_shown):
    """Seen before and after each night, a week's numbers would tell what the night added."""
    opened(people, {1: 40}, weeks=weeks)
    shown = grid(people)[0] if is_shown else text(people.at_desk("Wanda").get("/care/handouts")).partition("<table")[2]
    assert (clock.iso_week(weeks_ago(weeks)) in shown) == is_shown


def test_no_sum_stands_beside_the_bands(people):
    opened(people, {1: 40, 2: 3, 3: 25})
    page = text(people.at_desk("Wanda").get("/care/handouts"))
    assert page.count('<th scope="row">') == 2
    assert "68" not in page.partition("<table")[2].partition("</table>")[0]


def test_barriers_are_counted_apart_from_hand_outs(people):
    made = care_made.evening(people, weeks_ago(3))
    heard = [care_made.slot(made.night, area=1, barrier=7) for _number in range(20)]
    services.receive_slots(night=made.night, slots=heard)
    people.at_desk("Wanda").post("/care/nights/pool", {"day": made.night.day.isoformat()})
    assert "11 to 25" in grid(people, "barrier-7")[1]["1 Arbor Hill"]
    assert "No area had more than 10" in text(people.at_desk("Wanda").get("/care/handouts?show=kit"))


@pytest.mark.parametrize("show", ["barrier-99", "turf", "kit-1", "barrier-x"])
def test_an_unknown_count_falls_back_to_kits(people, show):
    opened(people, {1: 40})
    answer = people.at_desk("Wanda").get(f"/care/handouts?show={show}")
    assert answer.status_code == 200
    assert grid(people, show) == grid(people, "kit")


def test_care_pages_name_no_turf_no_team_and_no_door(people):
    opened(people, {1: 40}, note="asked for strips")
    for address in PAGES:
        main = text(people.at_desk("Wanda").get(address)).partition("<main")[2].partition("</main>")[0]
        assert not re.search(r"\b(turf|team-mate|canvass|door to door|Olga|Flora|Cam)\b", main, re.IGNORECASE)


def test_the_hand_outs_page_names_no_day(people):
    made = opened(people, {1: 40})
    for address in ("/care/handouts", "/care/handouts?format=csv"):
        page = text(people.at_desk("Wanda").get(address))
        assert made.night.day.isoformat() not in page
        assert f"{made.night.day:%d %B}" not in page


def test_notes_open_with_a_key_of_the_team_only(people):
    opened(people, {1: 12}, note="asked for strips next week")
    notes = text(people.at_desk("Walt").post("/care/notes"))
    assert "asked for strips next week" in notes
    assert "Arbor Hill" not in notes  # beside its area it would say that somebody there took a kit
    assert people.at_desk("Olga").post("/care/notes").status_code == 403
    assert "asked for strips" not in text(people.at_desk("Walt").get("/care/handouts"))


def test_notes_stay_closed_for_a_team_mate_without_the_key(people):
    from waymeet.accounts.models import TeamKeyWrap

    opened(people, {1: 12}, note="asked for strips next week")
    TeamKeyWrap.objects.filter(team_key__team=OUTREACH, account_id=people["Walt"].id).delete()
    answer = people.at_desk("Walt").post("/care/notes")
    assert "asked for strips" not in text(answer)


def test_programs_and_items_are_added(people):
    desk = people.at_desk("Wanda")
    desk.post("/care/supplies/programs", {"program-name_en": "Night van", "program-name_es": "Camioneta"})
    desk.post(
        "/care/supplies/items", {"item-name_en": "Kit", "item-name_es": "", "item-kind": "kit", "item-doses": "2"}
    )
    assert Program.objects.get().name_es == "Camioneta"
    assert (Item.objects.get().number, Item.objects.get().name_es) == (1, "Kit")


def test_a_missing_name_is_said_beside_the_field(people):
    answer = people.at_desk("Wanda").post(
        "/care/supplies/items", {"item-name_en": "", "item-kind": "kit", "item-doses": "2"}
    )
    assert answer.status_code == 422
    assert 'aria-describedby="id_item-name_en_error"' in text(answer)


def test_a_night_is_counted_out_and_counted_back(people):
    made = care_made.evening(people)
    address = f"/care/supplies/night/{made.program.id}/{made.night.day}"
    desk = people.at_desk("Wanda")
    desk.post(address, {"counted": "taken_out", "taken_out-1": "60", "taken_out-2": "20"})
    desk.post(address, {"counted": "came_back", "came_back-1": "48", "came_back-2": "20"})
    care_made.handed_in(made.night, {1: 12})
    people.at_desk("Wanda").post("/care/nights/pool", {"day": made.night.day.isoformat()})
    kits = NightStock.objects.get(item_id=1)
    assert (kits.taken_out, kits.came_back, kits.handed_out, kits.unaccounted) == (60, 48, 12, 0)
    assert "It adds up." in text(desk.get(address))
    table = desk.get("/care/supplies?format=nights").content.decode("utf-8-sig")
    assert f"{made.night.day},Doors with naloxone,Nasal naloxone,60,48,12,0" in table


@pytest.mark.parametrize("count", ["-1", "100001", "many", ""])
def test_an_impossible_quantity_is_refused_and_nothing_is_saved(people, count):
    made = care_made.evening(people)
    address = f"/care/supplies/night/{made.program.id}/{made.night.day}"
    answer = people.at_desk("Wanda").post(address, {"counted": "taken_out", "taken_out-1": count, "taken_out-2": "1"})
    assert answer.status_code == 422
    assert not NightStock.objects.exists()


@pytest.mark.parametrize(
    "address", ["/care/supplies/night/{program}/2026-13-45", "/care/supplies/night/{other}/2026-11-20"]
)
def test_a_night_that_cannot_be_is_a_page_that_is_not_there(people, address):
    made = care_made.evening(people)
    there = address.format(program=made.program.id, other="00000000-0000-4000-8000-000000000000")
    assert people.at_desk("Wanda").get(there).status_code == 404


def test_choosing_a_night_leads_to_its_counts(people):
    made = care_made.evening(people)
    answer = people.at_desk("Wanda").get(f"/care/supplies/night?program={made.program.id}&day={made.night.day}")
    assert answer["Location"] == f"/care/supplies/night/{made.program.id}/{made.night.day}"


def test_supplies_say_in_spanish_what_spanish_readers_need(people):
    supplies.add_program(name_en="Night van", name_es="Camioneta de noche", by=people["Wanda"])
    desk = people.at_desk("Wanda")
    desk.cookies["waymeet_language"] = "es"
    assert "Camioneta de noche" in text(desk.get("/care/supplies"))
