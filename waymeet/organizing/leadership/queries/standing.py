"""Rungs and assessments, for whoever builds on them: lists, tallies, a member's own page, structure tests."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.leadership import climbing, ladders, rules
from waymeet.organizing.leadership.models import Move


@dataclass(frozen=True)
class Movement:
    """How many moved from one rung to another on one day; no names. Keys of rungs, and whether it went up."""

    day: dt.date
    from_key: str
    to_key: str
    up: bool
    why: str
    many: int


def rung_of(contact_id: UUID) -> tuple[str, str]:
    """The name of the rung somebody stands on now, and their next step, in the language of the reader.

    It asks for no permission: people may see their own, and whoever calls it says to whom it is shown.
    """
    step = ladders.in_force()
    at = place_of(contact_id, step)
    return step.steps[at].name, step.steps[at].next_step


def place_of(contact_id: UUID, now: ladders.Now) -> int:
    today = clock.today()
    word = climbing.words_in_force(today).filter(contact=contact_id).first()
    said = now.place_of(word.key) if word else None
    if said is not None:
        return said
    asked = [one for rung in now.rungs for one in rung.conditions]
    return rules.place(now.rungs, climbing.facts_of(contact_id, asked, today))


def people_on_rung(key: str, *, by: Person, or_higher: bool = False) -> QuerySet[Contact]:
    """Contacts on a rung of the ladder in force, as a queryset to filter further; nobody for a key that is none."""
    check(by, May.ASSESS)
    now = ladders.in_force()
    at = now.place_of(key)
    if at is None:
        return Contact.objects.none()
    rows = climbing.everybody(now, clock.today())
    return rows.filter(rung__gte=at) if or_higher else rows.filter(rung=at)


def leaders(*, by: Person) -> QuerySet[Contact]:
    """Whoever stands on a rung that counts as leading, or whose latest assessment is a 1."""
    check(by, May.ASSESS)
    return leading()


def leading() -> QuerySet[Contact]:
    now = ladders.in_force()
    places = [at for at, step in enumerate(now.steps) if step.leads]
    ones = climbing.standing_assessments().filter(score=rules.LEADER).values("contact")
    return climbing.everybody(now, clock.today()).filter(Q(rung__in=places) | Q(pk__in=ones))


def movements(since: dt.date, until: dt.date) -> Sequence[Movement]:
    """In counts, both days included; what tallies add up."""
    rows = Move.objects.filter(day__gte=since, day__lte=until).order_by("day", "from_key", "to_key", "why")
    found = rows.values_list("day", "from_key", "to_key", "up", "why").annotate(many=Count("pk"))
    return [Movement(*line) for line in found]


def scores_of(contacts: Iterable[UUID], *, by: Person, until: dt.date | None = None) -> dict[UUID, int]:
    """The latest assessment of each, or the latest made until a day; whoever was not assessed is not in it."""
    check(by, May.ASSESS)
    rows = climbing.Assessment.objects.filter(contact__in=list(contacts))
    if until:
        rows = rows.filter(day__lte=until)
    return dict(rows.order_by("id").values_list("contact", "score"))
