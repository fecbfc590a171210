"""What the desk shows of canvassing: how far each area is, notes with their doors, put-aside records in words."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from waymeet.organizing.canvass import kinds, rules
from waymeet.organizing.canvass.queries.notes import DoorNote
from waymeet.organizing.canvass.queries.results import knocks
from waymeet.organizing.canvass.queries.waiting import AsideRow, put_aside
from waymeet.organizing.turf.queries.desk import areas_of_doors, doors_by_area, turfs_of_pass
from waymeet.organizing.turf.queries.taking import turf_facts
from waymeet.organizing.turf.queries.town import area_list, door_cards

KINDS = {
    "visit": gettext_lazy("A knock on a door"),
    "undo": gettext_lazy("Something taken back"),
    "unit": gettext_lazy("A new unit in a building"),
    "flag": gettext_lazy("A warning at a door"),
    "introduction": gettext_lazy("Somebody who asked to be called"),
    "returned": gettext_lazy("A turf handed in"),
}
FLAGS = {
    "dog": gettext_lazy("dog"),
    "unsafe": gettext_lazy("unsafe"),
    "do_not_knock": gettext_lazy("do not knock"),
    "no_entry": gettext_lazy("no entry"),
}
LABELS = {
    "kind": gettext_lazy("What"),
    "at": gettext_lazy("When, by the phone's clock"),
    "door": gettext_lazy("Door"),
    "turf": pgettext_lazy("one of them", "Turf"),
    "outcome": gettext_lazy("Outcome"),
    "person": gettext_lazy("About the person"),
    "language": gettext_lazy("Language"),
    "follow_up": gettext_lazy("Follow-up promised"),
    "flag": gettext_lazy("Warning"),
    "on": gettext_lazy("Switched on"),
    "unit": gettext_lazy("Unit"),
    "floor": gettext_lazy("Floor"),
    "wants": gettext_lazy("Asked for"),
}
WANTS = {"help": gettext_lazy("wants to help"), "call": gettext_lazy("wants a call")}


@dataclass(frozen=True)
class AreaCoverage:
    """How far an area is: doors on the map, doors somebody went to, doors where somebody answered."""

    number: int
    name: str
    ring: Sequence[int]
    doors: int
    attempted: int
    answered: int

    @property
    def share(self) -> float:
        """Attempted out of doors, 0 to 1."""
        return self.attempted / self.doors if self.doors else 0.0


def coverage(town: UUID, pass_id: UUID | None = None) -> list[AreaCoverage]:
    """By area; of one pass when asked for."""
    turfs = turfs_of_pass(pass_id) if pass_id else None
    found = knocks(turfs)
    tried = {knock.door for knock in found}
    answered = {knock.door for knock in found if knock.outcome in rules.CONTACT}
    area_of, doors = areas_of_doors(tried), doors_by_area(town)
    tried_in = Counter(area_of[door] for door in tried if door in area_of)
    answered_in = Counter(area_of[door] for door in answered if door in area_of)
    return [
        AreaCoverage(
            area.number,
            area.name,
            area.ring,
            doors[area.number].doors if area.number in doors else 0,
            tried_in[area.number],
            answered_in[area.number],
        )
        for area in area_list(town)
    ]


@dataclass(frozen=True)
class NoteLine:
    """A note beside the door it is about."""

    door: str
    unit: str
    turf: str
    day: dt.date
    words: str


def notes_with_doors(notes: Sequence[DoorNote]) -> list[NoteLine]:
    cards, facts = door_cards([note.door for note in notes]), turf_facts()
    return [
        NoteLine(
            cards[note.door].label if note.door in cards else _("a door that is not there any more"),
            cards[note.door].unit if note.door in cards else "",
            facts[note.turf].name if note.turf in facts else "",
            note.day,
            note.words,
        )
        for note in notes
    ]


@dataclass(frozen=True)
class AsideCard:
    """A put-aside record in words. `says` is (label, value); `raw` the record as it came, for whoever wants to look.

    `alike` is how many wait of the same phone for the same reason, this one included.
    """

    id: UUID
    reason: Any
    remedy: Any
    who: str
    phone: int | None
    came_on: dt.date
    says: Sequence[tuple[Any, Any]]
    raw: str
    can_be_taken_in: bool
    alike: int


def aside_cards() -> list[AsideCard]:
    """What waits, oldest first."""
    rows = put_aside()
    alike = Counter(_alike(row) for row in rows)
    doors = [door for row in rows if (door := _uuid(row.says.get("door")))]
    labels = {door: card.label for door, card in door_cards(doors).items()}
    turfs = {turf: facts.name for turf, facts in turf_facts().items()}
    return [_card(row, alike[_alike(row)], labels, turfs) for row in rows]


def _alike(row: AsideRow) -> tuple[object, ...]:
    """The same phone for the same reason: what may be decided on together."""
    return (row.row.reason, row.row.device, row.row.by)


def _card(row: AsideRow, alike: int, doors: dict[UUID, str], turfs: dict[UUID, str]) -> AsideCard:
    says = [(LABELS[key], _value(key, row.says[key], doors, turfs)) for key in LABELS if row.says.get(key) is not None]
    says += row.of_its_kind
    raw = bytes(row.row.raw).decode(errors="replace")[:2000]
    kept = row.row
    return AsideCard(
        id=kept.id,
        reason=row.reason,
        remedy=row.remedy,
        who=row.who,
        phone=kept.device,
        came_on=kept.came_on,
        says=says,
        raw=raw,
        can_be_taken_in=row.can_be_taken_in,
        alike=alike,
    )


def _value(key: str, told: Any, doors: dict[UUID, str], turfs: dict[UUID, str]) -> Any:
    """A value in words; one nobody knows stays as it is."""
    if key == "at":
        return date_format(timezone.localtime(told), "DATETIME_FORMAT")
    if key in ("follow_up", "on"):
        return _("yes") if told else _("no")
    if key == "door":
        return doors.get(_uuid(told) or UUID(int=0), _("a door that is not there"))
    if key == "turf":
        return turfs.get(_uuid(told) or UUID(int=0), _("a turf that is not there"))
    if key == "kind" and told in kinds.KINDS:
        return kinds.KINDS[told].called
    words = {"kind": KINDS, "outcome": rules.OUTCOMES, "flag": FLAGS, "wants": WANTS}.get(key, {})
    return words.get(told, told)


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
