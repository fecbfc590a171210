"""The only way numbers leave care: sums by area and week, never a row, and for releases only."""

from collections import Counter
from dataclasses import dataclass

from waymeet.care.naloxone.models import Area, BarrierHeard, KitHandout, WeekCount
from waymeet.care.naloxone.services import households
from waymeet.care.peers.queries import bulk_kits_by_month
from waymeet.care.supplies.queries import kit_numbers
from waymeet.kernel import clock


@dataclass(frozen=True)
class AreaWeekCount:
    """Kits handed out in an area in an ISO week "2026-W47", what was taken back subtracted.

    `handouts` is how many hand-outs that was: few hand-outs of many kits are few households. Small numbers are in it:
    whoever asks for these hides them before anybody sees them (reports.disclosure).
    """

    area_number: int
    iso_week: str
    kits: int
    handouts: int


@dataclass(frozen=True)
class CountedArea:
    """An area of at least 500 doors as it was fixed at import; number 0 in a count means the area was not known."""

    number: int
    name: str


@dataclass(frozen=True)
class BarrierMonth:
    """How often a barrier (its number in care's list) was named in an area in a month "2026-11"."""

    area_number: int
    month: str
    barrier: int
    heard: int


@dataclass(frozen=True)
class HandedOnMonth:
    """Kits that peers took along in a month "2026-11", and of how many they told us where they went.

    Of hand-outs by area and week none is in here: what a phone or a paper counts is not taken along as well.
    """

    month: str
    taken: int
    handed_on: int
    reached: int


def areas() -> list[CountedArea]:
    """Every area there is, also where nothing was handed out, by number."""
    return [CountedArea(area.number, area.name) for area in Area.objects.order_by("number")]


def kits_by_area_and_week() -> list[AreaWeekCount]:
    """Kits only (no strips, no other items), all programs together, by week and area."""
    wanted = kit_numbers()
    kits: Counter[tuple[str, int]] = Counter()
    handouts: Counter[tuple[str, int]] = Counter()
    for row in KitHandout.objects.only("iso_week", "area_number", "items", "taken_back", "people"):
        count = sum(number for item, number in row.items.items() if int(item) in wanted)
        kits[row.iso_week, row.area_number] += -count if row.taken_back else count
        handouts[row.iso_week, row.area_number] += households(row, count)
    for place, (count, acts) in _rolled_up(wanted).items():
        kits[place] += count
        handouts[place] += acts
    return [AreaWeekCount(area, week, kits[week, area], handouts[week, area]) for week, area in sorted(kits)]


def _rolled_up(wanted: frozenset[int]) -> dict[tuple[str, int], tuple[int, int]]:
    """(kits, hand-outs) of weeks whose rows are gone.

    One hand-out may have held two kinds of kit, so of the hand-outs by kind of kit the largest is surely not too many.
    """
    sums: dict[tuple[str, int], tuple[int, int]] = {}
    by_program: dict[tuple[str, int, object], tuple[int, int]] = {}
    for total in WeekCount.objects.filter(item_number__in=wanted):
        place = (total.iso_week, total.area_number, total.program_id)
        count, acts = by_program.get(place, (0, 0))
        by_program[place] = (count + total.count, max(acts, total.handouts))
    for (week, area, _program), (count, acts) in by_program.items():
        so_far = sums.get((week, area), (0, 0))
        sums[week, area] = (so_far[0] + count, so_far[1] + acts)
    return sums


def barriers_by_area_and_month() -> list[BarrierMonth]:
    """Barriers told at doors, on the street or met with a referral. A week belongs to the month of its Thursday."""
    heard = Counter(
        (clock.month_of_week(row.iso_week), row.area_number, row.barrier)
        for row in BarrierHeard.objects.only("iso_week", "area_number", "barrier")
    )
    return [BarrierMonth(area, month, barrier, count) for (month, area, barrier), count in sorted(heard.items())]


def kits_handed_on_by_month() -> list[HandedOnMonth]:
    """Kits only, oldest month first, small numbers in it."""
    rows = reversed(bulk_kits_by_month())
    return [HandedOnMonth(row.month, row.taken, row.handed_on, row.reached) for row in rows]
