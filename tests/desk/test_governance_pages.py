"""Meetings, votes and the clock at the desk; the clock for everybody without an account."""

import datetime as dt

import pytest
from django.test import Client

from waymeet.diversion.agencies.models import Agency
from waymeet.diversion.governance.models import Clause, DataRequest, Meeting, Motion, Promise, Seat
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")


def days(number: int) -> str:
    return (clock.today() + dt.timedelta(days=number)).isoformat()


@pytest.fixture
def abel(people):
    desk = people.at_desk("Abel")
    desk.post("/diversion/meetings/agencies/add", {"name": "Albany Police Department", "kind": "police"})
    return desk


def asked(abel, **of) -> DataRequest:
    said = {"agency_id": str(Agency.objects.get().pk), "what": "arrests", "clause_id": "", "public": "on"}
    month = clock.month_of(clock.today())
    said |= {"first_month": month, "last_month": month, "asked_on": days(-50), "due_on": days(-20)}
    answer = abel.post("/diversion/asked/new", said | of)
    assert answer.status_code == 302, answer.content.decode()
    return DataRequest.objects.latest("asked_on")


def test_a_community_member_reads_the_clock_without_an_account(abel):
    row = asked(abel)
    stranger = Client(SERVER_NAME="localhost")
    page = stranger.get("/asked-of-agencies").content.decode()
    assert "No data from Albany Police Department about arrests by charge" in page
    assert "20 days late" in page
    spanish = stranger.get("/asked-of-agencies", headers={"accept-language": "es"}).content.decode()
    assert "20 días de atraso" in spanish
    assert "Albany Police Department" in stranger.get("/asked-of-agencies?format=csv").content.decode()
    said = {"day": days(0), "came": "delivered", "why": ""}
    assert abel.post(f"/diversion/asked/{row.pk}", said).status_code == 302
    after = stranger.get("/asked-of-agencies").content.decode()
    assert "No data from" not in after
    assert "delivered, 20 days late" in after


def test_what_is_kept_inside_is_not_outside(abel):
    row = asked(abel)
    abel.post(f"/diversion/asked/{row.pk}/show")
    assert "Albany Police" not in Client(SERVER_NAME="localhost").get("/asked-of-agencies").content.decode()
    abel.post(f"/diversion/asked/{row.pk}/show", {"public": "on"})
    assert "Albany Police" in Client(SERVER_NAME="localhost").get("/asked-of-agencies").content.decode()


def test_a_clause_is_written_down_and_asked_under(abel):
    said = {
        "agency_id": str(Agency.objects.get().pk),
        "number": "4(b)",
        "what": "stops",
        "every": "month",
        "days": "14",
    }
    assert abel.post("/diversion/asked/clause", said).status_code == 302
    row = asked(abel, clause_id=str(Clause.objects.get().pk), agency_id="", what="", due_on="")
    assert (row.due_on - row.asked_on).days == 14
    page = abel.get("/diversion/asked").content.decode()
    assert "4(b)" in page
    assert "36 days late" in page


def test_a_meeting_from_the_call_to_the_promise(abel):
    police = Agency.objects.get()
    for agency, place in ((str(police.pk), "chief"), ("", "Arbor Hill")):
        said = {"body": "coordinating", "agency_id": agency, "place": place, "votes": "on"}
        assert abel.post("/diversion/meetings/seats", said).status_code == 302
    page = abel.post("/diversion/meetings", {"body": "coordinating", "day": days(0)})["Location"]
    seats = list(Seat.objects.all())
    here = {"here": [str(one.pk) for one in seats], "minutes": "The limit was talked about."}
    assert abel.post(f"{page}/minutes", here).status_code == 302
    abel.post(f"{page}/move", {"words": "Raise the limit to five grams.", "needs": "two_thirds", "rules": ""})
    motion = Motion.objects.get()
    votes = {f"seat_{seats[0].pk}": "yes", f"seat_{seats[1].pk}": "no"}
    abel.post(f"{page}/motions/{motion.pk}/vote", votes)
    assert "1 for, 1 against, 0 abstain" in abel.get(page).content.decode()
    assert "not carried" in abel.get(page).content.decode()
    abel.post(f"{page}/promise", {"words": "Send the list.", "owner": str(seats[0].pk), "due_on": days(14)})
    abel.post(f"{page}/promises/{Promise.objects.get().pk}/settle", {"state": "kept"})
    said = abel.get(page).content.decode()
    assert "Send the list." in said
    assert Promise.objects.get().state == "kept"
    assert "The limit was talked about." in said
    for table in ("meetings", "promises", "seats"):
        assert abel.get(f"/diversion/meetings?format={table}")["Content-Type"].startswith("text/csv")


def test_what_is_wrong_comes_back_beside_its_field(abel):
    page = abel.post("/diversion/meetings", {"body": "community", "day": days(0)})["Location"]
    for address, said, words in (
        ("/diversion/meetings", {"body": "community", "day": ""}, "required"),
        (f"{page}/move", {"words": "", "needs": "majority"}, "required"),
        ("/diversion/meetings/seats", {"body": "community", "place": ""}, "which part of the community"),
        ("/diversion/asked/new", {"asked_on": days(0), "first_month": "x"}, "valid choice"),
    ):
        answer = abel.post(address, said)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize("who", ["Otto", "Casey", "Olga", "Rita"])
def test_nobody_else_comes_in(abel, people, who: str):
    desk = people.at_desk(who)
    for address in ("meetings", "meetings/seats", "asked", "asked/new", "asked/clause"):
        assert desk.get(f"/diversion/{address}").status_code in (302, 403)
