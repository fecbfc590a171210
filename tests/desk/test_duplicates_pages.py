"""Same person twice? As an organizer uses it: compare, look at a pair, merge it, take it apart, or say that they are two."""

import re
import time

import pytest

from tests.consent import made
from waymeet.consent import gate
from waymeet.organizing.contacts import consented
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.duplicates import services
from waymeet.organizing.duplicates.models import Candidate, Merge

pytestmark = pytest.mark.django_db(databases="__all__")
TWICE = "/organizing/twice"


def text(answer) -> str:
    return answer.content.decode()


def bills(people) -> str:
    """Two rows that are one person, and the address of their page."""
    by = {"by": people["Olga"]}
    contacts.add(said={"name": "William Paz", "phones": "518 555 0122", "not_by": "text"}, **by)
    contacts.add(said={"name": "Bill Paz", "phones": "518 555 0122", "address": "12 Lark Street"}, **by)
    services.look(new_only=False, told=lambda *_told: None, **by)
    return f"{TWICE}/{Candidate.objects.get().pk}"


def test_a_pair_is_listed_with_reasons_and_merged_and_taken_apart(people):
    pair, desk = bills(people), people.at_desk("Olga")
    assert "Bill is short for William · same phone" in text(desk.get(TWICE))
    page = text(desk.get(pair))
    assert "William Paz" in page
    assert "12 Lark Street" in page
    answer = desk.post(pair, {"name": "kept", "address": "other"})
    assert answer.status_code == 302
    row = Contact.objects.get()
    assert (row.name, row.address, row.not_by) == ("William Paz", "12 Lark Street", "text")
    merged = answer["Location"]
    assert "Bill Paz" in text(desk.get(merged))
    assert "William Paz" in text(desk.get("/organizing/merged"))
    assert desk.post(merged).status_code == 302
    assert sorted(Contact.objects.values_list("name", "address")) == [
        ("Bill Paz", "12 Lark Street"),
        ("William Paz", ""),
    ]
    assert desk.get(merged).status_code == 404


def test_a_choice_that_was_not_made_merges_nothing(people):
    pair = bills(people)
    assert people.at_desk("Olga").post(pair, {"name": "kept"}).status_code == 422
    assert not Merge.objects.exists()


def test_two_people_are_not_listed_again(people):
    pair, desk = bills(people), people.at_desk("Olga")
    assert desk.post(f"{pair}/two").status_code == 302
    assert "No pair waits" in text(desk.get(TWICE))


@pytest.mark.parametrize("who", ["Flora", "Cam", "Wanda"])
def test_nobody_else_learns_that_there_are_pairs(people, who):
    pair, desk = bills(people), people.at_desk(who)
    assert {desk.get(where).status_code for where in (TWICE, pair, "/organizing/merged")} <= {403, 404}


def test_a_consent_taken_back_after_a_merge_erases_what_it_should(people):
    """What was handed off stands in an introduction, which no merge carries or keeps: it goes, whoever was merged."""
    granted = made.granted(people)
    [row] = consented.current()
    pair, desk = bills(people), people.at_desk("Olga")
    merged = desk.post(pair, {"name": "kept", "address": "other"})["Location"]
    gate.withdraw(secret=granted.secret)
    assert not consented.current().filter(pk=row.pk).exists()
    desk.post(merged)
    assert not consented.current().exists()


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_comparing_runs_beside_the_request(people, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    desk = people.at_desk("Olga")
    assert desk.post(TWICE, {"look": "all"}).status_code == 302
    for _time in range(200):
        page = text(desk.get(TWICE))
        if re.search("Everybody was compared|Please|wrong", page):
            break
        time.sleep(0.1)
    assert "Everybody was compared. 0 pairs wait." in page


def test_a_persons_page_leads_to_what_was_merged_into_them(people):
    pair, desk = bills(people), people.at_desk("Olga")
    desk.post(pair, {"name": "kept", "address": "other"})
    merge = Merge.objects.get()
    link = f"/organizing/merged/{merge.pk}"
    assert link in text(desk.get(f"/organizing/contacts/{merge.kept_id}"))
    desk.post(link)
    assert link not in text(desk.get(f"/organizing/contacts/{merge.kept_id}"))


def test_the_file_of_pairs_names_nobody(people):
    bills(people)
    said = text(people.at_desk("Olga").get(f"{TWICE}/file"))
    row = Candidate.objects.get()
    assert f"{row.one_id},{row.other_id}" in said
    assert row.why in said
    assert "Paz" not in said
    assert people.at_desk("Flora").get(f"{TWICE}/file").status_code in (403, 404)
