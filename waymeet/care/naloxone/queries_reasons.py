"""Why kits were taken, and for whom: sums of visits by week, and by quarter in bands for the team's own page."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from waymeet.care.naloxone import rules
from waymeet.care.naloxone.models import KitHandout, WeekVisits
from waymeet.kernel import clock


@dataclass(frozen=True)
class OfQuarter:
    """A reason, or that things were taken to be handed on, that more than a few visits of a quarter had."""

    quarter: str
    what: Any
    band: int


def by_week_and_reason() -> Counter[tuple[str, int]]:
    """Visits by (ISO week, number of the reason); 0 is: not said. What was taken back is subtracted."""
    sums: Counter[tuple[str, int]] = Counter()
    for (week, reason, _others), people in _visits().items():
        sums[week, reason] += people
    return sums


def for_others() -> Counter[tuple[str, bool]]:
    """Visits by (ISO week, whether things were taken to be handed on)."""
    sums: Counter[tuple[str, bool]] = Counter()
    for (week, _reason, others), people in _visits().items():
        sums[week, others] += people
    return sums


def _visits() -> Counter[tuple[str, int, bool]]:
    sums: Counter[tuple[str, int, bool]] = Counter()
    for row in KitHandout.objects.only("iso_week", "reason", "secondary", "people", "taken_back"):
        sums[row.iso_week, row.reason, row.secondary] += -row.people if row.taken_back else row.people
    for total in WeekVisits.objects.all():
        sums[total.iso_week, total.reason, total.secondary] += total.people
    return sums


def reached(weeks: Collection[str]) -> int:
    """To about how many people things were handed on that were taken in these weeks, as those who took them said."""
    rows = KitHandout.objects.filter(iso_week__in=weeks).only("reached", "taken_back")
    told = sum(-row.reached if row.taken_back else row.reached for row in rows)
    return told + sum(total.reached for total in WeekVisits.objects.filter(iso_week__in=weeks))


def quarters() -> list[OfQuarter]:
    """Of the quarters that are over, newest first; the lowest band is left out, so that few and none are one.

    In a quarter that runs the numbers, seen before and after a paper is put down, would tell what it said.
    """
    running = clock.quarter_of(clock.iso_week(clock.today()))
    sums: Counter[tuple[str, str, Any]] = Counter()
    for (week, reason), people in by_week_and_reason().items():
        if reason in rules.REASONS:
            sums[clock.quarter_of(week), f"1 {reason}", rules.REASONS[reason]] += people
    for (week, others), people in for_others().items():
        if others:
            sums[clock.quarter_of(week), "2", _("taken to be handed on to others")] += people
    ordered = sorted(sorted(sums.items(), key=lambda one: one[0][1]), key=lambda one: one[0][0], reverse=True)
    found = [OfQuarter(quarter, what, rules.band_of(people)) for (quarter, _place, what), people in ordered]
    return [one for one in found if one.band and one.quarter < running]
