"""Calls of officers to case managers, who is on call, and what is left of it: minutes by week.

A call holds moments because half an hour is what was promised; they go when it ends. Then a row of minutes stays, with
no officer, no incident and no case.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from waymeet.diversion.handoff.rules import State
from waymeet.diversion.incidents.said import Door
from waymeet.kernel.ids import random_id, random_number
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, MOMENT, SECRET_HASH, WORKER
from waymeet.kernel.retention import After, AtAWord

SERVES = "an officer sees for five weeks how far their own referrals are"
STATES = (
    (State.SENT.value, _("sent")),
    (State.COMING.value, _("somebody is on the way")),
    (State.CAME.value, _("somebody came")),
    (State.HANDED_OVER.value, _("handed over")),
    (State.NOBODY.value, _("nobody could come")),
    (State.CLOSED.value, pgettext_lazy("a call", "closed")),
)


class Call(models.Model):
    """An officer, or somebody for them, asked for a case manager."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    door = models.CharField(max_length=10, choices=Door.choices)
    state = models.CharField(max_length=12, choices=STATES, default=State.SENT.value)
    iso_week = models.CharField(max_length=8)
    area_number = models.PositiveIntegerField(default=0)
    sender = models.UUIDField(null=True, blank=True, db_index=True)
    incident = models.UUIDField(null=True, blank=True)
    answered_by = models.UUIDField(null=True, blank=True)
    paged_at = models.DateTimeField(null=True, blank=True)
    reached = models.SmallIntegerField(default=-1)  # how far the pager was told: -1 not yet, then as rules.level
    answered_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        holds = (
            "That an officer asked for a case manager, how far it is, and while it is open: when, and which incident."
            " Minutes are the promise that is measured; moments and the incident go when it ends."
        )
        fields: ClassVar = {
            "id": ID,
            "door": LABEL,
            "state": LABEL,
            "iso_week": DAY,
            "area_number": LABEL,
            "sender": WORKER,
            "incident": ID,
            "answered_by": WORKER,
            "paged_at": MOMENT,
            "reached": COUNT,
            "answered_at": MOMENT,
            "arrived_at": MOMENT,
        }
        moments: ClassVar = {
            "paged_at": "The half hour is promised and measured; it goes when the call ends, within a day.",
            "answered_at": "As above.",
            "arrived_at": "As above.",
        }
        seen_by = "Case managers while it is open; the officer who sent it, as a week and one of six words."
        about_offices = "An officer asked and a case manager answered; no row leads to a participant, and moments go."
        kept = "35 days."
        forget = After("35 days", by="iso_week", source=SERVES)


class HandOver(models.Model):
    """What is left of a call that ended: minutes and closed answers, by week."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    door = models.CharField(max_length=10, choices=Door.choices)
    iso_week = models.CharField(max_length=8)
    state = models.CharField(max_length=12, choices=STATES)
    minutes_to_answer = models.PositiveIntegerField(null=True, blank=True)
    minutes_to_arrive = models.PositiveIntegerField(null=True, blank=True)
    in_time = models.BooleanField(null=True)
    kit = models.BooleanField(default=False)
    needs_met = models.BooleanField(default=False)
    police_left = models.BooleanField(default=False)

    class Privacy:
        holds = "How many minutes it took until somebody answered and came, and whether a kit was given. Of nobody."
        fields: ClassVar = {
            "id": ID,
            "door": LABEL,
            "iso_week": DAY,
            "state": LABEL,
            "minutes_to_answer": COUNT,
            "minutes_to_arrive": COUNT,
            "in_time": LABEL,
            "kit": LABEL,
            "needs_met": LABEL,
            "police_left": LABEL,
        }
        seen_by = "Whoever answers calls or reads what the ledger adds up to, as counts."
        kept = "Seven years."
        forget = After("seven years", by="iso_week", source="comparing years with what was promised")


class Duty(models.Model):
    """Who is on call: every week on a weekday, or on one day."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    begins = models.TimeField()
    ends = models.TimeField()
    first = models.UUIDField()
    second = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["day", "weekday", "begins"]

    class Privacy:
        holds = "Which workers are on call when."
        fields: ClassVar = {
            "id": ID,
            "weekday": LABEL,
            "day": DAY,
            "begins": LABEL,
            "ends": LABEL,
            "first": WORKER,
            "second": WORKER,
        }
        seen_by = "Everybody on the case team."
        kept = "Until somebody takes it out."
        forget = AtAWord("Whoever answers calls takes a duty out when it does not hold any more.")


class Received(models.Model):
    """What a phone sent, by the number the phone made: sent twice, it is taken once."""

    id = models.UUIDField(primary_key=True)
    digest = models.BinaryField()
    iso_week = models.CharField(max_length=8)

    class Privacy:
        holds = "Hashes of a number a phone made and of what came under it. The number is kept nowhere."
        fields: ClassVar = {"id": SECRET_HASH, "digest": SECRET_HASH, "iso_week": DAY}
        seen_by = "Nobody."
        kept = "35 days."
        forget = After("35 days", by="iso_week", source="a phone may send again what it has sent")
