"""Guarded groups: groups in which being found can hurt. Their name and who belongs are sealed under a key of their own.

In plain stands only how many guarded groups there are and how many rows each has: no name, no person, no day.
"""

from typing import ClassVar

from django.db import models

from waymeet.kernel.casefiles import CaseFileBase, CaseKeyBase, RecordBase
from waymeet.kernel.privacy import COUNT, ID, KEY, LABEL
from waymeet.kernel.retention import AtAWord, Stays, With
from waymeet.organizing.contacts.models.people import Saying


class GuardedGroup(CaseFileBase):
    """A guarded group, or something people say of themselves that is guarded. What it is called lies inside."""

    class Privacy(CaseFileBase.Privacy):
        holds = "That there is a guarded group, and, sealed under its own key, what it is called."
        seen_by = "Organizers, by opening it."
        kept = "Until the organizers take it away."
        forget = AtAWord("The organizers take a guarded group away; its keys go first.")


class GuardedKey(CaseKeyBase):
    """A generation of a guarded group's key."""

    file = models.ForeignKey(GuardedGroup, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "generation"], name="one_guarded_key_a_generation")
        ]

    class Privacy(CaseKeyBase.Privacy):
        fields: ClassVar = {"id": ID, "file": ID, "generation": COUNT, "epoch": LABEL, "wrapped": KEY}
        forget = With("file")


class GuardedMember(RecordBase):
    """That somebody belongs to a guarded group. Who, as what and since when lies inside."""

    file = models.ForeignKey(GuardedGroup, on_delete=models.CASCADE, related_name="records")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "version"], name="one_guarded_record_a_version")
        ]

    class Privacy(RecordBase.Privacy):
        holds = "That a guarded group has a member; who it is is sealed under the guarded group's key."
        fields: ClassVar = {"id": ID, "file": ID, "record": ID, "version": COUNT, "generation": COUNT}
        seen_by = "Organizers, by opening the guarded group."
        kept = "Until the person leaves the guarded group, or the guarded group goes."
        forget = With("file")


class GuardedSaying(models.Model):
    """Something people say of themselves that is open elsewhere and that the organizers here chose to guard."""

    what = models.CharField(primary_key=True, max_length=20, choices=Saying.What.choices)

    class Privacy:
        holds = (
            "That the organizers chose to guard something people say of themselves; of whom lies in a guarded group."
        )
        fields: ClassVar = {"what": LABEL}
        seen_by = "Organizers; others see only that it is not asked."
        kept = "As long as the organization: what was guarded is never opened again in bulk."
        forget = Stays("It is a choice of the organization and says nothing of anybody.")
