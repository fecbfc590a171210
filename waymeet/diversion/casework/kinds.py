"""What a LEAD case holds beside goals, tasks, plans and notes. Each is a sealed record whose kind lies inside it.

Nothing but its kind is needed: somebody tells as much as they want, and what they did not say stays empty.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _

from waymeet.diversion.casework import said
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput

BEGINNING, INTAKE, MONTH, CONTACT, SERVICE, COURT = "beginning", "intake", "month", "contact", "service", "court"
WRITTEN = (INTAKE, MONTH, CONTACT, SERVICE, COURT)
CHOICES: Mapping[str, Mapping[str, Any]] = {
    INTAKE: {"housing": said.Housing, "income": said.Income, "insurance": said.Insurance},
    MONTH: {"housing": said.Housing, "work": said.Work, "income": said.Income},
    CONTACT: {"mode": said.Mode},
    SERVICE: {"need": said.Need, "state": said.Went},
    COURT: {"asked": said.Asked, "decided": said.Decided},
}
WORDS: Mapping[str, tuple[str, ...]] = {
    INTAKE: ("needs_now", "health", "use", "overdose", "legal", "words"),
    MONTH: ("month", "health", "legal", "words"),
    CONTACT: ("minutes", "accompanied", "words"),
    SERVICE: ("where", "words"),
    COURT: ("case", "agency", "meeting_on", "reason", "seals_on"),
}
APART = "apart"  # somebody else's words or secrets stand in it: their own page leaves it out


def content(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is sealed of it; BadInput where an answer is from no list."""
    made: dict[str, Any] = {"kind": kind}
    for name, choices in CHOICES[kind].items():
        value = str(given.get(name) or "")
        if value not in ("", *choices.values):
            raise BadInput(_("Choose an answer from the list."), column=name)
        made[name] = value
    for name in WORDS[kind]:
        made[name] = _as_text(given.get(name))
    made[APART] = bool(given.get(APART))
    if kind == MONTH:
        made["month"] = made["month"] or clock.month_of(clock.today())
    if kind == CONTACT and not made["mode"]:
        raise BadInput(_("Choose how you met."), column="mode")
    if kind == SERVICE:
        made["state"] = made["state"] or said.Went.WANTED.value
    if kind == COURT:
        made["decided"] = made["decided"] or said.Decided.OPEN.value
    return made


def _as_text(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    return "yes" if value is True else "" if value is None or value is False else str(value).strip()


def beginning(
    *, door: str, incident: UUID | None, races: list[str], intake_days: int, in_time: bool | None
) -> dict[str, Any]:
    """How somebody came: known only here. `counting` is the number they are counted under; nothing leads back."""
    return {
        "kind": BEGINNING,
        "door": door,
        "incident": str(incident) if incident else "",
        "races": races,
        "counting": str(uuid4()),
        "month": clock.month_of(clock.today()),
        "intake_by": (clock.today() + dt.timedelta(days=intake_days)).isoformat(),
        "in_time": "" if in_time is None else "yes" if in_time else "no",
    }


def sealed_by_law(content: Mapping[str, Any], today: dt.date) -> bool:
    """Whether the law seals this by today (NY CPL 160.50 to 160.59): then it is nobody's to read any more."""
    day = content.get("seals_on", "") if content.get("kind") == COURT else ""
    return bool(day) and str(day) <= today.isoformat()
