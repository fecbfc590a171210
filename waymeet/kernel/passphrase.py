"""One slow hash over a passphrase, two outputs: one to be recognized by, one to open a private key with."""

import hashlib
import hmac
import os
from functools import cache
from typing import NamedTuple

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from django.conf import settings
from xkcdpass import xkcd_password

SALT_BYTES = 16
WORDS_FOR_KEY_HOLDERS = 6  # 7,772 words: 77 bits, out of reach of 64 MiB Argon2id guesses from a stolen disk
WORDS_FOR_OTHERS = 4


class Derived(NamedTuple):
    """`verifier` is sent to be compared (stored only hashed); `unwrap_key` opens the private key, never stored."""

    verifier: bytes
    unwrap_key: bytes


def new_salt() -> bytes:
    return os.urandom(SALT_BYTES)


def normalized(passphrase: str) -> str:
    """Case and spacing do not matter: phones capitalize the first word."""
    return " ".join(passphrase.lower().replace("-", " ").split())


def derive(passphrase: str, salt: bytes) -> Derived:
    """Argon2id (settings: 64 MiB, t=3, p=1), then HKDF-SHA256 with two purposes (DESIGN, the seal)."""
    root = hash_secret_raw(
        normalized(passphrase).encode(), salt, settings.ARGON2_PASSES, settings.ARGON2_KIB, 1, 32, Type.ID
    )
    return Derived(_expand(root, b"waymeet verifier v1"), _expand(root, b"waymeet unwrap v1"))


def _expand(root: bytes, purpose: bytes) -> bytes:
    return HKDFExpand(SHA256(), 32, purpose).derive(root)


def verifier_hash(verifier: bytes) -> bytes:
    return hashlib.sha256(verifier).digest()


def matches(verifier: bytes, stored: bytes) -> bool:
    return hmac.compare_digest(verifier_hash(verifier), stored)


@cache
def _words() -> list[str]:
    """Without the list's four words that have a dash: on a card nobody could tell the dash from a line break."""
    path = xkcd_password.locate_wordfile("eff-long")
    return list(xkcd_password.generate_wordlist(path, min_length=3, max_length=9, valid_chars="[a-z]"))


def new_passphrase(words: int = WORDS_FOR_KEY_HOLDERS) -> str:
    """Generated words from the EFF long list, chosen by the system's randomness."""
    return str(xkcd_password.generate_xkcdpassword(_words(), numwords=words, delimiter=" "))
