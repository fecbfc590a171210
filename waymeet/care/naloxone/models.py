"""Kit nights, what came in sealed, and hand-outs by area and week. Nothing here says who, where exactly or when."""

import secrets
from typing import ClassVar

from django.db import models

from waymeet.care.supplies.models import Program
from waymeet.care.teaching.places import Setting
from waymeet.kernel import clock
from waymeet.kernel.areas import AreaBase
from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, MOMENT, PLACE, SECRET_HASH, TECHNICAL
from waymeet.kernel.retention import After, Stays
from waymeet.kernel.sealed_field import Sealed

COUNTS_SERVE = "a funder's year and half of the next"
NOTHING_WAITS = {"arrival__isnull": True, "oddslot__isnull": True}


def random_key() -> int:
    """A random row number. In SQLite the row number decides where a row lies in the file, so it must tell no order."""
    return secrets.randbits(62)


class Area(AreaBase):
    """Care's own copy of the areas fixed at import."""

    class Privacy(AreaBase.Privacy):
        """As every area."""

        in_order = "Areas are numbered once, at import; no act of care is in them."


class Night(models.Model):
    """One evening of one program, with the one code that every phone of the night shares."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    program = models.ForeignKey(Program, on_delete=models.PROTECT)
    day = models.DateField(default=clock.today)
    code_hash = models.BinaryField(unique=True)
    expires_at = models.DateTimeField()
    key_epoch = models.CharField(max_length=20)
    key_public = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["-day"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["program", "day"], name="one_night_a_day_and_program")]

    class Privacy:
        holds = "That a program was out on an evening, and the key its slots are sealed to."
        fields: ClassVar = {
            "id": ID,
            "program": LABEL,
            "day": DAY,
            "code_hash": SECRET_HASH,
            "expires_at": MOMENT,
            "key_epoch": LABEL,
            "key_public": TECHNICAL,
        }
        seen_by = "Outreach workers."
        kept = "18 months, once nothing of it waits to be opened."
        forget = After("18 months", by="day", source=COUNTS_SERVE, only=NOTHING_WAITS)
        moments: ClassVar = {"expires_at": "The code has to stop at an hour; it is one hour for the whole program."}


class Arrival(models.Model):
    """A sealed slot, full or empty, waiting for a team member to open the day."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    night = models.ForeignKey(Night, on_delete=models.PROTECT)
    sealed = Sealed()

    class Privacy:
        holds = "400 sealed bytes that any saved door of the night may have sent, full or empty."
        fields: ClassVar = {"id": TECHNICAL, "night": ID}
        seen_by = "Nobody until the outreach team opens the day; then it is gone."
        kept = "Until the day is opened; after 12 months its key is long gone, and it goes unopened."
        forget = After(
            "12 months", by="night__day", source="its month's key was destroyed long before: it opens no more"
        )


class SeenSlot(models.Model):
    """That a slot was received, so that a phone that offers it again is told so."""

    digest = models.BinaryField(primary_key=True)
    seen_on = models.DateField(default=clock.today)

    class Privacy:
        holds = "The hash of a sealed slot that came in; whether it was full or empty is not known."
        fields: ClassVar = {"digest": TECHNICAL, "seen_on": DAY}
        seen_by = "Nobody."
        kept = "35 days: phones offer again what they sent for 30."
        forget = After("35 days", by="seen_on", source="phones keep and re-offer what they sent for 30 days")


class KitHandout(models.Model):
    """Items handed out somewhere in an area in some week: at a door, on the street, or put down from paper.

    `people` is how many visits it stands for. `secondary`: taken to be handed on, to about `reached` people. `reason`
    is one of rules.REASONS, 0 where nothing was said.
    """

    id = models.BigAutoField(primary_key=True, default=random_key)
    program = models.ForeignKey(Program, on_delete=models.PROTECT)
    iso_week = models.CharField(max_length=8)
    area_number = models.PositiveIntegerField()
    items = models.JSONField()
    taken_back = models.BooleanField(default=False)
    people = models.PositiveIntegerField(default=1)
    secondary = models.BooleanField(default=False)
    reached = models.PositiveIntegerField(default=0)
    reason = models.PositiveSmallIntegerField(default=0)
    key_epoch = models.CharField(max_length=20)
    note = Sealed()

    class Privacy:
        holds = "How many of which items went to how many people in an area of at least 500 doors in some week."
        fields: ClassVar = {
            "id": TECHNICAL,
            "program": LABEL,
            "iso_week": DAY,
            "area_number": PLACE,
            "items": COUNT,
            "taken_back": COUNT,
            "people": COUNT,
            "secondary": LABEL,
            "reached": COUNT,
            "reason": LABEL,
            "key_epoch": LABEL,
        }
        seen_by = "Outreach workers, as sums by area and week with small numbers hidden; the note by opening it."
        kept = "90 days, then it is added to the week's counts and goes, its note with it."
        forget = After(
            "90 days",
            by="iso_week",
            source="facts: security 1.6, an anonymous row",
            into="the week's counts of its area",
            verb="waymeet.care.naloxone.letting_go.roll_up",
            due="waymeet.care.naloxone.letting_go.due",
        )


