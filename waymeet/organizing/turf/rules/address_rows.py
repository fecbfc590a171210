"""Reads one row of an addresses file as an address, or says which column stands in the way."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from waymeet.organizing.turf.rules.street_names import (
    address_key,
    is_number,
    number_and_unit,
    number_shown,
    split_whole,
    street_key,
    street_shown,
    unit_and_floor,
)

_MICRO = 1_000_000
_LONGEST = {"number": 20, "street": 120, "unit": 20, "floor": 10}
_STREET_PARTS = (
    "street_before_1", "street_before_2", "street_before_3", "street_before_4", "street_name",
    "street_after_1", "street_after_2", "street_after_3",
)  # fmt: skip
_EMPTY = frozenset({"", "null", "none", "n/a", "na", "<null>", "nan", "-"})


@dataclass(frozen=True)
class Address:
    """One address of a file; lat, lon in microdegrees."""

    row: int
    number: str
    street: str
    unit: str
    floor: str
    city: str
    postcode: str
    lat: int
    lon: int

    @property
    def key(self) -> str:
        return address_key(self.number, self.street, self.unit, self.floor)

    @property
    def house(self) -> str:
        """The address without its unit: what all doors of one building share."""
        return address_key(self.number, self.street)


class Unusable(Exception):
    """A row that is no address: `code` of problems.SENTENCES and the column in the way."""

    def __init__(self, code: str, column: str = "") -> None:
        super().__init__(code)
        self.code, self.column = code, column


_NUMBER = r"[-+]?\d+(?:\.\d+)?"
_WKT = re.compile(rf"POINT\s*[ZM]{{0,2}}\s*\(\s*({_NUMBER})\s+({_NUMBER})", re.IGNORECASE)
_PAIR = re.compile(rf"^\(?\s*({_NUMBER})\s*,\s*({_NUMBER})\s*\)?$")


def place_of(values: Mapping[str, str], columns: Mapping[str, str]) -> tuple[float, float]:
    """Latitude and longitude as the row has them, whatever they mean; a decimal comma is one."""
    told = (
        _told_apart(values, columns) if columns.keys() >= {"latitude", "longitude"} else _told_in_one(values, columns)
    )
    if not all(abs(number) < 1e9 for number in told) or told == (0, 0):
        raise Unusable("no_place", place_column(columns))
    return told


def place_column(columns: Mapping[str, str]) -> str:
    """The column to look at where the place of a row is no good."""
    return columns.get("latitude") or columns["point"]


def _told_apart(values: Mapping[str, str], columns: Mapping[str, str]) -> tuple[float, float]:
    result = []
    for field in ("latitude", "longitude"):
        try:
            result.append(float(_value(values, columns, field).replace(",", ".")))
        except ValueError:
            raise Unusable("no_place", columns[field]) from None
    return result[0], result[1]


def _told_in_one(values: Mapping[str, str], columns: Mapping[str, str]) -> tuple[float, float]:
    """POINT (longitude latitude), as databases write it, or "(latitude, longitude)", as data portals do."""
    told = _value(values, columns, "point")
    if point := _WKT.search(told):
        return float(point[2]), float(point[1])
    if pair := _PAIR.match(told):
        return float(pair[1]), float(pair[2])
    raise Unusable("no_place", columns["point"])


def address_of(row: int, values: Mapping[str, str], columns: Mapping[str, str], place: tuple[float, float]) -> Address:
    """Raises Unusable where number or street are missing or no real ones."""
    whole = _value(values, columns, "whole")
    whole_number, whole_street, whole_unit = split_whole(whole)
    number, number_unit = number_and_unit(_number(values, columns) or whole_number or whole)
    street = street_shown(_street(values, columns) or whole_street)
    unit, floor = unit_and_floor(_value(values, columns, "unit") or whole_unit or number_unit)
    floor = _value(values, columns, "floor").upper() or floor
    if not is_number(number):
        raise Unusable("no_number", columns.get("number") or columns.get("whole", ""))
    if not street:
        raise Unusable(
            "no_street_name", columns.get("street") or columns.get("street_name") or columns.get("whole", "")
        )
    for field, value in (("number", number), ("street", street), ("unit", unit), ("floor", floor)):
        if len(value) > _LONGEST[field]:
            raise Unusable("too_long", columns.get(field) or columns.get("whole", ""))
    city, postcode = _value(values, columns, "city"), _value(values, columns, "postcode")
    lat, lon = round(place[0] * _MICRO), round(place[1] * _MICRO)
    return Address(row, number, street, unit, floor, city[:60], postcode[:10], lat, lon)


def _value(values: Mapping[str, str], columns: Mapping[str, str], field: str) -> str:
    value = (values.get(columns[field]) or "").strip() if field in columns else ""
    return "" if value.casefold() in _EMPTY else value


def _number(values: Mapping[str, str], columns: Mapping[str, str]) -> str:
    number = number_shown(_value(values, columns, "number"))
    after = _value(values, columns, "number_after")
    gap = " " if "/" in after else ""
    return f"{_value(values, columns, 'number_before')}{number}{gap}{after}" if number else ""


def _street(values: Mapping[str, str], columns: Mapping[str, str]) -> str:
    """The whole name where a column has it; a file without a column for the name alone has that one there instead."""
    whole = _value(values, columns, "street")
    if whole and ("street_name" in columns or not any(part in columns for part in _STREET_PARTS)):
        return whole
    parts = {part: _value(values, columns, part) for part in _STREET_PARTS}
    if whole:
        parts = {part: "" if _says(whole, value) else value for part, value in parts.items()} | {"street_name": whole}
    return " ".join(parts[part] for part in _STREET_PARTS if parts.get(part))


def _says(street: str, part: str) -> bool:
    """Is a part, as a direction or a type, in the street's name already?"""
    return bool(set(street_key(f"x {part}").split()[1:]) & set(street_key(street).split()))
