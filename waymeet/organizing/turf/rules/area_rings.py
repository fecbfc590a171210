"""Outlines of areas: every piece of ground belongs to the area of the nearest door, then edges are straightened."""

import numpy as np
import shapely
from numpy.typing import NDArray

_STRAIGHTEN = 15.0  # metres; doors of the first import keep their area, whichever side of a straightened edge
_MARGIN = 500.0  # metres beyond the outermost door


def rings(points: NDArray[np.float64], labels: NDArray[np.int32]) -> dict[int, NDArray[np.float64]]:
    """Label -> closed ring (k, 2), metres. Neighbouring rings share their edges."""
    low, high = points.min(axis=0) - _MARGIN, points.max(axis=0) + _MARGIN
    ground = shapely.box(*low, *high)
    numbers = [int(number) for number in np.unique(labels)]
    if len(numbers) == 1:
        return {numbers[0]: shapely.get_coordinates(ground)}
    places, first = np.unique(points, axis=0, return_index=True)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(places), extend_to=ground, ordered=True))
    pieces, of_cell = shapely.get_parts(shapely.intersection(cells, ground), return_index=True)
    flat = shapely.get_dimensions(pieces) == 2  # a cell that ends at the edge of the ground may leave a line there too
    pieces, owner = pieces[flat], labels[first][of_cell[flat]]
    shapes = [shapely.coverage_union_all(pieces[owner == number]) for number in numbers]
    straight = shapely.coverage_simplify(np.array(shapes, dtype=object), _STRAIGHTEN)
    return {number: _largest(shape) for number, shape in zip(numbers, straight, strict=True)}


def _largest(shape: shapely.Geometry) -> NDArray[np.float64]:
    parts = shapely.get_parts(shape)
    ring: NDArray[np.float64] = shapely.get_coordinates(parts[np.argmax(shapely.area(parts))].exterior)
    return ring


def area_of(points: NDArray[np.float64], outlines: dict[int, NDArray[np.float64]]) -> NDArray[np.int32]:
    """The area each point lies in, or the nearest; a smaller area inside a larger one goes first."""
    numbers = np.array(sorted(outlines), dtype=np.int32)
    shapes = shapely.make_valid(np.array([shapely.Polygon(outlines[int(number)]) for number in numbers], dtype=object))
    size = shapely.area(shapes)
    order = np.argsort(size, kind="stable")
    tree = shapely.STRtree(shapes[order])
    door, found = tree.query_nearest(shapely.points(points), all_matches=True)
    result = np.zeros(len(points), dtype=np.int32)
    for at in np.lexsort((-found, door)):  # of several, the smallest is written last
        result[door[at]] = numbers[order[found[at]]]
    return result
