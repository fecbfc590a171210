"""Structure tests: a unit of people, an ask to all of it by a day, and who took part."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, WORKER
from waymeet.kernel.retention import Stays, With
from waymeet.organizing.campaigns.rules import SUPER_MAJORITY
from waymeet.organizing.contacts.models import Contact, Group
from waymeet.organizing.turf.models import Turf


class Unit(models.Model):
    """Where a test is held: an open group, or the doors of a turf. Never a guarded group."""

    class Kind(models.TextChoices):
        """What it is to people."""

        BLOCK = "block", _("block")
        BUILDING = "building", _("building")
        CONGREGATION = "congregation", _("congregation")
        WORKPLACE = "workplace", _("workplace")
        GROUP = "group", _("group")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    group = models.OneToOneField(Group, null=True, on_delete=models.CASCADE, related_name="unit")
    turf = models.OneToOneField(Turf, null=True, on_delete=models.SET_NULL, related_name="unit")

    class Meta:
        ordering: ClassVar = ["name", "id"]

    class Privacy:
        holds = "An open group or the doors of a turf, where structure tests are held."
        fields: ClassVar = {"id": ID, "name": LABEL, "kind": LABEL, "group": ID, "turf": ID}
        seen_by = "Organizers."
        kept = "As long as the organizers keep it."
        forget = Stays("It is a place or a group, not a person; who took part goes with the person.")


class StructureTest(models.Model):
    """One ask to everybody in a unit, with a day, how many they are and how many are wanted."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="tests")
    ask = models.CharField(max_length=160)
    deadline = models.DateField()
    denominator = models.PositiveIntegerField()
    source = models.CharField(max_length=160)
    target = models.PositiveSmallIntegerField(default=SUPER_MAJORITY)
    counted = models.PositiveIntegerField(default=0)
    made_on = models.DateField(default=clock.today)
    made_by = models.UUIDField()

    class Meta:
        ordering: ClassVar = ["deadline", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(denominator__gte=1), name="a_test_of_somebody"),
            models.CheckConstraint(condition=Q(target__gte=1, target__lte=100), name="a_target_in_percent"),
        ]

    class Privacy:
        holds = "What was asked of everybody in a unit, by when, how many they are, and how many took part unnamed."
        fields: ClassVar = {
            "id": ID,
            "unit": ID,
            "ask": LABEL,
            "deadline": DAY,
            "denominator": COUNT,
            "source": LABEL,
            "target": COUNT,
            "counted": COUNT,
            "made_on": DAY,
            "made_by": WORKER,
        }
        seen_by = "Organizers."
        kept = "As long as the organizers keep it."
        forget = Stays("It is an ask, not a person; who took part goes with the person.")


class Part(models.Model):
    """Whether somebody took part in a test, and who moved them."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    test = models.ForeignKey(StructureTest, on_delete=models.CASCADE, related_name="parts")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="parts")
    did = models.BooleanField()
    moved_by = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="moved")
    day = models.DateField(default=clock.today)
    by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["test", "contact"], name="one_part_a_person")]

    class Privacy:
        holds = "Whether somebody took part in a structure test, who moved them, and who wrote it down."
        fields: ClassVar = {
            "id": ID,
            "test": ID,
            "contact": ID,
            "did": LABEL,
            "moved_by": ID,
            "day": DAY,
            "by": WORKER,
        }
        seen_by = "Organizers."
        kept = "As long as the person."
        forget = With("contact")
