"""Results by turf, pass, team and day; what the doors of a turf last said; which doors answered."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

import msgspec

from waymeet.accounts.phones import names_of
from waymeet.organizing.canvass import rules
from waymeet.organizing.canvass.models import Entry
from waymeet.organizing.turf.queries.taking import TurfFacts, turf_facts

NOT_KNOWN = "?"
GROUPS = ("turf", "pass", "team", "day")


@dataclass(frozen=True)
class ResultRow:
    """One row of results; `contact_rate` is 0 to 1, None where nothing was tried."""

    label: str
    key: str
    doors: int
    attempts: int
    contacts: int
    contact_rate: float | None
    follow_ups: int


def knocks(turfs: Iterable[UUID] | None = None) -> list[rules.Knock]:
    """Visits that still count, in the order the server holds them."""
    rows = Entry.objects.order_by("id")
    if turfs is not None:
        rows = rows.filter(turf__in=list(turfs))
    visits = rows.filter(kind="visit").values_list("record", "door", "turf", "outcome", "follow_up", "by", "day")
    targets = Entry.objects.filter(kind="undo").values_list("target", flat=True)
    undone = (bytes(target) for target in targets if target is not None)
    return rules.standing((_knock(*row) for row in visits.iterator()), undone)


def _knock(record: Any, door: UUID | None, *rest: Any) -> rules.Knock:
    """A visit's row; every visit has a door."""
    return rules.Knock(bytes(record), cast("UUID", door), *rest)


def results_by(group: str) -> list[ResultRow]:
    """Attempts, contacts, rate and follow-ups by one of GROUPS."""
    facts = turf_facts()
    found = knocks()
    names = names_of({knock.by for knock in found})
    label = _labels(group, facts, names)
    tallies: dict[tuple[str, str], rules.Tally] = defaultdict(rules.Tally)
    for knock in found:
        tallies[label(knock)].add(knock)
    return [_row(key, words, tally) for (key, words), tally in sorted(tallies.items(), key=lambda pair: pair[0][1])]


def _labels(
    group: str, facts: dict[UUID, TurfFacts], names: dict[UUID, str]
) -> Callable[[rules.Knock], tuple[str, str]]:
    """How a knock finds its row: (key, words) by turf, pass, team or day."""

    def by_turf(knock: rules.Knock) -> tuple[str, str]:
        known = facts.get(knock.turf) if knock.turf else None
        return str(knock.turf or ""), known.name if known else NOT_KNOWN

    def by_pass(knock: rules.Knock) -> tuple[str, str]:
        known = facts.get(knock.turf) if knock.turf else None
        return (str(known.pass_id), known.pass_name) if known else ("", NOT_KNOWN)

    def by_team(knock: rules.Knock) -> tuple[str, str]:
        known = facts.get(knock.turf) if knock.turf else None
        team = known.team_of(knock.by) if known else (knock.by,)
        words = " + ".join(sorted(names.get(person, NOT_KNOWN) for person in team))
        return ",".join(sorted(str(person) for person in team)), words

    def by_day(knock: rules.Knock) -> tuple[str, str]:
        return knock.day.isoformat(), knock.day.isoformat()

    return {"turf": by_turf, "pass": by_pass, "team": by_team, "day": by_day}[group]


def _row(key: str, words: str, tally: rules.Tally) -> ResultRow:
    return ResultRow(words, key, len(tally.doors), tally.attempts, tally.contacts, tally.contact_rate, tally.follow_ups)


def doors_settled(turfs: Iterable[UUID]) -> frozenset[UUID]:
    """Doors that a second pass leaves out: somebody answered, or going again makes no sense."""
    return rules.needs_no_second_visit(knocks(turfs))


def last_outcomes(turfs: Iterable[UUID] | None = None) -> dict[UUID, str]:
    """The last outcome at each door."""
    return {door: knock.outcome for door, knock in rules.latest_by_door(knocks(turfs)).items()}


def door_flags(doors: Iterable[UUID] | None = None) -> dict[UUID, frozenset[str]]:
    """Flags set at doors: dog, unsafe, do not knock, no entry. A `do_not_knock` outcome flags its door as well."""
    rows = Entry.objects.filter(kind="flag").order_by("id")
    if doors is not None:
        rows = rows.filter(door__in=list(doors))
    told = [(door, *_flag(bytes(raw))) for door, raw in rows.values_list("door", "raw") if door is not None]
    flags = dict(rules.flags_now(told))
    for door, outcome in last_outcomes().items():
        if outcome == "do_not_knock":
            flags[door] = flags.get(door, frozenset()) | {"do_not_knock"}
    return flags


def _flag(raw: bytes) -> tuple[str, bool]:
    body = msgspec.json.decode(raw)["body"]
    return body["flag"], body["on"]
