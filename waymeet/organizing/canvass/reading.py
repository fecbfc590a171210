"""Reads a record without trusting it: either whole, or with the reason it is put aside. Pure but for shapes."""

import base64
import binascii
import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

import msgspec

from waymeet.organizing.canvass import rules, shapes

MINUTES_AHEAD = dt.timedelta(hours=26)  # a phone set to another time zone is not from the future
OLDEST = dt.timedelta(days=60)


@dataclass(frozen=True)
class Read:
    """One record as read; `reason` is '' when it is whole. `raw` is what the phone sent, byte for byte."""

    raw: bytes
    digest: bytes
    reason: str = ""
    record: bytes = b""
    seq: int = 0
    kind: str = ""
    turf: UUID | None = None
    at: dt.datetime | None = None
    body: msgspec.Struct | None = None


# Turfs and doors come again and again; making a UUID of their text is most of the work of reading a record.
known_id = lru_cache(maxsize=20_000)(UUID)
_record = msgspec.json.Decoder(shapes.Record)
_bodies = {kind: msgspec.json.Decoder(shape) for kind, shape in shapes.BODIES.items()}


def read(raw: bytes) -> Read:
    """Everything the server needs of a record; a record that cannot be used keeps whatever could be read of it."""
    digest = hashlib.sha256(raw).digest()
    try:
        told = _record.decode(raw)
        record = UUID(told.id).bytes
        turf = known_id(told.turf) if told.turf else None
    except (msgspec.MsgspecError, ValueError, AttributeError):
        return Read(raw, digest, "body", seq=_seq_of(raw))
    known = Read(raw, digest, "", record, told.seq, told.kind, turf, _moment(told.at))
    if told.kind not in shapes.BODIES:
        return _because(known, "kind")
    if told.schema != shapes.SCHEMA:
        return _because(known, "schema")
    return _with_body(known, told.body)


def _with_body(known: Read, body: msgspec.Raw) -> Read:
    try:
        shape = _bodies[known.kind].decode(body)
        whole = 0 < known.seq < 2**31 and _makes_sense(shape)
    except (msgspec.MsgspecError, ValueError):
        whole = False
    if not whole:
        return _because(known, "body")
    return Read(known.raw, known.digest, "", known.record, known.seq, known.kind, known.turf, known.at, shape)


def _because(known: Read, reason: str) -> Read:
    return Read(known.raw, known.digest, reason, known.record, known.seq, known.kind, known.turf, known.at)


def _seq_of(raw: bytes) -> int:
    """The number of a record that is otherwise unreadable, so that the phone's numbers stay gapless."""
    try:
        seq = msgspec.json.decode(raw).get("seq", 0)
    except (msgspec.MsgspecError, AttributeError):
        return 0
    return seq if isinstance(seq, int) and 0 < seq < 2**31 else 0


def _makes_sense(body: msgspec.Struct) -> bool:
    """Ids are ids (ValueError otherwise) and words are from their closed lists."""
    for name in ("door", "building", "undoes", "turf"):
        if getattr(body, name, None) is not None:
            known_id(getattr(body, name))
    match body:
        case shapes.Visit():
            return body.outcome in rules.OUTCOMES and (body.person or "contacted") in rules.PERSONS
        case shapes.Flag():
            return body.flag in rules.FLAGS
        case shapes.Introduced():
            return body.wants in ("help", "call") and len(body.sentence) == 64 and bool(sealed_bytes(body.sealed))
    return True


def sealed_bytes(text: str) -> bytes:
    """Base64 to bytes; ValueError where it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as trouble:
        raise ValueError from trouble


def _moment(text: str) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def day_of(at: dt.datetime | None, now: dt.datetime, zone: dt.tzinfo) -> tuple[dt.date, bool]:
    """The day a record counts for, and whether the phone's clock was odd. An odd clock is set aside, never refused."""
    if at is None or at > now + MINUTES_AHEAD or at < now - OLDEST:
        return now.astimezone(zone).date(), True
    return min(at.astimezone(zone).date(), now.astimezone(zone).date()), at > now + dt.timedelta(hours=1)
