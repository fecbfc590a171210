"""Messages to many, written by the group: what was said is kept a year, who got it a month.

A message goes only to people any organizer may know: a list that looks into a guarded group is refused, because the
provider who carries it would learn who belongs (docs/decisions/0033).
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import COUNT, DAY, FREE_TEXT, ID, LABEL, MOMENT, SECRET_HASH, TECHNICAL, WORKER
from waymeet.kernel.retention import After, With
from waymeet.organizing.contacts.models import Contact


class Message(models.Model):
    """One message in one or two languages, to the people of one source."""

    class Channel(models.TextChoices):
        """How it goes."""

        EMAIL = "email", _("email")
        TEXT = "text", _("text")

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("not sent yet")
        READY = "ready", _("goes the day before")
        SENDING = "sending", _("begun")
        DONE = "done", _("sent")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    source = models.CharField(max_length=10)
    of = models.UUIDField()
    subject_en = models.CharField(max_length=120, blank=True)
    body_en = models.TextField(max_length=4000, blank=True)
    subject_es = models.CharField(max_length=120, blank=True)
    body_es = models.TextField(max_length=4000, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    by = models.UUIDField()
    day = models.DateField(default=clock.today)
    goes_on = models.DateField(null=True)
    site = models.CharField(max_length=200, blank=True)
    counts = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-day", "-id"]

    @property
    def reminds(self) -> bool:
        return self.source == "yes"

    def words(self, language: str) -> tuple[str, str]:
        """Subject and body in a language."""
        return (self.subject_es, self.body_es) if language == "es" else (self.subject_en, self.body_en)

    class Privacy:
        holds = "What the group wrote to many at once, by whom, to which list, and how many got it."
        fields: ClassVar = {
            "id": ID,
            "channel": LABEL,
            "source": LABEL,
            "of": ID,
            "subject_en": FREE_TEXT,
            "body_en": FREE_TEXT,
            "subject_es": FREE_TEXT,
            "body_es": FREE_TEXT,
            "state": LABEL,
            "by": WORKER,
            "day": DAY,
            "goes_on": DAY,
            "site": TECHNICAL,
            "counts": COUNT,
        }
        seen_by = "Organizers."
        by_choice = ("subject_en", "body_en", "subject_es", "body_es")
        kept = "A year."
        forget = After("a year", by="day", source="long enough to look up what was said last time")


class Delivery(models.Model):
    """One message to one person: waiting, on its way, sent, failed or left out, and why."""

    class State(models.TextChoices):
        """How far it is."""

        QUEUED = "queued", _("waits")
        SENDING = "sending", _("on its way")
        SENT = "sent", _("sent")
        FAILED = "failed", _("did not go")
        LEFT_OUT = "left_out", _("left out on purpose")

    class Why(models.TextChoices):
        """Why somebody got nothing."""

        REFUSED = "refused", _("does not want to be reached this way")
        THEIRS = "theirs", _("somebody with the same number or email does not want it")
        NO_POINT = "no_point", _("no working number or email")
        SHARED = "shared", _("somebody else with the same number or email gets it")
        TODAY = "today", _("got a message today already")
        QUIET = "quiet", _("it is too early or too late in the day")
        REMINDED = "reminded", _("was reminded already")
        REJECTED = "rejected", _("the provider did not take it")
        AWAY = "away", _("the provider could not be reached")
        UNSURE = "unsure", _("nobody knows whether it went: the server stopped in the middle")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="deliveries")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    why = models.CharField(max_length=10, choices=Why.choices, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    again_at = models.DateTimeField(null=True)
    day = models.DateField(default=clock.today)
    reference = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "contact"], name="one_delivery_a_person")]
        indexes: ClassVar = [
            models.Index(fields=["message", "state"], name="deliveries_to_come"),
            models.Index(fields=["day", "state"], name="deliveries_of_a_day"),
        ]

    class Privacy:
        holds = "That somebody was sent a message of the group, or why not. Never what number or email it went to."
        fields: ClassVar = {
            "id": ID,
            "message": ID,
            "contact": ID,
            "state": LABEL,
            "why": LABEL,
            "tries": COUNT,
            "again_at": MOMENT,
            "day": DAY,
            "reference": ID,
        }
        seen_by = "Organizers."
        kept = "30 days; counts stay with the message."
        forget = After("30 days", by="day", source="long enough for an answer that comes late, and for a complaint")


class Unsubscribe(models.Model):
    """The secret in somebody's emails that stops them, as its hash. It opens nothing else.

    Whoever was written down twice and merged has one for each time, so that old emails still stop them.
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="unsubscribes")
    digest = models.BinaryField(unique=True)

    class Privacy:
        holds = "The hash of the secret that stops emails to somebody."
        fields: ClassVar = {"id": TECHNICAL, "contact": ID, "digest": SECRET_HASH}
        seen_by = "Nobody."
        kept = "As long as the person."
        forget = With("contact")
