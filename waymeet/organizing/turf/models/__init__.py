"""Rows of town and turf."""

from waymeet.organizing.turf.models.town import (
    Area,
    Barrier,
    Building,
    Door,
    ImportProblem,
    Neighbourhood,
    StreetSegment,
    Town,
    TownImport,
)

__all__ = [
    "Area",
    "Barrier",
    "Building",
    "Door",
    "ImportProblem",
    "Neighbourhood",
    "StreetSegment",
    "Town",
    "TownImport",
]
