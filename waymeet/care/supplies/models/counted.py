"""What was counted so that a year can be estimated, and what came back. None of it is in the ledger."""

from typing import ClassVar

from django.db import models

from waymeet.care.supplies.models.items import Item
from waymeet.care.supplies.models.stock import Place
from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, PLACE
from waymeet.kernel.retention import Stays, With


class CountingWeek(models.Model):
    """A week chosen to count everything of an item that is handed out, wherever."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    iso_week = models.CharField(max_length=8)
    item = models.ForeignKey(Item, on_delete=models.PROTECT)

    class Meta:
        ordering: ClassVar = ["-iso_week", "item"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["iso_week", "item"], name="one_counting_week_a_week_and_item")
        ]

    class Privacy:
        holds = "That all of an item that goes out in a week is to be counted."
        fields: ClassVar = {"id": ID, "iso_week": DAY, "item": LABEL}
        seen_by = "Outreach workers."
        kept = "As long as numbers of its year are used."
        forget = Stays("It is a plan to count things and names nobody.")


class WeekCounted(models.Model):
    """How many of an item a place handed out in a counting week."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    week = models.ForeignKey(CountingWeek, on_delete=models.CASCADE, related_name="counted")
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    count = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["place__name_en"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["week", "place"], name="one_count_a_counting_week_and_place")
        ]

    class Privacy:
        holds = "How many of an item a place handed out in a counting week."
        fields: ClassVar = {"id": ID, "week": ID, "place": PLACE, "count": COUNT}
        seen_by = "Outreach workers."
        kept = "As long as its week."
        forget = With("week")


class OnHandCount(models.Model):
    """All of an item there was on a day, at all places together, counted to boxes of `box`.

    `came` is what came in since the count before; None is what the ledger says.
    """

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT)
    day = models.DateField()
    count = models.PositiveIntegerField()
    box = models.PositiveIntegerField(default=1)
    came = models.PositiveIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["item", "day"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "day"], name="one_count_an_item_and_day")]

    class Privacy:
        holds = "How many of an item there were on a day."
        fields: ClassVar = {"id": ID, "item": LABEL, "day": DAY, "count": COUNT, "box": COUNT, "came": COUNT}
        seen_by = "Outreach workers."
        kept = "As long as numbers of its year are used."
        forget = Stays("It is a quantity of things and names nobody; what went out is estimated from it.")


class PieceWeight(models.Model):
    """What one used syringe is taken to weigh from a day on. A new one does not change what was weighed before."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    day = models.DateField()
    grams_each = models.DecimalField(max_digits=6, decimal_places=2)
    off_by = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    scale_step = models.DecimalField(max_digits=7, decimal_places=1, default=0)

    class Meta:
        ordering: ClassVar = ["-day"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["day"], name="one_weight_a_day")]

    class Privacy:
        holds = "What a used syringe is taken to weigh, from which day on."
        fields: ClassVar = {"id": ID, "day": DAY, "grams_each": COUNT, "off_by": COUNT, "scale_step": COUNT}
        seen_by = "Outreach workers."
        kept = "As long as a weight stands for it."
        forget = Stays("It is an assumption about things; estimates point to it.")


class Returned(models.Model):
    """Used syringes that came back to a place in a week: counted, or weighed. Never who brought them."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    iso_week = models.CharField(max_length=8)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    count = models.PositiveIntegerField(null=True)
    grams = models.DecimalField(max_digits=9, decimal_places=1, null=True)
    container = models.DecimalField(max_digits=9, decimal_places=1, null=True)
    weight = models.ForeignKey(PieceWeight, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering: ClassVar = ["-iso_week", "place__name_en", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(count__isnull=False, grams=None)
                | models.Q(count=None, grams__isnull=False, container__isnull=False, weight__isnull=False),
                name="counted_or_weighed",
            )
        ]

    class Privacy:
        holds = "How many used syringes came back to a place in a week, or what they weighed; nobody."
        fields: ClassVar = {
            "id": ID,
            "iso_week": DAY,
            "place": PLACE,
            "count": COUNT,
            "grams": COUNT,
            "container": COUNT,
            "weight": LABEL,
        }
        seen_by = "Outreach workers."
        kept = "As long as numbers of its year are used."
        forget = Stays("It is a quantity of things by place and week, and names nobody.")
