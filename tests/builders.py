"""People for tests, made by the real services, so that tests hold only states that can happen."""

import datetime as dt
from dataclasses import dataclass

import pyotp
import time_machine

from waymeet.accounts import second_step, services, sign_in
from waymeet.accounts.keys import Keyring
from waymeet.accounts.models import Account
from waymeet.accounts.people import OPERATOR, Person
from waymeet.accounts.roles import Role
from waymeet.kernel import clock


@dataclass(frozen=True)
class Worker:
    """Somebody with an account: the person, their passphrase, and what their sign-in opens."""

    person: Person
    words: str
    keyring: Keyring


def worker(name: str, *roles: Role, by: Person = OPERATOR, keyring: Keyring | None = None) -> Worker:
    account, words = services.invite(name=name, shown_as=name.capitalize(), roles=set(roles), by=by, keyring=keyring)
    return signed_in(account, words)


def signed_in(account: Account, words: str) -> Worker:
    known, private = sign_in.recognize(account.name, words)
    return Worker(known.as_person(), words, Keyring(known.id, private))


def app_of(name: str, words: str) -> str:
    """An authenticator app for this person, set up an hour ago; answers what it counts with."""
    account, private = sign_in.recognize(name, words)
    secret = second_step.new_secret()
    with time_machine.travel(clock.now() - dt.timedelta(hours=1), tick=False):
        digits, sealed = pyotp.TOTP(secret).at(clock.now()), second_step.seal_secret(account, secret)
        second_step.add_app(account=account, sealed=sealed, private_key=private, code=digits)
    return secret


def two_organizers() -> tuple[Worker, Worker]:
    """Rosa and Luz organize: together they make the organizing team's key usable."""
    return worker("rosa", Role.ORGANIZER), worker("luz", Role.ORGANIZER)


def two_outreach_workers() -> tuple[Worker, Worker]:
    """Dee and Sol do outreach."""
    return worker("dee", Role.OUTREACH_WORKER), worker("sol", Role.OUTREACH_WORKER)
