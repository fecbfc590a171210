"""Undoing a list: who it added goes, what it changed stands as before, whom somebody worked with stays."""

import datetime as dt

import pytest

from tests.consent import made as keys
from tests.organizing.imports.made import as_csv, brought_in
from waymeet.organizing.contacts import guarded
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Contact, ContactPoint, Entry
from waymeet.organizing.imports.models import ExternalId, Trace
from waymeet.organizing.imports.services import silent
from waymeet.organizing.imports.undoing import undo

pytestmark = pytest.mark.django_db(databases="__all__")
HEAD = ["First name", "Last name", "Phone", "Email", "Address"]
ROSA = ["Rosa", "Muñoz", "518-555-0142", "rosa@example.org", "12 Lark Street"]
ANA = ["Ana", "Peña", "518-555-0199", "ana@example.org", "14 Lark Street"]


@pytest.fixture
def by(people):
    return people["Olga"]


@pytest.fixture
def opens(people):
    people["Omar"]
    return keys.keyring(people, "Olga")


def names() -> list[str]:
    return sorted(Contact.objects.values_list("name", flat=True))


class TestUndoing:
    def test_everybody_it_added_goes_and_what_it_changed_stands_as_before(self, by, opens, tmp_path):
        known = contacts.add(said={"name": "Rosa Muñoz", "phones": "518 555 0142"}, by=by)
        before = list(Contact.objects.filter(pk=known).values())
        report = brought_in(as_csv(tmp_path, [[*HEAD, "Notes"], [*ROSA, "a note"], [*ANA, ""]]), by)
        assert Contact.objects.get(pk=known).address == "12 Lark Street"
        done = undo(batch_id=report.batch, by=by, keyring=opens, progress=silent)
        assert (done.gone, done.restored, done.stay) == (1, 1, 0)
        assert list(Contact.objects.filter(pk=known).values()) == before
        assert list(ContactPoint.objects.values_list("folded", flat=True)) == ["5185550142"]
        assert [Entry.objects.count(), Trace.objects.count(), ExternalId.objects.count()] == [0, 0, 0]

    def test_whom_somebody_worked_with_since_stays_unless_it_is_said_twice(self, by, opens, tmp_path):
        report = brought_in(as_csv(tmp_path, [["Name"], ["Met"], ["Changed"], ["Guarded"], ["Nobody touched"]]), by)
        one = {row.name: row.pk for row in Contact.objects.all()}
        contacts.happened(contact_id=one["Met"], kind="met", said="", day=dt.date(2024, 1, 1), by=by)
        contacts.change(contact_id=one["Changed"], said={"pronouns": "they"}, by=by)
        group = guarded.make(kind="union", name="", by=by)
        guarded.join(guarded_id=group, contact=one["Guarded"], role="", by=by, keyring=opens)
        done = undo(batch_id=report.batch, by=by, keyring=opens, progress=silent)
        assert (done.gone, done.stay, names()) == (1, 3, ["Changed", "Guarded", "Met"])
        undo(batch_id=report.batch, touched_too=True, by=by, keyring=opens, progress=silent)
        assert names() == ["Guarded"]

    def test_a_refusal_that_came_with_the_list_stays(self, by, opens, tmp_path):
        contacts.add(said={"name": "Rosa Muñoz", "phones": "518 555 0142"}, by=by)
        report = brought_in(as_csv(tmp_path, [[*HEAD, "Do not call"], [*ROSA, "yes"]]), by)
        undo(batch_id=report.batch, by=by, keyring=opens, progress=silent)
        rosa = Contact.objects.get()
        assert (rosa.not_by, rosa.address) == ("call", "")
