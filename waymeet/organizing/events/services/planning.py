"""Planning an event, once or again and again; changing this one or those after it; calling off; closing."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.queries import people_who_may
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.organizing.events import recurrence, rows
from waymeet.organizing.events.models import Attendance, Door, Event, Hand, Series, Shift
from waymeet.organizing.events.rows import note

SAID = ("title", "kind", "starts", "ends", "place", "online", "public", "sensitive", "sign_in", "goal", "lead")
ONE, FOLLOWING = "one", "following"


def make(*, said: Mapping[str, Any], by: Person) -> UUID:
    """An event, or a whole series of them: answers the first. `repeats` one of recurrence.HOW_OFTEN, with `until`."""
    check(by, May.RUN_EVENTS)
    given, day = _checked(said), _day(said)
    how, until = str(said.get("repeats") or ""), said.get("until")
    with transaction.atomic(using="organizing"):
        first = _series(given, day, how, until) if how else Event.objects.create(day=day, **given)
        note("event.make", by, first.pk)
    return first.pk


def change(*, event_id: UUID, said: Mapping[str, Any], scope: str = ONE, by: Person) -> None:
    """This one, or this and those that follow in its series; those that were moved or called off stay as they are."""
    check(by, May.RUN_EVENTS)
    day = _day(said)
    with transaction.atomic(using="organizing"):
        row = rows.event(event_id)
        chose = {"circle_chose": row.sign_in == Event.SignIn.SEALED}
        given = _checked({name: getattr(row, name) for name in SAID} | chose | dict(said))
        if given["sign_in"] != row.sign_in and _somebody_is_there(row, scope):
            raise Conflict(_("People are written down or counted already. How they sign in can change no more."))
        shift = day - row.day
        for one in _those(row, scope):
            _put(one, given, one.day + shift, apart=scope != FOLLOWING or one.apart)
        note("event.change", by, row.pk)


def call_off(*, event_id: UUID, scope: str = ONE, by: Person) -> None:
    """It stays in calendars as called off. What was held was held."""
    check(by, May.RUN_EVENTS)
    with transaction.atomic(using="organizing"):
        row = rows.event(event_id)
        if row.state == Event.State.HELD:
            raise Conflict(_("This event was held."))
        those = [one.pk for one in _those(row, scope)]
        Event.objects.filter(pk__in=those).update(
            state=Event.State.OFF, version=F("version") + 1, changed_on=clock.today()
        )
        Door.objects.filter(event__in=those).update(open=False)
        note("event.call_off", by, row.pk)


def close(*, event_id: UUID, by: Person) -> None:
    """It was held: whoever said yes and was not signed in did not come. Who is signed in later still came."""
    check(by, May.RUN_EVENTS)
    with transaction.atomic(using="organizing"):
        row = rows.event(event_id)
        if row.state == Event.State.OFF:
            raise Conflict(_("This event was called off."))
        if row.day > clock.today():
            raise Conflict(_("This event is still to come."))
        Event.objects.filter(pk=row.pk).update(state=Event.State.HELD)
        Door.objects.filter(event=row).update(open=False)
        said_yes = Attendance.objects.filter(event=row, answer=Attendance.Answer.ACCEPTED, came=None)
        said_yes.update(came=False)
        note("event.close", by, row.pk)


def add_shift(*, event_id: UUID, what: str, starts: dt.time, ends: dt.time, wanted: int, by: Person) -> UUID:
    check(by, May.RUN_EVENTS)
    if not what.strip() or ends <= starts or wanted < 1:
        raise BadInput(_("Say what the shift is, from when to when, and how many hands it needs."))
    with transaction.atomic(using="organizing"):
        row = rows.event(event_id)
        made = Shift.objects.create(event=row, what=what.strip(), starts=starts, ends=ends, wanted=wanted)
        note("event.shift", by, row.pk)
    return made.pk


def drop_shift(*, shift_id: UUID, by: Person) -> UUID:
    """Gone; whoever had it stays asked to the event."""
    check(by, May.RUN_EVENTS)
    with transaction.atomic(using="organizing"):
        row = _shift(shift_id)
        row.delete()
        note("event.shift", by, row.event_id)
    return row.event_id


def give_hand(*, shift_id: UUID, by: Person) -> UUID:
    """Whoever is signed in takes the shift themself."""
    check(by, May.RUN_EVENTS)
    with transaction.atomic(using="organizing"):
        row = _shift(shift_id)
        Hand.objects.get_or_create(shift=row, worker=by.id)
        note("event.hand", by, row.event_id)
    return row.event_id


def take_hand_back(*, shift_id: UUID, by: Person) -> UUID:
    check(by, May.RUN_EVENTS)
    with transaction.atomic(using="organizing"):
        row = _shift(shift_id)
        Hand.objects.filter(shift=row, worker=by.id).delete()
        note("event.hand", by, row.event_id)
    return row.event_id


def _shift(shift_id: UUID) -> Shift:
    row = Shift.objects.filter(pk=shift_id).first()
    if row is None:
        raise NotFound
    return row


def _series(given: dict[str, Any], first: dt.date, how: str, until: Any) -> Event:
    if how not in recurrence.HOW_OFTEN or not until or until <= first:
        raise BadInput(_("Say how often it comes again, and until which day."))
    if (until - first).days > recurrence.LONGEST:
        raise BadInput(_("A series lasts a year at most. Begin a new one after that."))
    series = Series.objects.create(rule=recurrence.rule_of(how, first), first=first, until=until)
    days = recurrence.days_of(series.rule, first, until)
    made = [Event(day=day, series=series, series_day=day, **given) for day in days]
    Event.objects.bulk_create(made)
    return made[0]


def _those(row: Event, scope: str) -> QuerySet[Event]:
    if scope != FOLLOWING or row.series_id is None:
        return Event.objects.filter(pk=row.pk)
    following = Q(series=row.series_id, series_day__gt=row.series_day, apart=False, state=Event.State.PLANNED)
    return Event.objects.filter(Q(pk=row.pk) | following)


def _put(row: Event, given: Mapping[str, Any], day: dt.date, *, apart: bool) -> None:
    """Calendars take a change for one only when its version has grown."""
    wanted = {**given, "day": day}
    if any(getattr(row, name) != value for name, value in wanted.items()):
        row.version, row.changed_on = row.version + 1, clock.today()
        row.apart = row.series_id is not None and apart
        for name, value in wanted.items():
            setattr(row, name, value)
        row.save()


def _somebody_is_there(row: Event, scope: str) -> bool:
    many = ("attendances", "slips", "sealed_names", "head_counts")
    return any(getattr(one, name).exists() for one in _those(row, scope) for name in many)


def _day(said: Mapping[str, Any]) -> dt.date:
    day = said.get("day")
    if not isinstance(day, dt.date):
        raise BadInput(_("Say on which day it is."))
    return day


def _checked(said: Mapping[str, Any]) -> dict[str, Any]:
    """Circles and peer support are counted, and sensitive; names only by an explicit word of the circle."""
    given = {name: said.get(name) for name in SAID}
    given |= {name: bool(given[name]) for name in ("online", "public", "sensitive")}
    given |= {"title": str(given["title"] or "").strip(), "place": str(given["place"] or "").strip()}
    if not given["title"] or given["kind"] not in Event.Kind.values or not isinstance(given["starts"], dt.time):
        raise BadInput(_("Say what it is called, what kind of event it is, and when it begins."))
    if given["ends"] is not None and given["ends"] <= given["starts"]:
        raise BadInput(_("It ends before it begins. Correct the hours."))
    if given["lead"] is not None and given["lead"] not in dict(people_who_may(May.RUN_EVENTS)):
        raise BadInput(_("Choose somebody who runs events here to lead it."))
    return given | _how_they_sign_in(given, said)


def _how_they_sign_in(given: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    circle = given["kind"] in (Event.Kind.CIRCLE, Event.Kind.PEER_SUPPORT)
    wanted = given["sign_in"] or (Event.SignIn.COUNT if circle else Event.SignIn.NAMES)
    if wanted not in Event.SignIn.values or (circle and wanted == Event.SignIn.NAMES):
        raise BadInput(_("Circles and peer support are counted. Names, where a circle chose them, are sealed."))
    if wanted == Event.SignIn.SEALED and not said.get("circle_chose"):
        raise BadInput(_("Names are written down only where the circle itself chose it. Say so, or count heads."))
    return {"sign_in": wanted, "sensitive": given["sensitive"] or circle}
