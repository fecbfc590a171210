"""Takes in a batch: each record named new, same or quarantined, all in one commit, then one signed receipt.

One writer: a lock in this process and BEGIN IMMEDIATE between processes keep SQLite from ever being busy. The batch is
one executemany into one append-only table, one audit line, one commit with synchronous=FULL, one signature.
"""

import base64
import datetime as dt
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec
from django.db import connections, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from waymeet.accounts import server_keys
from waymeet.accounts.phones import Phone, phone_with
from waymeet.kernel import audit, clock, incarnation, signing
from waymeet.kernel.errors import BadInput
from waymeet.organizing.canvass import effects, reading, shapes
from waymeet.organizing.canvass.models import DeviceMark, Entry, PutAside
from waymeet.organizing.canvass.queries.entries import held_already, turfs_held_by
from waymeet.organizing.models import AuditLine, Incarnation

MOST_RECORDS = 100
NEW, SAME, PUT_ASIDE = "new", "same", "quarantined"
_one_writer = threading.Lock()
_batch = msgspec.json.Decoder(shapes.Batch)
COLUMNS = (
    "record",
    "device",
    "seq",
    "kind",
    "turf",
    "door",
    "outcome",
    "follow_up",
    "has_note",
    "target",
    "by",
    "day",
    "odd_clock",
    "digest",
    "raw",
)


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
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    aside: list[PutAside] = field(default_factory=list)
    outcomes: list[list[Any]] = field(default_factory=list)
    digests: dict[bytes, bytes] = field(default_factory=dict)
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
    """Append what is whole, put the rest aside, in one commit; answers the outcomes and the gapless mark."""
    reads = [reading.read(record) for record in records]
    with _one_writer, transaction.atomic(using="organizing"):
        sorting = _sort(reads, phone, trouble)
        _append(sorting.rows)
        PutAside.objects.bulk_create(sorting.aside, ignore_conflicts=True)
        held = _advance(phone, sorting.seqs) if phone else 0
        if sorting.rows or sorting.aside:
            audit.write(
                AuditLine,
                who=phone.person_id if phone else "",
                verb="canvass.hand_in",
                subject=phone.id if phone else "",
                basis=f"{len(sorting.rows)} new, {len(sorting.aside)} put aside",
            )
    return sorting.outcomes, held


def _sort(reads: Iterable[reading.Read], phone: Phone | None, trouble: str) -> Sorting:
    reads = list(reads)
    sorting = Sorting(phone)
    records, seqs = [read.record for read in reads if read.record], [read.seq for read in reads if read.seq]
    known = held_already(records, phone.number if phone else None, seqs)
    turfs = turfs_held_by(phone.person_id) if phone else frozenset()
    now, zone = clock.now(), timezone.get_current_timezone()
    for read in reads:
        digest = known.digests.get(read.record) or sorting.digests.get(read.record)
        if digest == read.digest:
            sorting.outcomes.append([read.seq, SAME, ""])
        else:
            reason = _reason(read, phone, trouble, turfs, known, sorting)
            if reason:
                _put_aside(read, reason, sorting)
            else:
                _accept(read, sorting, now, zone)
        if phone and read.seq:
            sorting.seqs.add(read.seq)
    return sorting


def _reason(
    read: reading.Read, phone: Phone | None, trouble: str, turfs: frozenset[UUID], known: Any, sorting: Sorting
) -> str:
    """Why a record is put aside; '' when it is taken in. A rare kind is carried out here, so that it can fail."""
    if trouble or read.reason:
        return trouble or read.reason
    if read.record in known.digests or read.record in sorting.digests:
        return "other_bytes"
    if read.seq in known.seqs or read.seq in sorting.seqs:
        return "sequence"
    if read.turf is not None and read.turf not in turfs:
        return "turf"
    return effects.carry_out(read, phone) if phone and read.kind in effects.KINDS else ""


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


def _accept(read: reading.Read, sorting: Sorting, now: dt.datetime, zone: dt.tzinfo) -> None:
    assert sorting.phone is not None
    sorting.digests[read.record] = read.digest
    sorting.outcomes.append([read.seq, NEW, ""])
    sorting.rows.append(entry_row(read, sorting.phone.number, read.seq, sorting.phone.person_id, now, zone))


def entry_row(
    read: reading.Read, device: int, seq: int, by: UUID, now: dt.datetime, zone: dt.tzinfo
) -> tuple[Any, ...]:
    """The columns of one entry, in the order of COLUMNS."""
    day, odd = reading.day_of(read.at, now, zone)
    body = read.body
    door = getattr(body, "door", None)
    target = UUID(body.undoes).bytes if isinstance(body, shapes.Undo) else None
    return (
        read.record,
        device,
        seq,
        read.kind,
        read.turf,
        reading.known_id(door) if door else None,
        getattr(body, "outcome", ""),
        getattr(body, "follow_up", False),
        bool(getattr(body, "note", None)),
        target,
        by,
        day,
        odd,
        read.digest,
        read.raw,
    )


def _append(rows: list[tuple[Any, ...]]) -> None:
    if not rows:
        return
    connection = connections["organizing"]
    if connection.vendor == "sqlite":
        rows = [_for_sqlite(*row) for row in rows]
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    places = ", ".join(["%s"] * len(COLUMNS))
    statement = f'INSERT INTO "{Entry._meta.db_table}" ({names}) VALUES ({places})'  # noqa: S608 - our own names only
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _for_sqlite(*row: Any) -> tuple[Any, ...]:
    """Ids as Django stores them there (32 hexadecimal digits), days as text."""
    record, device, seq, kind, turf, door, outcome, follow_up, has_note, target, by, day, *rest = row
    ids = (turf.hex if turf else None, door.hex if door else None)
    return (record, device, seq, kind, *ids, outcome, follow_up, has_note, target, by.hex, day.isoformat(), *rest)


def _advance(phone: Phone, fresh: set[int]) -> int:
    """Move the gapless mark as far as records (taken in or put aside) reach without a gap."""
    mark, _made = DeviceMark.objects.get_or_create(device=phone.number)
    held, furthest = _reach(mark.held_through, fresh), max(mark.furthest, *fresh, 0)
    if mark.held_through < held < mark.furthest:  # numbers beyond came earlier: they may follow on now
        later = {"device": phone.number, "seq__gt": held}
        seqs = set(Entry.objects.filter(**later).values_list("seq", flat=True))
        aside = PutAside.objects.filter(**later).values_list("seq", flat=True)
        held = _reach(held, seqs | {seq for seq in aside if seq is not None})
    if (held, furthest) != (mark.held_through, mark.furthest):
        DeviceMark.objects.filter(pk=mark.pk).update(held_through=held, furthest=furthest)
    return held


def _reach(held: int, seqs: set[int]) -> int:
    while held + 1 in seqs:
        held += 1
    return held


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
