"""How much should be where, and where a recalled lot has been seen to."""

from typing import ClassVar

from django.db import models

from waymeet.care.supplies.models.items import Item
from waymeet.care.supplies.models.stock import Lot, Place
from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, PLACE
from waymeet.kernel.retention import Stays


class Level(models.Model):
    """Below this many of an item at a place, the page says so."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    item = models.ForeignKey(Item, on_delete=models.PROTECT)
    least = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["place", "item"], name="one_level_a_place_and_item")]

    class Privacy:
        holds = "How many of an item should be at a place."
        fields: ClassVar = {"id": ID, "place": PLACE, "item": LABEL, "least": COUNT}
        seen_by = "Outreach workers."
        kept = "As long as somebody wants to be told."
        forget = Stays("It is a wish about boxes and names nobody.")


class RecallDone(models.Model):
    """That a place has been told of a recalled lot, and what it held was taken away."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    day = models.DateField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["lot", "place"], name="done_once_a_lot_and_place")]

    class Privacy:
        holds = "That a place has been told of a recall."
        fields: ClassVar = {"id": ID, "lot": LABEL, "place": PLACE, "day": DAY}
        seen_by = "Outreach workers."
        kept = "As long as the lot is known."
        forget = Stays("It names a lot and a place that holds boxes, and nobody.")
