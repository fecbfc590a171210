"""Recovery codes: a printed sheet for the day the passphrase, or the phone with the second step, is gone.

Each code has more than 128 bits of chance, so no slow hash is needed. Each wraps the private key on its own: a code
opens the same keys the passphrase opened, and nothing is lost.
"""

import hashlib
import secrets
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts import tries
from waymeet.accounts.models import Account, AuditLine, RecoveryCode
from waymeet.kernel import audit, clock, codes, sealing
from waymeet.kernel.errors import NotAllowed

CODES, SIGNS = 8, 28  # 28 signs of 28: 134 bits
WRONG = _("That name and recovery code do not fit together. Each code works once, and a new sheet ends the old one.")


def new_code() -> str:
    """28 signs in groups of four, as on the sheet."""
    signs = "".join(secrets.choice(codes.ALPHABET) for _sign in range(SIGNS))
    return "-".join(signs[at : at + 4] for at in range(0, SIGNS, 4))


def code_hash(code: str) -> bytes:
    return hashlib.sha256(_derived(code, b"waymeet recovery verifier v1")).digest()


def _wrapping_key(code: str) -> bytes:
    return _derived(code, b"waymeet recovery unwrap v1")


def _derived(code: str, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(codes.typed(code).encode())


def _place(account_id: UUID) -> bytes:
    return sealing.bind("account", str(account_id), "recovery code", "1")


def new_sheet(*, account_id: UUID, private_key: bytes) -> list[str]:
    """Eight new codes, shown once and stored nowhere; the sheet before ends."""
    made = [new_code() for _code in range(CODES)]
    with transaction.atomic(using="default"):
        RecoveryCode.objects.filter(account_id=account_id).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(
                account_id=account_id,
                code_hash=code_hash(code),
                wrapped_private_key=sealing.wrap(_wrapping_key(code), private_key, aad=_place(account_id)),
            )
            for code in made
        )
        audit.write(AuditLine, who=account_id, verb="recovery.new_sheet", subject=account_id)
    return made


def codes_left(account_id: UUID) -> int:
    return RecoveryCode.objects.filter(account_id=account_id, used_on=None).count()


def open_with(name: str, code: str) -> tuple[Account, bytes]:
    """The account and its private key, by a code in the passphrase's place; the code is used up."""
    account = Account.objects.filter(name=name.strip().lower(), ended_on=None).first()
    if account is None:
        raise NotAllowed(WRONG)
    tries.spend_one(account.id)
    row = _living(account.id, code)
    private = sealing.unwrap(_wrapping_key(code), bytes(row.wrapped_private_key), aad=_place(account.id))
    _use_up(row, "passphrase")
    return account, private


def show(*, account_id: UUID, code: str) -> None:
    """A code in the place of the second step."""
    tries.spend_one(account_id)
    _use_up(_living(account_id, code), "second step")


def _living(account_id: UUID, code: str) -> RecoveryCode:
    row = RecoveryCode.objects.filter(account_id=account_id, code_hash=code_hash(code), used_on=None).first()
    if row is None:
        raise NotAllowed(WRONG)
    return row


def _use_up(row: RecoveryCode, instead_of: str) -> None:
    """Once, also when two ask at the same moment; what it wrapped goes with it."""
    with transaction.atomic(using="default"):
        living = RecoveryCode.objects.filter(pk=row.pk, used_on=None)
        if not living.update(used_on=clock.today(), wrapped_private_key=b""):
            raise NotAllowed(WRONG)
        tries.forgive(row.account_id)
        audit.write(AuditLine, who=row.account_id, verb="recovery.use", subject=row.account_id, basis=instead_of)
