"""The key of a person's own page: made at the desk, wrapped under the secret on paper, forgotten at once.

The desk seals to the public half whenever there is something new, without the paper. Only the paper opens.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from waymeet.kernel import long_codes, sealing
from waymeet.kernel.errors import CannotOpen
from waymeet.kernel.sealing import SealedBytes

HANDLE, WRAPS, VIEW = b"waymeet own page handle v1", b"waymeet own page wraps v1", b"waymeet own page view v1"
SIZES = (1024, 4096, 16384, 65535)


@dataclass(frozen=True)
class Made:
    """What a row keeps, and the secret that is shown once."""

    secret: str
    handle: bytes
    public: bytes
    wrapped: SealedBytes


def new(page: UUID) -> Made:
    secret = long_codes.new_secret()
    raw, pair = long_codes.read(secret), sealing.new_key_pair()
    wrapped = sealing.wrap(_wraps(raw), pair.private, aad=_place(page))
    return Made(secret, handle_of(raw), pair.public, wrapped)


def handle_of(raw: bytes) -> bytes:
    """What the page is found by; it leads back to nothing."""
    return long_codes.derived(raw, HANDLE, 32)


def seal(public: bytes, page: UUID, content: Mapping[str, Any]) -> SealedBytes:
    plain = json.dumps(dict(content), ensure_ascii=False, sort_keys=True).encode()
    size = next((one for one in SIZES if one >= len(plain) + 2), SIZES[-1])
    return sealing.seal(bytes(public), sealing.pad(plain, size), info=VIEW, aad=_place(page))


def opened(raw: bytes, page: Any) -> dict[str, Any]:
    """`page` is an OwnPage; CannotOpen for any other secret or row."""
    private = sealing.unwrap(_wraps(raw), bytes(page.wrapped), aad=_place(page.pk))
    found = json.loads(sealing.unpad(sealing.unseal(private, bytes(page.view), info=VIEW, aad=_place(page.pk))))
    if not isinstance(found, dict):
        raise CannotOpen
    return found


def _wraps(raw: bytes) -> bytes:
    return long_codes.derived(raw, WRAPS, 32)


def _place(page: UUID) -> bytes:
    return sealing.bind("own page", str(page))
