"""How many were taught what, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Sum

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.accounts.trainings.models import Course
from waymeet.accounts.trainings.queries import courses
from waymeet.care.teaching.models import Taught
from waymeet.care.teaching.places import Setting
from waymeet.kernel import clock


@dataclass(frozen=True)
class Line:
    """A quarter's sum of one course in one kind of place."""

    quarter: str
    course: str
    setting: str
    people: int
    certificates: int


def by_quarter(*, by: Person) -> list[Line]:
    """Newest quarter first, then by course and place."""
    check(by, May.TEACH)
    names = course_names()
    sums: dict[tuple[str, str, str], list[int]] = {}
    for row in Taught.objects.all():
        key = (clock.quarter_of(row.iso_week), names.get(row.course, "?"), str(Setting(row.setting).label))
        line = sums.setdefault(key, [0, 0])
        line[0] += row.people
        line[1] += row.certificates
    ordered = sorted(sorted(sums.items()), key=lambda one: one[0][0], reverse=True)
    return [Line(*key, people=people, certificates=papers) for key, (people, papers) in ordered]


def course_names() -> dict[UUID, str]:
    """Every course there is or was; the same courses that organizers take."""
    return {one.pk: str(one) for one in courses(retired=True)}


def taught(weeks: Sequence[str]) -> tuple[int, int]:
    """How many people were taught to respond to an overdose in these ISO weeks, and how many certificates they got."""
    overdose = [one.pk for one in courses(retired=True) if one.gives == Course.Gives.OVERDOSE]
    rows = Taught.objects.filter(iso_week__in=weeks, course__in=overdose)
    sums = rows.aggregate(people=Sum("people"), papers=Sum("certificates"))
    return sums["people"] or 0, sums["papers"] or 0
