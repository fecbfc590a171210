"""The ids of buildings and doors, made from a source's own names for things, and the grid they are found by."""

from uuid import UUID, uuid5

from waymeet.organizing.turf.network import MICRO

WAYMEET = UUID("5f0d4e6c-9a57-4d3b-8d0e-6a7f3c1b2e94")
"""The namespace of all our version 5 ids; it never changes, or every door would."""

_CELL = MICRO // 100  # a hundredth of a degree: about 1.1 km north, 0.8 km east at Albany's latitude
_COLUMNS = 100_000


def town_id(ref: str) -> UUID:
    return uuid5(WAYMEET, f"town {ref}")


def building_id(town: UUID, ref: str) -> UUID:
    return uuid5(town, f"building {ref}")


def door_id(town: UUID, ref: str) -> UUID:
    return uuid5(town, f"door {ref}")


def neighbourhood_id(town: UUID, ref: str) -> UUID:
    return uuid5(town, f"neighbourhood {ref}")


def cell_of(lat: int, lon: int) -> int:
    """The number of the grid cell a place lies in; microdegrees."""
    return (lat + 90 * MICRO) // _CELL * _COLUMNS + (lon + 180 * MICRO) // _CELL


def cells_of_box(south: int, west: int, north: int, east: int) -> list[int]:
    """Every cell a box touches."""
    corner, far = cell_of(south, west), cell_of(north, east)
    rows, columns = far // _COLUMNS - corner // _COLUMNS + 1, far % _COLUMNS - corner % _COLUMNS + 1
    return [corner + row * _COLUMNS + column for row in range(rows) for column in range(columns)]
