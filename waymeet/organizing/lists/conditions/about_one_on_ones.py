"""What only organizers ask: one-on-ones, what was promised, and who goes along with whom."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.queries import people_who_may
from waymeet.accounts.roles import May
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.lists.conditions.kind import Found, Kind, Looking, choice
from waymeet.organizing.lists.rules import Part
from waymeet.organizing.one_on_ones.models import Coaching, Commitment, OneOnOne

LATE = "late"
STATES = choice(
    [
        ("open", _("open")),
        (LATE, _("late")),
        ("kept", _("kept")),
        ("broken", _("not kept")),
    ]
)
DAYS = Part("number", least=2)
AS_DAYS = {"days": _("Days")}


def _held(days: int, looking: Looking) -> Any:
    return OneOnOne.objects.filter(state=OneOnOne.State.HELD, held_on__gte=looking.before(days))


def met(value: dict[str, Any], looking: Looking) -> Found:
    return Found(_held(value["days"], looking), "contact")


def not_met(value: dict[str, Any], looking: Looking) -> Found:
    held = _held(value["days"], looking).filter(contact=OuterRef("pk"))
    return Found(Contact.objects.filter(~Exists(held)))


def promised(value: dict[str, Any], looking: Looking) -> Found:
    if value["state"] == LATE:
        return Found(Commitment.objects.filter(state=Commitment.State.OPEN, due__lt=looking.today), "contact")
    return Found(Commitment.objects.filter(state=value["state"]), "contact")


def _coaches(_looking: Looking) -> list[tuple[Any, Any]]:
    return list(people_who_may(May.HOLD_ONE_ON_ONES))


ASKING: dict[str, Any] = {"needs": May.HOLD_ONE_ON_ONES}
KINDS = (
    Kind(
        "met",
        _("had a one-on-one lately"),
        _("had a one-on-one in the last %(days)s days"),
        met,
        {"days": DAYS},
        AS_DAYS,
        **ASKING,
    ),
    Kind(
        "not_met",
        _("had no one-on-one for a while"),
        _("had no one-on-one in the last %(days)s days"),
        not_met,
        {"days": DAYS},
        AS_DAYS,
        **ASKING,
    ),
    Kind(
        "promised",
        _("made a promise"),
        _("have a promise that is %(state)s"),
        promised,
        {"state": STATES[0]},
        {"state": _("How it stands")},
        {"state": STATES[1]},
        **ASKING,
    ),
    Kind(
        "along",
        _("go along with one of us"),
        _("go along with %(coach)s"),
        lambda value, _l: Found(Coaching.objects.filter(coach=value["coach"]), "contact"),
        {"coach": Part("id")},
        {"coach": _("Who")},
        {"coach": _coaches},
        **ASKING,
    ),
)
