"""A small town for tests: one straight street of houses, written as a map file and imported like any other."""

from pathlib import Path
from uuid import UUID

import osmium
from osmium.osm import mutable

from waymeet.accounts.people import OPERATOR, Person
from waymeet.organizing.turf.models import CanvassPass, Door, Town, Turf, TurfDoor
from waymeet.organizing.turf.services.town import import_town

LAT, LON = 42.65, -73.76
STEP = 0.0002  # about 22 metres


def write_map(path: Path, houses: int) -> Path:
    """A street running north with `houses` numbered houses on alternating sides."""
    writer = osmium.SimpleWriter(str(path))
    for node in range(houses + 2):
        writer.add_node(mutable.Node(id=node + 1, location=(LON, LAT + node * STEP), version=1))
    corner = 100_000
    for house in range(houses):
        east = 0.0002 if house % 2 else -0.0002
        lat, lon = LAT + (house + 1) * STEP, LON + east
        for index, (dlat, dlon) in enumerate(((0, 0), (0, 0.00008), (0.00008, 0.00008), (0.00008, 0))):
            writer.add_node(mutable.Node(id=corner + house * 4 + index, location=(lon + dlon, lat + dlat), version=1))
    street = {"highway": "residential", "name": "Clinton Avenue"}
    writer.add_way(mutable.Way(id=1, nodes=list(range(1, houses + 3)), tags=street, version=1))
    for house in range(houses):
        first = corner + house * 4
        tags = {"building": "house", "addr:housenumber": str(house + 1), "addr:street": "Clinton Avenue"}
        writer.add_way(
            mutable.Way(id=house + 10, nodes=[first, first + 1, first + 2, first + 3, first], tags=tags, version=1)
        )
    writer.close()
    return path


def a_street(folder: Path, houses: int = 12) -> list[UUID]:
    """Import the street; answers its doors in the order of their house numbers."""
    import_town(path=write_map(folder / "street.osm.pbf", houses), by=OPERATOR)
    doors = Door.objects.all()
    return [door.id for door in sorted(doors, key=lambda door: int(door.number))]


def a_turf(doors: list[UUID], by: Person, name: str = "A", canvass_pass: CanvassPass | None = None) -> Turf:
    """A turf over exactly these doors in this order, as cutting would leave it."""
    town = Town.objects.get()
    number = CanvassPass.objects.filter(town=town).count() + 1
    canvass_pass = canvass_pass or CanvassPass.objects.create(town=town, number=number, name="First")
    turf = Turf.objects.create(canvass_pass=canvass_pass, name=name, made_by=by.id)
    TurfDoor.objects.bulk_create(TurfDoor(turf=turf, door_id=door, position=place) for place, door in enumerate(doors))
    return turf
