"""How a phrase is compared, what is keyed, and what a waiting code holds. Pure."""

import hashlib
import hmac
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HEARD_BYTES = 256
SECRET_BYTES = 32
SHORTEST_PHRASE = 8
CODE, PHRASE = b"waymeet card code v1", b"waymeet phrase v1"


@dataclass(frozen=True)
class Said:
    """A code as a phone sent it: when and what."""

    code: str
    iso_week: str
    items: Mapping[int, int]
    taken_back: bool = False


def said_bytes(said: Said) -> bytes:
    items = {str(number): count for number, count in sorted(said.items.items())}
    return json.dumps([said.code, said.iso_week, items, said.taken_back], separators=(",", ":")).encode()


def read_said(plain: bytes) -> Said:
    code, week, items, taken_back = json.loads(plain)
    return Said(code, week, {int(number): count for number, count in items.items()}, taken_back)


def same_words(phrase: str) -> str:
    """Compared without capitals, accents, signs and spaces that people do not remember."""
    plain = unicodedata.normalize("NFKD", phrase.casefold())
    words = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join(words.split())


def keyed(secret: bytes, purpose: bytes, words: str) -> bytes:
    """32 bytes that only a holder of the secret can make from a code or a phrase, each purpose by itself."""
    return hmac.new(secret, purpose + b"\0" + words.encode(), hashlib.sha256).digest()


def items_sum(uses: list[Any]) -> dict[int, int]:
    """Items of several rows together, what was taken back subtracted."""
    sums: dict[int, int] = {}
    for use in uses:
        for number, count in use.items.items():
            sums[int(number)] = sums.get(int(number), 0) + (-count if use.taken_back else count)
    return sums
