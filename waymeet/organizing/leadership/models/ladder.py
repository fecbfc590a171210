"""The ladder the group made, in versions; who stands where by a person's word; and who moved on which day."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, WORKER
from waymeet.kernel.retention import Stays, With
from waymeet.kernel.sealed_field import Sealed
from waymeet.organizing.contacts.models import Contact, Group
from waymeet.organizing.leadership import rules


class Ladder(models.Model):
    """One version of the ladder. The newest is in force; older ones stay, to read old movements by."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    made_on = models.DateField(default=clock.today)
    made_by = models.UUIDField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    class Privacy:
        holds = "That the group made its ladder of engagement anew on a day."
        fields: ClassVar = {"id": ID, "made_on": DAY, "made_by": WORKER}
        seen_by = "Organizers."
        kept = "As long as the organizers keep it."
        forget = Stays("It is how the group reads its own history; it names nobody but who made it.")


class Rung(models.Model):
    """One rung, named in both languages. `key` is the same through the versions; `next` is what comes next."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="rungs")
    key = models.CharField(max_length=12)
    place = models.PositiveSmallIntegerField()
    name_en = models.CharField(max_length=40)
    name_es = models.CharField(max_length=40)
    next_en = models.CharField(max_length=200, blank=True)
    next_es = models.CharField(max_length=200, blank=True)
    any_of = models.BooleanField(default=False)
    leads = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ladder", "place"], name="one_rung_a_place"),
            models.UniqueConstraint(fields=["ladder", "key"], name="one_rung_a_key"),
        ]

    @property
    def name(self) -> str:
        return self.name_es if get_language() == "es" else self.name_en

    @property
    def next_step(self) -> str:
        return self.next_es if get_language() == "es" else self.next_en

    class Privacy:
        holds = "A rung of the ladder: its names, the next step from there, and whether those on it count as leaders."
        fields: ClassVar = {
            "id": ID,
            "ladder": ID,
            "key": LABEL,
            "place": COUNT,
            "name_en": LABEL,
            "name_es": LABEL,
            "next_en": LABEL,
            "next_es": LABEL,
            "any_of": LABEL,
            "leads": LABEL,
        }
        seen_by = "Organizers; people the name and the next step of their own."
        kept = "As long as the ladder."
        forget = With("ladder")


class Condition(models.Model):
    """One thing a rung asks for, out of a closed set."""

    class What(models.TextChoices):
        """What is counted (the words of rules.What)."""

        EVENTS = rules.What.EVENTS.value, _("came to events")
        SHIFTS = rules.What.SHIFTS.value, _("worked shifts")
        ONE_ON_ONES = rules.What.ONE_ON_ONES.value, _("one-on-ones held with them")
        KEPT = rules.What.KEPT.value, _("promises kept")
        BROUGHT = rules.What.BROUGHT.value, _("people they brought")
        LEADS = rules.What.LEADS.value, _("people they lead")
        ASSESSED = rules.What.ASSESSED.value, _("assessed, at most")
        BELONGS = rules.What.BELONGS.value, _("belongs to open groups of a kind")

    rung = models.ForeignKey(Rung, on_delete=models.CASCADE, related_name="conditions")
    what = models.CharField(max_length=20, choices=What.choices)
    number = models.PositiveSmallIntegerField(default=1)
    months = models.PositiveSmallIntegerField(default=0)
    group_kind = models.CharField(max_length=20, choices=Group.Kind.choices, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    class Privacy:
        holds = "What a rung asks for: how many of what, in how many months."
        fields: ClassVar = {"id": ID, "rung": ID, "what": LABEL, "number": COUNT, "months": COUNT, "group_kind": LABEL}
        seen_by = "Organizers."
        kept = "As long as the rung."
        forget = With("rung")


class Override(models.Model):
    """A person's word against the rules: somebody stands on this rung, until a day or until it is taken back."""

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="overrides")
    key = models.CharField(max_length=12)
    by = models.UUIDField()
    since = models.DateField(default=clock.today)
    until = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    epoch = models.CharField(max_length=20)
    reason = Sealed()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contact"], condition=models.Q(ended_on__isnull=True), name="one_word_against_the_rules"
            )
        ]

    class Privacy:
        holds = "That an organizer put somebody on a rung against the rules, until when; the reason is sealed."
        fields: ClassVar = {
            "id": ID,
            "contact": ID,
            "key": LABEL,
            "by": WORKER,
            "since": DAY,
            "until": DAY,
            "ended_on": DAY,
            "epoch": LABEL,
        }
        seen_by = "Organizers."
        kept = "As long as the person."
        forget = With("contact")


class Standing(models.Model):
    """On which rung somebody was found last. Whoever has none stands on the lowest."""

    contact = models.OneToOneField(Contact, primary_key=True, on_delete=models.CASCADE, related_name="standing")
    key = models.CharField(max_length=12)
    since = models.DateField()

    class Privacy:
        holds = "On which rung of the ladder somebody was found last, and since when."
        fields: ClassVar = {"contact": ID, "key": LABEL, "since": DAY}
        seen_by = "Organizers; people their own."
        kept = "As long as the person."
        forget = With("contact")


class Move(models.Model):
    """Somebody moved from one rung to another, found on this day."""

    class Why(models.TextChoices):
        """What moved them."""

        DONE = "done", _("by what they did, or have not done for long")
        WORD = "word", _("by an organizer's word")
        LADDER = "ladder", _("because the ladder was made anew")

    id = models.UUIDField(primary_key=True, default=timed_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="moves")
    day = models.DateField(default=clock.today, db_index=True)
    ladder = models.ForeignKey(Ladder, null=True, on_delete=models.SET_NULL)
    from_key = models.CharField(max_length=12)
    to_key = models.CharField(max_length=12)
    up = models.BooleanField()
    why = models.CharField(max_length=10, choices=Why.choices)

    class Meta:
        ordering: ClassVar = ["-day", "-id"]

    class Privacy:
        holds = "That somebody moved from one rung of the ladder to another, on which day."
        fields: ClassVar = {
            "id": ID,
            "contact": ID,
            "day": DAY,
            "ladder": ID,
            "from_key": LABEL,
            "to_key": LABEL,
            "up": LABEL,
            "why": LABEL,
        }
        seen_by = "Organizers; in counts field leads."
        kept = "As long as the person."
        forget = With("contact")
