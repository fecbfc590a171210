"""Words by which people are found, one row each, so that half a million people are searched by an index."""

from typing import ClassVar

from django.db import models

from waymeet.kernel.privacy import ID, LABEL, PERSON, TECHNICAL
from waymeet.kernel.retention import With
from waymeet.organizing.contacts.models.people import Contact


class Filed(models.Model):
    """One word under which somebody is filed: of their name, of where they live, a language, a channel refused."""

    class Under(models.TextChoices):
        """What kind of word it is."""

        NAME = "name", "name"
        NUMBER = "number", "number"  # backwards: people remember how a number ends
        PLACE = "place", "place"
        LANGUAGE = "language", "language"
        REFUSED = "refused", "refused"

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="filed")
    under = models.CharField(max_length=10, choices=Under.choices)
    word = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["under", "word", "contact"], name="filed_once_under_a_word")
        ]

    class Privacy:
        holds = "The words of a name, an address, a language or a refusal, each for itself, so that people are found."
        fields: ClassVar = {"id": TECHNICAL, "contact": ID, "under": LABEL, "word": PERSON}
        seen_by = "Nobody by itself; it says nothing that the person's row does not."
        by_choice = ("word",)
        kept = "As long as the person."
        forget = With("contact")
