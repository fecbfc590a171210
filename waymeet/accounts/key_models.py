"""What is kept about printed sheets of a team's key: that there are some, and who has yet to hear of a ceremony."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, TECHNICAL, WORKER
from waymeet.kernel.retention import With


class KeySheets(models.Model):
    """That a set of sheets was printed for a team's key. What stands on them was never kept."""

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    team_key = models.ForeignKey("accounts.TeamKey", on_delete=models.CASCADE, related_name="sheets")
    needed = models.PositiveSmallIntegerField()
    among = models.PositiveSmallIntegerField()
    printed_on = models.DateField(default=clock.today)
    fingerprint = models.CharField(max_length=19)

    class Privacy:
        holds = "That sheets of a team's key were printed: how many, how many are needed, when, and for which key."
        fields: ClassVar = {
            "id": ID,
            "team_key": ID,
            "needed": COUNT,
            "among": COUNT,
            "printed_on": DAY,
            "fingerprint": TECHNICAL,
        }
        seen_by = "Members of the team."
        kept = "As long as the key's row; the sheets' words are kept nowhere."
        forget = With("team_key")


class KeyNotice(models.Model):
    """Something done with a team's key that one member has yet to be shown; gone when they have put it away."""

    class Kind(models.TextChoices):
        """What was done."""

        PRINTED = "printed", _("sheets were printed")
        USED = "used", _("sheets were used")
        DUE = "due", _("new sheets are due")

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    account = models.ForeignKey("accounts.Account", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    team = models.CharField(max_length=20)
    epoch = models.CharField(max_length=20)
    by = models.CharField(max_length=80, blank=True)
    happened_on = models.DateField(default=clock.today)

    class Privacy:
        holds = "That a member of a team has not yet seen that sheets of its key were printed or used."
        fields: ClassVar = {
            "id": ID,
            "account": WORKER,
            "kind": LABEL,
            "team": LABEL,
            "epoch": LABEL,
            "by": WORKER,
            "happened_on": DAY,
        }
        seen_by = "That member, on their first page."
        kept = "Until they put it away; what was done stays in the audit."
        forget = With("account")
