"""What decides whether somebody gets in at the door. Participants say how it is; who said it is never kept."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

YES, NO, UNKNOWN = "yes", "no", "unknown"
STALE_DAYS = 180
# code -> the question
QUESTIONS: dict[str, Any] = {
    "id_required": _("Is an ID asked for?"),
    "abstinence_required": _("Must one be sober or not using?"),
    "police_on_site": _("Are police or guards with arrest powers there?"),
    "walk_in": _("Can one walk in, without an appointment?"),
    "moud_accepted": _("Are people on methadone or buprenorphine taken in?"),
}
# Which answer makes it easy to get in, and what we then call the place.
EASY: dict[str, tuple[str, Any]] = {
    "id_required": (NO, _("no ID asked")),
    "abstinence_required": (NO, _("no sobriety asked")),
    "police_on_site": (NO, _("no police there")),
    "walk_in": (YES, _("walk in")),
    "moud_accepted": (YES, _("methadone and buprenorphine fine")),
}
HARD: dict[str, Any] = {
    "id_required": _("asks for an ID"),
    "abstinence_required": _("asks for sobriety"),
    "police_on_site": _("police there"),
    "walk_in": _("appointment needed"),
    "moud_accepted": _("not on methadone or buprenorphine"),
}
ANSWERS = {YES: _("yes"), NO: _("no"), UNKNOWN: _("nobody has told us")}


def is_stale(day: str, today: dt.date) -> bool:
    """Nobody said it lately: half a year is long for a door's rules. No day, or one we cannot read, is long ago."""
    try:
        return (today - dt.date.fromisoformat(day)).days > STALE_DAYS
    except ValueError:
        return True


def words_of(code: str, answer: str) -> Any:
    """As it stands on a list; empty where nobody has told us."""
    if answer not in (YES, NO):
        return ""
    easy, words = EASY[code]
    return words if answer == easy else HARD[code]
