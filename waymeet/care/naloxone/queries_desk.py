"""What the kit pages show: tonight, what waits, hand-outs as a grid of areas and weeks in which no count is small."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from waymeet.care.naloxone import queries, rules
from waymeet.care.naloxone.models import Area, Night
from waymeet.care.supplies.models import Item
from waymeet.kernel import clock

WEEKS_SHOWN = 8


@dataclass(frozen=True)
class NightLine:
    """One night as the list shows it."""

    program_id: UUID
    program: str
    day: dt.date
    is_open: bool


@dataclass(frozen=True)
class Grid:
    """`rows`: (area number and name, a band of rules.BANDS a week; None = hidden). Weeks newest first.

    The weeks are those of the calendar and an area is left out where it is in the lowest band throughout, so neither
    tells whether anything was handed out there.
    """

    weeks: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int | None]]]
    next_week: str
    next_on: dt.date


def nights() -> list[NightLine]:
    return [_night(row) for row in queries.recent_nights()]


def _night(row: Night) -> NightLine:
    return NightLine(row.program_id, row.program.shown_as, row.day, row.expires_at > clock.now())


def open_tonight() -> int:
    return Night.objects.filter(expires_at__gt=clock.now()).count()


def handout_grid(kind: str) -> Grid:
    """Items of one kind. Kinds share no item, so two grids side by side tell nothing a single one hides."""
    return _grid(queries.handouts_by_week(Item.objects.filter(kind=kind).values_list("number", flat=True)))


def barrier_grid(barrier: int) -> Grid:
    return _grid(queries.barriers_by_week(barrier))


def _grid(counts: Mapping[str, Mapping[int, int]]) -> Grid:
    running = _monday(clock.today())  # seen before and after each night, its numbers would tell what the night added
    weeks = [clock.iso_week(running - dt.timedelta(weeks=back)) for back in range(1, WEEKS_SHOWN + 1)]
    names = queries.area_names()
    everywhere = sorted({*names, *(area for week in weeks for area in counts.get(week, ()))})
    bands = {week: _bands(counts.get(week, {}), everywhere) for week in weeks}
    rows = [(area_name(area, names), [bands[week][area] for week in weeks]) for area in everywhere]
    told = [(area, cells) for area, cells in rows if any(cell != 0 for cell in cells)]
    return Grid(weeks, told, clock.iso_week(running), running + dt.timedelta(weeks=1))


def _bands(counts: Mapping[int, int], everywhere: Sequence[int]) -> dict[int, int | None]:
    return rules.shown_week({area: counts.get(area, 0) for area in everywhere})


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def area_name(number: int, names: Mapping[int, str]) -> str:
    return f"{number} {names[number]}" if number in names else str(number)


@dataclass(frozen=True)
class AreaShape:
    """An area for a map: `ring` is [lat0, lon0, dlat, dlon, ...] in microdegrees."""

    number: int
    name: str
    doors: int
    ring: Sequence[int]


def area_shapes() -> list[AreaShape]:
    return [AreaShape(row.number, row.name, row.doors, row.ring) for row in Area.objects.order_by("number")]
