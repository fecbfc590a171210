"""Looks for words in files in every form a program may have given them: encoded, twice encoded, packed, in a database.

It knows nothing of Waymeet: what it is given is a folder and words.
"""

import base64
import binascii
import gzip
import io
import re
import sqlite3
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_from_bytes

DEEP = 2
PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}")
HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){12,}")
MOST = 64 * 1024 * 1024


def _base64(shift: int, url: bool) -> Callable[[bytes], bytes]:
    """How the word looks inside base64 when `shift` bytes stand before it; what its neighbours decide is cut off."""

    def form(word: bytes) -> bytes:
        coded = (base64.urlsafe_b64encode if url else base64.b64encode)(b"\0" * shift + word)
        first = (8 * shift + 5) // 6
        last = (8 * (shift + len(word))) // 6
        return coded[first:last]

    return form


FORMS: dict[str, Callable[[bytes], bytes]] = {
    "plain": lambda word: word,
    "reversed": lambda word: word[::-1],
    "UTF-16 LE": lambda word: word.decode("latin-1").encode("utf-16-le"),
    "UTF-16 BE": lambda word: word.decode("latin-1").encode("utf-16-be"),
    "hex": binascii.hexlify,
    "HEX": lambda word: binascii.hexlify(word).upper(),
    "JSON escapes": lambda word: b"".join(b"\\u%04x" % byte for byte in word),
    "URL escapes": lambda word: b"".join(b"%%%02X" % byte for byte in word),
    **{f"base64+{shift}": _base64(shift, url=False) for shift in range(3)},
    **{f"base64url+{shift}": _base64(shift, url=True) for shift in range(3)},
    "quoted": lambda word: quote_from_bytes(word).encode(),
}


def forms(word: str) -> dict[bytes, str]:
    """Every way, and every way of every way."""
    once = {form(word.encode()): name for name, form in FORMS.items()}
    twice = {form(written): f"{name} in {outer}" for written, name in once.items() for outer, form in FORMS.items()}
    return {written: name for written, name in (twice | once).items() if len(written) >= 6}


@dataclass(frozen=True)
class Hit:
    """A word in a file, and in which form."""

    word: str
    file: str
    form: str


def hits(folder: Path, words: Sequence[str], marker: str) -> list[Hit]:
    """`marker` stands in every word: only what holds it in some form is looked at word by word."""
    marks, found = list(forms(marker)), list[Hit]()
    ways = {word: forms(word) for word in words}
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.stat().st_size > MOST:
            continue
        name = str(path.relative_to(folder))
        for where, raw in _views(path):
            if any(mark in raw for mark in marks):
                for word, written in ways.items():
                    found += [Hit(word, name, f"{form}{where}") for form_, form in written.items() if form_ in raw]
    return list(dict.fromkeys(found))


def _views(path: Path) -> Iterator[tuple[str, bytes]]:
    raw = path.read_bytes()
    yield from _unpacked(raw, DEEP)
    if raw.startswith(b"SQLite format 3\0"):
        yield " in a column", _columns(path)


def _columns(path: Path) -> bytes:
    """All values of all tables in a row: a long one may lie in pieces in the file."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = (row for table in tables for row in connection.execute(f'SELECT * FROM "{table}"'))
        cells = (cell for row in rows for cell in row)
        return b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells)
    finally:
        connection.close()


def _unpacked(raw: bytes, deep: int, where: str = "") -> Iterator[tuple[str, bytes]]:
    """The bytes, and what is packed or encoded in them, two levels down."""
    yield where, raw
    if deep == 0:
        return
    for kind, inner in (*_archives(raw), *_streams(raw), *_encoded(raw)):
        yield from _unpacked(inner, deep - 1, f"{where} in {kind}")


def _archives(raw: bytes) -> Iterator[tuple[str, bytes]]:
    held = io.BytesIO(raw)
    if zipfile.is_zipfile(held):
        with zipfile.ZipFile(held) as archive:
            yield from (("zip", archive.read(name)) for name in archive.namelist())
    elif raw[257:262] == b"ustar":
        with tarfile.open(fileobj=io.BytesIO(raw)) as tar:
            yield from (("tar", told.read()) for one in tar if (told := tar.extractfile(one)))


def _streams(raw: bytes) -> Iterator[tuple[str, bytes]]:
    for found in PACKED.finditer(raw):
        unpack = zlib.decompressobj(31 if found[0][0] == 0x1F else 15)
        try:
            inner = unpack.decompress(raw[found.start() :], MOST)
        except zlib.error:
            continue
        if len(inner) > 8:
            yield "zlib", inner


def _encoded(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """Runs of base64 or hex that hold something packed: what is only encoded is found by its form already."""
    for run in BASE64.findall(raw):
        plain = run.replace(b"-", b"+").replace(b"_", b"/")
        for start in range(4):
            coded = plain[start:]
            inner = base64.b64decode(coded[: len(coded) // 4 * 4])
            if PACKED.match(inner):
                yield "base64", inner
    for run in HEX.findall(raw):
        inner = binascii.unhexlify(run)
        if PACKED.match(inner):
            yield "hex", inner


def packed(word: str) -> bytes:
    """For tests of this file: a word as a program may hide it without meaning to."""
    return base64.b64encode(gzip.compress(word.encode() * 3))
