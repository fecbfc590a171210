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
from waymeet.organizing.turf.models.turf import CanvassPass, Turf, TurfDoor, TurfHandout, TurfTaking

__all__ = [
    "Area",
    "Barrier",
    "Building",
    "CanvassPass",
    "Door",
    "ImportProblem",
    "Neighbourhood",
    "StreetSegment",
    "Town",
    "TownImport",
    "Turf",
    "TurfDoor",
    "TurfHandout",
    "TurfTaking",
]
