"""Who has an account, with which roles, phones and keys."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.timezone import localdate

from waymeet.accounts import passkeys
from waymeet.accounts.models import (
    Account,
    AuthenticatorApp,
    DeskSession,
    Device,
    HeldRole,
    Passkey,
    TeamKey,
    TeamKeyWrap,
)
from waymeet.accounts.people import Person
from waymeet.accounts.roles import MAY, TEAMS_OF, May, Role
from waymeet.kernel.errors import NotAllowed, NotFound


@dataclass(frozen=True)
class AccountLine:
    """One account as the people page shows it. `lacks_keys`: a team-mate has yet to share a team's key."""

    id: UUID
    name: str
    shown_as: str
    roles: tuple[Role, ...]
    made_on: dt.date
    ended_on: dt.date | None
    phones: int
    lacks_keys: bool


@dataclass(frozen=True)
class PhoneLine:
    """One phone that signed in."""

    id: UUID
    number: int
    label: str
    registered_on: dt.date
    revoked_on: dt.date | None


@dataclass(frozen=True)
class SecondSteps:
    """What somebody can show after the passphrase: since when an app, which passkeys."""

    app_since: dt.date | None
    passkeys: list[Passkey]

    def __bool__(self) -> bool:
        return self.app_since is not None or bool(self.passkeys)


@dataclass(frozen=True)
class SessionLine:
    """One browser somebody is signed in with."""

    id: UUID
    browser: str
    since: dt.date
    seen: dt.date
    here: bool


def everybody() -> list[AccountLine]:
    """Living accounts first, by the name they are shown under."""
    accounts = Account.objects.prefetch_related("held_roles", "devices")
    lacking = _lacking_keys()
    lines = [_line(account, lacking) for account in accounts]
    return sorted(lines, key=lambda line: (line.ended_on is not None, line.shown_as.casefold()))


def one_account(account_id: UUID) -> AccountLine:
    account = Account.objects.prefetch_related("held_roles", "devices").filter(pk=account_id).first()
    if account is None:
        raise NotFound
    return _line(account, _lacking_keys())


def _line(account: Account, lacking: frozenset[UUID]) -> AccountLine:
    roles = {Role(row.role) for row in account.held_roles.all()}
    return AccountLine(
        account.id,
        account.name,
        account.shown_as,
        tuple(role for role in Role if role in roles),
        account.made_on,
        account.ended_on,
        sum(1 for device in account.devices.all() if device.revoked_on is None and device.first_id is None),
        account.id in lacking,
    )


def _lacking_keys(teams: Iterable[str] | None = None) -> frozenset[UUID]:
    """Members for whom a living key of their team is not wrapped."""
    living: dict[str, set[UUID]] = {}
    keys = TeamKey.objects.filter(destroyed_on=None, first_used_on__isnull=False)
    for team, key in keys.values_list("team", "pk"):
        living.setdefault(team, set()).add(key)
    held: dict[UUID, set[UUID]] = {}
    for account_id, key in TeamKeyWrap.objects.values_list("account_id", "team_key_id"):
        held.setdefault(account_id, set()).add(key)
    members = HeldRole.objects.filter(role__in=TEAMS_OF, account__ended_on=None).values_list("account_id", "role")
    wanted = None if teams is None else set(teams)
    return frozenset(
        account_id
        for account_id, role in members
        for team in TEAMS_OF[Role(role)]
        if (wanted is None or team in wanted) and living.get(team, set()) - held.get(account_id, set())
    )


def team_mates_without_keys(person: Person) -> int:
    """How many members of this person's teams wait for somebody to share a key with them."""
    teams = [team for role in person.roles for team in TEAMS_OF.get(role, ())]
    return len(_lacking_keys(teams) - {person.id})


def phones_of(account_id: UUID) -> list[PhoneLine]:
    """A line a phone, however often somebody signed in on it."""
    rows = Device.objects.filter(account_id=account_id, first=None).order_by("revoked_on", "-number")
    return [PhoneLine(row.id, row.number, row.label, row.registered_on, row.revoked_on) for row in rows]


def second_steps_of(account_id: UUID) -> SecondSteps:
    app_since = AuthenticatorApp.objects.filter(account_id=account_id).values_list("made_on", flat=True).first()
    return SecondSteps(app_since, passkeys.of(account_id))


def desk_sessions_of(account_id: UUID, *, here: UUID) -> list[SessionLine]:
    """This browser first, then by when they were last used; days, not moments."""
    rows = DeskSession.objects.filter(account_id=account_id).order_by("-seen_at")
    lines = [
        SessionLine(row.id, row.browser, localdate(row.begun_at), localdate(row.seen_at), row.id == here)
        for row in rows
    ]
    return sorted(lines, key=lambda line: not line.here)


def person_with(account_id: UUID) -> Person:
    """Whoever this account is, with the roles they have or had; NotAllowed where there is none."""
    account = Account.objects.filter(pk=account_id).first()
    if account is None:
        raise NotAllowed
    return account.as_person()


def people_who_may(permission: May) -> list[tuple[UUID, str]]:
    """Living accounts with this permission: (id, shown as), by name."""
    roles = [role.value for role in Role if permission in MAY[role]]
    rows = Account.objects.filter(held_roles__role__in=roles, ended_on=None).distinct()
    return sorted(rows.values_list("id", "shown_as"), key=lambda pair: pair[1].casefold())
