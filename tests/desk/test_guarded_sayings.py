"""A group of organizers chooses which of the sayings are guarded with them, and nothing plain tells of it afterwards."""

import pytest

from tests.consent import made
from waymeet.organizing.contacts import guarded
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Contact, GuardedMember, Saying

pytestmark = pytest.mark.django_db(databases="__all__")
DESK = "/organizing/contacts"


def known(people, name: str, *sayings: str):
    return contacts.add(said={"name": name, "sayings": sayings}, by=people["Olga"])


def opened(people) -> dict[str, set]:
    every = guarded.every(by=people["Olga"], keyring=made.keyring(people, "Olga"))
    return {one.kind: {each.contact for each in one.members} for one in every}


def test_whoever_said_it_moves_into_a_guarded_group_and_the_rest_stays(people):
    rosa, ana = known(people, "Rosa", "worships", "lives"), known(people, "Ana", "lives")
    desk = people.at_desk("Olga")
    answer = desk.post("/organizing/guarded/saying", {"what": "worships"}, follow=True)
    assert "1 person was moved" in answer.content.decode()
    assert opened(people) == {"worships": {rosa}}
    assert set(Saying.objects.values_list("contact", "what")) == {(rosa, "lives"), (ana, "lives")}
    assert "worships here" in desk.get(f"{DESK}/{rosa}").content.decode()
    assert "worships here" not in desk.get(f"{DESK}/{ana}").content.decode().partition("<main")[2].partition("<form")[0]


def test_it_is_not_asked_any_more_and_cannot_be_slipped_in(people):
    guarded.guard_saying(what="worships", by=people["Olga"], keyring=made.keyring(people, "Olga"))
    flora = people.at_desk("Flora")
    assert "worships" not in flora.get(f"{DESK}/add").content.decode()
    refused = flora.post(f"{DESK}/add", {"name": "Rosa", "source": "came", "sayings": ["worships"]})
    assert (refused.status_code, Contact.objects.count()) == (422, 0)
    known(people, "Rosa", "worships")
    assert not Saying.objects.exists()


def test_done_again_it_moves_only_whoever_is_not_there_yet(people):
    by = {"by": people["Olga"], "keyring": made.keyring(people, "Olga")}
    rosa = known(people, "Rosa", "worships")
    assert guarded.guard_saying(what="worships", **by) == 1
    late = Contact.objects.create(name="Late", folded="late")
    Saying.objects.create(contact=late, what="worships")
    Saying.objects.create(contact_id=rosa, what="worships")
    assert guarded.guard_saying(what="worships", **by) == 1
    assert opened(people) == {"worships": {rosa, late.pk}}
    assert (GuardedMember.objects.count(), Saying.objects.count()) == (2, 0)


@pytest.mark.parametrize("who", ["Flora", "Wanda", "Dora"])
def test_nobody_but_an_organizer_chooses(people, who):
    assert people.at_desk(who).post("/organizing/guarded/saying", {"what": "lives"}).status_code == 403


def test_what_is_no_saying_is_refused_in_a_sentence(people):
    answer = people.at_desk("Olga").post("/organizing/guarded/saying", {"what": "tall"})
    assert answer.status_code == 422
    assert "Choose something people say of themselves." in answer.content.decode()
