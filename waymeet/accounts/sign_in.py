"""Signing in: recognizing a passphrase, and holding the private key for the length of a session.

The session row holds the private key wrapped under a secret that only the worker's own cookie holds; a copy of the
database, or of the session, opens nothing.
"""

import base64
import datetime as dt
import hashlib
import os
from uuid import UUID

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keys import Keyring
from waymeet.accounts.models import Account, Device, PhoneSession
from waymeet.accounts.people import Person
from waymeet.accounts.services import private_key_place
from waymeet.kernel import clock, passphrase, sealing
from waymeet.kernel.errors import BadInput, CannotOpen, NotAllowed

OPENING_COOKIE = "waymeet_opens"
PHONE_COOKIE = "waymeet_phone"
PHONE_HOURS = 36
PHONE_PATH = "/field/organizing"
TRIES, WAIT = 6, dt.timedelta(minutes=10)
UNKNOWN_SALT = bytes(16)

WRONG = _("That name and passphrase do not fit together. Check both and try again.")
WAIT_A_WHILE = _("Too many tries. Wait ten minutes, then try again.")


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


def open_session(request: HttpRequest, account: Account, private_key: bytes) -> bytes:
    """Begin a desk session; answers the secret for the opening cookie."""
    secret = os.urandom(32)
    request.session.flush()
    request.session["account"] = str(account.id)
    request.session["verifier"] = _fingerprint(account)
    wrapped = sealing.wrap(secret, private_key, aad=sealing.bind("session", str(account.id)))
    request.session["wrapped"] = base64.b64encode(wrapped).decode()
    return secret


def _fingerprint(account: Account) -> str:
    """Changes with the passphrase, so that a new one ends every older session."""
    return hashlib.sha256(b"session" + bytes(account.verifier_hash)).hexdigest()


def set_opening_cookie(response: HttpResponse, secret: bytes, *, secure: bool) -> None:
    value = base64.urlsafe_b64encode(secret).decode()
    response.set_cookie(OPENING_COOKIE, value, httponly=True, samesite="Strict", secure=secure)


def person_at_desk(request: HttpRequest) -> Person | None:
    known = request.session.get("account")
    if not known:
        return None
    account = Account.objects.prefetch_related("held_roles").filter(pk=UUID(known), ended_on=None).first()
    if account is None or request.session.get("verifier") != _fingerprint(account):
        return None
    return account.as_person()


def keyring_at_desk(request: HttpRequest) -> Keyring:
    """CannotOpen unless this very browser signed in: session and opening cookie together."""
    known, wrapped = request.session.get("account"), request.session.get("wrapped")
    cookie = request.COOKIES.get(OPENING_COOKIE, "")
    if not (known and wrapped and cookie):
        raise CannotOpen
    try:
        secret = base64.urlsafe_b64decode(cookie)
        private = sealing.unwrap(secret, base64.b64decode(wrapped), aad=sealing.bind("session", known))
    except ValueError as trouble:
        raise CannotOpen from trouble
    return Keyring(UUID(known), private)


def register_device(account: Account, signing_key: bytes, label: str) -> Device:
    """The phone's row; a phone that signs in again keeps its number and its sequence."""
    if len(signing_key) != 32:
        raise BadInput(_("The phone sent no usable key. Reload the page and sign in again."))
    device = Device.objects.filter(signing_key=signing_key, account=account, revoked_on=None).first()
    if device is None:
        newest = Device.objects.order_by("-number").first()
        number = newest.number + 1 if newest else 1
        device = Device.objects.create(account=account, signing_key=signing_key, label=label[:40], number=number)
    return device


def open_phone_session(device: Device) -> str:
    """A cookie value for the phone; only its hash is kept, and it opens no sealed thing."""
    PhoneSession.objects.filter(expires_at__lt=clock.now()).delete()
    token = base64.urlsafe_b64encode(os.urandom(32)).decode()
    expires = clock.now() + dt.timedelta(hours=PHONE_HOURS)
    PhoneSession.objects.create(token_hash=_hash(token), device=device, expires_at=expires)
    return token


def set_phone_cookie(response: HttpResponse, token: str, *, secure: bool) -> None:
    """Its path keeps it away from /field/care: nothing the care half sends says whose phone it is."""
    response.set_cookie(
        PHONE_COOKIE,
        token,
        path=PHONE_PATH,
        max_age=PHONE_HOURS * 3600,
        httponly=True,
        samesite="Strict",
        secure=secure,
    )


def end_phone_session(request: HttpRequest, response: HttpResponse) -> None:
    """Forget who is signed in on the phone that asks; harmless when nobody is."""
    PhoneSession.objects.filter(token_hash=_hash(request.COOKIES.get(PHONE_COOKIE, ""))).delete()
    response.delete_cookie(PHONE_COOKIE, path=PHONE_PATH, samesite="Strict")


def person_on_phone(request: HttpRequest) -> tuple[Person, Device]:
    """Who is signed in on the phone that asks; NotAllowed with a sentence when nobody is."""
    token = request.COOKIES.get(PHONE_COOKIE, "")
    row = PhoneSession.objects.select_related("device__account").filter(
        token_hash=_hash(token), expires_at__gt=clock.now(), device__revoked_on=None
    )
    session = row.first()
    if session is None or session.device.account.ended_on:
        raise NotAllowed(_("This phone is not signed in. Sign in again; what is saved on it stays."))
    return session.device.account.as_person(), session.device


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
