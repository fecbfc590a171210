"""Invented events: a meeting that was held, one to come, a circle that is counted, a canvass with shifts, a rally."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from waymeet.demo.people import Invited
from waymeet.kernel import clock
from waymeet.kernel.ids import random_id
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.events import services
from waymeet.organizing.events.services.signing_in import Typed

EVENING = {"starts": dt.time(18, 30), "ends": dt.time(20, 0)}
CAME, WEEKS = 5, 7  # of those who were at the kitchen meeting; how long the circle goes on


def gather(people: Mapping[str, Invited]) -> None:
    """The people of `contacts`, asked by one of them and by an organizer."""
    rosa = people["rosa"]
    by: dict[str, Any] = {"by": rosa.person}
    known = list(Contact.objects.order_by("id"))
    held = _planned("Crosswalk meeting in the kitchen", -9, by, goal=4, place="Third Avenue, the yellow house")
    next_one = _planned(
        "Crosswalk meeting at Mount Carmel", 4, by, goal=6, place="Mount Carmel, downstairs", public=True
    )
    _held(held, known, by)
    _to_come(next_one, known, by)
    _circle(by)
    canvass = _planned(
        "Saturday canvass", 8, by, kind="canvass", starts=dt.time(10), ends=dt.time(16), place="The office"
    )
    for what, starts, ends in (("morning doors", 10, 13), ("afternoon doors", 13, 16)):
        hours: dict[str, Any] = {"starts": dt.time(starts), "ends": dt.time(ends)}
        services.add_shift(event_id=canvass, what=what, wanted=4, **hours, **by)
    noon = {"starts": dt.time(12), "ends": dt.time(13), "public": True, "goal": 60}
    _planned("Rally for the crosswalk", 15, by, kind="rally", place="City Hall steps", **noon)


def _planned(title: str, days: int, by: Mapping[str, Any], **said: Any) -> UUID:
    day = clock.today() + dt.timedelta(days=days)
    usual = {"title": title, "kind": "meeting", "day": day, "lead": by["by"].id}
    return services.make(said=usual | EVENING | said, **by)


def _held(event: UUID, known: list[Contact], by: Mapping[str, Any]) -> None:
    """Eight said yes, five came, two walked in, and one whom nobody knows yet."""
    lead = known[0]
    for one in known:
        asked_by = lead.pk if one is not lead else None
        row = services.ask(event_id=event, contact_id=one.pk, asked_by=asked_by, **by)
        services.answer(attendance_id=row, said="accepted", **by)
    for one in known[:CAME]:
        services.sign_in(event_id=event, record=random_id(), contact_id=one.pk, way="desk", **by)
    services.count_in(event_id=event, record=random_id(), count=2, **by)
    new = Typed("Odalys", "518-555-0131")
    services.sign_in(event_id=event, record=random_id(), typed=new, way="paper", **by)
    ride = services.ask_for(event_id=event, kind="ride", how_many=2, **by)
    for state in ("promised", "kept"):
        services.promise(need_id=ride, state=state, **by)
    services.close(event_id=event, **by)


def _to_come(event: UUID, known: list[Contact], by: Mapping[str, Any]) -> None:
    answers = ("accepted", "accepted", "accepted", "tentative", "needs_action")
    for one, said in zip(known, answers, strict=False):
        row = services.ask(event_id=event, contact_id=one.pk, **by)
        services.answer(attendance_id=row, said=said, **by)
    services.ask_for(event_id=event, kind="interpretation", language="es", **by)
    services.ask_for(event_id=event, kind="childcare", how_many=3, **by)
    services.ask_for_access(event_id=event, what="A place near the door, and a chair with arms.", **by)


def _circle(by: Mapping[str, Any]) -> None:
    """Every week; the last one was counted."""
    again = {"repeats": "weekly", "until": clock.today() + dt.timedelta(weeks=WEEKS)}
    first = _planned("Tuesday circle", -6, by, kind="circle", **again)
    services.count_in(event_id=first, record=random_id(), count=9, **by)
    services.close(event_id=first, **by)
