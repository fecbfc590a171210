"""The ledger of eligible incidents, offered or not: entries that are only added, and the rules they are judged by.

Nobody is named. An incident has its week and an area of at least 500 doors, never a day, an hour or an address: with
those a public list of arrests would name whoever was offered LEAD. The day somebody typed decides which version of the
rules holds, and is not kept.
"""

from typing import ClassVar

from django.db import models

from waymeet.diversion.incidents.people import AgeBand, Gender
from waymeet.diversion.incidents.said import (
    Came,
    Complainant,
    Door,
    Instead,
    Offer,
    Referrer,
    Response,
    WhyCorrected,
    WhyDeclined,
    WhyNot,
)
from waymeet.kernel.areas import AreaBase
from waymeet.kernel.ids import random_id, random_number
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, PLACE, TECHNICAL, WORKER
from waymeet.kernel.retention import After, Stays, With

SERVES = "comparing years, and answering for who was offered LEAD"
KEEPERS = "Whoever keeps the ledger; the coordinating group as sums."


class Area(AreaBase):
    """Diversion's own copy of the areas fixed at import."""

    class Privacy(AreaBase.Privacy):
        """As every area."""

        in_order = "Areas are numbered once, at import; no act of diversion is in them."


class Charge(models.Model):
    """A charge the group has a word for: eligible or not is said by each version of the rules."""

    class Unit(models.TextChoices):
        NONE = "", "—"
        GRAMS = "g", "g"
        DOLLARS = "usd", "$"

    id = models.BigAutoField(primary_key=True, default=random_number)
    code = models.CharField(max_length=20, unique=True)
    name_en = models.CharField(max_length=120)
    name_es = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=4, choices=Unit.choices, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]

    class Privacy:
        holds = "The number of a law, what it is called, and in what an amount is counted. Nobody's charge."
        fields: ClassVar = {"id": ID, "code": LABEL, "name_en": LABEL, "name_es": LABEL, "unit": LABEL}
        seen_by = "Everybody who signs in on the diversion side."
        kept = "As long as the ledger."
        forget = Stays("It is the law's own list.")


class RuleVersion(models.Model):
    """Rules as data. A draft can be changed; once adopted nothing in it changes any more."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    number = models.PositiveIntegerField(unique=True)
    document = models.JSONField()
    cases = models.JSONField(default=list)
    adopted_on = models.DateField(null=True, blank=True)
    in_force_from = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-number"]

    class Privacy:
        holds = "Who may be offered LEAD, from which day on, and examples that prove it. Nothing about anybody."
        fields: ClassVar = {
            "id": ID,
            "number": LABEL,
            "document": LABEL,
            "cases": LABEL,
            "adopted_on": DAY,
            "in_force_from": DAY,
        }
        seen_by = "Everybody: what is offered to whom is public."
        kept = "As long as the ledger."
        in_order = "Versions are numbered as they are written; no act about a person is in them."
        forget = Stays("Decisions are judged by the version of their day, also the old ones.")


class Officer(models.Model):
    """An officer as the ledger knows one: a number. The account, where there is one, never leaves this table."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    number = models.PositiveIntegerField(unique=True)
    account = models.UUIDField(null=True, blank=True, unique=True)
    trained_month = models.CharField(max_length=7, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]

    class Privacy:
        holds = "A number for an officer, since which month they are trained, and the account that sends referrals."
        fields: ClassVar = {"id": ID, "number": LABEL, "account": WORKER, "trained_month": DAY}
        seen_by = "Whoever keeps the ledger, as a number. No officer is ever compared with another."
        kept = "Seven years after the last entry that names the number."
        in_order = "Officers are numbered as they are first written down; it says nothing of whom they met."
        forget = Stays("It names no participant; the number goes with the ledger.")


