"""Call sheets: whom to call, and what came of each call, written down in seconds."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, TextChoices
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.casefiles.faces import LANGUAGES
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, NotFound
from waymeet.organizing.contacts import people
from waymeet.organizing.contacts.models import Contact, ContactPoint, Entry
from waymeet.organizing.lists import queries, reaching

SHEET = 30  # people on one sheet: as many as one evening holds


class Result(TextChoices):
    """What came of a call."""

    REACHED = "reached", _("reached them")
    MESSAGE = "message", _("left a message")
    TRIED = "tried", _("nobody answered")
    WRONG = "wrong", _("wrong number")
    REFUSED = "refused", _("asked not to be called")


KEPT_AS = {
    Result.REACHED: Entry.Kind.CALLED,
    Result.MESSAGE: Entry.Kind.MESSAGE,
    Result.TRIED: Entry.Kind.TRIED,
    Result.WRONG: Entry.Kind.TRIED,
    Result.REFUSED: Entry.Kind.CALLED,
}


@dataclass(frozen=True)
class Call:
    """Somebody to call."""

    row: Contact
    phones: Sequence[ContactPoint]
    languages: str
    last: dt.date | None


@dataclass(frozen=True)
class Sheet:
    """One sheet of them, whom it leaves out and why; `after` where another sheet follows."""

    calls: Sequence[Call]
    left_out: Sequence[tuple[Any, int]]
    after: UUID | None


def sheet(found: queries.Opened, *, after: UUID | None, by: Person, keyring: Keyring | None) -> Sheet:
    check(by, May.MAKE_LISTS)
    reach = reaching.by(reaching.CALL, queries.people_of(found, by=by, keyring=keyring))
    page = queries.page_of(reach.people, after=after, size=SHEET)
    spoken = Entry.objects.filter(contact__in=[row.pk for row in page.people]).exclude(kind=Entry.Kind.NOTE)
    last: dict[UUID, dt.date] = dict(spoken.order_by().values_list("contact").annotate(Max("day")))
    calls = [_call(row, last.get(row.pk)) for row in page.people]
    return Sheet(calls, reach.left_out, page.after)


def _call(row: Any, last: dt.date | None) -> Call:
    phones = [one for one in row.points.all() if one.kind == ContactPoint.Kind.PHONE and one.works]
    return Call(row, phones, ", ".join(LANGUAGES.get(code, code) for code in row.languages.split()), last)


def called(
    *,
    list_id: UUID,
    contact_id: UUID,
    result: str,
    number: UUID | None,
    words: str,
    by: Person,
    keyring: Keyring | None,
) -> None:
    """What came of a call to somebody on the list: onto their timeline, with the next step sealed."""
    check(by, May.MAKE_LISTS)
    if result not in Result.values:
        raise BadInput(_("Say what came of the call."))
    if not queries.people_in(list_id=list_id, by=by, keyring=keyring).filter(pk=contact_id).exists():
        raise NotFound
    kind = KEPT_AS[Result(result)]
    with transaction.atomic(using="organizing"):
        people.happened(contact_id=contact_id, kind=kind, said=words, day=clock.today(), by=by)
        if result == Result.REFUSED:
            people.refuse(contact_id=contact_id, channel=Contact.Channel.CALL, by=by)
        if result == Result.WRONG:
            phones = ContactPoint.objects.filter(contact=contact_id, kind=ContactPoint.Kind.PHONE, works=True)
            for point in phones.filter(pk=number) if number else phones:
                people.number_is_wrong(point_id=point.pk, by=by)
