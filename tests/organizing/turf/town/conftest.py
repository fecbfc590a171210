"""Imports of small towns, with what they left behind at hand."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.organizing.turf.town.drawn import DrawnTown, degrees
from waymeet.accounts.people import OPERATOR
from waymeet.organizing.turf.models import Door
from waymeet.organizing.turf.report import AddressReport, TownReport
from waymeet.organizing.turf.services.addresses import import_addresses
from waymeet.organizing.turf.services.town import import_town

ImportMap = Callable[[DrawnTown], TownReport]
ImportRows = Callable[..., AddressReport]


@pytest.fixture
def import_map(tmp_path: Path) -> ImportMap:
    return lambda town: import_town(path=town.write(tmp_path / "town.osm.pbf"), by=OPERATOR)


@pytest.fixture
def addresses_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows (x, y, number, street[, unit]) in metres as an OpenAddresses CSV."""

    def write(*rows: tuple, name: str = "addresses.csv") -> Path:
        path = tmp_path / name
        with path.open("w", newline="") as file:
            out = csv.writer(file)
            out.writerow(("LON", "LAT", "NUMBER", "STREET", "UNIT", "CITY", "POSTCODE"))
            for x, y, number, street, *unit in rows:
                lat, lon = degrees(x, y)
                out.writerow((lon, lat, number, street, unit[0] if unit else "", "Smallville", "12210"))
        return path

    return write


@pytest.fixture
def import_rows(addresses_file: Callable[..., Path]) -> ImportRows:
    return lambda *rows, **how: import_addresses(path=addresses_file(*rows), by=OPERATOR, **how)


@pytest.fixture
def doors() -> Callable[[], dict[str, Door]]:
    """Doors by "number street unit", numberless ones by "- street"."""
    return lambda: {
        " ".join(filter(None, (door.number or "-", door.street, door.unit))): door
        for door in Door.objects.order_by("number", "unit", "lon")
    }
