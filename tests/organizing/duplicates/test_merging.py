"""Two contacts merged and taken apart: the same rows, the same words, whatever stood there."""

import datetime as dt
import uuid
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import builders
from waymeet.kernel import clock
from waymeet.kernel.errors import NotAllowed, NotFound
from waymeet.organizing.contacts import guarded, people, words
from waymeet.organizing.contacts.models import Contact, ContactPoint, Entry, Filed, Relation
from waymeet.organizing.duplicates import rows, sealed_places, services
from waymeet.organizing.duplicates.models import Candidate, Merge, MergePart
from waymeet.organizing.events.models import Attendance, Event
from waymeet.organizing.models import AuditLine
from waymeet.organizing.one_on_ones import services as one_on_ones

pytestmark = pytest.mark.django_db(databases="__all__")


class Two:
    """An organizer, and two contacts to be merged."""

    def __init__(self) -> None:
        self.luz, self.rosa = builders.two_organizers()
        self.by: dict[str, Any] = {"by": self.rosa.person}
        self.keys: dict[str, Any] = {**self.by, "keyring": self.rosa.keyring}
        said = {"name": "William Paz", "phones": "518 555 0122", "address": "12 Lark Street", "not_by": "text"}
        self.kept = people.add(said=said, **self.by)
        said = {
            "name": "Bill Paz",
            "phones": "518 555 0122\n518 555 0190",
            "emails": "bill@example.org",
            "not_by": "call",
        }
        self.lost = people.add(said=said, **self.by)
        self.third = people.add(said={"name": "Ana"}, **self.by)

    def merge(self, **take: str) -> uuid.UUID:
        return services.merge(kept=self.kept, lost=self.lost, take=take, **self.keys)


@pytest.fixture
def two() -> Two:
    return Two()


def event(title: str = "Assembly") -> Event:
    return Event.objects.create(title=title, day=clock.today(), starts=dt.time(18))


def everything(keyring: Any) -> dict[str, Any]:
    """All rows that a merge may touch, their sealed words opened."""
    found: dict[str, Any] = {"filed": sorted(Filed.objects.values_list("contact", "under", "word"))}  # anew: other ids
    models = [Contact, *{key.model for key in rows.pointing_at(Contact)} - {Merge, Candidate, Filed}]
    for model in models:
        for row in model._default_manager.all():
            said = {name: value for name, value in rows.as_plain(row).items() if name not in sealed_places.names(row)}
            for place in sealed_places.of(row):
                if getattr(row, place.sealed) is not None:
                    bound = (row.pk, getattr(row, place.to), getattr(row, place.epoch), getattr(row, place.sealed))
                    said[place.sealed] = words.opened(place.kind, *bound, keyring)
            found[f"{model._meta.label} {row.pk}"] = said
    filed = sorted(Filed.objects.values_list("contact", "under", "word"))
    found["words"] = {str(number): one for number, one in enumerate(filed)}
    for one in guarded._opened(keyring):
        found |= {str(each.record): (one.id, each) for each in one.members}
    return found


def test_what_points_at_the_one_that_goes_is_the_others(two):
    people.happened(contact_id=two.lost, kind="met", said="likes the crosswalk", day=clock.today(), **two.by)
    two.merge()
    assert not Contact.objects.filter(pk=two.lost).exists()
    entry = Entry.objects.get(contact=two.kept)
    assert people.words_of(entry, two.rosa.keyring) == "likes the crosswalk"
    points = set(ContactPoint.objects.filter(contact=two.kept).values_list("folded", flat=True))
    assert points == {"5185550122", "5185550190", "bill@example.org"}


def test_nobody_becomes_easier_to_reach(two):
    two.merge()
    assert Contact.objects.get(pk=two.kept).refused == {"text", "call"}


def test_the_value_that_was_chosen_stays(two):
    two.merge(name="other", address="kept")
    row = Contact.objects.get(pk=two.kept)
    assert (row.name, row.address, row.folded) == ("Bill Paz", "12 Lark Street", "bill paz")


