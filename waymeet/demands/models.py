"""Legal demands, the papers attached to them, and who approved what."""

from typing import ClassVar

from django.db import models

from waymeet.demands.rules import Decision
from waymeet.kernel import clock
from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import DAY, FREE_TEXT, ID, LABEL, SEALED, TECHNICAL, WORKER
from waymeet.kernel.retention import After, With
from waymeet.kernel.sealed_field import Sealed


class Demand(models.Model):
    """Somebody asked for records. What they asked, about whom, and what counsel said lies sealed."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    kind = models.CharField(max_length=20)
    agency = models.CharField(max_length=120)
    came_on = models.DateField()
    answer_by = models.DateField(null=True)
    received_by = models.UUIDField()
    logged_by = models.UUIDField()
    about_hiv = models.BooleanField(default=False)
    epoch = models.CharField(max_length=20)
    sealed = Sealed()
    decision = models.CharField(max_length=20, default=Decision.PENDING)
    decided_on = models.DateField(null=True)
    order_fits = models.BooleanField(default=False)
    advice_epoch = models.CharField(max_length=20, blank=True)
    advice = Sealed(null=True)
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering: ClassVar = ["-came_on", "id"]

    class Privacy:
        holds = "That an office asked for records, what counsel decided, and, sealed, what they asked and about whom."
        fields: ClassVar = {
            "id": ID,
            "kind": LABEL,
            "agency": FREE_TEXT,
            "came_on": DAY,
            "answer_by": DAY,
            "received_by": WORKER,
            "logged_by": WORKER,
            "about_hiv": LABEL,
            "epoch": LABEL,
            "sealed": SEALED,
            "decision": LABEL,
            "decided_on": DAY,
            "order_fits": LABEL,
            "advice_epoch": LABEL,
            "advice": SEALED,
            "closed_on": DAY,
            "outcome": LABEL,
        }
        seen_by = "Administrators and program directors; the sealed part by opening it."
        kept = "Seven years after it was closed."
        forget = After("seven years", by="closed_on", source="as the audit lines that tell of it")


class DemandPaper(models.Model):
    """A file attached to a demand: the order, the subpoena, counsel's advice."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField()
    file_type = models.CharField(max_length=20)
    epoch = models.CharField(max_length=20)
    sealed = Sealed()
    added_by = models.UUIDField()
    added_on = models.DateField(default=clock.today)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["demand", "number"], name="papers_are_counted")]

    class Privacy:
        holds = "A paper attached to a legal demand, sealed to those who handle demands."
        fields: ClassVar = {
            "id": ID,
            "demand": ID,
            "kind": LABEL,
            "number": TECHNICAL,
            "file_type": LABEL,
            "epoch": LABEL,
            "sealed": SEALED,
            "added_by": WORKER,
            "added_on": DAY,
        }
        seen_by = "Administrators and program directors, by opening it."
        kept = "As long as the demand."
        forget = With("demand")


class Approval(models.Model):
    """That one person agreed to hand over exactly what this hash stands for."""

    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="approvals")
    by = models.UUIDField()
    content_hash = models.CharField(max_length=64)
    day = models.DateField(default=clock.today)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["demand", "by"], name="one_approval_a_person")]

    class Privacy:
        holds = "That somebody agreed to hand something over, and to which state of the papers."
        fields: ClassVar = {"id": TECHNICAL, "demand": ID, "by": WORKER, "content_hash": TECHNICAL, "day": DAY}
        seen_by = "Administrators and program directors."
        kept = "As long as the demand."
        forget = With("demand")


class DemandHold(models.Model):
    """Which holds a demand placed. What they hold lies sealed: beside a demand it would say whom we know."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="holds")
    epoch = models.CharField(max_length=20)
    sealed = Sealed()

    class Privacy:
        holds = "That a demand holds something back from being forgotten, and, sealed, what."
        fields: ClassVar = {"id": ID, "demand": ID, "epoch": LABEL, "sealed": SEALED}
        seen_by = "Administrators and program directors, by opening it."
        kept = "As long as the demand."
        forget = With("demand")
