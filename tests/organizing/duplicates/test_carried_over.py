"""What a merge must carry over whichever room it is in: sealed words, what may stand once, ids that are no keys."""

import base64
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from tests.organizing.duplicates.test_merging import Two, everything
from waymeet.kernel import clock
from waymeet.kernel.errors import Conflict
from waymeet.kernel.privacy import WORKER
from waymeet.organizing.contacts import filing, words
from waymeet.organizing.contacts.models import Contact, Entry, Filed
from waymeet.organizing.duplicates import listed, rows, sealed_places, services
from waymeet.organizing.duplicates.models import Merge
from waymeet.organizing.imports import undoing
from waymeet.organizing.imports.models import Batch, ExternalId, Trace
from waymeet.organizing.leadership.models import Assessment, Leads, Override, Standing
from waymeet.organizing.lists import classed
from waymeet.organizing.lists.models import SavedList
from waymeet.organizing.members import keys as own_keys
from waymeet.organizing.members.models import Asked, OwnPage
from waymeet.organizing.members.services import ASKED
from waymeet.organizing.messages import unsubscribing
from waymeet.organizing.messages.models import Delivery, Message
from waymeet.organizing.week.models import Call
from waymeet.organizing.week.opened import NOTE

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def two() -> Two:
    return Two()


def touched() -> Iterator[Any]:
    """Every table a merge may write: what points at a contact, and what hangs on that."""
    found: list[Any] = [Contact]
    for model in found:
        found += [key.model for key in rows.pointing_at(model) if key.model not in found]
    return iter(dict.fromkeys(found[1:]))


def sealed_row(model: Any, contact: uuid.UUID, **said: Any) -> Any:
    """A row whose every sealed column says its own name."""
    row = model(contact_id=contact, **said)
    if not row.pk:
        row.pk = uuid.uuid4()
    for place in sealed_places.of(row):
        epoch, sealed = words.sealed(place.kind, row.pk, contact, {"words": place.sealed})
        setattr(row, place.epoch, epoch)
        setattr(row, place.sealed, sealed)
    row.save(force_insert=True)
    return row


def batch(two: Two) -> Batch:
    return Batch.objects.create(source="list", kind="people", file_name="a.csv", by=two.rosa.person.id, state="done")


def with_words(two: Two, contact: uuid.UUID) -> None:
    """One row of each kind that holds sealed words of somebody."""
    by, today = two.rosa.person.id, clock.today()
    sealed_row(Entry, contact, kind="met", by=by, day=today)
    sealed_row(Assessment, contact, score=2, by=by)
    sealed_row(Override, contact, key="r1", by=by)
    sealed_row(Trace, contact, batch=batch(two), did="changed")
    sealed_row(Call, contact, by=by, outcome="reached")
    sealed_row(Asked, contact, kind="correct")
    met = apps.get_model("organizing_one_on_ones", "OneOnOne")
    held = sealed_row(met, contact, kind="introductory", organizer=by, planned_for=today)
    promise = apps.get_model("organizing_one_on_ones", "Commitment")
    sealed_row(promise, contact, one_on_one=held, organizer=by, due=today)


def test_every_sealed_column_a_merge_may_touch_is_named():
    unnamed = {model._meta.label: sealed_places.unnamed(model) for model in touched() if model is not Merge}
    unnamed.pop("organizing_duplicates.MergePart")  # goes where its merge goes, and is bound to it
    assert not any(unnamed.values()), unnamed


def test_rooms_that_come_later_seal_as_is_written_down_here():
    assert [sealed_places.PLACES[f"organizing_{name}"][0].kind for name in ("week.Call", "members.Asked")] == [
        NOTE,
        ASKED,
    ]
    assert listed.KIND == classed.PLACE
    assert set(sealed_places.ELSEWHERE) | set(sealed_places.PLACES) <= {one._meta.label for one in apps.get_models()}


def test_words_of_every_kind_go_over_and_come_back(two):
    with_words(two, two.lost)
    before = everything(two.rosa.keyring)
    assert {key.split()[0] for key in before} >= set(sealed_places.PLACES)
    merge = two.merge()
    after = everything(two.rosa.keyring)
    for label, places in sealed_places.PLACES.items():
        [now] = [said for key, said in after.items() if key.startswith(f"{label} ")]
        assert now["contact_id"] == str(two.kept), label
        assert all(now[place.sealed] == {"words": place.sealed} for place in places), label
    services.take_apart(merge=merge, **two.keys)
    assert everything(two.rosa.keyring) == before


