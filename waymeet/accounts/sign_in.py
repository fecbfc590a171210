"""Signing in: recognizing a passphrase; and the sign-in of a phone, which opens no sealed thing.

A desk's sign-in goes on from here in half_open.py (the second step) and desk_sessions.py.
"""

import base64
import datetime as dt
import hashlib
import os

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.models import Account, Device, PhoneSession
from waymeet.accounts.people import Person
from waymeet.accounts.services import private_key_place
from waymeet.accounts.tries import TRIES, WAIT, WAIT_A_WHILE
from waymeet.kernel import clock, passphrase, sealing
from waymeet.kernel.errors import NotAllowed

PHONE_HOURS = 36
PHONE_PATH = "/field/organizing"
UNKNOWN_SALT = bytes(16)

WRONG = _("That name and passphrase do not fit together. Check both and try again.")


def recognize(name: str, words: str) -> tuple[Account, bytes]:
    """The account and its private key. The same slow work and the same answer whether or not the name exists."""
    account = Account.objects.filter(name=name.strip().lower(), ended_on=None).first()
    if account and account.locked_until and account.locked_until > clock.now():
        raise NotAllowed(WAIT_A_WHILE)
    derived = passphrase.derive(words, bytes(account.salt) if account else UNKNOWN_SALT)
    if account is None:
        raise NotAllowed(WRONG)
    if not passphrase.matches(derived.verifier, bytes(account.verifier_hash)):
        _count_failure(account)
        raise NotAllowed(WRONG)
    if account.failed_tries:
        Account.objects.filter(pk=account.pk).update(failed_tries=0, locked_until=None)
    place = private_key_place(account.id)
    return account, sealing.unwrap(derived.unwrap_key, bytes(account.wrapped_private_key), aad=place)


def _count_failure(account: Account) -> None:
    rows = Account.objects.filter(pk=account.pk)
    rows.update(failed_tries=F("failed_tries") + 1)
    rows.filter(failed_tries__gte=TRIES).update(failed_tries=0, locked_until=clock.now() + WAIT)


def open_phone_session(device: Device) -> str:
    """A cookie value for the phone; only its hash is kept, and it opens no sealed thing."""
    PhoneSession.objects.filter(expires_at__lt=clock.now()).delete()
    token = base64.urlsafe_b64encode(os.urandom(32)).decode()
    expires = clock.now() + dt.timedelta(hours=PHONE_HOURS)
    PhoneSession.objects.create(token_hash=_hash(token), device=device, expires_at=expires)
    return token


def set_phone_cookie(response: HttpResponse, token: str) -> None:
    """Its path keeps it away from /field/care: nothing the care half sends says whose phone it is."""
    response.set_cookie(
        settings.PHONE_COOKIE_NAME,
        token,
        path=PHONE_PATH,
        max_age=PHONE_HOURS * 3600,
        httponly=True,
        samesite="Strict",
        secure=settings.HTTPS,
    )


def end_phone_session(request: HttpRequest, response: HttpResponse) -> None:
    """Forget who is signed in on the phone that asks; harmless when nobody is."""
    PhoneSession.objects.filter(token_hash=_hash(request.COOKIES.get(settings.PHONE_COOKIE_NAME, ""))).delete()
    response.delete_cookie(settings.PHONE_COOKIE_NAME, path=PHONE_PATH, samesite="Strict")


def person_on_phone(request: HttpRequest) -> tuple[Person, Device]:
    """Who is signed in on the phone that asks; NotAllowed with a sentence when nobody is."""
    token = request.COOKIES.get(settings.PHONE_COOKIE_NAME, "")
    row = PhoneSession.objects.select_related("device__account").filter(
        token_hash=_hash(token), expires_at__gt=clock.now(), device__revoked_on=None
    )
    session = row.first()
    if session is None or session.device.account.ended_on:
        raise NotAllowed(_("This phone is not signed in. Sign in again; what is saved on it stays."))
    return session.device.account.as_person(), session.device


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
