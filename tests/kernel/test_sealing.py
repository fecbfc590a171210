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
