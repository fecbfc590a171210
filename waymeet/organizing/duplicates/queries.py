"""Pairs that wait, one pair side by side, and merges that can be taken apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit
from waymeet.kernel.errors import NotFound
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.duplicates import reasons, record, rows
from waymeet.organizing.duplicates.models import Candidate, Looked, Merge
from waymeet.organizing.models import AuditLine

PAGE = 25
MOST = 20_000  # pairs of one file


@dataclass(frozen=True)
class Waiting:
    """A pair and why it is one."""

    row: Candidate
    why: Sequence[str]


@dataclass(frozen=True)
class Pairs:
    """One page of pairs: `found` in all."""

    pairs: Sequence[Waiting]
    found: int
    page: int
    pages: int
    looked: Looked | None
    newer: int


@dataclass(frozen=True)
class Merged:
    """A merge, opened: who is kept, and who the other was."""

    row: Merge
    kept: Contact
    other: Contact
    points: int


def now_kept_as(contact: UUID) -> UUID | None:
    """Who a contact was merged into: what a phone hands in late still names the one that went."""
    return Merge.objects.filter(gone=contact).values_list("kept", flat=True).first()


def waiting(*, page: int, by: Person) -> Pairs:
    """The surest first."""
    check(by, May.BRING_IN_CONTACTS)
    found = Candidate.objects.filter(state=Candidate.State.OPEN).select_related("one", "other")
    count = found.count()
    pages = max(1, -(-count // PAGE))
    page = min(max(1, page), pages)
    shown = [_waiting(row) for row in found[(page - 1) * PAGE : page * PAGE]]
    looked = Looked.objects.filter(pk=1).first()
    newer = Contact.objects.filter(pk__gt=looked.mark).count() if looked else 0
    return Pairs(shown, count, page, pages, looked, newer)


def _waiting(row: Candidate) -> Waiting:
    return Waiting(row, reasons.in_words(row.why, row.one, row.other))


def pair(*, candidate: UUID, by: Person) -> Waiting:
    """The older contact stands first: it is the one that stays."""
    check(by, May.BRING_IN_CONTACTS)
    row = Candidate.objects.select_related("one", "other").filter(pk=candidate).first()
    if row is None:
        raise NotFound
    return _waiting(row)


def merges(*, by: Person) -> list[Merge]:
    """The newest two hundred."""
    check(by, May.BRING_IN_CONTACTS)
    return list(Merge.objects.select_related("kept")[:200])


def merges_of(*, contact_id: UUID, by: Person) -> list[Merge]:
    """What was merged into this one, the newest first."""
    check(by, May.BRING_IN_CONTACTS)
    return list(Merge.objects.filter(kept=contact_id))


def every_pair(*, by: Person) -> list[Candidate]:
    """All that wait, the surest first."""
    check(by, May.BRING_IN_CONTACTS)
    return list(Candidate.objects.filter(state=Candidate.State.OPEN)[:MOST])


def merged(*, merge: UUID, by: Person, keyring: Keyring) -> Merged:
    """What a merge keeps, opened; it is written down that it was."""
    check(by, May.BRING_IN_CONTACTS)
    check(by, May.READ_GUARDED)
    row = Merge.objects.select_related("kept").filter(pk=merge).first()
    if row is None:
        raise NotFound
    said: dict[str, Any] = record.opened(row, keyring)
    with transaction.atomic(using="organizing"):
        audit.write(AuditLine, who=by.id, verb="contact.read_merge", subject=row.kept_id)
    other = rows.from_plain(Contact._meta.label, said["lost"])
    return Merged(row, row.kept, other, len(said["moved"]) + len(said["gone"]))
