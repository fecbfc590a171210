"""What the public pages show, in one language, from released contents alone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from waymeet.reports.release.published import AreaRow, Contents, IndexLine, Notice, area_words, month_words

THIN_SPACE = "\u202f"


@dataclass(frozen=True)
class Line:
    """One release in the list."""

    id: UUID
    number: int
    sentence: str
    months: str
    released_on: dt.date
    withdrawn_on: dt.date | None


@dataclass(frozen=True)
class Page:
    """One release. A count is None where it is hidden; `rows` are (area, a count a month and the total)."""

    contents: Contents
    sentence: str
    months: str
    headline: str
    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str | None]]]
    totals: Sequence[str | None]
    without: Sequence[str]
    has_hidden: bool
    chart_words: str
    definitions: Sequence[tuple[str, str]]
    cannot_tell: Sequence[str]
    method: Sequence[str]
    asked_by: str
    withdrawn: Notice | None
    withdrawn_because: str


def index_lines(lines: Sequence[IndexLine], language: str) -> list[Line]:
    return [
        Line(
            line.id,
            line.number,
            line.sentence.in_language(language),
            span(line.first_month, line.last_month),
            line.released_on,
            line.withdrawn_on,
        )
        for line in lines
    ]


def release_page(contents: Contents, notice: Notice | None, language: str) -> Page:
    shown = [area for area in contents.areas if not _all_nought(area)]
    totals = contents.totals_line()
    return Page(
        contents=contents,
        sentence=contents.sentence.in_language(language),
        months=span(contents.months[0], contents.months[-1]),
        headline=_headline(contents, language),
        heads=[month_words(month) for month in contents.months],
        rows=[(area_words(area.number, area.name), _figures(area)) for area in shown],
        totals=_figures(totals),
        without=[area_words(area.number, area.name) for area in contents.areas if _all_nought(area)],
        has_hidden=any(count is None for area in (*shown, totals) for count in (*area.counts, area.total)),
        chart_words=_chart_words(contents, language),
        definitions=[(d.term.in_language(language), d.meaning.in_language(language)) for d in contents.definitions],
        cannot_tell=[line.in_language(language) for line in contents.cannot_tell],
        method=[line.in_language(language) for line in contents.method],
        asked_by=contents.asked_by.in_language(language),
        withdrawn=notice,
        withdrawn_because=notice.because.in_language(language) if notice else "",
    )


def span(first: str, last: str) -> str:
    if first == last:
        return month_words(first)
    return _("%(first)s to %(last)s") % {"first": month_words(first), "last": month_words(last)}


def figure(count: int) -> str:
    """1096 -> 1 096, with a thin space that does not break."""
    return f"{count:,}".replace(",", THIN_SPACE)


def _figures(area: AreaRow) -> list[str | None]:
    return [None if count is None else figure(count) for count in (*area.counts, area.total)]


def _all_nought(area: AreaRow) -> bool:
    return area.total == 0 and all(count == 0 for count in area.counts)


def _headline(contents: Contents, language: str) -> str:
    """The total as a sentence; where it is hidden, that we cannot tell it."""
    if contents.total is None:
        return _("How many in all: we cannot tell here. The number is hidden to protect people.")
    values = {"count": figure(contents.total), "unit": contents.unit.in_language(language)}
    return _("%(count)s %(unit)s in all.") % values


def _chart_words(contents: Contents, language: str) -> str:
    """What somebody who does not see the chart hears; the table below holds the rest."""
    months = zip(contents.months, contents.month_totals, strict=True)
    told = [f"{month_words(month)}: {_('hidden') if total is None else figure(total)}" for month, total in months]
    values = {"unit": contents.unit.in_language(language), "months": "; ".join(told)}
    return _("Bars of %(unit)s. %(months)s. The table below has every number by area.") % values
