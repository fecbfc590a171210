"""The page of leaders and the ladder in counts, and who would move if it were made anew."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.leadership import climbing, ladders, rules
from waymeet.organizing.leadership.ladders import Now, Step
from waymeet.organizing.leadership.models import Assessment, Ladder
from waymeet.organizing.leadership.queries.standing import movements, people_on_rung

MOST = 200  # names on one page
BACK = dt.timedelta(days=30)


@dataclass(frozen=True)
class Overview:
    """Counts of people by assessment (0: nobody assessed them) and by rung; 1s that one person alone gave."""

    ladder: Now
    on: Sequence[tuple[Step, int]]
    scores: dict[int, int]
    unchecked: Sequence[Contact]
    up: int
    down: int


@dataclass(frozen=True)
class Shift:
    """How many people would move from one rung to another."""

    before: Step
    after: Step
    many: int


def overview(*, by: Person) -> Overview:
    check(by, May.ASSESS)
    now, today = ladders.in_force(), clock.today()
    rungs: Any = climbing.everybody(now, today).order_by().values_list("rung").annotate(many=Count("pk"))
    counts = dict(rungs)
    given: Any = climbing.standing_assessments().order_by().values_list("score").annotate(many=Count("pk"))
    scores = dict(given)
    moved = movements(today - BACK, today)
    return Overview(
        ladder=now,
        on=[(step, counts.get(at, 0)) for at, step in enumerate(now.steps)],
        scores={0: sum(counts.values()) - sum(scores.values())} | scores,
        unchecked=list(unchecked()[:MOST]),
        up=sum(one.many for one in moved if one.up and one.why != "ladder"),
        down=sum(one.many for one in moved if not one.up and one.why != "ladder"),
    )


def unchecked() -> Any:
    """People whose latest assessment is a 1, and nobody else gave them one since they were last seen otherwise."""
    otherwise = Assessment.objects.filter(contact=OuterRef("contact"), pk__gt=OuterRef("pk")).exclude(
        score=rules.LEADER
    )
    others = Assessment.objects.filter(contact=OuterRef("contact"), score=rules.LEADER).exclude(by=OuterRef("by"))
    others = others.filter(~Exists(otherwise))
    ones = climbing.standing_assessments().filter(score=rules.LEADER).exclude(Exists(others))
    return Contact.objects.filter(pk__in=ones.order_by().values("contact"))


def on_rung(*, key: str, by: Person) -> tuple[Step | None, int, Sequence[Contact]]:
    """The rung, how many stand on it, and the first two hundred by name."""
    check(by, May.ASSESS)
    now = ladders.in_force()
    at = now.place_of(key)
    rows = people_on_rung(key, by=by)
    return (now.steps[at] if at is not None else None), rows.count(), list(rows[:MOST])


def would_move(*, steps: Sequence[Step], by: Person) -> list[Shift]:
    """From the ladder in force to one that is not saved: counts, by one question."""
    check(by, May.ASSESS)
    now, new, today = ladders.in_force(), Now(tuple(steps)), clock.today()
    rows: Any = Contact.objects.order_by().annotate(was=climbing.place(now, today), rung=climbing.place(new, today))
    found = rows.values_list("was", "rung").annotate(many=Count("pk")).order_by("was", "rung")
    shifts = [Shift(now.steps[was], new.steps[rung], many) for was, rung, many in found]
    return [one for one in shifts if one.before.key != one.after.key]


def versions(*, by: Person) -> Sequence[tuple[Ladder, Now]]:
    check(by, May.ASSESS)
    return [(row, ladders.saved(row)) for row in Ladder.objects.all()[:20]]
