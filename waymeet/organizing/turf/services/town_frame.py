"""Which town a map file is about: the one we hold where they overlap, a new one where they do not."""

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from waymeet.kernel.errors import BadInput
from waymeet.organizing.turf.identity import town_id
from waymeet.organizing.turf.models import Town
from waymeet.organizing.turf.network import MICRO, Plane
from waymeet.organizing.turf.osm import OsmTown, Spot
from waymeet.organizing.turf.rules.osm_tags import PLACE_RANK

Box = tuple[int, int, int, int]  # south, west, north, east in microdegrees

_SAME = 0.3  # two boxes that share this much of the smaller one are about the same town
_WHOLE = 0.95  # a map must cover this much of the town it brings up to date


@dataclass(frozen=True)
class Frame:
    """The town's id, name, plane and bounds; the origin of the plane never moves once it is chosen."""

    id: UUID
    name: str
    plane: Plane
    bounds: Box

    def write(self) -> None:
        south, west, north, east = self.bounds
        row = Town(
            id=self.id,
            name=self.name,
            origin_lat=round(self.plane.lat * MICRO),
            origin_lon=round(self.plane.lon * MICRO),
            south=south,
            west=west,
            north=north,
            east=east,
        )
        if Town.objects.filter(pk=self.id).values().first() != {
            field.attname: getattr(row, field.attname) for field in Town._meta.concrete_fields
        }:
            row.save()


def frame_of(osm: OsmTown, path: Path) -> Frame:
    """Raises BadInput where the file covers only a part of a town we hold: its other doors would lose their streets."""
    for town in Town.objects.order_by("name", "id"):
        held = (town.south, town.west, town.north, town.east)
        both = _overlap(held, osm.bounds)
        shared = _size(both)
        if both[0] > both[2] or both[1] > both[3] or shared < _SAME * min(_size(held), _size(osm.bounds)):
            continue
        if shared < _WHOLE * _size(held):
            raise BadInput(
                _(
                    "The map file %(file)s covers only a part of %(town)s as it was imported before. Nothing was "
                    "imported. Export a map that covers the whole of it, and import that."
                )
                % {"file": path.name, "town": town.name}
            )
        return Frame(town.id, town.name, plane_of(town), osm.bounds)
    south, west, north, east = osm.bounds
    place = _largest_place(osm)
    name, ref = (place.tags["name"], place.ref) if place else (path.name.split(".")[0], path.name.split(".")[0])
    middle = Plane((south + north) // 2 / MICRO, (west + east) // 2 / MICRO)
    return Frame(town_id(ref), name[:120], middle, osm.bounds)


def plane_of(town: Town) -> Plane:
    return Plane(town.origin_lat / MICRO, town.origin_lon / MICRO)


def _overlap(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def _size(box: Box) -> int:
    return max(box[2] - box[0], 0) * max(box[3] - box[1], 0)


def _largest_place(osm: OsmTown) -> Spot | None:
    """The city inside the map, or the largest kind of place there is; of several, the one nearest to the middle."""
    south, west, north, east = osm.bounds
    inside = [
        spot
        for spot in osm.places
        if spot.tags["place"] in PLACE_RANK and south <= spot.lat <= north and west <= spot.lon <= east
    ]
    off_middle = {s.ref: abs(2 * s.lat - south - north) + abs(2 * s.lon - west - east) for s in inside}
    return min(inside, key=lambda s: (PLACE_RANK.index(s.tags["place"]), off_middle[s.ref], s.ref), default=None)
