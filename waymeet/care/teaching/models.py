"""Trainings as counts. What somebody has had is kept under their card, if they want it (care.codes)."""

from typing import ClassVar

from django.db import models

from waymeet.care.teaching.places import Setting
from waymeet.kernel.ids import random_number
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, TECHNICAL
from waymeet.kernel.retention import After


class Taught(models.Model):
    """One training: a course, where kind of place, and how many came. Who came is written nowhere."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    iso_week = models.CharField(max_length=8)
    course = models.UUIDField()
    setting = models.CharField(max_length=10, choices=Setting.choices)
    people = models.PositiveSmallIntegerField()
    certificates = models.PositiveSmallIntegerField(default=0)

    class Privacy:
        holds = "That a course was taught in a kind of place in a week, to how many people, with how many certificates."
        fields: ClassVar = {
            "id": TECHNICAL,
            "iso_week": DAY,
            "course": ID,
            "setting": LABEL,
            "people": COUNT,
            "certificates": COUNT,
        }
        seen_by = "Outreach workers and the program director, as sums by quarter."
        kept = "18 months."
        forget = After("18 months", by="iso_week", source="a funder's year and half of the next")
