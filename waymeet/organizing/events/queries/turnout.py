"""The numbers of events, counted from their rows: four queries, however many events."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum

from waymeet.organizing.events.models import Attendance, Event, HeadCount, SealedName, Slip
from waymeet.organizing.events.rules import Turnout

ANSWER = Attendance.Answer
YES, ASKED = Q(answer=ANSWER.ACCEPTED), Q(organizer__isnull=False)
COUNTED: dict[str, Any] = {
    "asked": Count("pk", filter=ASKED),
    "yes": Count("pk", filter=YES),
    "maybe": Count("pk", filter=Q(answer=ANSWER.TENTATIVE)),
    "no": Count("pk", filter=Q(answer__in=(ANSWER.DECLINED, ANSWER.CANCELLED))),
    "waiting": Count("pk", filter=ASKED & Q(answer=ANSWER.NEEDS_ACTION)),
    "confirmed": Count("pk", filter=YES & Q(confirmed_on__isnull=False)),
    "named": Count("pk", filter=Q(came=True)),
    "kept": Count("pk", filter=YES & Q(came=True)),
    "broken": Count("pk", filter=YES & Q(came=False)),
    "walk_ins": Count("pk", filter=~ASKED & Q(came=True)),
}


def turnout_of(event: Event) -> Turnout:
    return turnouts_of([event])[event.pk]


def turnouts_of(events: Iterable[Event]) -> dict[UUID, Turnout]:
    """By the id of the event."""
    goals = {event.pk: event.goal for event in events}
    named: Any = Attendance.objects.filter(event__in=goals).order_by().values("event").annotate(**COUNTED)
    by_name = {row.pop("event"): row for row in named}
    heads: Any = HeadCount.objects.filter(event__in=goals).values("event").annotate(heads=Sum("count"))
    counted = {row["event"]: max(0, row["heads"]) for row in heads}
    sealed: Any = SealedName.objects.filter(event__in=goals).values("event").annotate(names=Count("pk"))
    written = {row["event"]: row["names"] for row in sealed}
    arrived: Any = Slip.objects.filter(event__in=goals, state=Slip.State.NEW).values("event")
    new = {row["event"]: row["new"] for row in arrived.annotate(new=Count("pk"))}
    more = {"counted": counted, "sealed": written, "new": new}
    return {
        event: Turnout(goal=goal, **{name: one.get(event, 0) for name, one in more.items()}, **by_name.get(event, {}))
        for event, goal in goals.items()
    }
