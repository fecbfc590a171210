"""Writes down everything a release says, in every language, from its frozen table."""

from collections.abc import Sequence
from importlib.metadata import version
from uuid import UUID

from waymeet.kernel import clock
from waymeet.reports.disclosure.table import TOTAL, Cell, Edition
from waymeet.reports.disclosure.threshold import FEWEST_ACTS, LEAST_WIDTH, THRESHOLD
from waymeet.reports.measures.register import MEASURES
from waymeet.reports.release import words
from waymeet.reports.release.contents import edition_of, places_of
from waymeet.reports.release.method import method_said
from waymeet.reports.release.models import Release
from waymeet.reports.release.published import FORMAT, AreaRow, Contents, Definition
from waymeet.reports.release.rules import REVIEWERS


def contents_of(release: Release, earlier: Sequence[Edition]) -> Contents:
    """Only what a reader may see goes in: `Edition.shown` is None for every hidden cell."""
    edition, measure, said = edition_of(release), MEASURES[release.measure], words.said
    months = edition.table.months
    return Contents(
        format=FORMAT,
        id=release.id,
        number=release.number or 0,
        measure=release.measure,
        sentence=said(measure.sentence),
        unit=said(measure.unit),
        unit_alone=said(measure.unit_alone),
        asked_by=said(measure.asked_by),
        definitions=[Definition(said(term), said(meaning)) for term, meaning in measure.definitions],
        cannot_tell=[said(line) for line in measure.cannot_tell],
        method=method_said(),
        threshold=THRESHOLD,
        fewest_acts=FEWEST_ACTS,
        least_width=LEAST_WIDTH,
        checked_against=[UUID(each.name) for each in earlier],
        reviewers=REVIEWERS,
        released_on=release.released_on or clock.today(),
        months=list(months),
        areas=_areas(release, edition),
        month_totals=[edition.shown(Cell(None, month)) for month in months],
        total=edition.shown(TOTAL),
        software=f"waymeet {version('waymeet')}",
    )


def _areas(release: Release, edition: Edition) -> list[AreaRow]:
    return [
        AreaRow(
            place.number,
            place.name,
            [edition.shown(Cell(place.number, month)) for month in edition.table.months],
            edition.shown(Cell(place.number, None)),
        )
        for place in places_of(release)
    ]
