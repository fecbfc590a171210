"""Takes in a batch: each record named new, same or quarantined, all in one commit, then one signed receipt.

One writer: a lock in this process and BEGIN IMMEDIATE between processes keep SQLite from ever being busy. The batch is
one executemany into one append-only table, one audit line, one commit with synchronous=FULL, one signature.
"""

import base64
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts import server_keys
from waymeet.accounts.phones import Phone, phone_with
from waymeet.kernel import audit, incarnation, signing
from waymeet.kernel.errors import BadInput
from waymeet.organizing.canvass import effects, kinds, reading, shapes
from waymeet.organizing.canvass.models import PutAside
from waymeet.organizing.canvass.queries.entries import Known, held_already, turfs_held_by
from waymeet.organizing.canvass.services import entering
from waymeet.organizing.models import AuditLine, Incarnation

MOST_RECORDS = 100
NEW, SAME, PUT_ASIDE = "new", "same", "quarantined"
_one_writer = threading.Lock()
_batch = msgspec.json.Decoder(shapes.Batch)


class _NotPlainError(Exception):
    """Something in the batch is to be carried out or put aside, so that the quick way does not do."""


@dataclass(frozen=True)
class Receipt:
    """The server's signed word: the receipt's JSON text, its Ed25519 signature and the public key, base64."""

    receipt: str
    signature: str
    key: str


@dataclass
class Sorting:
    """A batch on its way: rows to append, what is put aside, and the outcome of each record in order."""

    phone: Phone | None
    row_of: entering.RowMaker | None
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    aside: list[PutAside] = field(default_factory=list)
    outcomes: list[list[Any]] = field(default_factory=list)
    raws: dict[bytes, bytes] = field(default_factory=dict)
    seqs: set[int] = field(default_factory=set)


def hand_in(*, raw: bytes, signature: bytes) -> Receipt:
    """Take in a batch as it was sent. BadInput only where it is no batch at all; everything else gets a receipt."""
    try:
        batch = _batch.decode(raw)
    except msgspec.MsgspecError as unreadable:
        raise BadInput(_("What the phone sent cannot be read. Try to hand in again.")) from unreadable
    if len(batch.records) > MOST_RECORDS:
        raise BadInput(_("Too many at once. The phone should send them in smaller groups."))
    phone = phone_with(batch.device)
    trouble = _trouble(phone, signature, raw)
    trusted = phone if trouble in ("", "revoked") else None
    outcomes, held = take_in(records=[bytes(record) for record in batch.records], phone=trusted, trouble=trouble)
    return _receipt(batch, outcomes, held)


def _trouble(phone: Phone | None, signature: bytes, raw: bytes) -> str:
    if phone is None:
        return "device"
    if not signing.verify(phone.signing_key, signature, raw):
        return "signature"
    return "revoked" if phone.ended else ""


def take_in(*, records: Sequence[bytes], phone: Phone | None, trouble: str = "") -> tuple[list[list[Any]], int]:
    """Append what is whole, put the rest aside, in one commit; answers the outcomes and the gapless mark.

    Most batches are new from the first record to the last, so they are appended without asking what is held: the
    table itself refuses a record or a number that it has. Then nothing of that try remains, and the batch is sorted
    beside what is held, as is one in which anything is to be carried out or put aside.
    """
    reads = [reading.read(record) for record in records]
    with _one_writer:
        if phone and not trouble:
            with suppress(IntegrityError, _NotPlainError), transaction.atomic(using="organizing"):
                return _write(_all_new(reads, phone))
        with transaction.atomic(using="organizing"):
            return _write(_sort(reads, phone, trouble, _held(reads, phone)))


