"""Rows back into nested JSON, and everything into tables: what goes out of the directory."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from waymeet.care.directory.models import Link, Record
from waymeet.care.directory.records import cell, number_of
from waymeet.care.directory.rules.hsds import COLUMNS, DEMANDED, INSIDE, NUMBERS, Hangs

AT_ONCE = 900
DEEPEST = 12
# What would lead back to where one came from.
BACK = {"service": frozenset({"organization"}), "organization": frozenset({"services"})}
UUID_LENGTH = 32


class Graph:
    """Records and what points to what, held in memory."""

    def __init__(self, records: Iterable[Record], links: Iterable[tuple[Any, str, str]]) -> None:
        every = sorted(records, key=lambda one: (one.table, one.place, one.key))
        self.by_key = {(one.table, one.key): one for one in every}
        by_id = {one.pk: one for one in every}
        self._points: dict[tuple[Any, str], list[str]] = defaultdict(list)
        self._ways: dict[Any, set[str]] = defaultdict(set)
        self._hang: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
        for record_id, by, to in links:
            record = by_id.get(record_id)
            if record is not None:
                self._points[record_id, by].append(to)
                self._ways[record_id].add(by)
                self._hang[record.table, by, to].append(record)
        for hung in self._hang.values():
            hung.sort(key=lambda one: (one.place, one.key))

    @classmethod
    def everything(cls) -> "Graph":
        return cls(Record.objects.all(), Link.objects.values_list("record_id", "by", "to"))

    @classmethod
    def around(cls, keys: Iterable[str]) -> "Graph":
        """Services and all that hangs in them."""
        found: dict[Any, Record] = {}
        links: set[tuple[Any, str, str]] = set()
        wave = list(Record.objects.filter(table="service", key__in=list(keys)))
        for _step in range(DEEPEST):
            fresh = [one for one in wave if one.pk not in found]
            if not fresh:
                break
            found |= {one.pk: one for one in fresh}
            wave = list(_next_to(fresh, links))
        return cls(found.values(), links)

    def hanging(self, parent: Record, hangs: Hangs) -> list[Record]:
        """What stands under one name inside a record."""
        if hangs.many:
            return self._hang.get((hangs.table, hangs.by, parent.key), [])
        keys = self._points.get((parent.pk, hangs.by), [])
        return [one for key in keys if (one := self.by_key.get((hangs.table, key))) is not None]

    def ends(self, record: Record) -> list[tuple[str, list[str]]]:
        """Column -> everything the record points to by it."""
        return [(by, self._points[record.pk, by]) for by in sorted(self._ways.get(record.pk, ()))]

    def of(self, table: str) -> Iterator[Record]:
        return (one for (kind, _key), one in self.by_key.items() if kind == table)


def _next_to(records: list[Record], links: set[tuple[Any, str, str]]) -> Iterator[Record]:
    """Children of these, and the single ones they point to; of an organization everything but its services."""
    own = {one.pk: one for one in records}
    wanted: dict[str, set[str]] = defaultdict(set)
    for some in _some(list(own)):
        for record_id, by, to in Link.objects.filter(record__in=some).values_list("record_id", "by", "to"):
            links.add((record_id, by, to))
            for table in _single(own[record_id].table, by):
                wanted[table].add(to)
    yield from (one for table, keys in wanted.items() for some in _some(sorted(keys)) for one in _of(table, some))
    parents = {one.key: one.table for one in records}
    for some in _some(list(parents)):
        for link in Link.objects.filter(to__in=some).select_related("record"):
            if _hangs_in(parents[link.to], link):
                yield link.record


def _of(table: str, keys: list[str]) -> Iterable[Record]:
    return Record.objects.filter(table=table, key__in=keys)


def _single(table: str, by: str) -> list[str]:
    """The table of the one that a column points to and that stands inside the row."""
    return [hangs.table for hangs in INSIDE.get(table, {}).values() if not hangs.many and hangs.by == by]


def _hangs_in(parent: str, link: Link) -> bool:
    inside = {name: hangs for name, hangs in INSIDE.get(parent, {}).items() if name not in BACK.get(parent, ())}
    return any(one.many and one.table == link.record.table and one.by == link.by for one in inside.values())


def _some(every: list[Any]) -> Iterator[list[Any]]:
    for begin in range(0, len(every), AT_ONCE):
        yield every[begin : begin + AT_ONCE]


class Nest:
    """Writes records with everything inside, and remembers which records and which links it has told."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.told: set[Any] = set()
        self.links: set[tuple[Any, str, str]] = set()

    def whole(self, record: Record, *, above: tuple[str, ...] = ()) -> dict[str, Any]:
        """A record as the JSON form has it. Valid wherever what the package said is."""
        out = typed(record)
        self.told.add(record.pk)
        for name, hangs in INSIDE.get(record.table, {}).items():
            back = above and name in BACK.get(record.table, ())
            if name in out or back or len(above) > DEEPEST or hangs.table in above:
                continue
            inside = [one for one in self.graph.hanging(record, hangs) if _belongs(record, one, hangs)]
            if not hangs.many:
                inside = inside[:1]
            for one in inside:
                link = (one.pk, hangs.by, record.key) if hangs.many else (record.pk, hangs.by, one.key)
                self.links.add(link)
            written = [self.whole(one, above=(*above, record.table)) for one in inside]
            if written:
                out[name] = written if hangs.many else written[0]
        return out


def _belongs(parent: Record, child: Record, hangs: Hangs) -> bool:
    """Where ids are short, they can be the same in two tables; attributes and metadata then say which one is meant."""
    if len(parent.key) >= UUID_LENGTH:
        return True
    said = child.fields.get({"link_id": "link_entity", "resource_id": "resource_type"}.get(hangs.by, ""))
    return not said or said not in INSIDE or said == parent.table


def typed(record: Record) -> dict[str, Any]:
    """The fields of a record as JSON has them; what the JSON form demands and nobody said is said as empty."""
    out: dict[str, Any] = {}
    numbers = NUMBERS.get(record.table, frozenset())
    known = set(COLUMNS.get(record.table, ()))
    for name, value in record.fields.items():
        said = _of_text(value, is_number=name in numbers, is_ours=name in known) if record.as_text else value
        if said is None and record.as_text:
            continue
        is_number = isinstance(said, int | float) and not isinstance(said, bool)
        out[name] = cell(said) if is_number and name in known and name not in numbers else said
    for name, usual in DEMANDED.get(record.table, {}).items():
        if out.get(name) is None:
            out[name] = usual
    return out


def _of_text(value: Any, *, is_number: bool, is_ours: bool) -> Any:
    """A cell as JSON: empty is nothing, numbers are numbers, and lists that went through a table are lists again."""
    text = value if isinstance(value, str) else str(value)
    if not text:
        return None
    if is_number:
        return number_of(text)
    if not is_ours and text[0] in "[{":
        try:
            found = json.loads(text)
        except ValueError:
            return text
        return found if cell(found) == text else text
    return text


def cells(record: Record, columns: Iterable[str], links: Mapping[str, str]) -> list[str]:
    """A record as a line of a table; what only its place inside another told stands in its column."""
    return [cell(record.fields[c]) if record.fields.get(c) not in (None, "") else links.get(c, "") for c in columns]
