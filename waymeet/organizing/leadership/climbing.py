"""The ladder computed: for everybody at once inside the database, and for one person as facts for rules.py.

Each condition becomes one subquery that is worked out once, however many people there are. Both ways must agree
(tests/organizing/leadership/test_climbing.py asks both).
"""

import datetime as dt
import operator
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from waymeet.organizing.contacts.models import Contact, Membership, Relation
from waymeet.organizing.events.models import Attendance
from waymeet.organizing.leadership import rules
from waymeet.organizing.leadership.ladders import Now
from waymeet.organizing.leadership.models import Assessment, Leads, Override
from waymeet.organizing.leadership.rules import Condition, What
from waymeet.organizing.one_on_ones.models import Commitment, OneOnOne

Rows = QuerySet[Any]


def everybody(ladder: Now, today: dt.date) -> Rows:
    """All people with `rung`, the place on this ladder where they stand."""
    return Contact.objects.annotate(rung=place(ladder, today))


def place(ladder: Now, today: dt.date) -> Case:
    """An organizer's word first, then the highest rung that is reached."""
    words = [
        When(pk__in=overridden(step.key, today), then=Value(at)) for at, step in reversed([*enumerate(ladder.steps)])
    ]
    return Case(*words, *_computed(ladder, today), default=Value(0), output_field=IntegerField())


def _computed(ladder: Now, today: dt.date) -> list[When]:
    return [When(_reached(rung, today), then=Value(at)) for at, rung in reversed([*enumerate(ladder.rungs)]) if at > 0]


def _reached(rung: rules.Rung, today: dt.date) -> Q:
    parts = [Q(pk__in=people(condition, today)) for condition in rung.conditions]
    return reduce(operator.or_ if rung.any_of else operator.and_, parts) if parts else Q(pk__isnull=False)


def overridden(key: str, today: dt.date) -> Rows:
    return words_in_force(today).filter(key=key).order_by().values("contact")


def words_in_force(today: dt.date) -> QuerySet[Override]:
    return Override.objects.filter(Q(until__isnull=True) | Q(until__gte=today), ended_on__isnull=True)


def people(condition: Condition, today: dt.date) -> Rows:
    """The ids of those for whom it holds."""
    if condition.what == What.ASSESSED:
        return standing_assessments().filter(score__lte=condition.number).order_by().values("contact")
    if condition.what == What.BROUGHT:
        return brought_at_least(condition.number)
    who = "leader" if condition.what == What.LEADS else "contact"
    counted = _rows(condition, today).order_by().values(who).annotate(many=Count("pk"))
    return counted.filter(many__gte=condition.number).values(who)


def _rows(condition: Condition, today: dt.date) -> Rows:
    """What is counted, one row each."""
    return ROWS[condition.what](condition, rules.since(condition, today))


def _from(rows: Rows, column: str, since: dt.date | None) -> Rows:
    return rows.filter(**{f"{column}__gte": since}) if since else rows


def _events(_condition: Condition, since: dt.date | None) -> Rows:
    return _from(Attendance.objects.filter(came=True), "event__day", since)


def _shifts(condition: Condition, since: dt.date | None) -> Rows:
    return _events(condition, since).filter(shift__isnull=False)


def _one_on_ones(_condition: Condition, since: dt.date | None) -> Rows:
    return _from(OneOnOne.objects.filter(state=OneOnOne.State.HELD), "held_on", since)


def _kept(_condition: Condition, since: dt.date | None) -> Rows:
    return _from(Commitment.objects.filter(state=Commitment.State.KEPT), "settled_on", since)


def _leads(_condition: Condition, _since: dt.date | None) -> Rows:
    return Leads.objects.all()


def _belongs(condition: Condition, _since: dt.date | None) -> Rows:
    return Membership.objects.filter(group__kind=condition.group)


ROWS: dict[What, Callable[[Condition, dt.date | None], Rows]] = {
    What.EVENTS: _events,
    What.SHIFTS: _shifts,
    What.ONE_ON_ONES: _one_on_ones,
    What.KEPT: _kept,
    What.LEADS: _leads,
    What.BELONGS: _belongs,
}


def standing_assessments() -> QuerySet[Assessment]:
    """The latest of each person."""
    later = Assessment.objects.filter(contact=OuterRef("contact"), pk__gt=OuterRef("pk"))
    return Assessment.objects.filter(~Exists(later))


def came_when_asked() -> QuerySet[Attendance]:
    return Attendance.objects.filter(came=True, asked_by__isnull=False).exclude(asked_by=F("contact"))


def brought_at_least(number: int) -> Rows:
    """Different people who came when asked, and those written down as brought in, each once."""
    came = came_when_asked().filter(asked_by=OuterRef("pk")).values("asked_by")
    also = came_when_asked().filter(asked_by=OuterRef("one"), contact=OuterRef("other"))
    alone = Relation.objects.filter(~Exists(also), one=OuterRef("pk"), kind=Relation.Kind.BROUGHT).values("one")
    some = Q(pk__in=came_when_asked().values("asked_by"))
    some |= Q(pk__in=Relation.objects.filter(kind=Relation.Kind.BROUGHT).values("one"))
    counted: Any = (
        Contact.objects.filter(some)
        .order_by()
        .annotate(
            many=Coalesce(Subquery(came.annotate(n=Count("contact", distinct=True)).values("n")), 0)
            + Coalesce(Subquery(alone.annotate(n=Count("pk")).values("n")), 0)
        )
    )
    return counted.filter(many__gte=number).values("pk")  # type: ignore[no-any-return]


def brought_by(contact_id: UUID) -> set[UUID]:
    came = came_when_asked().filter(asked_by=contact_id).values_list("contact", flat=True)
    known = Relation.objects.filter(one=contact_id, kind=Relation.Kind.BROUGHT).values_list("other", flat=True)
    return {*came, *known}


def brought_people() -> QuerySet[Contact]:
    """Whoever somebody else brought, in either way."""
    known = Relation.objects.filter(kind=Relation.Kind.BROUGHT).values("other")
    return Contact.objects.filter(Q(pk__in=came_when_asked().values("contact")) | Q(pk__in=known))


def facts_of(contact_id: UUID, conditions: Sequence[Condition], today: dt.date) -> dict[Condition, int]:
    """How many of what each condition counts one person has."""
    return {one: _of(contact_id, one, today) for one in dict.fromkeys(conditions)}


def _of(contact_id: UUID, condition: Condition, today: dt.date) -> int:
    if condition.what == What.ASSESSED:
        return latest_score(contact_id)
    if condition.what == What.BROUGHT:
        return len(brought_by(contact_id))
    who = "leader" if condition.what == What.LEADS else "contact"
    return int(_rows(condition, today).filter(**{who: contact_id}).count())


def latest_score(contact_id: UUID) -> int:
    """0 where nobody assessed them."""
    found = Assessment.objects.filter(contact=contact_id).values_list("score", flat=True).first()
    return found or 0
