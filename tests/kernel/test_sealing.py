"""What is sealed opens with its key, for its purpose, in its place, and in no other way."""

import pytest
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from waymeet.kernel import sealing
from waymeet.kernel.errors import BadInput, CannotOpen

KEYS = sealing.new_key_pair()
INFO, PLACE = b"a purpose", sealing.bind("table", "row", "1")
KEY = bytes(range(32))


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


@given(st.binary(min_size=1, max_size=30), st.integers(0, 64))
def test_a_longer_value_is_refused_wherever_it_grew(more: bytes, position: int) -> None:
    sealed = sealing.seal(KEYS.public, bytes(16), info=INFO, aad=PLACE)
    with pytest.raises(CannotOpen):
        sealing.unseal(KEYS.private, sealed[:position] + more + sealed[position:], info=INFO, aad=PLACE)


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_whatever_bytes_there_are_opening_fails_in_one_way(junk: bytes, key: bytes) -> None:
    for open_it in (
        lambda: sealing.unseal(KEYS.private, junk, info=INFO, aad=PLACE),
        lambda: sealing.unseal(key, junk, info=INFO, aad=PLACE),
        lambda: sealing.unwrap(KEY, junk, aad=PLACE),
        lambda: sealing.unwrap(key, junk, aad=PLACE),
    ):
        with pytest.raises(CannotOpen):
            open_it()


@pytest.mark.parametrize("nothing", [None, 5, "text", []], ids=repr)
def test_what_is_not_bytes_fails_in_the_same_way(nothing: object) -> None:
    with pytest.raises(CannotOpen):
        sealing.unseal(KEYS.private, nothing, info=INFO, aad=PLACE)
    with pytest.raises(CannotOpen):
        sealing.unwrap(KEY, nothing, aad=PLACE)


@pytest.mark.parametrize("low", [bytes(32), b"\x01" + bytes(31), b"\xec" + b"\xff" * 30 + b"\x7f"])
def test_a_point_that_makes_every_secret_nothing_is_refused(low: bytes) -> None:
    """Points of small order: the shared secret would be zeros, which anybody knows."""
    with pytest.raises(CannotOpen):
        sealing.unseal(KEYS.private, low + bytes(40), info=INFO, aad=PLACE)


@given(st.integers(0, 5), st.integers(0, 5))
def test_rows_of_a_table_do_not_trade_places(here: int, there: int) -> None:
    sealed = sealing.seal(KEYS.public, b"words", info=INFO, aad=sealing.bind("table", str(here)))
    if here == there:
        assert sealing.unseal(KEYS.private, sealed, info=INFO, aad=sealing.bind("table", str(there))) == b"words"
        return
    with pytest.raises(CannotOpen):
        sealing.unseal(KEYS.private, sealed, info=INFO, aad=sealing.bind("table", str(there)))


def test_a_loaded_key_opens_the_same() -> None:
    sealed = sealing.seal(KEYS.public, b"words", info=INFO, aad=PLACE)
    key = sealing.loaded(KEYS.private)
    assert sealing.loaded(key) is key
    assert sealing.unseal(key, sealed, info=INFO, aad=PLACE) == b"words"
    for wrong in (b"", bytes(31), None, "x" * 32):
        with pytest.raises(CannotOpen):
            sealing.loaded(wrong)


def test_another_suite_is_another_lock() -> None:
    """A downgrade: the same keys, purpose and place under AES-128 or ChaCha20 open nothing."""
    to = X25519PublicKey.from_public_bytes(KEYS.public)
    for aead in (hpke.AEAD.AES_128_GCM, hpke.AEAD.CHACHA20_POLY1305):
        suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, aead)
        sealed = suite.encrypt(b"words", to, sealing._purpose_and_place(INFO, PLACE))
        with pytest.raises(CannotOpen):
            sealing.unseal(KEYS.private, sealed, info=INFO, aad=PLACE)


