"""Lists that were brought in, and what of them could not be taken."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.phones import names_of
from waymeet.accounts.roles import May
from waymeet.kernel import audit
from waymeet.kernel.errors import CannotOpen, NotFound
from waymeet.organizing.contacts import words
from waymeet.organizing.imports.models import Batch, Explained
from waymeet.organizing.imports.writing import CELLS
from waymeet.organizing.models import AuditLine

SHOWN = 200


def batches(*, by: Person) -> list[tuple[Batch, str]]:
    """Newest first, each with who brought it in."""
    check(by, May.BRING_IN_CONTACTS)
    rows = list(Batch.objects.all()[:100])
    names = names_of({row.by for row in rows})
    return [(row, names.get(row.by, "")) for row in rows]


def batch(*, batch_id: UUID, by: Person) -> Batch:
    check(by, May.BRING_IN_CONTACTS)
    row = Batch.objects.filter(pk=batch_id).first()
    if row is None:
        raise NotFound
    return row


def explained(*, batch_id: UUID, by: Person) -> tuple[int, list[Explained]]:
    """How many there are, and the first of them; nothing is opened."""
    check(by, May.BRING_IN_CONTACTS)
    rows = Explained.objects.filter(batch=batch_id).order_by("row", "id")
    return rows.count(), list(rows[:SHOWN])


def to_mend(*, batch_id: UUID, by: Person, keyring: Keyring, whole: bool) -> list[tuple[Explained, dict[str, str]]]:
    """What could not be taken, with its cells as they stood; it is written down that it was opened.

    `whole` rows are mended in the file and brought in again. Single cells belong to people who are here: they are
    mended on their pages, for brought in again they would be people of their own.
    """
    check(by, May.BRING_IN_CONTACTS)
    with transaction.atomic(using="organizing"):
        audit.write(AuditLine, who=by.id, verb="contacts.read_explained", subject=batch_id)
    rows: Any = Explained.objects.filter(batch=batch_id, whole=whole).order_by("row", "id").iterator()
    return list(_opened(rows, batch_id, keyring))


def _opened(rows: Any, batch_id: UUID, keyring: Keyring) -> Iterator[tuple[Explained, dict[str, str]]]:
    for row in rows:
        try:
            yield row, words.opened(CELLS, row.pk, batch_id, row.epoch, row.cells, keyring)
        except CannotOpen:
            yield row, {}
