"""Which items exist, what kits are made of, and which programs hand them out."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, TECHNICAL
from waymeet.kernel.retention import Stays


class Named(models.Model):
    """A name in both languages; `shown_as` is the one of the reader."""

    name_en = models.CharField(max_length=80)
    name_es = models.CharField(max_length=80)

    class Meta:
        abstract = True

    @property
    def shown_as(self) -> str:
        spanish = (get_language() or "en").startswith("es")
        return self.name_es if spanish else self.name_en


class Program(Named):
    """A program that hands out supplies: doors with naloxone, a van, a fixed site."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name_en"]

    class Privacy:
        holds = "A program that hands out supplies."
        fields: ClassVar = {"id": ID, "name_en": LABEL, "name_es": LABEL, "ended_on": DAY}
        seen_by = "Outreach workers; phones that are out on one of its nights."
        kept = "As long as numbers of it are kept."
        forget = Stays("It names a program of ours and nobody; counts point to it.")


class Item(Named):
    """Something that can be handed out; the list is open, because products change."""

    class Kind(models.TextChoices):
        """What the item counts as in numbers."""

        KIT = "kit", _("naloxone or other overdose reversal kit")
        STRIP = "strip", _("drug checking strip")
        OTHER = "other", _("other")

    number = models.PositiveSmallIntegerField(primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    doses = models.PositiveSmallIntegerField(default=0)
    on_phones = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["number"]

    class Privacy:
        holds = "An item that can be handed out, and how many doses it holds."
        fields: ClassVar = {
            "number": ID,
            "name_en": LABEL,
            "name_es": LABEL,
            "kind": LABEL,
            "doses": COUNT,
            "on_phones": TECHNICAL,
        }
        seen_by = "Outreach workers; phones that are out on a kit night."
        kept = "As long as numbers of it are kept."
        forget = Stays("It names a thing that can be handed out; counts point to it.")


class Part(models.Model):
    """So many of one item go into one kit."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    kit = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="parts")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="part_of")
    count = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["kit", "item"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["kit", "item"], name="one_line_a_kit_and_part")]

    class Privacy:
        holds = "How many of an item go into a kit."
        fields: ClassVar = {"id": ID, "kit": LABEL, "item": LABEL, "count": COUNT}
        seen_by = "Outreach workers."
        kept = "As long as the kit is put together so."
        forget = Stays("It is a recipe and names nobody.")
