"""Lists of people: conditions that are looked up each time, or the people themselves as they were on a day.

A list that asks for a guarded group is classed: its name, its conditions and its people lie sealed to the organizers.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import DAY, FREE_TEXT, ID, LABEL, TECHNICAL, WORKER
from waymeet.kernel.retention import AtAWord, With
from waymeet.kernel.sealed_field import Sealed
from waymeet.organizing.contacts.models import Contact


class SavedList(models.Model):
    """A list with its name. What it asks is in `conditions`, or sealed when it is classed."""

    class Share(models.TextChoices):
        """Who else sees it."""

        ME = "me", _("only me")
        ORGANIZERS = "organizers", _("all organizers")
        FIELD_LEADS = "field_leads", _("organizers and field leads")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    owner = models.UUIDField(db_index=True)
    share = models.CharField(max_length=20, choices=Share.choices, default=Share.ME)
    name = models.CharField(max_length=80, blank=True)
    conditions = models.JSONField(default=dict)
    made_on = models.DateField(default=clock.today)
    frozen_on = models.DateField(null=True)
    classed = models.BooleanField(default=False)
    epoch = models.CharField(max_length=20, blank=True)
    sealed = Sealed(null=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]

    class Privacy:
        holds = (
            "A list of people: who made it, who else sees it, and what it asks; sealed when it asks what is guarded."
        )
        fields: ClassVar = {
            "id": ID,
            "owner": WORKER,
            "share": LABEL,
            "name": FREE_TEXT,
            "conditions": FREE_TEXT,
            "made_on": DAY,
            "frozen_on": DAY,
            "classed": LABEL,
            "epoch": LABEL,
        }
        seen_by = "Whoever made it and whom it is shared with; classed ones organizers only, by opening them."
        by_choice = ("name", "conditions")
        kept = "Until whoever made it takes it away."
        forget = AtAWord("Whoever made it takes it away.")


class Listed(models.Model):
    """Somebody on a list that keeps its people as they were on a day."""

    on_list = models.ForeignKey(SavedList, on_delete=models.CASCADE, related_name="listed")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="listed")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["on_list", "contact"], name="listed_once")]

    class Privacy:
        holds = "That somebody is on a list whose people were kept as they were on a day; never of a classed list."
        fields: ClassVar = {"id": TECHNICAL, "on_list": ID, "contact": ID}
        seen_by = "Whoever sees the list."
        kept = "As long as the person and the list."
        forget = With("contact")
