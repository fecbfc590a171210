"""Files of curves that somebody brought in beside the one that comes along. Published numbers of whole states."""

from typing import ClassVar

from django.db import models

from waymeet.kernel import clock
from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL
from waymeet.kernel.retention import Stays


class CurveFile(models.Model):
    """The rows of one file, and where they come from."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    called = models.CharField(max_length=80)
    source = models.CharField(max_length=200)
    baseline = models.PositiveSmallIntegerField()
    text = models.TextField()
    added_on = models.DateField(default=clock.today)

    class Meta:
        ordering: ClassVar = ["called", "id"]

    class Privacy:
        holds = "A file of published curves for whole states: what it is called, where it is from, its numbers."
        fields: ClassVar = {
            "id": ID,
            "called": LABEL,
            "source": LABEL,
            "baseline": COUNT,
            "text": COUNT,
            "added_on": DAY,
        }
        seen_by = "Whoever reports to funders."
        kept = "Until somebody who reports to funders takes it away."
        forget = Stays("Published numbers of states; nobody is in them.")
