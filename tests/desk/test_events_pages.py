"""Events as organizers and field leads run them, and what anybody sees of them at a door and outside."""

import datetime as dt
import re

import icalendar
import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from waymeet.accounts.models import AuditLine as AccountLine
from waymeet.config import limits
from waymeet.kernel import clock
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.events import queries, services
from waymeet.organizing.events.models import Attendance, Door, Event, Slip
from waymeet.organizing.models import AuditLine

pytestmark = pytest.mark.django_db(databases="__all__")
DESK = "/organizing/events"
PLAN = {"title": "Kitchen meeting", "kind": "meeting", "starts": "18:30", "ends": "20:00", "place": "Library"}


def text(answer) -> str:
    return answer.content.decode()


def day(count: int) -> str:
    return (clock.today() + dt.timedelta(days=count)).isoformat()


def planned(desk, in_days: int = 0, **said: object) -> str:
    answer = desk.post(f"{DESK}/plan", {**PLAN, "day": day(in_days), **said})
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


def event_of(where: str) -> Event:
    return Event.objects.get(pk=where.rpartition("/")[2])


def person(people, name: str, **more: str):
    return contacts.add(said={"name": name, **more}, by=people["Olga"])


def numbers(page: str) -> dict[str, str]:
    found = re.findall(r"<dt>([^<]+)</dt><dd>([^<]*)", page)
    return {words: value.strip() for words, value in found}


def test_from_a_plan_to_who_came_and_who_is_asked_again(people):
    desk = people.at_desk("Flora")
    where, later = planned(desk, goal="2"), planned(desk, 7, title="The next one")
    ids = {name: person(people, name, phones="518 555 0142") for name in ("Ana", "Bea", "Cleo")}
    for name, one in ids.items():
        said = {"asked_by": str(ids["Ana"]) if name == "Bea" else ""}
        assert desk.post(f"{where}/ask/{one}", said).status_code == 302
    page = text(desk.get(where))
    assert "Goal 2: 4 yeses are needed; you have 0." in page
    assert "asked by Ana" in page
    for row in Attendance.objects.exclude(contact=ids["Cleo"]):
        desk.post(f"/organizing/event-lists/{row.pk}/answer", {"answer": "accepted"})
    page = text(desk.get(where))
    assert "you have 2. 2 to go." in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))
    assert "Ana" in text(desk.get(f"{DESK}/calls"))
    row = Attendance.objects.get(contact=ids["Ana"])
    desk.post(f"/organizing/event-lists/{row.pk}/called", {"outcome": "confirmed"})
    assert "Ana" not in text(desk.get(f"{DESK}/calls"))
    desk.post(f"{where}/sign-in/{ids['Ana']}")
    desk.post(f"{where}/closing")
    closed = text(desk.get(f"{where}/closing"))
    assert "Bea" in closed
    assert numbers(closed)["Said yes and did not come"] == "50&nbsp;%"
    desk.post(f"{where}/ask-again", {"event": later.rpartition("/")[2]})
    assert "Bea" in text(desk.get(later))
    assert ",2,2,1,50 %" in desk.get(f"{DESK}/past?format=csv").content.decode()  # closed today, it is over
    past = Event.objects.filter(pk=event_of(where).pk)
    past.update(day=clock.today() - dt.timedelta(days=1))
    csv = desk.get(f"{DESK}/past?format=csv").content.decode()
    assert "Kitchen meeting" in csv
    assert ",2,2,1,50 %" in csv


def test_what_does_not_fit_is_said_and_what_was_typed_is_not_lost(people):
    desk = people.at_desk("Olga")
    for said, why in (
        ({"ends": "17:00"}, "It ends before it begins"),
        ({"kind": "circle", "sign_in": "names"}, "Circles and peer support are counted"),
        ({"kind": "circle", "sign_in": "sealed"}, "only where the circle itself chose it"),
        ({"repeats": "weekly"}, "until which day"),
    ):
        answer = desk.post(f"{DESK}/plan", {**PLAN, "day": day(1), **said})
        assert answer.status_code == 422
        assert why in text(answer)
        assert "Kitchen meeting" in text(answer)
    assert not Event.objects.exists()


