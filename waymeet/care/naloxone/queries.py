"""Hand-outs as sums, nights and what waits; never beside turf, team or day."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from waymeet.care.naloxone.models import Area, Arrival, BarrierHeard, KitHandout, Night, OddSlot, WeekCount, WeekVisits


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


def visit_sums() -> Counter[tuple[str, int]]:
    """Visits by (ISO week, area number): people who were met, counted each time."""
    sums: Counter[tuple[str, int]] = Counter()
    for row in KitHandout.objects.only("iso_week", "area_number", "people", "taken_back"):
        sums[row.iso_week, row.area_number] += -row.people if row.taken_back else row.people
    for total in WeekVisits.objects.all():
        sums[total.iso_week, total.area_number] += total.people
    return sums


def area_names() -> dict[int, str]:
    return dict(Area.objects.values_list("number", "name"))


def area_choices() -> list[tuple[int, str]]:
    """For a form: numbers and names, by name."""
    return sorted(area_names().items(), key=lambda one: one[1])


def areas() -> list[Area]:
    return list(Area.objects.order_by("number"))


def handouts_by_week(item_numbers: Iterable[int]) -> dict[str, Counter[int]]:
    """Items by ISO week and area number, small numbers in it: for rules.shown_week, and no page before that."""
    wanted = frozenset(item_numbers)
    weeks: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for (week, area, number), count in item_sums().items():
        if number in wanted:
            weeks[week][area] += count
    return weeks


def barriers_by_week(barrier: int) -> dict[str, Counter[int]]:
    """How often a barrier was named by ISO week and area number; like hand-outs, only for rules.shown_week."""
    weeks: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for row in BarrierHeard.objects.filter(barrier=barrier):
        weeks[row.iso_week][row.area_number] += 1
    return weeks


def recent_nights(limit: int = 30) -> list[Night]:
    return list(Night.objects.select_related("program")[:limit])


def waiting_days() -> list[WaitingDay]:
    """Days whose pool holds something, oldest first."""
    rows = Arrival.objects.values("night__day").annotate(slots=Count("pk")).order_by("night__day")
    return [WaitingDay(row["night__day"], row["slots"]) for row in rows]


def odd_slots() -> int:
    """How many slots came in that could not be opened."""
    return OddSlot.objects.count()
