"""Who leads whom among the people themselves. Organizers who go along with somebody are in one_on_ones."""

from typing import ClassVar

from django.db import models

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import COUNT, DAY, ID
from waymeet.kernel.retention import With
from waymeet.organizing.contacts.models import Contact


class Leads(models.Model):
    """One person leads another, and how often they want to talk. Everybody follows one at most."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    leader = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="leads")
    follower = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="led")
    every_days = models.PositiveSmallIntegerField(default=14)
    since = models.DateField(default=clock.today)
    talked_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(leader=models.F("follower")), name="nobody_leads_themselves")
        ]

    class Privacy:
        holds = "That one person leads another, how often they want to talk, and when they did last."
        fields: ClassVar = {
            "id": ID,
            "leader": ID,
            "follower": ID,
            "every_days": COUNT,
            "since": DAY,
            "talked_on": DAY,
        }
        seen_by = "Organizers."
        kept = "As long as both people."
        forget = With("follower")
