"""Team keys: made for an epoch, wrapped to members, opened by a signed-in member, destroyed on their day."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.models import Account, AuditLine, KeyNotice, TeamKey, TeamKeyWrap
from waymeet.accounts.roles import TEAMS_OF, Role
from waymeet.kernel import audit, clock, sealing
from waymeet.kernel.errors import CannotOpen, Conflict

ORGANIZING, OUTREACH, PARTICIPANTS, CASEWORK = "organizing", "outreach", "participants", "casework"
COUNSEL = "counsel"  # the one team of two roles
ROLE_OF = {team: role for role, teams in TEAMS_OF.items() for team in teams}
FEWEST_MEMBERS = 2  # DESIGN, the seal: one member who loses a passphrase must not lose the team's records
MONTHS_KEPT = 3  # an anonymous encounter row lives 90 days, then only counts stay (facts: security 1.6)
WRAP = b"waymeet team key v1"


@dataclass(frozen=True)
class SealingKey:
    """What a phone needs to seal to a team: the epoch's name and its 32-byte public key."""

    team: str
    epoch: str
    public: bytes


@dataclass(frozen=True)
class Keyring:
    """The private key of a signed-in person, for the length of one request; opens the teams' keys they hold."""

    account_id: UUID
    private_key: bytes

    def open_team_key(self, team: str, epoch: str) -> bytes:
        """The team's 32-byte private key of that epoch; CannotOpen for whoever holds no wrap."""
        wrap = TeamKeyWrap.objects.filter(
            account_id=self.account_id, team_key__team=team, team_key__epoch=epoch, team_key__destroyed_on=None
        ).first()
        if wrap is None:
            raise CannotOpen
        place = _place(team, epoch, self.account_id)
        return sealing.unseal(self.private_key, bytes(wrap.sealed_private_key), info=WRAP, aad=place)


def sealing_key(team: str) -> SealingKey:
    """The key to seal to now; made when the epoch is new. Refused while one lost passphrase could lose it."""
    key = current_key(team)
    holders = key.wraps.count()
    if holders < FEWEST_MEMBERS and not (holders and key.sheets.exists()):
        raise Conflict(
            _(
                "Nothing can be sealed to this team yet: two members must hold its key, or one member and printed "
                "sheets. Invite a second member or print sheets, then try again."
            )
        )
    if key.first_used_on is None:
        key.first_used_on = clock.today()
        key.save(update_fields=["first_used_on"])
    return SealingKey(team, key.epoch, bytes(key.public_key))


def current_key(team: str) -> TeamKey:
    """The team's key of now, whether or not enough people hold it yet."""
    return _current(team) or _make(team)


def _current(team: str) -> TeamKey | None:
    newest = TeamKey.objects.filter(team=team, destroyed_on=None).order_by("-number").first()
    if newest is not None and team == OUTREACH and not newest.epoch.startswith(clock.month_of(clock.today())):
        return None
    return newest


def members_of(team: str) -> list[Account]:
    """Everybody on the team now, whether or not they hold its key."""
    roles = [role for role, teams in TEAMS_OF.items() if team in teams]
    return list(Account.objects.filter(held_roles__role__in=roles, ended_on=None).distinct())


def _make(team: str) -> TeamKey:
    """A new epoch, wrapped to everybody who is a member now; the private half is never written in the clear."""
    with transaction.atomic(using="default"):
        number = TeamKey.objects.filter(team=team).count() + 1
        pair = sealing.new_key_pair()
        key = TeamKey.objects.create(
            team=team, epoch=_epoch(team, number), number=number, public_key=pair.public, destroy_on=_destroy_on(team)
        )
        for member in members_of(team):
            wrap_to(key, pair.private, member)
        audit.write(AuditLine, who="", verb="team_key.make", subject=key.id)
    return key


def _epoch(team: str, number: int) -> str:
    """Outreach counts months (2026-11, then 2026-11.2 after a removal); other teams count keys."""
    if team != OUTREACH:
        return str(number)
    month = clock.month_of(clock.today())
    earlier = TeamKey.objects.filter(team=team, epoch__startswith=month).count()
    return month if not earlier else f"{month}.{earlier + 1}"


def _destroy_on(team: str) -> dt.date | None:
    if team != OUTREACH:
        return None
    first = clock.today().replace(day=1)
    for _month in range(MONTHS_KEPT + 1):
        first = (first + dt.timedelta(days=32)).replace(day=1)
    return first


def _place(team: str, epoch: str, account_id: UUID) -> bytes:
    return sealing.bind("team key", team, epoch, str(account_id))


def wrap_to(key: TeamKey, private: bytes, member: Account) -> None:
    """Let a member open what is sealed to this key."""
    place = _place(key.team, key.epoch, member.id)
    sealed = sealing.seal(bytes(member.public_key), private, info=WRAP, aad=place)
    TeamKeyWrap.objects.update_or_create(team_key=key, account=member, defaults={"sealed_private_key": sealed})


def share_with(member: Account, role: Role, keyring: Keyring | None) -> int:
    """Wrap every living key of the role's teams to a new member, by the hand of somebody who holds them.

    Answers how many keys could not be shared because nobody who holds them was signed in for it. A key that was
    never given out (it had too few members) is dropped and made anew for everybody: that needs nobody. Not so a key
    that sheets were printed of: they would be waste paper.
    """
    missing = 0
    for key in TeamKey.objects.filter(team__in=TEAMS_OF.get(role, ()), destroyed_on=None):
        if key.first_used_on is None and not key.sheets.exists():
            key.delete()
            continue
        try:
            private = keyring.open_team_key(key.team, key.epoch) if keyring else None
        except CannotOpen:
            private = None
        if private is None:
            missing += 1
        else:
            wrap_to(key, private, member)
    return missing


def take_from(member: Account, role: Role) -> None:
    """Remove somebody from the role's teams: their wraps go, and what is sealed from now on is sealed to a new key."""
    for team in TEAMS_OF.get(role, ()):
        TeamKeyWrap.objects.filter(account=member, team_key__team=team).delete()
        if TeamKey.objects.filter(team=team).exists():
            change_key(team)


def change_key(team: str) -> TeamKey:
    """A new epoch from now on, for the members there are now. Older sheets do not open it, so new ones are due.

    Needs nobody who holds the old key: a team that has lost it can go on.
    """
    with transaction.atomic(using="default"):
        before = _current(team)
        key = _make(team)
        if before is not None and before.sheets.exists():
            tell_team(key, KeyNotice.Kind.DUE)
    return key


def tell_team(key: TeamKey, kind: str, by: str = "") -> None:
    """Every member sees it on their next visit to the first page, until they put it away."""
    told = {"kind": kind, "team": key.team, "epoch": key.epoch, "by": by}
    KeyNotice.objects.bulk_create([KeyNotice(account=member, **told) for member in members_of(key.team)])


def destroy_due_keys(*, but: Collection[str] = ()) -> int:
    """Delete the wraps of every key whose day has come: what was sealed to it can be opened by nobody any more.

    `but` names epochs that a legal hold keeps.
    """
    due = TeamKey.objects.filter(destroy_on__lte=clock.today(), destroyed_on=None).exclude(epoch__in=but)
    with transaction.atomic(using="default"):
        for key in due:
            key.wraps.all().delete()
            key.destroyed_on = clock.today()
            key.save(update_fields=["destroyed_on"])
            audit.write(AuditLine, who="", verb="team_key.destroy", subject=key.id)
    return len(due)