def test_the_person_page_shows_their_events_and_asks_them_to_one(people):
    desk = people.at_desk("Olga")
    where, ana = planned(desk, 3), person(people, "Ana")
    asked = {"event-event": where.rpartition("/")[2], "event-asked_by": ""}
    assert "Kitchen meeting" in text(desk.get(f"/organizing/contacts/{ana}"))
    assert desk.post(f"/organizing/contacts/{ana}/ask-to", asked).status_code == 302
    assert "asked to 1 event, came to 0" in text(desk.get(f"/organizing/contacts/{ana}"))


def test_many_are_asked_out_of_a_group_and_out_of_those_who_came_before(people):
    desk, by = people.at_desk("Olga"), {"by": people["Olga"]}
    ana, bea = person(people, "Ana"), person(people, "Bea")
    group = contacts.make_group(name="Tenants", kind="tenants", **by)
    contacts.belong(contact_id=ana, group_id=group, role="", **by)
    before, where = planned(desk), planned(desk, 3)
    desk.post(f"{before}/sign-in/{bea}")
    Event.objects.filter(pk=event_of(before).pk).update(day=clock.today() - dt.timedelta(days=1))
    said = {"many-group": str(group), "many-came_to": before.rpartition("/")[2], "many-asked_by": ""}
    assert desk.post(f"{where}/ask-many", said).status_code == 302
    assert {row.contact_id for row in event_of(where).attendances.all()} == {ana, bea}


def test_a_sheet_is_typed_in_once_however_often_it_is_sent(people):
    desk = people.at_desk("Flora")
    where = planned(desk)
    ids = [person(people, name) for name in ("Zoe", "Ana", "Mia")]
    known = person(people, "Lou Reyes", phones="518 555 0142")
    for one in ids:
        desk.post(f"{where}/ask/{one}")
    sheet = text(desk.get(f"{where}/sheet"))
    assert re.findall(r"<td>(\d)</td><td>(\w+)</td>", sheet) == [("2", "Ana"), ("3", "Mia"), ("1", "Zoe")]
    form = text(desk.get(f"{where}/paper"))
    [record] = re.findall(r'name="record" value="([0-9a-f-]+)"', form)
    said = {"record": record, "numbers": "1 3", "names": "Lou, 518-555-0142\nPilar Soto\n\n", "heads": "2"}
    for _again in range(2):
        assert desk.post(f"{where}/paper", said).status_code == 302
    event = event_of(where)
    assert {row.contact_id for row in event.attendances.filter(came=True)} == {ids[0], ids[2], known}
    assert queries.turnout_of(event).came == 6
    wrong = desk.post(f"{where}/paper", {**said, "numbers": "9"})
    assert wrong.status_code == 422
    assert "Only numbers of the sheet" in text(wrong)


@pytest.fixture
def door(people):
    """The address a poster leads to, with Ana known by her number."""
    desk = people.at_desk("Olga")
    where = planned(desk, title="Tenants of Lark Street")
    person(people, "Ana Ruiz", phones="518 555 0142", emails="ana@example.org")
    desk.post(f"{where}/door", {"what": "open"})
    [address] = re.findall(r'href="http://localhost(/come/[^"]+)"', text(desk.get(f"{where}/door")))
    return where, address


def test_the_door_answers_the_same_whoever_comes_and_an_organizer_sees_who_is_new(people, door):
    where, address = door
    anybody, answers = Client(SERVER_NAME="localhost"), []
    for said in (
        {"name": "Ana", "phone": "5185550142"},
        {"name": "Pilar", "phone": "518 555 0199"},
        {"email": "ANA@example.org"},
        {"name": "Pilar", "email": "ana@example.org"},
    ):
        answer = anybody.post(address, {**said, "language": "en"})
        answers.append((answer.status_code, answer.content, sorted(answer.headers)))
    assert len({str(one) for one in answers}) == 1
    assert answers[0][0] == 200
    assert b"Ana" not in answers[0][1]
    assert not anybody.cookies
    event = event_of(where)
    assert [row.contact.name for row in event.attendances.all()] == ["Ana Ruiz"]
    assert "See who they are" not in text(people.at_desk("Flora").get(where))
    assert people.at_desk("Flora").get(f"{where}/new").status_code == 403
    desk = people.at_desk("Olga")
    page = text(desk.get(f"{where}/new"))
    assert page.count("Pilar") >= 2
    for number, slip in enumerate(Slip.objects.filter(state="new").order_by("pk")):
        desk.post(f"/organizing/slips/{slip.pk}", {"what": "keep" if number == 0 else "go"})
    assert Contact.objects.filter(name="Pilar").count() == 1
    assert queries.turnout_of(event).came == 3


