"""Kits by where they were handed out: papers that say so, and places of stock that hand out. By month, in bands."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from waymeet.care.naloxone import rules
from waymeet.care.naloxone.models import SettingMonth
from waymeet.care.supplies.models import Place
from waymeet.care.supplies.queries import kit_numbers
from waymeet.care.supplies.queries_places import handed_out_by_kind_of_place
from waymeet.care.teaching.places import Setting
from waymeet.kernel import clock

MONTHS_SHOWN = 12
# Vans and backpacks go where their nights say, and another place is none of the list.
SETTING_OF_PLACE = {
    Place.Kind.CONGREGATION: Setting.CONGREGATION,
    Place.Kind.BARBER: Setting.BARBER,
    Place.Kind.BUSINESS: Setting.BUSINESS,
    Place.Kind.SITE: Setting.SITE,
}


@dataclass(frozen=True)
class OfMonth:
    """A kind of place that had more than a few kits in a month, and the band they are in."""

    month: str
    setting: Setting
    band: int


def months() -> list[OfMonth]:
    """Of the months that are over, newest first; the lowest band is left out, so that few and none are one."""
    counts = _kits()
    found = [
        OfMonth(month, one, rules.band_of(counts[month, one.value])) for month in _months_over() for one in Setting
    ]
    return [one for one in found if one.band]


def _kits() -> Counter[tuple[str, str]]:
    counts = Counter({(row.month, row.setting): row.kits for row in SettingMonth.objects.all()})
    for kind, day, many in handed_out_by_kind_of_place(kit_numbers()):
        setting = SETTING_OF_PLACE.get(Place.Kind(kind))
        if setting is not None:
            counts[clock.month_of_week(clock.iso_week(day)), setting.value] += many
    return counts


def _months_over() -> list[str]:
    """Seen before and after a paper is put down, the running month would tell what the paper said."""
    found, day = list[str](), clock.today()
    running = clock.month_of_week(clock.iso_week(day))
    while len(found) < MONTHS_SHOWN:
        day -= dt.timedelta(weeks=1)
        month = clock.month_of_week(clock.iso_week(day))
        if month not in (running, *found[-1:]):
            found.append(month)
    return found
