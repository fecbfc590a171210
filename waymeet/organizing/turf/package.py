"""The turf package, version 1: all that a phone needs for one walk, and no more than that walk."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from shapely import LineString

from waymeet.kernel.errors import NotFound
from waymeet.organizing.turf.models import Building, Turf, TurfHandout
from waymeet.organizing.turf.network import STREET_KINDS, Plane
from waymeet.organizing.turf.packing import deltas, unpack
from waymeet.organizing.turf.queries.streets import Walk, load_walk
from waymeet.organizing.turf.queries.town import DoorCard, door_cards

STREETS_AROUND = 120.0  # metres of street drawn beyond the outermost doors, to find one's way
GRAIN = 1.0  # metres: a line may be drawn this far from where it is


def turf_package(
    turf_id: UUID,
    *,
    organizing_key: Mapping[str, str],
    script: Mapping[str, Any],
    sentence: Mapping[str, Any],
    flags: Mapping[UUID, Collection[str]],
    last: Mapping[UUID, str],
) -> dict[str, Any]:
    """JSON as plain values. Doors in walk order; lines as [lat0, lon0, dlat, dlon, ...] in whole microdegrees."""
    turf = Turf.objects.select_related("canvass_pass__town").filter(pk=turf_id).first()
    if turf is None:
        raise NotFound
    ids = list(turf.stops.order_by("position").values_list("door", flat=True))
    cards = door_cards(ids)
    handout = TurfHandout.objects.filter(turf=turf).order_by("-id").first()
    return {
        "version": 1,
        "turf": str(turf.id),
        "name": turf.name,
        "pass": {
            "id": str(turf.canvass_pass_id),
            "number": turf.canvass_pass.number,
            "notes": turf.canvass_pass.notes_allowed,
        },
        "town": turf.canvass_pass.town.name,
        "expires": handout.expires_at.isoformat() if handout else "",
        "organizing_key": dict(organizing_key),
        "doors": [_door(cards[door], flags, last) for door in ids if door in cards],
        "buildings": _buildings(cards),
        "streets": _streets(load_walk(ids, margin=STREETS_AROUND)) if ids else [],
        "path": deltas(unpack(bytes(turf.path))) if turf.path else [],
        "metres": turf.metres,
        "minutes": turf.minutes,
        "script": dict(script),
        "sentence": dict(sentence),
    }


def _door(card: DoorCard, flags: Mapping[UUID, Collection[str]], last: Mapping[UUID, str]) -> dict[str, Any]:
    return {
        "id": str(card.id),
        "building": str(card.building),
        "label": card.label,
        "unit": card.unit,
        "floor": card.floor,
        "street": card.street,
        "lat": card.lat,
        "lon": card.lon,
        "area": card.area,
        "flags": sorted(flags.get(card.id, ())),
        "last": last.get(card.id, ""),
    }


def _buildings(cards: Mapping[UUID, DoorCard]) -> list[dict[str, Any]]:
    doors: dict[UUID, list[DoorCard]] = {}
    for card in cards.values():
        doors.setdefault(card.building, []).append(card)
    rings = dict(Building.objects.filter(pk__in=list(doors)).values_list("pk", "ring"))
    return [
        {
            "id": str(building),
            "label": own[0].label,
            "units": len(own),
            "ring": deltas(unpack(bytes(rings[building]))) if rings.get(building) else [],
        }
        for building, own in doors.items()
    ]


def _streets(walk: Walk) -> list[dict[str, Any]]:
    network = walk.network
    plane = Plane(*network.origin)
    low, high = walk.doors.xy.min(axis=0) - STREETS_AROUND, walk.doors.xy.max(axis=0) + STREETS_AROUND
    drawn = []
    for points, kind, name in zip(network.seg_points, network.seg_kind, network.seg_name, strict=True):
        line = _near(points, low, high)
        if len(line) > 1:
            drawn.append({"name": name, "kind": STREET_KINDS[kind], "line": deltas(plane.micro(_plain(line)))})
    return drawn


def _near(points: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]) -> NDArray[np.float64]:
    """The run of points from the first to the last inside the box, with a neighbour on either side."""
    inside = np.flatnonzero(np.all((points >= low) & (points <= high), axis=1))
    if len(inside) == 0:
        return points[:0]
    return points[max(inside[0] - 1, 0) : inside[-1] + 2]


def _plain(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Leave out points that lie on the line between their neighbours (Douglas and Peucker, 1973)."""
    return np.asarray(LineString(points).simplify(GRAIN).coords)
