"""Gives one batch of addresses their doors: the ones they have, ones that had no number yet, or new ones."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

import numpy as np
import shapely
from numpy.typing import NDArray

from waymeet.organizing.turf.identity import building_id, cell_of, door_id
from waymeet.organizing.turf.models import Door
from waymeet.organizing.turf.network import NO_STREET
from waymeet.organizing.turf.planned import Place, as_places
from waymeet.organizing.turf.rows import BuildingRow, DoorRow, place_fields
from waymeet.organizing.turf.rules.address_rows import Address
from waymeet.organizing.turf.rules.door_matching import Match, match_doors
from waymeet.organizing.turf.rules.houses import APART, choose_houses
from waymeet.organizing.turf.rules.street_names import street_key
from waymeet.organizing.turf.rules.wanted import Wanted
from waymeet.organizing.turf.services.address_town import Around

SAME_DOOR = 150.0  # metres; farther away, the same words are another address


@dataclass
class BatchResult:
    """Rows to write, and what became of the addresses."""

    buildings: dict[UUID, BuildingRow] = field(default_factory=dict)
    doors: dict[UUID, DoorRow] = field(default_factory=dict)
    numbered: int = 0
    new: int = 0
    same: int = 0
    repeated: int = 0


class Batch:
    """Works one batch through; `result` holds what to write."""

    def __init__(self, around: Around, addresses: Sequence[Address], whole_houses: Collection[str] = ()) -> None:
        self.around, self.town, self.result = around, around.town, BatchResult()
        self.whole_houses = whole_houses
        self.plane = around.town.plane
        self.open = self._not_there_yet(self._told_once(addresses))
        self.matches: list[tuple[Match[Address], UUID]] = []
        if self.open:
            self._match()
            self._write_down()

    def _xy(self, things: Sequence[Address | DoorRow]) -> NDArray[np.float64]:
        return self.plane.xy(np.array([(thing.lat, thing.lon) for thing in things]).reshape(-1, 2))

    def _told_once(self, addresses: Sequence[Address]) -> list[Address]:
        """The first of rows that say the same address in the same place."""
        seen: defaultdict[str, list[NDArray[np.float64]]] = defaultdict(list)
        kept = []
        for address, xy in zip(addresses, self._xy(addresses), strict=True):
            if any(np.hypot(*(xy - other)) <= SAME_DOOR for other in seen[address.key]):
                self.result.repeated += 1
            else:
                seen[address.key].append(xy)
                kept.append(address)
        return kept

    def _not_there_yet(self, addresses: list[Address]) -> list[Address]:
        """Addresses no door near them has."""
        rows = [row for row in self.around.doors.values() if row.number]
        held: defaultdict[str, list[NDArray[np.float64]]] = defaultdict(list)
        for row, xy in zip(rows, self._xy(rows), strict=True):
            held[row.known.key].append(xy)
        places = self._xy(addresses)
        there = [
            any(np.hypot(*(xy - other)) <= SAME_DOOR for other in held.get(address.key, ()))
            for address, xy in zip(addresses, places, strict=True)
        ]
        self.result.same += sum(there)
        return [address for address, known in zip(addresses, there, strict=True) if not known]

    def _match(self) -> None:
        groups = _groups(self.open, self._xy(self.open))
        middles = np.array([self._xy(group).mean(axis=0) for group in groups])
        chosen = choose_houses(self.around.houses(), [group[0].house for group in groups], middles)
        in_building: defaultdict[UUID, list[Address]] = defaultdict(list)
        for group, house in zip(groups, chosen, strict=True):
            identity = self.around.building_ids[house] if house >= 0 else self._new_building(group)
            in_building[identity].extend(group)
        for identity, addresses in in_building.items():
            known = [row.known for row in self.around.of_building[identity]]
            wanted = [(_wanted(address), address.street, address) for address in addresses]
            self.matches += [(match, identity) for match in match_doors(known, wanted, self.whole_houses)]

    def _new_building(self, group: Sequence[Address]) -> UUID:
        """A building without an outline, for addresses where the map has none."""
        first = group[0]
        identity = building_id(self.town.id, f"{_ref(first)} at {first.lat} {first.lon}")
        lat, lon = self.plane.micro(self._xy(group).mean(axis=0))[0].tolist()
        self.result.buildings[identity] = BuildingRow(
            identity, f"address:{identity}", "unknown", first.number, first.street, 0, lat, lon, b"", cell_of(lat, lon)
        )
        return identity

    def _write_down(self) -> None:
        moving = [(match, building) for match, building in self.matches if not _keeps_its_place(match)]
        places = {id(match): place for (match, _), place in zip(moving, self._places(moving), strict=True)}
        taken = self._ids_in_use()
        for match, building in self.matches:
            place, street = places.get(id(match), (None, ""))
            told = replace(match.item, street=street or match.item.street)
            if match.known is not None:
                self._tell_more(self.around.doors[match.known.id], told, place)
            elif place is not None:
                self._add(told, building, place, taken)
            self._number_building(building, told)
        self._number_units()
        self._set_areas_and_parts()

    def _places(self, moving: Sequence[tuple[Match[Address], UUID]]) -> list[tuple[Place, str]]:
        """Where doors meet their streets (`segment` is the town's number), and the map's name for those streets."""
        if not moving:
            return []
        index, numbers = self.around.index()
        at = {identity: place for place, identity in enumerate(self.around.building_ids)}
        own = np.array([at.get(building, -1) for _, building in moving], dtype=np.int64)
        anchors = self._xy([match.item for match, _ in moving])
        shapes = self._shapes(own, anchors)
        placed = index.place(shapes, anchors, own, [match.item.street for match, _ in moving])
        places = as_places(index.network, placed, self.plane)
        names = [
            index.network.seg_name[seg] if named else "" for seg, named in zip(placed.seg, placed.named, strict=True)
        ]
        towns = [p if p.segment == NO_STREET else replace(p, segment=int(numbers[p.segment])) for p in places]
        return list(zip(towns, names, strict=True))

    def _shapes(self, own: NDArray[np.int64], anchors: NDArray[np.float64]) -> NDArray[np.object_]:
        """The outline a door is in; an address point beside its building starts from inside the building instead."""
        shapes = shapely.points(anchors)
        drawn = np.flatnonzero(own >= 0)
        shapes[drawn] = self.around.shapes[own[drawn]]
        beside = drawn[~shapely.intersects(shapes[drawn], shapely.points(anchors[drawn]))]
        anchors[beside] = shapely.get_coordinates(shapely.point_on_surface(shapes[beside]))
        return shapes

    def _ids_in_use(self) -> set[UUID]:
        """Of the ids new doors would get, those of the same address elsewhere in town."""
        wanted = [door_id(self.town.id, _ref(match.item)) for match, _ in self.matches if match.known is None]
        return set(Door.objects.filter(pk__in=wanted).values_list("pk", flat=True))

    def _add(self, address: Address, building: UUID, place: Place, taken: set[UUID]) -> None:
        identity = door_id(self.town.id, _ref(address))
        if identity in taken:
            identity = door_id(self.town.id, f"{_ref(address)} at {address.lat} {address.lon}")
        taken.add(identity)
        self.result.new += 1
        self.result.doors[identity] = DoorRow(
            id=identity,
            building_id=building,
            source=f"address:{identity}",
            number=address.number,
            street=address.street,
            unit=address.unit,
            unit_known=True,
            floor=address.floor,
            area=0,
            neighbourhood=0,
            **place_fields(place),
        )

    def _tell_more(self, row: DoorRow, address: Address, place: Place | None) -> None:
        """A door that is there learns its number or unit; it keeps its id, and its place where the street fits."""
        told = replace(
            row,
            number=row.number or address.number,
            street=row.street if street_key(row.street) == street_key(address.street) else address.street,
            unit=address.unit or row.unit,
            unit_known=row.unit_known or bool(address.unit),
            floor=row.floor or address.floor,
            **(place_fields(place) if place else {}),
        )
        if told == row:
            self.result.same += 1
            return
        self.result.numbered += 1
        self.result.doors[row.id] = replace(told, source=f"address:{row.id}")

    def _number_building(self, building: UUID, address: Address) -> None:
        row = self.result.buildings.get(building) or self.around.buildings[building]
        if not row.number:
            self.result.buildings[building] = replace(row, number=address.number, street=address.street)

    def _number_units(self) -> None:
        """Units that somebody found at a door without a number learn the number of their building."""
        met = {match.known.id for match, _ in self.matches if match.known is not None}
        told: defaultdict[UUID, dict[str, Address]] = defaultdict(dict)
        for match, building in self.matches:
            told[building][match.item.house] = match.item
        for building, houses in told.items():
            for row in self.around.of_building[building]:
                if len(houses) == 1 and not row.number and row.unit and row.unit_known and row.id not in met:
                    only = next(iter(houses.values()))
                    self.result.doors[row.id] = replace(row, number=only.number, street=only.street)
                    self.result.numbered += 1

    def _set_areas_and_parts(self) -> None:
        rows = list(self.result.doors.values())
        where = self._xy(rows)
        areas = self.town.areas.of(where)
        parts = self.town.parts.of(where, np.array([row.segment for row in rows], dtype=np.int64))
        for row, area, part in zip(rows, areas, parts, strict=True):
            beside = next(iter(self.around.of_building[row.building_id]), None)
            kept = row.area or (beside.area if beside else 0) or int(area)
            self.result.doors[row.id] = replace(row, area=kept, neighbourhood=int(part))


def _ref(address: Address) -> str:
    return f"address:{address.key}|{address.city.casefold()}|{address.postcode}"


def _wanted(address: Address) -> Wanted:
    return Wanted(_ref(address), address.number, address.street, address.unit, floor=address.floor)


def _keeps_its_place(match: Match[Address]) -> bool:
    return match.known is not None and street_key(match.known.street) == street_key(match.item.street)


def _groups(addresses: Sequence[Address], places: NDArray[np.float64]) -> list[list[Address]]:
    """Addresses of one number and street that stand together."""
    groups: list[list[Address]] = []
    starts: defaultdict[str, list[tuple[NDArray[np.float64], int]]] = defaultdict(list)
    for address, xy in zip(addresses, places, strict=True):
        near = [group for start, group in starts[address.house] if np.hypot(*(xy - start)) <= APART]
        if near:
            groups[near[0]].append(address)
        else:
            starts[address.house].append((xy, len(groups)))
            groups.append([address])
    return groups
