"""The words of one message to one person. What is sensitive about an event never leaves the house."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from waymeet.organizing.events.models import Event
from waymeet.organizing.messages import recipients, rules
from waymeet.organizing.messages.models import Message

Said = Mapping[str, Mapping[str, str]]


def written(message: Message) -> dict[str, bool]:
    return {language: bool(message.words(language)[1].strip()) for language in rules.LANGUAGES}


def of_event(message: Message) -> Said:
    """Title, day, hour and place in each language."""
    event = recipients.event_of(message.source, message.of)
    return {language: _event_words(event, language) if event else {} for language in rules.LANGUAGES}


def _event_words(event: Event, language: str) -> dict[str, str]:
    """A sensitive one is a gathering without a place: a text can be read by whoever holds the phone."""
    with override(language):
        hidden = event.sensitive or event.kind in (Event.Kind.CIRCLE, Event.Kind.PEER_SUPPORT)
        place = event.place or (_("online") if event.online else "")
        return {
            "event": _("our gathering") if hidden else event.title,
            "day": date_format(event.day, "l, F j" if language == "en" else r"l j \d\e F"),
            "time": time_format(event.starts, "TIME_FORMAT"),
            "place": "" if hidden else place,
        }


def said(message: Message, language: str, called: str, event: Said) -> tuple[str, str]:
    """Subject and body as this person reads them."""
    subject, body = message.words(language)
    told = {"name": called, **event[language]}
    whole = rules.filled(body, told)
    if message.channel == Message.Channel.TEXT:
        whole = rules.text_with_sender(whole, settings.GROUP_NAME, language)
    return rules.filled(subject, told), whole


def email_body(body: str, language: str, stop_at: str) -> str:
    """With who sent it and how to stop it at the end."""
    with override(language):
        who = settings.GROUP_NAME or _("the organizers")
        end = _("You get this from %(who)s. To get no more emails, open this and press the button:") % {"who": who}
    return f"{body}\n\n-- \n{end}\n{stop_at}\n"


def length(message: Message, language: str, called: str, event: Said) -> int:
    return rules.segments(said(message, language, called, event)[1]).count


def reminder() -> dict[str, str]:
    """What a reminder says to begin with."""
    return {
        "subject_en": "Reminder: {event}",
        "body_en": "Hi {name}, see you at {event}: {day}, {time}, {place}. Can you still come?",
        "subject_es": "Recordatorio: {event}",
        "body_es": "Hola {nombre}, nos vemos en {evento}: {dia}, {hora}, {lugar}. ¿Todavía puedes venir?",
    }
