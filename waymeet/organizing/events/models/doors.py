"""The door of an event: a poster people scan, what they type there, heads that are counted, names that are sealed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL
from waymeet.kernel.retention import After, With
from waymeet.kernel.sealed_field import Sealed
from waymeet.organizing.events.models.events import Attendance, Event

NOT_LONGER = "a season: long enough to call whoever is new, and no list that only grows"
HEADS, GO = "one head more in the count of the event", "waymeet.organizing.events.letting_go"


class Door(models.Model):
    """Whether people may sign in by themselves at an event, and which poster holds: older ones lead nowhere."""

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.CASCADE, related_name="door")
    poster = models.PositiveIntegerField(default=1)
    open = models.BooleanField(default=False)

    class Privacy:
        holds = "Whether the poster at an event's door works, and how many there were. No code is kept."
        fields: ClassVar = {"event": ID, "poster": COUNT, "open": LABEL}
        seen_by = "Organizers and field leads."
        kept = "As long as the event."
        forget = With("event")


class Slip(models.Model):
    """What somebody who signs in leaves at the door; being there, it makes a second sending harmless.

    What was typed is sealed until an organizer has seen to it, and gone after that; it goes with the person, too.
    """

    class Way(models.TextChoices):
        """Which door."""

        DESK = "desk", _("at the desk")
        QR = "qr", _("by the poster")
        PAPER = "paper", _("on paper")
        PHONE = "phone", _("on a phone")

    class State(models.TextChoices):
        """What came of it."""

        KNOWN = "known", _("somebody we know")
        NEW = "new", _("new to us")
        DONE = "done", _("seen to")

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="slips")
    attendance = models.ForeignKey(Attendance, null=True, on_delete=models.CASCADE, related_name="slips")
    way = models.CharField(max_length=10, choices=Way.choices)
    state = models.CharField(max_length=10, choices=State.choices)
    day = models.DateField()
    epoch = models.CharField(max_length=20, blank=True)
    sealed = Sealed(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "event"], name="slips_to_see_to")]

    class Privacy:
        holds = "That somebody signed in at an event by name, and through which door; what they typed is sealed."
        fields: ClassVar = {
            "id": ID,
            "event": ID,
            "attendance": ID,
            "way": LABEL,
            "state": LABEL,
            "day": DAY,
            "epoch": LABEL,
        }
        seen_by = "Organizers, by opening it; field leads that there is one."
        kept = "The words until an organizer has seen to it; at most 90 days after the event, or as long as the person."
        forget = After("90 days", by="day", source=NOT_LONGER, into=HEADS, verb=f"{GO}.slips")


class HeadCount(models.Model):
    """How many came whom nobody wrote down; a correction takes some away. One row a sending."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="head_counts")
    count = models.IntegerField()

    class Privacy:
        holds = "How many people were counted at an event. Nobody is named."
        fields: ClassVar = {"id": ID, "event": ID, "count": COUNT}
        seen_by = "Organizers and field leads."
        kept = "As long as the event."
        forget = With("event")


class SealedName(models.Model):
    """A name that a circle chose to write down: sealed, tied to no contact, and gone after a season."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sealed_names")
    day = models.DateField()
    epoch = models.CharField(max_length=20)
    sealed = Sealed()

    class Privacy:
        holds = "A name somebody gave at a circle that chose to write names down; who it is is sealed."
        fields: ClassVar = {"id": ID, "event": ID, "day": DAY, "epoch": LABEL}
        seen_by = "Organizers, by opening it."
        kept = "Until somebody asks for it to go, or 90 days after the circle met."
        forget = After("90 days", by="day", source=NOT_LONGER, into=HEADS, verb=f"{GO}.names")
