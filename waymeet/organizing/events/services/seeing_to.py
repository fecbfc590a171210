"""Opening what lies sealed at an event, and seeing to whoever is new: who they are, or nobody."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import erasure
from waymeet.kernel.errors import BadInput, CannotOpen, NotFound
from waymeet.kernel.ids import random_id
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.events import sealed
from waymeet.organizing.events.models import AccessNeed, HeadCount, SealedName, Slip
from waymeet.organizing.events.rows import note
from waymeet.organizing.events.services.signing_in import came

Opened = Sequence[tuple[Any, dict[str, str] | None]]


def open_slips(*, event_id: UUID, by: Person, keyring: Keyring) -> Opened:
    """Who signed in and is not known, as they typed it."""
    check(by, May.READ_INTRODUCTIONS)
    waiting = Slip.objects.filter(event=event_id, state=Slip.State.NEW).order_by("id")
    return _opened(sealed.SLIP, list(waiting), event_id, by, keyring)


def open_circle(*, event_id: UUID, by: Person, keyring: Keyring) -> Opened:
    check(by, May.READ_GUARDED)
    return _opened(sealed.CIRCLE, list(SealedName.objects.filter(event=event_id).order_by("id")), event_id, by, keyring)


def open_access(*, event_id: UUID, by: Person, keyring: Keyring) -> Opened:
    check(by, May.READ_GUARDED)
    return _opened(sealed.ACCESS, list(AccessNeed.objects.filter(event=event_id).order_by("id")), event_id, by, keyring)


def _opened(kind: str, found: list[Any], event_id: UUID, by: Person, keyring: Keyring) -> Opened:
    if found:
        with transaction.atomic(using="organizing"):
            note("event.read", by, event_id)
    return [(row, sealed.read(kind, row, keyring)) for row in found]


def see_to(*, slip_id: UUID, who: UUID | None, keep: bool, by: Person, keyring: Keyring) -> UUID:
    """It is this contact; or they become one; or nobody keeps who it was, and one head is counted."""
    check(by, May.READ_INTRODUCTIONS)
    with transaction.atomic(using="organizing"):
        row = Slip.objects.select_for_update().filter(pk=slip_id, state=Slip.State.NEW).first()
        if row is None:
            raise NotFound
        if who is not None and not Contact.objects.filter(pk=who).exists():
            raise NotFound
        who = who or (_kept(row, by, keyring) if keep else None)
        if who is not None:
            row.attendance = came(row.event, who)
        else:
            HeadCount.objects.create(pk=random_id(), event=row.event, count=1)
        row.state, row.epoch, row.sealed = Slip.State.DONE, "", None
        row.save()
        note("event.see_to", by, row.event_id)
    return row.event_id


def take_out(*, name_id: UUID, by: Person) -> UUID:
    """Somebody wants their name out of a circle's list: it goes for good, and one head stays counted."""
    check(by, May.READ_GUARDED)
    with transaction.atomic(using="organizing"):
        row = SealedName.objects.filter(pk=name_id).first()
        if row is None:
            raise NotFound
        HeadCount.objects.create(pk=random_id(), event=row.event, count=1)
        erasure.erase(SealedName.objects.filter(pk=name_id))
        note("event.take_out", by, row.event_id)
    return row.event_id


def _kept(row: Slip, by: Person, keyring: Keyring) -> UUID:
    said = sealed.read(sealed.SLIP, row, keyring)
    if said is None:
        raise CannotOpen
    try:
        whole = {"name": said.get("name", ""), "phones": said.get("phone", ""), "emails": said.get("email", "")}
        return contacts.add(said=whole | {"source": Contact.Source.EVENT}, by=by)
    except BadInput as trouble:
        raise BadInput(_("Their number or email cannot be used. Add them by hand, and choose them here.")) from trouble
