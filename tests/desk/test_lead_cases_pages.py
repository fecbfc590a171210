"""A LEAD case at the desk: begun by hand or right after a hand-over, told part by part, and read on one's own paper."""

import re
import uuid

import pytest

from tests.consent import made
from tests.diversion.incidents.made import DRUG
from waymeet.casefiles import papers
from waymeet.diversion.casework.models import CaseFile
from waymeet.diversion.casework.room import ROOM
from waymeet.diversion.handoff.models import Call
from waymeet.diversion.incidents import services_rules

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_case_is_begun_and_told_part_by_part(people):
    casey = people.at_desk("Casey")
    answer = casey.post("/diversion/cases/lead/begin", {"door": "community", "called": "Marisol", "races": ["black"]})
    page = answer["Location"]
    assert f'href="{page}/lead"' in casey.get(page).content.decode()
    case = casey.get(f"{page}/lead").content.decode()
    assert "The first talk is wanted by" in case
    for kind, said, shown in (
        ("intake", {"housing": "couch", "needs_now": "dry shoes"}, "dry shoes"),
        ("month", {"month": re.findall(r'<option value="(\d{4}-\d\d)"', case)[0], "work": "odd_jobs"}, "odd jobs"),
        ("contact", {"mode": "court", "minutes": "40", "accompanied": "city court"}, "city court"),
        ("service", {"need": "housing", "where": "the office on Lark Street", "state": "waiting"}, "on a waiting list"),
        ("court", {"case": "an old warrant", "asked": "recall", "decided": "yes"}, "recall the warrant"),
    ):
        assert casey.post(f"{page}/lead/{kind}", said).status_code == 302, kind
        assert shown in casey.get(f"{page}/lead").content.decode()
    after = casey.get(f"{page}/lead").content.decode()
    assert "The first talk is wanted by" not in after
    change = re.findall(r'href="([^"]+/lead/change/[^"]+)"', after)[0]
    form = casey.get(change).content.decode()
    assert "dry shoes" in form
    seen = {"seen": "1", "needs_now": "warm shoes", "housing": "couch"}
    assert casey.post(change, seen).status_code == 302
    assert casey.post(change, seen).status_code == 422
    assert "warm shoes" in casey.get(f"{page}/lead").content.decode()


def test_right_after_a_hand_over_the_file_knows_the_incident_and_later_nobody_does(people):
    services_rules.add_charge(code=DRUG, name_en="possession", unit="g", by=people["June"])
    otto, casey = people.at_desk("Otto"), people.at_desk("Casey")
    said = {"key": str(uuid.uuid4()), "offer": "offered", "response": "accepted", "complainant": "none"}
    said |= {"came": "on_view", "gender": "unknown", "area_number": "0", "charge_1": DRUG, "races_said": ["black"]}
    otto.post("/diversion/offer", said)
    incident = str(Call.objects.get().incident)
    call = Call.objects.get().pk
    casey.post(f"/diversion/calls/{call}/arrive")
    page = casey.post(f"/diversion/calls/{call}/hand-over", {}).content.decode()
    handed = re.search(r'name="handed" value="([^"]+)"', page)
    assert handed is not None
    made_at = casey.post("/diversion/cases/lead/begin-handed", {"handed": handed[1]})["Location"]
    file_id = int(made_at.rsplit("/", 1)[1])
    from waymeet.casefiles import reading

    keyring = made.keyring(people, "Casey")
    found = reading.one_file(room=ROOM, file_id=file_id, by=people["Casey"], keyring=keyring)
    told = found.beside["beginning"][0][0].said
    assert (told["incident"], told["races"], told["door"], told["in_time"]) == (incident, ["black"], "arrest", "yes")
    assert Call.objects.get().incident is None
    assert incident not in casey.get(f"{made_at}/lead").content.decode()
    forged = casey.post("/diversion/cases/lead/begin-handed", {"handed": handed[1][:-3] + "abc"})
    assert forged["Location"] == "/diversion/cases/lead/begin"
    assert CaseFile.objects.count() == 1


def test_their_own_paper_shows_what_they_told_and_not_what_stands_apart(people):
    casey, by = people.at_desk("Casey"), {"by": people["Casey"], "keyring": made.keyring(people, "Casey")}
    page = casey.post("/diversion/cases/lead/begin", {"door": "social"})["Location"]
    casey.post(f"{page}/lead/intake", {"needs_now": "dry shoes"})
    casey.post(f"{page}/lead/contact", {"mode": "visit", "words": "the sister said so", "apart": "on"})
    sheet = papers.make(room=ROOM, file_id=int(page.rsplit("/", 1)[1]), **by)
    answer = casey.post("/diversion/cases/own", {"secret": sheet.page, "language": "en"}).content.decode()
    assert "dry shoes" in answer
    assert "the sister said so" not in answer
    copy = casey.get(f"{page}/copy")
    assert copy.status_code in (200, 302)
