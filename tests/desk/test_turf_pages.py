"""Town and turf, as pages: the map, the list, handing out by a code, taking back."""

import csv
import re

import pytest
import time_machine
from django.utils import timezone

from tests.desk import work_made
from waymeet.kernel import codes
from waymeet.organizing.canvass.queries.package import package_of
from waymeet.organizing.turf.models import Door, Turf, TurfHandout, TurfTaking
from waymeet.organizing.turf.services import handout

pytestmark = pytest.mark.django_db(databases="__all__")
CODE = re.compile(r'class="ticket__code"[^>]*>([A-Z0-9-]+)<')


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("address", ["/organizing/town", "/organizing/town/streets.svg", "/organizing/town/areas/1"])
@pytest.mark.parametrize(
    ("who", "status"), [("Ada", 200), ("Flora", 200), ("Cam", 403), ("Wanda", 403), ("Charlie", 403)]
)
def test_who_sees_the_town(people, tmp_path, address, who, status):
    work_made.street_and_turf(people, tmp_path)
    assert people.at_desk(who).get(address).status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("Olga", 200), ("Flora", 200), ("Ada", 403), ("Cam", 403), ("Wanda", 403), ("Charlie", 403)]
)
def test_who_sees_turf(people, tmp_path, who, status):
    turf, _doors = work_made.street_and_turf(people, tmp_path)
    for address in ("/organizing/turf", f"/organizing/turf/{turf.id}"):
        assert people.at_desk(who).get(address).status_code == status


@pytest.mark.parametrize("verb", ["hand-out", "call-back", "close"])
@pytest.mark.parametrize("who", ["Cam", "Wanda", "Ada", "Charlie"])
def test_who_may_not_hand_out(people, tmp_path, verb, who):
    turf, _doors = work_made.street_and_turf(people, tmp_path)
    answer = people.at_desk(who).post(f"/organizing/turf/{turf.id}/{verb}", {"places": "1", "hours": "12"})
    assert answer.status_code == 403
    assert not TurfHandout.objects.exists()


def test_without_a_town_the_pages_say_how_to_bring_one_in(people):
    desk = people.at_desk("Olga")
    assert "waymeet town import FILE.osm.pbf" in text(desk.get("/organizing/town"))
    assert "Bring in the town first" in text(desk.get("/organizing/turf"))


def test_the_town_page_counts_doors_and_credits_the_map(people, tmp_path):
    work_made.street_and_turf(people, tmp_path)
    page = text(people.at_desk("Olga").get("/organizing/town"))
    assert "<dd>12</dd>" in page
    assert "OpenStreetMap" in page


