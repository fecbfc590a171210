"""Naloxone kits handed out, by area and month."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from waymeet.reports.measures.measure import Counted, Measure, Place
from waymeet.reports.measures.months import thursday_of

if TYPE_CHECKING:
    from ibis.expr.types import Table


def extract() -> Any:
    """Arrow table of every area and week care counted, with the week's Thursday; weeks of no calendar are left out."""
    import pyarrow as pa  # type: ignore[import-untyped]

    from waymeet.care import counts

    rows = [(row, thursday_of(row.iso_week)) for row in counts.kits_by_area_and_week()]
    dated = [(row, thursday) for row, thursday in rows if thursday is not None]
    return pa.table(
        {
            "area": pa.array([row.area_number for row, _thursday in dated], pa.int64()),
            "thursday": pa.array([thursday for _row, thursday in dated], pa.date32()),
            "kits": pa.array([row.kits for row, _thursday in dated], pa.int64()),
            "handouts": pa.array([row.handouts for row, _thursday in dated], pa.int64()),
        }
    )


def by_area_and_month(weeks: "Table") -> "Table":
    """Columns area, month (its first day), count, acts: a week counts for the month in which its Thursday lies.

    What was taken back is subtracted; a sum below nought (a phone's clock was wrong) counts as nought.
    """
    month = weeks.thursday.truncate("M").name("month")
    sums = weeks.group_by([weeks.area, month]).aggregate(count=weeks.kits.sum(), acts=weeks.handouts.sum())
    return sums.mutate(count=sums["count"].clip(lower=0), acts=sums["acts"].clip(lower=0)).order_by("month", "area")


def count(engine: Any = None) -> list[Counted]:
    """Run the measure on DuckDB, in memory, or on another ibis backend."""
    import ibis  # a second and 80 MB that only this page needs, about once a month

    rows = (engine or ibis.duckdb.connect()).to_pyarrow(by_area_and_month(ibis.memtable(extract()))).to_pylist()
    return [Counted(row["area"], f"{row['month']:%Y-%m}", row["count"], row["acts"]) for row in rows]


def places() -> list[Place]:
    """Every area fixed at import, also where nothing was handed out."""
    from waymeet.care import counts

    return [Place(area.number, area.name) for area in counts.areas()]


AREA = (
    _("Area"),
    _(
        "A part of town with at least 500 doors (a town with fewer is one area). The areas were drawn once, "
        "before counting began, and do not change. “Area not known” means that the phone could not tell."
    ),
)
MONTH = (
    _("Month"),
    _("We keep weeks, not days. A week from Monday to Sunday belongs to the month in which its Thursday lies."),
)
MEASURE = Measure(
    name="kits_by_area_and_month",
    sentence=_("Naloxone kits handed out, by area of town and month."),
    unit=_("kits handed out"),
    unit_alone=_("kits"),
    definitions=(
        (
            _("Kit"),
            _(
                "A package of naloxone, the medicine that reverses an opioid overdose, as our program hands it out. "
                "Test strips and other supplies are not counted here."
            ),
        ),
        (
            _("Handed out"),
            _(
                "A worker or volunteer noted the kit, at a door or wherever somebody was met, on a phone or on paper. "
                "A kit taken by somebody to hand it on is counted once, when it is taken. A kit that was taken back "
                "is not counted. Nobody is asked for a name, and no name, address or day is kept with a kit."
            ),
        ),
        AREA,
        MONTH,
    ),
    cannot_tell=(
        _("How many people took a kit: we cannot tell. We count kits, not people, and one person may take several."),
        _("How many kits were used, or how many lives were saved: we cannot tell. Nobody has to report back to us."),
        _(
            "Whether one area needs more than another: we cannot tell from this. We hand out where we walk, and we do "
            "not walk everywhere every month."
        ),
    ),
    asked_by=_("The outreach program, to plan walks and supplies, and those who pay for the kits."),
    dimensions=("area", "month"),
    source_rooms=("care",),
    expires=dt.date(2027, 12, 31),
    count=count,
    places=places,
)
