"""Putting stipends down, paying them, and saying how a night was."""

import datetime as dt
import json
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import OUTREACH, Keyring, sealing_key
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.queries import people_who_may
from waymeet.accounts.roles import May
from waymeet.care.models import AuditLine
from waymeet.care.peers.models import Debrief, Stipend
from waymeet.kernel import audit, clock, sealing
from waymeet.kernel.errors import BadInput, CannotOpen, NotFound

INFO = b"waymeet debrief v1"
BYTES = 8192  # a thousand letters of any kind
MOST_CENTS = 1_000_000


@dataclass(frozen=True)
class Said:
    """One debrief, opened. `who` stands in it only where they would like a call."""

    iso_week: str
    words: str
    who: str


def put_down(*, peer: UUID, day: dt.date, what: str, cents: int, by: Person) -> int:
    """A stipend that is owed, for a peer who signs in."""
    check(by, May.KEEP_STIPENDS)
    if peer not in dict(people_who_may(May.WRITE_DEBRIEFS)):
        raise NotFound
    if what not in Stipend.What.values or not 0 < cents <= MOST_CENTS:
        raise BadInput(_("Say what it is for, and an amount above 0."))
    with transaction.atomic(using="care"):
        row = Stipend.objects.create(peer=peer, day=day, what=what, cents=cents)
        audit.write(AuditLine, who=by.id, verb="stipend.put_down", subject=row.pk)
    return row.pk


def pay(*, stipend_id: int, by: Person) -> None:
    """It was paid today; saying it twice changes nothing."""
    check(by, May.KEEP_STIPENDS)
    with transaction.atomic(using="care"):
        if not Stipend.objects.filter(pk=stipend_id).exists():
            raise NotFound
        if Stipend.objects.filter(pk=stipend_id, paid_on=None).update(paid_on=clock.today()):
            audit.write(AuditLine, who=by.id, verb="stipend.pay", subject=stipend_id)


def debrief(*, words: str, call: bool, by: Person) -> None:
    """Sealed to the outreach team of this month. Who it is from stands inside, and only where a call is wanted."""
    check(by, May.WRITE_DEBRIEFS)
    if not words.strip() and not call:
        raise BadInput(_("Write something, or ask for a call."))
    key = sealing_key(OUTREACH)
    row = Debrief(iso_week=clock.iso_week(clock.today()), key_epoch=key.epoch)
    plain = json.dumps([words.strip(), by.shown_as if call else ""], ensure_ascii=False).encode()
    row.sealed = sealing.seal(key.public, sealing.pad(plain, BYTES), info=INFO, aad=_place(row))
    with transaction.atomic(using="care"):
        row.save(force_insert=True)
        audit.write(AuditLine, who="", verb="debrief.write", subject=clock.today())


def _place(row: Debrief) -> bytes:
    return sealing.bind("debrief", str(row.pk), row.key_epoch)


def read_debriefs(*, by: Person, keyring: Keyring) -> list[Said]:
    """Every debrief these keys open, the newest first; one audit line for the reading."""
    check(by, May.READ_OUTREACH_NOTES)
    with transaction.atomic(using="care"):
        audit.write(AuditLine, who=by.id, verb="debriefs.read", subject=clock.today())
    found = []
    for row in Debrief.objects.order_by("-iso_week", "id"):
        try:
            private = keyring.open_team_key(OUTREACH, row.key_epoch)
            plain = sealing.unseal(private, bytes(row.sealed), info=INFO, aad=_place(row))
            words, who = json.loads(sealing.unpad(plain))
        except CannotOpen:
            continue
        found.append(Said(row.iso_week, words, who))
    return found
