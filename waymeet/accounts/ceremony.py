"""What a team does with its key on purpose: change it, print sheets of it, and get it back from sheets.

Sheets are never stored: they are in the answer that shows them, and on paper. Of a key that is destroyed on a day no
sheet is printed: paper would outlive the promise.
"""

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts import keys
from waymeet.accounts.models import AuditLine, KeyNotice, KeySheets, TeamKey
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import TEAMS_OF, May
from waymeet.kernel import audit, clock, key_sheets, sealing
from waymeet.kernel.errors import BadInput, CannotOpen, Conflict, NotAllowed, NotFound

IN_HAND = b"waymeet sheets in hand v1"
MINUTES_IN_HAND = 30


@dataclass(frozen=True)
class Printed:
    """A set of sheets as it is shown once: the words of each, and what stands on every one of them."""

    team: str
    epoch: str
    needed: int
    fingerprint: str
    printed_on: dt.date
    sheets: tuple[str, ...]


def fingerprint(public: bytes) -> str:
    """Which key it is, for people to compare: 64 bits in four groups."""
    digits = hashlib.sha256(public).hexdigest()[:16]
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))


def check_member(by: Person, team: str) -> None:
    """NotFound for a team that is none; NotAllowed for whoever is not on it."""
    check(by, May.HOLD_TEAM_KEYS)
    if team not in keys.ROLE_OF:
        raise NotFound
    if team not in teams_of(by):
        raise NotAllowed


def teams_of(person: Person) -> list[str]:
    return [team for role, teams in TEAMS_OF.items() if role in person.roles for team in teams]


def change_key(*, team: str, by: Person) -> None:
    """What is sealed from now on is sealed to a new key; what was sealed before opens with the old one, as ever."""
    check_member(by, team)
    with transaction.atomic(using="default"):
        key = keys.change_key(team)
        audit.write(AuditLine, who=by.id, verb="team_key.change", subject=key.id)


def print_sheets(*, team: str, needed: int, among: int, by: Person, keyring: keys.Keyring) -> Printed:
    """Sheets of the team's key of now, by somebody who holds it; every member is told. Shown once, kept nowhere."""
    check_member(by, team)
    if team == keys.OUTREACH:
        raise Conflict(_("This key is destroyed on its day, so no sheets are printed of it: paper would outlive it."))
    with transaction.atomic(using="default"):
        key = keys.current_key(team)
        sheets = key_sheets.split(keyring.open_team_key(team, key.epoch), needed=needed, among=among)
        row = KeySheets.objects.create(
            team_key=key, needed=needed, among=among, fingerprint=fingerprint(bytes(key.public_key))
        )
        audit.write(
            AuditLine, who=by.id, verb="team_key.print_sheets", subject=key.id, basis=f"{needed} of {among} sheets"
        )
        keys.tell_team(key, KeyNotice.Kind.PRINTED, by.shown_as)
    return Printed(team, key.epoch, needed, row.fingerprint, row.printed_on, tuple(sheets))


def hold_in_hand(
    sheets: Sequence[key_sheets.Sheet], *, team: str, epoch: str, by: Person, keyring: keys.Keyring
) -> str:
    """The sheets typed so far, for the page to carry to the next one: only this person's sign-in opens it again.

    So neither the database nor the next reader of the page holds a sheet. It is good for half an hour.
    """
    until = clock.now() + dt.timedelta(minutes=MINUTES_IN_HAND)
    held = {"until": until.isoformat(), "sheets": [sheet.words for sheet in sheets]}
    sealed = sealing.wrap(_in_hand(keyring), json.dumps(held).encode(), aad=_place(team, epoch, by))
    return base64.b64encode(sealed).decode()


def in_hand(carried: str, *, team: str, epoch: str, by: Person, keyring: keys.Keyring) -> list[key_sheets.Sheet]:
    """What `hold_in_hand` gave; BadInput when it is too old or from somewhere else."""
    if not carried:
        return []
    try:
        sealed = base64.b64decode(carried, validate=True)
        held = json.loads(sealing.unwrap(_in_hand(keyring), sealed, aad=_place(team, epoch, by)))
    except (ValueError, CannotOpen) as trouble:
        raise BadInput(_("The sheets typed so far are lost. Begin again with the first one.")) from trouble
    if dt.datetime.fromisoformat(held["until"]) < clock.now():
        raise BadInput(_("More than half an hour has passed. Begin again with the first sheet."))
    sheets: list[key_sheets.Sheet] = []
    for words in held["sheets"]:
        sheets.append(key_sheets.read(words, sheets))
    return sheets


def _in_hand(keyring: keys.Keyring) -> bytes:
    return sealing.derive(keyring.private_key, IN_HAND)


def _place(team: str, epoch: str, by: Person) -> bytes:
    return sealing.bind("sheets in hand", team, epoch, str(by.id))


def key_with_sheets(team: str, epoch: str) -> TeamKey:
    """A living key that sheets were printed of."""
    key = TeamKey.objects.filter(team=team, epoch=epoch, destroyed_on=None, sheets__isnull=False).first()
    if key is None:
        raise NotFound
    return key


def check_sheets(sheets: Sequence[key_sheets.Sheet], key: TeamKey) -> bytes:
    """The team's private key; BadInput where the sheets are of another one."""
    private = key_sheets.join(sheets)
    right = len(private) == len(bytes(key.public_key))
    if not right or X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw() != bytes(
        key.public_key
    ):
        raise BadInput(_("These sheets are of another key. Compare the key and its fingerprint printed on them."))
    return private


def use_sheets(
    *, team: str, epoch: str, sheets: Sequence[key_sheets.Sheet], members: Sequence[UUID], by: Person
) -> int:
    """Give the key to the members named; every member of the team is told. Answers how many got it."""
    check_member(by, team)
    key = key_with_sheets(team, epoch)
    private = check_sheets(sheets, key)
    named = [member for member in keys.members_of(team) if member.id in set(members)]
    if not named:
        raise BadInput(_("Choose who gets the key: at least one member of the team."))
    with transaction.atomic(using="default"):
        for member in named:
            keys.wrap_to(key, private, member)
            audit.write(AuditLine, who=by.id, verb="team_key.give_from_sheets", subject=key.id, basis=str(member.id))
        audit.write(AuditLine, who=by.id, verb="team_key.use_sheets", subject=key.id)
        keys.tell_team(key, KeyNotice.Kind.USED, by.shown_as)
    return len(named)


def put_away(*, notice_id: UUID, by: Person) -> None:
    """One's own notice was read; what it told stays in the audit."""
    KeyNotice.objects.filter(pk=notice_id, account_id=by.id).delete()
