"""Reads a town from an OpenStreetMap file: streets, buildings, addresses, barriers and the names of its parts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import osmium
from django.utils.translation import gettext_lazy as _
from numpy.typing import NDArray

from waymeet.kernel.errors import BadInput
from waymeet.organizing.turf.network import MICRO
from waymeet.organizing.turf.progress import Progress
from waymeet.organizing.turf.rules import osm_tags
from waymeet.organizing.turf.rules.streets import StreetWay

Micro = NDArray[np.int32]


@dataclass(frozen=True)
class Outline:
    """A ring or line of the map (k, 2) microdegrees, with what the map says about it."""

    ref: str
    kind: str
    micro: Micro
    closed: bool = True
    tags: dict[str, str] = field(default_factory=dict)
    nodes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Spot:
    """A point of the map."""

    ref: str
    lat: int
    lon: int
    tags: dict[str, str]


@dataclass
class OsmTown:
    """Everything of use in one file."""

    bounds: tuple[int, int, int, int] = (0, 0, 0, 0)  # south, west, north, east in microdegrees
    ways: list[StreetWay] = field(default_factory=list)
    buildings: list[Outline] = field(default_factory=list)
    building_points: list[Spot] = field(default_factory=list)
    addresses: list[Spot] = field(default_factory=list)
    entrances: dict[int, Spot] = field(default_factory=dict)
    barriers: list[Outline] = field(default_factory=list)
    empty_land: list[Outline] = field(default_factory=list)
    neighbourhoods: list[Outline] = field(default_factory=list)
    places: list[Spot] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)  # refs of ways whose points are not all in the file


def read_town(path: Path, progress: Progress) -> OsmTown:
    """Read the whole file; a file that is missing, cut short or no map raises BadInput with a sentence."""
    if not path.is_file():
        raise BadInput(_("There is no file called %(file)s. Check the path and try again.") % {"file": path.name})
    town = OsmTown()
    try:
        header = osmium.io.Reader(_file(path), osmium.osm.osm_entity_bits.NOTHING).header().box()
        for done, thing in enumerate(_things(path)):
            _READERS[thing.type_str()](town, thing)
            if done % 5000 == 0:
                progress(done, 0, "map")
    except (RuntimeError, ValueError, OSError) as trouble:
        raise BadInput(
            _(
                "The map file %(file)s cannot be read: it is damaged, cut short or not an OpenStreetMap file. "
                "Nothing was imported. Download it again, compare its size with the source's, and import it again."
            )
            % {"file": path.name}
        ) from trouble
    return _complete(town, header, path)


def _file(path: Path) -> osmium.io.File:
    """A map in the usual format is one whatever its file is called; all others are told by their names."""
    with path.open("rb") as raw:
        usual = b"OSMHeader" in raw.read(32)
    return osmium.io.File(str(path), "pbf") if usual else osmium.io.File(str(path))


def _things(path: Path) -> Iterator[Any]:
    keys = osmium.filter.KeyFilter(
        "highway", "building", "addr:housenumber", "entrance", "barrier", "railway", "waterway", "natural",
        "landuse", "aeroway", "place", "boundary",
    )  # fmt: skip
    return iter(osmium.FileProcessor(_file(path)).with_areas().with_filter(keys))


def _complete(town: OsmTown, header: Any, path: Path) -> OsmTown:
    if not town.ways:
        raise BadInput(
            _(
                "The map file %(file)s holds no street one can walk. Nothing was imported. "
                "Export the town again with its streets, and import that file."
            )
            % {"file": path.name}
        )
    flat = np.vstack([way.micro for way in town.ways])
    south, west = flat.min(axis=0)
    north, east = flat.max(axis=0)
    if header.valid():
        low, high = header.bottom_left, header.top_right
        south, west, north, east = (_micro(value) for value in (low.lat, low.lon, high.lat, high.lon))
    town.bounds = (int(south), int(west), int(north), int(east))
    return town


def _micro(degrees: float) -> int:
    return round(degrees * MICRO)


def _tags(thing: Any) -> dict[str, str]:
    return {tag.k: tag.v for tag in thing.tags}


def _ring(ring: Any) -> Micro:
    return np.array([(_micro(node.lat), _micro(node.lon)) for node in ring], dtype=np.int32)


def _read_node(town: OsmTown, node: Any) -> None:
    tags = _tags(node)
    spot = Spot(f"osm:n{node.id}", _micro(node.location.lat), _micro(node.location.lon), tags)
    if "entrance" in tags or tags.get("building") == "entrance":
        town.entrances[node.id] = spot
    elif tags.get("building"):
        town.building_points.append(spot)
    if tags.get("addr:housenumber") and "building" not in tags:
        town.addresses.append(spot)
    if tags.get("place") and tags.get("name"):
        town.places.append(spot)


def _read_way(town: OsmTown, way: Any) -> None:
    tags = _tags(way)
    kind, barrier = osm_tags.street_kind(tags), osm_tags.barrier_kind(tags)
    if kind is None and barrier is None:
        return
    known = [(node.ref, _micro(node.lat), _micro(node.lon)) for node in way.nodes if node.location.valid()]
    if len(known) < len(way.nodes):
        town.broken.append(f"osm:w{way.id}")
    if len(known) < 2:
        return
    micro = np.array([place[1:] for place in known], dtype=np.int32)
    if kind is not None:
        nodes = [place[0] for place in known]
        town.ways.append(StreetWay(way.id, kind, tags.get("name", "")[:120], nodes, micro))
    elif barrier is not None and not (way.is_closed() and barrier == "water"):
        town.barriers.append(Outline(f"osm:w{way.id}", barrier, micro, closed=False))


def _read_area(town: OsmTown, area: Any) -> None:
    tags = _tags(area)
    ref = f"osm:{'w' if area.from_way() else 'r'}{area.orig_id()}"
    for number, ring in enumerate(area.outer_rings()):
        micro = _ring(ring)
        part = ref if number == 0 else f"{ref}.{number}"
        if tags.get("building"):
            nodes = tuple(node.ref for node in ring)
            town.buildings.append(Outline(part, tags["building"], micro, tags=tags, nodes=nodes))
        elif osm_tags.barrier_kind(tags) == "water":
            shores = [micro, *(_ring(inner) for inner in area.inner_rings(ring))]
            town.barriers.extend(Outline(part, "water", shore) for shore in shores)
        elif osm_tags.is_empty_land(tags):
            town.empty_land.append(Outline(part, "empty", micro))
        elif osm_tags.neighbourhood_name(tags):
            town.neighbourhoods.append(Outline(part, osm_tags.neighbourhood_name(tags), micro))


def _skip(_town: OsmTown, _thing: Any) -> None:
    """Relations come a second time as areas."""


_READERS: dict[str, Callable[[OsmTown, Any], None]] = {
    "n": _read_node,
    "w": _read_way,
    "a": _read_area,
    "r": _skip,
}
