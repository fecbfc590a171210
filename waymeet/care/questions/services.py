"""Keeping the register, vetoing, and surveys: planned, answered by nobody in particular, closed."""

import datetime as dt
import hmac
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.care.models import AuditLine
from waymeet.care.questions import queries, rules
from waymeet.care.questions.built_in import BEGINNING, FUNDER
from waymeet.care.questions.models import AnswerCount, Question, SheetCount, Survey
from waymeet.kernel import audit, clock, codes
from waymeet.kernel.errors import BadInput, Conflict, NotFound

YEAR = dt.timedelta(days=365)
LONGEST = {"text_en": 200, "text_es": 200, "purpose_en": 300, "purpose_es": 300, "demanded_by": 80}
MOST_OPTIONS, MOST_NUMBER = 30, 99


def begin_register(*, by: Person) -> int:
    """The questions to begin with, for a year; those that are there stay as they are."""
    check(by, May.KEEP_QUESTIONS)
    today = clock.today()
    known = set(Question.objects.exclude(code="").values_list("code", flat=True))
    made = [
        Question(
            code=one.code,
            text_en=one.text[0],
            text_es=one.text[1],
            purpose_en=one.purpose[0],
            purpose_es=one.purpose[1],
            demanded_by=FUNDER,
            veto_by=Question.VetoBy.ADVISORS,
            kind=one.kind,
            options=_coded(one.options),
            seconds=one.seconds,
            shown_from=today + rules.WAIT,
            expires_on=today + YEAR,
        )
        for one in BEGINNING
        if one.code not in known
    ]
    with transaction.atomic(using="care"):
        Question.objects.bulk_create(sorted(made, key=lambda row: row.pk))
        audit.write(AuditLine, who=by.id, verb="questions.begin", basis=f"{len(made)} questions")
    return len(made)


def _coded(options: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"code": f"a{at}", "en": en, "es": es} for at, (en, es) in enumerate(options, 1)]


def add_question(*, said: Mapping[str, Any], options: Sequence[tuple[str, str]], by: Person) -> Question:
    """Whole or not at all. Nobody is asked it for a week, in which the advisors may veto it."""
    check(by, May.KEEP_QUESTIONS)
    words = {name: " ".join(str(said.get(name, "")).split())[:most] for name, most in LONGEST.items()}
    row = Question(
        **words,
        veto_by=said["veto_by"],
        kind=said["kind"],
        asked_in=said["asked_in"],
        options=[] if said["kind"] == rules.Kind.NUMBER else _coded(options),
        seconds=said["seconds"],
        times_a_quarter=said.get("times_a_quarter") or 0,
        expires_on=said["expires_on"],
        shown_from=clock.today() + rules.WAIT,
    )
    lacking = set(rules.why_not(row, clock.today())) - {rules.WhyNot.WAITING}
    if lacking or len(options) > MOST_OPTIONS:
        raise BadInput(_("A question needs words in both languages, a purpose, who demands it, an end, and answers."))
    with transaction.atomic(using="care"):
        row.save(force_insert=True)
        audit.write(AuditLine, who=by.id, verb="question.add", subject=row.pk)
    return row


def complete_question(*, question_id: UUID, options: Sequence[tuple[str, str]], by: Person) -> None:
    """Give a question its answers that came without any, so that it was never asked; the advisors get their week."""
    check(by, May.KEEP_QUESTIONS)
    row = _living(question_id)
    if row.options or row.kind == rules.Kind.NUMBER:
        raise Conflict(_("This question has its answers. Other answers are another question."))
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise BadInput(_("Write at least two answers."))
    row.options = _coded(options)
    row.shown_from = max(row.shown_from, clock.today() + rules.WAIT)
    _keep(row, by, "options", "shown_from", verb="question.complete")


def renew_question(*, question_id: UUID, expires_on: dt.date, by: Person) -> None:
    """A new last day, at most a year away; the advisors get their week again."""
    check(by, May.KEEP_QUESTIONS)
    today = clock.today()
    if not today <= expires_on <= today + YEAR:
        raise BadInput(_("Choose a last day within a year from today."))
    row = _living(question_id)
    row.expires_on = expires_on
    row.shown_from = max(row.shown_from, today + rules.WAIT)
    _keep(row, by, "expires_on", "shown_from", verb="question.renew")


def retire_question(*, question_id: UUID, by: Person) -> None:
    """Nobody is asked it any more; what it was stays in the register."""
    check(by, May.KEEP_QUESTIONS)
    row = _living(question_id)
    row.retired_on = clock.today()
    _keep(row, by, "retired_on", verb="question.retire")


def veto_question(*, question_id: UUID, reason: str, by: Person) -> None:
    """From now on nobody is asked, in the middle of a survey too."""
    row = _to_veto(question_id, by)
    if reason not in Question.Reason.values:
        raise BadInput(_("Choose why."))
    row.vetoed_on, row.veto_reason = clock.today(), reason
    _keep(row, by, "vetoed_on", "veto_reason", verb="question.veto")


def lift_veto(*, question_id: UUID, by: Person) -> None:
    row = _to_veto(question_id, by)
    row.vetoed_on, row.veto_reason = None, ""
    _keep(row, by, "vetoed_on", "veto_reason", verb="question.lift_veto")


def let_it_be(*, question_id: UUID, by: Person) -> None:
    """The advisors have read it and need no more days."""
    check(by, May.VETO_QUESTIONS)
    row = queries.question(question_id)
    row.shown_from = min(row.shown_from, clock.today())
    _keep(row, by, "shown_from", verb="question.let_it_be")


