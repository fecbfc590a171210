"""What agencies publish or send, without anybody in it: mappings, snapshots, and rows of a week and an area.

The file itself is read in memory and kept nowhere. No row leads to an incident: the two are compared as counts.
"""

from typing import ClassVar

from django.db import models

from waymeet.diversion.agencies.models import Agency
from waymeet.diversion.feeds.said import Days, Kind, Outcome
from waymeet.diversion.incidents.people import AgeBand
from waymeet.kernel import clock
from waymeet.kernel.ids import random_id, random_number
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, PLACE, TECHNICAL
from waymeet.kernel.retention import After, AtAWord, Stays, With

KEEPERS = "Whoever brings in what agencies sent; the coordinating group as counts."


class Mapping(models.Model):
    """How an agency writes a list: which column is what, and which of their codes is which of ours."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    days = models.CharField(max_length=4, choices=Days.choices, default=Days.ISO)
    columns = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    changed_on = models.DateField(default=clock.today)

    class Meta:
        ordering: ClassVar = ["agency__name", "kind"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "kind"], name="one_mapping_a_list")]

    class Privacy:
        holds = "Names of an agency's columns and its codes. A column that could name somebody is refused."
        fields: ClassVar = {
            "id": ID,
            "agency": ID,
            "kind": LABEL,
            "days": LABEL,
            "columns": LABEL,
            "values": LABEL,
            "changed_on": DAY,
        }
        seen_by = "Everybody who keeps the ledger or what agencies send."
        kept = "As long as the ledger."
        forget = Stays("It is how an office writes, and makes the next list readable.")


class Snapshot(models.Model):
    """One list as it stood when it was brought in. Agencies publish the last year only; we keep what was there."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    number = models.PositiveIntegerField()
    taken_month = models.CharField(max_length=7)
    first_week = models.CharField(max_length=8)
    last_week = models.CharField(max_length=8)
    lines = models.PositiveIntegerField()
    kept = models.PositiveIntegerField()
    grouped = models.PositiveIntegerField(default=0)
    empty = models.PositiveIntegerField(default=0)
    aside = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-last_week", "id"]

    class Privacy:
        holds = "That a list came in, which weeks it covers, and which of its rows were put aside and why. No value."
        fields: ClassVar = {
            "id": ID,
            "agency": ID,
            "kind": LABEL,
            "number": COUNT,
            "taken_month": DAY,
            "first_week": DAY,
            "last_week": DAY,
            "lines": COUNT,
            "kept": COUNT,
            "grouped": COUNT,
            "empty": COUNT,
            "aside": LABEL,
        }
        seen_by = KEEPERS
        in_order = (
            "Lists are numbered as they come in, so that the latest speaks; they are an agency's, not a person's."
        )
        kept = "Seven years, or until somebody takes the list back."
        forget = After(
            "seven years",
            by="last_week",
            source="comparing years, as the ledger",
            verb="waymeet.diversion.feeds.letting_go.old_snapshots",
            due="waymeet.diversion.feeds.letting_go.due",
        )


class FeedRow(models.Model):
    """One arrest or decision of a list: a week, an area, charges, closed answers."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="rows")
    iso_week = models.CharField(max_length=8)
    area_number = models.PositiveIntegerField(default=0)
    codes = models.JSONField(default=list)
    age_band = models.CharField(max_length=2, choices=AgeBand.choices, blank=True)
    races = models.JSONField(default=list)
    hispanic = models.CharField(max_length=12, default="untold")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)

    class Privacy:
        holds = "What an agency published about an arrest, without who, when exactly and where exactly."
        fields: ClassVar = {
            "id": TECHNICAL,
            "snapshot": ID,
            "iso_week": DAY,
            "area_number": PLACE,
            "codes": LABEL,
            "age_band": LABEL,
            "races": LABEL,
            "hispanic": LABEL,
            "outcome": LABEL,
        }
        seen_by = KEEPERS
        kept = "As long as the list it came in."
        forget = With("snapshot")


class SameAs(models.Model):
    """So many of ours in one cell are so many of theirs in another: a late entry, another charge. It can be undone."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE)
    our_week = models.CharField(max_length=8)
    our_code = models.CharField(max_length=20, blank=True)
    our_area = models.PositiveIntegerField(default=0)
    their_week = models.CharField(max_length=8)
    their_code = models.CharField(max_length=20, blank=True)
    their_area = models.PositiveIntegerField(default=0)
    count = models.PositiveIntegerField(default=1)

    class Privacy:
        holds = "That a number of incidents in one week, charge and area are listed by an agency in another."
        fields: ClassVar = {
            "id": ID,
            "agency": ID,
            "our_week": DAY,
            "our_code": LABEL,
            "our_area": PLACE,
            "their_week": DAY,
            "their_code": LABEL,
            "their_area": PLACE,
            "count": COUNT,
        }
        seen_by = KEEPERS
        kept = "Until it is undone."
        forget = AtAWord("Whoever keeps what agencies send undoes it.")
