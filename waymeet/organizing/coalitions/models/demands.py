"""A demand, whoever can say yes to it, where each of them stands, and what came of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, WORKER
from waymeet.kernel.retention import Stays, With
from waymeet.kernel.sealed_field import Sealed
from waymeet.organizing.coalitions.models.officials import Official
from waymeet.organizing.coalitions.models.standing import Coalition


class Demand(models.Model):
    """What we want, in plain words."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    what = models.CharField(max_length=200)
    campaign = models.CharField(max_length=120, blank=True)
    barrier = models.CharField(max_length=240, blank=True)
    needed = models.PositiveSmallIntegerField(null=True)
    coalition = models.ForeignKey(Coalition, null=True, on_delete=models.SET_NULL, related_name="demands")
    made_on = models.DateField(default=clock.today)

    class Meta:
        ordering: ClassVar = ["-made_on", "-id"]

    class Privacy:
        holds = "A demand: what is wanted, in which campaign, which barrier it answers, how many votes it needs."
        fields: ClassVar = {
            "id": ID,
            "what": LABEL,
            "campaign": LABEL,
            "barrier": LABEL,
            "needed": COUNT,
            "coalition": ID,
            "made_on": DAY,
        }
        seen_by = "Organizers."
        kept = "As long as the organizers keep it."
        forget = Stays("It is a demand, not a person.")


class Outcome(models.Model):
    """What has come of a demand by a day. A newer one is added; none is ever changed."""

    class State(models.TextChoices):
        """How it went."""

        ONGOING = "ongoing", _("going on")
        WON = "won", _("won")
        PARTLY = "partly", _("won in part")
        LOST = "lost", _("lost")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="outcomes")
    state = models.CharField(max_length=10, choices=State.choices)
    day = models.DateField()
    words = models.CharField(max_length=400, blank=True)
    by = models.UUIDField()

    class Meta:
        ordering: ClassVar = ["-day", "-id"]

    class Privacy:
        holds = "What came of a demand, on which day, in public words, and who wrote it down."
        fields: ClassVar = {"id": ID, "demand": ID, "state": LABEL, "day": DAY, "words": LABEL, "by": WORKER}
        seen_by = "Organizers."
        kept = "As long as the demand."
        forget = With("demand")


class Figure(models.Model):
    """The address of a number that was released to the public: which release, and which area of it (-1: all)."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="figures")
    release = models.UUIDField()
    area = models.IntegerField(default=-1)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["demand", "release", "area"], name="each_figure_once")]

    class Privacy:
        holds = "Which released, public number a demand points to. The number itself is not kept here."
        fields: ClassVar = {"id": ID, "demand": ID, "release": ID, "area": LABEL}
        seen_by = "Organizers."
        kept = "As long as the demand."
        forget = With("demand")


class Target(models.Model):
    """That an official decides about a demand, or moves whoever does; and what is asked of them next."""

    class Role(models.TextChoices):
        """What they can do about it."""

        DECIDES = "decides", _("can say yes")
        MOVES = "moves", _("moves those who can")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="targets")
    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="targets")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.DECIDES)
    power = models.PositiveSmallIntegerField(default=3)
    next_ask = models.CharField(max_length=200, blank=True)
    next_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["demand", "official"], name="one_target_a_demand")]

    class Privacy:
        holds = "That an official decides about a demand, how much, and what is asked of them next."
        fields: ClassVar = {
            "id": ID,
            "demand": ID,
            "official": ID,
            "role": LABEL,
            "power": LABEL,
            "next_ask": LABEL,
            "next_on": DAY,
        }
        seen_by = "Organizers."
        kept = "As long as the demand."
        forget = With("demand")


class Position(models.Model):
    """Where an official stood on a day, 1 to 5, how we know it, and who checked. A newer one is added beside it."""

    class Value(models.IntegerChoices):
        """The scale for those who vote (facts of the craft, 3.4)."""

        CHAMPION = 1, _("1: champion")
        YES = 2, _("2: yes vote")
        SWING = 3, _("3: swing")
        NO = 4, _("4: no vote")
        AGAINST = 5, _("5: will work to kill it")

    class Source(models.TextChoices):
        """How we know."""

        HEARD = "heard", _("they said so to us")
        VOTED = "voted", _("their vote or signature")
        PUBLIC = "public", _("they said so in public")
        STAFF = "staff", _("their staff said so")
        TOLD = "told", _("somebody else told us")
        GUESS = "guess", _("our guess")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="positions")
    value = models.PositiveSmallIntegerField(choices=Value.choices)
    day = models.DateField()
    source = models.CharField(max_length=10, choices=Source.choices)
    by = models.UUIDField()
    verified_by = models.UUIDField(null=True)
    verified_on = models.DateField(null=True)
    epoch = models.CharField(max_length=20, blank=True)
    sealed = Sealed(null=True)

    class Meta:
        ordering: ClassVar = ["-day", "-id"]

    class Privacy:
        holds = "Where an official stood on a day, how we know, and who checked it; the evidence is sealed."
        fields: ClassVar = {
            "id": ID,
            "target": ID,
            "value": LABEL,
            "day": DAY,
            "source": LABEL,
            "by": WORKER,
            "verified_by": WORKER,
            "verified_on": DAY,
            "epoch": LABEL,
        }
        seen_by = "Organizers."
        kept = "As long as the demand."
        forget = With("target")
