"""What can be joined: every column of one room beside every column of another, by value, day, size and order."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from waymeet.commands.seizure.reading import tells_length
from waymeet.commands.seizure.taken import Column, Table
from waymeet.kernel.privacy import Holds

FILES = ("care", "diversion")
CONTACTS = ("organizing", "consent")  # the gate knows an introduction by the same handle, so its days are theirs
# Workers are the same people on every side, and team keys are everybody's: neither joins a participant.
NAMES_NOBODY = (Holds.WORKER, Holds.KEY, Holds.LABEL)
LONG_ID = re.compile(r"[0-9a-f]{32,128}")
DAY = re.compile(r"\d{4}-\d\d-\d\d")

Row = tuple[int, int]  # which table, which row of it


def troubles(tables: Sequence[Table]) -> Iterator[str]:
    """A sentence for everything that joins somebody in organizing to somebody in care or diversion."""
    yield from by_value(tables)
    contacts, files = _people(tables, CONTACTS), _people(tables, FILES)
    for contact in contacts:
        for file in files:
            yield from by_day(contact, file)
            yield from by_size(contact, file)


def guesses(tables: Sequence[Table]) -> Iterator[str]:
    """What joins nobody for certain, and still tells something."""
    for contact in _people(tables, CONTACTS):
        for file in _people(tables, FILES):
            if contact.ordered and file.ordered and contact.size and file.size:
                yield (
                    f"order: {contact.room}: {contact.name} ({contact.ordered}) beside "
                    f"{file.room}: {file.name} ({file.ordered})"
                )
    yield from by_audit_day(tables)
    yield from by_hold(tables)


def closed_lists(tables: Sequence[Table]) -> int:
    """How many pairs of columns in different rooms share values at all: weeks, areas, kinds, states."""
    where: defaultdict[Any, set[tuple[int, str]]] = defaultdict(set)
    for number, table in enumerate(tables):
        for column in table.columns.values():
            for value in set(map(_hashable, column.values)) - {None, "", b""}:
                where[value].add((number, column.name))
    pairs = set()
    for places in where.values():
        for one in places:
            pairs |= {(one, other) for other in places if tables[one[0]].room < tables[other[0]].room}
    return len(pairs)


def _hashable(value: Any) -> Any:
    return value if isinstance(value, str | bytes | int | float | None) else str(value)


def _people(tables: Iterable[Table], rooms: tuple[str, ...]) -> list[Table]:
    return [table for table in tables if table.room in rooms and table.about_people]


def by_value(tables: Sequence[Table]) -> Iterator[str]:
    """Follow equal ids from row to row, through any table of any room, from organizing to care or diversion."""
    rows_with, values_of = _index(tables)
    found: set[tuple[str, str]] = set()
    for start, table in enumerate(tables):
        if table.room != "organizing" or not table.about_people:
            continue
        for number in range(table.size):
            steps = _path((start, number), tables, rows_with, values_of)
            if steps is not None:
                found.add((" = ".join(steps), table.name))
    for way, name in sorted(found):
        yield f"by value, somebody in {name} and a row on the other side: {way}"


def _index(tables: Sequence[Table]) -> tuple[dict[Any, list[Row]], dict[Row, list[tuple[str, Any]]]]:
    rows_with: defaultdict[Any, list[Row]] = defaultdict(list)
    values_of: defaultdict[Row, list[tuple[str, Any]]] = defaultdict(list)
    public = {v for t in tables if t.for_everybody for c in t.columns.values() for v in map(_hashable, c.values)}
    for place, table in enumerate(tables):
        if table.for_everybody:
            continue
        for column in table.columns.values():
            if column.holds in NAMES_NOBODY:
                continue
            for number, value in enumerate(column.values):
                if _names_one(value) and value not in public:
                    rows_with[value].append((place, number))
                    values_of[place, number].append((column.name, value))
    return rows_with, values_of


def _names_one(value: Any) -> bool:
    """Long enough that two equal ones are no chance."""
    return (isinstance(value, bytes) and len(value) >= 8) or (isinstance(value, str) and bool(LONG_ID.fullmatch(value)))


def _path(start: Row, tables: Sequence[Table], rows_with: Any, values_of: Any) -> list[str] | None:
    """The columns one goes through, or None. A step leaves a row by a value and comes into another by the same one."""
    seen = {start}
    waiting: deque[tuple[Row, list[str]]] = deque([(start, [])])
    used: set[Any] = set()
    while waiting:
        row, path = waiting.popleft()
        if tables[row[0]].room in FILES:
            return path
        for name, value in values_of.get(row, ()):
            if value in used:
                continue
            used.add(value)
            here = f"{tables[row[0]].room}: {tables[row[0]].name}.{name}"
            for other in rows_with[value]:
                if other not in seen:
                    seen.add(other)
                    waiting.append((other, [*path, here, f"{tables[other[0]].room}: {tables[other[0]].name}"]))
    return None


def days(column: Column) -> list[str | None]:
    """Exact days only; weeks and months stand for many."""
    shown = (str(value)[:10] if value is not None else "" for value in column.values)
    return [text if DAY.fullmatch(text) else None for text in shown]


def once_on_both(one: Iterable[Any], other: Iterable[Any]) -> int:
    """How many values stand in exactly one row here and exactly one row there."""
    here, there = Counter(one), Counter(other)
    return sum(1 for value, n in here.items() if value is not None and n == 1 and there.get(value) == 1)


def by_day(contact: Table, file: Table) -> Iterator[str]:
    for one in contact.of(Holds.DAY, Holds.MOMENT):
        for other in file.of(Holds.DAY, Holds.MOMENT, None):  # None: what no model declares
            joined = once_on_both(days(one), days(other))
            if joined:
                yield f"by day, {joined} rows: {contact.called(one)} and {file.called(other)}"


def by_size(contact: Table, file: Table) -> Iterator[str]:
    for one in contact.of(Holds.SEALED):
        for other in file.of(Holds.SEALED):
            here, there = _sizes(one), _sizes(other)
            joined = once_on_both(here, there) if tells_length({*here}) and tells_length({*there}) else 0
            if joined:
                yield f"by size, {joined} rows: {contact.called(one)} and {file.called(other)}"


def _sizes(column: Column) -> list[int]:
    return [len(value) for value in column.values if isinstance(value, bytes) and value]


def by_audit_day(tables: Sequence[Table]) -> Iterator[str]:
    """The audit says which file was opened on which day: a day with one file and one hand-off tells a guesser."""
    for room in FILES:
        opened = opened_on(tables, room)
        single = {day for day, files in opened.items() if len(files) == 1}
        for contact in _people(tables, CONTACTS):
            for column in contact.of(Holds.DAY):
                counted = Counter(days(column))
                told = sum(1 for day, n in counted.items() if n == 1 and day in single)
                if told:
                    here = contact.called(column)
                    yield f"audit: on {told} days one file was opened in {room} and one row is in {here}"


def by_hold(tables: Sequence[Table]) -> Iterator[str]:
    """A hold over one row says that a demand named it, and its day says which demand; two rooms share the day."""
    since: defaultdict[str, set[str]] = defaultdict(set)
    for table in tables:
        if table.is_hold:
            rows = zip(days(table.columns["since_on"]), table.columns["subject"].values, strict=True)
            for day in {day for day, subject in rows if day and subject}:
                since[day].add(table.room)
    for rooms in (rooms for _day, rooms in sorted(since.items()) if len(rooms) > 1):
        yield f"holds: single rows are held since one day in {', '.join(sorted(rooms))}"


def opened_on(tables: Sequence[Table], room: str) -> dict[str, set[Any]]:
    """Files by the days on which the room's audit names them."""
    keys = [(table, table.model._meta.pk.column) for table in _people(tables, (room,))]
    ids = {value for table, key in keys for value in table.columns[key].values if _names_one(value)}
    found: defaultdict[str, set[Any]] = defaultdict(set)
    for table in tables:
        if table.room == room and table.is_audit:
            for day, subject in zip(days(table.columns["day"]), table.columns["subject"].values, strict=True):
                if day and subject in ids:
                    found[day].add(subject)
    return found
