"""Whether a chain is the one that was written: every line, every number, every checkpoint. Pure, but for the reading.

A chain alone shows a changed, missing, added or moved line. Checkpoints show a missing end. Both lie on the server, so
whoever owns the server can write both anew: that is what an outside witness is for (audit_witness).
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import connections, router

from waymeet.kernel import audit, signing

MOST_FAULTS = 20
FORGET = "audit.forget"  # the line that says up to which number the oldest lines were let go


class Wrong(StrEnum):
    """What can be found."""

    CHANGED = "changed"  # this line does not follow from the one before
    MISSING = "missing"  # from this number on, lines are missing
    CUT_OFF = "cut_off"  # lines at the end are missing: something vouches for this number
    REWRITTEN = "rewritten"  # the chain holds, and is another one than the checkpoint after this line vouches for
    SIGNATURE = "signature"  # the checkpoint's signature does not fit it
    KEY = "key"  # the checkpoint was signed by a key this server never had


class Line(NamedTuple):
    """A line as it lies in the database, words as bytes: a damaged one must be read too."""

    number: int
    words: tuple[bytes, ...]  # day, who, verb, subject, basis
    hash: bytes


class Point(NamedTuple):
    """A checkpoint as it lies in the database, or in a witness's file."""

    number: int
    hash: bytes
    day: str
    signature: bytes
    public_key: bytes

    def is_signed(self) -> bool:
        try:
            message = audit.checkpoint_message(self.number, self.hash, self.day)
        except (OverflowError, UnicodeEncodeError):
            return False
        return signing.verify(self.public_key, self.signature, message)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, at a line's number."""

    wrong: Wrong
    number: int


@dataclass
class Found:
    """What one look along a chain found. `hashes` holds those of the numbers that were asked for."""

    first: int = 0
    last: int = 0
    lines: int = 0
    checkpoints: int = 0
    faults: list[Fault] = field(default_factory=list)
    hashes: dict[int, bytes] = field(default_factory=dict)
    cuts: set[int] = field(default_factory=set)

    def add(self, wrong: Wrong, number: int) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(wrong, number))


Told = Callable[[int], None]


def follow(
    lines: Iterable[Line], points: Collection[Point], wanted: Collection[int] = (), told: Told | None = None
) -> Found:
    """Along the whole chain once."""
    found, before, expected = Found(), audit.GENESIS, 1
    begins = {point.number: point.hash for point in points if point.is_signed()}
    keep = {point.number for point in points} | set(wanted)
    for line in lines:
        if not found.lines:
            found.first = line.number
            if line.number - 1 in begins:  # the oldest lines were let go; `_beginning` asks whether that was said
                before, expected = begins[line.number - 1], line.number
        if line.number != expected:
            found.add(Wrong.MISSING, expected)
        elif _hash(before, line) != line.hash:
            found.add(Wrong.CHANGED, line.number)
        _note(found, line, keep)
        before, expected = line.hash, line.number + 1
        if told and found.lines % 500 == 0:
            told(found.lines)
    _beginning(found)
    return found


def _note(found: Found, line: Line, keep: set[int]) -> None:
    found.last, found.lines = line.number, found.lines + 1
    if line.number in keep:
        found.hashes[line.number] = line.hash
    if line.words[2] == FORGET.encode() and line.words[3].isdigit():
        found.cuts.add(int(line.words[3]))


def _hash(before: bytes, line: Line) -> bytes | None:
    try:
        return audit.hash_of_words(before, [word.decode() for word in line.words])
    except UnicodeDecodeError:
        return None


def _beginning(found: Found) -> None:
    """A chain that begins later says in itself that its oldest lines were let go, and up to where."""
    if found.first > 1 and found.first - 1 not in found.cuts and Fault(Wrong.MISSING, 1) not in found.faults:
        found.faults.insert(0, Fault(Wrong.MISSING, 1))


def vouch(found: Found, points: Iterable[Point], known: Collection[bytes], counted: int = 0) -> Found:
    """What the checkpoints say of that chain; `counted` is how many lines the database says it ever numbered."""
    furthest = counted
    for point in points:
        found.checkpoints += 1
        if not point.is_signed():
            found.add(Wrong.SIGNATURE, point.number)
            continue
        if point.public_key not in known:
            found.add(Wrong.KEY, point.number)
        furthest = max(furthest, point.number)
        if point.number in found.hashes and found.hashes[point.number] != point.hash:
            found.add(Wrong.REWRITTEN, point.number)
    if furthest > found.last:
        found.add(Wrong.CUT_OFF, furthest)
    return found


def examine(line: Any, checkpoint: Any, known: Collection[bytes], told: Told | None = None) -> Found:
    """The chain of one database. Checkpoints are read first: lines may be added meanwhile, and none may go."""
    points = list(points_of(checkpoint))
    counted = _counted(line)
    return vouch(follow(lines_of(line), points, told=told), points, known, counted)


def lines_of(line: Any) -> Iterator[Line]:
    """Straight from the table, as bytes: what does not even decode was changed too."""
    words = ("day", "who", "verb", "subject", "basis")
    for number, *rest, digest in _raw(line, words, ("hash",)):
        yield Line(number, tuple(bytes(word) for word in rest), bytes(digest))


def points_of(checkpoint: Any) -> Iterator[Point]:
    for number, day, *rest in _raw(checkpoint, ("day",), ("hash", "signature", "public_key")):
        digest, signature, public_key = (bytes(value) for value in rest)
        yield Point(number, digest, bytes(day).decode(errors="replace"), signature, public_key)


def _raw(model: Any, words: tuple[str, ...], values: tuple[str, ...]) -> Iterator[Any]:
    connection = connections[router.db_for_read(model)]
    as_bytes = "convert_to({}::text, 'UTF8')" if connection.vendor == "postgresql" else "CAST({} AS BLOB)"
    columns = ", ".join(["number", *(as_bytes.format(word) for word in words), *values])
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY number")  # noqa: S608 - our own names  # nosec B608
        while rows := cursor.fetchmany(2000):
            yield from rows


def _counted(line: Any) -> int:
    """SQLite remembers the highest number it ever gave; PostgreSQL's own counter is not used."""
    connection = connections[router.db_for_read(line)]
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [line._meta.db_table])
        row = cursor.fetchone()
    return int(row[0]) if row else 0
