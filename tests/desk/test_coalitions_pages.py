"""Coalition and demand as an organizer works with them at the desk."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.organizing.coalitions.test_open_states import archives
from tests.reports.release.made import ONE, put_out
from waymeet.kernel import clock
from waymeet.organizing.coalitions.models import Demand, Official, Pledge, Position, Standing, Talk, Target
from waymeet.organizing.contacts import people as contacts

pytestmark = pytest.mark.django_db(databases="__all__")
ROOM = "/organizing/coalitions"


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def day(count: int) -> str:
    return (clock.today() + dt.timedelta(days=count)).isoformat()


def sent(desk, address: str, **said):
    answer = desk.post(address, said)
    assert answer.status_code == 302, re.findall(r"<li>.*?</li>", text(answer))
    return answer["Location"]


def brought_in(desk):
    return desk.post(f"{ROOM}/officials/bring-in", {"file": SimpleUploadedFile("ny.tar.xz", archives()["ny.tar.xz"])})


@pytest.fixture
def desk(people):
    return people.at_desk("Olga")


@pytest.fixture
def demand(desk) -> str:
    brought_in(desk)
    where = sent(desk, f"{ROOM}/demand/new", what="Fund overdose prevention", campaign="Safe nights", needed=2)
    sent(
        desk, f"{where}/aim", what="body:upper|ocd-jurisdiction/country:us/state:ny/government", role="decides", power=5
    )
    return where


def test_an_organization_joins_promises_and_keeps_some_of_it(people, desk):
    coalition = sent(desk, f"{ROOM}/begin", name="Safer streets", wants="a crosswalk")
    ana = contacts.add(said={"name": "Ana Reyes"}, by=people["Olga"])
    member = sent(desk, f"{coalition}/join", new="Mount Carmel", kind="congregation", tier="steering", mou_on=day(-3))
    sent(desk, f"{member}/speaks", contact=str(ana), called="deacon", authority="promises")
    sent(desk, f"{member}/promise", kind="turnout", what="people at the rally", promised=20, due=day(-1))
    sent(desk, f"{ROOM}/promises/{Pledge.objects.get().pk}", delivered=14)
    page = text(desk.get(coalition))
    for words in ("Mount Carmel", "steering group", "Ana Reyes · deacon", "14 of 20", "1 organization stands in it."):
        assert words in page
    assert "14 of 20" in text(desk.get(member))
    assert "14 of 20" in desk.get(f"{coalition}?format=csv").content.decode()
    assert "Safer streets" in text(desk.get(ROOM))
    sent(desk, f"{member}/leave")
    assert "left on" in text(desk.get(coalition))
    assert Standing.objects.get().left_on == clock.today()


def test_officials_are_brought_in_found_and_said_again(desk):
    page = text(brought_in(desk))
    assert "4 new, 0 changed, 0 as they were." in page
    assert "0 new, 0 changed, 4 as they were." in text(brought_in(desk))
    listed = text(desk.post(f"{ROOM}/officials", {"words": "jackson"}))
    assert "Robert Jackson" in listed
    assert "Alexis Weik" not in listed
    assert "Alexis Weik" in desk.get(f"{ROOM}/officials?format=csv").content.decode()
    page = text(desk.get(f"{ROOM}/officials/{Official.objects.get(name='Robert Jackson').pk}"))
    for words in ("State senate, NY, district 31", "Room 306", "jackson@nysenate.gov", "From Open States"):
        assert words in page
    assert desk.post(f"{ROOM}/officials/bring-in", {"file": SimpleUploadedFile("a.zip", b"no")}).status_code == 422


def test_from_a_demand_to_a_vote_that_is_counted_and_won(people, desk, demand):
    page = text(desk.get(demand))
    assert "2 needed: 0 yes, 0 swing, 0 no, 2 not known" in page
    assert "R. Jackson" in page
    target = f"{ROOM}/targets/{Target.objects.get(official__name='Robert Jackson').pk}"
    refused = desk.post(target, {"value": 2, "source": "guess", "day": day(0), "words": "he smiled"})
    assert "Unless somebody heard a yes" in text(refused)
    sent(desk, target, value=2, source="heard", day=day(0), words="he said yes to Luz")
    assert "he said yes to Luz" in text(desk.get(target))
    assert "2 needed: 1 yes, 0 swing, 0 no, 1 not known" in text(desk.get(demand))
    position = Position.objects.get()
    assert desk.post(f"{ROOM}/positions/{position.pk}/verify").status_code == 409
    people.at_desk("Omar").post(f"{ROOM}/positions/{position.pk}/verify")
    assert "verified by Omar" in text(desk.get(target))
    sent(desk, f"{target}/weigh", role="decides", power=4, next_ask="sign the letter", next_on=day(2))
    assert "sign the letter" in text(desk.get(ROOM))
    sent(desk, f"{demand}/outcome", state="won", day=day(0), words="It is in the budget.")
    page = text(desk.get(demand))
    assert "It is in the budget." in page
    assert "won" in text(desk.get(ROOM))
    assert "Robert Jackson" in desk.get(f"{demand}?format=csv").content.decode()


def test_who_reaches_them_and_every_talk(people, desk, demand):
    official = f"{ROOM}/officials/{Official.objects.get(name='Robert Jackson').pk}"
    ana = contacts.add(said={"name": "Ana Reyes"}, by=people["Olga"])
    sent(desk, f"{official}/reach", contact=str(ana), how="lives")
    said = {"day": day(0), "how": "meeting", "demand": str(Demand.objects.get().pk), "words": "she listened"}
    sent(desk, f"{official}/talk", kind="direct", minutes=45, cost="3.50", **said)
    page = text(desk.get(official))
    for words in ("Ana Reyes", "lives or votes in their district", "she listened", "direct"):
        assert words in page
    log = text(desk.get(f"{ROOM}/talks"))
    assert "45" in log
    assert "she listened" not in log
    assert "she listened" not in desk.get(f"{ROOM}/talks?format=csv").content.decode()
    assert b"listened" not in bytes(Talk.objects.get().sealed)
    [drop] = re.findall(rf"{ROOM}/reaches/[0-9a-f-]+/drop", page)
    sent(desk, drop)
    assert "Ana Reyes" not in text(desk.get(official))


def test_a_persons_page_says_for_whom_they_speak_and_whom_they_reach(people, desk, demand):
    ana = contacts.add(said={"name": "Ana Reyes"}, by=people["Olga"])
    coalition = sent(desk, f"{ROOM}/begin", name="Safer streets", wants="")
    member = sent(desk, f"{coalition}/join", new="Mount Carmel", kind="congregation", tier="member")
    sent(desk, f"{member}/speaks", contact=str(ana), authority="signs")
    sent(
        desk, f"{ROOM}/officials/{Official.objects.get(name='Robert Jackson').pk}/reach", contact=str(ana), how="knows"
    )
    page = text(desk.get(f"/organizing/contacts/{ana}"))
    for words in ("Speaks for:", "Mount Carmel", "Reaches:", "Robert Jackson"):
        assert words in page
    assert "Robert Jackson" not in text(people.at_desk("Flora").get(f"/organizing/contacts/{ana}"))


def test_an_official_by_hand(desk):
    said = {"name": "Lee Kindlon", "office": "district attorney", "district": "Albany County"}
    where = sent(desk, f"{ROOM}/officials/add", **said)
    assert "district attorney, Albany County" in text(desk.get(where))
    assert "Lee Kindlon" in text(desk.get(f"{where}/change"))
    sent(desk, f"{where}/change", **said | {"voice": "518 555 0100"})
    assert "518 555 0100" in text(desk.get(where))


def test_only_released_numbers_stand_beside_a_demand(desk, demand, settings, tmp_path):
    settings.RELEASED_DIR = tmp_path / "released"
    assert "Nothing was released yet." in text(desk.get(f"{demand}/number"))
    put_out(settings.RELEASED_DIR)
    page = desk.get(f"{demand}/number").content.decode()
    keys = re.findall(r'<option value="([^"]+)">([^<]+)<', page)
    whole = next(words for key, words in keys if key == str(ONE))
    assert any(words.endswith(": hidden") for _key, words in keys)
    sent(desk, f"{demand}/number", figure=str(ONE))
    shown = text(desk.get(demand))
    assert whole in shown
    assert f"/public/en/{ONE}/" in shown
    settings.RELEASED_DIR = tmp_path / "nothing"
    assert "not shown to the public any more" in text(desk.get(demand))


@pytest.mark.parametrize("who", ["Flora", "Cam", "Wanda", "Casey", "Dora"])
def test_nobody_but_organizers_comes_in(people, who):
    assert people.at_desk(who).get(ROOM).status_code == 403
