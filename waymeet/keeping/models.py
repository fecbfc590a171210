"""Legal holds and erasures of the database of sign-ins, and when the time to forget last ran."""

from typing import ClassVar

from django.db import models

from waymeet.kernel.erasure import ErasedBase
from waymeet.kernel.holds import HoldBase
from waymeet.kernel.privacy import COUNT, DAY, LABEL, TECHNICAL
from waymeet.kernel.retention import After


class Hold(HoldBase):
    """One legal hold on rows of this database."""

    class Privacy(HoldBase.Privacy):
        """As every hold."""


class Erased(ErasedBase):
    """What was erased from this database, as hashes."""

    class Privacy(ErasedBase.Privacy):
        """As in every database."""


class DailyRun(models.Model):
    """What one day's run of the time to forget let go, a row a class of rows."""

    day = models.DateField()
    kind = models.CharField(max_length=80)
    went = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-day", "kind"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["day", "kind"], name="one_run_a_day_and_kind")]

    class Privacy:
        holds = "How many rows of which table went on a day, and how many a legal hold kept."
        fields: ClassVar = {"id": TECHNICAL, "day": DAY, "kind": LABEL, "went": COUNT, "held": COUNT}
        seen_by = "Administrators and program directors."
        kept = "A year."
        forget = After("a year", by="day", source="long enough to see that it ran every day")
