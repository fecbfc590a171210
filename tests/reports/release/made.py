"""Contents of a release, written out: what the public pages can be shown without anything behind them."""

import datetime as dt
from pathlib import Path
from uuid import UUID

from waymeet.reports.measures.kits_by_area_and_month import MEASURE
from waymeet.reports.release import files
from waymeet.reports.release.method import method_said
from waymeet.reports.release.published import FORMAT, AreaRow, Contents, Definition
from waymeet.reports.release.words import said

ONE, TWO = UUID("0b5d2f6e-3a51-4e7e-9a59-6a1f1d0c1a01"), UUID("0b5d2f6e-3a51-4e7e-9a59-6a1f1d0c1a02")
AREAS = [
    AreaRow(0, "", [0, 12, 0], 12),
    AreaRow(1, "Arbor Hill", [None, 60, 41], None),
    AreaRow(2, "Center Square / Hudson Park", [50, 1272, 38], 1360),
    AreaRow(3, "South End", [None, 38, None], None),
    AreaRow(4, "Whitehall", [0, 0, 0], 0),
]


def contents(release: UUID = ONE, number: int = 1, total: int | None = 1550) -> Contents:
    return Contents(
        format=FORMAT,
        id=release,
        number=number,
        measure=MEASURE.name,
        sentence=said(MEASURE.sentence),
        unit=said(MEASURE.unit),
        unit_alone=said(MEASURE.unit_alone),
        asked_by=said(MEASURE.asked_by),
        definitions=[Definition(said(term), said(meaning)) for term, meaning in MEASURE.definitions],
        cannot_tell=[said(line) for line in MEASURE.cannot_tell],
        method=method_said(),
        threshold=11,
        fewest_acts=3,
        least_width=5,
        checked_against=[ONE] if number > 1 else [],
        reviewers=2,
        released_on=dt.date(2026, 11, 23),
        months=["2026-08", "2026-09", "2026-10"],
        areas=AREAS,
        month_totals=[None, 1382, None],
        total=total,
        software="waymeet 0.1.0",
    )


def put_out(root: Path, made: Contents | None = None) -> Contents:
    made = made or contents()
    files.put_out(root, made, files.made_files(made))
    return made
