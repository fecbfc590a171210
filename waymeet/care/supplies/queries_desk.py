"""What the supplies pages show: programs, items, and how each night added up."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from waymeet.care.supplies.models import Item, NightStock, Program
from waymeet.kernel.errors import NotFound


@dataclass(frozen=True)
class ItemOfNight:
    """One item on one night. `unaccounted` is 0 where it adds up."""

    number: int
    name: str
    taken_out: int
    came_back: int
    handed_out: int

    @property
    def unaccounted(self) -> int:
        return self.taken_out - self.came_back - self.handed_out


def all_items() -> Sequence[Item]:
    return list(Item.objects.all())


def living_program(program_id: UUID) -> Program:
    program = Program.objects.filter(pk=program_id, ended_on=None).first()
    if program is None:
        raise NotFound
    return program


def items_of_night(program_id: UUID, day: dt.date) -> list[ItemOfNight]:
    """Every item that exists, whether or not any of it was taken out that night."""
    rows = {row.item_id: row for row in NightStock.objects.filter(program_id=program_id, day=day)}
    lines = []
    for item in Item.objects.all():
        row = rows.get(item.number)
        counted = (row.taken_out, row.came_back, row.handed_out) if row else (0, 0, 0)
        lines.append(ItemOfNight(item.number, item.shown_as, *counted))
    return lines
