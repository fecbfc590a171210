"""The turf package, version 1: all that a phone needs for one walk, and no more than that walk."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

import numpy as np
import shapely
from numpy.typing import NDArray

from waymeet.kernel.errors import NotFound
from waymeet.organizing.turf.models import Building, Turf, TurfHandout
from waymeet.organizing.turf.network import STREET_KINDS, Plane
from waymeet.organizing.turf.packing import deltas, unpack
from waymeet.organizing.turf.queries.streets import box_around, load_network_in
from waymeet.organizing.turf.queries.town import DoorCard, door_cards

STREETS_AROUND = 150.0  # metres: streets this near to the doors and the walk are drawn, to find one's way
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
    path = unpack(bytes(turf.path))
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
        "streets": _streets(turf.canvass_pass.town_id, _places(cards), path) if cards else [],
        "path": deltas(path),
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


def _places(cards: Mapping[UUID, DoorCard]) -> NDArray[np.int32]:
    """(D, 2) microdegrees."""
    return np.array([(card.lat, card.lon) for card in cards.values()], dtype=np.int32)


def _streets(town: UUID, doors: NDArray[np.int32], path: NDArray[np.int32]) -> list[dict[str, Any]]:
    """The streets near the doors and the way between them; not all that lie in a box around a long walk."""
    network, _numbers = load_network_in(town, box_around(np.concatenate((doors, path)), STREETS_AROUND))
    plane = Plane(*network.origin)
    near = shapely.buffer(shapely.multipoints(plane.xy(doors)), STREETS_AROUND, quad_segs=4)
    if len(path) > 1:
        near = near.union(shapely.LineString(plane.xy(path)).simplify(GRAIN).buffer(STREETS_AROUND, quad_segs=4))
    shapely.prepare(near)
    drawn = []
    for points, kind, name in zip(network.seg_points, network.seg_kind, network.seg_name, strict=True):
        line = shapely.LineString(points)
        if near.intersects(line):
            inside = shapely.get_parts(shapely.intersection(line, near).simplify(GRAIN))  # Douglas and Peucker, 1973
            lines = [shapely.get_coordinates(part) for part in inside]
            drawn += [_street(name, int(kind), plane.micro(line)) for line in lines if len(line) > 1]
    return drawn


def _street(name: str, kind: int, micro: NDArray[np.int32]) -> dict[str, Any]:
    return {"name": name, "kind": STREET_KINDS[kind], "line": deltas(micro)}