class Incident(models.Model):
    """One incident that could have been diverted. What is known of it lies in its entries."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    entries = models.PositiveIntegerField(default=1)

    class Privacy:
        holds = "That there was an incident, and how often it was written down."
        fields: ClassVar = {"id": ID, "entries": COUNT}
        seen_by = KEEPERS
        kept = "Seven years."
        forget = After(
            "seven years",
            by="entry__iso_week",
            source=SERVES,
            verb="waymeet.diversion.incidents.letting_go.old_incidents",
            due="waymeet.diversion.incidents.letting_go.due",
        )


class Entry(models.Model):
    """What is known of an incident and what was decided, as it was written down; the newest counts, all stay."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="entry")
    number = models.PositiveIntegerField(default=1)
    why_corrected = models.CharField(max_length=12, choices=WhyCorrected.choices, blank=True)
    iso_week = models.CharField(max_length=8)
    area_number = models.PositiveIntegerField(default=0)
    came = models.CharField(max_length=8, choices=Came.choices, default=Came.UNKNOWN)
    officer = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.SET_NULL)
    races_said = models.JSONField(default=list)
    races_seen = models.JSONField(default=list)
    gender = models.CharField(max_length=8, choices=Gender.choices, default=Gender.UNKNOWN)
    age_band = models.CharField(max_length=2, choices=AgeBand.choices, blank=True)
    language = models.CharField(max_length=5, blank=True)
    complainant = models.CharField(max_length=10, choices=Complainant.choices, default=Complainant.NOT_ASKED)
    present = models.JSONField(default=list)
    absent = models.JSONField(default=list)
    rules = models.ForeignKey(RuleVersion, null=True, on_delete=models.PROTECT)
    results = models.JSONField(default=dict)
    eligible = models.CharField(max_length=12, default="cannot_tell")
    offer = models.CharField(max_length=12, choices=Offer.choices)
    why_not = models.CharField(max_length=12, choices=WhyNot.choices, blank=True)
    response = models.CharField(max_length=10, choices=Response.choices, blank=True)
    why_declined = models.CharField(max_length=10, choices=WhyDeclined.choices, blank=True)
    instead = models.CharField(max_length=10, choices=Instead.choices, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["incident", "number"], name="one_entry_a_number")]

    class Privacy:
        holds = "A week, an area, closed answers, what each rule came to, and what was decided. Nobody's name."
        fields: ClassVar = {
            "id": TECHNICAL,
            "incident": ID,
            "number": COUNT,
            "why_corrected": LABEL,
            "iso_week": DAY,
            "area_number": PLACE,
            "came": LABEL,
            "officer": ID,
            "races_said": LABEL,
            "races_seen": LABEL,
            "gender": LABEL,
            "age_band": LABEL,
            "language": LABEL,
            "complainant": LABEL,
            "present": LABEL,
            "absent": LABEL,
            "rules": ID,
            "results": LABEL,
            "eligible": LABEL,
            "offer": LABEL,
            "why_not": LABEL,
            "response": LABEL,
            "why_declined": LABEL,
            "instead": LABEL,
        }
        seen_by = KEEPERS
        kept = "As long as the incident."
        forget = With("incident")


class Charged(models.Model):
    """A charge in an entry, with an amount where one matters, until the day on which the law seals it."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="charges")
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT)
    tenths = models.PositiveIntegerField(null=True, blank=True)
    seals_month = models.CharField(max_length=7, blank=True)

    class Privacy:
        holds = "Which charge it was, how much in tenths of its unit, and the month in which it is sealed."
        fields: ClassVar = {"id": TECHNICAL, "entry": ID, "charge": LABEL, "tenths": COUNT, "seals_month": DAY}
        seen_by = "Whoever keeps the ledger, until it is sealed; then nobody."
        kept = "Until the month in which the law seals it: hidden from its first day on, and deleted within a day."
        forget = After(
            "a day",
            by="seals_month",
            source="NY CPL 160.50, 160.55, 160.57 and 160.59: sealed records vanish from every view and export",
            verb="waymeet.diversion.incidents.letting_go.sealed_charges",
            due="waymeet.diversion.incidents.letting_go.sealed_due",
        )


class Referral(models.Model):
    """Somebody referred without an incident, through the second or the third door. Never added to incidents."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    door = models.CharField(max_length=10, choices=Door.choices)
    referrer = models.CharField(max_length=12, choices=Referrer.choices)
    iso_week = models.CharField(max_length=8)
    area_number = models.PositiveIntegerField(default=0)
    races_said = models.JSONField(default=list)
    races_seen = models.JSONField(default=list)
    gender = models.CharField(max_length=8, choices=Gender.choices, default=Gender.UNKNOWN)
    age_band = models.CharField(max_length=2, choices=AgeBand.choices, blank=True)
    officer = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.SET_NULL)
    response = models.CharField(max_length=10, choices=Response.choices, blank=True)

    class Privacy:
        holds = "That somebody was referred, by what kind of person, in which week and area, and what they said to it."
        fields: ClassVar = {
            "id": ID,
            "door": LABEL,
            "referrer": LABEL,
            "iso_week": DAY,
            "area_number": PLACE,
            "races_said": LABEL,
            "races_seen": LABEL,
            "gender": LABEL,
            "age_band": LABEL,
            "officer": ID,
            "response": LABEL,
        }
        seen_by = KEEPERS
        kept = "Seven years."
        forget = After("seven years", by="iso_week", source=SERVES)
