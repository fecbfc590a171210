"""Walk order and turf cutting on the streets of Albany: beside the proven optimum, plain habits and other solvers.

All orders of one turf are measured on the same distances: along street sides, with crossings and waiting. Other solvers
run in a virtual environment of their own (bench/.venv), in the same run, and are left out where they do not install.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import habits
from bench.optimum import prove
from waymeet.organizing.turf.corners import Corners, corners_of
from waymeet.organizing.turf.cutting import Size, cut
from waymeet.organizing.turf.network import DoorSpots, StreetNetwork
from waymeet.organizing.turf.shortest_path import length, shortest_path
from waymeet.organizing.turf.walk_order import rows_of, stops_of
from waymeet.organizing.turf.walking import ways_between

HERE = Path(__file__).resolve().parent
ALBANY = HERE.parent / "waymeet/organizing/turf/data/albany.osm.pbf"
PEERS = {"elkai==2.0.1": "elkai", "ortools==9.15.6755": "ortools", "pyvroom==1.15.2": "vroom"}
PEER_NAMES = {
    "elkai": "LKH 3 (elkai 2.0.1), ten runs",
    "ortools": "OR-Tools 9.15, guided local search, 1 s",
    "vroom": "VROOM (pyvroom 1.15.2), exploration level 5",
}
OURS = "**Waymeet**"
SIZES = {50: 20.0, 100: 20.0, 200: 12.0}  # doors, and seconds for a proof: some seven minutes in all
TURFS = 10
LONG_SEARCH = 2.0  # seconds: a first guess for the proof, not in the table
CENTIMETRES = 100
DENSE_METRES, DENSE_DOORS = 150.0, 60  # the city proper: at least so many doors around a door
BIG_GRID = 39  # blocks each way: 49,920 doors


@dataclass(frozen=True)
class Albany:
    """The streets, and the doors of the city proper, each building once."""

    network: StreetNetwork
    corners: Corners
    spots: DoorSpots


@dataclass
class Measured:
    """Gaps to the best in per cent and seconds, by method; and how the best was known."""

    gaps: dict[str, list[float]] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    distances: list[float] = field(default_factory=list)
    proven: int = 0
    open_gap: float = 0.0  # per cent between the best known and what nothing can be below, at worst

    def add(self, method: str, gap: float, seconds: float) -> None:
        self.gaps.setdefault(method, []).append(gap)
        self.seconds.setdefault(method, []).append(seconds)


def main(write: Callable[[str], None]) -> None:
    """Measure and write a section in Markdown."""
    town = albany()
    solvers = peers()
    results = {size: measured(town, size, solvers) for size in SIZES}
    report(results, write)
    if missing := set(PEERS.values()) - set(solvers):
        write(f"Not installable here, so not measured: {', '.join(PEER_NAMES[name] for name in sorted(missing))}.\n")
    cutting(town, write)


def albany() -> Albany:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waymeet.config.settings")
    os.environ.setdefault("WAYMEET_DATA", tempfile.mkdtemp(prefix="waymeet-bench-"))
    from waymeet.organizing.turf.network import Plane
    from waymeet.organizing.turf.osm import read_town
    from waymeet.organizing.turf.planning import plan_town

    osm = read_town(ALBANY, lambda *_told: None)
    south, west, north, east = osm.bounds
    plan = plan_town(osm, Plane((south + north) / 2e6, (west + east) / 2e6), lambda *_told: None)
    places = [door.place for door in plan.doors]
    spots = DoorSpots(
        seg=np.array([place.segment for place in places], dtype=np.int32),
        along=np.array([place.along_cm for place in places]) / CENTIMETRES,
        side=np.array([place.side for place in places], dtype=np.int8),
        setback=np.array([place.setback_cm for place in places]) / CENTIMETRES,
        building=np.array([door.building for door in plan.doors], dtype=np.int32),
    )
    xy = np.array([door.xy for door in plan.doors])
    return Albany(plan.network, corners_of(plan.network), rows_of(spots, habits.dense(xy, DENSE_METRES, DENSE_DOORS)))


def peers() -> dict[str, Callable[[NDArray[np.float64]], tuple[list[int], float]]]:
    """Solvers that install here, each as a function from distances to an order and its seconds."""
    python = HERE / ".venv/bin/python"
    if not python.exists():
        venv.create(HERE / ".venv", with_pip=True)
    found = {}
    for package, name in PEERS.items():
        install = [str(python), "-m", "pip", "install", "--quiet", package]
        if subprocess.run(install, check=False, capture_output=True).returncode == 0:
            found[name] = _asked(python, name)
    return found


def _asked(python: Path, name: str) -> Callable[[NDArray[np.float64]], tuple[list[int], float]]:
    command = [str(python), str(HERE / "walk_peers.py")]
    running = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(distance: NDArray[np.float64]) -> tuple[list[int], float]:
        home = np.zeros((len(distance) + 1, len(distance) + 1), dtype=np.int64)
        home[:-1, :-1] = np.rint(distance * CENTIMETRES)
        running.stdin.write(json.dumps({"solver": name, "distance": home.tolist()}) + "\n")
        running.stdin.flush()
        answer = json.loads(running.stdout.readline())
        return answer["order"], answer["seconds"]

    return ask


def turfs(town: Albany, doors: int) -> Iterator[DoorSpots]:
    """Turfs from all over the city, every so-many-th: the same ones in every run."""
    made = cut(town.network, town.corners, town.spots, Size(doors=doors)).turfs
    for at in np.linspace(0, len(made) - 1, TURFS).astype(int):
        yield stops_of(rows_of(town.spots, made[at])).spots


def measured(town: Albany, doors: int, solvers: dict[str, Callable]) -> Measured:
    found = Measured()
    for number, spots in enumerate(turfs(town, doors), 1):
        print(f"  turf {number} of {TURFS} of {doors} doors", file=sys.stderr, flush=True)
        began = time.perf_counter()
        distance = ways_between(town.network, town.corners, spots, both_sides=True).between
        found.distances.append(time.perf_counter() - began)
        orders = {**_habits(town.network, spots, distance), OURS: _timed(lambda d=distance: shortest_path(d))}
        orders |= {PEER_NAMES[name]: ask(distance) for name, ask in solvers.items()}
        guess = min([order for order, _ in orders.values()] + [shortest_path(distance, seconds=LONG_SEARCH)],
                    key=lambda order: length(distance, order))  # fmt: skip
        proof = prove(distance, guess, SIZES[doors])
        found.proven += proof.proven
        found.open_gap = max(found.open_gap, 100.0 * (1.0 - proof.bound / proof.best))
        for method, (order, seconds) in orders.items():
            found.add(method, 100.0 * (length(distance, order) / proof.best - 1.0), seconds)
    return found


def _habits(
    network: StreetNetwork, spots: DoorSpots, distance: NDArray[np.float64]
) -> dict[str, tuple[list[int], float]]:
    return {
        "street A to Z, then number": _timed(lambda: habits.by_address(network, spots)),
        "street by street, odd side out, even side back": _timed(lambda: habits.odd_even(network, spots, distance)),
        "nearest door next": _timed(lambda: habits.nearest_next(distance)),
    }


def _timed(work: Callable[[], list[int]]) -> tuple[list[int], float]:
    began = time.perf_counter()
    order = work()
    return order, time.perf_counter() - began


def report(results: dict[int, Measured], write: Callable[[str], None]) -> None:
    write("## Walk order: longer than the best possible walk\n")
    write(
        f"{TURFS} Albany turfs of each size; distances along street sides, with crossings and waiting. Median and "
        "worst excess over the best walk, and median seconds for finding the order.\n"
    )
    sizes = list(results)
    write("| | " + " | ".join(f"{size} doors | worst | s" for size in sizes) + " |")
    write("|---|" + "--:|--:|--:|" * len(sizes))
    for method in results[sizes[0]].gaps:
        cells = []
        for size in sizes:
            gaps, seconds = results[size].gaps[method], results[size].seconds[method]
            cells += [f"{_percent(statistics.median(gaps))} | {_percent(max(gaps))} | {statistics.median(seconds):.3f}"]
        write(f"| {method} | " + " | ".join(cells) + " |")
    write("")
    proven = ", ".join(f"{found.proven} of {TURFS} at {size} doors" for size, found in results.items())
    distances = ", ".join(f"{statistics.median(found.distances):.3f} s at {size}" for size, found in results.items())
    apart = max(found.open_gap for found in results.values())
    write(
        f"The best walk is proven (HiGHS, subtour cuts) for {proven}; elsewhere it is the best anybody here found, at "
        f"most {_percent(apart)} above what no walk can be below."
    )
    write(f"Working out the distances comes before, for every method alike: {distances} doors.\n")


def _percent(gap: float) -> str:
    return f"{max(gap, 0.0):.1f} %" if gap >= 10 else f"{max(gap, 0.0):.2f} %"


def cutting(town: Albany, write: Callable[[str], None]) -> None:
    """Turfs of 60 doors: ours, and halving by straight lines; how far one walks in them."""
    write("## Turf cutting\n")
    write("| | doors | turfs | seconds | smallest and largest | metres a door |\n|---|--:|--:|--:|--:|--:|")
    began = time.perf_counter()
    ours = cut(town.network, town.corners, town.spots, Size(doors=60)).turfs
    _row("Waymeet, along the streets", town, ours, time.perf_counter() - began, write)
    began = time.perf_counter()
    plain = habits.halved_by_lines(habits.middles_of(town.network, town.spots), len(ours))
    _row("halving by straight lines", town, plain, time.perf_counter() - began, write)
    big = habits.grid(BIG_GRID)
    network, spots = big
    corners = corners_of(network)
    began = time.perf_counter()
    made = cut(network, corners, spots, Size(doors=60)).turfs
    seconds = time.perf_counter() - began
    sizes = [len(turf) for turf in made]
    write(f"| Waymeet, a made-up grid of {len(spots.seg):,} doors | {len(spots.seg):,} | {len(made)} | {seconds:.1f} "
          f"| {min(sizes)}, {max(sizes)} | |\n")  # fmt: skip
    write("Metres a door are walked in our order, waiting at crossings included, over 40 turfs.\n")


def _row(name: str, town: Albany, made: list[list[int]], seconds: float, write: Callable[[str], None]) -> None:
    metres = doors = 0.0
    for at in np.linspace(0, len(made) - 1, 40).astype(int):
        spots = stops_of(rows_of(town.spots, made[at])).spots
        distance = ways_between(town.network, town.corners, spots, both_sides=True).between
        if np.isfinite(distance).all():
            metres, doors = metres + length(distance, shortest_path(distance)), doors + len(spots.seg)
    sizes = [len(turf) for turf in made]
    write(f"| {name} | {len(town.spots.seg):,} | {len(made)} | {seconds:.1f} | {min(sizes)}, {max(sizes)} "
          f"| {metres / doors:.1f} |")  # fmt: skip
