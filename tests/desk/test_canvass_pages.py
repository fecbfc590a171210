"""Results, coverage, notes and what was put aside, as pages."""

import json
import re

import pytest

from tests.desk import work_made
from waymeet.organizing.canvass.models import Entry, PutAside
from waymeet.organizing.canvass.rules import DEFINITIONS

pytestmark = pytest.mark.django_db(databases="__all__")


def text(answer) -> str:
    return answer.content.decode()


def rows(answer) -> list[list[str]]:
    lines = answer.content.decode("utf-8-sig").splitlines()
    return [line.split(",") for line in lines[1 : lines.index("")]]


@pytest.mark.parametrize("address", ["/organizing/results", "/organizing/coverage"])
@pytest.mark.parametrize(
    ("who", "status"), [("Olga", 200), ("Flora", 200), ("Ada", 403), ("Cam", 403), ("Wanda", 403), ("Charlie", 403)]
)
def test_who_sees_results(people, address, who, status):
    assert people.at_desk(who).get(address).status_code == status


@pytest.mark.parametrize("address", ["/organizing/notes", "/organizing/quarantine"])
@pytest.mark.parametrize("who", ["Flora", "Ada", "Cam", "Wanda", "Rita", "Charlie"])
def test_only_organizers_read_notes_and_what_was_put_aside(people, address, who):
    assert people.at_desk(who).get(address).status_code == 403
    assert people.at_desk(who).post(address).status_code == 403


@pytest.fixture
def worked(people, tmp_path):
    """Four doors: two answered (one to come back), one no answer, one knock taken back."""
    made = work_made.walk(people, tmp_path)
    made.knock(0, "answered", note="gate sticks")
    made.knock(1, "no_answer")
    made.knock(2, "answered", follow_up=True)
    made.knock(3, "refused")
    undone = json.loads(made.phone.records[-1])["id"]
    made.phone.record("undo", {"undoes": undone}, made.turf.id)
    made.hand_in()
    return made


@pytest.mark.parametrize(("by", "label"), [("turf", "A"), ("pass", "First"), ("team", "Cam")])
def test_results_add_up_in_every_grouping(people, worked, by, label):
    found = rows(people.at_desk("Flora").get(f"/organizing/results?by={by}&format=csv"))
    assert found == [[label, "3", "3", "2", "0.6667", "1"]]


def test_the_rate_stands_with_its_numbers_and_every_definition_is_printed(people, worked):
    page = text(people.at_desk("Olga").get("/organizing/results"))
    assert "67 % (2 of 3)" in page
    for sentence in DEFINITIONS.values():
        assert str(sentence) in page


def test_before_anything_came_in_nothing_is_claimed(people, tmp_path):
    work_made.street_and_turf(people, tmp_path)
    page = text(people.at_desk("Olga").get("/organizing/results"))
    assert "we cannot tell" in page
    assert "Nothing has been handed in yet" in page


def test_an_unknown_grouping_falls_back_to_turf(people, worked):
    assert "Results: By turf" in text(people.at_desk("Olga").get("/organizing/results?by=kits"))


def test_coverage_counts_doors_gone_to_out_of_all_doors(people, worked):
    desk = people.at_desk("Flora")
    found = rows(desk.get("/organizing/coverage?format=csv"))
    assert [row[2:] for row in found] == [["12", "3", "0.25", "2"]]
    page = text(desk.get("/organizing/coverage"))
    assert "area--some" in page
    assert ">25 %</text>" in page


def test_coverage_of_a_pass_leaves_other_passes_out(people, worked):
    from waymeet.organizing.turf.models import CanvassPass, Town

    second = CanvassPass.objects.create(town=Town.objects.get(), number=2, name="Second")
    found = rows(people.at_desk("Olga").get(f"/organizing/coverage?pass={second.id}&format=csv"))
    assert [row[3] for row in found] == ["0"]


def test_organizing_pages_know_nothing_of_kits(people, worked):
    desk = people.at_desk("Olga")
    pages = ["/organizing/results", "/organizing/coverage", "/organizing/turf", f"/organizing/turf/{worked.turf.id}"]
    for address in pages:
        main = text(desk.get(address)).partition("<main")[2].partition("</main>")[0]
        assert not re.search(r"\b(kits?|naloxone|strips?|hand-outs?)\b", main, re.IGNORECASE)


