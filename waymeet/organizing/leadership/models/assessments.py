"""What somebody is to the campaign, as an organizer saw it by what they did. Added to, and never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, WORKER
from waymeet.kernel.retention import With
from waymeet.kernel.sealed_field import Sealed
from waymeet.organizing.contacts.models import Contact


class Assessment(models.Model):
    """Their relationship to the campaign, 1 to 5. Nobody assessed has no row. The latest counts; all are kept."""

    class Score(models.IntegerChoices):
        """As organizers count (facts of the craft, 3.4)."""

        LEADER = 1, _("1: leads, brings others along")
        SUPPORTER = 2, _("2: with us, does things")
        UNDECIDED = 3, _("3: does not know yet")
        NOT_INTERESTED = 4, _("4: not interested")
        OPPOSED = 5, _("5: against it")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="assessments")
    score = models.PositiveSmallIntegerField(choices=Score.choices)
    by = models.UUIDField()
    day = models.DateField(default=clock.today)
    epoch = models.CharField(max_length=20)
    evidence = Sealed()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["contact", "id"], name="assessments_of_a_person")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="assessed_from_one_to_five")
        ]

    class Privacy:
        holds = "A number from 1 to 5 for somebody's relationship to the campaign, by whom; what it rests on is sealed."
        fields: ClassVar = {"id": ID, "contact": ID, "score": COUNT, "by": WORKER, "day": DAY, "epoch": LABEL}
        seen_by = "Organizers."
        kept = "As long as the person."
        forget = With("contact")
