"""What people need to come, and what is promised them: who sees to it, and whether it was there."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.casefiles.faces import LANGUAGES
from waymeet.kernel.ids import random_id, timed_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, WORKER
from waymeet.kernel.retention import After, With
from waymeet.kernel.sealed_field import Sealed
from waymeet.organizing.events.models.events import Attendance, Event


class Promised(models.TextChoices):
    """How far a promise is."""

    ASKED = "asked", _("asked for")
    PROMISED = "promised", _("promised")
    KEPT = "kept", _("it was there")
    BROKEN = "broken", _("it was not there")


class Need(models.Model):
    """Something an event's people asked for. What somebody's body or mind needs is an AccessNeed, sealed."""

    class Kind(models.TextChoices):
        """What is asked for."""

        CHILDCARE = "childcare", _("childcare")
        RIDE = "ride", _("a ride")
        FOOD = "food", _("food")
        STIPEND = "stipend", _("a stipend")
        INTERPRETATION = "interpretation", _("interpretation")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="needs")
    attendance = models.ForeignKey(Attendance, null=True, on_delete=models.CASCADE, related_name="needs")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    how_many = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=Promised.choices, default=Promised.ASKED)
    worker = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar = ["kind", "id"]

    @property
    def language_words(self) -> str:
        return LANGUAGES.get(self.language, self.language)

    class Privacy:
        holds = (
            "That childcare, a ride, food, a stipend or an interpreter was asked for, who sees to it, and if it came."
        )
        fields: ClassVar = {
            "id": ID,
            "event": ID,
            "attendance": ID,
            "kind": LABEL,
            "how_many": COUNT,
            "language": LABEL,
            "state": LABEL,
            "worker": WORKER,
        }
        seen_by = "Organizers and field leads."
        kept = "As long as the event, and the person whose it is."
        forget = With("event")


class AccessNeed(models.Model):
    """What somebody needs to be able to take part. It can tell of their health: sealed, and tied to nobody in plain."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="access_needs")
    day = models.DateField()
    state = models.CharField(max_length=10, choices=Promised.choices, default=Promised.ASKED)
    worker = models.UUIDField(null=True)
    epoch = models.CharField(max_length=20)
    sealed = Sealed()

    class Privacy:
        holds = "That somebody needs something to take part, and if it was there; what and who is sealed."
        fields: ClassVar = {"id": ID, "event": ID, "day": DAY, "state": LABEL, "worker": WORKER, "epoch": LABEL}
        seen_by = "Organizers, by opening it; field leads how many there are."
        kept = "Until 90 days after the event."
        forget = After("90 days", by="day", source="a season: until the next event of its kind has used it")
