"""Sealing: HPKE to a team's public key, padding to one size, and binding a sealed value to its place.

HPKE (RFC 9180) base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, from `cryptography`.
A sealed value is the 32-byte encapsulated key, the ciphertext and its 16-byte tag: 48 bytes longer than what went in.

The library's HPKE takes `info` and no associated data. The place a value is bound to is therefore part of `info`: it
enters the key schedule, so a value moved to another place does not open, as with associated data. The `info` that
HPKE sees is: length of the purpose (2 bytes, big-endian), purpose, place (see `bind`). HPKE's own aad stays empty.
"""

import os
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext_lazy as _

from waymeet.kernel.errors import BadInput, CannotOpen

SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
OVERHEAD = 48


class KeyPair(NamedTuple):
    """An X25519 key pair as raw bytes, 32 each."""

    private: bytes
    public: bytes


def new_key_pair() -> KeyPair:
    private = X25519PrivateKey.generate()
    return KeyPair(private.private_bytes_raw(), private.public_key().public_bytes_raw())


def seal(public: bytes, plaintext: bytes, *, info: bytes, aad: bytes) -> bytes:
    """Seal to a 32-byte public key. `info` names the purpose, `aad` the place (see `bind`)."""
    return SUITE.encrypt(plaintext, X25519PublicKey.from_public_bytes(public), _purpose_and_place(info, aad))


def unseal(private: bytes, sealed: bytes, *, info: bytes, aad: bytes) -> bytes:
    """Open what `seal` made; CannotOpen for any other key, purpose, place or bytes."""
    try:
        return SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), _purpose_and_place(info, aad))
    except (InvalidTag, ValueError, TypeError) as trouble:
        raise CannotOpen from trouble


def _purpose_and_place(info: bytes, aad: bytes) -> bytes:
    return len(info).to_bytes(2, "big") + info + aad


def wrap(key: bytes, plaintext: bytes, *, aad: bytes) -> bytes:
    """AES-256-GCM under a 32-byte key: 12-byte nonce, ciphertext, tag."""
    nonce = os.urandom(12)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, aad)


def unwrap(key: bytes, wrapped: bytes, *, aad: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(wrapped[:12], wrapped[12:], aad)
    except (InvalidTag, ValueError) as trouble:
        raise CannotOpen from trouble


def pad(data: bytes, size: int) -> bytes:
    """Length (2 bytes, big-endian), data, zeros: always `size` bytes, so that length tells nothing."""
    if len(data) > size - 2:
        raise BadInput(_("This text is too long to be sealed. Shorten it."))
    return len(data).to_bytes(2, "big") + data + bytes(size - 2 - len(data))


def unpad(padded: bytes) -> bytes:
    length = int.from_bytes(padded[:2], "big")
    if length > len(padded) - 2 or any(padded[2 + length :]):
        raise CannotOpen
    return padded[2 : 2 + length]


def bind(*parts: str) -> bytes:
    """Associated data: each part as a 2-byte length and UTF-8, so that no two lists of parts give the same bytes."""
    encoded = [part.encode() for part in parts]
    return b"".join(len(part).to_bytes(2, "big") + part for part in encoded)
