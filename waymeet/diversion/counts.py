"""The only way numbers leave diversion: sums by month, never a row, and for releases only.

The three doors have functions of their own and are never added. Small numbers are in what these answer: whoever asks
hides them before anybody sees them (reports.disclosure). Officers are not in it, not even as numbers.
"""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings

from waymeet.diversion.feeds.queries import coverage_by_month
from waymeet.diversion.governance.queries import missing, public_clock
from waymeet.diversion.handoff.models import HandOver
from waymeet.diversion.incidents.models import Referral
from waymeet.diversion.incidents.queries import newest_entries
from waymeet.diversion.incidents.said import Response
from waymeet.kernel import clock

Races = tuple[str, ...]


@dataclass(frozen=True)
class Decisions:
    """Incidents alike in month "2026-07", area, races twice, and what was decided.

    `eligible` is "yes", "no" or "cannot_tell" under the rules of the day; `response` is '' where nothing was offered,
    `why_not` '' where it was.
    """

    month: str
    area_number: int
    races_said: Races
    races_seen: Races
    eligible: str
    offered: bool
    why_not: str
    response: str
    count: int


@dataclass(frozen=True)
class Referred:
    """People referred without an incident, by their door ("social" or "community"), month and races."""

    door: str
    month: str
    races_said: Races
    accepted: bool
    count: int


@dataclass(frozen=True)
class HandedOver:
    """Calls that ended, by door and month: how, and whether somebody came in the promised time (None: nobody came)."""

    door: str
    month: str
    state: str
    in_time: bool | None
    kit: bool
    count: int


@dataclass(frozen=True)
class Stage:
    """People who reached a stage in a month, by door and races as they say them."""

    stage: str
    month: str
    door: str
    races_said: Races
    count: int


@dataclass(frozen=True)
class Covered:
    """Of the eligible incidents an agency lists in a month: how many we hold. Weeks it listed nothing are in none."""

    agency: str
    month: str
    listed: int
    held: int
    ours_alone: int
    untold: int


@dataclass(frozen=True)
class Owed:
    """What an agency was asked for, for which months, and how it stands today. Only what the group made public."""

    agency: str
    what: str
    first_month: str
    last_month: str
    state: str
    days_late: int


@dataclass(frozen=True)
class Missing:
    """Months an agency owes and never gave whole: a gap with its name, never a zero."""

    agency: str
    what: str
    first_month: str
    last_month: str


def decisions() -> list[Decisions]:
    """The first door: every incident by the entry that counts, offered or not."""
    names = ("iso_week", "area_number", "races_said", "races_seen", "eligible", "offer", "why_not", "response")
    counted = Counter(
        (clock.month_of_week(week), area, tuple(said), tuple(seen), eligible, offer == "offered", why, response)
        for week, area, said, seen, eligible, offer, why, response in newest_entries().values_list(*names).iterator()
    )
    return [Decisions(*key, count) for key, count in sorted(counted.items())]


def referrals() -> list[Referred]:
    """The second and the third door."""
    rows = Referral.objects.values_list("door", "iso_week", "races_said", "response")
    counted = Counter(
        (door, clock.month_of_week(week), tuple(said), response == Response.ACCEPTED)
        for door, week, said, response in rows
    )
    return [Referred(*key, count) for key, count in sorted(counted.items())]


def hand_overs() -> list[HandedOver]:
    rows = HandOver.objects.values_list("door", "iso_week", "state", "in_time", "kit")
    counted = Counter(
        (door, clock.month_of_week(week), state, in_time, kit) for door, week, state, in_time, kit in rows
    )
    return [HandedOver(*key, count) for key, count in sorted(counted.items(), key=str)]


def stages() -> list[Stage]:
    """Later stages, counted under numbers that lead nowhere; none on a server that keeps no files."""
    if not settings.HAS_FILES:
        return []
    from waymeet.diversion.casework.queries import stages_by_month

    return [Stage(*key, count) for key, count in sorted(stages_by_month().items())]


def coverage() -> list[Covered]:
    return [
        Covered(agency, one.month, one.listed, one.held, one.ours_alone, one.untold)
        for agency, months in sorted(coverage_by_month().items())
        for one in months
    ]


def owed() -> list[Owed]:
    return [
        Owed(one.row.agency.name, one.row.what, one.row.first_month, one.row.last_month, one.state.value, one.days_late)
        for one in public_clock()
    ]


def gaps() -> list[Missing]:
    return [Missing(one.agency.name, one.what, one.first_month, one.last_month) for one in missing(public_clock())]
