"""Turns what a map file holds into the town as it should stand: streets, buildings, doors in their places."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from waymeet.organizing.turf.network import Plane, StreetNetwork
from waymeet.organizing.turf.osm import OsmTown, Outline, Spot
from waymeet.organizing.turf.placing import Placed, StreetIndex, Surroundings
from waymeet.organizing.turf.planned import PlannedDoor, as_doors
from waymeet.organizing.turf.progress import Progress
from waymeet.organizing.turf.rules import osm_tags
from waymeet.organizing.turf.rules.streets import Stretch, cut_at_junctions, network_of
from waymeet.organizing.turf.rules.wanted import Wanted, door_of_building, doors_of_point
from waymeet.organizing.turf.shapes import Shapes, lines, outlines

AT_THE_WALL = 3.0  # metres; an address point this near to a building belongs to it
OUTBUILDING = 60.0  # square metres; an unnamed house smaller than this behind another house is a shed

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class PlannedBuilding:
    """A building with doors; ring (k, 2) microdegrees, empty for the place of a lone address."""

    ref: str
    kind: str
    tags: dict[str, str]
    micro: tuple[int, int]
    ring: NDArray[np.int32]
    outline: int = -1  # index among all outlines of the file


@dataclass(frozen=True)
class TownPlan:
    """The town as the file has it; doors point into `buildings`."""

    plane: Plane
    stretches: list[Stretch]
    network: StreetNetwork
    around: Surroundings
    buildings: list[PlannedBuilding]
    doors: list[PlannedDoor]


def plan_town(osm: OsmTown, plane: Plane, progress: Progress) -> TownPlan:
    """Choose the buildings that have doors, give every address its building, and place every door on a street."""
    stretches = cut_at_junctions(osm.ways)
    network = network_of(stretches, plane)
    shapes = outlines([building.micro for building in osm.buildings], plane)
    around = surroundings(shapes, osm.barriers, plane)
    buildings = _buildings(osm, shapes, plane)
    wanted, of_building = _wanted(osm, buildings, shapes, plane)
    own = np.array([building.outline for building in buildings], dtype=np.int64)[of_building]
    progress(0, len(wanted), "doors")
    index = StreetIndex(network, around)
    looks = _looks(osm, wanted, of_building, buildings, shapes, plane)
    placed = index.place(*looks, own, [door.street for door in wanted])
    doors = as_doors(network, placed, wanted, of_building, plane)
    sheds = _sheds(placed, own, shapes, [buildings[place].kind for place in of_building], wanted)
    progress(len(wanted), len(wanted), "doors")
    kept = [door for door, shed in zip(doors, sheds, strict=True) if not shed]
    return TownPlan(plane, stretches, network, around, *_without_empty(buildings, kept))


def surroundings(shapes: Shapes, barriers: Sequence[Outline], plane: Plane) -> Surroundings:
    walls = lines([barrier.micro for barrier in barriers], plane)
    return Surroundings(shapes, walls, [barrier.kind for barrier in barriers])


def _buildings(osm: OsmTown, shapes: Shapes, plane: Plane) -> list[PlannedBuilding]:
    """Buildings somebody would knock at."""
    squares, middles = shapely.area(shapes), shapely.point_on_surface(shapes)
    empty = _on_empty_land(osm, middles, plane)
    micro = plane.micro(shapely.get_coordinates(middles)).tolist()
    chosen = []
    for place, building in enumerate(osm.buildings):
        kind = osm_tags.building_kind(building.tags, float(squares[place]))
        nameless = kind == "unknown" and not building.tags.get("addr:housenumber")
        if kind is not None and not (nameless and empty[place]):
            middle = (micro[place][0], micro[place][1])
            chosen.append(PlannedBuilding(building.ref, kind, building.tags, middle, building.micro, place))
    points = [(spot, osm_tags.building_kind(spot.tags, 0.0)) for spot in osm.building_points]
    return chosen + [_lone(spot, kind) for spot, kind in points if kind is not None]


def _on_empty_land(osm: OsmTown, middles: Shapes, plane: Plane) -> NDArray[np.bool_]:
    land = outlines([outline.micro for outline in osm.empty_land], plane)
    found = np.zeros(len(middles), dtype=bool)
    found[shapely.STRtree(land).query(middles, predicate="within")[0]] = True
    return found


def _lone(spot: Spot, kind: str) -> PlannedBuilding:
    return PlannedBuilding(spot.ref, kind, spot.tags, (spot.lat, spot.lon), np.zeros((0, 2), dtype=np.int32))


def _wanted(osm: OsmTown, buildings: list[PlannedBuilding], shapes: Shapes, plane: Plane) -> tuple[list[Wanted], Ints]:
    """The doors to place and the building of each; an address outside every building becomes one of its own."""
    inside: defaultdict[int, list[Wanted]] = defaultdict(list)
    spots = sorted(osm.addresses, key=lambda spot: spot.ref)
    for spot, building in zip(spots, _building_of(spots, buildings, shapes, plane), strict=True):
        doors = doors_of_point(spot.ref, spot.tags, (spot.lat, spot.lon))
        if doors and building < 0:
            building = len(buildings)  # noqa: PLW2901 - this address is its own building
            buildings.append(_lone(spot, "unknown"))
        inside[building].extend(doors)
    wanted: list[Wanted] = []
    of_building: list[int] = []
    for place, building in enumerate(buildings):
        own = (
            []
            if building.ref in {door.ref for door in inside[place]}
            else doors_of_point(f"{building.ref}/door", building.tags, None)
        )
        doors = _told_once([*own, *inside[place]]) or door_of_building(building.ref, building.tags)
        wanted.extend(doors)
        of_building.extend([place] * len(doors))
    return wanted, np.array(of_building, dtype=np.int64)


def _told_once(doors: list[Wanted]) -> list[Wanted]:
    """A building and a point in it often tell the same address."""
    seen: dict[tuple[str, str, str], Wanted] = {}
    for door in doors:
        seen.setdefault((door.number, door.unit, door.floor), door)
    return list(seen.values())


def _building_of(spots: Sequence[Spot], buildings: list[PlannedBuilding], shapes: Shapes, plane: Plane) -> Ints:
    """Index of the building each address point lies in or at, -1 for none."""
    outlined = [place for place, building in enumerate(buildings) if building.outline >= 0]
    tree = shapely.STRtree(shapes[[buildings[place].outline for place in outlined]])
    result = np.full(len(spots), -1, dtype=np.int64)
    if spots and outlined:
        points = shapely.points(plane.xy(np.array([(spot.lat, spot.lon) for spot in spots])))
        point, building = tree.query_nearest(points, max_distance=AT_THE_WALL, all_matches=False)
        result[point] = np.array(outlined)[building]
    return result


def _looks(
    osm: OsmTown,
    wanted: list[Wanted],
    of_building: Ints,
    buildings: list[PlannedBuilding],
    shapes: Shapes,
    plane: Plane,
) -> tuple[Shapes, NDArray[np.float64]]:
    """For every door what is walked up to (outline or point), and from where inside it (D, 2)."""
    micro, looks = [], []
    for door, place in zip(wanted, of_building, strict=True):
        building = buildings[place]
        entrance = _entrance(osm, building)
        own_point = door.micro or entrance
        micro.append(own_point or building.micro)
        looks.append(shapes[building.outline] if building.outline >= 0 and not entrance else None)
    anchors = plane.xy(np.array(micro, dtype=np.int64))
    points = shapely.points(anchors)
    chosen = [point if look is None else look for look, point in zip(looks, points, strict=True)]
    return np.array(chosen, dtype=object), anchors


def _entrance(osm: OsmTown, building: PlannedBuilding) -> tuple[int, int] | None:
    """The entrance on a building's outline: the main one, or the only one."""
    if building.outline < 0:
        return None
    spots = {node: osm.entrances[node] for node in osm.buildings[building.outline].nodes if node in osm.entrances}
    main = [spot for spot in spots.values() if spot.tags.get("entrance") == "main"] or list(spots.values())
    return (main[0].lat, main[0].lon) if len(main) == 1 else None


def _sheds(
    placed: Placed, own: Ints, shapes: Shapes, kinds: Sequence[str], wanted: Sequence[Wanted]
) -> NDArray[np.bool_]:
    """Small nameless buildings that stand behind another house are sheds and garages."""
    nameless = np.array(
        [kind == "unknown" and not door.number for kind, door in zip(kinds, wanted, strict=True)], dtype=bool
    )
    small = np.zeros(len(own), dtype=bool)
    small[own >= 0] = shapely.area(shapes[own[own >= 0]]) < OUTBUILDING
    sheds: NDArray[np.bool_] = nameless & small & (placed.houses_between > 0)
    return sheds


def _without_empty(
    buildings: list[PlannedBuilding], doors: list[PlannedDoor]
) -> tuple[list[PlannedBuilding], list[PlannedDoor]]:
    """Only buildings with doors, and doors that point into them."""
    used = sorted({door.building for door in doors})
    number = {old: new for new, old in enumerate(used)}
    moved = [PlannedDoor(number[d.building], d.wanted, d.street, d.place, d.xy) for d in doors]
    return [buildings[place] for place in used], moved
