"""The ledger: words people agree to, what happened to each consent, what was told, and the room's audit chain."""

import secrets
from typing import ClassVar

from django.db import models

from waymeet.kernel import clock
from waymeet.kernel.audit import AuditCheckpointBase, AuditLineBase
from waymeet.kernel.erasure import ErasedBase
from waymeet.kernel.holds import HoldBase
from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import DAY, ID, LABEL, SEALED, TECHNICAL
from waymeet.kernel.retention import After, Stays, WhenDone
from waymeet.kernel.sealed_field import Sealed


def random_lot() -> int:
    """A number an event carries so that the sum over a set of events tells two sets apart (`ledger.mark`)."""
    return secrets.randbelow(2**31)


class AuditLine(AuditLineBase):
    """One line of this room's audit chain."""

    class Privacy(AuditLineBase.Privacy):
        """As every audit line."""


class AuditCheckpoint(AuditCheckpointBase):
    """One signed checkpoint of this room's audit chain."""

    class Privacy(AuditCheckpointBase.Privacy):
        """As every checkpoint."""


class Hold(HoldBase):
    """One legal hold on rows of this database."""

    class Privacy(HoldBase.Privacy):
        """As every hold."""

        only_grows = False  # a hold that has ended must not come back


class Erased(ErasedBase):
    """What was erased from this database, as hashes."""

    class Privacy(ErasedBase.Privacy):
        """As in every database."""


class Sentence(models.Model):
    """The words somebody agreed to, in one language, kept for as long as any agreement points to them."""

    hash = models.CharField(max_length=64, primary_key=True)
    purpose = models.CharField(max_length=40)
    language = models.CharField(max_length=5)
    text = models.TextField()
    from_on = models.DateField(default=clock.today)

    class Privacy:
        holds = "A sentence of consent, word for word, so that what was agreed to can be shown."
        fields: ClassVar = {"hash": ID, "purpose": LABEL, "language": LABEL, "text": LABEL, "from_on": DAY}
        seen_by = "Everybody."
        kept = "As long as any agreement points to it."
        forget = Stays("It is our own sentence; what was agreed to must be shown word for word.")
        only_grows = True  # a restore adds what is missing and takes nothing away


class Event(models.Model):
    """One thing that happened to one consent. Rows are added and never changed: the database itself refuses."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    handle = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=10)
    day = models.DateField(default=clock.today)
    recipient = models.CharField(max_length=12, db_index=True)
    classes = models.CharField(max_length=200, blank=True)
    purpose = models.CharField(max_length=20, blank=True)
    until = models.DateField(null=True)
    text_hash = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=5, blank=True)
    read_aloud = models.BooleanField(default=False)
    signed_how = models.CharField(max_length=10, blank=True)
    lot = models.PositiveIntegerField(default=random_lot)

    class Privacy:
        holds = "What happened to one consent, in codes, under a handle that only its secret leads to. Never who."
        fields: ClassVar = {
            "id": ID,
            "handle": ID,
            "kind": LABEL,
            "day": DAY,
            "recipient": LABEL,
            "classes": LABEL,
            "purpose": LABEL,
            "until": DAY,
            "text_hash": ID,
            "language": LABEL,
            "read_aloud": LABEL,
            "signed_how": LABEL,
            "lot": TECHNICAL,
        }
        seen_by = "The participant, with the receipt; the team that gave, and the team that received."
        kept = "Four years: a consent lasts a year at most, and an account of it is owed for three more."
        forget = After(
            "four years",
            by="day",
            source="42 CFR 2.25: an account of disclosures for three years, after the year a consent can last",
            verb="waymeet.consent.letting_go.whole_consents",
            due="waymeet.consent.letting_go.due",
        )
        only_grows = True


class Disclosure(models.Model):
    """One line of the accounting: what left, for whom, for what, on which day."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    handle = models.UUIDField(db_index=True)
    day = models.DateField(default=clock.today)
    recipient = models.CharField(max_length=12)
    classes = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20)

    class Privacy:
        holds = "That certain kinds of facts were told to a recipient for a purpose on a day. Never the facts."
        fields: ClassVar = {
            "id": ID,
            "handle": ID,
            "day": DAY,
            "recipient": LABEL,
            "classes": LABEL,
            "purpose": LABEL,
        }
        seen_by = "The participant, with the receipt; the team that gave."
        kept = "Four years."
        forget = After("four years", by="day", source="42 CFR 2.25, as above")
        only_grows = True


class Document(models.Model):
    """What was signed, word for word, sealed under a key that only the participant's secret makes."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    handle = models.UUIDField(db_index=True)
    sealed = Sealed()

    class Privacy:
        holds = "The signed consent, sealed. Whoever has the receipt's secret opens it; nobody else can."
        fields: ClassVar = {"id": ID, "handle": ID, "sealed": SEALED}
        seen_by = "The participant, with the receipt; the team that gave."
        kept = "Four years; without the secret nobody reads it."
        forget = WhenDone("It goes with the last event under its handle.")
        only_grows = True


class Envelope(models.Model):
    """What the recipient may open now. It goes when the consent ends, and is sealed anew when it is narrowed."""

    handle = models.UUIDField(primary_key=True)
    recipient = models.CharField(max_length=12, db_index=True)
    until = models.DateField()
    epoch = models.CharField(max_length=20, blank=True)
    sealed = Sealed(null=True)  # none where the recipient is outside and holds no key of ours
    kept = Sealed()

    class Privacy:
        holds = (
            "The agreed fields, sealed to the team that may read them, and once more under the participant's secret."
        )
        fields: ClassVar = {
            "handle": ID,
            "recipient": LABEL,
            "until": DAY,
            "epoch": LABEL,
            "sealed": SEALED,
            "kept": SEALED,
        }
        seen_by = "The team it is sealed to, by opening it."
        kept = "Until the consent is taken back or ends."
        forget = WhenDone("It goes with the ending; the daily job ends every consent whose last day is over.")
        only_grows = False  # a restore must not bring back what was taken back
