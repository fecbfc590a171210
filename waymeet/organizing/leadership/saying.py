"""Conditions and rungs in words, for pages and files."""

from typing import Any

from django.utils.translation import gettext as _

from waymeet.organizing.contacts.models import Group
from waymeet.organizing.leadership.ladders import Step
from waymeet.organizing.leadership.models import Condition as Row
from waymeet.organizing.leadership.queries.person import Asked
from waymeet.organizing.leadership.rules import DATED, Condition, What


def asks(one: Condition) -> str:
    """As in: came to events: 3 or more, in the last 12 months."""
    what: Any = dict(Row.What.choices)[one.what.value]
    if one.what == What.ASSESSED:
        return _("assessed %(number)s or stronger") % {"number": one.number}
    if one.what == What.BELONGS:
        kind: Any = dict(Group.Kind.choices).get(one.group, one.group)
        what = _("belongs to a %(kind)s") % {"kind": kind}
        return str(what) if one.number == 1 else _("%(what)s: %(n)s or more") % {"what": what, "n": one.number}
    words = _("%(what)s: %(n)s or more") % {"what": what, "n": one.number}
    if one.months and one.what in DATED:
        return _("%(words)s, in the last %(months)s months") % {"words": words, "months": one.months}
    return words


def asked(one: Asked) -> str:
    """With how many there are; an assessment's number is never repeated here."""
    if one.condition.what == What.ASSESSED:
        return asks(one.condition)
    return _("%(asks)s (there: %(there)s)") % {"asks": asks(one.condition), "there": one.there}


def rule(step: Step) -> str:
    if not step.rule.conditions:
        return _("nothing: everybody stands at least here")
    between = _(" or ") if step.rule.any_of else _(" and ")
    return between.join(asks(one) for one in step.rule.conditions)