def test_the_streets_are_a_picture_of_its_own_without_any_name_or_script(people, tmp_path):
    work_made.street_and_turf(people, tmp_path)
    picture = people.at_desk("Olga").get("/organizing/town/streets.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert text(picture).count("<path") >= 2
    assert "Clinton" not in text(picture)


def test_a_turf_page_has_every_door_in_walk_order_and_a_map(people, tmp_path):
    turf, _doors = work_made.street_and_turf(people, tmp_path)
    page = text(people.at_desk("Flora").get(f"/organizing/turf/{turf.id}"))
    assert re.findall(r"<td[^>]*>(\d+ Clinton Avenue)</td>", page) == [f"{n} Clinton Avenue" for n in range(1, 13)]
    assert page.count('class="stop"') == 12
    table = people.at_desk("Flora").get(f"/organizing/turf/{turf.id}?format=csv").content.decode("utf-8-sig")
    assert table.splitlines()[1:3] == ["1,1 Clinton Avenue,1", "2,2 Clinton Avenue,1"]


def test_a_field_lead_hands_out_turf_by_a_code_that_works_once(people, tmp_path):
    turf, _doors = work_made.street_and_turf(people, tmp_path)
    flora = people.at_desk("Flora")
    answer = flora.post(f"/organizing/turf/{turf.id}/hand-out", {"places": "1", "hours": "4"})
    code = CODE.search(text(answer)).group(1)
    assert 'class="qr"' in text(answer)
    assert "no-store" in answer["Cache-Control"]
    assert codes.typed(code) not in codes.typed(text(flora.get(f"/organizing/turf/{turf.id}")))
    work_made.Phone.of(people["Cam"]).take(code)
    assert "with Cam" in text(flora.get(f"/organizing/turf/{turf.id}"))


def test_a_turf_that_is_out_cannot_be_handed_out_again(people, tmp_path):
    made = work_made.walk(people, tmp_path)
    answer = people.at_desk("Olga").post(f"/organizing/turf/{made.turf.id}/hand-out", {"places": "2", "hours": "12"})
    assert answer.status_code == 409
    assert "handed out already" in text(answer)


def test_a_turf_taken_back_waits_again_and_its_code_is_worth_nothing(people, tmp_path):
    made = work_made.walk(people, tmp_path)
    flora = people.at_desk("Flora")
    assert "taken back" not in text(flora.get("/organizing/turf"))
    answer = flora.post(f"/organizing/turf/{made.turf.id}/call-back", follow=True)
    assert "Work already done still comes in" in text(answer)
    assert "Make a code" in text(answer)
    assert TurfTaking.objects.get().given_back_at is not None


def test_notes_are_switched_off_for_every_phone_that_takes_a_turf_from_then_on(people, tmp_path):
    turf, _doors = work_made.street_and_turf(people, tmp_path)
    address, olga = f"/organizing/turf/passes/{turf.canvass_pass_id}/notes", people.at_desk("Olga")
    assert people.at_desk("Cam").post(address, {"allowed": "no"}).status_code == 403
    assert package_of(turf.id)["pass"]["notes"] is True
    answer = olga.post(address, {"allowed": "no"}, follow=True)
    assert "Notes are off for this pass." in text(answer)
    assert "Switch notes on" in text(answer)
    assert package_of(turf.id)["pass"]["notes"] is False
    olga.post(address, {"allowed": "yes"})
    assert package_of(turf.id)["pass"]["notes"] is True


def test_a_closed_turf_frees_its_doors_and_keeps_its_page(people, tmp_path):
    turf, _doors = work_made.street_and_turf(people, tmp_path)
    answer = people.at_desk("Olga").post(f"/organizing/turf/{turf.id}/close", follow=True)
    assert "Make a code" not in text(answer)
    assert not turf.stops.filter(is_open=True).exists()


def test_each_standing_has_its_word(people, tmp_path):
    made = work_made.walk(people, tmp_path)

    def standing() -> str:
        lines = people.at_desk("Olga").get("/organizing/turf?format=csv").content.decode("utf-8-sig").splitlines()
        return list(csv.reader(lines))[1][1]

    assert standing() == "out"
    with time_machine.travel(timezone.now() + timezone.timedelta(hours=11, minutes=59), tick=False):
        assert standing() == "out"
    TurfHandout.objects.update(expires_at=timezone.now() - timezone.timedelta(minutes=1))
    assert standing() == "overdue"
    handout.give_back(turf_id=made.turf.id, by=people["Cam"])
    assert standing() == "handed in"
    handout.hand_out(turf_id=made.turf.id, by=people["Olga"])
    assert standing() == "code given, not taken yet"
    handout.close_turf(turf_id=made.turf.id, by=people["Olga"])
    assert standing() == "closed"


def test_a_turf_nobody_knows_is_a_page_that_is_not_there(people):
    answer = people.at_desk("Olga").get("/organizing/turf/00000000-0000-4000-8000-000000000000")
    assert answer.status_code == 404


def test_a_turf_without_doors_is_a_page_with_a_sentence(people, tmp_path):
    turf, _doors = work_made.street_and_turf(people, tmp_path)
    bare = Turf.objects.create(canvass_pass=turf.canvass_pass, name="Bare", made_by=people["Olga"].id)
    answer = people.at_desk("Olga").get(f"/organizing/turf/{bare.id}")
    assert answer.status_code == 200
    assert "This turf has no doors" in text(answer)
    assert Door.objects.count() == 12
