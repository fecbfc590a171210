"""What a person's own page shows of sealed words: sealed to the page at the desk, opened with the paper only."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from waymeet.kernel import sealing
from waymeet.kernel.errors import CannotOpen
from waymeet.kernel.own_pages import Made, Paper
from waymeet.kernel.sealing import SealedBytes

PAPER, VIEW = (
    Paper(b"waymeet own page handle v1", b"waymeet own page wraps v1", "own page"),
    b"waymeet own page view v1",
)
SIZES = (1024, 4096, 16384, 65535)


def new(page: UUID) -> Made:
    return PAPER.new(page)


def seal(public: bytes, page: UUID, content: Mapping[str, Any]) -> SealedBytes:
    plain = json.dumps(dict(content), ensure_ascii=False, sort_keys=True).encode()
    size = next((one for one in SIZES if one >= len(plain) + 2), SIZES[-1])
    return sealing.seal(bytes(public), sealing.pad(plain, size), info=VIEW, aad=PAPER.bound_to(page))


def opened(raw: bytes, page: Any) -> dict[str, Any]:
    """`page` is an OwnPage; CannotOpen for any other secret or row."""
    private = PAPER.private_of(raw, page)
    plain = sealing.unseal(private, bytes(page.view), info=VIEW, aad=PAPER.bound_to(page.pk))
    found = json.loads(sealing.unpad(plain))
    if not isinstance(found, dict):
        raise CannotOpen
    return found
