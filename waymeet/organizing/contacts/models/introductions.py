"""People who asked to be called or want to help."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import random_id, timed_id
from waymeet.kernel.privacy import DAY, ID, LABEL, PLACE, SEALED, TECHNICAL, WORKER
from waymeet.kernel.retention import After, AtAWord, Stays
from waymeet.kernel.sealed_field import Sealed


class Introduction(models.Model):
    """Somebody who asked for it; name and contact point are sealed to the organizers on the phone already."""

    class Source(models.TextChoices):
        """Where the two met."""

        DOOR = "door", _("at the door")
        CAME = "came", _("came to us")  # by themselves, through a friend or another team: never told apart

    class Wants(models.TextChoices):
        """What they asked for."""

        HELP = "help", _("wants to help")
        CALL = "call", _("wants a call")

    class State(models.TextChoices):
        """How far it is."""

        NEW = "new", _("new")
        CALLED = "called", _("called")
        CLOSED = "closed", _("closed")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    record = models.UUIDField(unique=True)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.DOOR)
    wants = models.CharField(max_length=10, choices=Wants.choices)
    language = models.CharField(max_length=5)
    door = models.UUIDField(null=True)
    epoch = models.CharField(max_length=20)
    sealed = Sealed()
    sentence = models.CharField(max_length=64)
    came_on = models.DateField(default=clock.today)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    assigned_to = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar = ["came_on", "id"]

    class Privacy:
        holds = "Somebody who asked to be called or wants to help, and the sentence they agreed to."
        fields: ClassVar = {
            "id": ID,
            "record": ID,
            "source": LABEL,
            "wants": LABEL,
            "language": LABEL,
            "door": PLACE,
            "epoch": LABEL,
            "sentence": ID,
            "came_on": DAY,
            "state": LABEL,
            "assigned_to": WORKER,
        }
        seen_by = "Organizers, by opening it; never field leads or canvassers."
        kept = "Until the person asks for it to go or takes a consent back, or 12 months after it was closed."
        forget = After(
            "12 months",
            by="came_on",
            source="until the next campaign; counted from its closing, which stands in the audit chain",
            only={"state": "closed"},
            verb="waymeet.organizing.contacts.letting_go.closed",
            due="waymeet.organizing.contacts.letting_go.due",
        )


class GateMark(models.Model):
    """How far organizing has followed the gate: one row."""

    mark = models.CharField(max_length=60)

    class Privacy:
        holds = "Up to where organizing has done what consents say."
        fields: ClassVar = {"id": TECHNICAL, "mark": TECHNICAL}
        seen_by = "Nobody."
        kept = "As long as the database."
        forget = Stays("one row that says how far it has come")


class HandOff(models.Model):
    """A hand-off offered by organizers. Whom it is about, and the secret of its consent, lie inside, sealed."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    epoch = models.CharField(max_length=20)
    sealed = Sealed()

    class Privacy:
        holds = "That a hand-off was offered, and, sealed to the organizers, to whom it leads. No day and no contact."
        fields: ClassVar = {"id": ID, "epoch": LABEL, "sealed": SEALED}
        seen_by = "Organizers, by opening it."
        kept = "Four years: so long an account of what was told is owed."
        forget = AtAWord("it is taken back or forgotten where it is opened: no day lies beside it")
