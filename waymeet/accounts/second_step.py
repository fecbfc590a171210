"""The second step of signing in: six digits from an authenticator app, or a passkey. Decision 0016.

The app's secret is sealed to the account's own key, so it can be counted with only after the passphrase opened that
key: a copy of the database makes no digits.
"""

import hmac
from dataclasses import dataclass
from uuid import UUID

import pyotp
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts import passkeys, tries
from waymeet.accounts.models import Account, AuditLine, AuthenticatorApp, RecoveryCode
from waymeet.accounts.roles import NEEDS_SECOND_STEP, Role
from waymeet.kernel import audit, clock, sealing
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed, NotFound

APP = b"waymeet authenticator app v1"
SECONDS, CLOCKS_DIFFER_BY = 30, 1  # one step to either side: a phone's clock is seldom right to the second
INVENTED = "demo.begin"  # the audit line that an invented organization begins with

WRONG_CODE = _("That code does not fit. Wait for the next six digits and type those.")


@dataclass(frozen=True)
class Ways:
    """How somebody can show the second step."""

    app: bool
    passkeys: int

    def __bool__(self) -> bool:
        return self.app or self.passkeys > 0


def ways_of(account_id: UUID) -> Ways:
    return Ways(AuthenticatorApp.objects.filter(account_id=account_id).exists(), passkeys.count_of(account_id))


def is_needed(roles: frozenset[Role]) -> bool:
    """Whoever could open sealed things, or decides for others, does not go in with a passphrase alone."""
    return bool(roles & NEEDS_SECOND_STEP)


def is_invented() -> bool:
    """The invented organization of `make run`: its sign-ins are printed for looking around, so no more is asked."""
    return AuditLine.objects.filter(verb=INVENTED).exists()


def new_secret() -> str:
    """160 bits, written as an authenticator app wants them."""
    return pyotp.random_base32()


def seal_secret(account: Account, secret: str) -> bytes:
    return sealing.seal(bytes(account.public_key), secret.encode(), info=APP, aad=_place(account.id))


def open_secret(account_id: UUID, private_key: bytes, sealed: bytes) -> str:
    return sealing.unseal(private_key, sealed, info=APP, aad=_place(account_id)).decode()


def _place(account_id: UUID) -> bytes:
    return sealing.bind("account", str(account_id), "authenticator app", "1")


def address_for_app(secret: str, name: str) -> str:
    """What the QR code says: any authenticator app reads it."""
    return pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Waymeet")


def step_of(secret: str, code: str, seconds: float) -> int | None:
    """Which half minute these digits belong to; None when they belong to none near now."""
    digits, app, now = "".join(code.split()), pyotp.TOTP(secret), int(seconds) // SECONDS
    for step in range(now - CLOCKS_DIFFER_BY, now + CLOCKS_DIFFER_BY + 1):
        if hmac.compare_digest(app.generate_otp(step).encode(), digits.encode()):
            return step
    return None


def add_app(*, account: Account, sealed: bytes, private_key: bytes, code: str) -> None:
    """Keep an app once it has shown that it counts right; it takes the place of an earlier one."""
    secret = open_secret(account.id, private_key, sealed)
    step = step_of(secret, code, clock.now().timestamp())
    if step is None:
        raise BadInput(WRONG_CODE)
    anew = seal_secret(account, secret)  # what a session carried is not kept as it came
    with transaction.atomic(using="default"):
        AuthenticatorApp.objects.update_or_create(
            account=account, defaults={"sealed_secret": anew, "last_step": step, "made_on": clock.today()}
        )
        audit.write(AuditLine, who=account.id, verb="second_step.app", subject=account.id)


def show_code(*, account: Account, private_key: bytes, code: str) -> None:
    """Six digits from the app, each good once; NotAllowed when they do not fit."""
    tries.spend_one(account.id)
    app = AuthenticatorApp.objects.filter(account=account).first()
    if app is None:
        raise NotAllowed(WRONG_CODE)
    secret = open_secret(account.id, private_key, bytes(app.sealed_secret))
    step = step_of(secret, code, clock.now().timestamp())
    rows = AuthenticatorApp.objects.filter(pk=app.pk, last_step__lt=step or 0)
    if step is None or not rows.update(last_step=step):
        raise NotAllowed(WRONG_CODE)
    tries.forgive(account.id)


def show_passkey(*, account: Account, answer: str, asked: passkeys.Asked) -> None:
    tries.spend_one(account.id)
    passkeys.check(account_id=account.id, answer=answer, asked=asked)
    tries.forgive(account.id)


def remove_app(*, account: Account, by: UUID) -> None:
    with transaction.atomic(using="default"):
        if not AuthenticatorApp.objects.filter(account=account).delete()[0]:
            raise NotFound
        keep_one_way(account)
        audit.write(AuditLine, who=by, verb="second_step.remove", subject=account.id, basis="app")


def remove_passkey(*, account: Account, passkey_id: UUID, by: UUID) -> None:
    with transaction.atomic(using="default"):
        passkeys.remove(account_id=account.id, passkey_id=passkey_id)
        keep_one_way(account)
        audit.write(AuditLine, who=by, verb="second_step.remove", subject=account.id, basis="passkey")


def keep_one_way(account: Account) -> None:
    """The last one of somebody who needs one is not taken away: they add the new one first."""
    if not ways_of(account.id) and is_needed(account.as_person().roles) and not is_invented():
        raise Conflict(_("Your roles need a second step. Add another one first, then take this one away."))


def forget_all(account: Account) -> None:
    """A new key pair opens nothing that was sealed or wrapped for the old one."""
    AuthenticatorApp.objects.filter(account=account).delete()
    RecoveryCode.objects.filter(account=account).delete()
    passkeys.forget_all(account.id)
