"""Whoever asks for everything gets everything: no table about a person is forgotten when a room is added."""

import datetime as dt

import pytest

from tests.consent import made as keys
from waymeet.kernel import clock
from waymeet.organizing.campaigns import services as campaigns
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.leadership import services as leadership
from waymeet.organizing.members.everything import everything

# Each table that points to somebody -> the heading it is told under, or why nothing of it is told.
TOLD = {
    "ContactPoint.contact": "What we know",
    "Saying.contact": "What we know",
    "Filed.contact": "the same words again, to be found by",
    "Relation.one": "Their people",
    "Relation.other": "Their people",
    "Entry.contact": "What happened",
    "Membership.contact": "Groups",
    "OneOnOne.contact": "One-on-ones",
    "Commitment.contact": "What was promised",
    "Coaching.contact": "Who goes along with them",
    "Attendance.contact": "Events",
    "Attendance.asked_by": "told with whoever they brought",
    "Calendar.contact": "an address of their own: nothing about them stands in it",
    "Call.contact": "Follow-up calls",
    "Assessment.contact": "How organizers assessed them",
    "Override.contact": "Where they stand on the ladder",
    "Standing.contact": "the rung of the last count, told as where they stand",
    "Move.contact": "Where they stand on the ladder",
    "Leads.leader": "Whom they lead",
    "Leads.follower": "Who leads them",
    "Part.contact": "Structure tests",
    "Part.moved_by": "told with whoever they moved",
    "Delegate.contact": "For whom they speak",
    "Reach.contact": "Whom they reach",
    "Talk.contact": "Talks with those who decide",
    "ExternalId.contact": "Their numbers in other tools",
    "Trace.contact": "Lists that brought or changed them",
    "Candidate.one": "May be here twice",
    "Candidate.other": "May be here twice",
    "Merge.kept": "Merged from two contacts",
    "Listed.contact": "Lists",
    "Delivery.contact": "Messages",
    "Unsubscribe.contact": "the hash of a secret in their email",
    "OwnPage.contact": "the page they hold the paper for",
    "Asked.contact": "what they asked for stands on the page that waits for an organizer",
}


def test_no_table_about_a_person_is_forgotten():
    found = {
        f"{field.related_model.__name__}.{field.field.name}"
        for field in Contact._meta.get_fields(include_hidden=True)
        if field.auto_created and not field.concrete
    }
    assert found == set(TOLD)


@pytest.mark.django_db(databases="__all__")
def test_what_leadership_and_campaigns_wrote_is_told_in_full(people):
    by = {"by": people["Olga"]}
    rosa, ana = (contacts.add(said={"name": name}, **by) for name in ("Rosa", "Ana"))
    leadership.assess(contact_id=rosa, score=1, evidence="Ana came because she asked", **by)
    leadership.lead(leader=rosa, follower=ana, every_days=14, **by)
    leadership.stand(contact_id=rosa, key="owning", reason="she runs the stairwell", until=None, **by)
    group = contacts.make_group(name="Lark Street tenants", kind="tenants", **by)
    contacts.belong(contact_id=rosa, group_id=group, role="", **by)
    said = {"denominator": 12, "source": "the landlord", "target": 67, "deadline": clock.today() + dt.timedelta(days=3)}
    test = campaigns.plan(
        unit_id=campaigns.unit_of_group(group_id=group, **by), ask="A sign in the window", **said, **by
    )
    campaigns.mark(test_id=test, contact_id=rosa, did=True, **by)
    parts = {
        str(part.heading): " ".join(part.lines)
        for part in everything(contact_id=rosa, keyring=keys.keyring(people, "Olga"), **by)
    }
    assert "Ana came because she asked" in parts["How organizers assessed them"]
    assert "she runs the stairwell" in parts["Where they stand on the ladder"]
    assert parts["Whom they lead"] == "Ana"
    assert "A sign in the window (took part)" in parts["Structure tests"]
