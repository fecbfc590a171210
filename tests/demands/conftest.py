"""Two people who handle demands, each with their keys."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from waymeet.accounts import services as accounts
from waymeet.accounts import sign_in
from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import OPERATOR, Person
from waymeet.accounts.roles import Role
from waymeet.demands import services
from waymeet.demands.models import Demand

PDF = b"%PDF-1.7 an order"


@dataclass(frozen=True)
class Handler:
    person: Person
    keyring: Keyring


def _handler(name: str, role: Role) -> Handler:
    account, words = accounts.invite(name=name, shown_as=name.title(), roles={role}, by=OPERATOR)
    known, private = sign_in.recognize(account.name, words)
    return Handler(known.as_person(), Keyring(known.id, private))


@pytest.fixture
def handlers(db: Any) -> tuple[Handler, Handler]:
    return _handler("ada", Role.ADMINISTRATOR), _handler("dora", Role.DIRECTOR)


@pytest.fixture
def logged(handlers: tuple[Handler, Handler]) -> Callable[..., Demand]:
    """A logged demand; say what is different about it."""

    def log(**other: Any) -> Demand:
        asked = {
            "kind": "subpoena",
            "agency": "District Attorney",
            "came_on": dt.date(2026, 11, 20),
            "answer_by": dt.date(2026, 12, 4),
            "received_by": handlers[0].person.id,
            "about_hiv": False,
            "wording": "All records of Marisol Example",
        }
        return services.log_demand(asked=services.Asked(**asked | other), by=handlers[0].person)

    return log
