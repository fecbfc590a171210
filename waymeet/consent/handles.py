"""The secret of one hand-off: 128 random bits on the participant's receipt, from which everything about it is found."""

import os
from uuid import UUID

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from waymeet.kernel.codes import ALPHABET, typed
from waymeet.kernel.errors import NotFound

BYTES = 16
SIGNS = 27  # 28 ** 27 > 2 ** 128
GROUP = 3
HANDLE, DOCUMENT = b"waymeet handoff handle v1", b"waymeet handoff document v1"


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


def handle_of(secret: bytes) -> UUID:
    """What the ledger and the receiving side know it by; a version 4 id, as every random id here."""
    return UUID(bytes=_derived(secret, HANDLE, 16), version=4)


def document_key(secret: bytes) -> bytes:
    return _derived(secret, DOCUMENT, 32)


def _derived(secret: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt=None, info=purpose).derive(secret)
