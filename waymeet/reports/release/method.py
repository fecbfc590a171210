"""How we count and what we hide, as it is printed with every release."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from waymeet.reports.disclosure.threshold import FEWEST_ACTS, LEAST_WIDTH, THRESHOLD
from waymeet.reports.release.published import LANGUAGES, Said


def method() -> list[Any]:
    """How this was counted and made safe, a sentence a line, in the language of the moment."""
    return [
        _("These are counts, not estimates: every number is a sum of what was noted, so there is no margin of error."),
        _("Counts can still be too low: a kit that nobody noted on a phone is not in them."),
        _("Counts of 1 to %(most)d are hidden, because a small number can give away who took part. We chose "
          "%(threshold)d as the smallest number we print, a habit of public health offices in the United States.")
        % {"most": THRESHOLD - 1, "threshold": THRESHOLD},
        _("A larger number is hidden too if it comes from fewer than %(acts)d hand-outs.") % {"acts": FEWEST_ACTS},
        _("Other numbers are hidden as well where the totals would give a hidden number away. A computer picks as few "
          "and as small ones as it can. A hidden number can be any number, also none."),
        _("A zero is printed: it means that nothing was handed out, so it is about nobody."),
        _("Before publication we attack our own table: a program that holds this and all earlier releases works out "
          "how closely each hidden number can be known. Every number from 1 to %(most)d must stay possible for a "
          "hidden small number, and even somebody who knows which numbers are small must be left at least "
          "%(width)d apart.")
        % {"most": THRESHOLD - 1, "width": LEAST_WIDTH},
        _("A month is counted when its last week has been over for two weeks. Later corrections of fewer than "
          "%(threshold)d wait until they add up to that many, because the difference between two releases would be a "
          "small number itself.") % {"threshold": THRESHOLD},
        _("Two reviewers who did not make this table agreed to it. Its files never change. If something is wrong, we "
          "say so here and publish a new release."),
    ]  # fmt: skip


def method_said() -> list[Said]:
    """The method in every language at once."""
    spoken = {}
    for language in LANGUAGES:
        with override(language):
            spoken[language] = method()
    return [Said(**dict(zip(LANGUAGES, lines, strict=True))) for lines in zip(*spoken.values(), strict=True)]
