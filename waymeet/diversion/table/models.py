"""Meetings of the operational group: that there was one, who sat there, and how much was spoken of. Never of whom.

What may be said of somebody, what was shown and what was decided lies sealed in their case. No row here leads to one,
and no row of a case leads here.
"""

from typing import ClassVar

from django.db import models

from waymeet.kernel import clock
from waymeet.kernel.ids import random_id, random_number
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, MOMENT
from waymeet.kernel.retention import After, With

SEEN_BY = "Case managers."
OFFICES = "A meeting of agencies is the same whoever is spoken of there: no row of it stands for a person."


class Meeting(models.Model):
    """One meeting. Its screen closes itself at `ends_at`; empty once somebody closed it before."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    day = models.DateField(default=clock.today)
    ends_at = models.DateTimeField(null=True)
    cases = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-day", "id"]

    class Privacy:
        holds = "That the operational group met on a day, and of how many cases it spoke."
        fields: ClassVar = {"id": ID, "day": DAY, "ends_at": MOMENT, "cases": COUNT}
        moments: ClassVar = {"ends_at": "The screen has to close at an hour; it is the meeting's, and nobody else's."}
        seen_by = SEEN_BY
        about_offices = OFFICES
        kept = "Seven years."
        forget = After("seven years", by="day", source="comparing years, and answering for what partners decide")


class Seat(models.Model):
    """One kind of agency at one meeting; `here` while somebody of it sits there."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="seats")
    agency = models.CharField(max_length=16)
    here = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "agency"], name="one_seat_an_agency")]

    class Privacy:
        holds = "Which kinds of agency sat at the table. No person and no name of an agency."
        fields: ClassVar = {"id": ID, "meeting": ID, "agency": LABEL, "here": LABEL}
        seen_by = SEEN_BY
        about_offices = OFFICES
        kept = "As long as its meeting."
        forget = With("meeting")


class Decided(models.Model):
    """How often a meeting decided one thing of the closed list."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decided")
    decision = models.CharField(max_length=16)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "decision"], name="one_count_a_decision")]

    class Privacy:
        holds = "How often something was decided at a meeting. Never about whom, by whom or until when."
        fields: ClassVar = {"id": ID, "meeting": ID, "decision": LABEL, "number": COUNT}
        seen_by = SEEN_BY
        about_offices = OFFICES
        kept = "As long as its meeting."
        forget = With("meeting")
