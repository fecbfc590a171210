"""Posters that lead to the form, reports without anybody in them, and wishes to be called: sealed, and apart."""

from typing import ClassVar

from django.db import models

from waymeet.care.reversals import answers
from waymeet.kernel import clock
from waymeet.kernel.ids import random_id, random_number
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, PLACE, SECRET_HASH, TECHNICAL
from waymeet.kernel.retention import After, Stays
from waymeet.kernel.sealed_field import Sealed

COUNTS_SERVE = "a funder's year and half of the next"


class Poster(models.Model):
    """One address of the form, on every poster at once. A new one ends the old: what is flooded is replaced."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    code_hash = models.BinaryField(unique=True)
    since_on = models.DateField(default=clock.today)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-since_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ended_on"],
                condition=models.Q(ended_on=None),
                name="one_poster_at_a_time",
                nulls_distinct=False,
            )
        ]

    class Privacy:
        holds = "That posters with one code were printed, and from when to when."
        fields: ClassVar = {"id": ID, "code_hash": SECRET_HASH, "since_on": DAY, "ended_on": DAY}
        seen_by = "Outreach workers; the code stands on every poster."
        kept = "As long as the database."
        forget = Stays("It names nobody and no place: every poster has the same code.")


class Report(models.Model):
    """One overdose that somebody answered. The week is the week it was told in, not more."""

    class Way(models.TextChoices):
        """How it came to us."""

        LINK = "link", "link"
        PAPER = "paper", "paper"

    id = models.BigAutoField(primary_key=True, default=random_number)
    iso_week = models.CharField(max_length=8)
    way = models.CharField(max_length=8, choices=Way.choices)
    happened = models.CharField(max_length=10, choices=answers.When.choices)
    doses = models.PositiveSmallIntegerField(null=True, blank=True)
    product = models.PositiveSmallIntegerField(null=True, blank=True)
    lot = models.CharField(max_length=12, blank=True)
    area_number = models.PositiveIntegerField(default=0)
    lived = models.CharField(max_length=10, choices=answers.Lived.choices, blank=True)
    called_911 = models.CharField(max_length=12, choices=answers.Called.choices, blank=True)
    breathing = models.CharField(max_length=10, choices=answers.Did.choices, blank=True)
    stayed = models.CharField(max_length=10, choices=answers.Did.choices, blank=True)
    drugs = models.JSONField(default=list, blank=True)
    where = models.CharField(max_length=12, choices=answers.Where.choices, blank=True)
    teller = models.CharField(max_length=12, choices=answers.Teller.choices, blank=True)
    refill = models.BooleanField(default=False)
    finding = models.CharField(max_length=10, choices=answers.Finding.choices, blank=True)

    class Meta:
        ordering: ClassVar = ["-iso_week", "id"]

    class Privacy:
        holds = "What somebody told of an overdose in an area of at least 500 doors: doses, and what they chose to say."
        fields: ClassVar = {
            "id": TECHNICAL,
            "iso_week": DAY,
            "way": LABEL,
            "happened": LABEL,
            "doses": COUNT,
            "product": LABEL,
            "lot": LABEL,
            "area_number": PLACE,
            "lived": LABEL,
            "called_911": LABEL,
            "breathing": LABEL,
            "stayed": LABEL,
            "drugs": LABEL,
            "where": LABEL,
            "teller": LABEL,
            "refill": LABEL,
            "finding": LABEL,
        }
        seen_by = "The program director and the clinical director, one by one; outreach workers as sums."
        kept = "18 months."
        forget = After("18 months", by="iso_week", source=COUNTS_SERVE)


class Asked(models.Model):
    """That somebody would like a peer to get in touch after it. No report leads here, and this leads to no report."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    iso_week = models.CharField(max_length=8)
    epoch = models.CharField(max_length=20)
    sealed = Sealed()

    class Privacy:
        holds = "How to reach somebody who would like to talk, as they typed it, sealed to the outreach team."
        fields: ClassVar = {"id": TECHNICAL, "iso_week": DAY, "epoch": LABEL}
        seen_by = "Outreach workers, by opening it."
        kept = "Until somebody has been in touch, 30 days after its week at most."
        forget = After("30 days", by="iso_week", source="a wish to talk is answered soon or not at all")
