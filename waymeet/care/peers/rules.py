"""Things that are handed on, by month. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from waymeet.kernel import clock


@dataclass(frozen=True)
class Bulk:
    """What a record says: things taken along, or things handed on to about `reached` people; area 0: not said."""

    iso_week: str
    taken: bool
    items: Mapping[int, int]
    reached: int


@dataclass(frozen=True)
class BulkMonth:
    """What was taken along and what was handed on in a month "2026-11", all items together."""

    month: str
    taken: int
    handed_on: int
    reached: int


def by_month(rows: Iterable[Bulk], wanted: frozenset[int] | None = None) -> list[BulkMonth]:
    """Sums a month, newest first; `wanted` narrows it to some items."""
    taken: Counter[str] = Counter()
    handed_on: Counter[str] = Counter()
    reached: Counter[str] = Counter()
    for row in rows:
        month = clock.month_of_week(row.iso_week)
        count = sum(n for item, n in row.items.items() if wanted is None or item in wanted)
        (taken if row.taken else handed_on)[month] += count
        reached[month] += row.reached
    months = sorted({*taken, *handed_on, *reached}, reverse=True)
    return [BulkMonth(month, taken[month], handed_on[month], reached[month]) for month in months]
