"""What is written in a file: goals, tasks, plans, notes, and what the participant says is wrong.

Each is a sealed record whose kind lies inside it. A change is the next version of a record; the earlier ones stay.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from waymeet.kernel.errors import BadInput

GOAL, TASK, PLAN, NOTE, CORRECTION, HANDOFF = "goal", "task", "plan", "note", "correction", "handoff"
WRITTEN = (GOAL, TASK, PLAN, NOTE)  # what a worker puts down, in the order it is shown
THEIRS = ""  # stands where a worker's id would: the participant wrote this on their own page
ERASE = "erase"


class Goal(TextChoices):
    """How far a goal is. None of these is a failure, and no longer wanting something is as good an end as any."""

    OPEN = "open", pgettext_lazy("a goal", "on the way")
    REACHED = "reached", pgettext_lazy("a goal", "reached")
    LET_GO = "let_go", pgettext_lazy("a goal", "no longer what I want")


class Task(TextChoices):
    """How far a task is."""

    OPEN = "open", pgettext_lazy("a task", "to do")
    DONE = "done", pgettext_lazy("a task", "done")
    DROPPED = "dropped", pgettext_lazy("a task", "dropped")


class Who(TextChoices):
    """Who does it, as the team says it."""

    US = "us", pgettext_lazy("who does it", "we do")
    THEM = "them", pgettext_lazy("who does it", "they do")
    BOTH = "both", pgettext_lazy("who does it", "together")


class Seen(TextChoices):
    """Whether somebody has answered what a participant wrote."""

    OPEN = "open", _("not answered yet")
    DONE = "done", pgettext_lazy("what somebody wrote", "answered")


STATES: Mapping[str, type[TextChoices]] = {GOAL: Goal, TASK: Task, CORRECTION: Seen}
PARTS: Mapping[str, tuple[str, ...]] = {
    GOAL: ("words", "state"),
    TASK: ("words", "who", "week", "state", "apart"),
    PLAN: ("title", "words", "apart"),
    NOTE: ("words", "apart"),
    CORRECTION: ("words", "state", "wish", "reply"),
}
FIRST = {
    GOAL: _("Write the goal first, in their own words."),
    TASK: _("Write the task first."),
    PLAN: _("Write the plan first."),
    NOTE: _("Write the note first."),
    CORRECTION: _("Write what is wrong, and how it should be."),
}


def content(kind: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """What is sealed of it. Only the words are needed; BadInput says what is missing."""
    made: dict[str, Any] = {"kind": kind}
    for part in PARTS[kind]:
        value = said.get(part)
        made[part] = bool(value) if part == "apart" else str(value or "").strip()
    if not made["words"] and not made.get("wish"):
        raise BadInput(FIRST[kind])
    if kind in STATES:
        made["state"] = made["state"] or "open"
        if made["state"] not in STATES[kind].values:
            raise BadInput(_("Choose how it stands."))
    return made


class HeldApart(Protocol):
    """One version of something, and whether somebody else's words stand in it."""

    @property
    def apart(self) -> bool: ...


One = TypeVar("One", bound=HeldApart)


def own_versions(newest_first: Sequence[One]) -> list[One]:
    """What the participant's page shows of a thing: whatever was written since it last held somebody else's words.

    Marking the newest takes the earlier ones along: they hold the same words. Written anew without them, it shows.
    """
    shown = []
    for one in newest_first:
        if one.apart:
            break
        shown.append(one)
    return shown
