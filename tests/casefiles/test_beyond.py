"""Telling somebody outside: their name on the sheet, only what was agreed to, the notice, the account; nothing is sent."""

import datetime as dt
import re

import pytest

from tests.consent import made
from waymeet.consent import gate, wording
from waymeet.consent.models import Envelope
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")

CLINIC = "Whitney M. Young Health Center"
SIGNED = {"patient_name": "Ottilie", "signed_how": "on_paper", "signed_by": "Ottilie"}


def text(answer) -> str:
    return answer.content.decode()


def asked(classes, purpose: str, **more: str):
    until = (clock.today() + dt.timedelta(days=20)).isoformat()
    return {"classes": classes, "purpose": purpose, "until": until, "language": "en", **more}


def offer(place, desk, said, to: str = "outside"):
    file_id = place.begin(called="Ottilie", contact="a corner")
    return file_id, desk.post(place.at(file_id, "offer", to), said)


def granted(place, desk, classes=("name", "needs"), purpose: str = "treatment", **told: str):
    """A yes to the clinic: the file, where the hand-off stands, and the page with the receipt and the sheet."""
    file_id, answer = offer(place, desk, asked(list(classes), purpose, recipient_name=CLINIC))
    assert answer.status_code == 302, text(answer)
    page = text(desk.post(f"{answer['Location']}/yes", {**SIGNED, **(told or {"told_name": "Ottilie"})}))
    return file_id, answer["Location"], page


def secret_on(page: str) -> str:
    return "-".join(re.findall(r"<span>([2-9A-Z]{3})</span>", page))


def account(page: str) -> str:
    """What was told, of a page that lists it."""
    return page.partition("What was told")[2]


def test_a_yes_prints_a_receipt_for_them_and_a_sheet_for_whom_it_names(place):
    desk = place.desk()
    _, where, page = granted(place, desk, told_name="Ottilie", told_needs="a bed by Friday")
    receipt, sheet = page.split("card--sheet")
    for words in (CLINIC, "a bed by Friday", wording.PROHIBITION[:60], "only “to care for my health”"):
        assert words in sheet
    assert "a bed by Friday" not in receipt
    assert f"Named on this sheet: <strong>{CLINIC}</strong>" in receipt
    assert secret_on(receipt)
    assert secret_on(sheet) == ""
    standing = gate.standing(secret_on(receipt))
    assert standing.document.recipient_name == CLINIC
    assert [one.classes for one in standing.disclosures] == [("name", "needs")]
    assert CLINIC in text(desk.get(where))


def test_nothing_lies_anywhere_for_a_team_to_open(place):
    granted(place, place.desk(), told_name="Ottilie")
    [envelope] = Envelope.objects.all()
    assert (envelope.recipient, envelope.epoch, bytes(envelope.sealed or b"")) == ("outside", "", b"")
    assert [gate.arrivals(side) for side in sorted(gate.SIDES)] == [[], [], []]


def test_something_newer_goes_on_a_sheet_of_its_own_and_into_the_account(place):
    desk = place.desk()
    file_id, where, page = granted(place, desk)
    sheet = text(desk.post(f"{where}/tell", {"told_needs": "a ride on Mondays"}))
    assert "a ride on Mondays" in sheet
    assert wording.PROHIBITION[:60] in sheet
    assert "Ottilie" not in sheet.partition("card--sheet")[2], "only what was filled in is told"
    told = account(text(desk.get(where)))
    assert told.count(CLINIC) == 2
    assert "what I need help with" in told
    assert CLINIC in text(desk.get(place.at(file_id, "copy")))
    standing = gate.standing(secret_on(page))
    assert [one.classes for one in standing.disclosures] == [("name",), ("needs",)]
    assert "hand_off.tell" in set(place.room.line.objects.values_list("verb", flat=True))


def test_nothing_is_told_that_was_not_agreed_to_nor_anything_empty(place):
    desk = place.desk()
    _, where, page = granted(place, desk)
    for said in ({}, {"told_needs": "  "}, {"told_contact_point": "a corner"}):
        answer = desk.post(f"{where}/tell", said)
        assert answer.status_code == 422
        assert "card--sheet" not in text(answer)
    assert len(gate.standing(secret_on(page)).disclosures) == 1