def test_the_door_speaks_spanish_sets_no_cookie_and_says_what_is_missing(people, door):
    _where, address = door
    anybody = Client(SERVER_NAME="localhost")
    assert 'lang="es"' in text(anybody.post(address, {"switch": "es"}))
    answer = anybody.post(address, {"name": " ", "language": "en"})
    assert answer.status_code == 422
    assert "Write down a name" in text(answer)
    assert not anybody.cookies
    assert not Slip.objects.exists()


def test_a_wrong_code_is_not_found_and_floods_are_told_to_wait(people, door, settings, monkeypatch):
    _where, address = door
    anybody = Client(SERVER_NAME="localhost")
    assert anybody.get(f"{address[:-1]}{'A' if address[-1] != 'A' else 'B'}").status_code == 404
    settings.LIMITS = True
    monkeypatch.setattr(limits, "COUNTS", limits.Counts(now=lambda: 0.0))  # however long the asking takes
    asked = [anybody.post(address, {"switch": "en"}).status_code for _time in range(125)]
    assert asked.index(429) == 120


def test_a_circle_is_counted_at_the_desk_and_asks_for_no_name(people):
    desk = people.at_desk("Flora")
    where = planned(desk, kind="circle", title="Circle")
    page = text(desk.get(f"{where}/sign-in"))
    assert "nobody is named" in page
    assert 'name="phone"' not in page
    [record] = re.findall(r'name="record" value="([0-9a-f-]+)"', page)
    for _twice in range(2):
        desk.post(f"{where}/heads", {"record": record, "count": "5"})
    assert queries.turnout_of(event_of(where)).came == 5
    desk.post(f"{where}/heads", {"in_all": "4"})
    assert queries.turnout_of(event_of(where)).came == 4
    assert desk.post(f"{where}/somebody", {"record": record, "name": "Ana"}).status_code == 409
    assert desk.post(f"{where}/sign-in/{person(people, 'Ana')}").status_code == 409
    assert desk.post(f"{where}/door", {"what": "open"}).status_code == 409
    assert not Door.objects.exists()


def test_anybody_sees_public_events_and_nothing_else_and_sensitive_ones_without_title_and_place(people):
    desk = people.at_desk("Olga")
    shown = planned(desk, 3, public="on")
    planned(desk, 4, title="Hidden plan", place="The back room")
    planned(desk, 5, title="Users union", public="on", sensitive="on", place="12 Elm Street")
    off = planned(desk, 6, title="Rally at noon", public="on")
    desk.post(f"{off}/call-off", {"scope": "one"})
    anybody = Client(SERVER_NAME="localhost")
    assert anybody.get("/public/events/")["Location"] == "/public/events/en/"
    page, spanish = text(anybody.get("/public/events/en/")), text(anybody.get("/public/events/es/"))
    assert "Kitchen meeting" in page
    assert "Gathering" in page
    assert "called off" in page
    assert 'lang="es"' in spanish
    feed = text(anybody.get("/public/events/calendar.ics"))
    assert {str(one["SUMMARY"]) for one in icalendar.Calendar.from_ical(feed).events} == {
        "Kitchen meeting",
        "Gathering",
        "Rally at noon",
    }
    for words in ("Hidden", "back room", "union", "Elm", "Olga"):
        assert words not in page + spanish + feed
    one = anybody.get(f"/public/events/{event_of(shown).pk}.ics")
    assert one["Content-Type"].startswith("text/calendar")
    hidden = Event.objects.get(title="Hidden plan").pk
    assert anybody.get(f"/public/events/{hidden}.ics").status_code == 404
    assert not anybody.cookies


