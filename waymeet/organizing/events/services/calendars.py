"""A calendar address of somebody's own: given, replaced, ended. It is shown once and kept as a hash."""

import secrets
from uuid import UUID

from django.db import transaction

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.organizing.events.models import Calendar
from waymeet.organizing.events.queries.outside import hash_of
from waymeet.organizing.events.rows import note


def give_calendar(*, contact_id: UUID | None = None, by: Person) -> str:
    """The secret of a new address, 128 bits; any older one leads nowhere from now on. One's own without a contact."""
    check(by, May.RUN_EVENTS)
    secret = secrets.token_urlsafe(16)
    whose = {"contact_id": contact_id} if contact_id else {"worker": by.id}
    with transaction.atomic(using="organizing"):
        Calendar.objects.filter(**whose).delete()
        Calendar.objects.create(secret_hash=hash_of(secret), **whose)
        note("calendar.give", by, contact_id or by.id)
    return secret


def end_calendar(*, contact_id: UUID | None = None, by: Person) -> None:
    """No address is left; what programs outside have fetched they keep."""
    check(by, May.RUN_EVENTS)
    whose = {"contact_id": contact_id} if contact_id else {"worker": by.id}
    with transaction.atomic(using="organizing"):
        Calendar.objects.filter(**whose).delete()
        note("calendar.end", by, contact_id or by.id)
