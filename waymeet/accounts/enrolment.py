"""Adding a phone: a code, shown at a desk as a QR code, lets one phone in, once."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from waymeet.accounts import tries
from waymeet.accounts.models import Account, AuditLine, Device, PhoneEnrolment, PhoneSession
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock, codes, signing
from waymeet.kernel.errors import BadInput, NotEnrolled, NotFound

FOREIGN = _(
    "This phone was signed out for good, or belongs to another account. Save its work as a file, then set it up anew."
)
LASTS, LASTS_ON_A_CARD = dt.timedelta(minutes=15), dt.timedelta(days=3)
VOUCHED = b"waymeet voucher v1 "

NOT_YET = _(
    "This phone is not known here yet. Scan the code for a new phone: at a desk, under “Your account”, "
    "or ask your field lead."
)


def new_code(*, account_id: UUID, by: Person, lasts: dt.timedelta = LASTS) -> str:
    """A code for a phone of this person; it says nothing of the passphrase, which the phone still asks for."""
    if account_id != by.id and not can(by, May.HAND_OUT_TURF):
        check(by, May.MANAGE_ACCOUNTS)
    account = Account.objects.filter(pk=account_id, ended_on=None).first()
    if account is None:
        raise NotFound
    code = codes.new_code()
    with transaction.atomic(using="default"):
        PhoneEnrolment.objects.filter(expires_at__lte=clock.now()).delete()
        PhoneEnrolment.objects.create(account=account, code_hash=codes.code_hash(code), expires_at=clock.now() + lasts)
        audit.write(AuditLine, who=by.id, verb="device.offer", subject=account_id)
    return code


@dataclass(frozen=True)
class Arriving:
    """A phone at the door: its new key, and what it brings. A code lets a new phone in; a phone that is known signs
    the new key with the one it had before (`voucher`, by the device `vouched_by`).
    """

    signing_key: bytes
    label: str = ""
    code: str = ""
    vouched_by: str = ""
    voucher: bytes = b""


def let_in(*, account: Account, phone: Arriving) -> Device:
    """The phone's row; NotEnrolled for a phone that brings neither a living code nor a voucher of its own."""
    if phone.code:
        return _by_code(account, phone)
    known = _known(account, phone)
    if known is None:
        raise NotEnrolled(NOT_YET)
    return register_device(account, phone.signing_key, phone.label, first=known.first or known)


def _by_code(account: Account, phone: Arriving) -> Device:
    tries.spend_one(account.id)
    with transaction.atomic(using="default"):
        living = PhoneEnrolment.objects.filter(account=account, expires_at__gt=clock.now())
        if not living.filter(code_hash=codes.code_hash(phone.code)).delete()[0]:
            raise NotEnrolled(_("That code for a new phone is used up or too old. Have a new one made."))
        device = register_device(account, phone.signing_key, phone.label)
        tries.forgive(account.id)
    return device


def _known(account: Account, phone: Arriving) -> Device | None:
    """The device that vouches: this account's, not signed out for good, and really the one that signed."""
    try:
        vouching = UUID(phone.vouched_by)
    except ValueError:
        return None
    device = Device.objects.select_related("first").filter(pk=vouching, account=account, revoked_on=None).first()
    if device is None or not signing.verify(bytes(device.signing_key), phone.voucher, VOUCHED + phone.signing_key):
        return None
    return device


def register_device(account: Account, signing_key: bytes, label: str, first: Device | None = None) -> Device:
    """A row for a phone's key; the same key again is the same row, with its number and its sequence."""
    if len(signing_key) != 32:
        raise BadInput(_("The phone sent no usable key. Reload the page and sign in again."))
    device = Device.objects.filter(signing_key=signing_key).first()
    if device is None:
        newest = Device.objects.order_by("-number").first()
        number = newest.number + 1 if newest else 1
        device = Device.objects.create(
            account=account, signing_key=signing_key, label=label[:40], number=number, first=first
        )
        audit.write(AuditLine, who=account.id, verb="device.add", subject=device.id)
    if device.account_id != account.id or device.revoked_on:
        raise BadInput(FOREIGN)
    return device


def revoke(device: Device) -> None:
    """Every sign-in of this phone ends for good, and none of its keys vouches any more."""
    first = device.first_id or device.id
    same_phone = Device.objects.filter(Q(pk=first) | Q(first_id=first))
    same_phone.filter(revoked_on=None).update(revoked_on=clock.today())
    PhoneSession.objects.filter(device__in=same_phone).delete()
