"""Consents as they come about: offered, signed, granted."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tests.desk.conftest import People
from waymeet.accounts import sign_in
from waymeet.accounts.keyring import Keyring
from waymeet.consent import gate
from waymeet.kernel import clock

FIELDS = {
    "name": "Quillan Vantongeren",
    "contact_point": "518-555-0177",
    "language": "Spanish, a little English",
    "best_time": "after the late shift",
    "wish": "to speak at the hearing",
    "needs": "a dry place to sleep",
    "status": "met twice",
}
PURPOSE = {"organizing": "being_called", "care": "getting_help", "diversion": "case_support", "outside": "housing"}
MEMBER = {"organizing": "Olga", "care": "Wanda", "diversion": "Casey"}
GIVING = {"organizing": "care", "care": "diversion", "diversion": "organizing"}


def keyring(people: People, shown_as: str) -> Keyring:
    account, private = sign_in.recognize(people[shown_as].name, people.words_of(shown_as))
    return Keyring(account.id, private)


def scope(side: str = "organizing", classes: Any = ("name", "contact_point"), days: int = 30) -> gate.Scope:
    until = clock.today() + dt.timedelta(days=days)
    return gate.Scope(side, frozenset(classes), PURPOSE[side], until)


@dataclass(frozen=True)
class Made:
    """A granted consent, for a test to go on with."""

    secret: str
    scope: gate.Scope
    receipt: gate.Receipt


def offered(asked: gate.Scope, language: str = "en") -> gate.Offer:
    giving = GIVING.get(asked.recipient, "care")
    return gate.offer(giving=giving, scope=asked, language=language, read_aloud=True)


def signed(asked: gate.Scope, offer: gate.Offer, language: str = "en", **more: Any) -> gate.Signed:
    said = {"patient_name": "Quillan Vantongeren", "who_may_disclose": "the outreach team", "signed_how": "on_paper"}
    return gate.signed_for(asked, text_hash=offer.text_hash, language=language, read_aloud=True, **{**said, **more})


def granted(people: People, asked: gate.Scope | None = None, language: str = "en", **fields: str) -> Made:
    """Made by people of the receiving side whose keys are there; tells what is said, or FIELDS within the scope."""
    asked = asked or scope()
    if asked.recipient in MEMBER:
        people[MEMBER[asked.recipient]]
    offer = offered(asked, language)
    told = fields or {name: words for name, words in FIELDS.items() if name in asked.classes}
    receipt = gate.grant(secret=offer.secret, signed=signed(asked, offer, language), fields=told)
    return Made(offer.secret, asked, receipt)