def test_a_calendar_is_fetched_again_only_when_something_changed(people):
    desk, anybody = people.at_desk("Olga"), Client(SERVER_NAME="localhost")
    where = planned(desk, 3, lead=str(people["Olga"].id))
    page = text(desk.post(f"{DESK}/calendars", {"what": "give"}))
    [address] = re.findall(r"http://localhost(/public/calendars/[\w-]{22}\.ics)", page)
    assert "/public/calendars/" not in text(desk.get(f"{DESK}/calendars")), "shown once"
    first = anybody.get(address)
    assert "Kitchen meeting" in text(first)
    assert anybody.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    desk.post(f"{where}/change", {**PLAN, "day": day(4), "scope": "one", "lead": str(people["Olga"].id)})
    again = anybody.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    assert "SEQUENCE:1" in text(again)
    desk.post(f"{DESK}/calendars", {"what": "end"})
    assert anybody.get(address).status_code == 404


def test_shifts_are_wanted_and_filled(people):
    desk = people.at_desk("Flora")
    where, ana = planned(desk), person(people, "Ana")
    assert (
        desk.post(f"{where}/shifts", {"what": "chairs", "starts": "17:00", "ends": "16:00", "wanted": "2"}).status_code
        == 422
    )
    desk.post(f"{where}/shifts", {"what": "chairs", "starts": "17:00", "ends": "18:00", "wanted": "3"})
    shift = event_of(where).shifts.get()
    desk.post(f"{where}/ask/{ana}")
    row = Attendance.objects.get()
    desk.post(f"/organizing/event-lists/{row.pk}/answer", {"answer": "accepted", "shift": str(shift.pk)})
    desk.post(f"/organizing/event-shifts/{shift.pk}/take")
    page = text(desk.get(f"{where}/shifts"))
    assert numbers(page) | {"Wanted": "3", "Said yes": "2", "Still wanted": "1"} == numbers(page)
    desk.post(f"/organizing/event-shifts/{shift.pk}/back")
    assert numbers(text(desk.get(f"{where}/shifts")))["Still wanted"] == "2"
    desk.post(f"/organizing/event-shifts/{shift.pk}/drop")
    assert Attendance.objects.get().shift is None


def test_a_list_leaves_as_a_file_only_by_an_organizer_who_confirms_and_it_is_marked(people):
    desk = people.at_desk("Olga")
    where, ana = planned(desk), person(people, "=Ana")
    desk.post(f"{where}/ask/{ana}")
    assert people.at_desk("Flora").get(f"{where}/take-out").status_code == 403
    answer = desk.get(f"{where}/take-out")
    assert "'=Ana" in text(answer)
    assert "Taken out by Olga" in text(answer)
    assert AuditLine.objects.filter(verb="event.export").count() == 1


def test_the_first_page_says_whom_to_call_and_what_to_close(people):
    desk = people.at_desk("Flora")
    where, ana = planned(desk, 4), person(people, "Ana", phones="518 555 0142")
    row = services.ask(event_id=event_of(where).pk, contact_id=ana, by=people["Olga"])
    services.answer(attendance_id=row, said="accepted", by=people["Olga"])
    planned(desk, -2, title="Over")
    page = re.sub(r"<[^>]+>|\s+", " ", text(desk.get("/")))
    assert re.search(r"1\s+Confirmation calls today", page)
    assert re.search(r"1\s+Events to close", page)


def test_only_who_runs_events_sees_them(people):
    where = planned(people.at_desk("Olga"))
    for who in ("Ada", "Cam", "Wanda", "Casey", "Dora", "Rita"):
        for page in (DESK, where, f"{where}/sign-in", f"{where}/new"):
            assert people.at_desk(who).get(page).status_code == 403


