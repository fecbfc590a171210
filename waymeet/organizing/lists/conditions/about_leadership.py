"""What only organizers ask: the rung people stand on, how they were assessed last, and who leads whom."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from waymeet.accounts.roles import May
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.leadership import climbing, ladders
from waymeet.organizing.leadership.models import Assessment, Leads
from waymeet.organizing.leadership.queries import people_on_rung
from waymeet.organizing.lists.conditions.kind import Found, Kind, Looking
from waymeet.organizing.lists.rules import Part

RUNG: dict[str, Any] = {"parts": {"rung": Part("words")}, "labels": {"rung": _("Rung")}}
SCORE: dict[str, Any] = {"parts": {"score": Part("number", least=1, most=5)}, "labels": {"score": _("Assessment")}}
ASKING: dict[str, Any] = {"needs": May.ASSESS}


def on_rung(value: dict[str, Any], looking: Looking) -> Found:
    return _on(value, looking, or_higher=False)


def rung_or_higher(value: dict[str, Any], looking: Looking) -> Found:
    return _on(value, looking, or_higher=True)


def _on(value: dict[str, Any], looking: Looking, *, or_higher: bool) -> Found:
    """Nobody for a rung that the ladder in force does not have, and for whoever nobody asks for."""
    if looking.by is None:
        return Found(Contact.objects.none())
    return Found(people_on_rung(value["rung"], by=looking.by, or_higher=or_higher))


def _assessed(**wanted: int) -> Found:
    return Found(climbing.standing_assessments().filter(**wanted), "contact")


def _rungs(_looking: Looking) -> list[tuple[Any, Any]]:
    return [(step.key, step.name) for step in ladders.in_force().steps]


def _scores(_looking: Looking) -> list[tuple[Any, Any]]:
    return list(Assessment.Score.choices)


KINDS = (
    Kind(
        "on_rung",
        _("stand on a rung of the ladder"),
        _("stand on this rung: %(rung)s"),
        on_rung,
        options={"rung": _rungs},
        **RUNG,
        **ASKING,
    ),
    Kind(
        "rung_or_higher",
        _("stand on a rung of the ladder, or higher"),
        _("stand on this rung or higher: %(rung)s"),
        rung_or_higher,
        options={"rung": _rungs},
        **RUNG,
        **ASKING,
    ),
    Kind(
        "assessed",
        _("are assessed"),
        _("are assessed"),
        lambda _v, _l: Found(Assessment.objects.all(), "contact"),
        **ASKING,
    ),
    Kind(
        "assessed_nearer",
        _("are assessed as something, or nearer to us"),
        _("last assessed as this, or nearer to us: %(score)s"),
        lambda value, _l: _assessed(score__lte=value["score"]),
        options={"score": _scores},
        **SCORE,
        **ASKING,
    ),
    Kind(
        "assessed_further",
        _("are assessed as something, or further from us"),
        _("last assessed as this, or further from us: %(score)s"),
        lambda value, _l: _assessed(score__gte=value["score"]),
        options={"score": _scores},
        **SCORE,
        **ASKING,
    ),
    Kind(
        "leads",
        _("lead somebody"),
        _("lead somebody"),
        lambda _v, _l: Found(Leads.objects.all(), "leader"),
        **ASKING,
    ),
)
