"""A person's own page: how it is found, the key it opens with, and what they asked for there (docs/decisions/0034).

The secret is on the person's paper and nowhere else. It finds the page, and unwraps the key under which the words they
agreed to lie sealed. Whoever takes the server reads none of them.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import random_id, timed_id
from waymeet.kernel.privacy import DAY, ID, KEY, LABEL, SECRET_HASH, TECHNICAL, WORKER
from waymeet.kernel.retention import After, WhenDone, With
from waymeet.kernel.sealed_field import Sealed
from waymeet.organizing.contacts.models import Contact


class OwnPage(models.Model):
    """Somebody has a page of their own, and a paper that opens it."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="own_page")
    handle = models.BinaryField(unique=True)
    public = models.BinaryField()
    wrapped = models.BinaryField()
    view = Sealed()
    basis = models.BinaryField()
    made_on = models.DateField(default=clock.today)

    class Privacy:
        holds = "That somebody has a page of their own; what they promised lies in it, sealed to the secret on paper."
        fields: ClassVar = {
            "id": ID,
            "contact": ID,
            "handle": SECRET_HASH,
            "public": KEY,
            "wrapped": KEY,
            "basis": TECHNICAL,
            "made_on": DAY,
        }
        seen_by = "The person, with their paper. Organizers see that there is one."
        kept = "Until it is replaced or closed, or as long as the person."
        forget = With("contact")


class Asked(models.Model):
    """What somebody asked for on their page; their words are sealed to the organizers."""

    class Kind(models.TextChoices):
        """What it is."""

        CORRECT = "correct", _("something is wrong")
        EVERYTHING = "everything", _("wants all that is written about them")
        LEAVE = "leave", _("wants to go")

    class State(models.TextChoices):
        """Whether somebody has seen to it."""

        OPEN = "open", _("open")
        DONE = "done", _("done")
        NOT_DONE = "not_done", _("talked about, left as it is")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="asked")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    day = models.DateField(default=clock.today)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    settled_on = models.DateField(null=True)
    settled_by = models.UUIDField(null=True)
    epoch = models.CharField(max_length=20, blank=True)
    sealed = Sealed(null=True)

    class Meta:
        ordering: ClassVar = ["day", "id"]

    class Privacy:
        holds = "That somebody asked for a correction, for everything about them, or to go; their words are sealed."
        fields: ClassVar = {
            "id": ID,
            "contact": ID,
            "kind": LABEL,
            "day": DAY,
            "state": LABEL,
            "settled_on": DAY,
            "settled_by": WORKER,
            "epoch": LABEL,
        }
        seen_by = "Organizers; the person sees how far it is."
        kept = "12 months after it is settled, or as long as the person."
        forget = After("12 months", by="settled_on", source="long enough to answer for what was done")


class Left(models.Model):
    """Somebody left by themselves, and guarded groups, which only organizers can open, were not looked through yet."""

    contact = models.UUIDField(primary_key=True)

    class Privacy:
        holds = "The id of somebody who left: nothing else is known of them any more."
        fields: ClassVar = {"contact": ID}
        seen_by = "Nobody."
        kept = "Until an organizer next opens a person's page."
        forget = WhenDone("It goes once every guarded group was looked through for them.")
