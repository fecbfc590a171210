"""Invented messages that wait to be looked at, and what somebody asked for on their own page."""

from collections.abc import Mapping
from typing import Any

from waymeet.demo.people import Invited
from waymeet.organizing.contacts.models import Contact, Group
from waymeet.organizing.members import own
from waymeet.organizing.members import services as own_pages
from waymeet.organizing.messages import services as messages


def write(people: Mapping[str, Invited]) -> None:
    """Two drafts, and a correction. Nothing is ever sent from an invented organization: no provider is set up."""
    rosa = people["rosa"]
    by: dict[str, Any] = {"by": rosa.person}
    block, church = Group.objects.order_by("name")[:2]
    said = {
        "body_en": "Hi {name}, the crosswalk hearing is on Thursday. Will you come and speak?",
        "body_es": "Hola {nombre}, la audiencia del cruce peatonal es el jueves. ¿Vienes a hablar?",
    }
    messages.write(said={"channel": "text", "source": "group", "of": block.pk, **said}, **by)
    email = {"subject_en": "Thursday", "subject_es": "Jueves", **said}
    messages.write(said={"channel": "email", "source": "group", "of": church.pk, **email}, **by)
    ernie = Contact.objects.get(chosen_name="Miss Ernie")
    code = own_pages.make(contact_id=ernie.pk, keyring=rosa.keyring, **by)
    own.ask(secret=code, kind="correct", said="It is the green house now. I painted it.")
