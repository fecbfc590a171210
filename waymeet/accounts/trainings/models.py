"""Courses, who has had them, and who lets others see it. Nobody here is called a peer or a participant: these are
people who sign in, and what else they are is theirs to say, elsewhere.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.models import Account
from waymeet.kernel import clock
from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, TECHNICAL, WORKER
from waymeet.kernel.retention import Stays, With


class Course(models.Model):
    """Something to learn. `gives` says what somebody can do who has had it."""

    class Gives(models.TextChoices):
        """What the page about the teams tells."""

        OVERDOSE = "overdose", _("respond to an overdose")
        ONE_ON_ONE = "one_on_one", _("hold a one-on-one")

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    name_en = models.CharField(max_length=80)
    name_es = models.CharField(max_length=80, blank=True)
    months = models.PositiveSmallIntegerField(default=0)
    gives = models.CharField(max_length=12, choices=Gives.choices, blank=True)
    place = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["place", "name_en", "id"]

    def __str__(self) -> str:
        spanish = (get_language() or "").startswith("es")
        return (self.name_es if spanish else self.name_en) or self.name_en

    class Privacy:
        holds = "A course: its name in two languages, how many months it counts, and what it teaches to do."
        fields: ClassVar = {
            "id": ID,
            "name_en": LABEL,
            "name_es": LABEL,
            "months": COUNT,
            "gives": LABEL,
            "place": TECHNICAL,
            "retired_on": DAY,
        }
        seen_by = "Everybody who signs in."
        kept = "As long as the group keeps it."
        forget = Stays("It is a course, not a person.")


class Training(models.Model):
    """That somebody has had a course, on which day, and who taught it."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="trainings")
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="trainings")
    day = models.DateField()
    trainer = models.CharField(max_length=80, blank=True)
    where = models.CharField(max_length=120, blank=True)
    session = models.UUIDField(null=True, db_index=True)
    written_by = models.UUIDField()

    class Meta:
        ordering: ClassVar = ["-day", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "course", "day", "written_by"], name="one_training_a_day_and_writer"
            )
        ]

    class Privacy:
        holds = "That somebody who signs in has had a course, on which day and where, and who taught it."
        fields: ClassVar = {
            "id": ID,
            "account": WORKER,
            "course": ID,
            "day": DAY,
            "trainer": WORKER,
            "where": WORKER,
            "session": ID,
            "written_by": WORKER,
        }
        seen_by = "Each person their own; those who keep trainings, of whoever said that others may see it."
        kept = "Until the person takes it away, or their account is ended."
        forget = With("account")


class Shown(models.Model):
    """That somebody lets the others see what they have learned. Without this row nobody sees it."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="trainings_shown")
    since_on = models.DateField(default=clock.today)

    class Privacy:
        holds = "That somebody lets others on the team see their trainings, and since when."
        fields: ClassVar = {"id": TECHNICAL, "account": WORKER, "since_on": DAY}
        seen_by = "Each person their own; others see only what it opens."
        kept = "Until they change their mind, or their account is ended."
        forget = With("account")
