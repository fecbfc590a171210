"""Making lists, keeping them as they are, and taking them away.

Each verb is one transaction with one line in the audit; of a classed list the line does not even say which.
"""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import MAY, May, Role
from waymeet.kernel import audit, clock, erasure
from waymeet.kernel.errors import BadInput, NotFound
from waymeet.organizing.lists import classed, queries
from waymeet.organizing.lists.conditions import CLASSED, EVERY
from waymeet.organizing.lists.models import Listed, SavedList
from waymeet.organizing.lists.rules import Asked
from waymeet.organizing.models import AuditLine

MOST_KEPT = 50_000


def make(*, name: str, asked: Asked, share: str, by: Person) -> UUID:
    """A list that is looked up each time."""
    check(by, May.MAKE_LISTS)
    row = SavedList(owner=by.id)
    _put(row, name, asked, share, by)
    with transaction.atomic(using="organizing"):
        row.save(force_insert=True)
        note("list.make", row, by)
    return row.pk


def change(*, list_id: UUID, name: str, asked: Asked, share: str, by: Person, keyring: Keyring | None) -> None:
    """Whoever made it changes what it asks; one that keeps its people can only be called or shared otherwise."""
    check(by, May.MAKE_LISTS)
    with transaction.atomic(using="organizing"):
        found = _mine(list_id, by, keyring)
        frozen = found.row.frozen_on is not None
        _put(found.row, name, found.asked if frozen else asked, share, by, found.kept)
        found.row.save()
        note("list.change", found.row, by)


def freeze(*, list_id: UUID, name: str, by: Person, keyring: Keyring | None) -> UUID:
    """A second list with the people who are on this one now: tonight's call sheet, say."""
    check(by, May.MAKE_LISTS)
    found = queries.one(list_id=list_id, by=by, keyring=keyring)
    ids = list(queries.people_of(found, by=by, keyring=keyring).values_list("pk", flat=True)[: MOST_KEPT + 1])
    if len(ids) > MOST_KEPT:
        raise BadInput(_("That is more than 50,000 people. Ask for fewer, then keep them."))
    row = SavedList(owner=by.id, frozen_on=clock.today())
    _put(row, name, found.asked, SavedList.Share.ME, by, ids if found.row.classed else ())
    with transaction.atomic(using="organizing"):
        row.save(force_insert=True)
        if not row.classed:
            Listed.objects.bulk_create([Listed(on_list=row, contact_id=one) for one in ids], batch_size=1000)
        note("list.freeze", row, by)
    return row.pk


def take_away(*, list_id: UUID, by: Person, keyring: Keyring | None) -> None:
    check(by, May.MAKE_LISTS)
    with transaction.atomic(using="organizing"):
        row = _mine(list_id, by, keyring).row
        note("list.take_away", row, by)
        erasure.erase(SavedList.objects.filter(pk=row.pk))


def subject_of(row: SavedList) -> object:
    """What a line of the audit calls it: of a classed list, nothing."""
    return "" if row.classed else row.pk


def note(verb: str, row: SavedList, by: Person, basis: str = "") -> None:
    audit.write(AuditLine, who=by.id, verb=verb, subject=subject_of(row), basis=basis)


def _mine(list_id: UUID, by: Person, keyring: Keyring | None) -> queries.Opened:
    found = queries.one(list_id=list_id, by=by, keyring=keyring)
    if found.row.owner != by.id:
        raise NotFound
    return found


def _put(
    row: SavedList, name: str, asked: Asked, share: str, by: Person, kept: tuple[UUID, ...] | list[UUID] = ()
) -> None:
    name = " ".join(name.split())
    if not name or len(name) > 80:
        raise BadInput(_("Give the list a name of at most 80 letters."))
    if share not in SavedList.Share.values:
        raise BadInput(_("Say who else sees the list."))
    if not asked.kinds <= set(queries.kinds(by=by)):
        raise NotFound
    needs = {EVERY[kind].needs for kind in asked.kinds} - {None}
    if share == SavedList.Share.FIELD_LEADS and not needs <= MAY[Role.FIELD_LEAD]:
        raise BadInput(_("Field leads may not see some of what this list asks. Share it with organizers only."))
    row.share = SavedList.Share(share)
    if asked.kinds & CLASSED:
        classed.seal(row, name=name, asked=asked.kept(), people=kept)
    else:
        row.classed, row.name, row.conditions, row.epoch, row.sealed = False, name, asked.kept(), "", None
