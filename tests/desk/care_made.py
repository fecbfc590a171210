"""Kit nights for tests, made by the real services and by sealing what a phone would seal."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tests.care.phones import sealed_slot
from tests.desk.conftest import People
from waymeet.accounts.people import OPERATOR
from waymeet.care.naloxone import rules, services
from waymeet.care.naloxone.models import Night
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import Program

SQUARE = [0, 9000, -6000, 0, 0, -9000]
AREAS = [
    (1, "Arbor Hill", 612, [42_660_000, -73_760_000, *SQUARE]),
    (2, "Center Square", 540, [42_654_000, -73_760_000, *SQUARE]),
    (3, "South End", 701, [42_648_000, -73_760_000, *SQUARE]),
]


@dataclass(frozen=True)
class Evening:
    """A program, its night and the code on the poster."""

    program: Program
    night: Night
    code: str


def evening(people: People, day: dt.date | None = None) -> Evening:
    """Wanda's program with kits (item 1) and strips (item 2), and its night."""
    wanda = people["Wanda"]
    program = Program.objects.first()
    if program is None:
        program = supplies.add_program(name_en="Doors with naloxone", name_es="Puertas con naloxona", by=wanda)
        supplies.add_item(name_en="Nasal naloxone", name_es="Naloxona nasal", kind="kit", doses=2, by=wanda)
        supplies.add_item(name_en="Fentanyl strips", name_es="Tiras de fentanilo", kind="strip", by=wanda)
        services.fix_areas(areas=AREAS, by=OPERATOR)
    night, code = services.open_night(program_id=program.id, by=wanda, day=day)
    return Evening(program, night, code)


def slot(night: Night, *, area: int = 0, kits: int = 0, note: str = "", barrier: int = 0) -> bytes:
    """As a phone seals it in the week of the night; empty without kits and without a barrier."""
    year, week, _day = night.day.isocalendar()
    return sealed_slot(
        night,
        kind=rules.Kind.HANDED_OUT if kits or barrier else rules.Kind.EMPTY,
        area=area,
        week=(year, week),
        items={1: kits} if kits else {},
        barriers=frozenset({barrier}) if barrier else frozenset(),
        note=note,
    )


def handed_in(night: Night, kits: Mapping[int, int], *, empty: int = 10, note: str = "", odd: int = 0) -> None:
    """One full slot of kits an area (`kits`: area -> how many), and empty and unreadable ones around them."""
    slots = [slot(night, area=area, kits=count, note=note) for area, count in kits.items()]
    slots += [slot(night) for _number in range(empty)]
    slots += [bytes([number]) * 400 for number in range(odd)]
    services.receive_slots(night=night, slots=slots)
