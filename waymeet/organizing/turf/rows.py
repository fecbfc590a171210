"""Rows of buildings and doors as plain values that compare, and writing only those that differ."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

from waymeet.organizing.turf.identity import cell_of
from waymeet.organizing.turf.models import Building, Door
from waymeet.organizing.turf.planned import Place
from waymeet.organizing.turf.rules.door_matching import Known

BATCH = 2000


@dataclass(frozen=True)
class BuildingRow:
    """A building as kept; the fields are the model's."""

    id: UUID
    source: str
    kind: str
    number: str
    street: str
    levels: int
    lat: int
    lon: int
    ring: bytes
    cell: int


@dataclass(frozen=True)
class DoorRow:
    """A door as kept; the fields are the model's."""

    id: UUID
    building_id: UUID
    source: str
    number: str
    street: str
    unit: str
    unit_known: bool
    floor: str
    compass: str
    lat: int
    lon: int
    segment: int
    along_cm: int
    side: int
    setback_cm: int
    area: int
    neighbourhood: int
    cell: int

    @property
    def known(self) -> Known:
        return Known(self.id, self.source, self.number, self.street, self.unit, self.unit_known, self.floor)


def place_fields(place: Place) -> dict[str, Any]:
    return {
        "compass": place.compass,
        "lat": place.lat,
        "lon": place.lon,
        "segment": place.segment,
        "along_cm": place.along_cm,
        "side": place.side,
        "setback_cm": place.setback_cm,
        "cell": cell_of(place.lat, place.lon),
    }


def building_rows(*conditions: Q, **where: Any) -> dict[UUID, BuildingRow]:
    names = [field.name for field in fields(BuildingRow)]
    kept: Iterator[Any] = Building.objects.filter(*conditions, **where).values_list(*names).iterator(BATCH)
    return {values[0]: BuildingRow(*map(_plain, values)) for values in kept}


def _plain(value: Any) -> Any:
    """PostgreSQL hands out bytes as memoryview, which never equals bytes of a plan."""
    return bytes(value) if isinstance(value, memoryview) else value


def door_rows(*conditions: Q, **where: Any) -> dict[UUID, DoorRow]:
    names = [field.name for field in fields(DoorRow)]
    made = (
        DoorRow(*values) for values in Door.objects.filter(*conditions, **where).values_list(*names).iterator(BATCH)
    )
    return {row.id: row for row in made}


Row = BuildingRow | DoorRow
_MODELS: dict[type[Row], type[Model]] = {BuildingRow: Building, DoorRow: Door}


@dataclass(frozen=True)
class Written:
    """How many rows were made, changed, and left as they were."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def __add__(self, other: "Written") -> "Written":
        return Written(self.new + other.new, self.changed + other.changed, self.same + other.same)


def write_rows(
    town: UUID, before: Mapping[UUID, Row], after: Iterable[Row], told: Callable[[int], None] = lambda _done: None
) -> Written:
    """Insert what is new, update what differs, touch nothing else."""
    rows = list(after)
    new = [row for row in rows if row.id not in before]
    changed = [row for row in rows if row.id in before and before[row.id] != row]
    for start in range(0, len(new), BATCH):
        _models_of(town, new[start : start + BATCH])
        told(start)
    for start in range(0, len(changed), BATCH):
        _models_of(town, changed[start : start + BATCH], update=True)
    return Written(len(new), len(changed), len(rows) - len(new) - len(changed))


def _models_of(town: UUID, rows: list[Row], *, update: bool = False) -> None:
    model = _MODELS[type(rows[0])]
    names = [field.name for field in fields(rows[0])]
    objects = [model(town_id=town, **{name: getattr(row, name) for name in names}) for row in rows]
    if update:
        kept = [name for name in names if name != "id"]
        model._default_manager.bulk_create(
            objects, update_conflicts=True, unique_fields=["id"], update_fields=kept, batch_size=BATCH
        )
    else:
        model._default_manager.bulk_create(objects, batch_size=BATCH)
