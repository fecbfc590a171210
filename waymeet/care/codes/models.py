"""Codes, what is kept under one, and the team's secret they are found with. No name, no day, no area."""

from typing import ClassVar

from django.db import models

from waymeet.kernel.ids import random_number
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, SECRET_HASH, TECHNICAL
from waymeet.kernel.retention import After, AtAWord, Stays, WhenDone, With
from waymeet.kernel.sealed_field import Sealed

TEAM_ONLY = "The participants team, by finding it with the code."


class Finder(models.Model):
    """The secret that keys every hash here, sealed to the participants team; one row an epoch of the team's key."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    epoch = models.CharField(max_length=20, unique=True)
    sealed = Sealed()

    class Privacy:
        holds = (
            "A random secret, sealed: without a team member who is signed in no code and no phrase can be looked up."
        )
        fields: ClassVar = {"id": TECHNICAL, "epoch": LABEL}
        seen_by = "Nobody; it is opened inside a request of a team member."
        kept = "As long as there are codes."
        forget = Stays("Without it no code finds anything, and it says nothing of anybody.")


class Holder(models.Model):
    """Somebody who uses a code. `joined_to`: a team member found that both are one person; it can be taken apart.

    `wants_notices`: they asked that a note waits at their code when something they may have got is called back.
    """

    id = models.BigAutoField(primary_key=True, default=random_number)
    joined_to = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="joined")
    wants_notices = models.BooleanField(default=False)

    class Privacy:
        holds = "That somebody uses a code, known by a random number, and whether notes may wait there; not who."
        fields: ClassVar = {"id": ID, "joined_to": ID, "wants_notices": LABEL}
        seen_by = TEAM_ONLY
        kept = "Until it is forgotten at a word."
        forget = AtAWord("Whoever shows the code says so, and it is forgotten at once.")


class CardCode(models.Model):
    """One code of somebody's. A replaced one finds no more; what phones bring late under it still joins."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="codes")
    digest = models.BinaryField(unique=True)
    replaced = models.BooleanField(default=False)

    class Privacy:
        holds = "A code's hash, keyed by the team's sealed secret."
        fields: ClassVar = {"id": TECHNICAL, "holder": ID, "digest": SECRET_HASH, "replaced": LABEL}
        seen_by = "Nobody."
        kept = "As long as its holder."
        forget = With("holder")


class Phrase(models.Model):
    """Words that somebody chose to be found again by, without the card."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    holder = models.OneToOneField(Holder, on_delete=models.CASCADE, related_name="phrase")
    digest = models.BinaryField()

    class Privacy:
        holds = "A phrase's hash, keyed by the team's sealed secret."
        fields: ClassVar = {"id": TECHNICAL, "holder": ID, "digest": SECRET_HASH}
        seen_by = "Nobody."
        kept = "As long as its holder, or until it is taken away."
        forget = With("holder")


class Use(models.Model):
    """What was handed out under a code in a week."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="uses")
    iso_week = models.CharField(max_length=8)
    items = models.JSONField()
    taken_back = models.BooleanField(default=False)

    class Privacy:
        holds = "Items handed out under a code in a week; no area, no program, no day."
        fields: ClassVar = {"id": TECHNICAL, "holder": ID, "iso_week": DAY, "items": COUNT, "taken_back": COUNT}
        seen_by = TEAM_ONLY
        kept = "12 months."
        forget = After("12 months", by="iso_week", source="a year is what a person and a program look back on")


class Learned(models.Model):
    """A course whoever shows the code has had, kept because they want it: a lost certificate is printed again."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    holder = models.ForeignKey(Holder, on_delete=models.CASCADE, related_name="learned")
    course = models.UUIDField()
    iso_week = models.CharField(max_length=8)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["holder", "course", "iso_week"], name="one_course_a_holder_and_week")
        ]

    class Privacy:
        holds = "A course somebody has had, under a code: no name, no day, no place."
        fields: ClassVar = {"id": TECHNICAL, "holder": ID, "course": ID, "iso_week": DAY}
        seen_by = TEAM_ONLY
        kept = "12 months, or until it is taken out or the code is forgotten at a word."
        forget = After("12 months", by="iso_week", source="as long as anything is kept under a code")


class Heard(models.Model):
    """A code that came in with an opened pool, sealed to the participants team until one of them takes it in."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    epoch = models.CharField(max_length=20)
    sealed = Sealed()

    class Privacy:
        holds = "A code with its week and items, sealed."
        fields: ClassVar = {"id": TECHNICAL, "epoch": LABEL}
        seen_by = "Nobody until the participants team takes it in; then it is gone."
        kept = "Until it is taken in."
        forget = WhenDone("The first team member who looks somebody up, or takes them in, empties it.")
