"""Opening a pass and cutting turf at the desk: a plan first, then the cut, and a second pass of who did not answer."""

import re

import pytest

from tests.desk import work_made
from tests.town import LAT, LON, STEP, a_street
from waymeet.organizing.turf.models import CanvassPass, Turf, TurfDoor

pytestmark = pytest.mark.django_db(databases="__all__")

CHOSEN = {
    "canvass_pass": "new",
    "pass_name": "First round",
    "where": "town",
    "size": "6",
    "unit": "doors",
    "sides": "both",
}


def text(answer) -> str:
    return answer.content.decode()


def kept(answer) -> dict[str, str]:
    """The hidden fields of the form that makes the cut."""
    form = text(answer).partition('action="/organizing/turf/cut/make"')[2].partition("</form>")[0]
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))


@pytest.mark.parametrize("who", ["Cam", "Wanda", "Ada", "Rita", "Charlie"])
def test_who_may_not_cut(people, tmp_path, who):
    a_street(tmp_path)
    desk = people.at_desk(who)
    answers = [
        desk.get("/organizing/turf/cut"),
        desk.post("/organizing/turf/cut", CHOSEN),
        desk.post("/organizing/turf/cut/make"),
    ]
    assert [answer.status_code for answer in answers] == [403] * 3


def test_without_a_town_there_is_nothing_to_cut(people):
    assert people.at_desk("Olga").get("/organizing/turf/cut")["Location"] == "/organizing/town"


def test_a_plan_is_shown_and_writes_nothing(people, tmp_path):
    a_street(tmp_path)
    answer = people.at_desk("Flora").post("/organizing/turf/cut", CHOSEN)
    assert "2 turfs, 12 doors" in text(answer)
    assert text(answer).count('class="turf-shape') == 2
    assert not Turf.objects.exists()
    assert not CanvassPass.objects.exists()


def test_the_cut_that_was_looked_at_is_the_cut_that_is_made(people, tmp_path):
    doors = a_street(tmp_path)
    desk = people.at_desk("Olga")
    fields = kept(desk.post("/organizing/turf/cut", CHOSEN | {"notes_allowed": "on"}))
    answer = desk.post("/organizing/turf/cut/make", fields, follow=True)
    assert "2 turfs were cut" in text(answer)
    made = CanvassPass.objects.get()
    assert (made.name, made.notes_allowed, made.turfs.count()) == ("First round", True, 2)
    assert set(TurfDoor.objects.values_list("door", flat=True)) == set(doors)


def test_a_plan_is_good_for_one_cut(people, tmp_path):
    a_street(tmp_path)
    desk = people.at_desk("Olga")
    fields = kept(desk.post("/organizing/turf/cut", CHOSEN))
    desk.post("/organizing/turf/cut/make", fields)
    assert desk.post("/organizing/turf/cut/make", fields).status_code == 404
    assert CanvassPass.objects.count() == 1


def test_two_people_who_cut_the_same_doors_are_told_so(people, tmp_path):
    a_street(tmp_path)
    olga, flora = people.at_desk("Olga"), people.at_desk("Flora")
    first, second = kept(olga.post("/organizing/turf/cut", CHOSEN)), kept(flora.post("/organizing/turf/cut", CHOSEN))
    olga.post("/organizing/turf/cut/make", first)
    answer = flora.post("/organizing/turf/cut/make", second)
    assert answer.status_code == 409
    assert "Nothing was cut" in text(answer)
    assert Turf.objects.count() == 2


def test_doors_in_open_turfs_are_left_out_and_counted(people, tmp_path):
    work_made.street_and_turf(people, tmp_path)
    answer = people.at_desk("Olga").post("/organizing/turf/cut", CHOSEN)
    assert answer.status_code == 422
    assert "All 12 doors here are in open turfs already (A)" in text(answer)


def test_a_second_pass_takes_only_doors_nobody_answered(people, tmp_path):
    made = work_made.walk(people, tmp_path)
    made.knock(0, "answered")
    made.knock(1, "no_answer")
    made.knock(2, "do_not_knock")
    made.hand_in()
    desk, first = people.at_desk("Olga"), made.turf.canvass_pass
    desk.post(f"/organizing/turf/passes/{first.id}/close")
    answer = desk.post("/organizing/turf/cut", CHOSEN | {"follows": str(first.id), "size": "20"})
    assert "1 turf, 10 doors" in text(answer)
    assert "doors that need no second visit" in text(answer)
    desk.post("/organizing/turf/cut/make", kept(answer))
    second = CanvassPass.objects.get(number=2)
    assert second.follows == first
    taken = set(TurfDoor.objects.filter(turf__canvass_pass=second).values_list("door", flat=True))
    assert taken == set(made.doors) - {made.doors[0], made.doors[2]}


def test_a_shape_takes_the_doors_inside_it(people, tmp_path):
    a_street(tmp_path)
    north = LAT + 4.6 * STEP
    ring = [(LAT, LON - 0.001), (LAT, LON + 0.001), (north, LON + 0.001), (north, LON - 0.001)]
    shape = " ".join(f"{lat:.6f},{lon:.6f}" for lat, lon in ring)
    answer = people.at_desk("Olga").post("/organizing/turf/cut", CHOSEN | {"where": "shape", "shape": shape})
    assert "1 turf, 4 doors" in text(answer)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"where": "shape", "shape": "42.65,-73.76 42.66,-73.76"}, "A shape needs at least three corners"),
        ({"where": "shape", "shape": "here there"}, "A shape needs at least three corners"),
        ({"where": "area", "area": ""}, "Choose one from the list"),
        ({"where": "area", "area": "99"}, "99 is not one of the available choices"),
        ({"size": "0"}, "greater than or equal to 1"),
        ({"size": "5", "unit": "minutes"}, "A turf takes from 10 to"),
        ({"start": "Nowhere Lane"}, "There is no such address or street here"),
        ({"where": "shape", "shape": "1,1 1,2 2,2"}, "There is no door in the part you chose"),
    ],
)
def test_a_choice_that_cannot_be_gets_a_sentence_beside_it(people, tmp_path, changed, sentence):
    a_street(tmp_path)
    answer = people.at_desk("Olga").post("/organizing/turf/cut", CHOSEN | changed)
    assert answer.status_code == 422
    assert sentence in text(answer)


def test_a_walk_begins_near_the_address_that_was_named(people, tmp_path):
    a_street(tmp_path)
    desk = people.at_desk("Olga")
    answer = desk.post("/organizing/turf/cut", CHOSEN | {"size": "20", "start": "12 Clinton Avenue"})
    desk.post("/organizing/turf/cut/make", kept(answer))
    assert TurfDoor.objects.select_related("door").order_by("position").first().door.number in ("11", "12")


@pytest.mark.parametrize(
    "changed", [{"canvass_pass": "nonsense"}, {"canvass_pass": "new", "follows": "nonsense"}, {"key": "x"}]
)
def test_a_cut_of_something_nobody_knows_is_not_made(people, tmp_path, changed):
    a_street(tmp_path)
    desk = people.at_desk("Olga")
    fields = kept(desk.post("/organizing/turf/cut", CHOSEN))
    assert desk.post("/organizing/turf/cut/make", fields | changed).status_code == 404
    assert not Turf.objects.exists()
