"""Adding a phone: a code, shown at a desk as a QR code, lets one phone in, once."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts import tries
from waymeet.accounts.models import Account, AuditLine, Device, PhoneEnrolment
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock, codes
from waymeet.kernel.errors import BadInput, NotEnrolled, NotFound

FOREIGN = _(
    "This phone was signed out for good, or belongs to another account. Save its work as a file, then set it up anew."
)
LASTS, LASTS_ON_A_CARD = dt.timedelta(minutes=15), dt.timedelta(days=3)

NOT_YET = _(
    "This phone is not known here yet. Scan the code for a new phone: at a desk, under “Your account”, "
    "or ask your field lead."
)


def new_code(*, account_id: UUID, by: Person, lasts: dt.timedelta = LASTS) -> str:
    """A code for a phone of this person; it says nothing of the passphrase, which the phone still asks for."""
    account = Account.objects.filter(pk=account_id, ended_on=None).first()
    if account is None:
        raise NotFound
    if account_id != by.id and not can(by, May.HAND_OUT_TURF):
        check(by, May.MANAGE_ACCOUNTS)
    code = codes.new_code()
    with transaction.atomic(using="default"):
        PhoneEnrolment.objects.filter(expires_at__lte=clock.now()).delete()
        PhoneEnrolment.objects.create(account=account, code_hash=codes.code_hash(code), expires_at=clock.now() + lasts)
        audit.write(AuditLine, who=by.id, verb="device.offer", subject=account_id)
    return code


def let_in(*, account: Account, signing_key: bytes, label: str, code: str) -> Device:
    """The phone's row; NotEnrolled for a phone that is neither known for this account nor brings a living code."""
    known = Device.objects.filter(signing_key=signing_key, account=account, revoked_on=None).first()
    if known is not None:
        return known
    if not code:
        raise NotEnrolled(NOT_YET)
    tries.spend_one(account.id)
    with transaction.atomic(using="default"):
        living = PhoneEnrolment.objects.filter(account=account, expires_at__gt=clock.now())
        if not living.filter(code_hash=codes.code_hash(code)).delete()[0]:
            raise NotEnrolled(_("That code for a new phone is used up or too old. Have a new one made."))
        device = register_device(account, signing_key, label)
        tries.forgive(account.id)
    return device


def register_device(account: Account, signing_key: bytes, label: str) -> Device:
    """The phone's row; a phone that signs in again keeps its number and its sequence."""
    if len(signing_key) != 32:
        raise BadInput(_("The phone sent no usable key. Reload the page and sign in again."))
    device = Device.objects.filter(signing_key=signing_key, account=account, revoked_on=None).first()
    if device is not None:
        return device
    if Device.objects.filter(signing_key=signing_key).exists():
        raise BadInput(FOREIGN)
    newest = Device.objects.order_by("-number").first()
    number = newest.number + 1 if newest else 1
    device = Device.objects.create(account=account, signing_key=signing_key, label=label[:40], number=number)
    audit.write(AuditLine, who=account.id, verb="device.add", subject=device.id)
    return device
