"""What a phone sends of a week: one-on-ones written up, calls, and the door of an event. Words come sealed.

Ids are made on the phone: of the record, and of a promise in it. `before` is the SHA-256 of the sealed write-up this
phone knew of, '' where it knew of none, so that nothing that was written meanwhile is written over.
"""

import datetime as dt
import hashlib
from uuid import UUID

import msgspec

from waymeet.organizing.canvass.reading import MOST_OF_EPOCH, sealed_bytes
from waymeet.organizing.one_on_ones.models import OneOnOne
from waymeet.organizing.week.models import Call

MOST_SEALED = 66_000  # the largest size of words, and what sealing adds
MOST_HEADS = 500  # by one record; a tap is one head


class WrittenUp(msgspec.Struct):
    """A one-on-one that was held. `begun`: nobody had planned it, and its id was made on the phone."""

    one_on_one: str
    contact: str
    held_on: dt.date
    answer: str
    epoch: str
    words: str | None = None
    next_on: dt.date | None = None
    before: str = ""
    promise_id: str | None = None
    promise: str | None = None
    due: dt.date | None = None
    begun: bool = False


class NotHeld(msgspec.Struct):
    """A one-on-one that did not happen, or was called off."""

    one_on_one: str
    contact: str
    state: str


class Called(msgspec.Struct):
    """A follow-up call to a contact or to somebody who asked to be called."""

    outcome: str
    contact: str | None = None
    introduction: str | None = None
    point: str | None = None
    epoch: str = ""
    note: str | None = None


class Here(msgspec.Struct):
    """Somebody on the list of an event is there, or was ticked by mistake."""

    event: str
    contact: str
    here: bool = True


class Newcomer(msgspec.Struct):
    """Somebody at an event who is on no list, as they gave it."""

    event: str
    epoch: str
    words: str


class Heads(msgspec.Struct):
    """So many more (or fewer) were counted at an event that names nobody."""

    event: str
    count: int


def written_up(body: WrittenUp) -> bool:
    promised = (body.promise is None, body.promise_id is None, body.due is None)
    whole = _ids(body.one_on_one, body.contact) and body.answer in OneOnOne.Answer.values and _epoch(body.epoch)
    return (
        whole
        and len(set(promised)) == 1
        and _sealed(body.words)
        and _sealed(body.promise)
        and (body.promise_id is None or _ids(body.promise_id))
        and (not body.before or len(bytes.fromhex(body.before)) == hashlib.sha256().digest_size)
    )


def not_held(body: NotHeld) -> bool:
    return _ids(body.one_on_one, body.contact) and body.state in (OneOnOne.State.MISSED, OneOnOne.State.OFF)


def called(body: Called) -> bool:
    one = (body.contact is None) != (body.introduction is None)
    whole = one and body.outcome in Call.Outcome.values and _ids(body.contact or body.introduction or "")
    return whole and (body.point is None or _ids(body.point)) and _epoch(body.epoch, body.note) and _sealed(body.note)


def here(body: Here) -> bool:
    return _ids(body.event, body.contact)


def newcomer(body: Newcomer) -> bool:
    return _ids(body.event) and _epoch(body.epoch) and _sealed(body.words)


def heads(body: Heads) -> bool:
    return _ids(body.event) and body.count != 0 and abs(body.count) <= MOST_HEADS


def _ids(*texts: str) -> bool:
    return all(UUID(text) for text in texts)


def _epoch(epoch: str, words: str | None = "") -> bool:
    """Sealed words say to which key; where there are none it may stay empty."""
    return len(epoch) <= MOST_OF_EPOCH and bool(epoch or words is None)


def _sealed(words: str | None) -> bool:
    return words is None or 0 < len(sealed_bytes(words)) <= MOST_SEALED
