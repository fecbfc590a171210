"""What people told us is going round, as counts; and alerts, which are words for everybody."""

from typing import ClassVar

from django.db import models

from waymeet.care.alerts.subjects import About, Told
from waymeet.care.reversals.answers import Drug
from waymeet.kernel import clock
from waymeet.kernel.ids import random_id, random_number
from waymeet.kernel.privacy import DAY, ID, LABEL, PLACE, TECHNICAL
from waymeet.kernel.retention import After

SERVES = "a season's comparison, and the next one's"


class Heard(models.Model):
    """Somebody told an outreach worker about what is going round. Who, where exactly and when is not kept."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    iso_week = models.CharField(max_length=8)
    area_number = models.PositiveIntegerField(default=0)
    told = models.CharField(max_length=12, choices=Told.choices)
    sold_as = models.CharField(max_length=12, choices=Drug.choices, blank=True)

    class Privacy:
        holds = "What somebody said is going round, in an area of at least 500 doors. Nothing about whoever said it."
        fields: ClassVar = {"id": TECHNICAL, "iso_week": DAY, "area_number": PLACE, "told": LABEL, "sold_as": LABEL}
        seen_by = "The program director and the clinical director, as counts of five and more."
        kept = "18 months."
        forget = After("18 months", by="iso_week", source=SERVES)


class Alert(models.Model):
    """Words for everybody, once somebody has signed them off; until then a draft that only the team sees.

    Its words are classed as a label: they hang on walls, and whoever signs them has seen that they name nobody.
    """

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    about = models.CharField(max_length=8, choices=About.choices)
    area_numbers = models.JSONField(default=list, blank=True)
    words_en = models.CharField(max_length=600)
    words_es = models.CharField(max_length=600)
    begun_on = models.DateField(default=clock.today)
    signed_on = models.DateField(null=True, blank=True)
    until_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["-begun_on", "id"]

    class Privacy:
        holds = "A warning to everybody, where it holds and until when. No person and no address stands in it."
        fields: ClassVar = {
            "id": ID,
            "about": LABEL,
            "area_numbers": PLACE,
            "words_en": LABEL,
            "words_es": LABEL,
            "begun_on": DAY,
            "signed_on": DAY,
            "until_on": DAY,
        }
        seen_by = "The outreach team and the directors; everybody once it is signed off, until its last day."
        kept = "18 months after its last day."
        forget = After("18 months", by="until_on", source=SERVES)

    def holds_on(self, day: object) -> bool:
        return self.signed_on is not None and self.until_on >= day  # type: ignore[operator] # a date
