"""Groups and organizations whose members may be known: a congregation, a tenants' association, a shop."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import DAY, FREE_TEXT, ID, LABEL
from waymeet.kernel.retention import Stays, With
from waymeet.organizing.contacts.models.people import Contact


class Group(models.Model):
    """An open group. Where membership itself can be dangerous it is a guarded group instead."""

    class Kind(models.TextChoices):
        """What kind of group."""

        CONGREGATION = "congregation", _("congregation")
        TENANTS = "tenants", _("tenants' association")
        UNION = "union", _("union")
        SCHOOL = "school", _("school")
        SERVICE = "service", _("service provider")
        BUSINESS = "business", _("business")
        BLOCK = "block", _("block or building")
        OTHER = "other", _("another group")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.OTHER)

    class Meta:
        ordering: ClassVar = ["name", "id"]

    class Privacy:
        holds = "A group or organization whose members may be known to every organizer."
        fields: ClassVar = {"id": ID, "name": LABEL, "kind": LABEL}
        seen_by = "Organizers and field leads."
        kept = "As long as the organizers keep it."
        forget = Stays("It is a group, not a person; it goes when the organizers take it away.")


class Membership(models.Model):
    """That somebody belongs to an open group, and as what."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=60, blank=True)
    since = models.DateField(default=clock.today)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "contact"], name="one_membership_a_group")]

    class Privacy:
        holds = "That somebody belongs to an open group, as what, and since when we know it."
        fields: ClassVar = {"id": ID, "group": ID, "contact": ID, "role": FREE_TEXT, "since": DAY}
        seen_by = "Organizers and field leads."
        by_choice = ("role",)
        kept = "As long as the person and the group."
        forget = With("contact")
