"""Peers' pages: what is typed is kept and shown to whom it is for."""

import pytest

from tests.desk import care_made
from waymeet.care.peers.models import BulkRecord, Debrief, Stipend
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("who", ["Ada", "Olga", "Cam", "Wanda", "Rita", "Charlie"])
def test_only_peers_and_the_director_see_their_pages(people, who):
    assert people.at_desk(who).get("/care/peers").status_code == 403
    assert people.at_desk(who).get("/care/peers/stipends").status_code == 403


def test_a_stipend_from_the_director_to_the_peer(people):
    pia, dora = people["Pia"], people.at_desk("Dora")
    said = {"peer": str(pia.id), "day": "2026-11-20", "what": "training", "amount": "40.50"}
    assert "Put down." in text(dora.post("/care/peers/stipends", said, follow=True))
    for page in (text(dora.get("/care/peers/stipends")), text(people.at_desk("Pia").get("/care/peers"))):
        assert all(shown in page for shown in ("2026-11-20", "a training", "40.50", "not yet"))
    row = Stipend.objects.get()
    assert (row.peer, row.what, row.cents) == (pia.id, "training", 4050)
    assert "Paid." in text(dora.post(f"/care/peers/stipends/{row.pk}/paid", follow=True))
    assert "40.50" in text(people.at_desk("Pia").get("/care/peers?format=csv"))
    assert "Pia" in text(dora.get("/care/peers/stipends?format=csv"))
    assert dora.post("/care/peers/stipends", said | {"amount": "0"}).status_code == 422


def test_a_debrief_from_the_peer_to_the_team(people):
    people["Wanda"]
    pia = people.at_desk("Pia")
    assert pia.post("/care/peers", {}).status_code == 422
    assert "It is sealed" in text(pia.post("/care/peers", {"words": "Quiet night.", "call": "on"}, follow=True))
    assert Debrief.objects.count() == 1
    page = text(people.at_desk("Wanda").post("/care/peers/debriefs"))
    assert "Quiet night." in page
    assert "Please call Pia." in page
    assert people.at_desk("Pia").post("/care/peers/debriefs").status_code == 403


@pytest.mark.parametrize(("who", "status"), [("Pia", 200), ("Wanda", 200), ("Dora", 403), ("Olga", 403), ("Cam", 403)])
def test_who_puts_down_what_is_handed_on(people, who, status):
    assert people.at_desk(who).get("/care/peers/bulk").status_code == status


def test_only_the_team_sees_the_months_and_roughly(people):
    program = care_made.evening(people).program
    typed = {"program": str(program.id), "what": "taken", "day": clock.today().isoformat(), "item-1": "7"}
    people.at_desk("Pia").post("/care/peers/bulk", typed)
    assert "10 or fewer" not in text(people.at_desk("Pia").get("/care/peers/bulk"))
    team = people.at_desk("Wanda")
    for page in (text(team.get("/care/peers/bulk")), text(team.get("/care/peers/bulk?format=csv"))):
        assert "10 or fewer" in page
        assert clock.month_of(clock.today())[:4] in page


def test_what_is_typed_of_things_handed_on_is_what_is_kept(people):
    program = care_made.evening(people).program
    desk = people.at_desk("Pia")
    typed = {"program": str(program.id), "what": "handed_on", "day": clock.today().isoformat(), "item-1": "12"}
    answer = desk.post("/care/peers/bulk", typed | {"item-2": "30", "area": "3", "reached": "9"}, follow=True)
    assert "Nothing says that it was you" in text(answer)
    row = BulkRecord.objects.get()
    assert (row.program_id, row.taken, row.area_number, row.items, row.reached) == (
        program.id,
        False,
        3,
        {"1": 12, "2": 30},
        9,
    )
    assert row.iso_week == clock.iso_week(clock.today())


def test_a_form_without_an_item_says_what_is_missing(people):
    program = care_made.evening(people).program
    typed = {"program": str(program.id), "what": "handed_on", "day": clock.today().isoformat(), "reached": "9"}
    answer = people.at_desk("Pia").post("/care/peers/bulk", typed)
    assert answer.status_code == 422
    assert "Put down at least one item" in text(answer)
    assert 'value="9"' in text(answer)
