"""Two rows that may be one person, whether somebody said they are two, and what takes a merge apart again."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, TECHNICAL
from waymeet.kernel.retention import Stays, With
from waymeet.kernel.sealed_field import Sealed
from waymeet.organizing.contacts.models import Contact


class Candidate(models.Model):
    """Two contacts that may be one person. Which of the two is `one` means nothing."""

    class State(models.TextChoices):
        """What a person said of it."""

        OPEN = "open", _("not looked at")
        TWO = "two", _("two people")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    one = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="candidates_from")
    other = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="candidates_to")
    score = models.FloatField()
    why = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)

    class Meta:
        ordering: ClassVar = ["-score", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other"], name="one_candidate_a_pair"),
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="nobody_is_their_own_double"),
        ]
        indexes: ClassVar = [models.Index(fields=["state", "-score"], name="candidates_surest_first")]

    class Privacy:
        holds = "That two contacts may be one person, how sure and on what kind of grounds, or that they are two."
        fields: ClassVar = {"id": ID, "one": ID, "other": ID, "score": COUNT, "why": LABEL, "state": LABEL}
        seen_by = "Organizers."
        kept = "Until they are merged, or one of the two goes; that they are two people as long as both."
        forget = With("one")


class Merge(models.Model):
    """That somebody was written down twice and is now kept once. What was the other lies in its parts, sealed."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    kept = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="merges")
    gone = models.UUIDField(null=True, unique=True)
    day = models.DateField(default=clock.today)

    class Meta:
        ordering: ClassVar = ["-day", "-id"]

    class Privacy:
        holds = "That two contacts were merged into one, the id of the one that went, and on which day."
        fields: ClassVar = {"id": ID, "kept": ID, "gone": ID, "day": DAY}
        seen_by = "Organizers."
        kept = "Until it is taken apart, or as long as the person."
        forget = With("kept")


class MergePart(models.Model):
    """A piece of what takes a merge apart again. All pieces have one size."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    epoch = models.CharField(max_length=20)
    sealed = Sealed()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["merge", "number"], name="one_part_a_number")]

    class Privacy:
        holds = "What a merged contact was before, sealed to the organizers."
        fields: ClassVar = {"id": ID, "merge": ID, "number": COUNT, "epoch": LABEL}
        seen_by = "Organizers, by opening it."
        kept = "Until the merge is taken apart, or as long as the person."
        forget = With("merge")


class Looked(models.Model):
    """Up to which contact everybody was compared: one row."""

    mark = models.UUIDField()
    day = models.DateField()

    class Privacy:
        holds = "Up to which contact all were compared with each other, and when."
        fields: ClassVar = {"id": TECHNICAL, "mark": ID, "day": DAY}
        seen_by = "Organizers see the day."
        kept = "As long as the database."
        forget = Stays("one row that says how far the comparing has come")