def test_a_person_who_goes_takes_their_place_on_every_list_along(people):
    desk = people.at_desk("Olga")
    where, ana = planned(desk), person(people, "Ana")
    desk.post(f"{where}/sign-in/{ana}")
    desk.post(f"/organizing/contacts/{ana}/forget")
    assert not Attendance.objects.exists()
    assert "Ana" not in text(desk.get(where))
    assert not [line for line in AccountLine.objects.all() if "Ana" in f"{line.subject}{line.basis}"]


def test_whom_somebody_new_could_be_is_offered_first(people, door):
    where, address = door
    anybody, desk = Client(SERVER_NAME="localhost"), people.at_desk("Olga")
    for number in range(45):
        contacts.add(said={"name": f"Neighbor {number}"}, by=people["Olga"])
    anybody.post(address, {"name": "Pilar", "phone": "(518) 555-0142"})
    page = text(desk.get(f"{where}/new"))
    [ana] = re.findall(r'<option value="([0-9a-f-]+)">Ana Ruiz</option>', page)
    slip = Slip.objects.get(state="new")
    desk.post(f"/organizing/slips/{slip.pk}", {"what": "known", "who": ana})
    assert [row.contact.name for row in event_of(where).attendances.filter(came=True)] == ["Ana Ruiz"]
    assert desk.post(f"/organizing/slips/{slip.pk}", {"what": "keep"}).status_code == 404


@pytest.mark.parametrize("page", ["", "/sign-in", "/paper", "/shifts", "/closing"])
def test_a_page_asks_the_database_as_often_for_many_people_as_for_few(people, page):
    desk = people.at_desk("Flora")
    where = planned(desk)
    asked = []
    for many in (2, 12):
        for number in range(many):
            row = services.ask(event_id=event_of(where).pk, contact_id=person(people, f"P{number}"), by=people["Olga"])
            services.answer(attendance_id=row, said="accepted", by=people["Olga"])
        desk.get(f"{where}{page}")
        with CaptureQueriesContext(connections["organizing"]) as queries_asked:
            assert desk.get(f"{where}{page}").status_code == 200
        asked.append(len(queries_asked))
    assert asked[0] == asked[1]


def test_a_counted_event_can_be_counted_after_it_was_closed(people):
    desk = people.at_desk("Olga")
    where = planned(desk, kind="circle", title="Circle")
    desk.post(f"{where}/closing")
    desk.post(f"{where}/heads", {"in_all": "11"})
    assert queries.turnout_of(event_of(where)).came == 11


def test_what_people_need_is_seen_to_by_somebody_and_kept_and_access_needs_open_only_for_organizers(people):
    desk, lead = people.at_desk("Olga"), people.at_desk("Flora")
    where = planned(desk)
    lead.post(f"{where}/needs", {"kind": "interpretation", "how_many": "3", "language": "es", "attendance": ""})
    lead.post(f"{where}/access-needs", {"what": "a chair with arms"})
    assert "chair" not in text(lead.get(where))
    assert "an access need, sealed to the organizers" in text(lead.get(where))
    page = text(desk.get(where))
    assert "a chair with arms" in page
    assert "interpretation (Español) \u00d7 3" in page
    needs = set(re.findall(r"/organizing/event-needs/[0-9a-f-]{36}", page))
    for need in needs:
        desk.post(need, {"state": "promised", "worker": str(people["Flora"].id)})
    assert "0 of 2 promises kept so far." in text(desk.get(where))
    assert "promised · Flora" in text(desk.get(where))
    desk.post(needs.pop(), {"state": "kept"})
    assert "1 of 2 promises kept so far." in text(desk.get(where))


def test_a_month_shows_its_events_and_no_others(people):
    desk = people.at_desk("Flora")
    planned(desk, title="Kitchen now")
    Event.objects.create(title="Later", day=dt.date(2027, 3, 14), starts=dt.time(18))
    page = text(desk.get(f"{DESK}/month/2027/3"))
    assert "Later" in page
    assert "Kitchen now" not in page
    assert f"{DESK}/month/2027/2" in page
    assert f"{DESK}/month/2027/4" in page
    assert [desk.get(f"{DESK}/month/{one}").status_code for one in ("2027/13", "1/1", "2027/12")] == [404, 404, 200]
