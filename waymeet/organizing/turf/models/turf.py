"""Passes, turfs, who has which turf out; and that a door is never in two open turfs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, MOMENT, PLACE, SECRET_HASH, TECHNICAL, WORKER
from waymeet.kernel.retention import After, With
from waymeet.organizing.turf.models.town import Door, Town

# A round goes after its turfs, and not before the rounds that follow it.
WITHOUT_TURFS = {"turfs__isnull": True, "canvasspass__isnull": True}


class CanvassPass(models.Model):
    """One round over the doors; the second takes those nobody has answered."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    town = models.ForeignKey(Town, on_delete=models.PROTECT)
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    notes_allowed = models.BooleanField(default=True)
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    opened_on = models.DateField(default=clock.today)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["town", "number"], name="a_pass_number_once")]

    class Privacy:
        holds = "A round over the doors: its name, whether notes are on, which round it follows."
        fields: ClassVar = {
            "id": ID,
            "town": PLACE,
            "number": COUNT,
            "name": LABEL,
            "notes_allowed": LABEL,
            "follows": ID,
            "opened_on": DAY,
            "closed_on": DAY,
        }
        seen_by = "Organizers and field leads; canvassers who have a turf of it."
        kept = "18 months, then counts only."
        forget = After(
            "18 months",
            by="closed_on",
            source="a campaign and its evaluation",
            only=WITHOUT_TURFS,
            into="the month's counts",
        )


class Turf(models.Model):
    """The doors somebody walks in one go, in walk order, with what the walk comes to."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    canvass_pass = models.ForeignKey(CanvassPass, on_delete=models.PROTECT, related_name="turfs")
    name = models.CharField(max_length=80)
    metres = models.PositiveIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    path = models.BinaryField(default=bytes)
    outline = models.BinaryField(default=bytes)
    made_by = models.UUIDField()
    made_on = models.DateField(default=clock.today)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    class Privacy:
        holds = "A group of doors to walk, and the way between them."
        fields: ClassVar = {
            "id": ID,
            "canvass_pass": ID,
            "name": LABEL,
            "metres": COUNT,
            "minutes": COUNT,
            "path": PLACE,
            "outline": PLACE,
            "made_by": WORKER,
            "made_on": DAY,
            "closed_on": DAY,
        }
        seen_by = "Organizers and field leads; the canvassers who took it."
        kept = "18 months, then counts only."
        forget = After("18 months", by="closed_on", source="a campaign and its evaluation", into="the month's counts")


class TurfDoor(models.Model):
    """A door of a turf at its place in the walk. While `is_open`, no other open turf can have the door."""

    turf = models.ForeignKey(Turf, on_delete=models.CASCADE, related_name="stops")
    door = models.ForeignKey(Door, on_delete=models.CASCADE)
    position = models.PositiveIntegerField()
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["turf", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["turf", "door"], name="a_door_once_in_a_turf"),
            models.UniqueConstraint(fields=["door"], condition=Q(is_open=True), name="a_door_in_one_open_turf"),
        ]

    class Privacy:
        holds = "That a door belongs to a turf, and where in the walk."
        fields: ClassVar = {"id": TECHNICAL, "turf": ID, "door": PLACE, "position": COUNT, "is_open": TECHNICAL}
        seen_by = "Organizers and field leads; the canvassers who took the turf."
        kept = "18 months, then counts only."
        forget = With("turf")


class TurfHandout(models.Model):
    """A turf given to one canvasser or a pair by a code that is shown once and expires."""

    class State(models.TextChoices):
        """Where it stands; `expired` is worked out from the hour."""

        WAITING = "waiting", _("waiting to be taken")
        OUT = "out", _("out")
        BACK = "back", _("back")
        CALLED_BACK = "called_back", _("taken back")
        HANDED_ON = "handed_on", _("handed on")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    turf = models.ForeignKey(Turf, on_delete=models.CASCADE, related_name="handouts")
    code_hash = models.BinaryField(unique=True)
    places = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    given_by = models.UUIDField()
    given_on = models.DateField(default=clock.today)
    expires_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]

    class Privacy:
        holds = "That a turf was handed out, to how many, until when."
        fields: ClassVar = {
            "id": ID,
            "turf": ID,
            "code_hash": SECRET_HASH,
            "places": COUNT,
            "state": LABEL,
            "given_by": WORKER,
            "given_on": DAY,
            "expires_at": MOMENT,
        }
        seen_by = "Organizers and field leads."
        kept = "18 months, then counts only."
        forget = With("turf")


class TurfTaking(models.Model):
    """One person's phone that took the turf."""

    handout = models.ForeignKey(TurfHandout, on_delete=models.CASCADE, related_name="takings")
    person = models.UUIDField()
    device = models.UUIDField()
    taken_at = models.DateTimeField(default=clock.now)
    given_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["handout", "person"], name="a_person_takes_once")]

    class Privacy:
        holds = "Who is out with which turf, since when."
        fields: ClassVar = {
            "id": TECHNICAL,
            "handout": ID,
            "person": WORKER,
            "device": WORKER,
            "taken_at": MOMENT,
            "given_back_at": MOMENT,
        }
        seen_by = "Organizers and field leads, so that everybody comes back."
        kept = "18 months, then counts only."
        forget = With("handout")
