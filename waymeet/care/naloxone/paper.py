"""What reaches the desk without a phone: a night's paper tally, and a barrier met elsewhere. The same promises."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import OUTREACH, sealing_key
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.models import AuditLine
from waymeet.care.naloxone import rules
from waymeet.care.naloxone.models import Area, BarrierHeard, KitHandout, SettingMonth, random_key
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import Item, Program
from waymeet.care.supplies.queries import kit_numbers
from waymeet.care.teaching.places import Setting
from waymeet.kernel import audit, clock, sealing
from waymeet.kernel.errors import BadInput, NotFound

MOST = 10_000
NOBODY_MET = _("Put down at least one item, or how many people were met.")


@dataclass(frozen=True)
class Tally:
    """What a paper says of an evening in one area. `items` and `barriers` are counts by number; area 0: not known.

    `setting` is one of teaching's places or "". Its kits go to the month's sum of that place and not to the row: an
    area, a week and "at release from jail" could be one person.
    """

    area: int = 0
    people: int = 0
    items: Mapping[int, int] = field(default_factory=dict)
    barriers: Mapping[int, int] = field(default_factory=dict)
    secondary: bool = False
    reached: int = 0
    reason: int = 0
    setting: str = ""


def put_down(*, program_id: UUID, day: dt.date, tally: Tally, by: Person) -> None:
    """One row as from a phone: a week, an area, a random number. The day is only used to deduct the night's stock.

    Where nobody counted people, items are at least one visit.
    """
    check(by, May.OPEN_POOL)
    program = Program.objects.filter(pk=program_id, ended_on=None).first()
    if program is None:
        raise NotFound
    items = {number: count for number, count in tally.items.items() if count}
    _refuse_what_cannot_be(tally, items, day)
    key, week = sealing_key(OUTREACH), clock.iso_week(day)
    note = sealing.pad(b"", rules.NOTE_BYTES)
    row = KitHandout(
        id=random_key(),
        program=program,
        iso_week=week,
        area_number=tally.area,
        items={str(number): count for number, count in sorted(items.items())},
        people=tally.people or bool(items),
        secondary=tally.secondary,
        reached=tally.reached if tally.secondary else 0,
        reason=tally.reason,
        key_epoch=key.epoch,
        note=sealing.seal(key.public, note, info=rules.NOTE_INFO, aad=sealing.bind("note", key.epoch)),
    )
    with transaction.atomic(using="care"):
        if items or tally.people:
            row.save(force_insert=True)
        for barrier, count in tally.barriers.items():
            _heard(program_id, week, tally.area, barrier, count)
        _add_to_setting(tally, items, week)
        supplies.deduct(program_id=program_id, day=day, counts=items)
        audit.write(AuditLine, who=by.id, verb="tally.put_down", subject=day)


def _add_to_setting(tally: Tally, items: Mapping[int, int], week: str) -> None:
    kits = sum(count for number, count in items.items() if number in kit_numbers())
    if not tally.setting or not kits:
        return
    month, _made = SettingMonth.objects.select_for_update().get_or_create(
        month=clock.month_of_week(week), setting=tally.setting
    )
    month.kits += kits
    month.save(update_fields=["kits"])


def _refuse_what_cannot_be(tally: Tally, items: Mapping[int, int], day: dt.date) -> None:
    if day > clock.today():
        raise BadInput(_("This day is still to come. Check the date."))
    counts = [tally.people, tally.reached, *tally.items.values(), *tally.barriers.values()]
    if any(not 0 <= count <= MOST for count in counts):
        raise BadInput(_("A count must be between 0 and 10,000. Check the numbers."))
    if not (items or tally.people or any(tally.barriers.values())):
        raise BadInput(NOBODY_MET)
    known = Item.objects.filter(number__in=items).count() == len(items)
    there = tally.area == 0 or Area.objects.filter(number=tally.area).exists()
    said = tally.reason in (0, *rules.REASONS) and set(tally.barriers) <= set(rules.BARRIERS)
    if not (known and there and said) or tally.setting not in ("", *Setting.values):
        raise NotFound


def hear_barrier(*, program_id: UUID, day: dt.date, area_number: int, barrier: int) -> None:
    """A barrier met with a referral, counted as one told at a door: an area, a week, a coded reason, nobody.

    Called inside the verb that met it, which checks who may and writes the audit's line. `area_number` 0: not known.
    """
    if barrier not in rules.BARRIERS:
        raise BadInput(_("Choose what kept them from it."))
    _heard(program_id, clock.iso_week(day), area_number, barrier, 1)


def _heard(program_id: UUID, week: str, area: int, barrier: int, count: int) -> None:
    rows = [
        BarrierHeard(id=random_key(), program_id=program_id, iso_week=week, area_number=area, barrier=barrier)
        for _time in range(count)
    ]
    BarrierHeard.objects.bulk_create(sorted(rows, key=lambda row: row.id))
