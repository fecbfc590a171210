"""What an addresses import needs to know of its town for the whole run, and of the surroundings for each batch."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

import numpy as np
import shapely
from django.db.models import Q
from numpy.typing import NDArray

from waymeet.organizing.turf.identity import cells_of_box
from waymeet.organizing.turf.models import Neighbourhood, Town
from waymeet.organizing.turf.network import Plane
from waymeet.organizing.turf.packing import unpack
from waymeet.organizing.turf.placing import REACH, StreetIndex, Surroundings
from waymeet.organizing.turf.queries.streets import Box, box_around, load_barriers, load_network, load_network_in
from waymeet.organizing.turf.rows import BuildingRow, DoorRow, building_rows, door_rows
from waymeet.organizing.turf.rules.houses import House
from waymeet.organizing.turf.rules.neighbourhoods import NamedPart, parts_of_doors, parts_of_segments
from waymeet.organizing.turf.rules.street_names import address_key, street_key
from waymeet.organizing.turf.services.fixing_areas import KeptAreas
from waymeet.organizing.turf.services.town_frame import plane_of
from waymeet.organizing.turf.shapes import Shapes, lines, outlines

_AROUND = 200.0  # metres around a batch in which its buildings are looked for
_DEEP = 100.0  # metres from the middle of a building to its farthest door


class TownParts:
    """The named parts of a town, by segment number and outline."""

    def __init__(self, town: UUID, plane: Plane) -> None:
        kept = list(Neighbourhood.objects.filter(town_id=town).order_by("number"))
        self.numbers = np.array([part.number for part in kept] + [0], dtype=np.int32)
        self.parts = [_named(part, plane) for part in kept]
        self.of_segment = parts_of_segments(load_network(town), self.parts)

    def of(self, door_xy: NDArray[np.float64], seg: NDArray[np.int32]) -> NDArray[np.int32]:
        """The neighbourhood number of each door, 0 for none; `seg` are segment numbers of the town."""
        found: NDArray[np.int32] = self.numbers[parts_of_doors(self.of_segment, self.parts, door_xy, seg)]
        return found


def _named(part: Neighbourhood, plane: Plane) -> NamedPart:
    x, y = plane.xy(np.array([(part.lat, part.lon)]))[0]
    return NamedPart((float(x), float(y)), plane.xy(unpack(bytes(part.ring))) if part.ring else None)


class AddressTown:
    """The town of one run."""

    def __init__(self, town: Town) -> None:
        self.id, self.name, self.plane = town.id, town.name, plane_of(town)
        self.bounds: Box = (town.south, town.west, town.north, town.east)
        self.areas = KeptAreas(town.id, self.plane)
        self.parts = TownParts(town.id, self.plane)

    def around(self, micro: NDArray[np.int32]) -> "Around":
        """What lies around some places (k, 2) in microdegrees."""
        buildings = building_rows(_inside(box_around(micro, _AROUND)), town_id=self.id)
        doors = door_rows(_inside(box_around(micro, _AROUND + _DEEP)), town_id=self.id)
        beyond = {row.building_id for row in doors.values()} - buildings.keys()
        if beyond:
            buildings |= building_rows(pk__in=beyond)
        return Around(self, box_around(micro, REACH), buildings, doors)


def _inside(box: Box) -> Q:
    south, west, north, east = box
    return Q(cell__in=cells_of_box(*box), lat__range=(south, north), lon__range=(west, east))


@dataclass
class Around:
    """The buildings, doors and streets around one batch."""

    town: AddressTown
    box: Box
    buildings: dict[UUID, BuildingRow]
    doors: dict[UUID, DoorRow]

    def __post_init__(self) -> None:
        self.building_ids = list(self.buildings)
        self.of_building: defaultdict[UUID, list[DoorRow]] = defaultdict(list)
        for row in self.doors.values():
            self.of_building[row.building_id].append(row)

    @cached_property
    def shapes(self) -> Shapes:
        """Outlines, or points where the map has none, in the order of `building_ids`."""
        rows, plane = list(self.buildings.values()), self.town.plane
        made: Shapes = shapely.points(plane.xy(np.array([(row.lat, row.lon) for row in rows]).reshape(-1, 2)))
        drawn = [at for at, row in enumerate(rows) if row.ring]
        made[drawn] = outlines([unpack(rows[at].ring) for at in drawn], plane)
        return made

    def houses(self) -> list[House]:
        """In the order of `building_ids`."""
        return [
            House(
                shape=self.shapes[at],
                drawn=bool(self.buildings[identity].ring),
                addresses={address_key(d.number, d.street) for d in self.of_building[identity] if d.number},
                streets={street_key(d.street) for d in self.of_building[identity] if d.street},
            )
            for at, identity in enumerate(self.building_ids)
        ]

    def index(self) -> tuple[StreetIndex, NDArray[np.int64]]:
        """Placing on the streets around, and the town's number of each of their segments."""
        network, numbers = load_network_in(self.town.id, self.box)
        barriers = load_barriers(self.town.id, self.box)
        walls = lines([barrier.micro for barrier in barriers], self.town.plane)
        return StreetIndex(network, Surroundings(self.shapes, walls, [b.kind for b in barriers])), numbers
