"""Public officials in their office, as published; who of us reaches them, and every talk with them.

Only what belongs to the office is kept: no birth date, no home, no picture.
"""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import CONTACT_POINT, COUNT, DAY, ID, LABEL, PERSON, PLACE, TECHNICAL, WORKER
from waymeet.kernel.retention import Stays, With
from waymeet.kernel.sealed_field import Sealed
from waymeet.organizing.contacts.models import Contact, Group


class Official(models.Model):
    """Somebody who holds a public office, or runs something public."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    key = models.CharField(max_length=80, null=True, unique=True)  # noqa: DJ001 - none by hand; unique where there is one
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=200, db_index=True)
    party = models.CharField(max_length=60, blank=True)
    email = models.CharField(max_length=160, blank=True)
    links = models.TextField(blank=True)
    loaded_on = models.DateField(null=True)
    absent_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["folded", "id"]

    class Privacy:
        holds = "A public official in their office: name, party, office email and links, as published."
        fields: ClassVar = {
            "id": ID,
            "key": LABEL,
            "name": PERSON,
            "folded": PERSON,
            "party": LABEL,
            "email": CONTACT_POINT,
            "links": LABEL,
            "loaded_on": DAY,
            "absent_on": DAY,
        }
        seen_by = "Organizers."
        by_choice = ("name", "folded", "email")
        names = "public officials in their office"
        kept = "As long as the organizers keep it."
        forget = Stays("A public office and who held it is public; what was promised by whom must stay checkable.")


class Term(models.Model):
    """One office somebody holds or held, from when to when."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="terms")
    office = models.CharField(max_length=80)
    district = models.CharField(max_length=80, blank=True)
    jurisdiction = models.CharField(max_length=160, blank=True)
    began = models.DateField(null=True)
    ended = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-began", "id"]

    class Privacy:
        holds = "A public office somebody holds or held: which, where, from when to when."
        fields: ClassVar = {
            "id": ID,
            "official": ID,
            "office": LABEL,
            "district": LABEL,
            "jurisdiction": LABEL,
            "began": DAY,
            "ended": DAY,
        }
        seen_by = "Organizers."
        kept = "As long as the official."
        forget = With("official")


class Office(models.Model):
    """Where an official's office is, and its telephone."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="offices")
    kind = models.CharField(max_length=40)
    address = models.CharField(max_length=240, blank=True)
    voice = models.CharField(max_length=40, blank=True)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["place", "id"]

    class Privacy:
        holds = "The address and telephone of a public office."
        fields: ClassVar = {
            "id": ID,
            "official": ID,
            "kind": LABEL,
            "address": PLACE,
            "voice": CONTACT_POINT,
            "place": TECHNICAL,
        }
        seen_by = "Organizers."
        by_choice = ("voice",)
        names = "telephones of public offices"
        kept = "As long as the official, or until a newer file says otherwise."
        forget = With("official")


class Seat(models.Model):
    """A seat on a committee, as what."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="seats")
    committee = models.CharField(max_length=200)
    chamber = models.CharField(max_length=20, blank=True)
    role = models.CharField(max_length=60, blank=True)
    since = models.DateField(default=clock.today)
    ended = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["ended", "committee", "id"]

    class Privacy:
        holds = "A seat of an official on a committee, as what, and when a file no longer named it."
        fields: ClassVar = {
            "id": ID,
            "official": ID,
            "committee": LABEL,
            "chamber": LABEL,
            "role": LABEL,
            "since": DAY,
            "ended": DAY,
        }
        seen_by = "Organizers."
        kept = "As long as the official."
        forget = With("official")


class Reach(models.Model):
    """Who reaches an official: one of our contacts, an organizer, an organization, or another official."""

    class How(models.TextChoices):
        """A closed list, so that nothing is written down about somebody's life."""

        LIVES = "lives", _("lives or votes in their district")
        KNOWS = "knows", _("knows them")
        WORKS = "works", _("works with them")
        SPEAKS = "speaks", _("they listen to them")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="reached_by")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.CASCADE, related_name="reaches")
    group = models.ForeignKey(Group, null=True, on_delete=models.CASCADE, related_name="reaches")
    organizer = models.UUIDField(null=True)
    through = models.ForeignKey(Official, null=True, on_delete=models.CASCADE, related_name="reaches")
    how = models.CharField(max_length=10, choices=How.choices, default=How.KNOWS)
    since = models.DateField(default=clock.today)

    class Meta:
        ordering: ClassVar = ["since", "id"]

    class Privacy:
        holds = "That somebody of us, an organization or another official reaches an official, and how."
        fields: ClassVar = {
            "id": ID,
            "official": ID,
            "contact": ID,
            "group": ID,
            "organizer": WORKER,
            "through": ID,
            "how": LABEL,
            "since": DAY,
        }
        seen_by = "Organizers."
        kept = "As long as both."
        forget = With("official")


class Talk(models.Model):
    """One talk with an official or their office, for the log a charity keeps of its lobbying (501(h))."""

    class How(models.TextChoices):
        """In which way."""

        MEETING = "meeting", _("a meeting")
        CALL = "call", _("a call")
        MESSAGE = "message", _("an email or a letter")
        EVENT = "event", _("at an event")

    class Kind(models.TextChoices):
        """As the log of a charity tells lobbying apart."""

        DIRECT = "direct", _("direct: we asked them about a bill")
        GRASSROOTS = "grassroots", _("grassroots: we asked others to ask them")
        EXEMPT = "exempt", _("exempt: no bill was asked about")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    official = models.ForeignKey(Official, on_delete=models.CASCADE, related_name="talks")
    demand = models.ForeignKey("Demand", null=True, on_delete=models.SET_NULL, related_name="talks")
    day = models.DateField(db_index=True)
    organizer = models.UUIDField()
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="talks")
    how = models.CharField(max_length=10, choices=How.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.EXEMPT)
    minutes = models.PositiveIntegerField(null=True)
    cost = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    epoch = models.CharField(max_length=20, blank=True)
    sealed = Sealed(null=True)

    class Meta:
        ordering: ClassVar = ["-day", "-id"]

    class Privacy:
        holds = "A talk with an official: the day, who of us, which kind, minutes and cost; the words are sealed."
        fields: ClassVar = {
            "id": ID,
            "official": ID,
            "demand": ID,
            "day": DAY,
            "organizer": WORKER,
            "contact": ID,
            "how": LABEL,
            "kind": LABEL,
            "minutes": COUNT,
            "cost": COUNT,
            "epoch": LABEL,
        }
        seen_by = "Organizers."
        kept = "As long as the official: a charity shows its log years later."
        forget = With("official")
