"""What a phone is given for a week: on request, to whoever may, and sealed things only for a passphrase."""

import base64
import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client

from tests.builders import Worker, worker
from tests.organizing.week.conftest import Week, an_event, contact
from tests.phone import Phone
from waymeet.accounts import enrolment
from waymeet.accounts.roles import Role
from waymeet.kernel import clock
from waymeet.organizing.contacts import reaching, services
from waymeet.organizing.contacts.models import Introduction
from waymeet.organizing.events import services as events
from waymeet.organizing.models import AuditLine
from waymeet.organizing.one_on_ones import services as one_on_ones

pytestmark = pytest.mark.django_db(databases=["default", "organizing", "consent"])
TAKE = "/field/organizing/week/take"


def signed_in(who: Worker) -> tuple[Client, dict[str, Any]]:
    phone, browser = Phone.of(who.person), Client()
    key = phone.key.public_key().public_bytes_raw()
    told = {
        "name": who.person.name,
        "passphrase": who.words,
        "device_public_key": base64.b64encode(key).decode(),
        "vouched_by": str(phone.device.id),
        "voucher": base64.b64encode(phone.key.sign(enrolment.VOUCHED + key)).decode(),
    }
    answer = browser.post("/field/organizing/sign-in", json.dumps(told), content_type="application/json")
    assert answer.status_code == 200, answer.content
    return browser, answer.json()["person"]


def taken(browser: Client, passphrase: str = "") -> tuple[int, dict[str, Any]]:
    answer = browser.post(TAKE, json.dumps({"passphrase": passphrase}), content_type="application/json")
    return answer.status_code, answer.json()


@pytest.fixture
def rosas(week: Week) -> Client:
    return signed_in(week.rosa)[0]


def test_nobody_without_a_sign_in_and_no_canvasser_gets_any_of_it(week: Week) -> None:
    assert taken(Client())[0] == 403
    browser, person = signed_in(worker("cal", Role.CANVASSER))
    assert (person["may"], taken(browser)[0]) == ([], 403)


def test_a_field_lead_gets_events_and_nobodys_one_on_ones_or_calls(week: Week) -> None:
    lead = worker("fay", Role.FIELD_LEAD)
    an_event(week.rosa.person, title="Canvass", lead=None)
    browser, person = signed_in(lead)
    status, told = taken(browser, lead.words)
    assert (status, person["may"]) == (200, ["run_events"])
    assert (told["to_see"], told["calls"], told["sealed_calls"]) == ([], [], 0)
    assert [one["title"] for one in told["events"]] == ["Canvass"]


def test_without_the_passphrase_plans_stay_sealed_and_with_it_they_come_along(week: Week, rosas: Client) -> None:
    _status, told = taken(rosas)
    (one,) = told["to_see"]
    assert (one["called"], one["sealed"], one["why"], one["ask"]) == ("Mo Diaz", True, "", "")
    assert [phone["number"] for phone in one["phones"]] == ["555 010 0199"]
    _status, told = taken(rosas, week.rosa.words)
    assert (told["to_see"][0]["ask"], told["to_see"][0]["sealed"]) == ("Will you come on Thursday?", False)


def test_a_wrong_passphrase_is_refused_and_somebody_elses_opens_nothing(week: Week, rosas: Client) -> None:
    for words in ("not these words", week.luz.words):
        status, told = taken(rosas, words)
        assert (status, "to_see" in told) == (403, False)


def test_taking_a_week_along_is_written_down_without_a_name(week: Week, rosas: Client) -> None:
    taken(rosas, week.rosa.words)
    line = AuditLine.objects.filter(verb="phone_week.take").get()
    assert (line.who, line.subject, line.basis) == (str(week.rosa.person.id), "", "")


def test_the_call_list_has_each_person_once_with_every_reason_and_nobody_who_wants_no_calls(
    week: Week, rosas: Client
) -> None:
    by = {"by": week.rosa.person}
    said = {"held_on": clock.today() - dt.timedelta(days=20), "answer": "yes", "promise": "bring keys"}
    one = one_on_ones.plan(contact_id=week.ana, kind="maintenance", day=clock.today(), said={}, **by)
    one_on_ones.write_up(one_on_one=one, said=said | {"due": clock.today()}, **by)
    (call,) = taken(rosas, week.rosa.words)[1]["calls"]
    assert [why["kind"] for why in call["why"]] == ["promise", "quiet"]
    assert call["why"][0]["what"] == "bring keys"
    reaching.refuse(contact_id=week.ana, channel="call", by=week.luz.person)
    assert taken(rosas, week.rosa.words)[1]["calls"] == []


def test_nobody_who_wants_no_calls_has_a_number_on_the_phone(week: Week, rosas: Client) -> None:
    reaching.refuse(contact_id=week.mo, channel="call", by=week.luz.person)
    assert taken(rosas)[1]["to_see"][0]["phones"] == []
    assert "0199" not in json.dumps(taken(rosas, week.rosa.words)[1])


def test_people_who_asked_to_be_called_come_by_name_only_where_they_are_opened(week: Week, rosas: Client) -> None:
    fields = {"name": "Sol Vega", "contact_point": "555 010 0177", "best_time": "evening"}
    row = services.add_who_came(wants="call", language="en", fields=fields, by=week.luz.person)
    assert taken(rosas, week.rosa.words)[1]["sealed_calls"] == 0  # not hers
    services.assign(introduction_id=row.pk, to=week.rosa.person.id, by=week.luz.person)
    told = taken(rosas)[1]
    assert (told["sealed_calls"], "Sol" in json.dumps(told)) == (1, False)
    told = taken(rosas, week.rosa.words)[1]
    call = next(one for one in told["calls"] if one["introduction"])
    assert (call["called"], call["phones"][0]["number"], told["sealed_calls"]) == ("Sol Vega", "555 010 0177", 0)
    record = week.phone.record("call", {"outcome": "reached", "introduction": call["introduction"]})
    week.phone.hand_in([record])
    assert Introduction.objects.get(pk=row.pk).state == "called"


def test_only_tonights_events_of_this_person_and_no_name_of_a_circle(week: Week, rosas: Client) -> None:
    an_event(week.rosa.person, title="Tomorrow", day=clock.today() + dt.timedelta(days=1))
    an_event(week.rosa.person, title="Not hers", lead=week.luz.person.id)
    an_event(week.rosa.person, title="Circle", kind="circle", sign_in="count")
    told = {one["title"]: one for one in taken(rosas)[1]["events"]}
    assert set(told) == {"Tenants' meeting", "Circle"}
    assert [one["called"] for one in told["Tenants' meeting"]["people"]] == ["Ana Ruiz", "Mo Diaz"]
    assert (told["Circle"]["people"], told["Circle"]["sign_in"]) == ([], "count")


def test_who_said_no_is_on_no_list_at_the_door(week: Week, rosas: Client) -> None:
    sol = contact(week.rosa.person, "Sol Vega", "555 010 0166")
    attendance = events.ask(event_id=week.meeting, contact_id=sol, by=week.rosa.person)
    events.answer(attendance_id=attendance, said="declined", by=week.rosa.person)
    assert "Sol Vega" not in json.dumps(taken(rosas)[1]["events"])


def test_another_organizers_week_is_not_in_mine(week: Week) -> None:
    told = taken(signed_in(week.luz)[0], week.luz.words)[1]
    assert (told["to_see"], told["calls"], told["events"]) == ([], [], [])
