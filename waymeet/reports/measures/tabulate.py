"""Turns the rows of a measure into the full table of areas and months that disclosure control works on."""

from collections.abc import Sequence

from waymeet.reports.disclosure.table import CountTable
from waymeet.reports.measures.measure import Counted, Place

AREA_NOT_KNOWN = 0


def full_table(rows: Sequence[Counted], places: Sequence[Place], months: Sequence[str]) -> CountTable:
    """Every area in every month, nought where nothing was counted; "area not known" only where it occurs.

    An area that is counted and not in `places` gets its row all the same.
    """
    found = {(row.area, row.month): row for row in rows if row.month in set(months)}
    counted = {area for (area, _month), row in found.items() if row.count or row.acts}
    areas = tuple(sorted({place.number for place in places} - {AREA_NOT_KNOWN} | counted))
    counts = tuple(tuple(found[a, m].count if (a, m) in found else 0 for m in months) for a in areas)
    acts = tuple(tuple(found[a, m].acts if (a, m) in found else 0 for m in months) for a in areas)
    return CountTable(areas, tuple(months), counts, acts)
