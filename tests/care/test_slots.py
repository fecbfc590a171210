"""The slot byte for byte, and what is no slot."""

import hashlib

import pytest

from waymeet.care.naloxone import rules
from waymeet.care.naloxone.rules import Kind, NotASlot, Slot

NOTE = bytes(range(256)) + bytes(48)
FULL = Slot(Kind.HANDED_OUT, 0x0102, 2026, 48, {0x0304: 5, 1: 200}, frozenset({1, 8}), NOTE)


def changed(at: int, *values: int) -> bytes:
    """FULL as bytes, with some of them replaced."""
    plain = bytearray(rules.slot_bytes(FULL))
    plain[at : at + len(values)] = bytes(values)
    return bytes(plain)


def test_every_byte_has_its_place():
    head = bytes([1, 1, 1, 2, 0x07, 0xEA, 48, 0, 0, 0b1000_0001])
    items = bytes([0, 1, 200, 3, 4, 5]) + bytes(18)
    assert rules.slot_bytes(FULL) == head + items + bytes(14) + NOTE


def test_an_empty_slot_says_nothing_and_is_read():
    written = rules.slot_bytes(Slot(Kind.EMPTY, note=NOTE))
    assert written[2:48] == bytes(46)
    assert rules.read_slot(written) == Slot(Kind.EMPTY, 0, 0, 0, {}, frozenset(), NOTE)


def test_a_week_is_written_with_two_digits():
    assert Slot(Kind.EMPTY, year=2026, week=5).iso_week == "2026-W05"


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        rules.slot_bytes(FULL)[:-1],
        rules.slot_bytes(FULL) + b"\0",
        changed(0, 0),
        changed(0, 3),
        changed(1, 3),
        changed(34, 1),
        changed(47, 1),
        changed(6, 0),
        changed(2, 0, 1, 7, 234, 0),
        changed(6, 54),
        changed(4, 0, 0),
        changed(4, 0x03, 0xE7),  # 999
        changed(4, 0x27, 0x0F),  # 9999
        changed(4, 0xFF, 0xFF),
    ],
    ids=[
        "nothing",
        "too short",
        "too long",
        "no version",
        "a later version",
        "an unknown kind",
        "something where zeros are, first",
        "something where zeros are, last",
        "no week",
        "no week in one of the first areas",
        "week 54",
        "no year",
        "three digits of year",
        "the last year of the calendar",
        "a year of five digits",
    ],
)
def test_what_no_phone_of_this_version_wrote_is_no_slot(plain: bytes):
    with pytest.raises(NotASlot):
        rules.read_slot(plain)


@pytest.mark.parametrize(
    ("at", "values", "iso_week"),
    [(6, (1,), "2026-W01"), (6, (53,), "2026-W53"), (4, (0x03, 0xE8), "1000-W48"), (4, (0x27, 0x0E), "9998-W48")],
)
def test_the_first_and_last_week_a_clock_can_name(at: int, values: tuple[int, ...], iso_week: str):
    assert rules.read_slot(changed(at, *values)).iso_week == iso_week


def test_one_item_noted_twice_adds_up_and_nothing_of_nothing_is_left_out():
    plain = changed(10, 0, 7, 2, 0, 7, 3, 0, 9, 0, 0, 0, 4)
    assert rules.read_slot(plain).items == {7: 5}


def test_the_last_of_eight_places_is_read():
    assert rules.read_slot(changed(31, 1, 0, 255)).items == {1: 200, 0x0304: 5, 256: 255}


def test_a_barrier_of_a_later_list_is_left_out():
    assert rules.read_slot(changed(8, 0xFF, 0x02)).barriers == {2}


def test_the_hash_of_a_set_does_not_depend_on_the_order():
    one, two = hashlib.sha256(b"1").digest(), hashlib.sha256(b"2").digest()
    assert rules.set_hash([one, two]) == rules.set_hash([two, one])
    assert rules.set_hash([one, two]) == hashlib.sha256(min(one, two) + max(one, two)).hexdigest()
    assert rules.set_hash([]) == hashlib.sha256().hexdigest()
