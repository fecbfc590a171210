"""A list taken along to call: open ones only, nobody who refuses, and whoever was reached stays off it."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders import worker
from tests.organizing.week.conftest import Week, contact
from tests.organizing.week.test_taking_along import signed_in, taken
from waymeet.accounts import sign_in
from waymeet.accounts.keyring import Keyring
from waymeet.accounts.roles import Role
from waymeet.kernel.errors import BadInput, NotAllowed, NotFound
from waymeet.organizing.contacts import guarded, people, reaching
from waymeet.organizing.lists import calling
from waymeet.organizing.lists import services as lists
from waymeet.organizing.lists.rules import Asked, Condition
from waymeet.organizing.models import AuditLine
from waymeet.organizing.one_on_ones.models import OneOnOne
from waymeet.organizing.week import call_lists
from waymeet.organizing.week.models import Call, CallList

pytestmark = pytest.mark.django_db(databases=["default", "organizing", "consent"])
SPANISH = Asked(all=(Condition("language", (("language", "es"),)),))


def speaks(by: Any, name: str, number: str, **more: str) -> UUID:
    return people.add(said={"name": name, "languages": "es", "phones": number, **more}, by=by)


@pytest.fixture
def spanish(week: Week) -> dict[str, UUID]:
    """Four who speak Spanish, one of whom wants no calls and one of whom has no number; and Rosa's list of them."""
    by = week.rosa.person
    return {
        "cira": speaks(by, "Cira Paz", "555 010 0151"),
        "dario": speaks(by, "Dario Luna", "555 010 0152"),
        "quiet": speaks(by, "Quieta Sol", "555 010 0153", not_by="call"),
        "none": speaks(by, "Nadie Mar", ""),
        "list": lists.make(name="Spanish, to call", asked=SPANISH, share="me", by=by),
    }


@pytest.fixture
def rosas(week: Week, spanish: dict[str, UUID]) -> Client:
    call_lists.take_along(list_id=spanish["list"], by=week.rosa.person, keyring=None)
    return signed_in(week.rosa)[0]


def on_the_list(browser: Client) -> list[str]:
    calls = taken(browser)[1]["calls"]
    return [one["called"] for one in calls if any(why["kind"] == "list" for why in one["why"])]


def test_the_list_comes_along_by_name_without_whoever_refuses_or_has_no_number(week: Week, rosas: Client) -> None:
    assert on_the_list(rosas) == ["Cira Paz", "Dario Luna"]
    call = taken(rosas)[1]["calls"][-1]
    assert (call["why"][0]["what"], call["phones"][0]["number"]) == ("Spanish, to call", "555 010 0152")
    assert "Ana Ruiz" not in on_the_list(rosas)


def test_who_is_on_the_list_for_another_reason_too_comes_once(week: Week, rosas: Client) -> None:
    people.change(
        contact_id=week.ana, said={"name": "Ana Ruiz", "languages": "es", "phones": "555 010 0142"}, by=week.rosa.person
    )
    (ana,) = [one for one in taken(rosas)[1]["calls"] if one["called"] == "Ana Ruiz"]
    assert [why["kind"] for why in ana["why"]] == ["quiet", "list"]


def test_who_was_reached_stays_off_it_and_who_was_tried_comes_last(
    week: Week, rosas: Client, spanish: dict[str, UUID]
) -> None:
    tried = week.phone.record("call", {"outcome": "no_answer", "contact": str(spanish["cira"])})
    week.phone.hand_in([tried])
    assert on_the_list(rosas) == ["Dario Luna", "Cira Paz"]
    week.phone.hand_in([week.phone.record("call", {"outcome": "reached", "contact": str(spanish["cira"])})])
    assert (Call.objects.count(), on_the_list(rosas)) == (2, ["Dario Luna"])
    at_the_desk = {"list_id": spanish["list"], "contact_id": spanish["dario"], "number": None, "words": ""}
    calling.called(**at_the_desk, result="reached", by=week.rosa.person, keyring=None)
    assert on_the_list(rosas) == []


def test_do_not_call_from_the_phone_holds_for_the_list(week: Week, rosas: Client, spanish: dict[str, UUID]) -> None:
    week.phone.hand_in([week.phone.record("call", {"outcome": "do_not_call", "contact": str(spanish["dario"])})])
    assert "0152" not in json.dumps(taken(rosas)[1])
    reaching.refuse(contact_id=spanish["cira"], channel="call", by=week.luz.person)
    assert on_the_list(rosas) == []


