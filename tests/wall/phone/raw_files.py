"""Reads what Chromium leaves on a disk without Chromium: every file as bytes, LevelDB's log and the session file in the
order in which they were written.

LevelDB keeps what was overwritten until it tidies up, so its log is the history of every write of the evening.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

BLOCK, HEAD = 32_768, 7
FULL, FIRST, LAST = 1, 2, 4


@dataclass(frozen=True)
class Write:
    """One put (or deletion, without a value) of a database, in the order of writing."""

    key: bytes
    value: bytes | None


def writes(log: Path) -> list[Write]:
    """Everything put into a LevelDB whose log this is, oldest first, overwritten or not."""
    return [write for batch in _batches(log.read_bytes()) for write in _puts(batch)]


def _batches(raw: bytes) -> Iterator[bytes]:
    """Records of the log; one that did not fit into a block goes on in the next."""
    whole = b""
    at = 0
    while at + HEAD <= len(raw):
        if BLOCK - at % BLOCK < HEAD:
            at += BLOCK - at % BLOCK
            continue
        _check, length, kind = struct.unpack_from("<IHB", raw, at)
        if kind == 0:
            return
        part = raw[at + HEAD : at + HEAD + length]
        whole = part if kind in (FULL, FIRST) else whole + part
        at += HEAD + length
        if kind in (FULL, LAST):
            yield whole


def _puts(batch: bytes) -> Iterator[Write]:
    at = 12  # the batch's number and how many it holds
    while at < len(batch):
        put, at = batch[at] == 1, at + 1
        key, at = _counted(batch, at)
        value, at = _counted(batch, at) if put else (None, at)
        yield Write(key, value)


def _counted(raw: bytes, at: int) -> tuple[bytes, int]:
    length = shift = 0
    while True:
        byte, at = raw[at], at + 1
        length |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return raw[at : at + length], at + length


def session_commands(file: Path) -> list[tuple[int, bytes]]:
    """What Chromium noted to open its windows again: (which command, its content), oldest first."""
    raw = file.read_bytes()
    assert raw[:4] == b"SNSS", "another kind of session file; read it anew"
    found, at = [], 8
    while at + 2 <= len(raw):
        (size,) = struct.unpack_from("<H", raw, at)
        if size == 0:
            break
        found.append((raw[at + 2], raw[at + 3 : at + 2 + size]))
        at += 2 + size
    return found


def holding(folder: Path, words: str) -> list[str]:
    """Files that hold these words, in any form text takes on a disk."""
    forms = [words.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [file for file in folder.rglob("*") if file.is_file()]
    return sorted(str(file.relative_to(folder)) for file in files if _has(file.read_bytes(), forms))


def _has(raw: bytes, forms: list[bytes]) -> bool:
    return any(form in raw for form in forms)
