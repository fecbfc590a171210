"""Follow-up calls: that somebody was called, and what came of it; and which list somebody takes along to call."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.privacy import DAY, ID, LABEL, WORKER
from waymeet.kernel.retention import With
from waymeet.kernel.sealed_field import Sealed
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.lists.models import SavedList


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


class CallList(models.Model):
    """The one list whose people somebody takes along on their phone to call."""

    worker = models.UUIDField(primary_key=True, editable=False)
    on_list = models.ForeignKey(SavedList, on_delete=models.CASCADE, related_name="taken_along")
    since = models.DateField(default=clock.today)

    class Privacy:
        holds = "Which open list somebody takes along on their phone to call, and since which day."
        fields: ClassVar = {"worker": WORKER, "on_list": ID, "since": DAY}
        seen_by = "Whoever takes it along."
        kept = "Until they take another one along or leave it here, and no longer than the list."
        forget = With("on_list")
