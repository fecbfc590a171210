"""Stipends, seen by the peer and the director; debriefs, sealed to the outreach team; bulk, without a person."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.care.supplies.models import Program
from waymeet.kernel.ids import random_number
from waymeet.kernel.privacy import COUNT, DAY, LABEL, PLACE, TECHNICAL, WORKER
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
    iso_week = models.CharField(max_length=8)
    key_epoch = models.CharField(max_length=20)
    sealed = Sealed()

    class Privacy:
        holds = "A peer's words about a night, and whether they would like a call, sealed. Who wrote is inside it."
        fields: ClassVar = {"id": TECHNICAL, "iso_week": DAY, "key_epoch": LABEL}
        seen_by = "The outreach team, by opening it."
        kept = "90 days."
        forget = After("90 days", by="iso_week", source="as the anonymous rows of its night")


class BulkRecord(models.Model):
    """Things taken along to be handed on, or told to have been handed on. Whose they were is written nowhere."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    program = models.ForeignKey(Program, on_delete=models.PROTECT)
    iso_week = models.CharField(max_length=8)
    taken = models.BooleanField()
    area_number = models.PositiveIntegerField(default=0)
    items = models.JSONField()
    reached = models.PositiveIntegerField(default=0)

    class Privacy:
        holds = "That things of a program were taken along in some week, or handed on in an area; not by whom, to whom."
        fields: ClassVar = {
            "id": TECHNICAL,
            "program": LABEL,
            "iso_week": DAY,
            "taken": LABEL,
            "area_number": PLACE,
            "items": COUNT,
            "reached": COUNT,
        }
        seen_by = "Outreach workers, as sums by month with small numbers hidden."
        kept = "18 months."
        forget = After("18 months", by="iso_week", source="a funder's year and half of the next")
