"""The curves there are, and how many kits of two doses the program itself handed out."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from waymeet.care.naloxone.queries import item_sums
from waymeet.care.saturation import rules
from waymeet.care.saturation.models import CurveFile
from waymeet.care.supplies.models import Item
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound

OURS = "published"
WEEKS = 52
DOSES_A_KIT = 2  # the published curves count kits of two doses


@dataclass(frozen=True)
class Curves:
    """A file of curves and what has to be said of it wherever one of its numbers stands."""

    key: str
    called: Any
    source: Any
    baseline: int
    states: Sequence[rules.State]

    def state(self, name: str) -> rules.State:
        found = next((state for state in self.states if state.name == name), None)
        if found is None:
            raise NotFound
        return found


@cache
def published_states() -> tuple[rules.State, ...]:
    path = resources.files("waymeet.care.saturation") / "data" / "naloxone_saturation_coefficients.csv"
    return tuple(rules.read(path.read_text(encoding="utf-8").splitlines()))


def published() -> Curves:
    source = "Irvine et al. 2022, The Lancet Public Health (naloxoneneededtosave.org)"
    return Curves(OURS, "Irvine et al. 2022", source, 2017, published_states())


def curve_files() -> Sequence[CurveFile]:
    return list(CurveFile.objects.defer("text"))


def curves(key: str) -> Curves:
    """The file that comes along, or one that somebody brought in."""
    if key == OURS:
        return published()
    row = next((row for row in CurveFile.objects.all() if str(row.pk) == key), None)
    if row is None:
        raise NotFound
    return Curves(key, row.called, row.source, row.baseline, rules.read(row.text.splitlines()))


@dataclass(frozen=True)
class HandedOut:
    """Kits of two doses in the last 52 whole weeks, and in how many of those weeks anything was counted."""

    kits: int
    weeks: int
    first: dt.date
    last: dt.date


def handed_out() -> HandedOut:
    """Of a whole year and all areas together; a kit whose doses nobody wrote down counts as one of two."""
    monday = clock.today() - dt.timedelta(days=clock.today().weekday())
    weeks = {clock.iso_week(monday - dt.timedelta(weeks=back)) for back in range(1, WEEKS + 1)}
    kits = {item.number: (item.doses or DOSES_A_KIT) for item in Item.objects.filter(kind=Item.Kind.KIT)}
    doses, counted = 0, set()
    for (week, _area, number), count in item_sums().items():
        if week in weeks and number in kits:
            doses += count * kits[number]
            counted.add(week)
    first = monday - dt.timedelta(weeks=WEEKS)
    return HandedOut(round(doses / DOSES_A_KIT), len(counted), first, monday - dt.timedelta(days=1))
