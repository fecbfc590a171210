"""Where stock lies, which lots there are, and the one ledger that every balance is a sum over."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.care.supplies.models.items import Item, Named, Program
from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, PLACE, TECHNICAL
from waymeet.kernel.retention import After, Stays


class Place(Named):
    """Where stock can lie. A program's night pool is one of them."""

    class Kind(models.TextChoices):
        """An outside place hands out what it is given; nobody of ours stands there."""

        SITE = "site", _("storeroom or site")
        VAN = "van", _("van")
        BACKPACK = "backpack", _("backpack")
        CONGREGATION = "faith", _("congregation")
        BARBER = "barber", _("barber shop or salon")
        BUSINESS = "business", _("business")
        PARTNER = "partners", _("another hand-out place")
        POOL = "pool", _("night pool of a program")

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    program = models.OneToOneField(Program, null=True, on_delete=models.PROTECT, related_name="pool")
    closed_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["kind", "name_en"]

    class Privacy:
        holds = "Somewhere stock lies: a storeroom, a van, a backpack, a partner's counter. Whose backpack is not held."
        fields: ClassVar = {
            "id": ID,
            "name_en": LABEL,
            "name_es": LABEL,
            "kind": LABEL,
            "program": LABEL,
            "closed_on": DAY,
        }
        seen_by = "Outreach workers."
        kept = "As long as numbers of it are kept."
        forget = Stays("It names a place that holds boxes and nobody; the ledger points to it.")


class Lot(models.Model):
    """What the maker printed on the box."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT)
    number = models.CharField(max_length=40)
    expires_on = models.DateField(null=True)
    product = models.CharField(max_length=80, blank=True)
    mg_per_dose = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    doses = models.PositiveSmallIntegerField(null=True)
    funder = models.CharField(max_length=80, blank=True)
    recalled_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["expires_on", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "number"], name="one_lot_an_item_and_number")]

    class Privacy:
        holds = "A maker's lot: its number, expiry, product and strength. No hand-out holds a lot."
        fields: ClassVar = {
            "id": ID,
            "item": LABEL,
            "number": LABEL,
            "expires_on": DAY,
            "product": LABEL,
            "mg_per_dose": COUNT,
            "doses": COUNT,
            "funder": LABEL,
            "recalled_on": DAY,
        }
        seen_by = "Outreach workers."
        kept = "As long as the ledger points to it: makers call lots back after years."
        forget = Stays("It is printed on thousands of boxes and names nobody.")


class Order(models.Model):
    """So many of one item are ordered; what came of it stands in the ledger."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT)
    count = models.PositiveIntegerField()
    day = models.DateField()
    source = models.CharField(max_length=80, blank=True)
    cancelled_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-day", "item"]

    class Privacy:
        holds = "That so many of an item were ordered from a supplier."
        fields: ClassVar = {
            "id": ID,
            "item": LABEL,
            "count": COUNT,
            "day": DAY,
            "source": LABEL,
            "cancelled_on": DAY,
        }
        seen_by = "Outreach workers."
        kept = "As long as the ledger points to it."
        forget = Stays("It names a supplier and quantities, and nobody.")


class Transfer(models.Model):
    """Stock on its way from one place to another, until somebody at the other end counts it in."""

    id = models.UUIDField(primary_key=True, editable=False)
    source = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="sent")
    target = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="to_receive")
    day = models.DateField()
    received_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-day"]

    class Privacy:
        holds = "That boxes went from one place to another, and the day they were counted in."
        fields: ClassVar = {"id": ID, "source": PLACE, "target": PLACE, "day": DAY, "received_on": DAY}
        seen_by = "Outreach workers."
        kept = "As long as the ledger points to it."
        forget = Stays("It names two places and no person; the ledger points to it.")


