"""Between the passphrase and the second step: known, and nowhere yet.

Nothing but the pages that ask for the second step (or set one up) looks at this; for every other page nobody is
signed in. As at a desk session, the private key lies here wrapped under what only the browser's cookie holds.
"""

import base64
import datetime as dt
import os
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from waymeet.accounts import desk_sessions, second_step
from waymeet.accounts.models import Account
from waymeet.kernel import clock, sealing
from waymeet.kernel.errors import CannotOpen

KEY = "half_open"
LASTS, LASTS_SETTING_UP = dt.timedelta(minutes=5), dt.timedelta(minutes=20)
PASSPHRASE, RECOVERY_CODE = "passphrase", "recovery code"


@dataclass(frozen=True)
class HalfOpen:
    """`by` says what opened the first half; `after` where the person wanted to go."""

    account: Account
    private_key: bytes
    by: str
    after: str
    ways: second_step.Ways


def begin(request: HttpRequest, account: Account, private_key: bytes, *, by: str, after: str) -> bytes:
    """Answers the secret for the opening cookie."""
    secret = os.urandom(32)
    request.session.flush()
    wrapped = sealing.wrap(secret, private_key, aad=_place(account.id))
    request.session[KEY] = {
        "account": str(account.id),
        "by": by,
        "after": after,
        "since": clock.now().isoformat(),
        "wrapped": base64.b64encode(wrapped).decode(),
    }
    return secret


def _place(account_id: UUID) -> bytes:
    return sealing.bind("half open session", str(account_id), "private key", "1")


def current(request: HttpRequest) -> HalfOpen | None:
    """Who stands between the two steps in this browser; None after five minutes (twenty while setting one up)."""
    told = request.session.get(KEY)
    if told is None:
        return None
    account = Account.objects.filter(pk=UUID(told["account"]), ended_on=None).first()
    if account is None:
        return None
    ways = second_step.ways_of(account.id)
    age = clock.now() - dt.datetime.fromisoformat(told["since"])
    if not dt.timedelta() <= age < (LASTS if ways else LASTS_SETTING_UP):
        request.session.flush()
        return None
    try:
        wrapped, secret = base64.b64decode(told["wrapped"]), desk_sessions.secret_of(request)
        private_key = sealing.unwrap(secret, wrapped, aad=_place(account.id))
    except (CannotOpen, ValueError):
        return None
    return HalfOpen(account, private_key, told["by"], told["after"], ways)
