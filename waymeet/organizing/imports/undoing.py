"""Undoing a list that was brought in: who it added and nobody touched since goes, what it changed stands as before.

A refusal that came with the list stays: to undo it would be to call people who said no.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, erasure
from waymeet.kernel.errors import NotFound
from waymeet.organizing.contacts import filing, guarded, words
from waymeet.organizing.contacts.models import Contact, ContactPoint, Entry, Filed, Membership, Saying
from waymeet.organizing.imports.matching import name_of
from waymeet.organizing.imports.models import Batch, ExternalId, Trace
from waymeet.organizing.imports.rules.people import Somebody
from waymeet.organizing.imports.writing import BEFORE, mark
from waymeet.organizing.models import AuditLine

AT_ONCE = 500
# What hangs on a person and came with the list, or is no sign that somebody worked with them.
OURS = (ContactPoint, Filed, Saying, ExternalId, Trace)
Progress = Callable[[int, int, str], None]


@dataclass
class Undone:
    """How many people went, how many stand as before, and how many stay because somebody worked with them since."""

    gone: int = 0
    restored: int = 0
    stay: int = 0


def undo(*, batch_id: UUID, touched_too: bool = False, by: Person, keyring: Keyring, progress: Progress) -> Undone:
    """Safe to repeat. `touched_too` lets those go too whom somebody worked with since."""
    check(by, May.BRING_IN_CONTACTS)
    check(by, May.READ_GUARDED)
    batch = Batch.objects.filter(pk=batch_id).first()
    if batch is None:
        raise NotFound
    with transaction.atomic(using="organizing"):
        running = Batch.objects.filter(pk=batch_id, state=Batch.State.RUNNING)
        running.update(state=Batch.State.STOPPED)  # if it was not cut off and still comes in, it ends at this
        audit.write(AuditLine, who=by.id, verb="contacts.undo_batch", subject=batch_id)
    kept = _guarded(by, keyring)
    found, done, total = Undone(), 0, Trace.objects.filter(batch=batch).count()
    for traces in _parts(batch):
        with transaction.atomic(using="organizing"):
            _undo_part(traces, found, keyring, kept, touched_too=touched_too)
        done += len(traces)
        progress(done, total, "undo")
    Batch.objects.filter(pk=batch_id).update(state=Batch.State.UNDONE)
    return found


def touched(*, batch_id: UUID, by: Person) -> list[Contact]:
    """Whom an undone list left here because somebody worked with them since: a hundred at most."""
    check(by, May.BRING_IN_CONTACTS)
    made = Trace.objects.filter(batch=batch_id, did=Trace.Did.MADE, batch__state=Batch.State.UNDONE)
    return list(Contact.objects.filter(traces__in=made).distinct()[:100])


def _guarded(by: Person, keyring: Keyring) -> frozenset[UUID]:
    every = guarded.every(by=by, keyring=keyring)
    return frozenset(each.contact for one in every for each in one.members)


def _parts(batch: Batch) -> Iterator[list[Trace]]:
    """First what hangs on people, then changes, then the people who were added."""
    for did in (Trace.Did.BELONGS, Trace.Did.ENTRY, Trace.Did.CHANGED, Trace.Did.MADE):
        last = UUID(int=0)
        while some := list(Trace.objects.filter(batch=batch, did=did, pk__gt=last).order_by("pk")[:AT_ONCE]):
            last = some[-1].pk
            yield some


def _undo_part(
    traces: list[Trace], found: Undone, keyring: Keyring, kept: frozenset[UUID], *, touched_too: bool
) -> None:
    did, rows = traces[0].did, [trace.row for trace in traces if trace.row]
    if did == Trace.Did.BELONGS:
        Membership.objects.filter(pk__in=rows).delete()
    elif did == Trace.Did.ENTRY:
        Entry.objects.filter(pk__in=rows).delete()
    elif did == Trace.Did.CHANGED:
        _put_back(traces, keyring)
        found.restored += len(traces)
    else:
        stay = kept if touched_too else kept | _worked_with(traces)
        gone = [trace.contact_id for trace in traces if trace.contact_id not in stay]
        erasure.erase(Contact.objects.filter(pk__in=gone))
        found.gone += len(gone)
        found.stay += len(traces) - len(gone)
        return
    Trace.objects.filter(pk__in=[trace.pk for trace in traces]).delete()


def _worked_with(traces: Iterable[Trace]) -> set[UUID]:
    """Whoever differs from how the list left them, or has anything that did not come with it."""
    marks = {trace.contact_id: trace.mark for trace in traces}
    contacts = Contact.objects.prefetch_related("points").in_bulk(list(marks))
    stay = {
        one.pk
        for one in contacts.values()
        if one.household_id
        or mark(one, [(point.kind, "", point.folded) for point in one.points.all()]) != marks[one.pk]
    }
    for relation in Contact._meta.related_objects:
        model: Any = relation.related_model
        if model not in OURS:
            name = relation.field.name
            stay.update(model.objects.filter(**{f"{name}__in": list(marks)}).values_list(name, flat=True))
    return stay


def _put_back(traces: list[Trace], keyring: Keyring) -> None:
    contacts = Contact.objects.select_for_update().in_bulk([trace.contact_id for trace in traces])
    for trace in reversed(traces):
        contact = contacts[trace.contact_id]
        said = words.opened(BEFORE, trace.pk, contact.pk, trace.epoch, trace.before or b"", keyring)
        for name, (before, after) in json.loads(said["fields"]).items():
            if name != "not_by" and getattr(contact, name) == after:
                setattr(contact, name, before)
        contact.folded = name_of(Somebody(name=contact.name, chosen=contact.chosen_name))
        contact.save()
        ContactPoint.objects.filter(pk__in=json.loads(said["points"])).delete()
    filing.file(list(contacts.values()))
