"""Being signed in at a desk: for at most half a day, for half an hour without a request, and until somebody ends it.

A row holds the private key wrapped under the secret that only the worker's own cookie holds, and knows that cookie by
its hash. A copy of the database opens nothing with it, and signs nobody in.
"""

import base64
import binascii
import datetime as dt
import hashlib
import os
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse

from waymeet.accounts import second_step
from waymeet.accounts.keys import Keyring
from waymeet.accounts.models import Account, DeskSession
from waymeet.accounts.people import Person
from waymeet.kernel import clock, sealing
from waymeet.kernel.errors import CannotOpen

LONGEST = dt.timedelta(hours=12)
CONFIRMED_FOR = dt.timedelta(minutes=10)
SEEN_EVERY = dt.timedelta(minutes=1)  # how exact the last moment is kept: one write a minute, not one a request


class SecondStep(StrEnum):
    """What stood behind the passphrase when this session was opened."""

    SHOWN = "shown"
    NOT_ASKED = "not asked"
    EXCUSED = "excused"


@dataclass(frozen=True)
class AtDesk:
    """Who asks, by which session."""

    person: Person
    session: DeskSession


def idle_limit() -> dt.timedelta:
    return dt.timedelta(minutes=settings.IDLE_MINUTES)


def begin(account: Account, private_key: bytes, *, shown: SecondStep, browser: str = "") -> bytes:
    """A new session; answers the secret for the opening cookie."""
    forget_over()
    secret, now = os.urandom(32), clock.now()
    DeskSession.objects.create(
        account=account,
        token_hash=_hash(secret),
        wrapped_private_key=sealing.wrap(secret, private_key, aad=_place(account.id)),
        second_step=shown,
        browser=browser,
        begun_at=now,
        seen_at=now,
        confirmed_at=now,
    )
    return secret


def forget_over() -> None:
    """Sessions whose time is over, and what their browsers were told meanwhile."""
    now = clock.now()
    DeskSession.objects.filter(begun_at__lte=now - LONGEST).delete()
    DeskSession.objects.filter(seen_at__lte=now - idle_limit()).delete()
    Session.objects.filter(expire_date__lte=now).delete()


def _hash(secret: bytes) -> bytes:
    return hashlib.sha256(b"waymeet desk session v1" + secret).digest()


def _place(account_id: UUID) -> bytes:
    return sealing.bind("desk session", str(account_id), "private key", "1")


def set_opening_cookie(response: HttpResponse, secret: bytes) -> None:
    value = base64.urlsafe_b64encode(secret).decode()
    response.set_cookie(
        settings.OPENING_COOKIE_NAME, value, httponly=True, samesite="Strict", secure=settings.HTTPS, path="/"
    )


def secret_of(request: HttpRequest) -> bytes:
    """What the opening cookie holds; empty when there is none, or no usable one."""
    try:
        secret = base64.urlsafe_b64decode(request.COOKIES.get(settings.OPENING_COOKIE_NAME, ""))
    except (ValueError, binascii.Error):
        return b""
    return secret if len(secret) == 32 else b""


def at_desk(request: HttpRequest) -> AtDesk | None:
    """Who is signed in here now, with the roles they hold now; None once the session is over in any way."""
    secret = secret_of(request)
    rows = DeskSession.objects.select_related("account").prefetch_related("account__held_roles")
    row = rows.filter(token_hash=_hash(secret)).first() if secret else None
    if row is None:
        return None
    person = row.account.as_person()
    if _is_over(row, person):
        row.delete()
        return None
    if clock.now() - row.seen_at >= SEEN_EVERY:
        DeskSession.objects.filter(pk=row.pk).update(seen_at=clock.now())
    return AtDesk(person, row)


def _is_over(row: DeskSession, person: Person) -> bool:
    """A role that needs a second step ends a session that was opened without: signing in again leads to one."""
    now = clock.now()
    late = now - row.begun_at >= LONGEST or now - row.seen_at >= idle_limit()
    unproved = row.second_step == SecondStep.NOT_ASKED and second_step.is_needed(person.roles)
    return late or unproved or row.account.ended_on is not None


def keyring(request: HttpRequest, row: DeskSession | None) -> Keyring:
    """CannotOpen unless this very browser signed in."""
    if row is None:
        raise CannotOpen
    private = sealing.unwrap(secret_of(request), bytes(row.wrapped_private_key), aad=_place(row.account_id))
    return Keyring(row.account_id, private)


def is_confirmed(row: DeskSession | None) -> bool:
    """Whether passphrase and second step were shown within the last ten minutes."""
    return row is not None and dt.timedelta() <= clock.now() - row.confirmed_at < CONFIRMED_FOR


def confirm(row: DeskSession) -> None:
    DeskSession.objects.filter(pk=row.pk).update(confirmed_at=clock.now())


def note_second_step(row: DeskSession) -> None:
    """Somebody added a second step while signed in, and showed it doing so."""
    DeskSession.objects.filter(pk=row.pk).update(second_step=SecondStep.SHOWN, confirmed_at=clock.now())


def end(request: HttpRequest) -> None:
    DeskSession.objects.filter(token_hash=_hash(secret_of(request))).delete()
    request.session.flush()
