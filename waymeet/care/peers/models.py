"""Stipends, seen by the peer and the director; debriefs, sealed to the outreach team."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import random_number
from waymeet.kernel.privacy import COUNT, DAY, LABEL, TECHNICAL, WORKER
from waymeet.kernel.retention import After
from waymeet.kernel.sealed_field import Sealed


class Stipend(models.Model):
    """Money that a peer gets for a day's work."""

    class What(models.TextChoices):
        """What it is for: never how much was handed out."""

        NIGHT = "night", _("a night out")
        MEETING = "meeting", _("a meeting")
        TRAINING = "training", _("a training")
        OTHER = "other", _("other work")

    id = models.BigAutoField(primary_key=True, default=random_number)
    peer = models.UUIDField()
    day = models.DateField()
    what = models.CharField(max_length=10, choices=What.choices)
    cents = models.PositiveIntegerField()
    paid_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-day", "id"]

    class Privacy:
        holds = "That somebody who signs in was or will be paid for a day's work."
        fields: ClassVar = {
            "id": TECHNICAL,
            "peer": WORKER,
            "day": DAY,
            "what": LABEL,
            "cents": COUNT,
            "paid_on": DAY,
        }
        seen_by = "The peer, their own; the program director."
        kept = "Seven years."
        forget = After("seven years", by="day", source="as the audit lines that tell of it")


class Debrief(models.Model):
    """How a night was, for the outreach team."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    said_on = models.DateField(default=clock.today)
    key_epoch = models.CharField(max_length=20)
    sealed = Sealed()

    class Privacy:
        holds = "A peer's words about a night, and whether they would like a call, sealed. Who wrote is inside it."
        fields: ClassVar = {"id": TECHNICAL, "said_on": DAY, "key_epoch": LABEL}
        seen_by = "The outreach team, by opening it."
        kept = "90 days."
        forget = After("90 days", by="said_on", source="as the anonymous rows of its night")
