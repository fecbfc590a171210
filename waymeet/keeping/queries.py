"""Who did what: lines of one chain at a time, newest first. Two chains are never laid side by side."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from waymeet.accounts.phones import names_of
from waymeet.kernel import audit


@dataclass(frozen=True)
class Done:
    """One line. `who` is a name where the account is still known, else an id, or '' for the machine itself."""

    number: int
    day: dt.date
    who: str
    verb: str
    subject: str
    basis: str


def lines(database: str, *, day: dt.date | None, verb: str, who: str, limit: int) -> list[Done]:
    """The newest lines of one database's chain that fit what was asked."""
    rows = _chain(database).objects.order_by("-number")
    asked = {"day": day, "verb": verb, "who": who}
    rows = rows.filter(**{name: value for name, value in asked.items() if value})[:limit]
    found = list(rows.values_list("number", "day", "who", "verb", "subject", "basis"))
    names = names_of({key for row in found if (key := _uuid(row[2]))})
    return [Done(number, on, _named(by, names), *rest) for number, on, by, *rest in found]


def verbs(database: str) -> list[str]:
    return sorted(_chain(database).objects.order_by().values_list("verb", flat=True).distinct())


def databases() -> list[str]:
    """Those this server holds, the one of sign-ins first: most is done there."""
    return sorted(audit.chains(), key=lambda name: (name != "default", name))


def _chain(database: str) -> Any:
    return audit.line_of(database)


def _named(who: str, names: dict[UUID, str]) -> str:
    key = _uuid(who)
    return names.get(key, who) if key else who


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
