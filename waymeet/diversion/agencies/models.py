"""Agencies: offices, not people."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from waymeet.kernel.ids import random_number
from waymeet.kernel.privacy import DAY, ID, LABEL
from waymeet.kernel.retention import Stays


class Kind(models.TextChoices):
    """What an agency does."""

    POLICE = "police", _("police")
    PROSECUTOR = "prosecutor", _("prosecutor")
    DEFENDER = "defender", _("public defender")
    COURT = "court", _("court")
    JAIL = "jail", _("jail or sheriff")
    EXECUTIVE = "executive", _("mayor or county executive")
    HEALTH = "health", _("health or mental health department")
    PROVIDER = "provider", _("service provider")
    COMMUNITY = "community", _("community organization")
    OTHER = "other", pgettext_lazy("an agency", "another")


class Agency(models.Model):
    """An office that signs, decides, sends or owes."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    class Privacy:
        holds = "What an office is called and what it does. No person in it."
        fields: ClassVar = {"id": ID, "name": LABEL, "kind": LABEL, "ended_on": DAY}
        seen_by = "Everybody: what was asked of it is public."
        kept = "As long as the ledger."
        forget = Stays("It is an office; what was asked of it stays readable.")

    def __str__(self) -> str:
        return self.name
