"""Which doors a map's building and address points ask for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from waymeet.organizing.turf.rules.street_names import is_number, number_shown, street_shown, unit_and_floor

MOST_UNITS = 400  # a building said to have more is a mistake of the map


@dataclass(frozen=True)
class Wanted:
    """One door a source speaks of; `ref` is the source's own name for it."""

    ref: str
    number: str = ""
    street: str = ""
    unit: str = ""
    unit_known: bool = True
    floor: str = ""
    micro: tuple[int, int] | None = None  # lat, lon where the source gives the door its own point


def doors_of_point(ref: str, tags: Mapping[str, str], micro: tuple[int, int] | None) -> list[Wanted]:
    """Doors of one address; "12;14" is two, and flats that are counted or listed are one each."""
    numbers = [number for part in re.split(r"[;,]", tags.get("addr:housenumber", ""))
               if is_number(number := number_shown(part)[:20])]  # fmt: skip
    street = street_shown(tags.get("addr:street", "") or tags.get("addr:place", ""))[:120]
    unit, floor = unit_and_floor(tags.get("addr:unit", ""))
    floor = floor or tags.get("addr:floor", "")[:10]
    doors = [Wanted(ref, number, street, unit, floor=floor, micro=micro) for number in numbers[:1]]
    doors += [replace(door, ref=f"{ref}/{number}", number=number) for door in doors for number in numbers[1:]]
    return [flat for door in doors for flat in _flats(door, tags)]


def door_of_building(ref: str, tags: Mapping[str, str]) -> list[Wanted]:
    """Doors of a building of which no address is known: one without a number, or one for each flat."""
    return _flats(Wanted(f"{ref}/door", street=street_shown(tags.get("addr:street", ""))[:120]), tags)


def _flats(door: Wanted, tags: Mapping[str, str]) -> list[Wanted]:
    """One door for each flat; flats that are only counted are called 1/6, 2/6 ... and can be named later."""
    if door.unit:
        return [door]
    named = list(_listed(tags.get("addr:flats", "")))
    if named:
        return [replace(door, ref=f"{door.ref}#{unit}", unit=unit) for unit in named[:MOST_UNITS]]
    count = int(text) if (text := tags.get("building:flats", "")).isdigit() and text.isascii() else 0
    if not 1 < count <= MOST_UNITS:
        return [door]
    return [
        replace(door, ref=f"{door.ref}#{place}", unit=f"{place}/{count}", unit_known=False)
        for place in range(1, count + 1)
    ]


def _listed(text: str) -> Iterable[str]:
    """Of "1-3;5": 1, 2, 3, 5."""
    for part in filter(None, (part.strip() for part in text.split(";"))):
        span = re.fullmatch(r"(\d{1,4})\s*-\s*(\d{1,4})", part)
        if span and 0 <= int(span[2]) - int(span[1]) < MOST_UNITS:
            yield from map(str, range(int(span[1]), int(span[2]) + 1))
        else:
            yield part.upper()[:20]
