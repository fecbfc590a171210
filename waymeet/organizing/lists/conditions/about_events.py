"""What is asked about events that name people. Circles that count, or that seal their names, are not looked at."""

from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from waymeet.organizing.events.models import Attendance, Event
from waymeet.organizing.leadership import climbing
from waymeet.organizing.lists.conditions.kind import Found, Kind, Looking, choice
from waymeet.organizing.lists.rules import Part

EVENT_KIND = choice(Event.Kind.choices, free=_("any event"))
TIMES, SINCE = Part("number", least=1, most=1000), Part("day")
AS_TIMES, AS_SINCE = {"times": _("How many at least")}, {"since": _("Since")}


def _named() -> QuerySet[Attendance]:
    return Attendance.objects.filter(event__sign_in=Event.SignIn.NAMES)


def came(value: dict[str, Any], _looking: Looking) -> Found:
    rows = _named().filter(came=True, event__day__gte=value["since"])
    if "kind" in value:
        rows = rows.filter(event__kind=value["kind"])
    counted = rows.order_by().values("contact").annotate(n=Count("pk"))
    return Found(counted.filter(n__gte=value["times"]), "contact")


def stayed_away(value: dict[str, Any], _looking: Looking) -> Found:
    rows = _named().filter(came=False, answer=Attendance.Answer.ACCEPTED, event__day__gte=value["since"])
    return Found(rows, "contact")


def signed_up(_value: dict[str, Any], looking: Looking) -> Found:
    coming = _named().filter(answer=Attendance.Answer.ACCEPTED, event__day__gte=looking.today)
    return Found(coming.exclude(event__state=Event.State.OFF), "contact")


def turned_out(value: dict[str, Any], _looking: Looking) -> Found:
    rows = climbing.came_when_asked().filter(event__sign_in=Event.SignIn.NAMES, event__day__gte=value["since"])
    counted = rows.order_by().values("asked_by").annotate(n=Count("contact", distinct=True))
    return Found(counted.filter(n__gte=value["times"]), "asked_by")


KINDS = (
    Kind(
        "came",
        _("came to events"),
        _("came to %(times)s or more events since %(since)s (%(kind)s)"),
        came,
        {"times": TIMES, "since": SINCE, "kind": EVENT_KIND[0]},
        {**AS_TIMES, **AS_SINCE, "kind": _("Kind of event")},
        {"kind": EVENT_KIND[1]},
    ),
    Kind(
        "stayed_away",
        _("said yes to an event and did not come"),
        _("said yes to an event since %(since)s and did not come"),
        stayed_away,
        {"since": SINCE},
        AS_SINCE,
    ),
    Kind(
        "signed_up",
        _("said yes to an event that is still to come"),
        _("said yes to an event that is still to come"),
        signed_up,
    ),
    Kind(
        "turned_out",
        _("asked others who came"),
        _("asked %(times)s or more people who came, since %(since)s"),
        turned_out,
        {"times": TIMES, "since": SINCE},
        {**AS_TIMES, **AS_SINCE},
    ),
)
