"""How organizing goes: each count is what its definition says, on the page as in the file, and names nobody."""

import csv
import datetime as dt
import io
import uuid

import pytest

from waymeet.kernel import clock
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.events import services as events
from waymeet.organizing.events.models import Attendance
from waymeet.organizing.leadership import services as leadership
from waymeet.organizing.one_on_ones import services
from waymeet.organizing.one_on_ones.models import Commitment

pytestmark = pytest.mark.django_db(databases="__all__")
PAGE = "/organizing/tallies"


def rows(desk, show: str, weeks: int = 4) -> list[dict[str, str]]:
    answer = desk.get(f"{PAGE}?show={show}&weeks={weeks}&format=csv")
    assert answer["Content-Type"].startswith("text/csv")
    body = answer.content.decode("utf-8-sig").split("\r\n\r\n")[0]
    return list(csv.DictReader(io.StringIO(body)))


def person(people, name: str, source: str = "door", since: dt.date | None = None):
    made = contacts.add(said={"name": name, "source": source}, by=people["Olga"])
    if since:
        Contact.objects.filter(pk=made).update(since=since)
    return made


def test_new_people_are_counted_once_in_their_week_by_how_we_met(people):
    today = clock.today()
    for name, source in (("Ana", "door"), ("Berta", "door"), ("Carla", "event")):
        person(people, name, source)
    person(people, "Old", "door", today - dt.timedelta(days=7))
    person(people, "Older", "friend", today - dt.timedelta(days=400))
    found = rows(people.at_desk("Flora"), "new-people")
    assert [(row["All"], row["at a door"], row["at an event"]) for row in found] == [
        ("0", "0", "0"),
        ("0", "0", "0"),
        ("1", "1", "0"),
        ("3", "2", "1"),
    ]
    assert "through a friend" not in found[0]


def test_one_on_ones_count_when_held_and_promises_when_due(people):
    olga, today = {"by": people["Olga"]}, clock.today()
    ana = person(people, "Ana")
    said = {"held_on": today, "answer": "yes", "promise": "bring two neighbors", "due": today}
    one = services.plan(contact_id=ana, kind="introductory", day=today - dt.timedelta(days=40), said={}, **olga)
    services.write_up(one_on_one=one, said=said, **olga)
    missed = services.plan(contact_id=ana, kind="maintenance", day=today, said={}, **olga)
    services.put_off(one_on_one=missed, state="missed", **olga)
    services.settle(commitment=Commitment.objects.get().pk, state="kept", **olga)
    desk = people.at_desk("Olga")
    held = rows(desk, "one-on-ones")[-1]
    assert [held[word] for word in ("Held", "Yes", "Later", "No", "Did not happen")] == ["1", "1", "0", "0", "1"]
    due = rows(desk, "commitments")[-1]
    assert (due["Kept"], due["Not kept"], due["Share kept"]) == ("1", "0", "100 % (1 of 1)")
    assert rows(desk, "commitments")[0]["Share kept"] == "we cannot tell"


@pytest.mark.parametrize(("state", "column"), [("kept", "Kept"), ("broken", "Not kept")])
def test_what_is_settled_early_counts_at_once_and_what_is_open_waits_for_its_day(people, state, column):
    olga, today = {"by": people["Olga"]}, clock.today()
    ana = person(people, "Ana")
    one = services.plan(contact_id=ana, kind="introductory", day=today, said={}, **olga)
    said = {"held_on": today, "answer": "yes", "promise": "ask her stairs", "due": today + dt.timedelta(days=20)}
    services.write_up(one_on_one=one, said=said, **olga)
    desk = people.at_desk("Olga")
    assert all(line["Still open"] == "0" for line in rows(desk, "commitments"))
    services.settle(commitment=Commitment.objects.get().pk, state=state, **olga)
    assert rows(desk, "commitments")[-1][column] == "1"


@pytest.mark.parametrize("show", ["new-people", "one-on-ones", "commitments"])
def test_the_page_says_what_it_counts_and_names_nobody(people, show):
    person(people, "Zenobia Unmistakable")
    page = people.at_desk("Flora").get(f"{PAGE}?show={show}&weeks=52").content.decode()
    assert 'class="definitions"' in page
    assert "Zenobia" not in page


@pytest.mark.parametrize("who", ["Cam", "Wanda", "Casey", "Dora", "Rita"])
def test_only_organizers_and_field_leads_look(people, who):
    assert people.at_desk(who).get(PAGE).status_code == 403


def test_an_address_that_was_made_up_shows_the_first_tally(people):
    answer = people.at_desk("Olga").get(f"{PAGE}?show=../../etc&weeks=9999999")
    assert answer.status_code == 200
    assert "New people" in answer.content.decode()


def test_turnout_adds_up_what_the_pages_of_events_say(people):
    olga, day = {"by": people["Olga"]}, clock.today()
    usual = {"kind": "meeting", "starts": dt.time(18), "ends": dt.time(20), "day": day, "goal": 3, "title": "Meeting"}
    event = events.make(said=usual, **olga)
    for name, said, here in (("Ana", "accepted", True), ("Berta", "accepted", False), ("Carla", "declined", False)):
        row = events.ask(event_id=event, contact_id=person(people, name), **olga)
        events.answer(attendance_id=row, said=said, **olga)
        if here:
            contact = Attendance.objects.get(pk=row).contact_id
            events.sign_in(event_id=event, record=uuid.uuid4(), contact_id=contact, way="desk", **olga)
    desk = people.at_desk("Olga")
    assert rows(desk, "turnout")[-1]["Events"] == "0"
    events.close(event_id=event, **olga)
    told = rows(desk, "turnout")[-1]
    assert [told[word] for word in ("Came", "Events", "Goal", "Promised")] == ["1", "1", "3", "2"]
    assert told["Promises kept"] == "50 % (1 of 2)"


def test_who_assesses_sees_rungs_and_leaders_and_a_field_lead_does_not(people):
    flora, olga = people.at_desk("Flora"), people.at_desk("Olga")
    for show in ("rungs", "leaders"):
        assert f"show={show}" in olga.get(PAGE).content.decode()
        assert f"show={show}" not in flora.get(PAGE).content.decode()
        assert flora.get(f"{PAGE}?show={show}&format=csv").content == flora.get(f"{PAGE}?format=csv").content
        assert olga.get(f"{PAGE}?show={show}").status_code == 200


def test_a_move_up_the_ladder_counts_on_its_day(people):
    olga, ana = {"by": people["Olga"]}, person(people, "Ana")
    leadership.stand(contact_id=ana, key="owning", reason="she runs the stairwell", until=None, **olga)
    assert rows(people.at_desk("Olga"), "rungs")[-1]["Up"] == "1"
