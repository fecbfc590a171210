"""How people stop messages themselves: the secret in each email, and STOP in answer to a text."""

import hashlib
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac

from waymeet.kernel import audit, clock
from waymeet.kernel.errors import Plain
from waymeet.organizing.contacts import filing, people, words
from waymeet.organizing.contacts.models import Contact, ContactPoint, Entry
from waymeet.organizing.messages import rules
from waymeet.organizing.messages.models import Unsubscribe
from waymeet.organizing.models import AuditLine

NOBODY = UUID(int=0)  # no worker did it
BYTES = 16


def secret_of(contact_id: UUID) -> str:
    """128 bits, the same each time, from the server's secret key: only their hash is kept."""
    return salted_hmac("waymeet.unsubscribe", str(contact_id), algorithm="sha256").digest()[:BYTES].hex()


def address(contact: Contact, site: str) -> str:
    """Where this person stops emails."""
    secret = secret_of(contact.pk)
    Unsubscribe.objects.get_or_create(digest=_digest(secret), defaults={"contact": contact})
    return site + reverse("messages:unsubscribe", args=[secret])


def _digest(secret: str) -> bytes:
    return hashlib.sha256(f"waymeet unsubscribe v1\0{secret}".encode()).digest()


def unsubscribe(secret: str) -> None:
    """Whoever it is wants no emails. A secret that leads nowhere does nothing, and says so to nobody."""
    found = Unsubscribe.objects.filter(digest=_digest(secret)).values_list("contact", flat=True).first()
    if found is not None:
        refuse(found, Contact.Channel.EMAIL)


def refuse(contact_id: UUID, channel: str) -> None:
    """They want nothing this way from now on."""
    with transaction.atomic(using="organizing"):
        row = Contact.objects.select_for_update().filter(pk=contact_id).first()
        if row is None or channel in row.refused:
            return
        row.not_by = " ".join(sorted(row.refused | {channel}))
        row.save(update_fields=["not_by"])
        filing.file([row])
        audit.write(AuditLine, who="", verb="contact.refuses", subject=contact_id)


def wants_again(contact_id: UUID, channel: str) -> None:
    with transaction.atomic(using="organizing"):
        row = Contact.objects.select_for_update().filter(pk=contact_id).first()
        if row is None or channel not in row.refused:
            return
        row.not_by = " ".join(sorted(row.refused - {channel}))
        row.save(update_fields=["not_by"])
        filing.file([row])
        audit.write(AuditLine, who="", verb="contact.wants_again", subject=contact_id)


def heard(number: str, text: str) -> str:
    """A text came in. Answers what it asked for; everybody with that number is meant, and their thread says so."""
    word, point = rules.word_of(text), people.point_folded(ContactPoint.Kind.PHONE, number)
    found = ContactPoint.objects.filter(kind=ContactPoint.Kind.PHONE, folded=point)
    for contact in list(found.values_list("contact", flat=True).distinct()):
        if word == "stop":
            refuse(contact, Contact.Channel.TEXT)
        elif word == "start":
            wants_again(contact, Contact.Channel.TEXT)
        _into_thread(contact, text)
    return word


def _into_thread(contact: UUID, text: str) -> None:
    """What they wrote, sealed to the organizers; only that they wrote where nothing can be sealed."""
    row = Entry(contact_id=contact, kind=Entry.Kind.TEXTED, day=clock.today(), by=NOBODY)
    try:
        row.epoch, row.sealed = words.sealed(people.ENTRY, row.pk, contact, {"words": text.strip()[:2000]})
    except Plain:
        row.sealed = None
    with transaction.atomic(using="organizing"):
        row.save(force_insert=True)
        Contact.objects.filter(pk=contact, seen_on__lt=row.day).update(seen_on=row.day)
        audit.write(AuditLine, who="", verb="contact.texted", subject=contact)


def speaks(number: str) -> str:
    """The language of whoever has this number, where all who share it agree on Spanish first; else English."""
    point = people.point_folded(ContactPoint.Kind.PHONE, number)
    found = Contact.objects.filter(points__kind=ContactPoint.Kind.PHONE, points__folded=point)
    first = {(one.split() or ["en"])[0] for one in found.values_list("languages", flat=True)}
    return "es" if first == {"es"} else "en"
