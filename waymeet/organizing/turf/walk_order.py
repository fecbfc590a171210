"""The order in which to walk a turf's doors, with metres, minutes and the line on the map."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from waymeet.organizing.turf.corners import METRES_A_SECOND, Corners
from waymeet.organizing.turf.network import NO_STREET, DoorSpots, StreetNetwork
from waymeet.organizing.turf.shortest_path import shortest_path
from waymeet.organizing.turf.walk_line import kerbs, line_of
from waymeet.organizing.turf.walking import Ways, ways_between

APART = (3.0, 1000.0)
"""Doors that no way joins: so many times the straight line, plus metres, so that each shore is done whole."""


@dataclass(frozen=True)
class Pace:
    """How long a turf takes.

    Two minutes a door: about one where nobody answers, about seven for a talk, at the 17 % contact rate Philadelphia
    met with naloxone at the door. With the walking it gives 24 to 28 doors an hour, as canvassers report.
    """

    metres_a_second: float = METRES_A_SECOND
    minutes_a_door: float = 2.0

    def minutes(self, *, metres: float, doors: int) -> float:
        return metres / self.metres_a_second / 60 + doors * self.minutes_a_door


@dataclass(frozen=True)
class Walk:
    """A walk over the doors of one turf."""

    order: tuple[int, ...]  # rows of the doors given, each once
    metres: float  # along streets, over crossings and up to the doors
    minutes: float  # with waiting at crossings and the time at the doors
    path: NDArray[np.float64]  # (k, 2) metres: the line on the map
    no_street: tuple[int, ...]  # rows of doors no street reaches; they come last
    pieces: int  # how many parts no way joins; 1 where all can be walked in one go, 0 without doors


@dataclass(frozen=True)
class Stops:
    """Doors that share one place at the kerb: one stop of the walk."""

    rows: list[list[int]]  # the doors of each stop, in the order given
    spots: DoorSpots


def stops_of(spots: DoorSpots) -> Stops:
    """Doors with a street, those of one building at one place together."""
    rows: dict[tuple[int, int, int, float], list[int]] = {}
    columns = (spots.building, spots.seg, spots.side, np.round(spots.along, 1))
    for row, key in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        if key[1] != NO_STREET:
            rows.setdefault(key, []).append(row)
    firsts = np.array([doors[0] for doors in rows.values()], dtype=np.int64)
    return Stops(list(rows.values()), rows_of(spots, firsts))


def rows_of(spots: DoorSpots, rows: NDArray[np.integer] | Sequence[int]) -> DoorSpots:
    """Some of the doors."""
    index = np.asarray(rows, dtype=np.int64)
    return DoorSpots(
        spots.seg[index], spots.along[index], spots.side[index], spots.setback[index], spots.building[index]
    )


def walk_order(
    network: StreetNetwork,
    corners: Corners,
    spots: DoorSpots,
    *,
    start: DoorSpots | None = None,
    both_sides: bool = True,
    pace: Pace | None = None,
    seconds: float | None = None,
) -> Walk:
    """Order the doors in `spots` (in their natural order: street, number, floor, unit).

    `start`: one spot to begin at (see `snap`); without it the walk begins at whichever end makes it shortest.
    """
    pace = pace or Pace()
    stops = stops_of(spots)
    no_street = tuple(np.flatnonzero(spots.seg == NO_STREET).tolist())
    if not stops.rows:
        return Walk(no_street, 0.0, pace.minutes(metres=0.0, doors=len(no_street)), np.zeros((0, 2)), no_street, 0)
    places = stops.spots if start is None else _with(stops.spots, start)
    ways = ways_between(network, corners, places, both_sides=both_sides)
    joined, pieces = _joined(network, places, ways.between)
    path = shortest_path(joined, start=None if start is None else len(stops.rows), seconds=seconds)
    if start is None and stops.rows[path[-1]] < stops.rows[path[0]]:
        path = path[::-1]
    path = _as_passed(ways, path)
    metres, effort, line = _measured(network, corners, places, ways, path)
    up_and_back = 2.0 * float(stops.spots.setback.sum())
    return Walk(
        order=tuple(row for stop in path if stop < len(stops.rows) for row in stops.rows[stop]) + no_street,
        metres=metres + up_and_back,
        minutes=pace.minutes(metres=effort + up_and_back, doors=len(spots.seg)),
        path=line,
        no_street=no_street,
        pieces=pieces,
    )


def _as_passed(ways: Ways, path: list[int]) -> list[int]:
    """The same walk or a shorter one, that passes no door by to come back to it later.

    Where a stretch is walked up and down again, every order of its doors is as short; people do them on the way up.
    """
    stop_at = {int(vertex): stop for stop, vertex in enumerate(ways.sides.door.tolist())}
    order, done = path[:1], {path[0]}
    for target in path[1:]:
        if target not in done:
            passed = [stop_at[vertex] for vertex in ways.leg(order[-1], target)[1:-1] if vertex in stop_at]
            fresh = [stop for stop in passed if stop not in done]
            order += [*fresh, target]
            done |= {*fresh, target}
    return order


def _with(spots: DoorSpots, start: DoorSpots) -> DoorSpots:
    names = ("seg", "along", "side", "setback", "building")
    return DoorSpots(*(np.concatenate((getattr(spots, name), getattr(start, name))) for name in names))


def _joined(network: StreetNetwork, places: DoorSpots, between: NDArray[np.float64]) -> tuple[NDArray[np.float64], int]:
    """Distances without gaps, and how many pieces no way joins."""
    reached = np.isfinite(between)
    pieces = len(np.unique(reached.argmax(axis=1)))
    if pieces == 1:
        return between, 1
    times, more = APART
    return np.where(reached, between, straight(network, places) * times + more), pieces


def straight(network: StreetNetwork, places: DoorSpots) -> NDArray[np.float64]:
    """(D, D) metres as the crow flies."""
    xy = kerbs(network, places)
    return np.asarray(np.hypot(*(xy[:, None, :] - xy[None, :, :]).transpose(2, 0, 1)))


def _measured(
    network: StreetNetwork, corners: Corners, places: DoorSpots, ways: Ways, path: list[int]
) -> tuple[float, float, NDArray[np.float64]]:
    """Metres, metres with waiting, and the line of a walk; from piece to piece as the crow flies."""
    chains = [[int(ways.sides.door[path[0]])]]  # the vertices of each piece, one after the other
    effort = 0.0
    for here, there in pairwise(path):
        leg = ways.leg(here, there)
        if leg:
            chains[-1] += leg[1:]
            effort += float(ways.between[here, there])
        else:
            chains.append([int(ways.sides.door[there])])
    lines = [line_of(network, corners, ways.sides, chain) for chain in chains]
    gaps = sum(float(np.hypot(*(there[0] - here[-1]))) for here, there in pairwise(lines))
    metres = sum(ways.metres(chain) for chain in chains)
    return metres + gaps, effort + gaps, np.concatenate(lines)