def test_a_key_pair_is_twice_32_bytes_and_never_the_same() -> None:
    one, other = sealing.new_key_pair(), sealing.new_key_pair()
    assert {len(part) for part in (*one, *other)} == {32}
    assert len({*one, *other}) == 4


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
        (KEY[:16], None, PLACE),
        (KEY + bytes(1), None, PLACE),
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


@given(st.integers(0, 32), st.integers(0, 7))
def test_any_flipped_bit_of_a_wrapped_value_is_refused(position: int, bit: int) -> None:
    wrapped = bytearray(sealing.wrap(KEY, b"words", aad=PLACE))
    wrapped[position] ^= 1 << bit
    with pytest.raises(CannotOpen):
        sealing.unwrap(KEY, bytes(wrapped), aad=PLACE)


def test_a_short_key_makes_no_weaker_lock() -> None:
    """AES would take 16 bytes, too."""
    with pytest.raises(ValueError, match=r"^a key has 32 bytes$"):
        sealing.wrap(KEY[:16], b"words", aad=PLACE)
    aes = AESGCM(KEY[:16])
    with pytest.raises(CannotOpen):
        sealing.unwrap(KEY[:16], bytes(12) + aes.encrypt(bytes(12), b"words", PLACE), aad=PLACE)


def test_one_secret_gives_other_keys_for_other_purposes() -> None:
    keys = [sealing.derive(KEY, b"one"), sealing.derive(KEY, b"other"), sealing.derive(bytes(32), b"one")]
    assert {len(key) for key in keys} == {32}
    assert len(set(keys)) == 3
    assert sealing.derive(KEY, b"one", length=16) == keys[0][:16]


def test_what_came_in_is_taken_as_it_is_and_shows_nothing() -> None:
    for data in (b"", b"short", bytes(400)):
        taken = sealing.received(data)
        assert bytes(taken) == data
        assert repr(taken) == str(taken) == f"<sealed, {len(data)} bytes>"
    assert isinstance(sealing.seal(KEYS.public, b"", info=INFO, aad=PLACE), sealing.SealedBytes)
    assert isinstance(sealing.wrap(KEY, b"", aad=PLACE), sealing.SealedBytes)


def test_a_length_beyond_the_end_is_refused() -> None:
    with pytest.raises(CannotOpen):
        sealing.unpad(b"\0\3ab")


@pytest.mark.parametrize("padded", [b"", b"\0", b"\1", b"\0\1", b"\xff\xff"])
def test_padding_without_room_for_its_length_is_refused(padded: bytes) -> None:
    with pytest.raises(CannotOpen):
        sealing.unpad(padded)


@given(st.binary(max_size=80))
def test_unpadding_gives_back_what_pad_made_or_refuses(padded: bytes) -> None:
    try:
        data = sealing.unpad(padded)
    except CannotOpen:
        return
    assert sealing.pad(data, len(padded)) == padded


@pytest.mark.parametrize(("length", "size"), [(65_535, 65_537), (65_535, 70_000), (65_533, 65_535), (0, 2)])
def test_padding_holds_what_two_bytes_can_count(length: int, size: int) -> None:
    padded = sealing.pad(b"x" * length, size)
    assert len(padded) == size
    assert sealing.unpad(padded) == b"x" * length


@pytest.mark.parametrize(
    ("length", "size"), [(65_536, 70_000), (65_536, 65_538), (65_534, 65_535), (1, 2), (0, 1), (0, 0)]
)
def test_padding_refuses_what_two_bytes_cannot_count(length: int, size: int) -> None:
    with pytest.raises(BadInput, match=r"^This text is too long to be sealed\. Shorten it\.$"):
        sealing.pad(bytes(length), size)


@pytest.mark.parametrize("part", ["half a pair \ud83c", "x" * 65_536])
def test_a_place_that_cannot_be_opens_nothing(part: str) -> None:
    with pytest.raises(CannotOpen):
        sealing.bind("table", part)
    assert len(sealing.bind("x" * 65_535)) == 65_537


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
