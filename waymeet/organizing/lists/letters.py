"""Letters, one page a person: their words filled in from a closed set of places, for whoever takes letters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput
from waymeet.organizing.lists import queries, reaching, services
from waymeet.organizing.models import AuditLine

MOST = 500  # one print run
PLACES = ("called", "name", "address", "today", "organizer")
A_PLACE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Letter:
    """One page."""

    called: str
    address: str
    text: str


@dataclass(frozen=True)
class Run:
    """All letters of one print, and who gets none."""

    letters: Sequence[Letter]
    left_out: Sequence[tuple[Any, int]]


def filled(text: str, values: dict[str, str]) -> str:
    """Each place with its words; what stands in the words is never read again."""
    return A_PLACE.sub(lambda found: values[found[1]], text)


def check_places(text: str) -> None:
    unknown = sorted({name for name in A_PLACE.findall(text) if name not in PLACES})
    if unknown:
        raise BadInput(
            _("There is no {%(place)s}. Write one of these: {called}, {name}, {address}, {today}, {organizer}.")
            % {"place": unknown[0][:30]}
        )


def write(*, list_id: UUID, text: str, by: Person, keyring: Keyring | None) -> Run:
    """The letters to print; that they were written is kept, not what they say."""
    check(by, May.MAKE_LISTS)
    check_places(text)
    found = queries.one(list_id=list_id, by=by, keyring=keyring)
    reach = reaching.by(reaching.LETTER, queries.people_of(found, by=by, keyring=keyring))
    rows = list(reach.people.order_by("folded", "id")[: MOST + 1])
    if len(rows) > MOST:
        raise BadInput(_("That is more than 500 letters. Ask for fewer people, and print the rest another time."))
    with transaction.atomic(using="organizing"):
        said: dict[str, Any] = {"subject": services.subject_of(found.row), "basis": f"{len(rows)} letters"}
        audit.write(AuditLine, who=by.id, verb="list.write_letters", **said)
    always = {"today": date_format(clock.today()), "organizer": by.shown_as}
    return Run([_letter(row, text, always) for row in rows], reach.left_out)


def _letter(row: Any, text: str, always: dict[str, str]) -> Letter:
    values = {"called": row.called, "name": row.name or row.called, "address": row.address, **always}
    return Letter(row.name or row.called, row.address, filled(text, values))
