"""Sealing: HPKE to a team's public key, padding to one size, and binding a sealed value to its place.

HPKE (RFC 9180) base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, from `cryptography`.
A sealed value is the 32-byte encapsulated key, the ciphertext and its 16-byte tag: 48 bytes longer than what went in.

The library's HPKE takes `info` and no associated data. The place a value is bound to is therefore part of `info`: it
enters the key schedule, so a value moved to another place does not open, as with associated data. The `info` that
HPKE sees is: length of the purpose (2 bytes, big-endian), purpose, place (see `bind`). HPKE's own aad stays empty.

Everything here fails closed: whatever does not open is CannotOpen, and nothing else is ever raised while opening.
A purpose ends in its version ("... v1"); another suite or another form gets another purpose, so that the bytes of one
never open as the other.
"""

import os
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.utils.translation import gettext_lazy as _

from waymeet.kernel.errors import BadInput, CannotOpen

SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
OVERHEAD = 48
NONCE = 12
WRAP_OVERHEAD = 28  # nonce and tag
LONGEST = 0xFFFF  # what two bytes can say


class SealedBytes(bytes):
    """Bytes that came out of sealing: the only thing a `Sealed` field takes. It never shows what it holds."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<sealed, {len(self)} bytes>"

    __str__ = __repr__


def received(data: bytes) -> SealedBytes:
    """Bytes that a phone sealed before they came here. Whether they open is found out by whoever holds the key.

    Nothing is refused for its looks: what came in is kept, also when it turns out to be no sealed thing. A wall test
    (tests/wall/test_models.py) lists who may call this, so that nothing plain slips in by this door.
    """
    return SealedBytes(data)


class KeyPair(NamedTuple):
    """An X25519 key pair as raw bytes, 32 each."""

    private: bytes
    public: bytes


def new_key_pair() -> KeyPair:
    private = X25519PrivateKey.generate()
    return KeyPair(private.private_bytes_raw(), private.public_key().public_bytes_raw())


def seal(public: bytes, plaintext: bytes, *, info: bytes, aad: bytes) -> SealedBytes:
    """Seal to a 32-byte public key. `info` names the purpose, `aad` the place (see `bind`)."""
    to = X25519PublicKey.from_public_bytes(public)
    return SealedBytes(SUITE.encrypt(plaintext, to, _purpose_and_place(info, aad)))


def unseal(private: bytes | X25519PrivateKey, sealed: bytes, *, info: bytes, aad: bytes) -> bytes:
    """Open what `seal` made; CannotOpen for any other key, purpose, place or bytes."""
    key = loaded(private)
    try:
        return SUITE.decrypt(sealed, key, _purpose_and_place(info, aad))
    except (InvalidTag, ValueError, TypeError) as trouble:
        raise CannotOpen from trouble


def loaded(private: bytes | X25519PrivateKey) -> X25519PrivateKey:
    """A private key ready for use. Loading takes as long as opening: whoever opens many values does it once."""
    if isinstance(private, X25519PrivateKey):
        return private
    try:
        return X25519PrivateKey.from_private_bytes(private)
    except (ValueError, TypeError) as trouble:
        raise CannotOpen from trouble


def _purpose_and_place(info: bytes, aad: bytes) -> bytes:
    return len(info).to_bytes(2, "big") + info + aad


def wrap(key: bytes, plaintext: bytes, *, aad: bytes) -> SealedBytes:
    """AES-256-GCM under a 32-byte key: 12-byte nonce, ciphertext, tag."""
    nonce = os.urandom(NONCE)
    return SealedBytes(nonce + _aes(key).encrypt(nonce, plaintext, aad))


def unwrap(key: bytes, wrapped: bytes, *, aad: bytes) -> bytes:
    """Open what `wrap` made; CannotOpen for any other key, place or bytes."""
    try:
        return _aes(key).decrypt(wrapped[:NONCE], wrapped[NONCE:], aad)
    except (InvalidTag, ValueError, TypeError) as trouble:
        raise CannotOpen from trouble


def _aes(key: bytes) -> AESGCM:
    """AES would take 16 or 24 bytes too; a key that was cut short must not become a weaker one that works."""
    if len(key) != 32:
        raise ValueError("a key has 32 bytes")
    return AESGCM(key)


def derive(secret: bytes, purpose: bytes, *, length: int = 32) -> bytes:
    """HKDF-SHA256 (RFC 5869, no salt): one secret, as many independent keys or names as there are purposes."""
    return HKDF(hashes.SHA256(), length, None, purpose).derive(secret)


def pad(data: bytes, size: int) -> bytes:
    """Length (2 bytes, big-endian), data, zeros: always `size` bytes, so that length tells nothing."""
    if len(data) > min(size - 2, LONGEST):
        raise BadInput(_("This text is too long to be sealed. Shorten it."))
    return len(data).to_bytes(2, "big") + data + bytes(size - 2 - len(data))


def unpad(padded: bytes) -> bytes:
    """What `pad` padded; CannotOpen when the length points past the end or anything but zeros follows."""
    length = int.from_bytes(padded[:2], "big")
    if length > len(padded) - 2 or any(padded[2 + length :]):
        raise CannotOpen
    return padded[2 : 2 + length]


def bind(*parts: str) -> bytes:
    """Associated data: each part as a 2-byte length and UTF-8, so that no two lists of parts give the same bytes."""
    try:
        encoded = [part.encode() for part in parts]
        return b"".join(len(part).to_bytes(2, "big") + part for part in encoded)
    except (ValueError, OverflowError) as trouble:  # half a surrogate pair, or a name no place can have
        raise CannotOpen from trouble
