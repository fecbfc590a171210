"""Where a lot may have gone: lots are followed to the pool of a night, and from there to the areas of its week."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from waymeet.care.naloxone import queries, queries_desk, rules
from waymeet.care.supplies import queries_places
from waymeet.kernel import clock


@dataclass(frozen=True)
class WeekOfLot:
    """The areas that surely were handed some of that item in a week; None where the week cannot be told apart."""

    iso_week: str
    areas: Sequence[str] | None


def weeks_of(lot_id: UUID) -> list[WeekOfLot]:
    """By week. Areas with few hand-outs read like areas with none, as everywhere: any area may have had some."""
    nights = queries_places.nights_with(lot_id)
    counts = queries.handouts_by_week({night.item_id for night in nights})
    names = queries.area_names()
    weeks = sorted({clock.iso_week(night.day) for night in nights})
    return [_week(week, counts.get(week, Counter()), names) for week in weeks]


def _week(week: str, told: Counter[int], names: dict[int, str]) -> WeekOfLot:
    counts = {area: told[area] for area in {*names, *told}}
    bands = rules.shown_week(counts)
    if week == clock.iso_week(clock.today()) or not counts or None in bands.values():
        return WeekOfLot(week, None)
    return WeekOfLot(week, [queries_desk.area_name(area, names) for area in sorted(bands) if bands[area]])
