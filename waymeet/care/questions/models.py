"""The register of questions; surveys, and what was answered as counts by week. No row is one person's answers."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock
from waymeet.kernel.ids import random_id, random_number
from waymeet.kernel.privacy import COUNT, DAY, ID, LABEL, TECHNICAL
from waymeet.kernel.retention import After, Stays, With


def in_language(english: str, spanish: str) -> str:
    return spanish if (get_language() or "en").startswith("es") else english


class Question(models.Model):
    """One question with its reason. Its words never change: another wording is another question."""

    class Kind(models.TextChoices):
        """How it is answered."""

        ONE = "one", _("one of these")
        MANY = "many", _("as many of these as apply")
        NUMBER = "count", _("a number")

    class AskedIn(models.TextChoices):
        """Where it is asked."""

        SURVEY = "survey", _("anonymous surveys")
        FORM = "form", _("a form beside an encounter")

    class VetoBy(models.TextChoices):
        """Who may veto it."""

        ADVISORS = "advisors", _("participant advisors")
        TEAM = "team", _("participant advisors, and whoever keeps questions")

    class Reason(models.TextChoices):
        """Why it was vetoed: a closed list, because words could name somebody."""

        TOO_PERSONAL = "too_personal", _("too personal")
        AGAINST_US = "against_us", _("it could be used against people")
        NO_USE = "no_use", _("no use to those who are asked")
        ALREADY = "already", _("it is asked already")
        WORDS = "words", _("the wrong words")
        OTHER = "other", _("another reason")

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    code = models.SlugField(max_length=40, blank=True)
    text_en = models.CharField(max_length=200)
    text_es = models.CharField(max_length=200)
    purpose_en = models.CharField(max_length=300)
    purpose_es = models.CharField(max_length=300)
    demanded_by = models.CharField(max_length=80)
    veto_by = models.CharField(max_length=10, choices=VetoBy.choices)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    options = models.JSONField(default=list)
    asked_in = models.CharField(max_length=10, choices=AskedIn.choices, default=AskedIn.SURVEY)
    seconds = models.PositiveSmallIntegerField(default=0)
    times_a_quarter = models.PositiveIntegerField(default=0)
    shown_from = models.DateField()
    expires_on = models.DateField(null=True)
    vetoed_on = models.DateField(null=True)
    veto_reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    retired_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["demanded_by", "text_en", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code"], condition=~models.Q(code=""), name="one_question_a_code")
        ]

    class Privacy:
        holds = "A question that may be asked, why, who demands it, until when, and whether it was vetoed. No answer."
        fields: ClassVar = {
            "id": ID,
            "code": LABEL,
            "text_en": LABEL,
            "text_es": LABEL,
            "purpose_en": LABEL,
            "purpose_es": LABEL,
            "demanded_by": LABEL,
            "veto_by": LABEL,
            "kind": LABEL,
            "options": LABEL,
            "asked_in": LABEL,
            "seconds": COUNT,
            "times_a_quarter": COUNT,
            "shown_from": DAY,
            "expires_on": DAY,
            "vetoed_on": DAY,
            "veto_reason": LABEL,
            "retired_on": DAY,
        }
        seen_by = "Outreach workers, the director and participant advisors; whoever is asked sees it with its reason."
        kept = "As long as the register, so that what was once asked can be looked up."
        forget = Stays("It is a question, not an answer.")

    @property
    def text(self) -> str:
        return in_language(self.text_en, self.text_es)

    @property
    def purpose(self) -> str:
        return in_language(self.purpose_en, self.purpose_es)

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(one["code"], in_language(one["en"], one["es"])) for one in self.options]


class Survey(models.Model):
    """A few questions for a while: to every n-th visit, or to everybody in whole weeks."""

    class Way(models.TextChoices):
        """Who is invited."""

        EVERY_NTH = "nth", _("every n-th visit")
        WEEKS = "weeks", _("everybody, in whole weeks")

    id = models.UUIDField(primary_key=True, default=random_id, editable=False)
    called_en = models.CharField(max_length=80)
    called_es = models.CharField(max_length=80)
    way = models.CharField(max_length=10, choices=Way.choices)
    every = models.PositiveSmallIntegerField(default=1)
    asks = models.JSONField(default=list)
    starts_on = models.DateField(default=clock.today)
    ends_on = models.DateField()
    closed_on = models.DateField(null=True)
    visits = models.PositiveIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["-starts_on", "called_en", "id"]

    class Privacy:
        holds = "Which questions are asked in which weeks of whom, and how many visits there were in all."
        fields: ClassVar = {
            "id": ID,
            "called_en": LABEL,
            "called_es": LABEL,
            "way": LABEL,
            "every": COUNT,
            "asks": LABEL,
            "starts_on": DAY,
            "ends_on": DAY,
            "closed_on": DAY,
            "visits": COUNT,
        }
        seen_by = "Outreach workers, the director and participant advisors."
        kept = "18 months after its last day."
        forget = After("18 months", by="ends_on", source="a funder's year and half of the next")

    @property
    def called(self) -> str:
        return in_language(self.called_en, self.called_es)


class SheetCount(models.Model):
    """How many people answered in a week. Nobody's answers lie together anywhere."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="sheets")
    iso_week = models.CharField(max_length=8)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "iso_week"], name="one_sheet_count_a_survey_and_week")
        ]

    class Privacy:
        holds = "How many people answered a survey in a week."
        fields: ClassVar = {"id": TECHNICAL, "survey": ID, "iso_week": DAY, "count": COUNT}
        seen_by = "Outreach workers and the director, as a sum."
        kept = "As long as the survey."
        forget = With("survey")


class AnswerCount(models.Model):
    """How often one answer was given to one question in a week: never beside another answer of that person."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT)
    iso_week = models.CharField(max_length=8)
    answer = models.CharField(max_length=20)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["survey", "question", "iso_week", "answer"], name="one_answer_count_a_survey_question_and_week"
            )
        ]

    class Privacy:
        holds = "How often an answer was given to a question in a week."
        fields: ClassVar = {
            "id": TECHNICAL,
            "survey": ID,
            "question": ID,
            "iso_week": DAY,
            "answer": LABEL,
            "count": COUNT,
        }
        seen_by = (
            "Outreach workers, the director and participant advisors: when the survey is closed, small ones hidden."
        )
        kept = "As long as the survey."
        forget = With("survey")


Answers = dict[str, Any]