def test_what_was_taken_back_tells_nothing_more_and_says_to_let_them_know(place):
    desk = place.desk()
    _, where, page = granted(place, desk)
    gate.withdraw(secret=secret_on(page))
    answer = desk.post(f"{where}/tell", {"told_needs": "a ride"})
    assert answer.status_code == 422
    assert "This consent does not hold any more. Nothing was told." in text(answer)
    assert "Tell them that the consent is over." in text(desk.get(where))
    assert len(gate.standing(secret_on(page)).disclosures) == 1


def test_their_own_page_says_who_was_told(place, client):
    _, _, page = granted(place, place.desk())
    own = text(client.post("/receipt", {"secret": secret_on(page)}))
    assert CLINIC in account(own)
    assert own.count(CLINIC) >= 2


@pytest.mark.parametrize(
    ("to", "said", "lacks"),
    [
        ("outside", asked(["name"], "treatment"), "Write who may be told"),
        ("outside", asked(["legal_proceedings"], "legal_proceedings", recipient_name="A court"), "Write which case"),
        ("intermediary", asked(["name"], "treatment", recipient_name="A network", members=" \n"), "Write who belongs"),
        ("outside", asked(["hiv", "needs"], "treatment", recipient_name=CLINIC), "needs a consent of its own"),
        ("outside", asked(["legal_proceedings"], "treatment", recipient_name=CLINIC), "A consent for a court case"),
    ],
)
def test_a_sheet_that_lacks_a_name_or_holds_too_much_is_not_offered(place, to: str, said, lacks: str):
    _, answer = offer(place, place.desk(), said, to)
    assert answer.status_code == 422
    assert lacks in text(answer)


def test_law_R03_records_for_a_court_stand_alone_and_name_the_case(place):
    """Of a file: a consent for a court names the case and holds nothing else, and its sheet carries the notice."""
    desk = place.desk()
    case = "Albany City Court, 26-1234"
    said = asked(["legal_proceedings"], "legal_proceedings", recipient_name="Public defender", proceeding=case)
    _, answer = offer(place, desk, said)
    where = answer["Location"]
    assert case in text(desk.get(where))
    page = text(desk.post(f"{where}/yes", {**SIGNED, "told_legal_proceedings": "came to every meeting\nin May"}))
    assert "came to every meeting<br>in May" in page
    assert case in page.partition("card--sheet")[2]
    assert gate.standing(secret_on(page)).document.proceeding == case


def test_law_R02_a_network_stands_on_its_sheet_with_every_member(place):
    """Of a file: an intermediary and each of its members are named before anything is asked."""
    desk = place.desk()
    said = asked(["name"], "treatment", recipient_name="Care network", members="Clinic on Lark\n\nShelter on the hill")
    _, answer = offer(place, desk, said, "intermediary")
    where = answer["Location"]
    assert "Clinic on Lark; Shelter on the hill" in text(desk.get(where))
    page = text(desk.post(f"{where}/yes", {**SIGNED, "told_name": "Ottilie"}))
    assert gate.standing(secret_on(page)).document.members == ("Clinic on Lark", "Shelter on the hill")


def test_law_R21_what_is_told_of_hiv_carries_new_yorks_words(place):
    """On a release of its own: the statement of PHL 2782(5) stands on the sheet that is handed over."""
    desk = place.desk()
    _, answer = offer(place, desk, asked(["hiv"], "treatment", recipient_name=CLINIC))
    page = text(desk.post(f"{answer['Location']}/yes", {**SIGNED, "told_hiv": "in care since May"}))
    assert wording.HIV_STATEMENT in page.partition("card--sheet")[2]


def test_a_team_here_has_the_newer_fact_beside_the_older(place):
    to = "diversion" if place.room.side == "care" else "care"
    place.people[made.MEMBER[to]]
    desk = place.desk()
    file_id = place.begin(called="Ottilie", contact="a corner")
    answer = desk.post(place.at(file_id, "offer", to), asked(["name", "contact_point"], "getting_help"))
    where = answer["Location"]
    desk.post(f"{where}/yes", {**SIGNED, "told_name": "Ottilie", "told_contact_point": "a corner"})
    answer = desk.post(f"{where}/tell", {"told_contact_point": "the library"})
    assert (answer.status_code, answer["Location"]) == (302, where)
    [arrival] = gate.arrivals(to)
    fields = gate.open_arrival(arrival.handle, made.keyring(place.people, made.MEMBER[to])).fields
    assert fields == {"name": "Ottilie", "contact_point": "the library"}
