"""What a closed survey came to, as a table: shares and sums with their error, small ones hidden."""

from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from waymeet.care.questions import queries, rules
from waymeet.care.questions.models import Survey
from waymeet.design.tables import Cell, Column, Table


def results_table(row: Survey) -> Table:
    found = queries.results(row)
    return Table(
        name="survey",
        caption=_("What %(survey)s came to") % {"survey": row.called},
        columns=[
            Column(_("Question")),
            Column(_("Answer")),
            Column(_("Percent"), counts=True, means=_("Of the visits, as those who answered stand for all of them.")),
            Column(_("Plus or minus"), counts=True, means=_("One standard error, in percent.")),
            Column(_("In all"), counts=True, means=_in_all(row)),
            Column(_("Plus or minus (in all)"), counts=True, means=_("One standard error.")),
        ],
        rows=[line for one in found.results for line in _lines(one)],
        empty=_("Ten or fewer people answered. That is too few to show anything."),
        stacks=True,
        notes=_notes(row, found),
    )


def _in_all(row: Survey) -> str:
    if row.way == Survey.Way.WEEKS:
        return _("Over a quarter of 13 weeks, from the weeks in which everybody was asked.")
    return _("Over all visits while the survey ran.")


def _lines(one: queries.Result) -> list[list[Any]]:
    if one.too_few:
        return [[one.question.text, _("all answers"), *([Cell(_("hidden"), tone="hidden")] * 4)]]
    lines = []
    for cell in one.cells:
        numbers: list[Any] = [Cell(_("hidden"), tone="hidden")] * 4
        if not cell.hidden:
            numbers = [*_two(cell.share, 1), *_two(cell.total, 0)]
        lines.append([one.question.text, cell.words, *numbers])
    return lines


def _two(found: rules.Estimate | None, digits: int) -> list[Any]:
    if found is None:
        return ["", ""]
    return [
        _rounded(found.value, digits),
        _("we cannot tell") if found.error is None else _rounded(found.error, digits),
    ]


def _rounded(value: float, digits: int) -> float | int:
    return round(value, digits) if digits else round(value)


def _notes(row: Survey, found: queries.Results) -> list[str]:
    people = {"people": formats.number_format(found.people)}
    if found.too_few:
        return []
    notes = [
        _("%(people)s people answered. Answers are kept as counts by week; nobody's answers lie together.") % people,
        _("Hidden: ten or fewer, or all, where few could be worked out. Who gave no answer is not shown apart."),
        _("These are visits, not people: whoever came twice could be asked twice."),
        _("Whoever did not answer is taken to be like those who did. If that is not so, no error here shows it."),
    ]
    if row.way == Survey.Way.WEEKS:
        notes.append(
            _("%(weeks)d weeks stand for 13. From one week alone nobody can tell the error.") % {"weeks": found.weeks}
        )
    elif found.visits_counted and found.visits is not None:
        visits = {"visits": formats.number_format(found.visits)}
        notes.append(
            _("Each answer stands for the visits there were, %(visits)s, by the people who answered.") % visits
        )
    else:
        notes.append(
            _("Nobody wrote down how many visits there were: each answer stands for %(every)d.") % {"every": row.every}
        )
    return notes
