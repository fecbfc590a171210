"""A file's records open with the file's key, at their own place, as they were sealed, and in no other way."""

import dataclasses
import json
import os
from dataclasses import dataclass
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.kernel import casefiles, sealing
from waymeet.kernel.casefiles import CaseKey, OpenKeys
from waymeet.kernel.errors import BadInput, CannotOpen

TEAM = "casework"
CASE, OTHER_CASE, RECORD, OTHER_RECORD = (UUID(int=number) for number in range(1, 5))
KEY = CaseKey(CASE, 2, bytes(range(32)))
WORDS = {"kind": "note", "day": "2026-11-26", "words": "¿Quién llama?"}
SEALED = casefiles.seal_record(KEY, "record", RECORD, 3, WORDS)

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(codec="utf-8"), max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
contents = st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=9), json_values, max_size=4)


@dataclass(frozen=True)
class Epoch:
    """A team's key of one epoch, both halves, as a test needs them."""

    epoch: str
    private: bytes
    public: bytes
    team: str = TEAM


@dataclass
class Row:
    """What a CaseKeyBase row holds."""

    generation: int
    epoch: str
    wrapped: bytes


class Ring:
    """Whoever holds the private keys of these epochs."""

    def __init__(self, *epochs: Epoch) -> None:
        self.held = {(key.team, key.epoch): key.private for key in epochs}
        self.asked: list[str] = []

    def open_team_key(self, team: str, epoch: str) -> bytes:
        self.asked.append(epoch)
        if (team, epoch) not in self.held:
            raise CannotOpen
        return self.held[team, epoch]


def epoch(name: str) -> Epoch:
    pair = sealing.new_key_pair()
    return Epoch(name, pair.private, pair.public)


ONE, TWO = epoch("1"), epoch("2")


def row_of(team_key: Epoch = ONE, generation: int = 1, case: UUID = CASE) -> tuple[CaseKey, Row]:
    key, wrapped = casefiles.new_case_key(case, generation, team_key)
    return key, Row(generation, team_key.epoch, wrapped)


def open_it(sealed: bytes = SEALED, key: CaseKey = KEY, store: str = "record", record: UUID = RECORD, version: int = 3):
    return casefiles.open_record(key, store, record, version, sealed)


@given(contents)
def test_what_was_sealed_is_read_back_and_its_length_is_a_buckets(content: dict) -> None:
    sealed = casefiles.seal_record(KEY, "record", RECORD, 1, content)
    assert open_it(sealed, version=1) == content
    assert len(sealed) - 1 - 60 - 28 in casefiles.BUCKETS
    assert sealed != casefiles.seal_record(KEY, "record", RECORD, 1, content)


@given(st.integers(0, len(SEALED) - 1), st.integers(0, 7))
def test_any_flipped_bit_is_refused(position: int, bit: int) -> None:
    changed = bytearray(SEALED)
    changed[position] ^= 1 << bit
    with pytest.raises(CannotOpen):
        open_it(bytes(changed))


@given(st.integers(0, len(SEALED) - 1))
def test_any_truncation_is_refused_from_either_end(length: int) -> None:
    for cut in (SEALED[:length], SEALED[len(SEALED) - length :]):
        with pytest.raises(CannotOpen):
            open_it(cut)


@given(st.binary(min_size=1, max_size=40), st.integers(0, len(SEALED)))
def test_any_insertion_is_refused(more: bytes, position: int) -> None:
    with pytest.raises(CannotOpen):
        open_it(SEALED[:position] + more + SEALED[position:])


@given(st.binary(max_size=400))
def test_any_other_bytes_are_refused(junk: bytes) -> None:
    with pytest.raises(CannotOpen):
        open_it(junk)


@pytest.mark.parametrize(
    "other",
    [
        {"store": "face"},
        {"record": OTHER_RECORD},
        {"version": 2},
        {"version": 4},
        {"key": dataclasses.replace(KEY, case=OTHER_CASE)},
        {"key": dataclasses.replace(KEY, generation=1)},
        {"key": dataclasses.replace(KEY, secret=bytes(32))},
        {"key": dataclasses.replace(KEY, secret=KEY.secret[:16])},
        {"key": dataclasses.replace(KEY, secret=b"")},
        {"store": "re\ud800cord"},
        {"store": "r" * 70_000},
        {"sealed": b"\x00" + SEALED[1:]},
        {"sealed": b"\x02" + SEALED[1:]},
        {"sealed": SEALED[1:]},
    ],
    ids=[f"other-{number}" for number in range(14)],  # their bytes are new in every process
)
def test_another_place_version_key_or_form_is_refused(other: dict) -> None:
    with pytest.raises(CannotOpen):
        open_it(**other)


