"""128 random bits on a paper: what finds and opens something of one person's own. The paper is the only copy.

Written in signs that are read out and typed without mistakes, in groups of three. What is kept is derived from it in
one direction, so nothing that is stored leads back.
"""

import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from waymeet.kernel.codes import ALPHABET, typed
from waymeet.kernel.errors import NotFound

BYTES = 16
SIGNS = 27  # 28 ** 27 > 2 ** 128
GROUP = 3


def new_secret() -> str:
    """As people see it: nine groups of three signs."""
    return shown(os.urandom(BYTES))


def shown(secret: bytes) -> str:
    number, signs = int.from_bytes(secret, "big"), []
    for _sign in range(SIGNS):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    text = "".join(reversed(signs))
    return "-".join(text[start : start + GROUP] for start in range(0, SIGNS, GROUP))


def read(secret: str) -> bytes:
    """The 16 bytes behind what was typed or scanned; NotFound for what cannot be one: the same answer as for none."""
    signs = typed(secret)
    if len(signs) != SIGNS or not set(signs) <= set(ALPHABET):
        raise NotFound
    number = 0
    for sign in signs:
        number = number * len(ALPHABET) + ALPHABET.index(sign)
    if number >= 1 << (8 * BYTES):
        raise NotFound
    return number.to_bytes(BYTES, "big")


def derived(secret: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt=None, info=purpose).derive(secret)
