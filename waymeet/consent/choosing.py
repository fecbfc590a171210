"""What a page that offers a hand-off lets people choose, in the reader's language."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from waymeet.consent import rules, wording

STATES: dict[rules.State, tuple[str, Any]] = {
    rules.State.OFFERED: ("caution", _("offered")),
    rules.State.GRANTED: ("good", _("agreed")),
    rules.State.NARROWED: ("good", _("agreed, made smaller")),
    rules.State.DECLINED: ("closed", _("said no")),
    rules.State.WITHDRAWN: ("stop", _("taken back")),
    rules.State.EXPIRED: ("closed", _("over")),
    rules.State.INCOMPLETE: ("stop", _("not complete")),
}


def state_words(state: rules.State) -> tuple[str, Any]:
    """A chip's tone, and the state in a word."""
    return STATES[state]


def name_of(side: str, language: str) -> str:
    """How a side is called in a text of this language."""
    return wording.WHO[wording.spoken(language)][side]


BEYOND: dict[str, Any] = {
    rules.Recipient.OUTSIDE: _("a place or person outside"),
    rules.Recipient.INTERMEDIARY: _("a network outside, with its members"),
}


def beyond() -> list[tuple[str, Any]]:
    """Recipients outside Waymeet, as (code, words): each is named on its own sheet."""
    return list(BEYOND.items())


def _language() -> str:
    return wording.spoken((get_language() or "en")[:2])


def who(recipients: frozenset[str]) -> list[tuple[str, str]]:
    """Recipients as (code, words), in their fixed order."""
    words = wording.WHO[_language()]
    return [(str(one), words[one]) for one in rules.Recipient if one in recipients]


def what_can_be_told(recipient: str, *, own_document: bool = False) -> list[tuple[str, str]]:
    """Data classes this recipient can be told, without those that need a document of their own unless asked."""
    words = wording.WHAT[_language()]
    classes = rules.CLASSES_FOR[recipient] - (frozenset() if own_document else rules.OF_ITS_OWN)
    return [(one, words[one]) for one in wording.in_order(classes)]


def why(recipient: str) -> list[tuple[str, str]]:
    """Purposes this recipient can have; what several agencies hear at one table is offered on a page of its own."""
    words, purposes = wording.WHY[_language()], rules.PURPOSES_FOR[recipient] - {rules.Purpose.AROUND_THE_TABLE}
    return [(str(one), words[one]) for one in rules.Purpose if one in purposes]


def at_the_table() -> list[tuple[str, str]]:
    """Data classes that several agencies at one table can hear of."""
    words = wording.WHAT[_language()]
    return [(one, words[one]) for one in wording.in_order(rules.AT_THE_TABLE)]
