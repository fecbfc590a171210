"""A consent in words, for the participant's page and for paper."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from waymeet.consent import wording
from waymeet.consent.rules import Kind, Scope, State
from waymeet.consent.shapes import Past, Standing
from waymeet.design import tables

HEADINGS: dict[State, Any] = {
    State.GRANTED: _("Your consent holds"),
    State.NARROWED: _("Your consent holds, smaller than at first"),
    State.OFFERED: _("You were asked and have not said yes"),
    State.DECLINED: _("You said no"),
    State.WITHDRAWN: _("You took your consent back"),
    State.EXPIRED: _("Your consent is over"),
    State.INCOMPLETE: _("Your consent is not complete, so nothing is told"),
}
HAPPENED: dict[str, Any] = {
    Kind.OFFERED: _("You were asked"),
    Kind.DECLINED: _("You said no"),
    Kind.GRANTED: _("You said yes"),
    Kind.NARROWED: _("You made it smaller"),
    Kind.WITHDRAWN: _("It was taken back"),
    Kind.EXPIRED: _("It ended by itself"),
}
SIGNED_HOW: dict[str, Any] = {
    "on_paper": _("signed on paper"),
    "on_screen": _("signed on a screen"),
}


@dataclass(frozen=True)
class Line:
    """One day of the history, in words."""

    day: str
    words: Any
    more: tuple[Any, ...]


@dataclass(frozen=True)
class Page:
    """What the participant's page says. `who` and the like are about what was asked, or what still holds."""

    heading: Any
    live: bool
    who: str
    what: list[str]
    why: str
    until: str
    text: str
    text_language: str
    history: list[Line]
    document: Any


def spoken() -> str:
    return wording.spoken((get_language() or "en")[:2])


def page(found: Standing) -> Page:
    language, scope = spoken(), found.scope or found.asked
    return Page(
        heading=HEADINGS[found.state],
        live=found.live,
        who=found.named or wording.WHO[language][scope.recipient],
        what=wording.what_words(scope.classes, language),
        why=wording.WHY[language][scope.purpose],
        until=wording.day_in_words(scope.until, language),
        text=found.text,
        text_language=found.language,
        history=[_line(past, language) for past in found.history],
        document=found.document,
    )


def _line(past: Past, language: str) -> Line:
    more: list[Any] = []
    if past.kind == Kind.NARROWED:
        more += wording.what_words(past.classes, language)
        more += [wording.day_in_words(past.until, language)] if past.until else []
    if past.read_aloud:
        more.append(_("read aloud"))
    if past.signed_how:
        more.append(SIGNED_HOW.get(past.signed_how, past.signed_how))
    return Line(wording.day_in_words(past.day, language), HAPPENED[past.kind], tuple(more))


def accounting(found: Standing) -> tables.Table:
    """Every time something was told: day, to whom, what, what for (42 CFR 2.25)."""
    language = spoken()
    rows = [
        [
            told.day.isoformat(),
            found.named or wording.WHO[language][told.recipient],
            "; ".join(wording.what_words(told.classes, language)),
            wording.WHY[language][told.purpose],
        ]
        for told in found.disclosures
    ]
    return tables.Table(
        name="receipt",
        caption=_("What was told"),
        columns=[
            tables.Column(_("Day")),
            tables.Column(_("To whom")),
            tables.Column(pgettext_lazy("told", "What")),
            tables.Column(_("What for")),
        ],
        rows=rows,
        empty=_("Nothing was told to anybody."),
        stacks=True,
    )


def offered_words(scope: Scope) -> dict[str, Any]:
    """Recipient, classes and purpose of a scope in the reader's language."""
    language = spoken()
    return {
        "who": wording.WHO[language][scope.recipient],
        "what": wording.what_words(scope.classes, language),
        "why": wording.WHY[language][scope.purpose],
        "until": wording.day_in_words(scope.until, language),
    }
