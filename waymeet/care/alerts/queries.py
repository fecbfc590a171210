"""Alerts in force, drafts, and what stands out this week."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.care.alerts import rules
from waymeet.care.alerts.models import Alert, Heard
from waymeet.care.alerts.subjects import About, Told
from waymeet.care.naloxone.queries import area_names
from waymeet.care.reversals.answers import Drug, Finding
from waymeet.care.reversals.models import Report
from waymeet.kernel import clock
from waymeet.kernel.errors import NotAllowed, NotFound

TOWN = 0  # the number that stands for everywhere


@dataclass(frozen=True)
class Signal:
    """Something that stands out this week: where (TOWN for everywhere), what it is about, and the numbers.

    `sold_as`: as what it was sold, where at least as many said so as it takes to stand out.
    """

    about: About
    area_number: int
    what: Any
    compared: rules.Compared
    sold_as: Sequence[Any] = ()


def in_force() -> list[Alert]:
    """Signed off, and not over: what everybody may read, newest first."""
    return list(Alert.objects.filter(signed_on__isnull=False, until_on__gte=clock.today()).order_by("-signed_on", "id"))


def drafts(*, by: Person) -> list[Alert]:
    check_may_see(by)
    return list(Alert.objects.filter(signed_on=None))


def over(*, by: Person) -> list[Alert]:
    """What hung and is over, newest first."""
    check_may_see(by)
    return list(Alert.objects.filter(signed_on__isnull=False, until_on__lt=clock.today()).order_by("-until_on", "id"))


def one(*, alert_id: UUID, by: Person) -> Alert:
    check_may_see(by)
    row = Alert.objects.filter(pk=alert_id).first()
    if row is None:
        raise NotFound
    return row


def check_may_see(by: Person) -> None:
    """The outreach team, and whoever signs."""
    if not (can(by, May.TAKE_REVERSALS) or can(by, May.SIGN_ALERTS)):
        raise NotAllowed


def places(row: Alert) -> list[str]:
    """The neighborhoods it names; none for the whole town."""
    names = area_names()
    return [names[number] for number in row.area_numbers if number in names]


def weeks_compared() -> list[str]:
    """The eight ISO weeks before this one, and this one last."""
    today = clock.today()
    return [clock.iso_week(today - dt.timedelta(weeks=back)) for back in range(rules.WEEKS_BEFORE, -1, -1)]


def signals(*, by: Person) -> list[Signal]:
    """What stands out this week by the rule, for whoever signs. Fewer than five reports of anything are never shown."""
    check(by, May.SIGN_ALERTS)
    weeks = weeks_compared()
    return [*_more_reports(weeks), *_more_doses(weeks), *_told(weeks)]


def _more_reports(weeks: Sequence[str]) -> list[Signal]:
    counted: Counter[tuple[int, str]] = Counter()
    rows = Report.objects.filter(iso_week__in=weeks).exclude(finding=Finding.NO_REPORT)
    for area, week in rows.values_list("area_number", "iso_week"):
        for place in {TOWN, area}:
            counted[place, week] += 1
    places = sorted({place for place, _week in counted})
    return [one for place in places for one in _standing(counted, place, weeks, About.MORE, About.MORE.label)]


def _told(weeks: Sequence[str]) -> list[Signal]:
    counted: Counter[tuple[tuple[int, str], str]] = Counter()
    sold: defaultdict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for row in Heard.objects.filter(iso_week__in=weeks):
        for place in {TOWN, row.area_number}:
            counted[(place, row.told), row.iso_week] += 1
            if row.iso_week == weeks[-1] and row.sold_as:
                sold[place, row.told][row.sold_as] += 1
    found = []
    for key in sorted({key for key, _week in counted}):
        for one in _standing(counted, key, weeks, About.TOLD, Told(key[1]).label, place=key[0]):
            often = sorted(name for name, count in sold[key].items() if count >= rules.LEAST)
            found.append(replace(one, sold_as=[Drug(name).label for name in often]))
    return found


def _standing(
    counted: Counter[Any], key: Any, weeks: Sequence[str], about: About, what: Any, place: int | None = None
) -> list[Signal]:
    compared = rules.reports_compared([counted[key, week] for week in weeks[:-1]], counted[key, weeks[-1]])
    if compared is None or not compared.stands_out:
        return []
    return [Signal(about, key if place is None else place, what, compared)]


def _more_doses(weeks: Sequence[str]) -> list[Signal]:
    doses: defaultdict[tuple[int, bool], list[int]] = defaultdict(list)
    rows = Report.objects.filter(iso_week__in=weeks, doses__isnull=False).exclude(finding=Finding.NO_REPORT)
    for area, week, number in rows.values_list("area_number", "iso_week", "doses"):
        for place in {TOWN, area}:
            doses[place, week == weeks[-1]].append(number or 0)
    found = []
    for place in sorted({place for place, _now in doses}):
        compared = rules.doses_compared(doses[place, False], doses[place, True])
        if compared is not None and compared.stands_out:
            found.append(Signal(About.DOSES, place, About.DOSES.label, compared))
    return found