def _to_veto(question_id: UUID, by: Person) -> Question:
    """The advisors may always; whoever keeps questions only where the register says so."""
    if not can(by, May.KEEP_QUESTIONS):
        check(by, May.VETO_QUESTIONS)
    row = queries.question(question_id)
    if row.veto_by != Question.VetoBy.TEAM:
        check(by, May.VETO_QUESTIONS)
    return row


def _living(question_id: UUID) -> Question:
    row = queries.question(question_id)
    if row.retired_on is not None:
        raise Conflict(_("This question is not asked any more. Write a new one."))
    return row


def _keep(row: Question, by: Person, *fields: str, verb: str) -> None:
    with transaction.atomic(using="care"):
        row.save(update_fields=fields)
        audit.write(AuditLine, who=by.id, verb=verb, subject=row.pk)


def plan_survey(*, said: Mapping[str, Any], by: Person) -> Survey:
    """Of questions that are in the register; each is asked only on days on which it may be."""
    check(by, May.KEEP_QUESTIONS)
    known = {str(pk) for pk in Question.objects.filter(retired_on=None).values_list("pk", flat=True)}
    asks = [name for name in dict.fromkeys(said["asks"]) if name in known]
    if not asks:
        raise BadInput(_("Choose at least one question."))
    if said["ends_on"] < max(said["starts_on"], clock.today()) or said["ends_on"] > said["starts_on"] + YEAR:
        raise BadInput(_("Choose a last day after the first one, within a year."))
    row = Survey(
        called_en=said["called_en"],
        called_es=said["called_es"],
        way=said["way"],
        every=said["every"] if said["way"] == Survey.Way.EVERY_NTH else 1,
        asks=asks,
        starts_on=said["starts_on"],
        ends_on=said["ends_on"],
    )
    with transaction.atomic(using="care"):
        row.save(force_insert=True)
        audit.write(AuditLine, who=by.id, verb="survey.plan", subject=row.pk)
    return row


def survey_behind(survey_id: UUID, code: str) -> Survey:
    """The survey a poster leads to, as long as it is open; otherwise the same answer as for one that never was."""
    row = Survey.objects.filter(pk=survey_id).first()
    if row is None or not hmac.compare_digest(codes.typed(code), queries.code_of(row)) or not queries.is_open(row):
        raise NotFound
    return row


def answer(*, survey_id: UUID, code: str, given: Mapping[str, Any]) -> None:
    """Somebody answered on the public page. No audit line: lines stand in an order, and people came in that order."""
    _count(survey_behind(survey_id, code), given, clock.iso_week(clock.today()))


def answer_from_paper(*, survey_id: UUID, week_of: dt.date, given: Mapping[str, Any], by: Person) -> None:
    """One sheet of paper, typed in at the desk until the survey is closed."""
    check(by, May.KEEP_QUESTIONS)
    row = queries.survey(survey_id)
    if row.closed_on is not None:
        raise Conflict(_("This survey is closed. Its results do not change any more."))
    if not row.starts_on <= week_of <= min(row.ends_on, clock.today()):
        raise BadInput(_("Choose a day on which the survey was open."))
    _count(row, given, clock.iso_week(week_of))


def _count(row: Survey, given: Mapping[str, Any], week: str) -> None:
    """Add one to each answer's count. What belongs together is put apart before it is written down.

    The database is asked the same, whether somebody gave that answer before or not.
    """
    asked = queries.asked_in(row)
    place: dict[str, Any] = {"survey": row, "iso_week": week}
    said = [(found, one) for name, found in asked.items() for one in _answers(found, given.get(name))]
    with transaction.atomic(using="care"):
        SheetCount.objects.bulk_create([SheetCount(**place)], ignore_conflicts=True)
        SheetCount.objects.filter(**place).update(count=F("count") + 1)
        if said:
            made = [AnswerCount(**place, question=found, answer=one) for found, one in said]
            AnswerCount.objects.bulk_create(sorted(made, key=lambda one: one.pk), ignore_conflicts=True)
            each = [Q(question=found, answer=one) for found, one in said]
            AnswerCount.objects.filter(reduce(or_, each), **place).update(count=F("count") + 1)


def _answers(found: Question, said: Any) -> list[str]:
    """What may be counted of what came in: codes of this question, or a number."""
    if said in (None, "", []):
        return []
    if said == rules.RATHER_NOT or rules.RATHER_NOT in (said if isinstance(said, list) else ()):
        return [rules.RATHER_NOT]
    if found.kind == rules.Kind.NUMBER:
        return [str(int(said))] if str(said).isdecimal() and int(said) <= MOST_NUMBER else []
    known = {code for code, _words in found.choices}
    many = list(dict.fromkeys(said)) if isinstance(said, list) else [said]
    chosen = [one for one in many if one in known]
    return chosen if found.kind == rules.Kind.MANY else chosen[:1]


def count_visits(*, survey_id: UUID, visits: int, by: Person) -> None:
    """How many visits there were in all while the survey ran: what each answer stands for comes from it."""
    check(by, May.KEEP_QUESTIONS)
    row = queries.survey(survey_id)
    if not 0 < visits <= 1_000_000:
        raise BadInput(_("Write down how many visits there were."))
    with transaction.atomic(using="care"):
        Survey.objects.filter(pk=row.pk).update(visits=visits)
        audit.write(AuditLine, who=by.id, verb="survey.count_visits", subject=row.pk)


def close_survey(*, survey_id: UUID, by: Person) -> None:
    """No answer comes after this, so its results may be seen."""
    check(by, May.KEEP_QUESTIONS)
    row = queries.survey(survey_id)
    if row.closed_on is not None:
        raise Conflict(_("This survey is closed. Its results do not change any more."))
    with transaction.atomic(using="care"):
        Survey.objects.filter(pk=row.pk).update(closed_on=clock.today())
        audit.write(AuditLine, who=by.id, verb="survey.close", subject=row.pk)
