"""What people at the desk read about a release: states, refusals, names of cells."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from waymeet.reports.disclosure.check import Finding
from waymeet.reports.disclosure.table import Cell
from waymeet.reports.measures.measure import Place
from waymeet.reports.release.published import LANGUAGES, Said, area_words, month_words
from waymeet.reports.release.rules import Act, State

STATES = {
    State.PROPOSED: (gettext_lazy("waits for two reviewers"), "waiting"),
    State.APPROVED_ONCE: (gettext_lazy("waits for one more reviewer"), "waiting"),
    State.APPROVED: (gettext_lazy("approved, not yet published"), "good"),
    State.SENT_BACK: (gettext_lazy("sent back"), "closed"),
    State.RELEASED: (gettext_lazy("published"), "good"),
    State.WITHDRAWN: (gettext_lazy("withdrawn"), "closed"),
}

# Said when an act is not possible in the state a release is in.
REFUSALS = {
    Act.APPROVE: gettext_lazy("This release is not waiting for a reviewer. Look at its state on the page of releases."),
    Act.SEND_BACK: gettext_lazy(
        "Only what is not yet published can be sent back. A published release can be withdrawn."
    ),
    Act.PUBLISH: gettext_lazy("A release is published after two reviewers approved it. This one is not at that point."),
    Act.WITHDRAW: gettext_lazy("Only a published release can be withdrawn. Send this one back instead."),
}

# Why a release is withdrawn: a closed list, because it is printed for everybody in every language.
UNSAFE = "unsafe"
BECAUSE = {
    "wrong_count": gettext_lazy("A number in it was wrong."),
    UNSAFE: gettext_lazy("It told more than it should about too few people."),
    "wrong_method": gettext_lazy("The way of counting was wrong."),
    "replaced": gettext_lazy("A later release replaces it."),
}


def cell_words(cell: Cell, places: Iterable[Place]) -> str:
    """As in: Arbor Hill, October 2026. Says so where it is a total."""
    names = {place.number: place.name for place in places}
    area = _("all areas") if cell.area is None else area_words(cell.area, names.get(cell.area, ""))
    month = _("all months") if cell.month is None else month_words(cell.month)
    return f"{area}, {month}"


def refusal(findings: Sequence[Finding], places: Sequence[Place], most: int = 8) -> str:
    """Why a table may not be released: the cells that somebody could work out, without their counts."""
    named = [_finding_words(finding, places) for finding in findings[:most]]
    if len(findings) > most:
        rest = len(findings) - most
        named.append(ngettext("%(n)d more", "%(n)d more", rest) % {"n": rest})
    return _(
        "This table cannot be released. From it and earlier releases somebody could work out: %(cells)s. "
        "Propose it again, or choose other months."
    ) % {"cells": "; ".join(named)}


def _finding_words(finding: Finding, places: Sequence[Place]) -> str:
    words = cell_words(finding.secret.cell, places)
    return _("the change since an earlier release in %(cell)s") % {"cell": words} if finding.secret.since else words


def said(words: Any) -> Said:
    """Lazily translated words, said in every language at once."""
    spoken = {}
    for language in LANGUAGES:
        with override(language):
            spoken[language] = str(words)
    return Said(**spoken)
