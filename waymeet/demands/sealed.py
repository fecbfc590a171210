"""Sealing what a demand says and what was attached, to the team that handles demands; bound to its row."""

import json
from collections.abc import Mapping
from typing import Any

from waymeet.accounts.keyring import COUNSEL, Keyring, SealingKey
from waymeet.kernel import sealing
from waymeet.kernel.errors import BadInput, CannotOpen

PURPOSE = b"waymeet legal demand v1"
TEXT_SIZES = (2048, 8192, 32768, 65535)
FILE_SIZES = tuple(size * 1024 for size in (64, 256, 1024, 4096, 10240 + 64))  # a file is as long as the next of these


def seal_text(key: SealingKey, place: tuple[str, ...], said: Mapping[str, Any]) -> bytes:
    plain = json.dumps(dict(said), ensure_ascii=False, sort_keys=True).encode()
    size = next((size for size in TEXT_SIZES if size >= len(plain) + 2), TEXT_SIZES[-1])
    return sealing.seal(key.public, sealing.pad(plain, size), info=PURPOSE, aad=sealing.bind(*place, key.epoch))


def open_text(keyring: Keyring, epoch: str, place: tuple[str, ...], sealed: bytes) -> dict[str, Any]:
    private = keyring.open_team_key(COUNSEL, epoch)
    opened = sealing.unseal(private, sealed, info=PURPOSE, aad=sealing.bind(*place, epoch))
    said = json.loads(sealing.unpad(opened))
    if not isinstance(said, dict):
        raise CannotOpen
    return said


def seal_file(key: SealingKey, place: tuple[str, ...], content: bytes) -> bytes:
    """Length (4 bytes, big-endian), content, zeros up to one of five sizes; then sealed."""
    size = next((size for size in FILE_SIZES if size >= len(content) + 4), 0)
    if not size:
        raise BadInput
    padded = len(content).to_bytes(4, "big") + content + bytes(size - 4 - len(content))
    return sealing.seal(key.public, padded, info=PURPOSE, aad=sealing.bind(*place, key.epoch))


def open_file(keyring: Keyring, epoch: str, place: tuple[str, ...], sealed: bytes) -> bytes:
    private = keyring.open_team_key(COUNSEL, epoch)
    padded = sealing.unseal(private, sealed, info=PURPOSE, aad=sealing.bind(*place, epoch))
    return padded[4 : 4 + int.from_bytes(padded[:4], "big")]
