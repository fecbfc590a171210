"""What is sealed opens with its key, for its purpose, in its place, and in no other way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.kernel import sealing
from waymeet.kernel.errors import BadInput, CannotOpen

KEYS = sealing.new_key_pair()
INFO, PLACE = b"a purpose", sealing.bind("table", "row", "1")


@given(st.binary(max_size=300))
def test_what_was_sealed_is_read_back(plaintext: bytes) -> None:
    sealed = sealing.seal(KEYS.public, plaintext, info=INFO, aad=PLACE)
    assert len(sealed) == len(plaintext) + sealing.OVERHEAD
    assert sealing.unseal(KEYS.private, sealed, info=INFO, aad=PLACE) == plaintext


@given(st.integers(min_value=0, max_value=79), st.integers(min_value=0, max_value=7))
def test_any_flipped_bit_is_refused(position: int, bit: int) -> None:
    sealed = bytearray(sealing.seal(KEYS.public, bytes(32), info=INFO, aad=PLACE))
    sealed[position] ^= 1 << bit
    # RFC 7748 ignores the top bit of an X25519 key's last byte; HPKE binds the bytes as sent, so it is refused too
    with pytest.raises(CannotOpen):
        sealing.unseal(KEYS.private, bytes(sealed), info=INFO, aad=PLACE)


@pytest.mark.parametrize(
    ("private", "info", "place"),
    [
        (sealing.new_key_pair().private, INFO, PLACE),
        (KEYS.private, b"another purpose", PLACE),
        (KEYS.private, INFO, sealing.bind("table", "other row", "1")),
        (KEYS.private, INFO + PLACE[:1], PLACE[1:]),
    ],
    ids=["another key", "another purpose", "another row", "the seam between purpose and place moved"],
)
def test_another_key_purpose_or_place_is_refused(private: bytes, info: bytes, place: bytes) -> None:
    sealed = sealing.seal(KEYS.public, b"words", info=INFO, aad=PLACE)
    with pytest.raises(CannotOpen):
        sealing.unseal(private, sealed, info=info, aad=place)


@given(st.integers(min_value=0, max_value=60))
def test_a_truncated_value_is_refused(length: int) -> None:
    sealed = sealing.seal(KEYS.public, bytes(16), info=INFO, aad=PLACE)
    with pytest.raises(CannotOpen):
        sealing.unseal(KEYS.private, sealed[:length], info=INFO, aad=PLACE)


def test_a_key_pair_is_twice_32_bytes_and_never_the_same() -> None:
    one, other = sealing.new_key_pair(), sealing.new_key_pair()
    assert {len(part) for part in (*one, *other)} == {32}
    assert len({*one, *other}) == 4


KEY = bytes(range(32))


@given(st.binary(max_size=300))
def test_what_was_wrapped_is_unwrapped_and_wrapped_anew_each_time(plaintext: bytes) -> None:
    wrapped = sealing.wrap(KEY, plaintext, aad=PLACE)
    assert len(wrapped) == 12 + len(plaintext) + 16
    assert wrapped != sealing.wrap(KEY, plaintext, aad=PLACE)
    assert sealing.unwrap(KEY, wrapped, aad=PLACE) == plaintext


@pytest.mark.parametrize(
    ("key", "cut", "place"),
    [
        (bytes(32), None, PLACE),
        (KEY, None, PLACE + b"!"),
        (KEY, None, b""),
        (KEY, -1, PLACE),
        (KEY, 12, PLACE),
        (KEY, 3, PLACE),
        (KEY, 0, PLACE),
        (b"no key", None, PLACE),
    ],
)
def test_another_key_place_or_length_unwraps_nothing(key: bytes, cut: int | None, place: bytes) -> None:
    wrapped = sealing.wrap(KEY, b"words", aad=PLACE)
    with pytest.raises(CannotOpen):
        sealing.unwrap(key, wrapped[:cut], aad=place)


@pytest.mark.parametrize(
    ("data", "padded"), [(b"", b"\0\0\0\0"), (b"a", b"\0\1a\0"), (b"ab", b"\0\2ab")], ids=["none", "one", "all"]
)
def test_padding_says_the_length_first(data: bytes, padded: bytes) -> None:
    assert sealing.pad(data, 4) == padded
    assert sealing.unpad(padded) == data


def test_a_length_beyond_the_end_is_refused() -> None:
    with pytest.raises(CannotOpen):
        sealing.unpad(b"\0\3ab")


def test_a_place_is_written_part_by_part() -> None:
    assert sealing.bind("ñ", "", "row") == b"\0\2\xc3\xb1\0\0\0\3row"


@given(st.binary(max_size=254))
def test_padding_gives_one_size_and_comes_off_again(data: bytes) -> None:
    padded = sealing.pad(data, 256)
    assert len(padded) == 256
    assert sealing.unpad(padded) == data


def test_padding_refuses_what_does_not_fit_with_a_sentence() -> None:
    with pytest.raises(BadInput, match="too long"):
        sealing.pad(bytes(255), 256)


def test_padding_that_hides_something_is_refused() -> None:
    with pytest.raises(CannotOpen):
        sealing.unpad(b"\x00\x01ab" + bytes(10))


@given(st.lists(st.text(max_size=8), max_size=4), st.lists(st.text(max_size=8), max_size=4))
def test_two_places_never_share_their_bytes(one: list[str], other: list[str]) -> None:
    assert (sealing.bind(*one) == sealing.bind(*other)) == (one == other)
