"""Joins what a new map says with the doors that are kept: ids stay, what other sources told stays, nothing is lost."""

from collections import defaultdict
from dataclasses import replace
from uuid import UUID

import numpy as np
import shapely
from numpy.typing import NDArray

from waymeet.organizing.turf.identity import building_id, cell_of, door_id
from waymeet.organizing.turf.packing import pack
from waymeet.organizing.turf.placing import StreetIndex
from waymeet.organizing.turf.planned import PlannedDoor, as_places
from waymeet.organizing.turf.planning import PlannedBuilding, TownPlan
from waymeet.organizing.turf.rows import BuildingRow, DoorRow, building_rows, door_rows, place_fields
from waymeet.organizing.turf.rules.door_matching import Match, match_doors
from waymeet.organizing.turf.rules.neighbourhoods import NamedPart, parts_of_doors, parts_of_segments
from waymeet.organizing.turf.rules.street_names import address_key, number_shown, street_shown


class Merge:
    """The rows of a town before and after a map, ready to be written. Areas of new doors are still 0."""

    def __init__(self, town: UUID, plan: TownPlan) -> None:
        self.town, self.plan = town, plan
        self.buildings_before, self.doors_before = building_rows(town_id=town), door_rows(town_id=town)
        self.ids = [building_id(town, building.ref) for building in plan.buildings]
        self.buildings = dict(self.buildings_before)
        self.buildings.update(zip(self.ids, map(_building_row, self.ids, plan.buildings), strict=True))
        self.doors = dict(self.doors_before)
        self.adopted = self._adopt()
        self.planned_for: dict[UUID, PlannedDoor] = {}
        self._match()

    def _adopt(self) -> dict[UUID, UUID]:
        """Lone addresses that turn out to stand in a building the map now has: their doors move there."""
        lone = [row for row in self.buildings_before.values() if not row.ring and row.id not in set(self.ids)]
        drawn = [at for at, building in enumerate(self.plan.buildings) if len(building.ring)]
        if not lone or not drawn:
            return {}
        plane = self.plan.plane
        tree = shapely.STRtree([shapely.Polygon(plane.xy(self.plan.buildings[at].ring)) for at in drawn])
        points = shapely.points(plane.xy(np.array([(row.lat, row.lon) for row in lone])))
        pairs = tree.query(points, predicate="within").T
        adopted = {lone[point].id: self.ids[drawn[outline]] for point, outline in pairs}
        for row in self.doors_before.values():
            if row.building_id in adopted:
                self.doors[row.id] = replace(row, building_id=adopted[row.building_id])
        for gone in adopted:
            del self.buildings[gone]
        return adopted

    def _match(self) -> None:
        wanted: defaultdict[int, list[PlannedDoor]] = defaultdict(list)
        for door in self.plan.doors:
            wanted[door.building].append(door)
        kept: defaultdict[UUID, list[DoorRow]] = defaultdict(list)
        for row in self.doors.values():
            kept[row.building_id].append(row)
        for place, doors in wanted.items():
            known = [row.known for row in kept[self.ids[place]]]
            for match in match_doors(known, [(door.wanted, door.street, door) for door in doors]):
                self._take(match, self.ids[place])

    def _take(self, match: Match[PlannedDoor], building: UUID) -> None:
        row = self._row(match, building)
        self.doors[row.id] = row
        self.planned_for[row.id] = match.item

    def _row(self, match: Match[PlannedDoor], building: UUID) -> DoorRow:
        door, wanted = match.item, match.wanted
        told = {
            "number": wanted.number,
            "street": door.street,
            "unit": wanted.unit,
            "unit_known": wanted.unit_known,
            "floor": wanted.floor,
            **place_fields(door.place),
        }
        if match.known is not None:
            kept = self.doors[match.known.id]
            same = match.known.key == address_key(wanted.number, door.street, wanted.unit, wanted.floor)
            return replace(kept, source=kept.source if same else wanted.ref, **told)
        identity = door_id(self.town, wanted.ref)
        if identity in self.doors:
            identity = door_id(self.town, f"{wanted.ref} {wanted.number} {wanted.unit}")
        return DoorRow(id=identity, building_id=building, source=wanted.ref, area=0, neighbourhood=0, **told)

    def place_others(self) -> None:
        """After the streets changed: doors the map does not speak of meet the new streets from where they are."""
        others = [row for row in self.doors.values() if row.id not in self.planned_for]
        if not others:
            return
        anchors = self.plan.plane.xy(np.array([(row.lat, row.lon) for row in others]))
        index = StreetIndex(self.plan.network, self.plan.around)
        own = np.full(len(others), -1, dtype=np.int64)
        placed = index.place(shapely.points(anchors), anchors, own, [row.street for row in others])
        for row, place in zip(others, as_places(self.plan.network, placed, self.plan.plane), strict=True):
            fields = {**place_fields(place), "lat": row.lat, "lon": row.lon, "cell": row.cell}
            self.doors[row.id] = replace(row, **fields)

    def xy(self) -> NDArray[np.float64]:
        """(D, 2) metres of every door, in the order of `doors`."""
        return self.plan.plane.xy(np.array([(row.lat, row.lon) for row in self.doors.values()]).reshape(-1, 2))

    def name_parts(self, parts: list[NamedPart], numbers: list[int], *, others: bool) -> None:
        """Give every door the map speaks of (and the others too, where asked) its neighbourhood."""
        rows = list(self.doors.values()) if others else [self.doors[identity] for identity in self.planned_for]
        where = self.plan.plane.xy(np.array([(row.lat, row.lon) for row in rows]).reshape(-1, 2))
        seg = np.array([row.segment for row in rows], dtype=np.int32)
        found = parts_of_doors(parts_of_segments(self.plan.network, parts), parts, where, seg)
        for row, part in zip(rows, found, strict=True):
            number = numbers[part] if part >= 0 else 0
            if row.neighbourhood != number:
                self.doors[row.id] = replace(row, neighbourhood=number)

    def set_areas(self, areas: NDArray[np.int32]) -> None:
        """`areas` in the order of `doors`; a door that has its area keeps it."""
        for row, area in zip(list(self.doors.values()), areas, strict=True):
            if row.area == 0:
                self.doors[row.id] = replace(row, area=int(area))

    def gone(self) -> list[BuildingRow]:
        """Buildings of an earlier map that this one does not have."""
        known = set(self.ids)
        return [row for row in self.buildings_before.values() if row.source.startswith("osm:")
                and row.id not in known and row.id not in self.adopted]  # fmt: skip


def _building_row(identity: UUID, building: PlannedBuilding) -> BuildingRow:
    lat, lon = building.micro
    levels = building.tags.get("building:levels", "")
    return BuildingRow(
        id=identity,
        source=building.ref,
        kind=building.kind,
        number=number_shown(building.tags.get("addr:housenumber", ""))[:20],
        street=street_shown(building.tags.get("addr:street", ""))[:120],
        levels=min(int(levels), 200) if levels.isascii() and levels.isdigit() else 0,
        lat=lat,
        lon=lon,
        ring=pack(building.ring),
        cell=cell_of(lat, lon),
    )