def test_what_nobody_named_is_not_merged(two, monkeypatch):
    with_words(two, two.lost)
    before = everything(two.rosa.keyring)
    left = {label: places for label, places in sealed_places.PLACES.items() if label != "organizing_week.Call"}
    with monkeypatch.context() as patched:
        patched.setattr(sealed_places, "PLACES", left)
        with pytest.raises(Conflict, match="cannot go over"):
            two.merge()
    assert everything(two.rosa.keyring) == before
    assert not Merge.objects.exists()


@pytest.mark.parametrize("label", sorted(sealed_places.PLACES))
def test_words_these_keys_do_not_open_are_not_merged(two, label):
    with_words(two, two.lost)
    model, place = rows.model_of(label), sealed_places.PLACES[label][0]
    row = model.objects.get()
    model.objects.all().delete()
    _epoch, strange = words.sealed("something else", row.pk, two.lost, {"words": "other"})
    setattr(row, place.sealed, strange)
    model.objects.bulk_create([row])
    with pytest.raises(Conflict, match="Your keys do not open"):
        two.merge()
    assert Contact.objects.filter(pk=two.lost).exists()
    assert not Merge.objects.exists()


def test_a_sealed_row_the_table_will_not_give_to_the_other_stops_the_merge(two, monkeypatch):
    with_words(two, two.lost)
    monkeypatch.setattr("waymeet.organizing.duplicates.absorbing.NEVER_CHANGED", frozenset())
    with pytest.raises(Conflict, match="cannot go over"):
        two.merge()
    assert Assessment.objects.get().contact_id == two.lost


def page_of(contact: uuid.UUID) -> str:
    row = OwnPage(contact_id=contact, basis=b"")
    made = own_keys.new(row.pk)
    row.handle, row.public, row.wrapped = made.handle, made.public, made.wrapped
    row.view = own_keys.seal(made.public, row.pk, {"next_step": str(contact)})
    row.save(force_insert=True)
    return made.secret


def once_each(two: Two, contact: uuid.UUID, site: str = "https://example.org") -> None:
    """What may stand once a person."""
    Leads.objects.create(leader_id=two.third, follower_id=contact)
    Standing.objects.create(contact_id=contact, key=f"r{str(contact)[-1]}", since=clock.today())
    sealed_row(Override, contact, key="r1", by=two.rosa.person.id)
    ExternalId.objects.create(contact_id=contact, source="van", value=str(contact))
    page_of(contact)
    unsubscribing.address(Contact.objects.get(pk=contact), site)
    apps.get_model("organizing_events", "Calendar").objects.create(contact_id=contact, secret_hash=contact.bytes)


@pytest.mark.parametrize("whose", ["kept lost", "lost", "kept"])
def test_what_may_stand_once_stands_once_and_comes_back(two, whose):
    for name in whose.split():
        once_each(two, getattr(two, name))
    before = everything(two.rosa.keyring)
    merge = two.merge()
    for model in (Leads, Standing, OwnPage):
        key = "follower" if model is Leads else "contact"
        assert [getattr(row, f"{key}_id") for row in model.objects.all()] == [two.kept]
    assert Override.objects.filter(contact=two.kept, ended_on=None).count() == 1
    assert Override.objects.count() == ExternalId.objects.filter(contact=two.kept).count() == len(whose.split())
    services.take_apart(merge=merge, **two.keys)
    assert everything(two.rosa.keyring) == before


def test_a_row_that_is_keyed_by_the_person_goes_over_and_through_two_merges(two):
    Standing.objects.create(contact_id=two.lost, key="r2", since=clock.today())
    before = everything(two.rosa.keyring)
    first = two.merge()
    second = services.merge(kept=two.third, lost=two.kept, take={}, **two.keys)
    assert Standing.objects.get().contact_id == two.third
    services.take_apart(merge=second, **two.keys)
    services.take_apart(merge=first, **two.keys)
    assert everything(two.rosa.keyring) == before


def test_the_emails_of_both_still_stop_whoever_is_left(two):
    site = "https://example.org"
    for one in (two.kept, two.lost):
        unsubscribing.address(Contact.objects.get(pk=one), site)
    old = unsubscribing.secret_of(two.lost)
    two.merge()
    unsubscribing.address(Contact.objects.get(pk=two.kept), site)
    unsubscribing.unsubscribe(old)
    assert "email" in Contact.objects.get(pk=two.kept).refused


def test_nobody_gets_the_same_message_again(two):
    message = Message.objects.create(channel="email", source="list", of=uuid.uuid4(), by=two.rosa.person.id)
    Delivery.objects.create(message=message, contact_id=two.kept)
    Delivery.objects.create(message=message, contact_id=two.lost, state="sent")
    two.merge()
    assert Delivery.objects.get().state == "sent"


