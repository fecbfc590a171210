"""What a list that was brought in did, so that it can be undone, and what of it could not be taken."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, PERSON, TECHNICAL, WORKER
from waymeet.kernel.retention import After, Stays, With
from waymeet.kernel.sealed_field import Sealed
from waymeet.organizing.contacts.models import Contact


class Batch(models.Model):
    """One list that was brought in. Rows = made + changed + same + left; empty lines are counted apart."""

    class State(models.TextChoices):
        """How far it is."""

        RUNNING = "running", _("under way, or cut off")
        DONE = "done", _("brought in")
        STOPPED = "stopped", _("stopped on the way")
        UNDONE = "undone", _("undone")

    class Source(models.TextChoices):
        """Which tool wrote the list; its own ids are kept under that name."""

        VAN = "van", "VAN"
        ACTION_NETWORK = "action_network", "Action Network"
        MOBILIZE = "mobilize", "Mobilize"
        LIST = "list", _("a list of our own")

    class Kind(models.TextChoices):
        """What its rows are."""

        PEOPLE = "people", _("people")
        RESULTS = "results", _("results of a canvass, by VAN")
        CODES = "codes", _("activist codes, by VAN")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    source = models.CharField(max_length=20, choices=Source.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    file_name = models.CharField(max_length=120)
    by = models.UUIDField()
    day = models.DateField(default=clock.today)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    rows = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    left = models.PositiveIntegerField(default=0)
    empty = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-id"]

    class Privacy:
        holds = "That a list was brought in: from which tool, its file name, on which day, and how many rows did what."
        fields: ClassVar = {
            "id": ID,
            "source": LABEL,
            "kind": LABEL,
            "file_name": LABEL,
            "by": WORKER,
            "day": DAY,
            "state": LABEL,
            **dict.fromkeys(("rows", "made", "changed", "same", "left", "empty"), COUNT),
        }
        seen_by = "Organizers."
        kept = "As long as the people it brought in."
        forget = Stays("It is a list that was brought in and says nothing of anybody in it.")


class ExternalId(models.Model):
    """What another tool calls somebody, so that its next list changes them instead of doubling them."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="external_ids")
    source = models.CharField(max_length=20, choices=Batch.Source.choices)
    value = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "value"], name="one_person_an_external_id")]

    class Privacy:
        holds = "The number another tool knows somebody by: it joins our list to that tool's."
        fields: ClassVar = {"id": ID, "contact": ID, "source": LABEL, "value": PERSON}
        seen_by = "Organizers."
        by_choice = ("value",)
        kept = "As long as the person."
        forget = With("contact")


class Trace(models.Model):
    """What a batch did with one person, so that it can be undone: `row` is what it wrote beside the person."""

    class Did(models.TextChoices):
        """What it did."""

        MADE = "made", _("added")
        CHANGED = "changed", _("changed")
        ENTRY = "entry", _("wrote down that something happened")
        BELONGS = "belongs", _("wrote down a group")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="traces")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="traces")
    did = models.CharField(max_length=10, choices=Did.choices)
    row = models.UUIDField(null=True)
    mark = models.CharField(max_length=64, blank=True)
    epoch = models.CharField(max_length=20, blank=True)
    before = Sealed(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["batch", "did", "id"], name="traces_of_a_batch")]

    class Privacy:
        holds = "What a list did with somebody; what stood before is sealed to the organizers."
        fields: ClassVar = {
            "id": ID,
            "batch": ID,
            "contact": ID,
            "did": LABEL,
            "row": ID,
            "mark": TECHNICAL,
            "epoch": LABEL,
        }
        seen_by = "Organizers."
        kept = "As long as the person."
        forget = With("contact")


class Explained(models.Model):
    """A row, or a cell, that was not taken, and why; what stood in the file is sealed, to be mended and sent again."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="explained")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=80, blank=True)
    code = models.CharField(max_length=30)
    whole = models.BooleanField()
    day = models.DateField(default=clock.today)
    epoch = models.CharField(max_length=20, blank=True)
    cells = Sealed(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["batch", "row"], name="explained_of_a_batch")]

    class Privacy:
        holds = "Where in a list something could not be taken, and why; the cells themselves are sealed."
        fields: ClassVar = {
            "id": ID,
            "batch": ID,
            "row": TECHNICAL,
            "column": LABEL,
            "code": LABEL,
            "whole": LABEL,
            "day": DAY,
            "epoch": LABEL,
        }
        seen_by = "Organizers."
        kept = "30 days, to be mended."
        forget = After("30 days", by="day", source="ours: long enough to mend a list, and no longer")