@given(st.integers(1, 9), st.integers(1, 9))
def test_an_older_version_never_opens_at_a_newer_ones_place(sealed_as: int, put_at: int) -> None:
    sealed = casefiles.seal_record(KEY, "record", RECORD, sealed_as, WORDS)
    if sealed_as == put_at:
        assert open_it(sealed, version=put_at) == WORDS
        return
    with pytest.raises(CannotOpen):
        open_it(sealed, version=put_at)


def test_halves_of_two_records_do_not_make_a_third() -> None:
    again = casefiles.seal_record(KEY, "record", RECORD, 3, WORDS)
    for one, other in ((SEALED, again), (again, SEALED)):
        with pytest.raises(CannotOpen):
            open_it(one[: casefiles.WRAPPED_TO] + other[casefiles.WRAPPED_TO :])


def test_the_two_layers_are_bound_apart() -> None:
    """The wrapped key put where the content lies, by somebody who holds the file's key."""
    place = casefiles._record_place("record", KEY, RECORD, 3)
    own = bytes(32)
    wrapped = sealing.wrap(KEY.secret, own, aad=b"key" + place)
    with pytest.raises(CannotOpen):
        open_it(casefiles.FORM + wrapped + sealing.wrap(own, sealing.pad(b"{}", 256), aad=b"key" + place))


@pytest.mark.parametrize("plain", [b"[]", b"null", b'"words"', b"3", b"", b"{", b"\xff\xfe", b"[" * 60_000])
def test_what_is_no_json_object_is_refused(plain: bytes) -> None:
    place = casefiles._record_place("record", KEY, RECORD, 3)
    own = os.urandom(32)
    content = sealing.wrap(own, sealing.pad(plain, 65_535), aad=b"record" + place)
    with pytest.raises(CannotOpen):
        open_it(casefiles.FORM + sealing.wrap(KEY.secret, own, aad=b"key" + place) + content)


@pytest.mark.parametrize("size", casefiles.BUCKETS)
def test_a_record_fills_its_bucket_to_the_last_byte_and_no_further(size: int) -> None:
    room = size - 2 - len(json.dumps({"w": ""}, separators=(",", ":")))
    full = casefiles.seal_record(KEY, "record", RECORD, 1, {"w": "x" * room})
    assert len(full) == 1 + 60 + 28 + size
    assert open_it(full, version=1) == {"w": "x" * room}
    if size == casefiles.BUCKETS[-1]:
        with pytest.raises(BadInput, match="too long"):
            casefiles.seal_record(KEY, "record", RECORD, 1, {"w": "x" * (room + 1)})
    else:
        assert len(casefiles.seal_record(KEY, "record", RECORD, 1, {"w": "x" * (room + 1)})) > len(full)


def test_the_same_content_is_the_same_bytes_before_sealing_whatever_its_order() -> None:
    assert len(casefiles.seal_record(KEY, "r", RECORD, 1, {"b": "ñ", "a": 1})) == 1 + 60 + 28 + 256
    assert open_it(casefiles.seal_record(KEY, "record", RECORD, 3, {"b": "ñ", "a": 1})) == {"a": 1, "b": "ñ"}


def test_nothing_sealed_shows_itself() -> None:
    for sealed in (SEALED, row_of()[1].wrapped):
        assert isinstance(sealed, sealing.SealedBytes)
        assert repr(sealed) == str(sealed) == f"{sealed}" == f"<sealed, {len(sealed)} bytes>"


def test_a_files_key_opens_with_the_teams_key_of_its_epoch() -> None:
    key, row = row_of()
    assert casefiles.open_case_key(row, CASE, TEAM, ONE.private) == key
    assert len(key.secret) == 32
    assert key.secret != row_of()[0].secret


@pytest.mark.parametrize(
    ("change", "case", "team", "private"),
    [
        ({}, OTHER_CASE, TEAM, ONE.private),
        ({}, CASE, "participants", ONE.private),
        ({}, CASE, TEAM, TWO.private),
        ({}, CASE, TEAM, b""),
        ({"epoch": "2"}, CASE, TEAM, ONE.private),
        ({"generation": 2}, CASE, TEAM, ONE.private),
        ({"wrapped": b""}, CASE, TEAM, ONE.private),
        ({"wrapped": None}, CASE, TEAM, ONE.private),
        ({"wrapped": bytes(80)}, CASE, TEAM, ONE.private),
    ],
    ids=[f"else-{number}" for number in range(9)],
)
def test_a_files_key_opens_nowhere_else(change: dict, case: UUID, team: str, private: bytes) -> None:
    _key, row = row_of()
    with pytest.raises(CannotOpen):
        casefiles.open_case_key(dataclasses.replace(row, **change), case, team, private)


