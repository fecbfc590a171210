"""Reports as sums; one by one only for whoever reviews them."""

from collections.abc import Sequence
from dataclasses import dataclass

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.reversals import answers
from waymeet.care.reversals.models import Asked, Poster, Report
from waymeet.care.supplies.models import Item
from waymeet.kernel import clock

WAITING = answers.Finding.WAITING
NO_REPORT = answers.Finding.NO_REPORT


@dataclass(frozen=True)
class Quarter:
    """Three months of reports. `doses` is a sum over reports that say how many; `untold` says how many do not."""

    name: str
    reports: int
    doses: int
    untold: int
    lived: int
    called: int
    refills: int


def living_poster() -> Poster | None:
    return Poster.objects.filter(ended_on=None).first()


def products() -> Sequence[Item]:
    """What may have been given: everything that counts as a kit."""
    return list(Item.objects.filter(kind=Item.Kind.KIT))


def quarters() -> list[Quarter]:
    """By the quarter they were told in, newest first; what turned out to be no report is left out."""
    found: dict[str, list[Report]] = {}
    for row in Report.objects.exclude(finding=NO_REPORT):
        found.setdefault(clock.quarter_of(row.iso_week), []).append(row)
    return [_quarter(name, rows) for name, rows in sorted(found.items(), reverse=True)]


def _quarter(name: str, rows: Sequence[Report]) -> Quarter:
    return Quarter(
        name=name,
        reports=len(rows),
        doses=sum(row.doses or 0 for row in rows),
        untold=sum(row.doses is None for row in rows),
        lived=sum(row.lived == answers.Lived.YES for row in rows),
        called=sum(row.called_911 == answers.Called.CALLED for row in rows),
        refills=sum(row.refill for row in rows),
    )


def told(weeks: Sequence[str], *, reviewed: bool) -> int:
    """How many reports were told in these ISO weeks; `reviewed`: only those that somebody looked over."""
    rows = Report.objects.filter(iso_week__in=weeks).exclude(finding=NO_REPORT)
    return (rows.exclude(finding=WAITING) if reviewed else rows).count()


def waiting_for_review(*, by: Person) -> list[Report]:
    check(by, May.REVIEW_REVERSALS)
    return list(Report.objects.filter(finding=WAITING))


def reviewed(*, by: Person) -> list[Report]:
    """What was looked over and is to be talked over, newest first."""
    check(by, May.REVIEW_REVERSALS)
    return list(Report.objects.filter(finding=answers.Finding.FOLLOW))


def wishes_waiting() -> int:
    return Asked.objects.count()


def told_this_week() -> int:
    return Report.objects.filter(iso_week=clock.iso_week(clock.today())).count()
