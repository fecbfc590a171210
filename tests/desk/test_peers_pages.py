"""Peers' pages: what is typed is kept and shown to whom it is for."""

import pytest

from waymeet.care.peers.models import Debrief, Stipend

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
