"""The table at the desk: opened, shown, decided, closed, and what a participant reads of it."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client

from tests.diversion.table.made import LINES, Case, meeting
from waymeet.casefiles import opening, papers
from waymeet.consent import gate
from waymeet.diversion.casework.room import ROOM
from waymeet.diversion.table import held
from waymeet.diversion.table.models import Decided, Meeting, Seat
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")
DESK = "/diversion/table/"


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def casey(people) -> Client:
    return people.at_desk("Casey")


def test_a_meeting_is_opened_and_its_screen_asks_again_by_itself(people, casey):
    case = Case(people)
    case.released("defender", {"name", "legal"})
    answer = casey.post(DESK, {"seats": ["defender"], "minutes": "90"})
    asked = Meeting.objects.get()
    assert answer["Location"] == f"{DESK}{asked.pk}"
    page = casey.get(answer["Location"])
    for words in ("Marisol", LINES["legal"], gate.PROHIBITION_SHORT, "They agreed that", "The public defender"):
        assert words in text(page).replace("&#x27;", "'")
    assert LINES["health"] not in text(page)
    assert 0 < int(page["Refresh"]) <= 15
    assert "no-store" in page["Cache-Control"]
    assert "Marisol" not in re.search(r"<title>(.*?)</title>", text(page), re.DOTALL)[1]


def test_taken_back_by_the_receipt_the_screen_is_as_if_nobody_had_been_there(people, casey):
    empty = meeting(people, "defender")
    before = text(casey.get(f"{DESK}{empty}"))
    case = Case(people)
    record = case.released("defender", {"name", "legal"})
    asked = meeting(people, "defender")
    assert "Marisol" in text(casey.get(f"{DESK}{asked}"))
    Client(SERVER_NAME="localhost").post("/receipt/take-back", {"secret": case.secret(record), "sure": "1"})
    after = text(casey.get(f"{DESK}{asked}"))
    assert plain(after.replace(str(asked), "")) == plain(before.replace(str(empty), ""))


def plain(page: str) -> str:
    return re.sub(r'(name="csrfmiddlewaretoken" value|nonce|X-CSRFToken"?)[=:] ?"[^"]+"', "", page)


def test_the_address_of_a_meeting_that_is_over_says_so_and_asks_no_more(people, casey):
    case = Case(people)
    case.released("defender", {"name", "legal"})
    asked = meeting(people, "defender", minutes=30)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=31), tick=False):
        casey = people.at_desk("Casey")
        for answer in (
            casey.get(f"{DESK}{asked}"),
            casey.get(f"{DESK}{asked}/seats"),
            casey.post(f"{DESK}{asked}/decide", {"case": case.file_id}),
        ):
            assert answer.status_code == 410
            assert "The meeting is over" in text(answer)
            assert "Marisol" not in text(answer)
            assert "Refresh" not in answer


def test_the_screen_asks_for_the_last_time_when_the_meeting_ends(people, casey):
    now = clock.now()
    with time_machine.travel(now, tick=False):
        asked = meeting(people, "defender", minutes=30)
    with time_machine.travel(now + dt.timedelta(minutes=29, seconds=57), tick=False):
        assert int(people.at_desk("Casey").get(f"{DESK}{asked}")["Refresh"]) <= 4


def test_a_decision_is_written_down_and_the_person_reads_it(people, casey):
    case = Case(people)
    case.released("prosecutor", {"name", "legal"})
    asked = meeting(people, "prosecutor")
    form = casey.post(f"{DESK}{asked}/decide", {"case": case.file_id})
    assert form.status_code == 200
    assert "Marisol" not in text(form)
    due = (clock.today() + dt.timedelta(days=9)).isoformat()
    casey.get(f"{DESK}{asked}")
    said = {"case": case.file_id, "decision": "hold_charge", "owner": "prosecutor", "due": due, "words": "till intake"}
    assert casey.post(f"{DESK}{asked}/decide", said)["Location"] == f"{DESK}{asked}"
    assert "Hold a charge" in text(casey.get(f"{DESK}{asked}"))
    paper = papers.make(room=ROOM, file_id=case.file_id, **case.by)
    own = Client(SERVER_NAME="localhost")
    for page in (
        own.post("/diversion/cases/own", {"secret": paper.page}),
        own.post("/diversion/cases/own/save", {"secret": paper.page, "as": "page"}),
        casey.get(f"/diversion/cases/{case.file_id}/copy"),
        casey.get(f"{DESK}cases/{case.file_id}"),
    ):
        assert "Hold a charge" in text(page)
        assert "till intake" in text(page)
        assert LINES["legal"] in text(page)
    data = own.post("/diversion/cases/own/save", {"secret": paper.page, "as": "json"}).json()
    assert data["table_decisions"][0][0]["decision"] == "hold_charge"
    assert data["table_showings"][0][0]["told"] == {"prosecutor": ["legal", "name"]}
    assert all(release.secret not in str(data) for release in kept_of(case).releases)


def kept_of(case: Case) -> held.Kept:
    opened = opening.one_file(ROOM, case.file_id, case.by["keyring"])
    return held.kept(opened, opening.versions(ROOM, opened.row, case.by["keyring"]))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"due": ""}, "Choose the day by which it is done."),
        ({"due": "2020-01-01"}, "Choose a day from today on"),
        ({"owner": "police"}, "police"),
    ],
)
def test_a_decision_that_lacks_something_says_what(people, casey, wrong: dict[str, str], words: str):
    case = Case(people)
    case.released("prosecutor", {"legal"})
    asked = meeting(people, "prosecutor")
    said = {"case": case.file_id, "decision": "hold_charge", "owner": "prosecutor", "due": "", "words": "kept as typed"}
    answer = casey.post(f"{DESK}{asked}/decide", said | wrong)
    assert answer.status_code == 422
    assert words in text(answer)
    assert "kept as typed" in text(answer)
    assert not Decided.objects.exists()


@pytest.mark.parametrize("case", ["", "no number", "1", "²", "9" * 30])
def test_whatever_is_not_on_the_screen_gets_one_answer(people, casey, case: str):
    hidden = Case(people)
    hidden.released("defender", {"legal"})
    asked = meeting(people, "police", "defender")
    seen = {
        (answer.status_code, plain(text(answer)))
        for answer in (casey.post(f"{DESK}{asked}/decide", {"case": each}) for each in (case, str(hidden.file_id)))
    }
    assert len(seen) == 1
    assert seen.pop()[0] == 404


def test_minutes_hold_counts_and_no_case(people, casey):
    case = Case(people)
    case.released("prosecutor", {"name", "legal"})
    asked = meeting(people, "prosecutor")
    casey.get(f"{DESK}{asked}")
    said = {"case": case.file_id, "decision": "not_yet", "owner": "us", "due": "", "words": ""}
    casey.post(f"{DESK}{asked}/decide", said)
    assert casey.post(f"{DESK}{asked}/close")["Location"] == f"{DESK}{asked}/minutes"
    for address in (f"{DESK}{asked}/minutes", f"{DESK}{asked}/minutes?format=csv", DESK, f"{DESK}?format=csv"):
        page = text(casey.get(address))
        assert "liaison prosecutor" in page
        assert "Marisol" not in page
        assert str(case.file_id) not in page
    assert "no decision yet,<5" in text(casey.get(f"{DESK}{asked}/minutes?format=csv"))


def test_who_sits_there_is_changed_on_a_page_of_its_own(people, casey):
    asked = meeting(people, "prosecutor")
    assert casey.post(f"{DESK}{asked}/seats", {"seats": ["police"]})["Location"] == f"{DESK}{asked}"
    assert dict(Seat.objects.values_list("agency", "here")) == {"prosecutor": False, "police": True}
    assert casey.post(f"{DESK}{asked}/seats", {}).status_code == 422


def test_a_release_is_offered_granted_and_made_smaller_at_the_desk(people, casey):
    case = Case(people)
    page = text(casey.get(f"/diversion/cases/{case.file_id}"))
    assert f"{DESK}cases/{case.file_id}" in page
    until = (clock.today() + dt.timedelta(days=30)).isoformat()
    said = {"named": "The public defender", "classes": ["name", "legal"], "until": until, "language": "en"}
    answer = casey.post(f"{DESK}cases/{case.file_id}/release/defender", said)
    place = answer["Location"]
    assert place.startswith(f"/diversion/cases/{case.file_id}/hand-offs/")
    assert "told_legal" not in text(casey.get(place))
    signed = {"patient_name": "Marisol", "signed_how": "on_paper", "signed_by": "Marisol"}
    receipt = text(casey.post(f"{place}/yes", signed))
    assert "Print the receipt now" in receipt
    assert "Two sheets" not in receipt
    assert 'action="' + f"{place}/tell" not in text(casey.get(place))
    record = place.rsplit("/", 1)[1]
    smaller = f"{DESK}cases/{case.file_id}/releases/{record}/smaller"
    assert casey.post(smaller, {"classes": ["legal"], "until": until}).status_code == 302
    shown = text(casey.get(f"{DESK}cases/{case.file_id}"))
    assert "my court cases and warrants, as I told of them" in shown
    assert "the name I go by" not in shown
    casey.post(f"{place}/take-back")
    assert "nothing holds" in text(casey.get(f"{DESK}cases/{case.file_id}"))
    assert casey.get(smaller).status_code == 404


def test_police_are_asked_for_nothing_on_drugs_or_health(people, casey):
    case = Case(people)
    page = text(casey.get(f"{DESK}cases/{case.file_id}/release/police"))
    assert 'value="legal"' in page
    assert 'value="health"' not in page
    until = clock.today().isoformat()
    said = {"named": "Police", "classes": ["health"], "until": until, "language": "en"}
    assert casey.post(f"{DESK}cases/{case.file_id}/release/police", said).status_code == 422
    assert casey.get(f"{DESK}cases/{case.file_id}/release/reporter").status_code == 404


def test_lines_are_kept_and_a_charge_is_refused(people, casey):
    case = Case(people, lines={})
    address = f"{DESK}cases/{case.file_id}"
    assert casey.post(address, {"legal": "court on Monday"}).status_code == 302
    assert 'value="court on Monday"' in text(casey.get(address))
    answer = casey.post(address, {"legal": "PL 220.03"})
    assert answer.status_code == 422
    assert "Leave out the number of any law" in text(answer)


def test_the_table_is_no_purpose_of_a_sheet_for_outside(people, casey):
    """Otherwise somebody would say yes to a table without an agency that sits there."""
    case = Case(people)
    assert "around_the_table" not in text(casey.get(f"/diversion/cases/{case.file_id}/offer/outside"))
