"""Case files, a key of its own for each, nothing readable; and counts by month that lead to no file."""

from typing import ClassVar

from django.db import models

from waymeet.diversion.casework.said import Stage
from waymeet.diversion.incidents.said import Door
from waymeet.kernel.casefiles import CaseFileBase, RecordBase
from waymeet.kernel.ids import random_number
from waymeet.kernel.own_pages import OwnPageBase, PagedKeyBase
from waymeet.kernel.privacy import COUNT, DAY, ID, KEY, LABEL, SECRET_HASH, TECHNICAL
from waymeet.kernel.retention import After, AtAWord, Stays, WhenDone, With


class CaseFile(CaseFileBase):
    """One participant's file, known by a random number."""

    class Privacy(CaseFileBase.Privacy):
        forget = AtAWord("The team forgets a file at the participant's word, or when they see that its time is over.")


class CaseKey(PagedKeyBase):
    """A generation of a file's key."""

    file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="keys")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "generation"], name="one_case_key_a_generation")
        ]

    class Privacy(PagedKeyBase.Privacy):
        fields: ClassVar = {"id": ID, "file": ID, "generation": COUNT, "epoch": LABEL, "wrapped": KEY, "to_page": KEY}
        forget = With("file")


class CaseRecord(RecordBase):
    """One version of a thing in a file: a goal, a task, a plan, a note, a hand-off, a correction."""

    file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="records")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "version"], name="one_case_record_a_version")
        ]

    class Privacy(RecordBase.Privacy):
        fields: ClassVar = {"id": ID, "file": ID, "record": ID, "version": COUNT, "generation": COUNT}
        forget = With("file")


class CasePage(OwnPageBase):
    """The participant's own page over their file."""

    file = models.OneToOneField(CaseFile, on_delete=models.CASCADE, related_name="own_page")

    class Privacy(OwnPageBase.Privacy):
        fields: ClassVar = {
            "id": ID,
            "file": ID,
            "code": SECRET_HASH,
            "public_key": KEY,
            "wrapped": KEY,
            "second_code": SECRET_HASH,
        }
        forget = With("file")


class TakenUp(models.Model):
    """That somebody who was handed to us is being helped: no longer waiting. Which file it became is not said."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    handle = models.UUIDField(unique=True)

    class Privacy:
        holds = "The name the gate knows a hand-off by, once we began a file from it. It leads to no file."
        fields: ClassVar = {"id": TECHNICAL, "handle": ID}
        seen_by = "Nobody; the inbox leaves it out."
        kept = "Until the consent ends."
        forget = WhenDone("It goes when the gate says that the consent is over or was taken back.")


class GateMark(models.Model):
    """How far this room has followed the gate: one row."""

    mark = models.CharField(max_length=60)

    class Privacy:
        holds = "Up to where this room has done what consents say."
        fields: ClassVar = {"id": TECHNICAL, "mark": TECHNICAL}
        seen_by = "Nobody."
        kept = "As long as the database."
        in_order = "One row, always number one."
        forget = Stays("One row that says nothing of anybody.")


class Counted(models.Model):
    """Somebody reached a stage in a month, under a number that lies only inside their sealed file."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    counting = models.UUIDField()
    stage = models.CharField(max_length=16, choices=Stage.choices)
    month = models.CharField(max_length=7)
    door = models.CharField(max_length=10, choices=Door.choices)
    races = models.JSONField(default=list)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["counting", "stage"],
                condition=~models.Q(stage="in_touch"),
                name="one_case_count_a_stage",
            ),
            models.UniqueConstraint(
                fields=["counting", "stage", "month"],
                condition=models.Q(stage="in_touch"),
                name="one_active_count_a_month",
            ),
        ]

    class Privacy:
        holds = "A stage, a month, a door and races as somebody says them. Which file it is lies only in that file."
        fields: ClassVar = {
            "id": TECHNICAL,
            "counting": ID,
            "stage": LABEL,
            "month": DAY,
            "door": LABEL,
            "races": LABEL,
        }
        seen_by = "Whoever reads what the ledger adds up to, as counts."
        kept = "Seven years, also when the file is gone: it leads to nobody."
        forget = After(
            "seven years",
            by="month",
            source="comparing years",
            verb="waymeet.diversion.casework.letting_go.old_counts",
            due="waymeet.diversion.casework.letting_go.due",
        )
