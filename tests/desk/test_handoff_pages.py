"""The offer on an officer's page, the calls on a case manager's, and what neither sees."""

import datetime as dt
import re
import uuid

import pytest

from tests.diversion.incidents.made import DRUG
from waymeet.diversion.handoff.models import Call, Duty, HandOver
from waymeet.diversion.incidents import services_rules
from waymeet.diversion.incidents.models import Entry, Referral
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")


def offered(**of: object) -> dict[str, object]:
    said = {"key": str(uuid.uuid4()), "offer": "offered", "response": "accepted", "complainant": "none"}
    said |= {"came": "on_view", "gender": "unknown", "area_number": "0", "charge_1": DRUG, "amount_1": "1"}
    return said | of


@pytest.fixture
def otto(people):
    services_rules.add_charge(code=DRUG, name_en="possession", unit="g", by=people["June"])
    return people.at_desk("Otto")


def test_from_the_offer_to_the_hand_over(otto, people):
    casey = people.at_desk("Casey")
    assert otto.post("/diversion/offer", offered())["Location"] == "/diversion/mine"
    assert "sent" in otto.get("/diversion/mine").content.decode()
    page = casey.get("/diversion/calls")
    assert page["Refresh"] == "15"
    assert "<title>(1) Calls" in page.content.decode()
    call = Call.objects.get()
    casey.post(f"/diversion/calls/{call.pk}/answer")
    assert "somebody is on the way" in otto.get("/diversion/mine").content.decode()
    there = casey.post(f"/diversion/calls/{call.pk}/arrive")["Location"]
    assert there == f"/diversion/calls/{call.pk}/hand-over"
    assert "A naloxone kit was given" in casey.get(there).content.decode()
    assert "begin their file" in casey.post(there, {"kit": "on"}).content.decode()
    assert HandOver.objects.get().kit
    assert "handed over" in otto.get("/diversion/mine").content.decode()
    assert casey.get(there)["Location"] == "/diversion/calls"


def test_an_officer_s_pages_hold_no_line_for_words(otto):
    for address in ("/diversion/offer", "/diversion/offer/social", "/diversion/offer/without-signal"):
        page = otto.get(address).content.decode()
        kinds = set(re.findall(r'<input type="(\w+)"', page))
        assert kinds <= {"hidden", "radio", "checkbox", "number", "date"}, address
        assert "<textarea" not in page
        assert 'type="file"' not in page


def test_the_form_kept_on_the_phone_names_nobody_and_holds_no_token(otto, people):
    page = otto.get("/diversion/offer/without-signal").content.decode()
    assert people["Otto"].shown_as not in page
    assert 'name="csrfmiddlewaretoken" value=""' in page


def test_what_waited_is_taken_once_and_what_is_wrong_says_why(otto):
    said = offered(day=(clock.today() - dt.timedelta(days=2)).isoformat())
    for outcome in ("new", "same"):
        assert otto.post("/diversion/offer/hand-in", said).json() == {"outcome": outcome}
    wrong = otto.post("/diversion/offer/hand-in", offered(races_seen=["black", "not_asked"])).json()
    assert wrong["outcome"] == "wrong"
    assert "Race, as the officer saw it" in wrong["sentence"]
    assert otto.post("/diversion/offer/hand-in", said | {"response": "declined"}).json()["outcome"] == "wrong"
    assert Entry.objects.count() == 1
    assert otto.get("/diversion/offer/ready").json()["token"]


def test_somebody_known_is_referred_without_an_incident(otto):
    said = {"key": str(uuid.uuid4()), "response": "accepted", "area_number": "0", "gender": "unknown"}
    assert otto.post("/diversion/offer/social", said | {"door": "community", "referrer": "family"}).status_code == 302
    row = Referral.objects.get()
    assert (row.door, row.referrer) == ("social", "officer"), "what an officer sends is an officer's"


def test_nobody_comes_and_nobody_is_needed_are_two_words(otto, people):
    casey = people.at_desk("Casey")
    for said, words in (({"nobody": "on"}, "nobody could come"), ({}, "closed")):
        otto.post("/diversion/offer", offered())
        call = Call.objects.get(state="sent")
        casey.post(f"/diversion/calls/{call.pk}/close", said)
        assert words in otto.get("/diversion/mine").content.decode()


def test_who_is_on_call_is_written_down_and_taken_out(people):
    casey = people.at_desk("Casey")
    said = {
        "weekday": "0",
        "day": "",
        "begins": "08:00",
        "ends": "20:00",
        "first": str(people["Casey"].id),
        "second": "",
    }
    assert casey.post("/diversion/calls/rota", said).status_code == 302
    assert casey.post("/diversion/calls/rota", said | {"day": "2026-12-24"}).status_code == 422
    page = casey.get("/diversion/calls/rota").content.decode()
    assert "Monday, 08:00" in page
    casey.post(f"/diversion/calls/rota/{Duty.objects.get().pk}/end")
    assert Duty.objects.count() == 0


def test_a_referral_from_paper_is_entered_by_the_team_and_the_paper_has_both_languages(otto, people):
    for who in ("June", "Casey"):
        desk = people.at_desk(who)
        assert desk.post("/diversion/calls/enter", offered(day=clock.today().isoformat())).status_code == 302
        paper = desk.get("/diversion/calls/paper").content.decode()
        assert "Was LEAD offered?" in paper
        assert "¿Se ofreció LEAD?" in paper
    assert Call.objects.filter(sender=None).count() == 2
    assert "Diversion" not in otto.get("/diversion/calls/enter").content.decode()


@pytest.mark.parametrize("who", ["Casey", "June", "Abel", "Olga"])
def test_only_officers_offer(people, who: str):
    assert people.at_desk(who).get("/diversion/offer").status_code in (302, 403)
