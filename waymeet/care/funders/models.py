"""Totals of a quarter that somebody typed in place of records."""

from typing import ClassVar

from django.db import models

from waymeet.kernel import clock
from waymeet.kernel.ids import random_number
from waymeet.kernel.privacy import COUNT, DAY, LABEL, TECHNICAL
from waymeet.kernel.retention import Stays


class QuarterTotal(models.Model):
    """One number for one measure of ours, or one line of a funder's that we have no measure for."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    quarter = models.CharField(max_length=7)
    what = models.CharField(max_length=80)
    count = models.PositiveIntegerField()
    entered_on = models.DateField(default=clock.today)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quarter", "what"], name="one_total_a_quarter_and_what")
        ]

    class Privacy:
        holds = "A total of a whole quarter and program, typed from paper or another system; no area, no person."
        fields: ClassVar = {"id": TECHNICAL, "quarter": DAY, "what": LABEL, "count": COUNT, "entered_on": DAY}
        seen_by = "Whoever reports to funders."
        kept = "As long as reports are made from it."
        forget = Stays("It is a count of a quarter.")
