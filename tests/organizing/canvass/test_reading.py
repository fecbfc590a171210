"""What of a record is believed, and the reason why another is put aside."""

import base64
import datetime as dt
import json
from typing import Any
from uuid import UUID

import pytest

from waymeet.organizing.canvass import reading, shapes
from waymeet.organizing.canvass.reading import Read

ID, DOOR, TURF = (f"00000000-0000-4000-8000-00000000000{digit}" for digit in "123")
AT = dt.datetime(2026, 11, 23, 18, 0, tzinfo=dt.UTC)
SENTENCE = "a" * 64
SEALED = base64.b64encode(b"sealed").decode()
BODIES: dict[str, dict[str, Any]] = {
    "visit": {"door": DOOR, "outcome": "answered"},
    "undo": {"undoes": ID},
    "unit": {"door": DOOR, "building": ID, "unit": "2"},
    "flag": {"door": DOOR, "flag": "dog", "on": True},
    "introduction": {"wants": "help", "language": "es", "sentence": SENTENCE, "sealed": SEALED},
    "returned": {"turf": TURF},
}


def record(kind: str = "visit", body: object = None, **changed: Any) -> bytes:
    told = {"id": ID, "seq": 5, "kind": kind, "schema": 1, "turf": TURF, "at": AT.isoformat()}
    return json.dumps(told | {"body": BODIES.get(kind, {}) if body is None else body} | changed).encode()


@pytest.mark.parametrize("kind", BODIES)
def test_a_whole_record_is_read_whole(kind: str):
    raw = record(kind)
    read = reading.read(raw)
    assert isinstance(read.body, shapes.BODIES[kind])
    assert read == Read(raw, "", UUID(ID).bytes, 5, kind, UUID(TURF), AT, read.body)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (record("dance"), "kind"),
        (record(schema=2), "schema"),
        (record("dance", schema=2), "kind"),
        (record(body={}), "body"),
        (record(seq=0), "body"),
        (record(seq=2**31), "body"),
    ],
)
def test_a_record_put_aside_keeps_what_could_be_read(raw: bytes, reason: str):
    told, read = json.loads(raw), reading.read(raw)
    seq = told["seq"] if told["seq"] < 2**31 else 0
    assert read == Read(raw, reason, UUID(ID).bytes, seq, told["kind"], UUID(TURF), AT)


@pytest.mark.parametrize(
    ("raw", "seq"),
    [
        (b"", 0),
        (b'"what"', 0),
        (b"[1]", 0),
        (b"\xff", 0),
        (b'{"seq": 7}', 7),
        (b'{"seq": 1}', 1),
        (b'{"seq": 2147483647}', 2**31 - 1),
        (b'{"seq": 2147483648}', 0),
        (b'{"seq": 0}', 0),
        (b'{"seq": -1}', 0),
        (b'{"seq": "7"}', 0),
        (b"{}", 0),
        (record(id="no id"), 5),
        (record(turf="no turf"), 5),
    ],
)
def test_an_unreadable_record_still_fills_its_number(raw: bytes, seq: int):
    assert reading.read(raw) == Read(raw, "body", seq=seq)


@pytest.mark.parametrize("seq", [1, 2**31 - 1])
def test_the_first_and_last_number_a_phone_can_use(seq: int):
    assert (reading.read(record(seq=seq)).reason, reading.read(record(seq=seq)).seq) == ("", seq)


def test_a_record_may_name_no_turf():
    assert reading.read(record(turf=None)).turf is None


@pytest.mark.parametrize(
    ("kind", "changed", "whole"),
    [
        ("visit", {"door": "no id"}, False),
        ("visit", {"outcome": "danced"}, False),
        ("visit", {"person": "moved"}, True),
        ("visit", {"person": "danced"}, False),
        ("visit", {"person": None}, True),
        ("undo", {"undoes": "no id"}, False),
        ("unit", {"building": "no id"}, False),
        ("unit", {"door": "no id"}, False),
        ("flag", {"flag": "unsafe", "on": False}, True),
        ("flag", {"flag": "haunted"}, False),
        ("flag", {"door": "no id"}, False),
        ("introduction", {"wants": "call"}, True),
        ("introduction", {"wants": "money"}, False),
        ("introduction", {"door": DOOR}, True),
        ("introduction", {"door": "no id"}, False),
        ("introduction", {"sentence": "a" * 63}, False),
        ("introduction", {"sentence": "a" * 65}, False),
        ("introduction", {"epoch": "1" * 20}, True),
        ("introduction", {"epoch": "1" * 21}, False),
        ("visit", {"note": "nothing\0"}, False),
        ("introduction", {"sealed": ""}, False),
        ("introduction", {"sealed": "no base64!"}, False),
        ("introduction", {"sealed": f"{SEALED}!"}, False),
        ("returned", {"turf": "no id"}, False),
    ],
)
def test_ids_are_ids_and_words_are_from_their_lists(kind: str, changed: dict[str, Any], whole: bool):
    assert reading.read(record(kind, BODIES[kind] | changed)).reason == ("" if whole else "body")


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("2026-11-23T18:00:00Z", AT),
        ("2026-11-23T13:00:00-05:00", AT),
        ("2026-11-23T18:00:00", AT),
        ("0002-01-01T00:00:00Z", dt.datetime(2, 1, 1, tzinfo=dt.UTC)),
        ("0001-12-31T00:00:00Z", None),
        ("9998-12-31T00:00:00Z", dt.datetime(9998, 12, 31, tzinfo=dt.UTC)),
        ("9999-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_moment_is_read_where_it_is_one(at: str, moment: dt.datetime | None):
    found = reading.read(record(at=at)).at
    assert found == moment
    assert found is None or found.tzinfo is not None


ALBANY = dt.timezone(dt.timedelta(hours=-5))
NOW = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)  # still the 23rd in Albany
TODAY = dt.date(2026, 11, 23)
SECOND = dt.timedelta(seconds=1)


@pytest.mark.parametrize(
    ("at", "day", "odd"),
    [
        (None, TODAY, True),
        (NOW, TODAY, False),
        (NOW - dt.timedelta(days=3), dt.date(2026, 11, 20), False),
        (NOW - dt.timedelta(days=60), dt.date(2026, 9, 24), False),
        (NOW - dt.timedelta(days=60) - SECOND, TODAY, True),
        (NOW + dt.timedelta(hours=1), TODAY, False),
        (NOW + dt.timedelta(hours=1) + SECOND, TODAY, True),
        (NOW + dt.timedelta(hours=20), TODAY, True),
        (NOW + dt.timedelta(hours=26), TODAY, True),
        (NOW + dt.timedelta(hours=27), TODAY, True),
    ],
)
def test_the_day_a_record_counts_for(at: dt.datetime | None, day: dt.date, odd: bool):
    assert reading.Days(NOW, ALBANY).of(at) == (day, odd)


def test_the_day_begins_where_the_organization_is_and_not_where_the_server_is():
    honolulu = dt.timezone(dt.timedelta(hours=-10))
    assert reading.Days(NOW, honolulu).of(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)) == (dt.date(2026, 11, 22), False)
