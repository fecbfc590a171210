"""The screen of a meeting: opened anew at every request, with the team's key, and asked of the gate each time.

A case that may not be shown leaves no trace on the screen: no gap, no count. What is shown for the first time in a
meeting is listed in the participant's account first, once an agency; the room keeps that it was shown inside the case.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.casefiles import arriving, opening
from waymeet.casefiles.faces import in_order
from waymeet.consent import gate
from waymeet.diversion.casework.room import ROOM
from waymeet.diversion.models import AuditLine
from waymeet.diversion.table import held, rules
from waymeet.diversion.table.held import Kept, Release
from waymeet.diversion.table.models import Meeting
from waymeet.diversion.table.queries import going_on, here
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import CannotOpen, Conflict, NotFound
from waymeet.kernel.ids import random_id

NAME = str(gate.DataClass.NAME)


@dataclass(frozen=True)
class Shown:
    """A case as all who sit there may see it: fields by class, whom its sheets name, and until when it holds."""

    kept: Kept
    fields: Mapping[str, str]
    live: Sequence[rules.Live]
    until: dt.date

    @property
    def file_id(self) -> int:
        return self.kept.file_id

    @property
    def scope(self) -> gate.Scope:
        """What is on the screen, as the notice says it."""
        return gate.Scope(
            gate.Recipient.OUTSIDE, frozenset(self.fields), gate.Purpose.AROUND_THE_TABLE, until=self.until
        )

    def named(self, seats: frozenset[str]) -> list[str]:
        """Whom their sheets name, of those who sit there."""
        holding = {one.record for one in self.live if one.agency in seats}
        return sorted({one.named for one in self.kept.releases if str(one.record) in holding})

    def decided(self, seats: frozenset[str]) -> list[opening.Version]:
        """Decisions that everybody who sits there now heard when they were made."""
        return [one for one in self.kept.decisions if seats <= set(one.content["heard"])]


@dataclass(frozen=True)
class Screen:
    """One look at the table."""

    meeting: Meeting
    seats: frozenset[str]
    cases: Sequence[Shown]


def screen(*, meeting_id: UUID, by: Person, keyring: Keyring) -> Screen:
    """Over when the meeting is; what a consent lost since the last look is not there any more."""
    check(by, May.READ_CASES)
    row = going_on(meeting_id, by=by)
    seats = here(row)
    arriving.follow(ROOM, keyring)
    with transaction.atomic(using="diversion"):
        audit.write(AuditLine, who=by.id, verb="table.show", subject=row.pk)
    found = [one for one in may_be_shown(_every_case(keyring), seats) if _account(one, row, seats, by, keyring)]
    return Screen(row, seats, sorted(found, key=lambda one: in_order(one.kept.opened.face)))


def one_shown(*, meeting_id: UUID, file_id: int, by: Person, keyring: Keyring) -> tuple[Screen, Shown]:
    """One case of the screen; NotFound for every case that is not on it now, whatever the reason."""
    check(by, May.READ_CASES)
    row = going_on(meeting_id, by=by)
    seats = here(row)
    arriving.follow(ROOM, keyring)
    found = may_be_shown([_open(opening.one_file(ROOM, file_id, keyring), keyring)], seats)
    if not found or found[0].kept.opened.face.closed:
        raise NotFound
    return Screen(row, seats, found), found[0]


def may_be_shown(cases: Sequence[Kept], seats: frozenset[str]) -> list[Shown]:
    """The gate is asked once for all of them."""
    releases = [(one, release) for one in cases for release in one.releases]
    scopes = gate.holding(gate.Recipient.OUTSIDE, [release.secret for _case, release in releases])
    live: dict[int, list[tuple[Release, gate.Scope]]] = {}
    for (one, release), scope in zip(releases, scopes, strict=True):
        if scope is not None and scope.purpose == gate.Purpose.AROUND_THE_TABLE:
            live.setdefault(one.file_id, []).append((release, scope))
    found = [_shown(one, live.get(one.file_id, []), seats) for one in cases]
    return [one for one in found if one is not None]


def _shown(one: Kept, holding: Sequence[tuple[Release, gate.Scope]], seats: frozenset[str]) -> Shown | None:
    live = [rules.Live(str(release.record), release.agency, scope.classes) for release, scope in holding]
    may = rules.heard_by_all(seats, live)
    said = {name: words for name, words in one.words().items() if name in may and name != NAME}
    if not said:
        return None
    name = {NAME: one.opened.face.name} if NAME in may and one.opened.face.name else {}
    until = min(scope.until for release, scope in holding if release.agency in seats)
    return Shown(one, name | said, live, until)


def _every_case(keyring: Keyring) -> list[Kept]:
    found = [one for one in opening.whole_lot(ROOM, keyring).open if not one.face.closed]
    every = []
    for one in found:
        try:
            every.append(_open(one, keyring))
        except CannotOpen:
            continue
    return every


def _open(opened: opening.Opened, keyring: Keyring) -> Kept:
    return held.kept(opened, opening.versions(ROOM, opened.row, keyring))


def _account(one: Shown, row: Meeting, seats: frozenset[str], by: Person, keyring: Keyring) -> bool:
    """Listed for the participant before it is shown; False where a consent ended between two lines."""
    if not _untold(one, row, seats):
        return True
    try:
        with transaction.atomic(using="diversion"):
            Meeting.objects.select_for_update().get(pk=row.pk)
            now = Shown(_open(one.kept.opened, keyring), one.fields, one.live, one.until)  # a colleague may be first
            _tell(now, row, seats, by, keyring)
    except Conflict:
        return False
    return True


def _untold(one: Shown, row: Meeting, seats: frozenset[str]) -> dict[str, frozenset[str]]:
    before = one.kept.shown.get(str(row.pk))
    told = before.content["told"] if before else {}
    return rules.still_to_tell(seats, one.live, frozenset(one.fields), told)


def _tell(one: Shown, row: Meeting, seats: frozenset[str], by: Person, keyring: Keyring) -> None:
    untold = _untold(one, row, seats)
    if not untold:
        return
    releases = {str(release.record): release for release in one.kept.releases}
    for record, classes in untold.items():
        gate.disclose(secret=releases[record].secret, fields={name: one.fields[name] for name in sorted(classes)})
    before = one.kept.shown.get(str(row.pk))
    place = (before.record, before.version + 1) if before else (random_id(), 1)
    told = {agency: list(classes) for agency, classes in (before.content["told"] if before else {}).items()}
    for record, classes in untold.items():
        agency = releases[record].agency
        told[agency] = sorted({*told.get(agency, []), *classes})
    content = held.written(held.SHOWN, by, meeting=str(row.pk), met=row.day.isoformat(), told=told)
    opening.put_record(ROOM, one.kept.opened.row, keyring, place, content)
    if before is None:
        Meeting.objects.filter(pk=row.pk).update(cases=F("cases") + 1)


def seconds_left(row: Meeting) -> int:
    return max(0, int((row.ends_at - clock.now()).total_seconds()) + 1) if row.ends_at else 0
