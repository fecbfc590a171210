"""Who decides, what was decided and promised, and what was asked of agencies. Seats and offices, never people.

Minutes are public words: whoever writes them sees to it that they name nobody, as the page says.
"""

from typing import ClassVar

from django.db import models

from waymeet.diversion.agencies.models import Agency
from waymeet.diversion.governance.said import CAME, NEEDS, Body, Every, How, Kept, What, WhyNot
from waymeet.diversion.incidents.models import RuleVersion
from waymeet.kernel import clock
from waymeet.kernel.ids import random_id, random_number
from waymeet.kernel.privacy import DAY, ID, LABEL
from waymeet.kernel.retention import Stays, With

PUBLIC = "Everybody: the bodies that answer for LEAD, and whoever asks them."
ANSWERS = "What public bodies decided and owed stays readable; no participant is in it."


class Seat(models.Model):
    """A place in a body: an agency's, or one of the community's. Who sits there is not written down."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    body = models.CharField(max_length=12, choices=Body.choices)
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT)
    place = models.CharField(max_length=120, blank=True)
    votes = models.BooleanField(default=True)
    since_on = models.DateField(default=clock.today)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["body", "agency__name", "place"]

    class Privacy:
        holds = "A seat in a body: which agency's, or for which part of the community. Nobody's name."
        fields: ClassVar = {
            "id": ID,
            "body": LABEL,
            "agency": ID,
            "place": LABEL,
            "votes": LABEL,
            "since_on": DAY,
            "ended_on": DAY,
        }
        seen_by = PUBLIC
        kept = "As long as the ledger."
        forget = Stays(ANSWERS)

    @property
    def words(self) -> str:
        return " · ".join(part for part in (self.agency.name if self.agency else "", self.place) if part)


class Meeting(models.Model):
    """A body met, or will."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    body = models.CharField(max_length=12, choices=Body.choices)
    day = models.DateField()
    here = models.ManyToManyField(Seat, through="Sitting")
    minutes = models.CharField(max_length=4000, blank=True)

    class Meta:
        ordering: ClassVar = ["-day"]

    class Privacy:
        holds = "That a body met on a day, which seats were taken, and its minutes, which name nobody."
        fields: ClassVar = {"id": ID, "body": LABEL, "day": DAY, "here": ID, "minutes": LABEL}
        seen_by = PUBLIC
        kept = "As long as the ledger."
        forget = Stays(ANSWERS)


class Sitting(models.Model):
    """A seat that was taken at a meeting."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "seat"], name="one_sitting_a_seat")]

    class Privacy:
        holds = "That a seat was taken at a meeting."
        fields: ClassVar = {"id": ID, "meeting": ID, "seat": ID}
        seen_by = PUBLIC
        kept = "As long as the meeting."
        forget = With("meeting")


class Motion(models.Model):
    """What was put to the vote, with the rules it is about where it is about rules."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="motions")
    words = models.CharField(max_length=600)
    needs = models.CharField(max_length=12, choices=NEEDS, default="majority")
    rules = models.ForeignKey(RuleVersion, null=True, blank=True, on_delete=models.SET_NULL)

    class Privacy:
        holds = "What a body voted about, in its own public words."
        fields: ClassVar = {"id": ID, "meeting": ID, "words": LABEL, "needs": LABEL, "rules": ID}
        seen_by = PUBLIC
        kept = "As long as the meeting."
        forget = With("meeting")


class Vote(models.Model):
    """How a seat voted. A corrected vote is written over: the minutes are read out and agreed to."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="votes")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)
    how = models.CharField(max_length=8, choices=How.choices)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["motion", "seat"], name="one_vote_a_seat")]

    class Privacy:
        holds = "How a seat voted."
        fields: ClassVar = {"id": ID, "motion": ID, "seat": ID, "how": LABEL}
        seen_by = PUBLIC
        kept = "As long as the motion."
        forget = With("motion")


class Promise(models.Model):
    """What a seat or an agency said it would do, and by when."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="promises")
    words = models.CharField(max_length=600)
    owner = models.ForeignKey(Seat, on_delete=models.PROTECT)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=Kept.choices, default=Kept.OPEN)
    settled_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["due_on"]

    class Privacy:
        holds = "What was promised in a meeting, by which seat, by when, and what came of it."
        fields: ClassVar = {
            "id": ID,
            "meeting": ID,
            "words": LABEL,
            "owner": ID,
            "due_on": DAY,
            "state": LABEL,
            "settled_on": DAY,
        }
        seen_by = PUBLIC
        kept = "As long as the meeting."
        forget = With("meeting")


class Clause(models.Model):
    """A sentence of the agreement under which an agency owes something."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    number = models.CharField(max_length=40)
    what = models.CharField(max_length=12, choices=What.choices)
    every = models.CharField(max_length=8, choices=Every.choices)
    days = models.PositiveIntegerField(default=30)

    class Meta:
        ordering: ClassVar = ["agency__name", "number"]

    class Privacy:
        holds = "Which agency owes what under which clause of a public agreement."
        fields: ClassVar = {"id": ID, "agency": ID, "number": LABEL, "what": LABEL, "every": LABEL, "days": LABEL}
        seen_by = PUBLIC
        kept = "As long as the ledger."
        forget = Stays(ANSWERS)


class DataRequest(models.Model):
    """What was asked of an agency, for which months, and by when it is due."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    clause = models.ForeignKey(Clause, null=True, blank=True, on_delete=models.PROTECT)
    what = models.CharField(max_length=12, choices=What.choices)
    first_month = models.CharField(max_length=7)
    last_month = models.CharField(max_length=7)
    asked_on = models.DateField()
    due_on = models.DateField()
    public = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["-asked_on", "id"]

    class Privacy:
        holds = "What was asked of which agency, under which clause, for which months, and by when."
        fields: ClassVar = {
            "id": ID,
            "agency": ID,
            "clause": ID,
            "what": LABEL,
            "first_month": DAY,
            "last_month": DAY,
            "asked_on": DAY,
            "due_on": DAY,
            "public": LABEL,
        }
        seen_by = PUBLIC
        kept = "As long as the ledger."
        forget = Stays(ANSWERS)


class Answer(models.Model):
    """What an agency answered. Answers are added; the database refuses to change one."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    request = models.ForeignKey(DataRequest, on_delete=models.CASCADE, related_name="answers")
    day = models.DateField()
    came = models.CharField(max_length=10, choices=CAME)
    why = models.CharField(max_length=14, choices=WhyNot.choices, blank=True)

    class Meta:
        ordering: ClassVar = ["day", "id"]

    class Privacy:
        holds = "That an agency delivered, delivered in part or refused on a day, and what it said."
        fields: ClassVar = {"id": ID, "request": ID, "day": DAY, "came": LABEL, "why": LABEL}
        seen_by = PUBLIC
        kept = "As long as the request."
        forget = With("request")
