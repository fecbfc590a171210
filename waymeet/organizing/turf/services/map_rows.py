"""Writes the streets, barriers and neighbourhoods of a map, and leaves them alone where the map says the same."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Model

from waymeet.organizing.turf.identity import neighbourhood_id
from waymeet.organizing.turf.models import Barrier, Neighbourhood, StreetSegment
from waymeet.organizing.turf.network import Plane
from waymeet.organizing.turf.osm import OsmTown, Outline
from waymeet.organizing.turf.packing import pack
from waymeet.organizing.turf.rows import BATCH
from waymeet.organizing.turf.rules.neighbourhoods import NamedPart
from waymeet.organizing.turf.rules.osm_tags import neighbourhood_name
from waymeet.organizing.turf.rules.streets import Stretch

_BOX = ("south", "west", "north", "east")
_SEGMENT = ("number", "name", "kind", "from_node", "to_node", "points", *_BOX)
_BARRIER = ("number", "kind", "closed", "points", *_BOX)


def write_segments(town: UUID, stretches: Sequence[Stretch]) -> bool:
    """True where the streets differ from what is kept; they are then all written anew."""
    rows = [
        (number, s.name, s.kind, s.from_node, s.to_node, pack(s.micro), *_box(s.micro))
        for number, s in enumerate(stretches)
    ]
    return _replace(StreetSegment, town, _SEGMENT, rows)


def write_barriers(town: UUID, barriers: Sequence[Outline]) -> bool:
    ordered = sorted(barriers, key=lambda barrier: (barrier.ref, len(barrier.micro), barrier.micro.tolist()))
    rows = [
        (number, barrier.kind, barrier.closed, pack(barrier.micro), *_box(barrier.micro))
        for number, barrier in enumerate(ordered)
    ]
    return _replace(Barrier, town, _BARRIER, rows)


def _box(micro: Any) -> tuple[int, int, int, int]:
    (south, west), (north, east) = micro.min(axis=0), micro.max(axis=0)
    return int(south), int(west), int(north), int(east)


def _replace(model: type[Model], town: UUID, names: Sequence[str], rows: list[tuple[Any, ...]]) -> bool:
    kept = model._default_manager.filter(town_id=town).order_by("number")
    held = [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in kept.values_list(*names)]
    if held == rows:
        return False
    kept.delete()
    model._default_manager.bulk_create(
        [model(town_id=town, **dict(zip(names, row, strict=True))) for row in rows], batch_size=BATCH
    )
    return True


class Parts:
    """The named parts of a town: what the map has, and the numbers they are kept under."""

    def __init__(self, osm: OsmTown, plane: Plane, town_name: str) -> None:
        self.refs: list[str] = []
        self.names: list[str] = []
        self.micro: list[tuple[int, int]] = []
        self.rings: list[bytes] = []
        self.parts: list[NamedPart] = []
        for outline in sorted(osm.neighbourhoods, key=lambda outline: outline.ref):
            middle = outline.micro[:-1].mean(axis=0).round().astype(int)
            self._add(outline.ref, outline.kind, middle, outline, plane, town_name)
        for spot in sorted(osm.places, key=lambda spot: spot.ref):
            self._add(spot.ref, neighbourhood_name(spot.tags), (spot.lat, spot.lon), None, plane, town_name)

    def _add(self, ref: str, name: str, micro: Any, outline: Outline | None, plane: Plane, town_name: str) -> None:
        if not name or name == town_name or name[:120] in self.names:
            return
        self.refs.append(ref)
        self.names.append(name[:120])
        self.micro.append((int(micro[0]), int(micro[1])))
        self.rings.append(pack(outline.micro) if outline else b"")
        ring = plane.xy(outline.micro) if outline else None
        x, y = plane.xy([micro])[0]  # type: ignore[arg-type]
        self.parts.append(NamedPart((float(x), float(y)), ring))

    def write(self, town: UUID) -> list[int]:
        """Keep them, each under the number it had before; returns the number of every part."""
        kept = {row.id: row for row in Neighbourhood.objects.filter(town_id=town)}
        highest = max((row.number for row in kept.values()), default=0)
        numbers = []
        for ref, name, (lat, lon), ring in zip(self.refs, self.names, self.micro, self.rings, strict=True):
            row = kept.get(neighbourhood_id(town, ref))
            if row is None:
                highest += 1
                row = Neighbourhood(id=neighbourhood_id(town, ref), town_id=town, number=highest)
            if (row.name, row.lat, row.lon, bytes(row.ring)) != (name, lat, lon, ring):
                row.name, row.lat, row.lon, row.ring = name, lat, lon, ring
                row.save()
            numbers.append(row.number)
        return numbers