def test_no_more_come_along_than_one_evening_holds_and_then_the_next(
    week: Week, rosas: Client, spanish: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(call_lists, "MOST", 1)
    assert on_the_list(rosas) == ["Cira Paz"]
    week.phone.hand_in([week.phone.record("call", {"outcome": "reached", "contact": str(spanish["cira"])})])
    assert on_the_list(rosas) == ["Dario Luna"]


def test_a_sealed_list_never_comes_along_not_even_one_that_is_sealed_later(
    week: Week, rosas: Client, spanish: dict[str, UUID]
) -> None:
    rosa = week.rosa
    account, private = sign_in.recognize(rosa.person.name, rosa.words)
    keys = Keyring(account.id, private)
    group = guarded.make(kind="group", name="Speak at hearings", by=rosa.person)
    asked = Asked(all=(Condition("guarded", (("group", group),)),))
    sealed = lists.make(name="Sealed", asked=asked, share="organizers", by=rosa.person)
    with pytest.raises(BadInput):
        call_lists.take_along(list_id=sealed, by=rosa.person, keyring=keys)
    with pytest.raises(NotFound):  # without the keys it is not even there
        call_lists.take_along(list_id=sealed, by=rosa.person, keyring=None)
    lists.change(list_id=spanish["list"], name="S", asked=asked, share="me", by=rosa.person, keyring=keys)
    assert CallList.objects.filter(worker=rosa.person.id).exists()
    assert on_the_list(rosas) == []
    assert taken(rosas, rosa.words)[0] == 200
    assert "list" not in {why["kind"] for one in taken(rosas, rosa.words)[1]["calls"] for why in one["why"]}


def test_a_list_that_is_shared_no_more_or_gone_comes_along_no_more(week: Week, spanish: dict[str, UUID]) -> None:
    said = {"list_id": spanish["list"], "name": "S", "asked": SPANISH, "by": week.rosa.person, "keyring": None}
    lists.change(**said, share="organizers")
    call_lists.take_along(list_id=spanish["list"], by=week.luz.person, keyring=None)
    luzs = signed_in(week.luz)[0]
    assert on_the_list(luzs) == ["Cira Paz", "Dario Luna"]
    lists.change(**said, share="me")
    assert on_the_list(luzs) == []
    lists.take_away(list_id=spanish["list"], by=week.rosa.person, keyring=None)
    assert not CallList.objects.exists()


def test_one_list_at_a_time_and_left_here_it_is_off_the_phone(
    week: Week, rosas: Client, spanish: dict[str, UUID]
) -> None:
    by = week.rosa.person
    other = lists.make(name="Everybody", asked=Asked(), share="me", by=by)
    call_lists.take_along(list_id=other, by=by, keyring=None)
    call_lists.leave_here(list_id=spanish["list"], by=by)  # an old page in another window changes nothing
    assert "Mo Diaz" in on_the_list(rosas)
    call_lists.leave_here(list_id=other, by=by)
    assert on_the_list(rosas) == []
    lines = AuditLine.objects.filter(verb="list.take_along").values_list("subject", "basis")
    assert set(lines) == {(str(spanish["list"]), ""), (str(other), "")}


def test_a_field_lead_who_makes_lists_takes_no_calls_along(week: Week, spanish: dict[str, UUID]) -> None:
    lead = worker("fay", Role.FIELD_LEAD)
    shared = lists.make(name="Leads", asked=SPANISH, share="field_leads", by=week.rosa.person)
    with pytest.raises(NotAllowed):
        call_lists.take_along(list_id=shared, by=lead.person, keyring=None)
    assert taken(signed_in(lead)[0])[1]["calls"] == []


def test_a_long_list_asks_the_database_no_more_often(week: Week, rosas: Client) -> None:
    on_the_list(rosas)  # the first time, keys are looked up
    counts = []
    for many in (0, 12):
        for number in range(many):
            speaks(week.rosa.person, f"Person {number}", f"555 010 02{number:02}")
        with CaptureQueriesContext(connections["organizing"]) as asked:
            assert len(on_the_list(rosas)) == 2 + many
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_talk_nobody_planned_is_written_up_from_the_call_list(week: Week, rosas: Client) -> None:
    new = contact(week.rosa.person, "Sol Vega", "555 010 0166")
    began = UUID("01935c00-0000-7000-8000-000000000001")
    said = {"one_on_one": str(began), "contact": str(new), "begun": True}
    first = week.sealed("one-on-one write-up", began, new, {"cares": "The heat."})
    week.phone.hand_in([week.write_up(**said, words=first)])
    row = OneOnOne.objects.get(pk=began)
    assert (row.contact_id, row.organizer, row.state) == (new, week.rosa.person.id, "held")
    assert (row.kind, row.planned_for) == ("introductory", row.held_on)
    again = UUID("01935c00-0000-7000-8000-000000000002")
    more = week.sealed("one-on-one write-up", again, new, {"cares": "The bus."})
    week.phone.hand_in([week.write_up(**said | {"one_on_one": str(again)}, words=more)])
    assert OneOnOne.objects.get(pk=again).kind == "maintenance"


def test_begun_names_nobodys_other_talk_and_nobody_who_is_gone(week: Week) -> None:
    begun = {"begun": True, "contact": str(week.ana)}
    week.phone.hand_in([week.write_up(**begun)])  # the id is of Mo's one-on-one
    assert OneOnOne.objects.get(pk=week.one).state == "planned"
    gone = {"one_on_one": "01935c00-0000-7000-8000-000000000003", "contact": "01935c00-0000-7000-8000-00000000000f"}
    week.phone.hand_in([week.write_up(**begun | gone)])
    assert OneOnOne.objects.count() == 1
