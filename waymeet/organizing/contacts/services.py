"""Receiving introductions, reading them, and following them up."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import ORGANIZING, Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.consent import gate
from waymeet.kernel import audit, clock, sealing
from waymeet.kernel.errors import BadInput, CannotOpen, NotFound
from waymeet.kernel.ids import random_id
from waymeet.organizing.contacts import consented
from waymeet.organizing.contacts.models import Introduction
from waymeet.organizing.models import AuditLine

SEALED_AS = b"waymeet introduction v1"


@dataclass(frozen=True)
class Told:
    """What somebody gave when they asked to be called; any of it may be ''."""

    name: str = ""
    contact_point: str = ""
    how: str = ""
    when: str = ""
    wish: str = ""
    language: str = ""
    purpose: str = ""
    until: dt.date | None = None

    @property
    def scope(self) -> gate.Scope | None:
        """What was agreed, for whoever came to us; what was told at a door has a sentence and no more."""
        if self.until is None or not self.purpose:
            return None
        given = {name: words for name, words in self.fields.items() if words}
        return gate.Scope(gate.Recipient.ORGANIZING, frozenset(given), self.purpose, self.until)

    @property
    def fields(self) -> Mapping[str, str]:
        return {
            gate.DataClass.NAME: self.name,
            gate.DataClass.CONTACT_POINT: self.contact_point,
            gate.DataClass.LANGUAGE: self.language,
            gate.DataClass.BEST_TIME: self.when,
            gate.DataClass.WISH: self.wish,
        }


def receive_introduction(
    *, record: UUID, wants: str, language: str, door: UUID | None, epoch: str, sealed: bytes, sentence: str
) -> None:
    """Called by a hand-in, inside its transaction. Refused where nobody here was ever shown that sentence.

    Under a consent's handle nothing comes in but through the gate, so what was taken back, ran out or was never agreed
    to does not come in, however late: it is not kept, and not put aside either.
    """
    if gate.sentence_with(sentence) is None:
        raise BadInput(_("The consent sentence is not one that was shown here."))
    if gate.knows(consented.SIDE, record):
        return
    Introduction.objects.get_or_create(
        record=record,
        defaults={
            "wants": wants,
            "language": language[:5],
            "door": door,
            "epoch": epoch,
            "sealed": sealing.received(sealed),
            "sentence": sentence,
        },
    )


def open_introduction(*, introduction_id: UUID, by: Person, keyring: Keyring) -> Told:
    """Read what was given, with the organizing team's key; reading is an audit line too."""
    check(by, May.READ_INTRODUCTIONS)
    row = _introduction(introduction_id)
    told = opened(row, keyring)
    with transaction.atomic(using="organizing"):
        audit.write(AuditLine, who=by.id, verb="introduction.read", subject=row.id)
    return told


def opened(row: Introduction, keyring: Keyring) -> Told:
    private = keyring.open_team_key(ORGANIZING, row.epoch)
    place = sealing.bind("introduction", str(row.record), "1", row.epoch)
    try:
        given = json.loads(sealing.unpad(sealing.unseal(private, bytes(row.sealed), info=SEALED_AS, aad=place)))
    except ValueError as trouble:
        raise CannotOpen from trouble
    return _told(given)


def _told(given: Mapping[str, Any]) -> Told:
    return Told(
        name=given.get("name", ""),
        contact_point=given.get("contact_point") or given.get("contactPoint") or "",
        how=given.get("how", ""),
        when=given.get("when", ""),
        wish=given.get("wish", ""),
        language=given.get("language", ""),
        purpose=given.get("for", ""),
        until=dt.date.fromisoformat(given["until"]) if given.get("until") else None,
    )


def add_who_came(*, wants: str, language: str, fields: Mapping[str, str], by: Person) -> Introduction:
    """Somebody who came by themselves, or through a friend, and asked for it. Sealed at once."""
    check(by, May.READ_INTRODUCTIONS)
    if wants not in consented.PURPOSE_OF:
        raise BadInput(_("Choose what they asked for."))
    record = random_id()
    given = {name: words.strip() for name, words in fields.items() if words.strip()}
    epoch, sealed = gate.introduced(record=record, purpose=consented.PURPOSE_OF[wants], fields=given)
    with transaction.atomic(using="organizing"):
        row = Introduction.objects.create(
            id=random_id(),
            record=record,
            source=Introduction.Source.CAME,
            wants=wants,
            language=language,
            epoch=epoch,
            sealed=sealed,
            sentence=gate.sentences_for(gate.BEING_CALLED)[language or "en"].hash,
        )
        audit.write(AuditLine, who=by.id, verb="introduction.add", subject=row.id)
    return row


def notice_of(told: Told) -> gate.Notice | None:
    """What must be shown beside what somebody gave who came to us: for every one of them the same kind of notice."""
    return gate.notice_for(told.scope, (get_language() or "en")[:2]) if told.scope else None


def follow_up(*, introduction_id: UUID, state: str, by: Person) -> None:
    """Mark somebody as called, or close it."""
    check(by, May.READ_INTRODUCTIONS)
    row = _introduction(introduction_id)
    if state not in Introduction.State.values:
        raise BadInput(_("Choose what came of it."))
    with transaction.atomic(using="organizing"):
        Introduction.objects.filter(pk=row.pk).update(state=state)
        audit.write(AuditLine, who=by.id, verb=f"introduction.{state}", subject=row.id)


def assign(*, introduction_id: UUID, to: UUID | None, by: Person) -> None:
    """Who calls this person; None for nobody yet."""
    check(by, May.READ_INTRODUCTIONS)
    row = _introduction(introduction_id)
    with transaction.atomic(using="organizing"):
        Introduction.objects.filter(pk=row.pk).update(assigned_to=to)
        audit.write(AuditLine, who=by.id, verb="introduction.assign", subject=row.id)


def forget(*, introduction_id: UUID, by: Person) -> None:
    """The person asked for it to go: it goes at once, all of it."""
    check(by, May.READ_INTRODUCTIONS)
    row = _introduction(introduction_id)
    gate.give_back(consented.SIDE, row.record)
    with transaction.atomic(using="organizing"):
        Introduction.objects.filter(pk=row.pk).delete()
        audit.write(AuditLine, who=by.id, verb="introduction.forget", subject=introduction_id, basis=f"{clock.today()}")


def _introduction(introduction_id: UUID) -> Introduction:
    row = consented.current().filter(pk=introduction_id).first()
    if row is None:
        raise NotFound
    return row
