"""Releases on their way out, and what reviewers said of them."""

from typing import ClassVar

from django.db import models

from waymeet.kernel import clock
from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import COUNT, DAY, FREE_TEXT, ID, LABEL, TECHNICAL, WORKER
from waymeet.kernel.retention import Stays, With
from waymeet.reports.release.rules import State


class Release(models.Model):
    """One table of a measure: as it was proposed, frozen, with what is hidden in it.

    `counted` = {"areas": [[number, name]], "months": ["2026-10"], "counts": [[...]], "acts": [[...]]} holds the true
    counts, small ones too, because every later release is checked against them. `hidden` lists [area or null, month
    or null]; `ranges` the same with the attacker's lowest and highest value. `number` is given at publication.
    """

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    number = models.PositiveIntegerField(null=True, unique=True)
    measure = models.CharField(max_length=60)
    first_month = models.CharField(max_length=7)
    last_month = models.CharField(max_length=7)
    counted = models.JSONField(default=dict)
    hidden = models.JSONField(default=list)
    ranges = models.JSONField(default=list)
    waiting_corrections = models.PositiveIntegerField(default=0)
    is_best = models.BooleanField(default=True)
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=20, default=State.PROPOSED)
    proposed_by = models.UUIDField()
    proposed_on = models.DateField(default=clock.today)
    released_on = models.DateField(null=True)
    folder_hash = models.CharField(max_length=64, blank=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering: ClassVar = ["-proposed_on", "-number", "id"]

    class Privacy:
        holds = "A table of counts by area and month, proposed for the public: the counts, and which are hidden."
        fields: ClassVar = {
            "id": ID,
            "number": TECHNICAL,
            "measure": LABEL,
            "first_month": DAY,
            "last_month": DAY,
            "counted": COUNT,
            "hidden": COUNT,
            "ranges": COUNT,
            "waiting_corrections": COUNT,
            "is_best": TECHNICAL,
            "content_hash": TECHNICAL,
            "state": LABEL,
            "proposed_by": WORKER,
            "proposed_on": DAY,
            "released_on": DAY,
            "folder_hash": TECHNICAL,
            "withdrawn_on": DAY,
            "withdrawn_because": LABEL,
        }
        seen_by = "Whoever proposes and reviews releases; hidden counts nobody."
        kept = "As long as numbers are published: later releases are checked against it. Sent back: without its counts."
        forget = Stays("It is a count, and every later release is checked against it.")


class Review(models.Model):
    """What one reviewer said of the table with this hash."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="reviews")
    by = models.UUIDField()
    approves = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    content_hash = models.CharField(max_length=64)
    day = models.DateField(default=clock.today)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["release", "by"], name="one_review_a_person")]

    class Privacy:
        holds = "That somebody approved a release or sent it back, and why."
        fields: ClassVar = {
            "id": TECHNICAL,
            "release": ID,
            "by": WORKER,
            "approves": LABEL,
            "reason": FREE_TEXT,
            "content_hash": TECHNICAL,
            "day": DAY,
        }
        seen_by = "Whoever proposes and reviews releases."
        kept = "As long as the release."
        forget = With("release")
