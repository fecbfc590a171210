"""The tables and sentences of trainings: the page and the file show the same."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waymeet.accounts.trainings.models import Course
from waymeet.accounts.trainings.queries import Had, Learner, Matrix, Own, Team
from waymeet.accounts.trainings.rules import Stands
from waymeet.design.tables import Cell, Column, Table

TONES = {Stands.GOOD: "good", Stands.SOON: "caution", Stands.OVER: "stop"}


def said(team: Team) -> dict[str, Any]:
    """A team in words: how many of it can do what, and who."""
    sentences = []
    for what, names in team.can:
        words, nobody = {
            Course.Gives.OVERDOSE: (
                _("%(able)d of %(size)d %(team)s can respond to an overdose"),
                _("We know of nobody yet who can respond to an overdose."),
            ),
            Course.Gives.ONE_ON_ONE: (
                _("%(able)d of %(size)d %(team)s can hold a one-on-one"),
                _("We know of nobody yet who can hold a one-on-one."),
            ),
        }[Course.Gives(what)]
        sentence = words % {"able": len(names), "size": team.size, "team": team.named}
        sentences.append(f"{sentence}: {', '.join(names)}." if names else nobody)
    hidden = ngettext(
        "%(n)d keeps their trainings to themselves, and is not counted among those who can.",
        "%(n)d keep their trainings to themselves, and are not counted among those who can.",
        team.hidden,
    )
    return {"team": team, "sentences": sentences, "hidden": hidden % {"n": team.hidden} if team.hidden else ""}


def _stands(had: Had | None) -> Cell:
    if had is None:
        return Cell("", "-")
    if had.until is None:
        return Cell("yes", _("yes"), tone="good")
    day = date_format(had.until, "SHORT_DATE_FORMAT")
    words = _("ran out on %(day)s") if had.stands == Stands.OVER else _("until %(day)s")
    return Cell(had.until.isoformat(), words % {"day": day}, tone=TONES[had.stands])


def matrix(found: Matrix) -> Table:
    rows = [
        [one.name, ", ".join(str(words) for words in one.teams), *(_stands(one.had.get(c.pk)) for c in found.courses)]
        for one in found.learners
    ]
    columns = [Column(_("Name")), Column(_("Team")), *(Column(str(one)) for one in found.courses)]
    empty = _("Nobody shows their trainings yet. Each person decides on “Your account”.")
    caption = _("Who has had which course")
    note = _("Only people who said that others may see it stand here. In the file: the last day it counts, or yes.")
    return Table("trainings", caption, columns, rows, empty=empty, stacks=True, notes=[note])


def due(lines: Sequence[tuple[Learner, Had]]) -> Table:
    rows = [[one.name, str(had.course), _stands(had)] for one, had in lines]
    columns = [Column(_("Name")), Column(_("Course")), Column(_("Until"), short=True)]
    return Table("renewals", _("To be renewed"), columns, rows, empty=_("Nothing is to be renewed."), stacks=True)


def courses(every: Sequence[Course]) -> Table:
    rows = []
    for one in every:
        state = Cell("retired", _("not taught any more"), tone="closed") if one.retired_on else Cell("", "")
        name = Cell(one.name_en, str(one), link=reverse("trainings:course", args=[one.pk]))
        months = Cell(one.months, None if one.months else _("does not run out"))
        rows.append([name, one.name_es, months, one.get_gives_display() if one.gives else "", state])
    columns = [Column(_("Course")), Column(_("Name in Spanish")), Column(_("Months it counts")),
               Column(_("Who has had it can")), Column(_("State"))]  # fmt: skip
    return Table("courses", _("Courses"), columns, rows, empty=_("No course yet."), stacks=True)


def own(found: Own) -> Table:
    rows = [
        [str(row.course), row.day.isoformat(), row.trainer, row.where, until.isoformat() if until else ""]
        for row, until, _stands_so in found.rows
    ]
    columns = [_("Course"), _("Day"), _("Who taught it"), _("At what"), _("Counts until")]
    return Table("my-trainings", _("My trainings"), [Column(words) for words in columns], rows)
