"""Follow-up calls: that somebody was called, and what came of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.privacy import DAY, ID, LABEL, WORKER
from waymeet.kernel.retention import With
from waymeet.kernel.sealed_field import Sealed
from waymeet.organizing.contacts.models import Contact


class Call(models.Model):
    """One call. Its key is the record's, so that a call handed in twice is one call."""

    class Outcome(models.TextChoices):
        """What came of it."""

        REACHED = "reached", _("reached")
        MESSAGE = "message", _("left a message")
        NO_ANSWER = "no_answer", _("no answer")
        WRONG = "wrong", _("wrong number")
        LATER = "later", _("asked to be called later")
        DO_NOT_CALL = "do_not_call", _("does not want calls")

    id = models.UUIDField(primary_key=True, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="calls")
    by = models.UUIDField()
    day = models.DateField(default=clock.today)
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    epoch = models.CharField(max_length=20, blank=True)
    sealed = Sealed(null=True)

    class Meta:
        ordering: ClassVar = ["-day", "-id"]

    class Privacy:
        holds = "That somebody was called, by whom, on which day, and what came of it; words about it are sealed."
        fields: ClassVar = {"id": ID, "contact": ID, "by": WORKER, "day": DAY, "outcome": LABEL, "epoch": LABEL}
        seen_by = "Organizers."
        kept = "As long as the person."
        forget = With("contact")
