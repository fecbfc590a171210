"""What is held about a code, in plain words; nobody can list codes."""

from dataclasses import dataclass

from waymeet.accounts.trainings.queries import courses
from waymeet.care.codes import rules
from waymeet.care.codes.models import CardCode, Heard, Holder, Learned, Phrase, Use
from waymeet.care.supplies.models import Item
from waymeet.kernel.errors import NotFound


@dataclass(frozen=True)
class Week:
    """What was handed out in one week."""

    iso_week: str
    items: list[tuple[str, int]]


@dataclass(frozen=True)
class WhatWeHold:
    """Everything kept about somebody who shows a code."""

    holder_id: int
    weeks: list[Week]
    codes: int
    has_phrase: bool
    joined: int
    courses: list[tuple[Learned, str]]
    wants_notices: bool


def first_of(holder_id: int) -> int:
    """The holder that others were joined to."""
    holder = Holder.objects.filter(pk=holder_id).first()
    if holder is None:
        raise NotFound
    return holder.joined_to_id or holder.pk


def all_of(holder_id: int) -> list[int]:
    """Everybody who is one person with this holder, as far as anybody has said."""
    first = first_of(holder_id)
    return [first, *Holder.objects.filter(joined_to=first).order_by("pk").values_list("pk", flat=True)]


def what_we_hold(holder_id: int) -> WhatWeHold:
    one = all_of(holder_id)
    by_week: dict[str, list[Use]] = {}
    for use in Use.objects.filter(holder__in=one).order_by("-iso_week", "pk"):
        by_week.setdefault(use.iso_week, []).append(use)
    names = {item.number: item.shown_as for item in Item.objects.all()}
    weeks = [
        Week(week, [(names.get(number, str(number)), count) for number, count in sorted(rules.items_sum(uses).items())])
        for week, uses in by_week.items()
    ]
    return WhatWeHold(
        holder_id=holder_id,
        weeks=weeks,
        codes=CardCode.objects.filter(holder__in=one, replaced=False).count(),
        has_phrase=Phrase.objects.filter(holder__in=one).exists(),
        joined=len(one) - 1,
        courses=_courses(one),
        wants_notices=Holder.objects.filter(pk__in=one, wants_notices=True).exists(),
    )


def _courses(one: list[int]) -> list[tuple[Learned, str]]:
    names = {course.pk: str(course) for course in courses(retired=True)}
    rows = Learned.objects.filter(holder__in=one).order_by("-iso_week", "pk")
    return [(row, names.get(row.course, "?")) for row in rows]


def waiting() -> int:
    return Heard.objects.count()


def exists(holder_id: int) -> bool:
    return Holder.objects.filter(pk=holder_id).exists()
