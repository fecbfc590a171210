"""All that organizing holds about one person, opened, for an organizer to look through with them.

Other people's words and names stand in it too: that is why an organizer looks first, and why it is not on their page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.casefiles.faces import LANGUAGES
from waymeet.kernel import audit
from waymeet.organizing.contacts import queries_people
from waymeet.organizing.models import AuditLine
from waymeet.organizing.one_on_ones import queries as one_on_ones


@dataclass(frozen=True)
class Part:
    """One heading with its lines."""

    heading: Any
    lines: Sequence[str]


def everything(*, contact_id: UUID, by: Person, keyring: Keyring) -> list[Part]:
    check(by, May.READ_GUARDED)
    known = queries_people.one(contact_id=contact_id, by=by, keyring=keyring)
    along = one_on_ones.along(contact_id=contact_id, by=by, keyring=keyring)
    with transaction.atomic(using="organizing"):
        audit.write(AuditLine, who=by.id, verb="own_page.everything", subject=contact_id)
    row = known.row
    spoken = ", ".join(LANGUAGES.get(code, code) for code in row.languages.split())
    channels = ", ".join(str(label) for value, label in row.Channel.choices if value in row.refused)
    refused = _("Never by: %(channels)s. They asked for it.") % {"channels": channels} if channels else ""
    plain = (row.name, row.chosen_name, row.pronouns, spoken, row.address, row.reach_when, refused)
    promises = [f"{_day(one.row.due)}: {one.what} ({one.row.get_state_display()})" for one in along.promises]
    parts = [
        Part(_("What we know"), [*filter(None, plain), *(one.value for one in known.points), *map(str, known.sayings)]),
        Part(_("Groups"), [f"{one.group.name} {one.role}".strip() for one in known.memberships]),
        Part(_("Guarded groups"), [f"{one.words} {each.role}".strip() for one, each in known.guarded or ()]),
        Part(_("Their people"), [f"{words} {other.called}" for words, other in known.relations]),
        Part(_("What happened"), [f"{_day(one.day)} {one.kind}: {one.words or ''}" for one in known.timeline]),
        Part(_("One-on-ones"), [line for one, _who in along.one_on_ones for line in _held(one.pk, by, keyring)]),
        Part(_("What was promised"), promises),
        Part(_("Who goes along with them"), [along.coach] if along.coach else []),
        Part(_("Messages"), [_written(one) for one in row.deliveries.select_related("message")]),
        Part(_("Events"), [_attended(one) for one in row.attendances.select_related("event")]),
    ]
    for name in settings.HELD_ABOUT_A_PERSON:
        said = import_string(name)(contact_id=contact_id, by=by, keyring=keyring)
        parts += [Part(heading, lines) for heading, lines in said]
    return [part for part in parts if part.lines]


def _held(one_on_one: UUID, by: Person, keyring: Keyring) -> list[str]:
    found = one_on_ones.one(one_on_one=one_on_one, by=by, keyring=keyring)
    day = _day(found.row.held_on or found.row.planned_for)
    return [f"{day} {found.row.get_state_display()}", *found.plan.values(), *found.write_up.values()]


def _attended(row: Any) -> str:
    return f"{_day(row.event.day)} {row.event.title}: {row.get_answer_display()}"


def _written(row: Any) -> str:
    said = f"{_day(row.day)} {row.message.get_channel_display()}: {row.get_state_display()}"
    return f"{said} ({row.get_why_display()})" if row.why else said


def _day(day: Any) -> str:
    return str(date_format(day))
