"""Areas of at least 500 doors: what every side keeps of one. How a town is divided into them: kernel/dividing.py."""

from typing import ClassVar

from django.db import models

from waymeet.kernel.privacy import COUNT, PLACE, TECHNICAL
from waymeet.kernel.retention import Stays

MINIMUM = 500


class AreaBase(models.Model):
    """A part of town of at least 500 doors, fixed at the first import; `ring` is [lat0, lon0, dlat, dlon, ...]."""

    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=200)
    doors = models.PositiveIntegerField()
    ring = models.JSONField()

    class Meta:
        abstract = True

    class Privacy:
        holds = "A part of town of at least 500 doors, fixed when the town was imported: number, name, outline."
        fields: ClassVar = {"id": TECHNICAL, "number": PLACE, "name": PLACE, "doors": COUNT, "ring": PLACE}
        seen_by = "Everybody who signs in."
        kept = "As long as the town is used; it is a public map."
        forget = Stays("It is a public map.")