@given(st.integers(0, 79), st.integers(0, 7), st.integers(0, 79))
def test_a_files_key_with_a_flipped_bit_or_cut_is_refused(position: int, bit: int, length: int) -> None:
    _key, row = row_of()
    changed = bytearray(row.wrapped)
    changed[position] ^= 1 << bit
    for wrapped in (bytes(changed), row.wrapped[:length], row.wrapped + b"\0"):
        with pytest.raises(CannotOpen):
            casefiles.open_case_key(dataclasses.replace(row, wrapped=wrapped), CASE, TEAM, ONE.private)


@pytest.mark.parametrize("secret", [b"", bytes(16), bytes(31), bytes(33)])
def test_a_files_key_of_another_length_is_refused(secret: bytes) -> None:
    place = casefiles._key_place(TEAM, "1", CASE, 1)
    wrapped = sealing.seal(ONE.public, secret, info=casefiles.CASE_KEY, aad=place)
    with pytest.raises(CannotOpen):
        casefiles.open_case_key(Row(1, "1", wrapped), CASE, TEAM, ONE.private)


def test_each_epoch_is_opened_once_a_request() -> None:
    first, second = row_of(ONE, 1), row_of(TWO, 2)
    other = row_of(ONE, 1, OTHER_CASE)
    ring = Ring(ONE, TWO)
    keys = OpenKeys(TEAM, ring)
    assert keys.of(first[1], CASE) == first[0]
    assert keys.of(second[1], CASE) == second[0]
    assert keys.of(other[1], OTHER_CASE) == other[0]
    assert ring.asked == ["1", "2"]


def test_the_newest_generation_is_found_and_a_forgotten_file_has_none() -> None:
    rows = [Row(1, "1", b""), Row(3, "2", b""), Row(2, "1", b"")]
    assert casefiles.newest(iter(rows)) is rows[1]
    with pytest.raises(CannotOpen):
        casefiles.newest([])


def test_the_newest_key_serves_until_the_teams_key_changes() -> None:
    key, row = row_of()
    assert not casefiles.needs_new_generation(row, ONE)
    assert casefiles.key_to_seal_with([row], CASE, ONE, OpenKeys(TEAM, Ring(ONE))) == (key, None)


def test_after_a_change_nothing_new_is_sealed_under_an_old_key() -> None:
    """Somebody left with the database and every key they ever held; what is written from then on is closed to them."""
    old_key, old = row_of()
    assert casefiles.needs_new_generation(old, TWO)
    key, made = casefiles.key_to_seal_with([old], CASE, TWO, OpenKeys(TEAM, Ring(ONE, TWO)))
    assert made is not None
    assert (key.generation, made.generation, made.epoch) == (2, 2, "2")
    row = Row(made.generation, made.epoch, made.wrapped)
    sealed = casefiles.seal_record(key, "record", RECORD, 1, WORDS)
    assert open_it(sealed, casefiles.open_case_key(row, CASE, TEAM, TWO.private), version=1) == WORDS
    for theirs in (old_key, dataclasses.replace(old_key, generation=2)):
        with pytest.raises(CannotOpen):
            open_it(sealed, theirs, version=1)
    for name in ("1", "2"):
        with pytest.raises(CannotOpen):
            casefiles.open_case_key(dataclasses.replace(row, epoch=name), CASE, TEAM, ONE.private)


def test_an_old_generation_put_back_beside_the_new_one_is_not_taken() -> None:
    """A row of the old epoch with a high number, as somebody with hands on the database could write one."""
    _key, forged = row_of(ONE, 9)
    key, made = casefiles.key_to_seal_with([forged, row_of(TWO, 2)[1]], CASE, TWO, OpenKeys(TEAM, Ring(ONE, TWO)))
    assert made is not None
    assert key.generation == made.generation == 10
    assert made.epoch == "2"


def test_a_new_generation_needs_no_old_key() -> None:
    ring = Ring()
    key, made = casefiles.key_to_seal_with([row_of()[1]], CASE, TWO, OpenKeys(TEAM, ring))
    assert made is not None
    assert key.case == CASE
    assert ring.asked == []


def test_nothing_is_sealed_to_a_file_that_was_forgotten() -> None:
    with pytest.raises(CannotOpen):
        casefiles.key_to_seal_with([], CASE, ONE, OpenKeys(TEAM, Ring(ONE)))
