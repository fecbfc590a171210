"""Referrals without anybody in them, and every step each of them took."""

from typing import ClassVar

from django.db import models

from waymeet.care.referrals.kinds import Helped, Kind, Reason, State
from waymeet.care.supplies.models import Program
from waymeet.kernel.ids import random_number
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, PLACE, SECRET_HASH, TECHNICAL
from waymeet.kernel.retention import After, With
from waymeet.kernel.sealed_field import Sealed


class Referral(models.Model):
    """One offer of help elsewhere. For whom is said nowhere but, if at all, in the sealed note."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    iso_week = models.CharField(max_length=8)
    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    service = models.UUIDField(null=True, blank=True)
    area_number = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OFFERED)
    state_week = models.CharField(max_length=8)
    warm = models.BooleanField(default=False)
    accompanied = models.BooleanField(default=False)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    helped = models.CharField(max_length=4, choices=Helped.choices, blank=True)
    closed_by_them = models.BooleanField(default=False)
    code_hash = models.BinaryField(unique=True)
    epoch = models.CharField(max_length=20, blank=True)
    note = Sealed(null=True)

    class Meta:
        ordering: ClassVar = ["iso_week", "id"]

    class Privacy:
        holds = "That help of a kind was offered in a week, how it went, and why it failed if it did. Not to whom."
        fields: ClassVar = {
            "id": TECHNICAL,
            "iso_week": DAY,
            "program": LABEL,
            "kind": LABEL,
            "service": ID,
            "area_number": PLACE,
            "state": LABEL,
            "state_week": DAY,
            "warm": LABEL,
            "accompanied": LABEL,
            "reason": LABEL,
            "helped": LABEL,
            "closed_by_them": LABEL,
            "code_hash": SECRET_HASH,
            "epoch": LABEL,
        }
        seen_by = "Outreach workers; whoever holds its slip can say how it went, and reads nothing of it."
        kept = "18 months."
        forget = After("18 months", by="iso_week", source="a funder's year and half of the next")


class Step(models.Model):
    """One step of a referral, never changed: what was wrong is put right by another."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State.choices)
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    helped = models.CharField(max_length=4, choices=Helped.choices, blank=True)
    by_them = models.BooleanField(default=False)
    corrects = models.BooleanField(default=False)
    iso_week = models.CharField(max_length=8)

    class Meta:
        ordering: ClassVar = ["referral", "place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["referral", "place"], name="one_step_a_place_of_a_referral")
        ]

    class Privacy:
        holds = "A step of a referral, in which week, and whether a worker or the participant told it."
        fields: ClassVar = {
            "id": TECHNICAL,
            "referral": ID,
            "place": COUNT,
            "state": LABEL,
            "reason": LABEL,
            "helped": LABEL,
            "by_them": LABEL,
            "corrects": LABEL,
            "iso_week": DAY,
        }
        in_order = "The steps of one referral have an order; nothing orders those of two."
        seen_by = "Outreach workers."
        kept = "As long as the referral."
        forget = With("referral")
