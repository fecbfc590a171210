"""One-on-ones: planned, held, written up; what came of them as a commitment; and who goes along with whom.

Days and yes or no are plain, so that they can be counted. Every word about somebody is sealed to the organizers.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, WORKER
from waymeet.kernel.retention import With
from waymeet.kernel.sealed_field import Sealed
from waymeet.organizing.contacts.models import Contact


class OneOnOne(models.Model):
    """One conversation of two people, half an hour or so, that has a purpose."""

    class Kind(models.TextChoices):
        """As organizers plan them (facts of the craft, 3.1)."""

        INTRODUCTORY = "introductory", _("to get to know each other")
        MAINTENANCE = "maintenance", _("to keep up")
        ESCALATION = "escalation", _("to ask for more")

    class State(models.TextChoices):
        """How far it is."""

        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        MISSED = "missed", _("did not happen")
        OFF = "off", _("called off")

    class Answer(models.TextChoices):
        """To the ask. "Maybe" is a later."""

        YES = "yes", _("yes")
        LATER = "later", _("later")
        NO = "no", _("no")
        NOT_ASKED = "not_asked", _("nothing was asked")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="one_on_ones")
    organizer = models.UUIDField()
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.INTRODUCTORY)
    planned_for = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    held_on = models.DateField(null=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    next_on = models.DateField(null=True)
    plan_epoch = models.CharField(max_length=20, blank=True)
    plan = Sealed(null=True)
    write_up_epoch = models.CharField(max_length=20, blank=True)
    write_up = Sealed(null=True)

    class Meta:
        ordering: ClassVar = ["-planned_for", "-id"]
        indexes: ClassVar = [models.Index(fields=["organizer", "state", "planned_for"], name="one_on_ones_to_come")]

    class Privacy:
        holds = "That two people meet, on which day, and what was answered; plan and write-up are sealed."
        fields: ClassVar = {
            "id": ID,
            "contact": ID,
            "organizer": WORKER,
            "kind": LABEL,
            "planned_for": DAY,
            "state": LABEL,
            "held_on": DAY,
            "answer": LABEL,
            "next_on": DAY,
            "plan_epoch": LABEL,
            "write_up_epoch": LABEL,
        }
        seen_by = "Organizers."
        kept = "As long as the person."
        forget = With("contact")


class Commitment(models.Model):
    """What somebody said they will do, by when, and whether they did."""

    class State(models.TextChoices):
        """Whether it was kept."""

        OPEN = "open", _("open")
        KEPT = "kept", _("kept")
        BROKEN = "broken", _("not kept")
        RELEASED = "released", _("let go of together")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="commitments")
    one_on_one = models.ForeignKey(OneOnOne, null=True, on_delete=models.SET_NULL, related_name="commitments")
    organizer = models.UUIDField()
    due = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    settled_on = models.DateField(null=True)
    epoch = models.CharField(max_length=20)
    sealed = Sealed()

    class Meta:
        ordering: ClassVar = ["due", "id"]
        indexes: ClassVar = [models.Index(fields=["organizer", "state", "due"], name="commitments_to_come")]

    class Privacy:
        holds = "That somebody said they will do something by a day, and whether they did; what it is is sealed."
        fields: ClassVar = {
            "id": ID,
            "contact": ID,
            "one_on_one": ID,
            "organizer": WORKER,
            "due": DAY,
            "state": LABEL,
            "settled_on": DAY,
            "epoch": LABEL,
        }
        seen_by = "Organizers."
        kept = "As long as the person."
        forget = With("contact")


class Coaching(models.Model):
    """Who goes along with whom, and how often they want to talk."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="coaching")
    coach = models.UUIDField(db_index=True)
    every_days = models.PositiveSmallIntegerField(default=14)

    class Privacy:
        holds = "Which organizer goes along with somebody, and how often they want to talk."
        fields: ClassVar = {"id": ID, "contact": ID, "coach": WORKER, "every_days": COUNT}
        seen_by = "Organizers."
        kept = "As long as the person, or until somebody else goes along with them."
        forget = With("contact")
