"""Small made-up towns, drawn in metres and written as real OpenStreetMap files."""

from pathlib import Path

import numpy as np
import osmium

from waymeet.organizing.turf.network import Plane

PLANE = Plane(42.65, -73.75)
Point = tuple[float, float]


class DrawnTown:
    """Things drawn with x to the east and y to the north, metres from (42.65, -73.75); one point is one node."""

    def __init__(self, name: str = "Smallville") -> None:
        self.nodes: dict[Point, int] = {}
        self.tags: dict[int, dict[str, str]] = {}
        self.ways: list[tuple[list[int], dict[str, str]]] = []
        if name:
            self.point(0.5, 0.5, place="town", name=name)

    def _node(self, point: Point) -> int:
        return self.nodes.setdefault(point, len(self.nodes) + 1)

    def point(self, x: float, y: float, **tags: str) -> int:
        node = self._node((x, y))
        self.tags[node] = {key.replace("__", ":"): value for key, value in tags.items()}
        return node

    def line(self, *points: Point, **tags: str) -> int:
        self.ways.append(([self._node(point) for point in points], {k.replace("__", ":"): v for k, v in tags.items()}))
        return len(self.ways)

    def street(self, name: str, *points: Point, highway: str = "residential", **tags: str) -> int:
        return self.line(*points, highway=highway, **({"name": name} if name else {}), **tags)

    def house(self, x: float, y: float, *, wide: float = 8.0, deep: float = 10.0, **tags: str) -> int:
        """A box around (x, y)."""
        w, d = wide / 2, deep / 2
        corners = [(x - w, y - d), (x + w, y - d), (x + w, y + d), (x - w, y + d), (x - w, y - d)]
        return self.line(*corners, **{"building": "yes", **tags})

    def without(self, way: int) -> "DrawnTown":
        self.ways[way - 1] = ([], {})
        return self

    def write(self, path: Path) -> Path:
        path.unlink(missing_ok=True)
        with osmium.SimpleWriter(str(path)) as file:
            for (x, y), node in self.nodes.items():
                lat, lon = PLANE.micro(np.array([[x, y]]))[0] / 1e6
                file.add_node(
                    osmium.osm.mutable.Node(id=node, location=(lon, lat), tags=self.tags.get(node, {}), version=1)
                )
            for number, (nodes, tags) in enumerate(self.ways, start=1):
                if nodes:
                    file.add_way(osmium.osm.mutable.Way(id=number, nodes=nodes, tags=tags, version=1))
        return path


def one_street(houses: int = 5) -> DrawnTown:
    """Clinton Avenue runs west to east along y = 0, with houses 20 m apart on its north side and a cross street."""
    town = DrawnTown()
    town.street("Clinton Avenue", (-100, 0), (0, 0), (houses * 20 + 100, 0))
    town.street("Quail Street", (-100, -150), (-100, 0), (-100, 150))
    for house in range(houses):
        town.house(house * 20 + 10, 15)
    return town


def degrees(x: float, y: float) -> tuple[float, float]:
    """Latitude and longitude of a drawn point."""
    lat, lon = PLANE.micro(np.array([[x, y]]))[0] / 1e6
    return float(lat), float(lon)
