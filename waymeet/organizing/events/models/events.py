"""Events, their shifts, and who is asked, who said yes and who came.

Where being seen at an event can hurt, people are counted and not named (`Event.sign_in`).
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, PLACE, WORKER
from waymeet.kernel.retention import Stays, With
from waymeet.organizing.contacts.models import Contact


class Series(models.Model):
    """How an event comes again: an RFC 5545 rule over days. Each time it comes it is an event of its own."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    rule = models.CharField(max_length=80)
    first = models.DateField()
    until = models.DateField()

    class Privacy:
        holds = "How an event comes again: every which day, from when until when."
        fields: ClassVar = {"id": ID, "rule": LABEL, "first": DAY, "until": DAY}
        seen_by = "Organizers and field leads."
        kept = "As long as the organizers keep it."
        forget = Stays("It is a rule over days and tells of no person.")


class Event(models.Model):
    """Something people come to. Day and hours are local to where the organization works."""

    class Kind(models.TextChoices):
        """What it is."""

        MEETING = "meeting", _("meeting")
        RALLY = "rally", _("rally")
        TRAINING = "training", _("training")
        CIRCLE = "circle", _("healing circle")
        PEER_SUPPORT = "peer_support", _("peer support")
        PHONE_NIGHT = "phone_night", _("phone night")
        CANVASS = "canvass", _("canvass")
        OTHER = "other", _("something else")

    class SignIn(models.TextChoices):
        """How people sign in. Circles and peer support are counted; names, where a circle chose them, are sealed."""

        NAMES = "names", _("by name")
        COUNT = "count", _("by count, without names")
        SEALED = "sealed", _("by name, sealed, because the circle chose it")

    class State(models.TextChoices):
        """How far it is."""

        PLANNED = "planned", _("planned")
        HELD = "held", _("held")
        OFF = "off", _("called off")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.MEETING)
    day = models.DateField(db_index=True)
    starts = models.TimeField()
    ends = models.TimeField(null=True)
    place = models.CharField(max_length=160, blank=True)
    online = models.BooleanField(default=False)
    public = models.BooleanField(default=False)
    sensitive = models.BooleanField(default=False)
    sign_in = models.CharField(max_length=10, choices=SignIn.choices, default=SignIn.NAMES)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    goal = models.PositiveIntegerField(null=True)
    lead = models.UUIDField(null=True)
    series = models.ForeignKey(Series, null=True, on_delete=models.SET_NULL, related_name="events")
    series_day = models.DateField(null=True)
    apart = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    changed_on = models.DateField(default=clock.today)

    class Meta:
        ordering: ClassVar = ["day", "starts", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "series_day"], name="one_event_a_day_of_a_series"),
            models.CheckConstraint(
                condition=~Q(kind__in=("circle", "peer_support"), sign_in="names"),
                name="circles_are_counted_or_sealed",
            ),
        ]

    @property
    def is_circle(self) -> bool:
        """Where being seen can hurt: counted unless the circle chose otherwise, and never by its title outside."""
        return self.kind in (self.Kind.CIRCLE, self.Kind.PEER_SUPPORT)

    @property
    def names_people(self) -> bool:
        return self.sign_in == self.SignIn.NAMES

    class Privacy:
        holds = "Something people come to: what, when, where, who leads it, and how many are wanted."
        fields: ClassVar = {
            "id": ID,
            "title": LABEL,
            "kind": LABEL,
            "day": DAY,
            "starts": LABEL,
            "ends": LABEL,
            "place": PLACE,
            "online": LABEL,
            "public": LABEL,
            "sensitive": LABEL,
            "sign_in": LABEL,
            "state": LABEL,
            "goal": COUNT,
            "lead": WORKER,
            "series": ID,
            "series_day": DAY,
            "apart": LABEL,
            "version": COUNT,
            "changed_on": DAY,
        }
        seen_by = "Organizers and field leads; public events everybody."
        kept = "As long as the organizers keep it."
        forget = Stays("It is an event, not a person; who came goes with the person.")


class Shift(models.Model):
    """A part of an event that needs hands: what, when, and how many."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="shifts")
    what = models.CharField(max_length=120)
    starts = models.TimeField()
    ends = models.TimeField()
    wanted = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["starts", "id"]

    class Privacy:
        holds = "A part of an event that needs hands: what, from when to when, and how many."
        fields: ClassVar = {"id": ID, "event": ID, "what": LABEL, "starts": LABEL, "ends": LABEL, "wanted": COUNT}
        seen_by = "Organizers and field leads."
        kept = "As long as the event."
        forget = With("event")


class Hand(models.Model):
    """That somebody who works here takes a shift."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="hands")
    worker = models.UUIDField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["shift", "worker"], name="one_hand_a_shift")]

    class Privacy:
        holds = "That somebody who works here takes a shift."
        fields: ClassVar = {"id": ID, "shift": ID, "worker": WORKER}
        seen_by = "Organizers and field leads."
        kept = "As long as the event."
        forget = With("shift")


class Attendance(models.Model):
    """Somebody at an event that names people: what they said, who asked them, and whether they came."""

    class Answer(models.TextChoices):
        """As OSDI names it (facts of the craft, 3.5)."""

        NEEDS_ACTION = "needs_action", _("asked, no answer yet")
        ACCEPTED = "accepted", _("says yes")
        TENTATIVE = "tentative", _("maybe")
        DECLINED = "declined", _("says no")
        CANCELLED = "cancelled", _("took it back")

    class Call(models.TextChoices):
        """What came of the last confirmation call."""

        CONFIRMED = "confirmed", _("confirmed")
        MESSAGE = "message", _("left a message")
        NO_ANSWER = "no_answer", _("no answer")
        WRONG = "wrong", _("wrong number")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendances")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="attendances")
    shift = models.ForeignKey(Shift, null=True, on_delete=models.SET_NULL, related_name="attendances")
    answer = models.CharField(max_length=20, choices=Answer.choices, default=Answer.NEEDS_ACTION)
    asked_by = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="brought")
    organizer = models.UUIDField(null=True)
    confirmed_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)
    called_on = models.DateField(null=True)
    call = models.CharField(max_length=10, choices=Call.choices, blank=True)
    asked_again = models.BooleanField(default=False)
    came = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["event", "contact"], name="one_attendance_an_event")]
        indexes: ClassVar = [models.Index(fields=["contact", "came"], name="attendances_of_a_person")]

    class Privacy:
        holds = "That somebody was asked to an event that names people, what they said, who asked, and if they came."
        fields: ClassVar = {
            "id": ID,
            "event": ID,
            "contact": ID,
            "shift": ID,
            "answer": LABEL,
            "asked_by": ID,
            "organizer": WORKER,
            "confirmed_on": DAY,
            "reminded_on": DAY,
            "called_on": DAY,
            "call": LABEL,
            "asked_again": LABEL,
            "came": LABEL,
        }
        seen_by = "Organizers and field leads; people their own."
        kept = "As long as the person and the event."
        forget = With("contact")
