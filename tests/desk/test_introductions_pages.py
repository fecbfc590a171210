"""The queue of people who asked to be called: sealed until somebody opens one, never for a field lead."""

import re

import pytest

from tests.desk import work_made
from waymeet.consent import gate
from waymeet.organizing.contacts.models import Introduction

pytestmark = pytest.mark.django_db(databases="__all__")


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def marisol(people, tmp_path):
    return work_made.introduced(people, tmp_path)


@pytest.mark.parametrize("who", ["Flora", "Ada", "Cam", "Wanda", "Rita", "Charlie"])
def test_only_organizers_see_the_queue(people, marisol, who):
    desk = people.at_desk(who)
    there = f"/organizing/introductions/{marisol.id}"
    answers = [desk.get("/organizing/introductions"), desk.get(there), desk.post(there)]
    answers += [desk.post(f"{there}/{verb}") for verb in ("assign", "state", "forget")]
    assert [answer.status_code for answer in answers] == [403] * 6
    assert Introduction.objects.filter(state="new").exists()


def test_nothing_is_readable_before_it_is_opened_and_the_sentence_stands_there(people, marisol):
    desk = people.at_desk("Olga")
    for address in (
        "/organizing/introductions",
        "/organizing/introductions?format=csv",
        f"/organizing/introductions/{marisol.id}",
    ):
        assert "Marisol" not in text(desk.get(address))
        assert "518-555" not in text(desk.get(address))
    page = text(desk.get(f"/organizing/introductions/{marisol.id}"))
    assert gate.sentences_for(gate.BEING_CALLED)["es"].text in page


def test_opening_shows_what_was_given_for_one_page_only(people, marisol):
    desk = people.at_desk("Omar")
    opened = desk.post(f"/organizing/introductions/{marisol.id}")
    assert "Marisol" in text(opened)
    assert "518-555-0142" in text(opened)
    assert "no-store" in opened["Cache-Control"]
    assert "Marisol" not in text(desk.get(f"/organizing/introductions/{marisol.id}"))


def test_a_team_mate_without_the_key_is_told_so(people, marisol):
    from waymeet.accounts.models import TeamKeyWrap

    TeamKeyWrap.objects.filter(account_id=people["Omar"].id).delete()
    answer = people.at_desk("Omar").post(f"/organizing/introductions/{marisol.id}")
    assert answer.status_code == 403
    assert "the keys you hold do not open it" in text(answer)


def test_one_says_who_calls_and_what_came_of_it(people, marisol):
    desk = people.at_desk("Olga")
    there = f"/organizing/introductions/{marisol.id}"
    desk.post(f"{there}/assign", {"to": str(people["Omar"].id)})
    assert "1 of them waits for your call" in text(people.at_desk("Omar").get("/organizing/introductions"))
    desk.post(f"{there}/state", {"state": "called"})
    desk.post(f"{there}/state", {"state": "closed"})
    assert "Nobody waits" in text(desk.get("/organizing/introductions"))
    assert str(marisol.id) in text(desk.get("/organizing/introductions?show=closed"))


@pytest.mark.parametrize("to", ["flora", "nobody", "00000000-0000-4000-8000-000000000000"])
def test_nobody_but_an_organizer_can_be_asked_to_call(people, marisol, to):
    given = str(people["Flora"].id) if to == "flora" else to
    answer = people.at_desk("Olga").post(f"/organizing/introductions/{marisol.id}/assign", {"to": given})
    assert answer.status_code == 422
    marisol.refresh_from_db()
    assert marisol.assigned_to is None


def test_a_state_nobody_knows_is_refused(people, marisol):
    answer = people.at_desk("Olga").post(f"/organizing/introductions/{marisol.id}/state", {"state": "addressed"})
    assert answer.status_code == 422


def test_who_takes_it_back_is_forgotten_at_once(people, marisol):
    desk = people.at_desk("Olga")
    desk.post(f"/organizing/introductions/{marisol.id}/forget")
    assert not Introduction.objects.exists()
    assert desk.get(f"/organizing/introductions/{marisol.id}").status_code == 404


def test_whoever_was_met_at_a_door_and_wants_to_be_known_is_somebody_met_at_a_door(people, marisol):
    desk = people.at_desk("Olga")
    opened = text(desk.post(f"/organizing/introductions/{marisol.id}"))
    given = dict(
        re.findall(r'<input type="hidden" name="(asked|name|contact_point|when|language|met)" value="([^"]*)"', opened)
    )
    page = text(desk.post("/organizing/contacts/add", given))
    assert '<option value="door" selected' in page
