"""Counts a case under its number: which stages it has reached, from what the open file says. Safe to repeat."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from waymeet.casefiles import kinds as shared
from waymeet.casefiles.opening import Version
from waymeet.diversion.casework import kinds
from waymeet.diversion.casework.models import Counted
from waymeet.diversion.casework.said import Decided, Mode, Stage
from waymeet.kernel import clock


def newest(versions: Iterable[Version]) -> list[Mapping[str, Any]]:
    """The content of each thing in the file as it stands now."""
    return [one.content for one in {one.record: one for one in versions}.values()]


def count(versions: Iterable[Version]) -> None:
    """Inside the verb's transaction, after it has written. A file without a beginning is not counted."""
    things = newest(versions)
    began = next((one for one in things if one.get("kind") == kinds.BEGINNING), None)
    if began is None:
        return
    for stage, month in sorted(stages(began, things)):
        unique = {"counting": began["counting"], "stage": stage}
        if stage == Stage.ACTIVE:
            unique["month"] = month
        of_whom = {"month": month, "door": began["door"], "races": began["races"]}
        Counted.objects.get_or_create(**unique, defaults=of_whom)


def stages(began: Mapping[str, Any], things: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """Every stage the file has reached, with the month it is counted in."""
    came = str(began["month"])
    found = {(Stage.HANDED_OFF.value, came)} | ({(Stage.IN_TIME.value, came)} if began["in_time"] == "yes" else set())
    for one in things:
        reached = _REACHED.get(str(one.get("kind")))
        if reached is not None:
            found.update(reached(one, began))
    return found


def _intake(one: Mapping[str, Any], began: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield Stage.INTAKE.value, _month(one)
    if str(one["day"]) <= str(began["intake_by"]):
        yield Stage.INTAKE_IN_TIME.value, _month(one)


def _contact(one: Mapping[str, Any], _began: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if one["mode"] != Mode.TRIED:
        yield Stage.ACTIVE.value, _month(one)


def _told_month(one: Mapping[str, Any], _began: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield Stage.ACTIVE.value, str(one["month"])


def _goal(one: Mapping[str, Any], _began: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    this = clock.month_of(clock.today())
    yield Stage.GOAL.value, this
    if one["state"] == shared.Goal.REACHED:
        yield Stage.REACHED.value, this


def _court(one: Mapping[str, Any], _began: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if one["decided"] in (Decided.NOT_FILED, Decided.FILED):
        yield str(one["decided"]), clock.month_of(clock.today())


_REACHED: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, Any]], Iterator[tuple[str, str]]]] = {
    kinds.INTAKE: _intake,
    kinds.CONTACT: _contact,
    kinds.MONTH: _told_month,
    shared.GOAL: _goal,
    kinds.COURT: _court,
}


def _month(one: Mapping[str, Any]) -> str:
    return clock.month_of(dt.date.fromisoformat(str(one["day"])))
