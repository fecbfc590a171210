"""What phones handed in, kept as it came; what was put aside; what waits sealed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import COUNT, DAY, ID, KEY, LABEL, PLACE, SEALED, TECHNICAL, WORK, WORKER
from waymeet.kernel.retention import After, Stays


class Entry(models.Model):
    """One record of one phone, never changed. What is true now is a fold over these rows (rules.py).

    The key is an appended integer and record ids are version 7, so that a batch is written at the end of each index.
    The columns repeat what reports group by; `raw` is the record byte for byte, or its hash (reading.Read.kept).
    """

    id = models.BigAutoField(primary_key=True)
    record = models.BinaryField()
    device = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    turf = models.UUIDField(null=True)
    door = models.UUIDField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    follow_up = models.BooleanField(default=False)
    has_note = models.BooleanField(default=False)
    target = models.BinaryField(null=True)
    by = models.UUIDField()
    day = models.DateField()
    odd_clock = models.BooleanField(default=False)
    raw = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record"], name="one_entry_a_record"),
            models.UniqueConstraint(fields=["device", "seq"], name="one_entry_a_device_and_seq"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["turf"], name="entries_of_a_turf"),
            models.Index(fields=["door"], name="flags_of_a_door", condition=Q(kind="flag")),
        ]

    class Privacy:
        holds = (
            "A knock on a door and what came of it, or what was noted about the door; never about supplies. "
            "Of one-on-ones, calls and event sign-ins only the hash of what came in."
        )
        fields: ClassVar = {
            "id": TECHNICAL,
            "record": ID,
            "device": WORKER,
            "seq": TECHNICAL,
            "kind": LABEL,
            "turf": PLACE,
            "door": PLACE,
            "outcome": WORK,
            "follow_up": WORK,
            "has_note": WORK,
            "target": ID,
            "by": WORKER,
            "day": DAY,
            "odd_clock": TECHNICAL,
            "raw": WORK,
        }
        seen_by = "Organizers and field leads, as results; notes and introductions in it are sealed to the organizers."
        kept = "18 months, then counts only; a flag on a door as long as the door."
        forget = After(
            "18 months",
            by="day",
            source="a campaign and its evaluation",
            only={
                "kind__in": [
                    *("visit", "undo", "unit", "introduction", "returned"),
                    *("write_up", "not_held", "call", "sign_in", "newcomer", "head_count"),
                ]
            },
            into="the month's counts",
            verb="waymeet.organizing.canvass.services.letting_go.roll_up",
        )


class MonthCount(models.Model):
    """How many knocks of a month came to what, once the knocks themselves were let go."""

    month = models.CharField(max_length=7)
    outcome = models.CharField(max_length=20)
    attempts = models.PositiveIntegerField(default=0)
    follow_ups = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["month", "outcome"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["month", "outcome"], name="one_count_a_month")]

    class Privacy:
        holds = "How many knocks in a month came to what, and with how many of them something was promised."
        fields: ClassVar = {"id": TECHNICAL, "month": DAY, "outcome": LABEL, "attempts": COUNT, "follow_ups": COUNT}
        seen_by = "Organizers and field leads, as results."
        kept = "For good: it is a count of all doors of a month."
        forget = Stays("It is a count of all doors of a month.")


class DeviceMark(models.Model):
    """Up to which number every record of a phone is held here, gapless."""

    device = models.PositiveIntegerField(primary_key=True)
    held_through = models.PositiveIntegerField(default=0)
    furthest = models.PositiveIntegerField(default=0)

    class Privacy:
        holds = "The number up to which a phone's records are all held, and the highest seen."
        fields: ClassVar = {"device": WORKER, "held_through": COUNT, "furthest": COUNT}
        seen_by = "The phone itself."
        kept = "For good: no number of a phone may be used twice."
        forget = Stays(
            "It holds two numbers and nothing about anybody; without it a phone's old records would come in again."
        )


class PutAside(models.Model):
    """A record that could not be taken in as it was: kept byte for byte until a coordinator has looked at it."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        TAKEN_IN = "taken_in"
        LEFT_OUT = "left_out"

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    device = models.PositiveIntegerField(null=True)
    seq = models.PositiveIntegerField(null=True)
    by = models.UUIDField(null=True)
    reason = models.CharField(max_length=20)
    digest = models.BinaryField(unique=True)
    raw = models.BinaryField()
    came_on = models.DateField(default=clock.today)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    decided_by = models.UUIDField(null=True)
    decided_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["came_on", "id"]
        indexes: ClassVar = [models.Index(fields=["device", "seq"], name="put_aside_of_a_device")]

    class Privacy:
        holds = "A record a phone sent that the server could not use as it was, and why."
        fields: ClassVar = {
            "id": ID,
            "device": WORKER,
            "seq": TECHNICAL,
            "by": WORKER,
            "reason": LABEL,
            "digest": TECHNICAL,
            "raw": WORK,
            "came_on": DAY,
            "state": LABEL,
            "decided_by": WORKER,
            "decided_on": DAY,
        }
        seen_by = "Organizers."
        kept = "18 months, once somebody has decided about it."
        forget = After(
            "18 months", by="came_on", source="as the records beside it", only={"state__in": ["taken_in", "left_out"]}
        )


class SealedBundle(models.Model):
    """Work of a locked phone, as it lies on the phone: an organizer's sign-in opens it."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    device_id = models.UUIDField()
    epoch = models.CharField(max_length=20)
    sealed_key = models.BinaryField()
    records = models.JSONField()
    size = models.PositiveIntegerField(default=0)
    digest = models.BinaryField(unique=True)
    came_on = models.DateField(default=clock.today)
    opened_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["came_on", "id"]

    class Privacy:
        holds = "Records of a phone that is locked or signed out, sealed to the organizers."
        fields: ClassVar = {
            "id": ID,
            "device_id": WORKER,
            "epoch": LABEL,
            "sealed_key": KEY,
            "records": SEALED,
            "size": TECHNICAL,
            "digest": TECHNICAL,
            "came_on": DAY,
            "opened_on": DAY,
        }
        seen_by = "Organizers, by opening it."
        kept = "Until it was opened, then 30 days."
        forget = After("30 days", by="opened_on", source="as long as a phone keeps what it handed in")