def test_who_was_at_the_same_event_twice_was_there_once_and_came(two):
    meeting = event()
    Attendance.objects.create(event=meeting, contact_id=two.kept, answer="accepted", came=False)
    theirs = Attendance.objects.create(event=meeting, contact_id=two.lost, came=True)
    Attendance.objects.create(event=event("Rally"), contact_id=two.third, asked_by_id=two.lost)
    merge = two.merge()
    mine = Attendance.objects.get(event=meeting)
    assert (mine.contact_id, mine.answer, mine.came) == (two.kept, "accepted", True)
    assert Attendance.objects.get(contact=two.third).asked_by_id == two.kept
    services.take_apart(merge=merge, **two.keys)
    mine.refresh_from_db()
    assert mine.came is False
    assert Attendance.objects.get(pk=theirs.pk).contact_id == two.lost


def test_what_they_were_to_each_other_goes_and_comes_back(two):
    people.relate(one=two.kept, other=two.lost, kind="friend", **two.by)
    people.relate(one=two.lost, other=two.third, kind="brought", **two.by)
    merge = two.merge()
    assert list(Relation.objects.values_list("one_id", "other_id")) == [(two.kept, two.third)]
    services.take_apart(merge=merge, **two.keys)
    assert Relation.objects.count() == 2


def test_belonging_to_a_guarded_group_goes_over_sealed_and_comes_back(two):
    group = guarded.make(kind="incarcerated", name="", **two.by)
    other = guarded.make(kind="group", name="drop-in", **two.by)
    for one, who in ((group, two.lost), (group, two.kept), (other, two.lost)):
        guarded.join(guarded_id=one, contact=who, role=f"r{who}", **two.keys)
    before = everything(two.rosa.keyring)
    merge = two.merge()
    for one in (group, other):
        assert [each.contact for each in guarded.one(guarded_id=one, **two.keys).members] == [two.kept]
    services.take_apart(merge=merge, **two.keys)
    assert everything(two.rosa.keyring) == before


def test_what_happened_since_stays_with_the_one_that_was_kept(two):
    merge = two.merge(name="other")
    people.change(contact_id=two.kept, said={"name": "Willie Paz", "not_by": "text call email"}, **two.by)
    people.happened(contact_id=two.kept, kind="called", said="", day=clock.today(), **two.by)
    services.take_apart(merge=merge, **two.keys)
    kept, other = Contact.objects.get(pk=two.kept), Contact.objects.get(pk=two.lost)
    assert (kept.name, other.name) == ("Willie Paz", "Bill Paz")
    assert "email" in kept.refused
    assert "email" in other.refused, "what was refused since is refused for both"
    assert kept.entries.count() == 1


def test_what_was_taken_apart_is_two_people_and_not_asked_again(two):
    services.take_apart(merge=two.merge(), **two.keys)
    assert [row.state for row in Candidate.objects.all()] == ["two"]


def test_a_merge_of_a_merged_one_is_taken_apart_in_any_order(two):
    before = everything(two.rosa.keyring)
    first = two.merge()
    second = services.merge(kept=two.third, lost=two.kept, take={"name": "other"}, **two.keys)
    services.take_apart(merge=second, **two.keys)
    services.take_apart(merge=first, **two.keys)
    assert everything(two.rosa.keyring) == before


def test_the_earlier_merge_is_taken_apart_first(two):
    first = two.merge()
    second = services.merge(kept=two.third, lost=two.kept, take={}, **two.keys)
    services.take_apart(merge=first, **two.keys)
    services.take_apart(merge=second, **two.keys)
    names = {row.pk: row.name for row in Contact.objects.all()}
    assert names == {two.kept: "William Paz", two.lost: "Bill Paz", two.third: "Ana"}


def test_who_is_forgotten_leaves_nothing_to_take_apart(two):
    Candidate.objects.create(one_id=two.kept, other_id=two.third, score=9, why="phone")
    merge = two.merge()
    assert Candidate.objects.exists()
    people.forget(contact_id=two.kept, **two.keys)
    assert not any(model.objects.exists() for model in (Merge, MergePart, Candidate))
    with pytest.raises(NotFound):
        services.take_apart(merge=merge, **two.keys)