def _write(sorting: Sorting) -> tuple[list[list[Any]], int]:
    phone = sorting.phone
    entering.append(sorting.rows)
    if sorting.aside:
        PutAside.objects.bulk_create(sorting.aside, ignore_conflicts=True)
    held = entering.advance(phone, sorting.seqs) if phone else 0
    if sorting.rows or sorting.aside:
        audit.write(
            AuditLine,
            who=phone.person_id if phone else "",
            verb="canvass.hand_in",
            subject=phone.id if phone else "",
            basis=f"{len(sorting.rows)} new, {len(sorting.aside)} put aside",
        )
    return sorting.outcomes, held


def _all_new(reads: list[reading.Read], phone: Phone) -> Sorting:
    """As if nothing of the batch were held; _NotPlainError where that is not all there is to it."""
    odd = any(read.reason or effects.asks_for_something(read.kind) for read in reads)
    if odd or not {read.turf for read in reads} <= turfs_held_by(phone.person_id) | {None}:
        raise _NotPlainError
    row_of = entering.row_maker(phone)
    return Sorting(
        phone,
        row_of,
        rows=[row_of(read, read.seq) for read in reads],
        outcomes=[[read.seq, NEW, ""] for read in reads],
        seqs={read.seq for read in reads},
    )


def _held(reads: list[reading.Read], phone: Phone | None) -> Known:
    records, seqs = [read.record for read in reads if read.record], [read.seq for read in reads if read.seq]
    return held_already(records, phone.number if phone else None, seqs)


def _sort(reads: list[reading.Read], phone: Phone | None, trouble: str, known: Known) -> Sorting:
    sorting = Sorting(phone, entering.row_maker(phone) if phone else None)
    turfs = turfs_held_by(phone.person_id) if phone else frozenset()
    for read in reads:
        if read.kept == (known.raws.get(read.record) or sorting.raws.get(read.record)):
            sorting.outcomes.append([read.seq, SAME, ""])
        else:
            reason = _reason(read, phone, trouble, turfs, known, sorting)
            if reason and reason != kinds.GONE:
                _put_aside(read, reason, sorting)
            else:
                _accept(read, sorting, reason)
        if phone and read.seq:
            sorting.seqs.add(read.seq)
    return sorting


def _reason(
    read: reading.Read, phone: Phone | None, trouble: str, turfs: frozenset[UUID], known: Any, sorting: Sorting
) -> str:
    """Why a record is put aside; '' when it is taken in. A rare kind is carried out here, so that it can fail."""
    if trouble or read.reason:
        return trouble or read.reason
    if read.record in known.raws or read.record in sorting.raws:
        return "other_bytes"
    if read.seq in known.seqs or read.seq in sorting.seqs:
        return "sequence"
    if read.turf is not None and read.turf not in turfs:
        return "turf"
    return effects.carry_out(read, phone.person_id) if phone and effects.asks_for_something(read.kind) else ""


def _put_aside(read: reading.Read, reason: str, sorting: Sorting) -> None:
    phone = sorting.phone
    sorting.outcomes.append([read.seq, PUT_ASIDE, reason])
    sorting.aside.append(
        PutAside(
            device=phone.number if phone else None,
            seq=read.seq if phone and read.seq else None,
            by=phone.person_id if phone else None,
            reason=reason,
            digest=read.digest,
            raw=read.raw,
        )
    )


def _accept(read: reading.Read, sorting: Sorting, named: str = "") -> None:
    """`named`: kinds.GONE, where it was taken off the phone and nothing of it is kept but that it came."""
    assert sorting.row_of is not None
    sorting.raws[read.record] = read.kept
    sorting.outcomes.append([read.seq, NEW, named])
    sorting.rows.append(sorting.row_of(read, read.seq))


def _receipt(batch: shapes.Batch, outcomes: list[list[Any]], held: int) -> Receipt:
    text = msgspec.json.encode(
        {
            "batch": batch.batch,
            "device": batch.device,
            "incarnation": incarnation.current(Incarnation),
            "held_through": held,
            "outcomes": outcomes,
        }
    )
    return Receipt(
        text.decode(),
        base64.b64encode(signing.sign(text)).decode(),
        base64.b64encode(server_keys.public_key()).decode(),
    )
