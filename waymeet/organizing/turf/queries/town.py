"""Towns, areas, neighbourhoods and imports as anybody may ask for them."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from waymeet.kernel.errors import NotFound
from waymeet.organizing.turf.labels import door_label, unit_label
from waymeet.organizing.turf.models import Area, Building, Door, ImportProblem, Neighbourhood, Town, TownImport
from waymeet.organizing.turf.network import MICRO, Plane
from waymeet.organizing.turf.packing import unpack
from waymeet.organizing.turf.problems import Problem

CREDIT = "© OpenStreetMap contributors, ODbL 1.0"
"""Stands wherever the town is drawn or listed."""


@dataclass(frozen=True)
class TownFacts:
    """A town; bounds south, west, north, east in microdegrees."""

    id: UUID
    name: str
    origin: tuple[float, float]
    bounds: tuple[int, int, int, int]
    buildings: int
    doors: int
    without_number: int


@dataclass(frozen=True)
class AreaFacts:
    """An area of at least 500 doors; `ring` is [lat0, lon0, dlat, dlon, ...] in microdegrees, for care to copy."""

    number: int
    name: str
    doors: int
    ring: list[int]
    town: UUID


@dataclass(frozen=True)
class NeighbourhoodFacts:
    """A part of town people call by a name, with the doors it has."""

    number: int
    name: str
    doors: int
    lat: int
    lon: int
    ring: list[list[int]]  # [[lat, lon], ...], empty where the map has only a point


@dataclass(frozen=True)
class ImportFacts:
    """One run of an import."""

    id: UUID
    kind: str
    file_name: str
    day: str
    counts: dict[str, int]


@dataclass(frozen=True)
class DoorCard:
    """A door as a list shows it, in the reader's language."""

    id: UUID
    building: UUID
    label: str
    unit: str
    floor: str
    street: str
    kind: str
    lat: int
    lon: int
    area: int


def plane_of(town: UUID) -> Plane:
    """The local plane of a town; every place in metres is measured in it."""
    origin = Town.objects.filter(pk=town).values_list("origin_lat", "origin_lon").first()
    if origin is None:
        raise NotFound
    return Plane(origin[0] / MICRO, origin[1] / MICRO)


def town_list() -> list[TownFacts]:
    doors = dict(Door.objects.values_list("town").annotate(Count("id")))
    numberless = dict(Door.objects.filter(number="").values_list("town").annotate(Count("id")))
    buildings = dict(Building.objects.values_list("town").annotate(Count("id")))
    return [
        TownFacts(
            id=town.id,
            name=town.name,
            origin=(town.origin_lat / MICRO, town.origin_lon / MICRO),
            bounds=(town.south, town.west, town.north, town.east),
            buildings=buildings.get(town.id, 0),
            doors=doors.get(town.id, 0),
            without_number=numberless.get(town.id, 0),
        )
        for town in Town.objects.order_by("name", "id")
    ]


def the_town() -> TownFacts | None:
    """The town with the most doors; most installs have one."""
    return max(town_list(), key=lambda town: (town.doors, str(town.id)), default=None)


def area_list(town: UUID | None = None) -> list[AreaFacts]:
    """All areas in the order of their numbers; the command line copies the same list into care."""
    kept = Area.objects.order_by("number") if town is None else Area.objects.filter(town_id=town).order_by("number")
    return [AreaFacts(area.number, area.name, area.doors, list(area.ring), area.town_id) for area in kept]


def neighbourhood_list(town: UUID) -> list[NeighbourhoodFacts]:
    doors = dict(Door.objects.filter(town_id=town).values_list("neighbourhood").annotate(Count("id")))
    return [
        NeighbourhoodFacts(
            part.number, part.name, doors.get(part.number, 0), part.lat, part.lon, unpack(bytes(part.ring)).tolist()
        )
        for part in Neighbourhood.objects.filter(town_id=town).order_by("name")
    ]


def import_list(town: UUID) -> list[ImportFacts]:
    """The newest first."""
    return [
        ImportFacts(run.id, run.kind, run.file_name, run.day.isoformat(), run.counts)
        for run in TownImport.objects.filter(town_id=town).order_by("-id")
    ]


def problem_list(run: UUID, first: int = 100) -> list[Problem]:
    """What an import could not use, in the order of the file."""
    kept = ImportProblem.objects.filter(run_id=run).select_related("run").order_by("row", "id")
    return [Problem(row.run.file_name, row.code, row.row, row.column, row.thing) for row in kept[:first]]


def door_cards(doors: list[UUID]) -> dict[UUID, DoorCard]:
    """What a list of doors shows; ids nobody knows are left out."""
    kept = Door.objects.filter(pk__in=doors).select_related("building")
    return {
        door.id: DoorCard(
            id=door.id,
            building=door.building_id,
            label=door_label(door.number, door.street, door.compass),
            unit=unit_label(door.unit, known=door.unit_known),
            floor=door.floor,
            street=door.street,
            kind=door.building.kind,
            lat=door.lat,
            lon=door.lon,
            area=door.area,
        )
        for door in kept
    }
