"""Hand-outs as sums, nights and what waits; never beside turf, team or day."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from waymeet.care.naloxone import rules
from waymeet.care.naloxone.models import Area, Arrival, BarrierHeard, KitHandout, Night, OddSlot, WeekCount
from waymeet.care.supplies.queries import kit_numbers


@dataclass(frozen=True)
class AreaWeek:
    """Items of one area and week; `count` is None where it is hidden to protect people."""

    area_number: int
    area: str
    iso_week: str
    count: int | None


@dataclass(frozen=True)
class WaitingDay:
    """A day with sealed slots that nobody has opened yet."""

    day: dt.date
    slots: int


def item_sums() -> Counter[tuple[str, int, int]]:
    """Items handed out by (ISO week, area number, item number), what was taken back subtracted."""
    sums: Counter[tuple[str, int, int]] = Counter()
    for row in KitHandout.objects.only("iso_week", "area_number", "items", "taken_back"):
        for number, count in row.items.items():
            sums[row.iso_week, row.area_number, int(number)] += -count if row.taken_back else count
    for total in WeekCount.objects.all():
        sums[total.iso_week, total.area_number, total.item_number] += total.count
    return sums


def area_names() -> dict[int, str]:
    return dict(Area.objects.values_list("number", "name"))


def areas() -> list[Area]:
    return list(Area.objects.order_by("number"))


def handouts_by_area_and_week(item_numbers: Iterable[int] | None = None) -> list[AreaWeek]:
    """Kits (or the items asked for) by area and week, newest week first, small numbers hidden (rules.hidden_cells)."""
    wanted = frozenset(item_numbers) if item_numbers is not None else kit_numbers()
    counts: dict[tuple[int, str], int] = Counter()
    for (week, area, number), count in item_sums().items():
        if number in wanted:
            counts[area, week] += count
    return _with_hidden(counts)


def barriers_by_area_and_week(barrier: int) -> list[AreaWeek]:
    counts: dict[tuple[int, str], int] = Counter()
    for row in BarrierHeard.objects.filter(barrier=barrier):
        counts[row.area_number, row.iso_week] += 1
    return _with_hidden(counts)


def _with_hidden(counts: dict[tuple[int, str], int]) -> list[AreaWeek]:
    hidden, names = rules.hidden_cells(counts), area_names()
    rows = [
        AreaWeek(area, names.get(area, str(area)), week, None if (area, week) in hidden else count)
        for (area, week), count in counts.items()
        if count
    ]
    return sorted(rows, key=lambda row: (row.iso_week, -row.area_number), reverse=True)


def recent_nights(limit: int = 30) -> list[Night]:
    return list(Night.objects.select_related("program")[:limit])


def waiting_days() -> list[WaitingDay]:
    """Days whose pool holds something, oldest first."""
    rows = Arrival.objects.values("night__day").annotate(slots=Count("pk")).order_by("night__day")
    return [WaitingDay(row["night__day"], row["slots"]) for row in rows]


def odd_slots() -> int:
    """How many slots came in that could not be opened."""
    return OddSlot.objects.count()
