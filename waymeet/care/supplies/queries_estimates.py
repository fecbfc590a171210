"""Years from counting weeks, what went out between two counts, what came back. Apart from what is recorded."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Sum

from waymeet.care.supplies import rules_estimates as rules
from waymeet.care.supplies.models import CountingWeek, Item, Movement, OnHandCount, PieceWeight, Place, Returned

Kind = Movement.Kind
CAME = (Kind.RECEIVED, Kind.MADE, Kind.FOUND_ON_WAY)
ELSEWHERE = (Kind.LOST, Kind.LOST_ON_WAY, Kind.RECALLED, Kind.USED)


@dataclass(frozen=True)
class Year:
    """A year of an item, from its counting weeks. `uneven`: not the same places were counted in each of them."""

    year: int
    item: Item
    weeks: Sequence[int]
    found: rules.Estimate
    uneven: bool

    @property
    def mean(self) -> float:
        return sum(self.weeks) / len(self.weeks)


@dataclass(frozen=True)
class WeekCount:
    """A counting week of an item; `count` is None until any place was counted."""

    week: CountingWeek
    places: Sequence[str]
    count: int | None


def counting_weeks() -> list[WeekCount]:
    rows = CountingWeek.objects.select_related("item").prefetch_related("counted__place")
    found = []
    for row in rows:
        counted = list(row.counted.all())
        total = sum(one.count for one in counted) if counted else None
        found.append(WeekCount(row, [one.place.shown_as for one in counted], total))
    return found


def estimated_years() -> list[Year]:
    """Newest first. A chosen week that nobody counted is left out, and is not taken for nothing."""
    groups: defaultdict[tuple[int, int], list[WeekCount]] = defaultdict(list)
    for one in counting_weeks():
        if one.count is not None:
            groups[-int(one.week.iso_week[:4]), one.week.item_id].append(one)
    return [_year(-minus, groups[minus, item]) for minus, item in sorted(groups)]


def _year(year: int, weeks: list[WeekCount]) -> Year:
    counts = [one.count for one in weeks if one.count is not None]
    uneven = len({tuple(sorted(one.places)) for one in weeks}) > 1
    return Year(year, weeks[0].week.item, counts, rules.year_from_weeks(counts), uneven)


@dataclass(frozen=True)
class Compared:
    """What went out of an item between two counts. `told`: what came was typed, not added up from the ledger."""

    before: OnHandCount
    after: OnHandCount
    came: int
    told: bool
    elsewhere: int
    found: rules.Estimate


def comparisons() -> list[Compared]:
    """Each count with the one before it, newest first."""
    rows = list(OnHandCount.objects.select_related("item"))
    pairs = [(one, two) for one, two in pairwise(rows) if one.item_id == two.item_id]
    return sorted((_compared(one, two) for one, two in pairs), key=lambda one: one.after.day, reverse=True)


def _compared(before: OnHandCount, after: OnHandCount) -> Compared:
    moved = _moved(after.item_id, before.day, after.day)
    told = after.came is not None
    came = sum(moved.get(kind, 0) for kind in CAME)
    if after.came is not None:
        came += after.came - moved.get(Kind.RECEIVED, 0)
    elsewhere = sum(moved.get(kind, 0) for kind in ELSEWHERE)
    seen = [rules.OnHand(one.count, one.box) for one in (before, after)]
    return Compared(before, after, came, told, elsewhere, rules.between(*seen, came=came, went_elsewhere=elsewhere))


def _moved(item: int, since: dt.date, until: dt.date) -> dict[str, int]:
    """By kind, after the day of the one count up to the day of the other: both are made at the end of a day."""
    rows = Movement.objects.filter(item_id=item, day__gt=since, day__lte=until).order_by()
    return dict(rows.values_list("kind").annotate(n=Sum("count")))


def on_hand_counts() -> Sequence[OnHandCount]:
    return list(OnHandCount.objects.select_related("item").order_by("-day", "item"))


@dataclass(frozen=True)
class Back:
    """Used syringes that came back: `count` if somebody counted, else `found`, an estimate by weight."""

    row: Returned
    place: Place
    found: rules.Estimate | None


def returns() -> list[Back]:
    rows = Returned.objects.select_related("place", "weight")
    return [Back(row, row.place, _by_weight(row)) for row in rows]


def _by_weight(row: Returned) -> rules.Estimate | None:
    if row.weight is None or row.grams is None or row.container is None:
        return None
    one = row.weight
    return rules.pieces(row.grams, row.container, rules.Weight(one.grams_each, one.off_by, one.scale_step))


@dataclass(frozen=True)
class BackInYear:
    """A year's returns: what was counted, and apart from it what weights stand for."""

    year: str
    counted: int
    weighed: int
    least: int
    most: int


def returns_by_year() -> list[BackInYear]:
    groups: defaultdict[str, list[Back]] = defaultdict(list)
    for one in returns():
        groups[one.row.iso_week[:4]].append(one)
    return [_back(year, groups[year]) for year in sorted(groups, reverse=True)]


def _back(year: str, rows: list[Back]) -> BackInYear:
    found = list(_estimates(rows))
    return BackInYear(
        year=year,
        counted=sum(one.row.count or 0 for one in rows),
        weighed=round(sum(one.middle for one in found)),
        least=round(sum(one.least or 0 for one in found)),
        most=round(sum(one.most or 0 for one in found)),
    )


def _estimates(rows: list[Back]) -> Iterator[rules.Estimate]:
    return (one.found for one in rows if one.found is not None)


def weights() -> Sequence[PieceWeight]:
    return list(PieceWeight.objects.all())
