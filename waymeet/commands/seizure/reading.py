"""What can be read: columns nobody declared, personal words in plain, sealed values that are not, open keys."""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from waymeet.commands.seizure.taken import FRAMEWORK, PERSONAL, Column, Table
from waymeet.kernel.privacy import Holds

GUARDED = ("care", "diversion", "consent", "organizing")  # rooms where nothing personal lies in plain
NUMBERS_ONLY = re.compile(r"""[-+\d\s{}\[\]":,.]*""")
IDS_ONLY = re.compile(r"[0-9a-f]{16,128}|[\w.:-]{0,40}", re.IGNORECASE)
MOST_LENGTHS = 12
RAW = -zlib.MAX_WBITS
MORE_THAN_CHANCE = 12  # different characters, printable: seven came up once in 30,000 values of pure chance
STEPS = (0, 28, 48, 60, 88, 89)  # what sealing adds: nothing, nonce and tag, HPKE, a wrapped key, both, and a form byte


def troubles(tables: Iterable[Table]) -> Iterator[str]:
    """A sentence for everything that can be read and must not be."""
    every = list(tables)
    for table in every:
        if table.model is None and table.name not in FRAMEWORK:
            yield f"{table.room}: {table.name} is a table no model knows; {table.size} rows can be read"
        elif table.model is not None:
            for column in table.columns.values():
                if column.name not in table.by_choice:
                    yield from _column_troubles(table, column)
    yield from open_keys(every)


def chosen(tables: Iterable[Table]) -> Iterator[str]:
    """Who chose to be known can be read: not a trouble, and never left unsaid (decision 0024)."""
    for table in tables:
        named = [name for name in table.by_choice if any(table.columns[name].values)]
        if named:
            who = getattr(table.model.Privacy, "names", "people who chose to be known") if table.model else ""
            yield f"{table.room}: {table.name} names {who}; {table.size} rows can be read"


def _column_troubles(table: Table, column: Column) -> Iterator[str]:
    filled = [value for value in column.values if value not in (None, "", b"")]
    called = table.called(column)
    if not filled:
        return
    if column.holds is None:
        yield f"{called} is a column no model declares; {len(filled)} values can be read"
    elif column.holds in PERSONAL and (table.room in GUARDED or column.holds != Holds.FREE_TEXT):
        yield f"{called} holds {column.holds} in plain; {len(filled)} values can be read"
    elif column.holds == Holds.SEALED:
        yield from _sealed_troubles(called, filled)
    elif table.room in GUARDED and _out_of_shape(table.room, column, filled):
        yield f"{called} should hold only {column.holds} and holds other words; they can be read"


def _out_of_shape(room: str, column: Column, filled: list[Any]) -> bool:
    """A name in a column for ids, for counts, or for words of a closed list."""
    texts = [value for value in filled if isinstance(value, str)]
    if column.holds == Holds.COUNT and room != "organizing":  # an import's counts are by street there
        return not all(NUMBERS_ONLY.fullmatch(text) for text in texts)
    if column.holds in (Holds.ID, Holds.DAY, Holds.MOMENT):
        return not all(IDS_ONLY.fullmatch(text.replace(" ", "")) for text in texts)
    return column.holds == Holds.LABEL and bool(column.choices) and not set(map(str, filled)) <= column.choices


def _sealed_troubles(called: str, filled: list[Any]) -> Iterator[str]:
    opened = sum(1 for value in filled if reads(value))
    if opened:
        yield f"{called} should be sealed; {opened} of {len(filled)} values can be read"
    elif tells_length({len(value) for value in filled}):
        yield f"{called} is sealed, but its {len({len(value) for value in filled})} different lengths tell rows apart"


def tells_length(lengths: set[int]) -> bool:
    """Padded values come in a handful of lengths, round ones once what sealing adds is taken away."""
    return len(lengths) > MOST_LENGTHS or not any(
        all((length - step) % 8 == 0 or length - step == 65535 for length in lengths) for step in STEPS
    )


def reads(value: Any) -> bool:
    """Whether a value that should be sealed says anything, as it is or decoded."""
    if not isinstance(value, bytes):
        return True
    return says_something(value) or any(says_something(other) for other in decoded(value))


def decoded(value: bytes) -> Iterator[bytes]:
    for attempt in (_base64, _inflated, _utf16):
        found = attempt(value)
        if found:
            yield found


def _base64(value: bytes) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _inflated(value: bytes) -> bytes:
    for window in (zlib.MAX_WBITS, RAW, zlib.MAX_WBITS | 16):
        engine = zlib.decompressobj(window)
        try:
            found = engine.decompress(value, 1 << 16)
        except zlib.error:
            continue
        if engine.eof and found and (window != RAW or _no_chance(found, engine.unused_data)):
            return found
    return b""


def _no_chance(found: bytes, rest: bytes) -> bool:
    """A raw stream has no checksum: one of a thousand values of pure chance begins with a letter or two of one.

    It was put there by somebody where nothing but padding follows it, or where it says more than chance ever does.
    """
    return len(set(rest)) <= 1 or (says_something(found) and len(set(found)) >= MORE_THAN_CHANCE and _is_text(found))


def _is_text(value: bytes) -> bool:
    try:
        return value.decode().isprintable()
    except ValueError:
        return False


def _utf16(value: bytes) -> bytes:
    try:
        return value.decode("utf-16-le").encode("ascii")
    except ValueError:
        return b""


def says_something(value: bytes) -> bool:
    """Text, JSON, mostly printable, or the zeros of padding that was never sealed."""
    if re.search(rb"(.)\1{7}", value, re.DOTALL):
        return True
    try:
        text = value.decode()
    except ValueError:
        printable = sum(32 <= byte < 127 for byte in value)
        return len(value) >= 64 and printable > 0.7 * len(value)
    return bool(text.strip()) and (text.isprintable() or _is_json(text))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def open_keys(tables: Iterable[Table], others: Iterable[tuple[str, bytes]] = ()) -> Iterator[str]:
    """A private key in the clear gives itself away: its public half lies in the databases."""
    stored = [(table.called(c), value) for table in tables for c in table.columns.values() for value in c.values]
    candidates = [(called, value) for called, value in (*stored, *others) if _could_be_a_key(value)]
    known = {bytes(value) for _called, value in stored if _could_be_a_key(value)}
    for called, value in candidates:
        if X25519PrivateKey.from_private_bytes(value).public_key().public_bytes_raw() in known:
            yield f"{called} holds a private key in the clear"


def _could_be_a_key(value: Any) -> bool:
    return isinstance(value, bytes) and len(value) == 32
