"""How often people named a barrier to services, by area and month: a measure for each barrier.

No sum over barriers is ever released, so no table of one is linked to that of another.
"""

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from waymeet.reports.measures.kits_by_area_and_month import AREA, MONTH, places
from waymeet.reports.measures.measure import Counted, Measure

if TYPE_CHECKING:
    from ibis.expr.types import Table

# As care numbers and words them (a test compares): a server that holds no care side prints releases of these too.
BARRIERS = {
    1: ("wait", _("too long a wait")),
    2: ("transport", _("no way to get there")),
    3: ("stigma", _("treated badly before")),
    4: ("id", _("asked for identification")),
    5: ("insurance", _("insurance or cost")),
    6: ("full", _("no place free")),
    7: ("police", _("afraid of police")),
    8: ("language", _("no service in my language")),
}


def extract() -> Any:
    """Arrow table of every area, month and barrier that care heard of; the month as its first day."""
    import pyarrow as pa  # type: ignore[import-untyped]

    from waymeet.care import counts

    rows = counts.barriers_by_area_and_month()
    return pa.table(
        {
            "area": pa.array([row.area_number for row in rows], pa.int64()),
            "month": pa.array([dt.date.fromisoformat(f"{row.month}-01") for row in rows], pa.date32()),
            "barrier": pa.array([row.barrier for row in rows], pa.int64()),
            "heard": pa.array([row.heard for row in rows], pa.int64()),
        }
    )


def by_area_and_month(heard: "Table", barrier: int) -> "Table":
    """Columns area, month (its first day), count. Every time it was named is an act of its own."""
    rows = heard.filter(heard.barrier == barrier)
    return rows.group_by([rows.area, rows.month]).aggregate(count=rows.heard.sum()).order_by("month", "area")


def count(barrier: int, engine: Any = None) -> list[Counted]:
    """Run the measure on DuckDB, in memory, or on another ibis backend."""
    import ibis  # a second and 80 MB that only this page needs, about once a month

    found = (engine or ibis.duckdb.connect()).to_pyarrow(by_area_and_month(ibis.memtable(extract()), barrier))
    return [Counted(row["area"], f"{row['month']:%Y-%m}", row["count"], row["count"]) for row in found.to_pylist()]


def _measure(number: int, code: str, words: Any) -> Measure:
    return Measure(
        name=f"barrier_{code}_by_area_and_month",
        sentence=format_lazy(_("A barrier people named, “{barrier}”, by area of town and month."), barrier=words),
        unit=_("times it was named"),
        unit_alone=_("times"),
        definitions=(
            (
                _("Barrier"),
                _(
                    "Something that keeps people from a service. The list is short and closed; nobody's own words are "
                    "kept."
                ),
            ),
            (
                _("Named"),
                _(
                    "Somebody told a worker or volunteer at a door or on the street, or a referral failed for this "
                    "reason. One person may name it several times. No name, address or day is kept with it."
                ),
            ),
            AREA,
            MONTH,
        ),
        cannot_tell=(
            _("How many people met this barrier: we cannot tell. We count how often it was named, to us."),
            _("Which service it was: we cannot tell. It is not kept with the barrier."),
            _(
                "Whether it is worse in one area than in another: we cannot tell from this. We ask nobody, and we do "
                "not walk everywhere every month."
            ),
        ),
        asked_by=_("Campaigns that want to change what keeps people from services, and those who run services."),
        dimensions=("area", "month"),
        source_rooms=("care",),
        expires=dt.date(2027, 12, 31),
        count=partial(count, number),
        places=places,
    )


MEASURES = tuple(_measure(number, code, words) for number, (code, words) in BARRIERS.items())
