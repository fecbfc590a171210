"""Organizations that stand together: how close, who speaks for each, what was promised and what came."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import COUNT, DAY, FREE_TEXT, ID, LABEL
from waymeet.kernel.retention import Stays, With
from waymeet.organizing.contacts.models import Contact, Group


class Coalition(models.Model):
    """Some organizations that want the same."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    name = models.CharField(max_length=120)
    wants = models.CharField(max_length=240, blank=True)
    begun_on = models.DateField(default=clock.today)

    class Meta:
        ordering: ClassVar = ["name", "id"]

    class Privacy:
        holds = "A coalition: its name, what it wants, and since when it is kept."
        fields: ClassVar = {"id": ID, "name": LABEL, "wants": LABEL, "begun_on": DAY}
        seen_by = "Organizers."
        kept = "As long as the organizers keep it."
        forget = Stays("It is a coalition of organizations, not a person.")


class Standing(models.Model):
    """How one organization, an open group of the contacts, stands in a coalition."""

    class Tier(models.TextChoices):
        """From the closest to the loosest (facts of the craft, 3.8)."""

        STEERING = "steering", _("steering group")
        MEMBER = "member", _("member organization")
        ENDORSER = "endorser", _("endorser: signed on")
        SUPPORTER = "supporter", _("supporter")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    coalition = models.ForeignKey(Coalition, on_delete=models.CASCADE, related_name="standings")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="standings")
    tier = models.CharField(max_length=10, choices=Tier.choices)
    joined_on = models.DateField(default=clock.today)
    mou_on = models.DateField(null=True)
    left_on = models.DateField(null=True)
    conflicts = models.CharField(max_length=240, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["coalition", "group"], name="one_standing_a_group")]

    class Privacy:
        holds = "That an organization stands in a coalition, how close, since when, what is agreed and what is not."
        fields: ClassVar = {
            "id": ID,
            "coalition": ID,
            "group": ID,
            "tier": LABEL,
            "joined_on": DAY,
            "mou_on": DAY,
            "left_on": DAY,
            "conflicts": LABEL,
        }
        seen_by = "Organizers."
        kept = "As long as the coalition and the organization."
        forget = With("coalition")


class Delegate(models.Model):
    """Who speaks for an organization: somebody among the contacts, or only a name or a post."""

    class Authority(models.TextChoices):
        """What they may do without asking at home first."""

        ASKS = "asks", _("asks their organization first")
        SIGNS = "signs", _("may sign statements and letters")
        PROMISES = "promises", _("may promise people and things")
        DECIDES = "decides", _("may decide everything for it")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    standing = models.ForeignKey(Standing, on_delete=models.CASCADE, related_name="delegates")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.CASCADE, related_name="delegations")
    called = models.CharField(max_length=120, blank=True)
    authority = models.CharField(max_length=10, choices=Authority.choices, default=Authority.ASKS)
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["until", "since", "id"]

    class Privacy:
        holds = "Who speaks for an organization in a coalition, from when to when, and what they may decide."
        fields: ClassVar = {
            "id": ID,
            "standing": ID,
            "contact": ID,
            "called": FREE_TEXT,
            "authority": LABEL,
            "since": DAY,
            "until": DAY,
        }
        seen_by = "Organizers."
        by_choice = ("called",)
        names = "who speaks in public for an organization"
        kept = "As long as the person, and as the organization stands in the coalition."
        forget = With("standing")


class Pledge(models.Model):
    """What an organization promised, and what came of it."""

    class Kind(models.TextChoices):
        """What was promised."""

        TURNOUT = "turnout", _("people at an event")
        SIGN_ON = "sign_on", _("a name under a letter")
        RESOURCE = "resource", _("a thing or a hand, no money")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    standing = models.ForeignKey(Standing, on_delete=models.CASCADE, related_name="pledges")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    what = models.CharField(max_length=160)
    promised = models.PositiveIntegerField(default=1)
    due = models.DateField()
    delivered = models.PositiveIntegerField(null=True)
    settled_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-due", "id"]

    class Privacy:
        holds = "What an organization promised by when, how much of it, and how much came."
        fields: ClassVar = {
            "id": ID,
            "standing": ID,
            "kind": LABEL,
            "what": LABEL,
            "promised": COUNT,
            "due": DAY,
            "delivered": COUNT,
            "settled_on": DAY,
        }
        seen_by = "Organizers."
        kept = "As long as the organization stands in the coalition."
        forget = With("standing")
