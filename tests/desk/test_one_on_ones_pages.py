"""One-on-ones as an organizer holds them: planned, written up, promised, kept; and the week they make."""

import datetime as dt
import re

import pytest

from waymeet.kernel import clock
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.models import AuditLine
from waymeet.organizing.one_on_ones.models import Coaching, Commitment, OneOnOne

pytestmark = pytest.mark.django_db(databases="__all__")
WEEK = "/organizing/one-on-ones"
WRITTEN = {
    "cares": "her block's crosswalk",
    "ask": "to host a meeting",
    "answer": "yes",
    "promise": "bring two neighbors",
}


def text(answer) -> str:
    return answer.content.decode()


def days(count: int) -> str:
    return (clock.today() + dt.timedelta(days=count)).isoformat()


def person(people, name: str = "Rosa") -> str:
    return f"/organizing/contacts/{contacts.add(said={'name': name}, by=people['Olga'])}"


def planned(desk, where: str, on: int = 2) -> str:
    said = {"day": days(on), "kind": "introductory", "why": "everybody asks her", "ask": "will you host?"}
    answer = desk.post(f"{where}/plan", said)
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


def held(desk, where: str, **said: str):
    return desk.post(where, {"held_on": days(0), **WRITTEN, "due": days(5), **said})


def test_from_a_plan_to_a_promise_that_was_kept(people):
    desk, where = people.at_desk("Olga"), person(people)
    one = planned(desk, where)
    assert "Rosa" in text(desk.get(WEEK))
    page = text(desk.get(one))
    assert "everybody asks her" in page
    assert "will you host?" in page
    assert held(desk, one, next_step="call on Monday", next_on=days(9)).status_code == 302
    page = text(desk.get(one))
    for words in ("her block&#x27;s crosswalk", "call on Monday", "bring two neighbors"):
        assert words in page
    week = text(desk.get(WEEK))
    assert "bring two neighbors" in week
    assert "Nobody is planned" in week
    [settle] = re.findall(r"/organizing/commitments/[0-9a-f-]{36}/settle", week)
    desk.post(settle, {"state": "kept"})
    assert "No promise is due." in text(desk.get(WEEK))
    kept = Commitment.objects.get()
    assert (kept.state, kept.settled_on) == ("kept", clock.today())
    shown = text(desk.get(where))
    assert "kept" in shown
    assert "yes" in shown
    desk.post(settle, {"state": "open"})
    assert Commitment.objects.get().settled_on is None


def test_no_word_of_it_lies_readable(people):
    desk, where = people.at_desk("Olga"), person(people)
    one = planned(desk, where)
    held(desk, one)
    raw = b"".join(bytes(row.plan) + bytes(row.write_up) for row in OneOnOne.objects.all())
    raw += b"".join(bytes(row.sealed) for row in Commitment.objects.all())
    for words in (b"everybody", b"crosswalk", b"neighbors", b"host"):
        assert words not in raw
    lines = [line for line in AuditLine.objects.all() if line.verb.startswith("one_on_one.")]
    assert {line.verb for line in lines} == {"one_on_one.plan", "one_on_one.read", "one_on_one.write_up"}
    assert {(line.subject, line.basis) for line in lines} == {(one.rpartition("/")[2], "")}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"held_on": days(1)}, "it is not in the future"),
        ({"due": ""}, "A promise needs a day"),
        ({"answer": "maybe"}, "maybe is not one of the available choices"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_written(people, said, why: str):
    desk, where = people.at_desk("Olga"), person(people)
    one = planned(desk, where)
    answer = held(desk, one, **said)
    assert answer.status_code == 422
    assert why in text(answer)
    assert "her block&#x27;s crosswalk" in text(answer), "what was typed is not lost"
    assert OneOnOne.objects.get().state == "planned"
    assert not Commitment.objects.exists()


def test_written_up_again_the_newer_words_hold_and_no_promise_is_doubled(people):
    desk, where = people.at_desk("Olga"), person(people)
    one = planned(desk, where)
    held(desk, one, held_on=days(-3))
    assert f'value="{days(-3)}"' in text(desk.get(one)), "the day it was held, not today"
    held(desk, one, cares="the bus stop", promise="", due="", answer="later")
    page = text(desk.get(one))
    assert "the bus stop" in page
    assert "crosswalk" not in page
    assert Commitment.objects.count() == 1
    assert OneOnOne.objects.get().answer == "later"


@pytest.mark.parametrize("state", ["missed", "off"])
def test_one_that_did_not_happen_is_no_longer_to_come(people, state: str):
    desk, where = people.at_desk("Olga"), person(people)
    one = planned(desk, where)
    desk.post(f"{one}/put-off", {"state": state})
    assert "Nobody is planned" in text(desk.get(WEEK))
    held(desk, one)
    assert desk.post(f"{one}/put-off", {"state": state}).status_code == 409
    assert OneOnOne.objects.get().state == "held"


@pytest.mark.parametrize(("on", "shown"), [(-3, True), (7, True), (8, False)])
def test_the_week_is_the_next_seven_days_and_what_is_past(people, on: int, shown: bool):
    desk, where = people.at_desk("Olga"), person(people)
    planned(desk, where, on)
    week = text(desk.get(WEEK))
    assert ("Rosa" in week) is shown
    assert ("it is past" in week) is (on < 0)


@pytest.mark.parametrize(("ago", "quiet"), [(14, False), (15, True)])
def test_who_was_not_talked_to_in_their_time_has_gone_quiet(people, ago: int, quiet: bool):
    desk, where = people.at_desk("Olga"), person(people)
    desk.post(f"{where}/go-along", {"coach": str(people["Olga"].id), "every_days": "14"})
    one = planned(desk, where, -ago)
    held(desk, one, held_on=days(-ago), promise="", due="")
    assert ("last talked on" in text(desk.get(WEEK))) is quiet
    assert "last talked on" not in text(people.at_desk("Omar").get(WEEK))
    assert "Olga goes along with them" in text(desk.get(where))


@pytest.mark.parametrize(("many", "told"), [(8, False), (9, True)])
def test_more_than_eight_people_are_too_many_for_one_and_it_is_said_gently(people, many: int, told: bool):
    desk = people.at_desk("Olga")
    for number in range(many):
        row = Contact.objects.get(pk=person(people, f"P{number}").rpartition("/")[2])
        Coaching.objects.create(contact=row, coach=people["Olga"].id)
    assert ("Six to eight is what one person holds well" in text(desk.get(WEEK))) is told


@pytest.mark.parametrize("on", [False, True])
def test_a_story_is_asked_for_only_where_the_group_decided_to(people, settings, on: bool):
    settings.STORY_NOTES = on
    desk, where = people.at_desk("Olga"), person(people)
    one = planned(desk, where)
    held(desk, one, story="how she came to Albany")
    settings.STORY_NOTES = True
    assert ("how she came to Albany" in text(desk.get(one))) is on


def test_it_goes_with_the_person_and_only_organizers_see_it(people):
    desk, where = people.at_desk("Olga"), person(people)
    one = planned(desk, where)
    held(desk, one)
    for who in ("Flora", "Cam", "Wanda", "Dora"):
        for page in (WEEK, one, f"{where}/plan"):
            assert people.at_desk(who).get(page).status_code == 403
    assert "One-on-ones" not in text(people.at_desk("Flora").get(where))
    assert desk.post(f"{where}/forget").status_code == 302
    assert not OneOnOne.objects.exists()
    assert not Commitment.objects.exists()