def test_the_audit_names_the_one_that_stays_and_no_value(two):
    services.take_apart(merge=two.merge(), **two.keys)
    lines = AuditLine.objects.filter(verb__in=("contact.merge", "contact.take_apart"))
    assert [(line.verb, line.subject) for line in lines] == [
        ("contact.merge", str(two.kept)),
        ("contact.take_apart", str(two.kept)),
    ]


def test_what_takes_a_merge_apart_is_sealed_in_pieces_of_one_size(two):
    guarded.join(guarded_id=guarded.make(kind="courts", name="", **two.by), contact=two.lost, role="", **two.keys)
    for _time in range(30):
        people.happened(contact_id=two.lost, kind="note", said="words", day=clock.today(), **two.by)
    two.merge()
    sizes = {len(part.sealed) for part in MergePart.objects.all()}
    assert len(sizes) == 1
    assert MergePart.objects.count() > 1
    assert not any(b"Bill" in bytes(part.sealed) for part in MergePart.objects.all())


def test_only_who_brings_people_in_and_holds_the_keys_merges(two):
    from waymeet.accounts.roles import Role

    flora = builders.worker("flora", Role.FIELD_LEAD)
    with pytest.raises(NotAllowed):
        services.merge(kept=two.kept, lost=two.lost, take={}, by=flora.person, keyring=flora.keyring)


class TestAnything(TestCase):
    databases = "__all__"

    @given(st.data())
    def test_merged_and_taken_apart_all_is_as_it_was(self, data):
        two = Two()
        ids = (two.kept, two.lost, two.third)
        who = st.sampled_from(ids)
        events = [event("a"), event("b")]
        groups = [people.make_group(name=name, kind="block", **two.by) for name in "ab"]
        closed = [guarded.make(kind="courts", name="", **two.by)]
        for what in data.draw(st.lists(st.sampled_from(range(8)), max_size=8)):
            one, other = data.draw(who), data.draw(who)
            _something(two, what, one, other, data.draw(st.sampled_from((0, 1))), (events, groups, closed))
        before = everything(two.rosa.keyring)
        take = data.draw(st.dictionaries(st.sampled_from(("name", "address", "household")), st.just("other")))
        merge = two.merge(**take)
        assert not Contact.objects.filter(pk=two.lost).exists()
        assert str(two.lost) not in str(everything(two.rosa.keyring))
        services.take_apart(merge=merge, **two.keys)
        assert everything(two.rosa.keyring) == before


def _something(two: Two, what: int, one: Any, other: Any, which: int, made: Any) -> None:
    events, groups, closed = made
    today = clock.today()

    def came() -> None:
        if not Attendance.objects.filter(event=events[which], contact=one).exists():
            asked = other if other != one else None
            Attendance.objects.create(event=events[which], contact_id=one, asked_by_id=asked, came=[None, True][which])

    def met() -> None:
        held = one_on_ones.plan(contact_id=one, kind="introductory", day=today, said={"why": "asked"}, **two.by)
        said = {"held_on": today, "answer": "yes", "cares": "bus", "promise": "bring two", "due": today}
        one_on_ones.write_up(one_on_one=held, said=said, **two.by)

    def both(verb: Any, **said: Any) -> None:
        if one != other:
            verb(one=one, other=other, **said, **two.by)

    coach = {"coach": two.rosa.person.id, "every_days": [7, 14][which]}
    steps = (
        lambda: people.happened(contact_id=one, kind="met", said=f"words {which}", day=today, **two.by),
        came,
        lambda: people.belong(contact_id=one, group_id=groups[which], role=["", "chair"][which], **two.by),
        lambda: guarded.join(guarded_id=closed[0], contact=one, role="", **two.keys),
        lambda: both(people.relate, kind=["friend", "brought"][which]),
        lambda: both(people.live_together),
        lambda: one_on_ones.go_along(contact_id=one, **coach, **two.by),
        met,
    )
    steps[what]()