def test_who_leads_the_other_through_somebody_is_not_merged(two):
    Leads.objects.create(leader_id=two.kept, follower_id=two.third)
    Leads.objects.create(leader_id=two.third, follower_id=two.lost)
    with pytest.raises(Conflict, match="leads the other"):
        two.merge()
    assert Leads.objects.count() == 2


def test_who_leads_the_other_leads_nobody_and_does_again_when_apart(two):
    Leads.objects.create(leader_id=two.kept, follower_id=two.lost)
    merge = two.merge()
    assert not Leads.objects.exists()
    services.take_apart(merge=merge, **two.keys)
    assert Leads.objects.get().leader_id == two.kept


def test_undoing_a_list_does_not_let_go_whom_something_else_says_too(two):
    came = batch(two)
    Trace.objects.create(batch=came, contact_id=two.lost, did="made", mark="x")
    merge = two.merge()
    undone = undoing.undo(batch_id=came.pk, touched_too=True, progress=lambda *_told: None, **two.keys)
    assert (undone.gone, Contact.objects.filter(pk=two.kept).exists()) == (0, True)
    services.take_apart(merge=merge, **two.keys)
    assert Trace.objects.get().contact_id == two.lost


def test_people_of_a_sealed_list_are_still_on_it(two):
    row = SavedList(owner=two.rosa.person.id)
    classed.seal(row, name="courts", asked={}, people=[two.third, two.lost])
    row.save(force_insert=True)
    both = SavedList(owner=two.rosa.person.id)
    classed.seal(both, name="both", asked={}, people=[two.kept, two.lost])
    both.save(force_insert=True)

    def inside() -> list[list[uuid.UUID]]:
        return [list(classed.opened(SavedList.objects.get(pk=one.pk), two.rosa.keyring)[2]) for one in (row, both)]

    merge = two.merge()
    assert inside() == [[two.third, two.kept], [two.kept]]
    services.take_apart(merge=merge, **two.keys)
    assert inside() == [[two.third, two.lost], [two.kept, two.lost]]


def test_a_sealed_list_these_keys_do_not_open_stops_the_merge(two):
    row = SavedList(owner=two.rosa.person.id, classed=True)
    people_ = base64.b64encode(two.lost.bytes).decode()
    row.epoch, row.sealed = words.sealed("another place", row.pk, row.pk, {"people": people_})
    row.save(force_insert=True)
    with pytest.raises(Conflict, match="Your keys do not open"):
        two.merge()


def test_they_are_found_by_the_words_they_have_now(two):
    def found(word: str) -> set[uuid.UUID]:
        return set(filing.beginning(Filed.Under.NAME, word).values_list("contact", flat=True))

    merge = two.merge()
    assert (found("william"), found("bill")) == ({two.kept}, set())
    refused = filing.under(Filed.Under.REFUSED, "call").values_list("contact", flat=True)
    assert two.kept in refused
    services.take_apart(merge=merge, **two.keys)
    assert (found("william"), found("bill")) == ({two.kept}, {two.lost})


# Ids in organizing that are no keys and no worker's, and what they are the id of. None is a living contact's.
IDS = {
    "organizing.Incarnation.name": "this database",
    "organizing.Incarnation.token": "this database",
    "organizing_canvass.Entry.door": "a door",
    "organizing_canvass.Entry.turf": "a turf",
    "organizing_coalitions.Figure.release": "a release of the tallies",
    "organizing_contacts.Contact.door": "a door",
    "organizing_contacts.GuardedMember.record": "this row; whose it is lies sealed in it and guarded.carry_over sees to it",
    "organizing_contacts.Introduction.door": "a door",
    "organizing_contacts.Introduction.record": "what a phone handed in",
    "organizing_duplicates.Merge.gone": "the one that went in this merge, so that late records find who was kept",
    "organizing_duplicates.Looked.mark": "up to which contact all were compared: an order, and nobody need be there",
    "organizing_imports.Trace.row": "an entry or a membership, which keeps its id in a merge",
    "organizing_members.Left.contact": "somebody who left and was erased: nobody to merge any more",
    "organizing_messages.Message.of": "a list or an event",
}


def test_no_contact_is_pointed_at_by_an_id_that_is_no_key():
    """A contact's id in a bare column would stay with somebody who is gone: each is named here, and is no contact's."""
    bare = {
        f"{model._meta.label}.{one.name}"
        for model in apps.get_models()
        if model._meta.app_label.startswith("organizing")
        for one in model._meta.concrete_fields
        if isinstance(one, models.UUIDField) and one.name != "id" and model.Privacy.fields.get(one.name) != WORKER
    }
    assert bare == set(IDS)
