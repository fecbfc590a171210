"""This process's own signing key: made in memory at each start, so that no private key lies on disk."""

from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


@cache
def _process_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def public_key() -> bytes:
    """The public half (32 bytes). `accounts.ServerKey` keeps every one ever used, so old receipts still verify."""
    return _process_key().public_key().public_bytes_raw()


def sign(message: bytes) -> bytes:
    """An Ed25519 signature, 64 bytes."""
    return _process_key().sign(message)


def verify(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
