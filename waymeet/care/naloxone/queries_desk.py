"""What the kit pages show: tonight, what waits, hand-outs as a grid of areas and weeks with small cells hidden."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from waymeet.care.naloxone import queries
from waymeet.care.naloxone.models import Area, Night
from waymeet.care.naloxone.queries import AreaWeek
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
    """`rows`: (area number and name, a count a week; None = hidden). Weeks newest first."""

    weeks: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int | None]]]


def nights() -> list[NightLine]:
    return [_night(row) for row in queries.recent_nights()]


def _night(row: Night) -> NightLine:
    return NightLine(row.program_id, row.program.shown_as, row.day, row.expires_at > clock.now())


def open_tonight() -> int:
    return Night.objects.filter(expires_at__gt=clock.now()).count()


def handout_grid(kind: str) -> Grid:
    """Items of one kind. Kinds share no item, so two grids side by side tell nothing a single one hides."""
    numbers = Item.objects.filter(kind=kind).values_list("number", flat=True)
    return _grid(queries.handouts_by_area_and_week(numbers))


def barrier_grid(barrier: int) -> Grid:
    return _grid(queries.barriers_by_area_and_week(barrier))


def _grid(cells: Sequence[AreaWeek]) -> Grid:
    weeks = sorted({cell.iso_week for cell in cells}, reverse=True)[:WEEKS_SHOWN]
    found = {(cell.area_number, cell.iso_week): cell.count for cell in cells}
    names = queries.area_names()
    areas = sorted({cell.area_number for cell in cells})
    rows = [(f"{area} {names.get(area, '')}".strip(), [found.get((area, week), 0) for week in weeks]) for area in areas]
    return Grid(weeks, rows)


@dataclass(frozen=True)
class AreaShape:
    """An area for a map: `ring` is [lat0, lon0, dlat, dlon, ...] in microdegrees."""

    number: int
    name: str
    doors: int
    ring: Sequence[int]


def area_shapes() -> list[AreaShape]:
    return [AreaShape(row.number, row.name, row.doors, row.ring) for row in Area.objects.order_by("number")]
