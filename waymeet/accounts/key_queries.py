"""What a member may know about their teams' keys: which there are, who holds them, whether on paper, until when."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from waymeet.accounts import keys
from waymeet.accounts.ceremony import teams_of
from waymeet.accounts.models import KeyNotice, KeySheets, TeamKey
from waymeet.accounts.people import Person

TEAM_WORDS = {
    keys.ORGANIZING: pgettext_lazy("team", "organizing"),
    keys.OUTREACH: pgettext_lazy("team", "outreach, without names, by the month"),
    keys.PARTICIPANTS: pgettext_lazy("team", "outreach, files of participants"),
    keys.CASEWORK: pgettext_lazy("team", "LEAD case team"),
}
HAPPENED = {
    KeyNotice.Kind.PRINTED: _("%(by)s printed sheets of key %(epoch)s of your team (%(team)s)."),
    KeyNotice.Kind.USED: _("%(by)s used printed sheets to give out key %(epoch)s of your team (%(team)s)."),
    KeyNotice.Kind.DUE: _(
        "Your team (%(team)s) has a new key, %(epoch)s. The old sheets do not open it: print new ones."
    ),
}


@dataclass(frozen=True)
class EpochLine:
    """One key of a team."""

    epoch: str
    made_on: dt.date
    used_since: dt.date | None
    holders: tuple[str, ...]
    sheets: tuple[KeySheets, ...]
    destroy_on: dt.date | None
    destroyed_on: dt.date | None
    now: bool


@dataclass(frozen=True)
class TeamLines:
    """A team's keys, the newest first, and what its members can do with them."""

    team: str
    words: object
    lines: list[EpochLine]
    without: tuple[str, ...]
    sheets_allowed: bool

    @property
    def on_paper(self) -> list[EpochLine]:
        """Keys that sheets can give back."""
        return [line for line in self.lines if line.sheets and not line.destroyed_on]


@dataclass(frozen=True)
class Notice:
    """One thing to be told on the first page."""

    id: UUID
    words: str
    happened_on: dt.date


def keys_of(person: Person) -> list[TeamLines]:
    """Of each team this person is on."""
    return [_team(team) for team in teams_of(person)]


def _team(team: str) -> TeamLines:
    rows = list(TeamKey.objects.filter(team=team).order_by("-number").prefetch_related("wraps__account", "sheets"))
    lines = [_line(row, now=at == 0) for at, row in enumerate(rows)]
    members = {member.shown_as for member in keys.members_of(team)}
    held = set(lines[0].holders) if lines else members
    return TeamLines(team, TEAM_WORDS[team], lines, tuple(sorted(members - held)), team != keys.OUTREACH)


def _line(row: TeamKey, *, now: bool) -> EpochLine:
    holders = tuple(sorted(wrap.account.shown_as for wrap in row.wraps.all()))
    sheets = tuple(sorted(row.sheets.all(), key=lambda made: made.printed_on))
    return EpochLine(row.epoch, row.made_on, row.first_used_on, holders, sheets, row.destroy_on, row.destroyed_on, now)


def members(team: str) -> Sequence[tuple[str, str]]:
    """(id, shown as) of everybody who can be given the key."""
    return sorted(((str(one.id), one.shown_as) for one in keys.members_of(team)), key=lambda pair: pair[1].casefold())


def notices_for(person: Person) -> list[Notice]:
    rows = KeyNotice.objects.filter(account_id=person.id).order_by("happened_on", "id")
    return [_told(row) for row in rows]


def _told(row: KeyNotice) -> Notice:
    said = {"by": row.by, "epoch": row.epoch, "team": TEAM_WORDS.get(row.team, row.team)}
    return Notice(row.id, str(HAPPENED[KeyNotice.Kind(row.kind)] % said), row.happened_on)
