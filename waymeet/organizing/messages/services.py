"""Writing a message, beginning it, and handing it over one by one; and what comes back: delivered, failed, STOP.

Each person has one row for a message. A row is claimed before anything is handed over and settled after, so a message
never goes twice: what was claimed when the server stopped is said to be unsure and stays with a person to decide.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.organizing.messages import audience, emailing, hours, queries, recipients, rules, texting
from waymeet.organizing.messages.models import Delivery, Message
from waymeet.organizing.models import AuditLine

BATCH = 1000
WORDS = ("subject_en", "body_en", "subject_es", "body_es")


def write(*, said: Mapping[str, Any], by: Person, message_id: UUID | None = None) -> UUID:
    """A draft, new or written anew."""
    check(by, May.WRITE_TO_LISTS)
    with transaction.atomic(using="organizing"):
        row = _editable(message_id) if message_id else Message(by=by.id)
        row.channel, row.source, row.of = str(said["channel"]), str(said["source"]), said["of"]
        for name in WORDS:
            setattr(row, name, str(said.get(name) or "").strip())
        _look(row)
        recipients.name_of(source=row.source, of=row.of, by=by)
        row.save()
        _note("message.write", by, row.pk)
    return row.pk


def _editable(message_id: UUID) -> Message:
    row = Message.objects.select_for_update().filter(pk=message_id).first() if message_id else None
    if row is None:
        raise NotFound
    if row.state not in (Message.State.DRAFT, Message.State.READY):
        raise Conflict(_("This message has begun to go. Write a new one."))
    row.state, row.goes_on = Message.State.DRAFT, None
    return row


def _look(row: Message) -> None:
    if row.channel not in Message.Channel.values:
        raise BadInput(_("Say whether it is an email or a text."))
    if not (row.body_en or row.body_es):
        raise BadInput(_("Write it in English, in Spanish, or in both."))
    if row.channel == Message.Channel.EMAIL:
        for subject, body in ((row.subject_en, row.body_en), (row.subject_es, row.body_es)):
            if body and not subject:
                raise BadInput(_("An email needs a subject in each language it is written in."))
    whole = " ".join(getattr(row, name) for name in WORDS)
    if wrong := rules.unknown_places(whole):
        sentence = _("There is no {%(place)s}. What can be put in stands beside the form.")
        raise BadInput(sentence % {"place": wrong[0][:40]})
    if row.source not in recipients.EVENTS and rules.asks_of_event(whole):
        raise BadInput(_("Event, day, time and place can be put in only when it goes to the people of an event."))


def take_away(*, message_id: UUID, by: Person) -> None:
    """A draft that is not wanted."""
    check(by, May.WRITE_TO_LISTS)
    with transaction.atomic(using="organizing"):
        _editable(message_id).delete()
        _note("message.take_away", by, message_id)


def day_before(*, message_id: UUID, site: str, by: Person) -> None:
    """A reminder that goes the day before its event, by `waymeet send-reminders`."""
    check(by, May.WRITE_TO_LISTS)
    with transaction.atomic(using="organizing"):
        row = _editable(message_id)
        event = recipients.event_of(row.source, row.of)
        if not row.reminds or event is None:
            raise BadInput(_("Only a reminder to who said yes to an event goes by itself."))
        if event.day <= clock.today():
            raise Conflict(_("The event is today or over. Send it now, or not at all."))
        row.state, row.goes_on, row.site = Message.State.READY, event.day - dt.timedelta(days=1), site
        row.by = by.id
        row.save()
        _note("message.day_before", by, row.pk)


def begin(*, message_id: UUID, sure: int, site: str, by: Person) -> None:
    """Write down who gets it and who does not. `sure`: the number that was shown; another number is asked again."""
    check(by, May.WRITE_TO_LISTS)
    check_ready_to_send(message_id)
    with transaction.atomic(using="organizing"):
        row = _editable(message_id)
        found = audience.plan(message=row, by=by)
        if len(found.going) != sure:
            raise Conflict(_("The list has changed since you looked. Look at the numbers again."))
        _put_out(row, found, site, by)


def begin_by_the_clock(*, message_id: UUID, by: Person) -> bool:
    """A reminder whose day has come; False where another process was first."""
    check(by, May.WRITE_TO_LISTS)
    check_ready_to_send(message_id)
    with transaction.atomic(using="organizing"):
        row = Message.objects.select_for_update().filter(pk=message_id, state=Message.State.READY).first()
        if row is None:
            return False
        _put_out(row, audience.plan(message=row, by=by), row.site, by)
    return True


def _put_out(row: Message, found: audience.Plan, site: str, by: Person) -> None:
    state = {True: Delivery.State.LEFT_OUT, False: Delivery.State.QUEUED}
    rows = [
        Delivery(message=row, contact_id=one.contact, state=state[bool(one.why)], why=one.why)
        for one in found.everybody
    ]
    Delivery.objects.bulk_create(rows, batch_size=BATCH)
    row.state, row.day, row.by, row.site = Message.State.SENDING, clock.today(), by.id, site
    row.save()
    settle(row.pk)
    _note("message.send", by, row.pk)


def check_ready_to_send(message_id: UUID) -> None:
    """Conflict with what is missing: no provider, or an hour at which nobody should be written to."""
    channel = Message.objects.filter(pk=message_id).values_list("channel", flat=True).first()
    if channel == Message.Channel.EMAIL and not emailing.ready():
        raise Conflict(_("No email provider is set up. Ask whoever hosts Waymeet (WAYMEET_EMAIL)."))
    if channel == Message.Channel.TEXT and texting.gateway() is None:
        raise Conflict(_("No texting gateway is set up. Ask whoever hosts Waymeet (WAYMEET_TEXT_ADDRESS)."))
    if hours.quiet_now():
        open_at = settings.WRITING_HOURS
        between = {"first": formats.time_format(open_at.opens), "last": formats.time_format(open_at.closes)}
        raise Conflict(_("People are written to between %(first)s and %(last)s. Nothing was sent.") % between)


def give_up(*, message_id: UUID, by: Person) -> None:
    """Nobody who still waits gets it."""
    check(by, May.WRITE_TO_LISTS)
    with transaction.atomic(using="organizing"):
        row = queries.one(message_id=message_id, by=by)
        Delivery.objects.filter(message=row, state=Delivery.State.QUEUED).delete()
        settle(row.pk)
        _note("message.stop", by, row.pk)


def settle(message_id: UUID) -> None:
    """The counts as they stand; done when nobody waits."""
    waits = Delivery.objects.filter(message=message_id, state=Delivery.State.QUEUED).exists()
    state = Message.State.SENDING if waits else Message.State.DONE
    Message.objects.filter(pk=message_id).update(counts=queries.count(message_id), state=state)


def _note(verb: str, by: Person, subject: UUID) -> None:
    audit.write(AuditLine, who=by.id, verb=verb, subject=subject)