def test_notes_open_by_an_act_of_their_own_and_stand_beside_their_door(people, worked):
    desk = people.at_desk("Omar")
    assert "gate sticks" not in text(desk.get("/organizing/notes"))
    opened = text(desk.post("/organizing/notes"))
    assert "gate sticks" in opened
    assert "1 Clinton Avenue" in opened


@pytest.fixture
def aside(people, worked):
    """Three records put aside: of an unknown kind, of a turf that was not theirs, and unreadable."""
    phone = worked.phone
    phone.record("dance", {}, worked.turf.id)
    other = "00000000-0000-4000-8000-000000000000"
    phone.record("visit", {"door": str(worked.doors[5]), "outcome": "answered"}, turf=None, turf_id=None)
    phone.records[-1] = json.dumps(json.loads(phone.records[-1]) | {"turf": other}).encode()
    phone.hand_in(phone.records[-2:])
    phone.hand_in([b'"what"'])
    return worked


def test_what_was_put_aside_is_shown_with_its_reason_and_what_it_says(people, aside):
    page = text(people.at_desk("Olga").get("/organizing/quarantine"))
    assert "This kind of record is not known here" in page
    assert "The turf was not handed out to this person." in page
    assert "Something in the record is missing or cannot be read." in page
    assert PutAside.objects.count() == 3


def card_of(reason: str) -> PutAside:
    return PutAside.objects.get(reason=reason)


def test_a_whole_record_is_taken_in_and_counts(people, aside):
    desk = people.at_desk("Olga")
    page = text(desk.get(f"/organizing/quarantine?record={card_of('turf').id}"))
    assert "6 Clinton Avenue" in page
    assert "answered" in page
    before = Entry.objects.count()
    desk.post(f"/organizing/quarantine/{card_of('turf').id}/take-in")
    assert Entry.objects.count() == before + 1


def test_a_record_that_is_not_whole_can_only_be_left_out(people, aside):
    desk = people.at_desk("Olga")
    page = text(desk.get(f"/organizing/quarantine?record={card_of('kind').id}"))
    assert "take-in" not in page
    refused = desk.post(f"/organizing/quarantine/{card_of('kind').id}/take-in", follow=True)
    assert "cannot be read whole" in text(refused)
    desk.post(f"/organizing/quarantine/{card_of('kind').id}/leave-out")
    assert card_of("kind").state == PutAside.State.LEFT_OUT


def test_with_script_only_the_record_is_sent_and_the_next_one_follows(people, aside):
    desk = people.at_desk("Olga")
    cards = list(PutAside.objects.all())
    answer = desk.post(f"/organizing/quarantine/{cards[0].id}/leave-out", headers={"HX-Request": "true"})
    assert "<html" not in text(answer)
    assert "Left out" in text(answer)
    assert str(cards[1].id) in text(answer)


def test_two_people_deciding_at_once_is_one_sentence(people, aside):
    first, second = people.at_desk("Olga"), people.at_desk("Omar")
    address = f"/organizing/quarantine/{card_of('turf').id}"
    first.post(f"{address}/leave-out")
    answer = second.post(f"{address}/take-in", follow=True)
    assert "Somebody has decided on this record already." in text(answer)


def test_a_verb_nobody_knows_does_nothing(people, aside):
    assert people.at_desk("Olga").post(f"/organizing/quarantine/{card_of('turf').id}/delete").status_code == 404
    assert PutAside.objects.filter(state="waiting").count() == 3


def test_a_hostile_record_is_shown_as_text(people, worked):
    worked.phone.record("<script>alert(1)</script>", {"door": "<img src=x>"}, worked.turf.id)
    worked.phone.hand_in(worked.phone.records[-1:])
    page = text(people.at_desk("Olga").get("/organizing/quarantine"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_damaged_bundle_gets_a_sentence(people):
    from django.core.files.uploadedfile import SimpleUploadedFile

    desk = people.at_desk("Olga")
    answer = desk.post("/organizing/bundles", {"file": SimpleUploadedFile("bundle.waymeet", b"{}")})
    assert answer.status_code == 422
    assert "not a bundle from a Waymeet phone" in text(answer)
    missing = desk.post("/organizing/bundles", follow=True)
    assert "Choose the file that the phone saved" in text(missing)
