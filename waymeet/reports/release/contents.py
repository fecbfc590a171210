"""The frozen contents of a release, from its row to a table and back, and the hash that reviewers approve."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from waymeet.reports.disclosure.table import Cell, CountTable, Edition
from waymeet.reports.measures.measure import Place
from waymeet.reports.release.models import Release


def as_counted(table: CountTable, places: Sequence[Place]) -> dict[str, Any]:
    """A table as the row keeps it, each area with its name ("" for areas nobody named)."""
    names = {place.number: place.name for place in places}
    return {
        "areas": [[area, names.get(area, "")] for area in table.areas],
        "months": list(table.months),
        "counts": [list(row) for row in table.counts],
        "acts": [list(row) for row in table.acts],
    }


def table_of(release: Release) -> CountTable:
    """The true table of a release."""
    counted = release.counted
    return CountTable(
        tuple(number for number, _name in counted["areas"]),
        tuple(counted["months"]),
        tuple(tuple(row) for row in counted["counts"]),
        tuple(tuple(row) for row in counted["acts"]),
    )


def edition_of(release: Release) -> Edition:
    """The release as disclosure control knows it."""
    hidden = frozenset(Cell(area, month) for area, month in release.hidden)
    return Edition(str(release.id), table_of(release), hidden)


def places_of(release: Release) -> list[Place]:
    return [Place(number, name) for number, name in release.counted["areas"]]


def hash_of(release: Release) -> str:
    """SHA-256 over what is proposed: measure, months, counts, hidden cells."""
    frozen = [release.measure, release.first_month, release.last_month, release.counted, release.hidden]
    canonical = json.dumps(frozen, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
