"""Reads a record without trusting it: either whole, or with the reason it is put aside. Pure but for shapes."""

import base64
import binascii
import datetime as dt
import hashlib
from functools import lru_cache
from uuid import UUID

import msgspec

from waymeet.organizing.canvass import kinds, rules, shapes

MINUTES_AHEAD = dt.timedelta(hours=26)  # a phone set to another time zone is not from the future
OLDEST = dt.timedelta(days=60)
HOUR = dt.timedelta(hours=1)
NO_SUCH_NUMBER = 2**31  # no database keeps such a number in the column it belongs to
NOTHING = b"\\u0000"  # PostgreSQL keeps no such letter in a text
MOST_OF_EPOCH = 20
DIGEST = b"sha256 "


class Read(msgspec.Struct, frozen=True, gc=False):
    """One record as read; `reason` is '' when it is whole, `seq` 0 where it has no usable number. `raw` is what the
    phone sent, byte for byte.
    """

    raw: bytes
    reason: str = ""
    record: bytes = b""
    seq: int = 0
    kind: str = ""
    turf: UUID | None = None
    at: dt.datetime | None = None
    body: msgspec.Struct | None = None

    @property
    def digest(self) -> bytes:
        """SHA-256 of the record, 32 bytes."""
        return hashlib.sha256(self.raw).digest()

    @property
    def kept(self) -> bytes:
        """What an entry holds of it: all of it; of a kind that goes into its own tables, only its hash.

        What is said about a person is then in one place, and goes with them.
        """
        return DIGEST + self.digest if self.kind in kinds.KINDS else self.raw


# Turfs and doors come again and again; making a UUID of their text is most of the work of reading a record.
known_id = lru_cache(maxsize=20_000)(UUID)
_record = msgspec.json.Decoder(shapes.Record)
_bodies = {kind: msgspec.json.Decoder(shape) for kind, shape in shapes.BODIES.items()}


def read(raw: bytes) -> Read:
    """Everything the server needs of a record; a record that cannot be used keeps whatever could be read of it."""
    try:
        told = _record.decode(raw)
        record = _id_bytes(told.id)
        turf = known_id(told.turf) if told.turf else None
    except (msgspec.MsgspecError, ValueError, AttributeError):
        return Read(raw, "body", seq=_seq_of(raw))
    reason, body = _body(told)
    seq = told.seq if 0 < told.seq < NO_SUCH_NUMBER else 0
    return Read(raw, reason, record, seq, told.kind, turf, _moment(told.at), body)


def _id_bytes(text: str) -> bytes:
    """The 16 bytes of a record's id; ValueError where it is none. Half the time `UUID(text).bytes` takes."""
    made = bytes.fromhex(text.replace("-", ""))
    if len(made) != 16:
        raise ValueError
    return made


def _body(told: shapes.Record) -> tuple[str, msgspec.Struct | None]:
    """('', the body), or the reason why there is none."""
    if told.kind in kinds.KINDS:
        return _others_body(told, kinds.KINDS[told.kind])
    if told.kind not in shapes.BODIES:
        return "kind", None
    if told.schema != shapes.SCHEMA:
        return "schema", None
    try:
        body = _bodies[told.kind].decode(told.body)
        whole = 0 < told.seq < NO_SUCH_NUMBER and NOTHING not in bytes(told.body) and _makes_sense(body)
    except (msgspec.MsgspecError, ValueError):
        whole = False
    return ("", body) if whole else ("body", None)


def _others_body(told: shapes.Record, kind: kinds.Kind) -> tuple[str, msgspec.Struct | None]:
    """The same for a kind that an app above brought along."""
    if told.schema != kind.schema:
        return "schema", None
    try:
        body = msgspec.json.decode(told.body, type=kind.shape)
        whole = 0 < told.seq < NO_SUCH_NUMBER and NOTHING not in bytes(told.body) and kind.whole(body)
    except (msgspec.MsgspecError, ValueError):
        whole = False
    return ("", body) if whole else ("body", None)


def _seq_of(raw: bytes) -> int:
    """The number of a record that is otherwise unreadable, so that the phone's numbers stay gapless."""
    try:
        seq = msgspec.json.decode(raw).get("seq", 0)
    except (msgspec.MsgspecError, AttributeError):
        return 0
    return seq if isinstance(seq, int) and 0 < seq < NO_SUCH_NUMBER else 0


def _makes_sense(body: msgspec.Struct) -> bool:
    """Ids are ids (ValueError otherwise) and words are from their closed lists."""
    match body:  # visits first: nine records of ten
        case shapes.Visit(door=door, outcome=outcome, person=person):
            return bool(known_id(door)) and outcome in rules.OUTCOMES and (not person or person in rules.PERSONS)
        case shapes.Flag(door=door, flag=flag):
            return bool(known_id(door)) and flag in rules.FLAGS
        case shapes.Undo(undoes=name) | shapes.Returned(turf=name):
            return bool(known_id(name))
        case shapes.Unit(door=door, building=building):
            return bool(known_id(door)) and bool(known_id(building))
        case shapes.Introduced() as told:
            door_fits = told.door is None or bool(known_id(told.door))
            asked = door_fits and told.wants in ("help", "call") and len(told.epoch) <= MOST_OF_EPOCH
            return asked and len(told.sentence) == 64 and bool(sealed_bytes(told.sealed))
    return False


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
    if not 1 < moment.year < dt.MAXYEAR:  # cannot be told in every time zone
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


class Days:
    """The day a record counts for, and whether the phone's clock was odd. An odd clock is set aside, never refused."""

    def __init__(self, now: dt.datetime, zone: dt.tzinfo) -> None:
        self.zone, self.today = zone, now.astimezone(zone).date()
        self.midnight = dt.datetime.combine(self.today, dt.time(), zone).astimezone(dt.UTC)
        self.oldest, self.ahead, self.latest = now - OLDEST, now + HOUR, now + MINUTES_AHEAD

    def of(self, at: dt.datetime | None) -> tuple[dt.date, bool]:
        if at is None or not self.oldest <= at <= self.latest:
            return self.today, True
        if at >= self.midnight:  # today's work, or a clock that is somewhat fast
            return self.today, at > self.ahead
        return at.astimezone(self.zone).date(), False
