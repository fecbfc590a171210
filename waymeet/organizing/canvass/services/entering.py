"""How entries are written: the row of a record, many rows at once, and a phone's gapless mark."""

import datetime as dt
from collections.abc import Callable
from functools import cache
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connections
from django.utils import timezone

from waymeet.accounts.phones import Phone
from waymeet.kernel import clock
from waymeet.organizing.canvass import reading, shapes
from waymeet.organizing.canvass.models import DeviceMark, Entry, PutAside

COLUMNS = (
    "record",
    "device",
    "seq",
    "kind",
    "turf",
    "door",
    "outcome",
    "follow_up",
    "has_note",
    "target",
    "by",
    "day",
    "odd_clock",
    "raw",
)
Row = tuple[Any, ...]
RowMaker = Callable[[reading.Read, int], Row]


def row_maker(phone: Phone) -> RowMaker:
    """Makes the rows of one phone's batch, ready for `append`."""
    return rows_of(phone.number, phone.person_id, plain=connections["organizing"].vendor == "sqlite")


def rows_of(device: int, by: UUID, *, plain: bool = False) -> RowMaker:
    """Makes rows in the order of COLUMNS. `plain`: ids as 32 hexadecimal digits, as SQLite holds them, days as text."""
    days = reading.Days(clock.now(), timezone.get_current_timezone())
    author: Any = by.hex if plain else by
    day_text = cache(dt.date.isoformat)  # a batch has one day, seldom two

    def row_of(read: reading.Read, seq: int) -> Row:
        body: Any = read.body
        day: Any
        day, odd = days.of(read.at)
        door = getattr(body, "door", None)
        at_door: Any = reading.known_id(door) if door else None
        turf: Any = read.turf
        if plain:
            day, turf, at_door = day_text(day), turf and turf.hex, at_door and at_door.hex
        if isinstance(body, shapes.Visit):  # nine of ten
            told: Row = (body.outcome, body.follow_up, bool(body.note), None)
        else:
            told = ("", False, False, UUID(body.undoes).bytes if isinstance(body, shapes.Undo) else None)
        return (read.record, device, seq, read.kind, turf, at_door, *told, author, day, odd, read.kept)

    return row_of


def append(rows: list[Row]) -> None:
    """All rows by one statement; IntegrityError where a record or a phone's number is held already."""
    if not rows:
        return
    connection = connections["organizing"]
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    into = f'INSERT INTO "{Entry._meta.db_table}" ({names}) VALUES '  # noqa: S608 - our own names only  # nosec B608
    if connection.vendor == "sqlite":  # past Django's cursor, which reads a statement of 1,500 places once more
        places = f"({', '.join('?' * len(COLUMNS))})"
        with connection.wrap_database_errors:
            connection.connection.execute(into + ", ".join([places] * len(rows)), list(chain.from_iterable(rows)))
        return
    with connection.cursor() as cursor:
        cursor.executemany(f"{into}({', '.join(['%s'] * len(COLUMNS))})", rows)


def advance(phone: Phone, fresh: set[int]) -> int:
    """Move the gapless mark as far as records (taken in or put aside) reach without a gap; answers it."""
    before, furthest_before = _mark(phone.number)
    held, furthest = _reach(before, fresh), max(furthest_before, *fresh, 0)
    if before < held < furthest_before:  # numbers beyond came earlier: they may follow on now
        later = {"device": phone.number, "seq__gt": held}
        seqs = set(Entry.objects.filter(**later).values_list("seq", flat=True))
        aside = PutAside.objects.filter(**later).values_list("seq", flat=True)
        held = _reach(held, seqs | {seq for seq in aside if seq is not None})
    if (held, furthest) != (before, furthest_before):
        _set_mark(phone.number, held, furthest)
    return held


def _reach(held: int, seqs: set[int]) -> int:
    while held + 1 in seqs:
        held += 1
    return held


def _mark(device: int) -> tuple[int, int]:
    connection = connections["organizing"]
    wait = " FOR UPDATE" if connection.vendor == "postgresql" else ""  # SQLite has one writer as it is
    table = connection.ops.quote_name(DeviceMark._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT held_through, furthest FROM {table} WHERE device = %s{wait}", [device])  # noqa: S608 - our own names  # nosec B608
        return cursor.fetchone() or (0, 0)


def _set_mark(device: int, held: int, furthest: int) -> None:
    table = connections["organizing"].ops.quote_name(DeviceMark._meta.db_table)
    statement = (
        f"INSERT INTO {table} (device, held_through, furthest) VALUES (%s, %s, %s) ON CONFLICT (device) "  # noqa: S608
        "DO UPDATE SET held_through = excluded.held_through, furthest = excluded.furthest"  # our own names  # nosec B608
    )
    with connections["organizing"].cursor() as cursor:
        cursor.execute(statement, [device, held, furthest])
