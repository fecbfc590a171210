"""The register, what may be asked today, what asking costs, and what a closed survey came to."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from waymeet.care.questions import rules
from waymeet.care.questions.models import AnswerCount, Question, SheetCount, Survey
from waymeet.kernel import clock, codes
from waymeet.kernel.errors import NotFound

PURPOSE = "waymeet.care.survey"


def askable(named: Iterable[str | UUID]) -> dict[str, Question]:
    """Those of these questions (ids, or codes that a form knows) that may be asked today, in the order they are named.

    The one way to a question for every form and every survey of care: whatever has no text in both languages, purpose,
    demander, expiry or veto, is over, was vetoed or still waits for a veto, does not come back from here.
    """
    wanted = [str(name) for name in named]
    rows = Question.objects.all()
    found = {str(row.pk): row for row in rows} | {row.code: row for row in rows if row.code}
    kept = {name: found[name] for name in wanted if name in found}
    return {name: row for name, row in kept.items() if not rules.why_not(row, clock.today())}


@dataclass(frozen=True)
class Line:
    """A question as the register shows it, and what keeps it from being asked."""

    row: Question
    why_not: Sequence[rules.WhyNot]

    @property
    def is_asked(self) -> bool:
        return not self.why_not


def register() -> list[Line]:
    """Retired ones last."""
    today = clock.today()
    lines = [Line(row, rules.why_not(row, today)) for row in Question.objects.all()]
    return sorted(lines, key=lambda line: line.row.retired_on is not None)


def question(question_id: UUID) -> Question:
    row = Question.objects.filter(pk=question_id).first()
    if row is None:
        raise NotFound
    return row


def survey(survey_id: UUID) -> Survey:
    row = Survey.objects.filter(pk=survey_id).first()
    if row is None:
        raise NotFound
    return row


def surveys() -> list[tuple[Survey, int]]:
    """Each with how many have answered."""
    sums: Counter[UUID] = Counter()
    for sheet in SheetCount.objects.all():
        sums[sheet.survey_id] += sheet.count
    return [(row, sums[row.pk]) for row in Survey.objects.all()]


def code_of(row: Survey) -> str:
    """The poster's code: from the server's secret, stored nowhere."""
    return codes.derived_code(PURPOSE, row.pk)


def is_open(row: Survey) -> bool:
    return row.closed_on is None and row.starts_on <= clock.today() <= row.ends_on


def asked_in(row: Survey) -> dict[str, Question]:
    return askable(row.asks)


def quarter_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the calendar quarter."""
    first = dt.date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    later = (first + dt.timedelta(days=95)).replace(day=1)
    return first, later - dt.timedelta(days=1)


def burden(day: dt.date) -> list[rules.Burden]:
    """By funder, of questions that are asked: in surveys as often as was answered this quarter, in forms as stated."""
    first, last = quarter_of(day)
    times: Counter[str] = Counter()
    for sheet in SheetCount.objects.select_related("survey"):
        year, week = sheet.iso_week.split("-W")
        if first <= dt.date.fromisocalendar(int(year), int(week), 4) <= last:
            times.update({str(name): sheet.count for name in sheet.survey.asks})
    asked = [line.row for line in register() if line.is_asked]
    return rules.burden(rules.Asked(row.demanded_by, row.seconds, _times(row, times)) for row in asked)


def _times(row: Question, counted: Mapping[str, int]) -> int:
    return counted[str(row.pk)] if row.asked_in == Question.AskedIn.SURVEY else row.times_a_quarter


@dataclass(frozen=True)
class Cell:
    """One answer: its share in percent and its sum over all visits; `hidden` where it would tell of few."""

    words: Any
    hidden: bool
    share: rules.Estimate | None = None
    total: rules.Estimate | None = None


@dataclass(frozen=True)
class Result:
    """One question of a closed survey. `too_few`: nothing of it is shown."""

    question: Question
    too_few: bool
    cells: Sequence[Cell] = ()


@dataclass(frozen=True)
class Results:
    """`people` answered. `visits` is what was counted, or every n-th makes it; None where weeks stand for weeks."""

    people: int
    too_few: bool
    visits: int | None
    visits_counted: bool
    weeks: int
    results: Sequence[Result]


def results(row: Survey) -> Results:
    """Only of a survey that is closed: looked at before and after somebody answers, sums would tell what they said."""
    if row.closed_on is None:
        raise NotFound
    sheets = {sheet.iso_week: sheet.count for sheet in row.sheets.all()}
    people = sum(sheets.values())
    counted = row.visits is not None and row.visits >= people
    by_weeks = row.way == Survey.Way.WEEKS
    visits = None if by_weeks else (row.visits if counted else people * row.every)
    if people <= rules.FEW:
        return Results(people, True, visits, counted, len(sheets), ())
    given: defaultdict[UUID, Counter[tuple[str, str]]] = defaultdict(Counter)
    for one in AnswerCount.objects.filter(survey=row):
        given[one.question_id][one.iso_week, one.answer] += one.count
    rows = [found for name in row.asks if (found := Question.objects.filter(pk=name).first()) is not None]
    said = [_result(found, given[found.pk], sheets, visits) for found in rows]
    return Results(people, False, visits, counted, len(sheets), said)


def _result(found: Question, given: Counter[tuple[str, str]], sheets: Mapping[str, int], visits: int | None) -> Result:
    if found.kind == rules.Kind.NUMBER:
        return _number(found, given, sheets, visits)
    people = sum(sheets.values())
    words = dict(found.choices)
    counts = {answer: sum(n for (_w, a), n in given.items() if a == answer) for answer in words}
    hide = rules.hidden_of_one if found.kind == rules.Kind.ONE else rules.hidden_of_many
    hidden = hide(counts, people)
    cells = []
    for answer, label in words.items():
        if answer in hidden:
            cells.append(Cell(label, hidden=True))
            continue
        by_week = [given[week, answer] for week in sheets]
        cells.append(_cell(label, counts[answer], people, by_week, visits))
    return Result(found, all(cell.hidden for cell in cells), cells)


def _cell(words: Any, count: int, people: int, by_week: Sequence[int], visits: int | None) -> Cell:
    """Of every n-th visit both numbers have an error; of whole weeks only the sum has, from week to week."""
    if visits is None:
        share = rules.Estimate(100 * count / people, None)
        return Cell(words, False, share, rules.of_weeks(by_week, rules.WEEKS_A_QUARTER))
    total = rules.of_visits({1: count, 0: people - count}, visits)
    error = None if total.error is None else 100 * total.error / visits
    return Cell(words, False, rules.Estimate(100 * total.value / visits, error), total)


def _number(found: Question, given: Counter[tuple[str, str]], sheets: Mapping[str, int], visits: int | None) -> Result:
    """The sum over all visits; whoever did not answer is taken to be like those who did."""
    values: Counter[float] = Counter()
    weekly: Counter[str] = Counter()
    for (week, answer), count in given.items():
        if answer.isdecimal():
            values[float(answer)] += count
            weekly[week] += int(answer) * count
    if sum(values.values()) <= rules.FEW or sum(value * count for value, count in values.items()) <= rules.FEW:
        return Result(found, True)
    by_week = [weekly[week] for week in sheets]
    total = rules.of_weeks(by_week, rules.WEEKS_A_QUARTER) if visits is None else rules.of_visits(values, visits)
    return Result(found, False, [Cell(_("in all"), False, None, total)])
