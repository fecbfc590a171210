"""Releases as the desk shows them; a hidden count is shown to nobody, reviewers included."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from waymeet.accounts.queries import everybody
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound
from waymeet.reports.disclosure.table import TOTAL, Cell, Edition
from waymeet.reports.disclosure.threshold import protection_of
from waymeet.reports.measures.months import is_ready
from waymeet.reports.measures.register import MEASURES
from waymeet.reports.release import published
from waymeet.reports.release.contents import edition_of, places_of
from waymeet.reports.release.models import Release
from waymeet.reports.release.published import area_words
from waymeet.reports.release.rules import OUT, State
from waymeet.reports.release.words import BECAUSE


@dataclass(frozen=True)
class ReleaseLine:
    """One release in the list."""

    id: UUID
    number: int | None
    sentence: Any
    first_month: str
    last_month: str
    state: State
    proposed_on: dt.date
    proposed_by: UUID


@dataclass(frozen=True)
class ShownCell:
    """One cell as reviewers see it: its count, or that it is hidden, for which reason, and how closely it is known."""

    count: int | None
    guarded: bool
    low: int
    high: int | None


@dataclass(frozen=True)
class ReviewLine:
    by: str
    approves: bool
    reason: str
    day: dt.date


@dataclass(frozen=True)
class ReleasePage:
    """Everything a reviewer needs. `rows`: (area, its cells a month, its total); the last row is all areas."""

    line: ReleaseLine
    author: str
    content_hash: str
    months: Sequence[str]
    rows: Sequence[tuple[str, Sequence[ShownCell]]]
    hidden: int
    cells: int
    hidden_share: int | None
    is_best: bool
    waiting_corrections: int
    checked_against: int
    reviews: Sequence[ReviewLine]
    reviewed_by: frozenset[UUID]
    released_on: dt.date | None
    withdrawn_on: dt.date | None
    withdrawn_because: Any
    files_are_sound: bool | None


def row(release_id: UUID) -> Release:
    """The row itself, for services of this app. Raises NotFound."""
    release = Release.objects.filter(pk=release_id).first()
    if release is None:
        raise NotFound
    return release


def editions_out(measure: str) -> list[Edition]:
    """Everything of a measure that is in people's hands, withdrawn releases too, in the order in which it came out."""
    rows = Release.objects.filter(measure=measure, state__in=OUT).order_by("number")
    return [edition_of(release) for release in rows]


def all_releases() -> list[ReleaseLine]:
    """Newest first."""
    return [_line(release) for release in Release.objects.all()]


def months_to_choose(measure: str) -> list[str]:
    """Months with any count that are over for good, oldest first. Asks the measure, so it asks its room's database."""
    today = clock.today()
    counted = {counted.month for counted in MEASURES[measure].count() if counted.count}
    return sorted(month for month in counted if is_ready(month, today))


def one_release(release_id: UUID) -> ReleasePage:
    release = row(release_id)
    names = {account.id: account.shown_as for account in everybody()}
    reviews = list(release.reviews.all())
    grid = _Grid(release) if release.counted else None
    return ReleasePage(
        line=_line(release),
        author=names.get(release.proposed_by, ""),
        content_hash=release.content_hash,
        months=grid.months if grid else (),
        rows=grid.rows() if grid else (),
        hidden=len(release.hidden),
        cells=grid.cells if grid else 0,
        hidden_share=grid.hidden_share() if grid else None,
        is_best=release.is_best,
        waiting_corrections=release.waiting_corrections,
        checked_against=len(editions_out(release.measure)),
        reviews=[ReviewLine(names.get(r.by, ""), r.approves, r.reason, r.day) for r in reviews],
        reviewed_by=frozenset(review.by for review in reviews),
        released_on=release.released_on,
        withdrawn_on=release.withdrawn_on,
        withdrawn_because=BECAUSE.get(release.withdrawn_because, ""),
        files_are_sound=_files_are_sound(release) if release.folder_hash else None,
    )


def _line(release: Release) -> ReleaseLine:
    return ReleaseLine(
        release.id,
        release.number,
        MEASURES[release.measure].sentence,
        release.first_month,
        release.last_month,
        State(release.state),
        release.proposed_on,
        release.proposed_by,
    )


def _files_are_sound(release: Release) -> bool:
    """The folder is what was written when it was released: same bytes, signature in order."""
    folder = settings.RELEASED_DIR / str(release.id)
    try:
        published.read(folder)
    except published.NotAsReleased:
        return False
    return published.digest(folder / published.RELEASE_FILE) == release.folder_hash


class _Grid:
    """The table of a release, hidden counts left out."""

    def __init__(self, release: Release) -> None:
        self._edition = edition_of(release)
        self._places = places_of(release)
        self._ranges = {Cell(area, month): (low, high) for area, month, low, high in release.ranges}
        self.months = self._edition.table.months
        self.cells = len(list(self._edition.table.cells()))

    def rows(self) -> list[tuple[str, list[ShownCell]]]:
        """Areas except those where every printed count is nought; all areas together last."""
        lines = [(area_words(place.number, place.name), self._line(place.number)) for place in self._places]
        return [line for line in lines if any(cell.count != 0 for cell in line[1])] + [("", self._line(None))]

    def hidden_share(self) -> int | None:
        """Percent of everything counted that lies in hidden inner cells; None where the total is hidden too."""
        table = self._edition.table
        if TOTAL in self._edition.hidden:
            return None
        hidden = sum(table.value(cell) for cell in table.inner() if cell in self._edition.hidden)
        return round(100 * hidden / max(table.value(TOTAL), 1))

    def _line(self, area: int | None) -> list[ShownCell]:
        return [self._cell(Cell(area, month)) for month in (*self.months, None)]

    def _cell(self, cell: Cell) -> ShownCell:
        count = self._edition.shown(cell)
        low, high = self._ranges.get(cell, (count or 0, count))
        table = self._edition.table
        guarded = protection_of(table.value(cell), table.acts_behind(cell)) is not None
        return ShownCell(count, guarded, low, high)
