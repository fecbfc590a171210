"""Calendars that a program outside reads with an address nobody can guess."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from waymeet.kernel import clock
from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import DAY, ID, SECRET_HASH, WORKER
from waymeet.kernel.retention import AtAWord
from waymeet.organizing.contacts.models import Contact


class Calendar(models.Model):
    """Whose calendar an address opens. The address itself is shown once and kept only as a hash."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    worker = models.UUIDField(null=True, unique=True)
    contact = models.OneToOneField(Contact, null=True, on_delete=models.CASCADE, related_name="calendar")
    secret_hash = models.BinaryField(unique=True)
    made_on = models.DateField(default=clock.today)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(worker__isnull=False, contact__isnull=True) | Q(worker__isnull=True, contact__isnull=False),
                name="a_calendar_is_of_one_person",
            )
        ]

    class Privacy:
        holds = "That somebody has a calendar address, since when, and its hash."
        fields: ClassVar = {"id": ID, "worker": WORKER, "contact": ID, "secret_hash": SECRET_HASH, "made_on": DAY}
        seen_by = "Nobody; the person themself that they have one."
        kept = "Until they replace or end it."
        forget = AtAWord("The person ends it or takes a new one; a contact's goes with the contact.")