class BarrierHeard(models.Model):
    """One barrier to services, named in an area in some week: at a door, on the street or with a referral."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    program = models.ForeignKey(Program, on_delete=models.PROTECT)
    iso_week = models.CharField(max_length=8)
    area_number = models.PositiveIntegerField()
    barrier = models.PositiveSmallIntegerField()

    class Privacy:
        holds = "That a barrier was named somewhere in an area in some week; not with which hand-out, if any."
        fields: ClassVar = {
            "id": TECHNICAL,
            "program": LABEL,
            "iso_week": DAY,
            "area_number": PLACE,
            "barrier": LABEL,
        }
        seen_by = "Outreach workers, as sums with small numbers hidden."
        kept = "18 months."
        forget = After("18 months", by="iso_week", source=COUNTS_SERVE)


class WeekCount(models.Model):
    """What the hand-outs of a week and an area added up to, once their own rows were due to go."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT)
    iso_week = models.CharField(max_length=8)
    area_number = models.PositiveIntegerField()
    item_number = models.PositiveSmallIntegerField()
    count = models.IntegerField()
    handouts = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["program", "iso_week", "area_number", "item_number"], name="one_count_a_week_area_and_item"
            )
        ]

    class Privacy:
        holds = "A sum of items by program, week and area, and how many hand-outs it is the sum of."
        fields: ClassVar = {
            "id": TECHNICAL,
            "program": LABEL,
            "iso_week": DAY,
            "area_number": PLACE,
            "item_number": LABEL,
            "count": COUNT,
            "handouts": COUNT,
        }
        seen_by = "Outreach workers, with small numbers hidden."
        kept = "As long as numbers are published from it."
        forget = Stays("It is a count, and released numbers are made from it.")
        in_order = "A row is a sum of a week, made three months later."


class WeekVisits(models.Model):
    """How many visits the hand-outs of a week and an area were, once their own rows were due to go."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    program = models.ForeignKey(Program, on_delete=models.PROTECT)
    iso_week = models.CharField(max_length=8)
    area_number = models.PositiveIntegerField()
    secondary = models.BooleanField()
    reason = models.PositiveSmallIntegerField()
    people = models.IntegerField(default=0)
    reached = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["program", "iso_week", "area_number", "secondary", "reason"],
                name="one_sum_of_visits_a_week_area_and_reason",
            )
        ]

    class Privacy:
        holds = "A sum of visits by program, week, area and reason, and about how many people items were handed on to."
        fields: ClassVar = {
            "id": TECHNICAL,
            "program": LABEL,
            "iso_week": DAY,
            "area_number": PLACE,
            "secondary": LABEL,
            "reason": LABEL,
            "people": COUNT,
            "reached": COUNT,
        }
        seen_by = "Outreach workers, with small numbers hidden."
        kept = "As long as numbers are published from it."
        forget = Stays("It is a count, and released numbers are made from it.")


class SettingMonth(models.Model):
    """How many kits went out in a kind of place in a month, by the papers that say so: a sum, never a row."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    month = models.CharField(max_length=7)
    setting = models.CharField(max_length=10, choices=Setting.choices)
    kits = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["month", "setting"], name="one_sum_a_month_and_setting")
        ]

    class Privacy:
        holds = "How many kits went out in a kind of place in a month; no area, nobody."
        fields: ClassVar = {"id": TECHNICAL, "month": DAY, "setting": LABEL, "kits": COUNT}
        seen_by = "Outreach workers, with small numbers hidden."
        kept = "As long as numbers are published from it."
        forget = Stays("It is a count of a month and names nobody.")


class OddSlot(models.Model):
    """Something that came in and is not a slot the key of its night opens: kept aside, counted and shown."""

    id = models.BigAutoField(primary_key=True, default=random_key)
    night = models.ForeignKey(Night, on_delete=models.PROTECT)
    sealed = Sealed()

    class Privacy:
        holds = "Bytes that came in under a night's code and could not be opened."
        fields: ClassVar = {"id": TECHNICAL, "night": ID}
        seen_by = "Outreach workers see how many."
        kept = "18 months."
        forget = After("18 months", by="night__day", source="long enough for somebody to ask what came in")
