"""People who chose to be known to the organizers: how to reach them, who lives with whom, what happened.

What may be known to every organizer stays plain, so that half a million people can be searched. Whatever could hurt
somebody who is found with it is sealed: notes here, guarded groups beside.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import CONTACT_POINT, DAY, FREE_TEXT, ID, LABEL, PERSON, PLACE, WORKER
from waymeet.kernel.retention import AtAWord, WhenDone, With
from waymeet.kernel.sealed_field import Sealed


class Household(models.Model):
    """People who live together, whatever they are to each other."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)

    class Privacy:
        holds = "That some people live together. It has no name and no address of its own."
        fields: ClassVar = {"id": ID}
        seen_by = "Whoever sees the people in it."
        kept = "As long as somebody is in it."
        forget = WhenDone("It goes with the last person in it.")


class Contact(models.Model):
    """Somebody who chose to be known. Everything about them can stay empty."""

    class Channel(models.TextChoices):
        """A way to reach somebody."""

        CALL = "call", _("a call")
        TEXT = "text", _("a text")
        EMAIL = "email", _("an email")
        VISIT = "visit", _("a visit")
        LETTER = "letter", _("a letter")

    class Source(models.TextChoices):
        """How we met."""

        DOOR = "door", _("at a door")
        ASKED = "asked", _("asked to be called")
        EVENT = "event", _("at an event")
        FRIEND = "friend", _("through a friend")
        CAME = "came", _("came to us")
        IMPORT = "import", _("from a list")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    name = models.CharField(max_length=120, blank=True)
    chosen_name = models.CharField(max_length=80, blank=True)
    pronouns = models.CharField(max_length=40, blank=True)
    languages = models.CharField(max_length=60, blank=True)
    reach_by = models.CharField(max_length=10, choices=Channel.choices, blank=True)
    reach_when = models.CharField(max_length=120, blank=True)
    not_by = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=160, blank=True)
    door = models.UUIDField(null=True)
    household = models.ForeignKey(Household, null=True, on_delete=models.SET_NULL, related_name="people")
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.CAME)
    since = models.DateField(default=clock.today)
    seen_on = models.DateField(default=clock.today)
    folded = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["folded", "id"]
        indexes: ClassVar = [
            models.Index(fields=["folded", "id"], name="contacts_by_name"),
            models.Index(fields=["seen_on"], name="contacts_seen_on"),
            models.Index(fields=["since"], name="contacts_since"),
            models.Index(fields=["source"], name="contacts_by_source"),
            models.Index(fields=["reach_by"], name="contacts_by_reach"),
            models.Index(fields=["door"], name="contacts_by_door"),
        ]

    @property
    def called(self) -> str:
        """What they want to be called."""
        return self.chosen_name or self.name

    @property
    def refused(self) -> frozenset[str]:
        """Channels they do not want."""
        return frozenset(self.not_by.split())

    class Privacy:
        holds = "Somebody who chose to be known to the organizers, with as much of it as they gave."
        fields: ClassVar = {
            "id": ID,
            "name": PERSON,
            "chosen_name": PERSON,
            "pronouns": PERSON,
            "languages": LABEL,
            "reach_by": LABEL,
            "reach_when": FREE_TEXT,
            "not_by": LABEL,
            "address": PLACE,
            "door": PLACE,
            "household": ID,
            "source": LABEL,
            "since": DAY,
            "seen_on": DAY,
            "folded": PERSON,
        }
        seen_by = "Organizers and field leads."
        by_choice = ("name", "chosen_name", "pronouns", "reach_when", "folded")
        kept = "Until they say that they want to go, or the organizers let them go."
        forget = AtAWord("They ask, or an organizer sees that they are gone: everything below goes with them.")


class ContactPoint(models.Model):
    """A phone number or an email. Two people can share one."""

    class Kind(models.TextChoices):
        """What it is."""

        PHONE = "phone", _("phone")
        EMAIL = "email", _("email")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    value = models.CharField(max_length=160)
    folded = models.CharField(max_length=160, db_index=True)
    works = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["kind", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["contact", "kind", "folded"], name="one_contact_point_a_person")
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "works", "contact"], name="points_that_work")]

    class Privacy:
        holds = "A phone number or an email of somebody who chose to be known, and whether it works."
        fields: ClassVar = {
            "id": ID,
            "contact": ID,
            "kind": LABEL,
            "value": CONTACT_POINT,
            "folded": CONTACT_POINT,
            "works": LABEL,
        }
        seen_by = "Organizers and field leads."
        by_choice = ("value", "folded")
        kept = "As long as the person."
        forget = With("contact")


class Saying(models.Model):
    """What somebody says they are, of what any organizer may know. What could hurt them is a guarded group instead."""

    class What(models.TextChoices):
        """From the open part of the list."""

        LIVES = "lives", _("lives here")
        WORKS = "works", _("works here")
        WORSHIPS = "worships", _("worships here")
        NEIGHBOUR = "neighbour", _("neighbor")
        PROVIDER = "provider", _("provider of services")
        EDUCATOR = "educator", _("educator")
        BUSINESS = "business", _("has a business")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="sayings")
    what = models.CharField(max_length=20, choices=What.choices)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["contact", "what"], name="one_saying_a_person")]
        indexes: ClassVar = [models.Index(fields=["what", "contact"], name="sayings_by_what")]

    class Privacy:
        holds = "What somebody says they are to this place: lives, works, worships, teaches here."
        fields: ClassVar = {"id": ID, "contact": ID, "what": LABEL}
        seen_by = "Organizers and field leads."
        kept = "As long as the person."
        forget = With("contact")


class Relation(models.Model):
    """What two people are to each other. It reads from `one` to `other`."""

    class Kind(models.TextChoices):
        """The closed list."""

        PARTNER = "partner", _("partner of")
        PARENT = "parent", _("parent of")
        SIBLING = "sibling", _("sister or brother of")
        RELATED = "related", _("related to")
        FRIEND = "friend", _("friend of")
        BROUGHT = "brought", _("brought in")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    one = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="relations_from")
    other = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="relations_to")
    kind = models.CharField(max_length=10, choices=Kind.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one", "other", "kind"], name="one_relation_of_a_kind"),
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="nobody_is_related_to_themselves"),
        ]

    class Privacy:
        holds = "That one person is another's partner, parent, sibling, relative or friend, or brought them in."
        fields: ClassVar = {"id": ID, "one": ID, "other": ID, "kind": LABEL}
        seen_by = "Organizers and field leads."
        kept = "As long as both people."
        forget = With("one")


class Entry(models.Model):
    """One thing that happened with somebody. That it happened is plain; any words are sealed to the organizers."""

    class Kind(models.TextChoices):
        """What happened."""

        MET = "met", _("met")
        CALLED = "called", _("called")
        TEXTED = "texted", _("texted")
        WROTE = "wrote", _("wrote")
        VISITED = "visited", _("visited")
        TRIED = "tried", _("tried to call")
        MESSAGE = "message", _("left a message")
        NOTE = "note", _("note")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="entries")
    day = models.DateField(default=clock.today)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.UUIDField()
    epoch = models.CharField(max_length=20, blank=True)
    sealed = Sealed(null=True)

    class Meta:
        ordering: ClassVar = ["-day", "-id"]

    class Privacy:
        holds = "That somebody was met, called or written to, on which day and by whom; words about it are sealed."
        fields: ClassVar = {"id": ID, "contact": ID, "day": DAY, "kind": LABEL, "by": WORKER, "epoch": LABEL}
        seen_by = "Organizers and field leads; the words organizers only, by opening the person's page."
        kept = "As long as the person."
        forget = With("contact")