class Movement(models.Model):
    """One line of the ledger. Lines are only ever added; what was wrong is taken back by lines of its own.

    `count` leaves `source` and comes to `target`; where one of them is empty, the kind says where else. A taken-back
    line is the same line with a negative count.
    """

    class Kind(models.TextChoices):
        """Why stock moved."""

        RECEIVED = "received", _("received")
        SENT = "sent", _("sent on its way")
        ARRIVED = "arrived", _("arrived")
        LOST_ON_WAY = "lost_on_way", _("did not arrive")
        FOUND_ON_WAY = "found_on_way", _("arrived beyond what was sent")
        HANDED_OUT = "handed_out", _("handed out")
        LOST = "lost", _("lost or damaged")
        FOUND = "found", _("counted: more than expected")
        MISSING = "missing", _("counted: fewer than expected")
        USED = "used", _("put into kits")
        MADE = "made", _("kits put together")
        RECALLED = "recalled", _("taken away for a recall")
        NIGHT_OUT = "night_out", _("taken out for nights")
        NIGHT_BACK = "night_back", _("came back from nights")

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    act = models.UUIDField()
    line = models.PositiveSmallIntegerField()
    day = models.DateField()
    kind = models.CharField(max_length=14, choices=Kind.choices)
    item = models.ForeignKey(Item, on_delete=models.PROTECT)
    lot = models.ForeignKey(Lot, null=True, on_delete=models.PROTECT)
    source = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    count = models.IntegerField()
    order = models.ForeignKey(Order, null=True, on_delete=models.PROTECT)
    transfer = models.ForeignKey(Transfer, null=True, on_delete=models.PROTECT)

    class Meta:
        ordering: ClassVar = ["-day", "act", "line"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["act", "line"], name="one_line_an_act_and_number")]

    class Privacy:
        holds = "So many of an item, and of which lot, moved from one place to another on a day. No person."
        fields: ClassVar = {
            "id": ID,
            "act": ID,
            "line": TECHNICAL,
            "day": DAY,
            "kind": LABEL,
            "item": LABEL,
            "lot": LABEL,
            "source": PLACE,
            "target": PLACE,
            "count": COUNT,
            "order": ID,
            "transfer": ID,
        }
        seen_by = "Outreach workers."
        kept = "As long as there is stock: every balance is a sum over it."
        forget = Stays("Balances are sums over it, and it holds quantities of boxes and nobody.")


class NightStock(models.Model):
    """What one program took out on one day, what came back, and what the opened pool says was handed out.

    It is the ledger's line of a night: one sum that grows as pools are opened. A line an opening would say how much a
    phone brought in late. `lots` says how many of which lot went out; which of them were handed out is worked out from
    that, first expired first, and stands nowhere.
    """

    program = models.ForeignKey(Program, on_delete=models.PROTECT)
    day = models.DateField()
    item = models.ForeignKey(Item, on_delete=models.PROTECT)
    place = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="+")
    lots = models.JSONField(default=dict)
    taken_out = models.PositiveIntegerField(default=0)
    came_back = models.PositiveIntegerField(default=0)
    handed_out = models.IntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-day", "program", "item"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["program", "day", "item"], name="one_stock_a_night_and_item")
        ]

    class Privacy:
        holds = (
            "Quantities of one item on one night of a program, where they were taken from and of which lots; no person."
        )
        fields: ClassVar = {
            "id": TECHNICAL,
            "program": LABEL,
            "day": DAY,
            "item": LABEL,
            "place": PLACE,
            "lots": LABEL,
            "taken_out": COUNT,
            "came_back": COUNT,
            "handed_out": COUNT,
        }
        seen_by = "Outreach workers."
        kept = "18 months, then it is added to the ledger's line of its month."
        forget = After(
            "18 months",
            by="day",
            source="a funder's year and half of the next",
            into="the ledger's lines of its month",
            verb="waymeet.care.supplies.letting_go.into_the_ledger",
        )
        in_order = "One row a day, program and item; the day stands beside it anyway."

    @property
    def unaccounted(self) -> int:
        """Taken out, neither back nor handed out: zero on a night that adds up."""
        return self.taken_out - self.came_back - self.handed_out
