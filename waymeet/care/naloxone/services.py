"""Opening a kit night, receiving what phones seal, opening the pool, and letting old rows go."""

import datetime as dt
import hashlib
import random
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connections, transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import OUTREACH, Keyring, sealing_key
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.codes import services as codes_of_participants
from waymeet.care.codes.rules import Said
from waymeet.care.models import AuditLine
from waymeet.care.naloxone import rules
from waymeet.care.naloxone.models import (
    Area,
    Arrival,
    BarrierHeard,
    KitHandout,
    Night,
    OddSlot,
    SeenSlot,
    WeekCount,
    WeekVisits,
    random_key,
)
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import Program
from waymeet.kernel import audit, clock, codes, sealing
from waymeet.kernel.errors import CannotOpen, Conflict, NotAllowed, NotFound

SHUFFLE = random.SystemRandom()
NIGHT_HOURS = 20
ROW_DAYS = 90


@dataclass(frozen=True)
class Held:
    """What the server holds of a set of slots after its commit: how many, and the hash of that set."""

    count: int
    set_hash: str


@dataclass(frozen=True)
class Opened:
    """What opening a day's pool came to."""

    slots: int
    empty: int
    handouts: int
    odd: int


def fix_areas(*, areas: Iterable[tuple[int, str, int, list[int]]], by: Person) -> int:
    """Take over the areas fixed at the town's import: (number, name, doors, ring). Areas already here never change."""
    check(by, May.IMPORT_TOWN)
    with transaction.atomic(using="care"):
        known = set(Area.objects.values_list("number", flat=True))
        made = [
            Area(number=number, name=name, doors=doors, ring=ring)
            for number, name, doors, ring in areas
            if number not in known
        ]
        Area.objects.bulk_create(made)
        if made:
            audit.write(AuditLine, who=by.id, verb="areas.fix", basis=f"{len(made)} areas")
    return len(made)


def forget_areas(*, by: Person) -> None:
    """Make room for areas fixed anew; refused once anything can have been counted by the ones that are here."""
    check(by, May.IMPORT_TOWN)
    with transaction.atomic(using="care"):
        if any(kept._default_manager.exists() for kept in (Night, Arrival, KitHandout, WeekCount, BarrierHeard)):
            raise Conflict(
                _("A kit night was opened already, and hand-outs are counted by these areas. They stay as they are.")
            )
        Area.objects.all().delete()
        audit.write(AuditLine, who=by.id, verb="areas.forget")


def open_night(*, program_id: UUID, by: Person, day: dt.date | None = None) -> tuple[Night, str]:
    """The night of a program and its code. Every phone that is out shares it, and it can be shown again."""
    check(by, May.OPEN_NIGHT)
    if not Program.objects.filter(pk=program_id, ended_on=None).exists():
        raise NotFound
    day = day or clock.today()
    night = Night.objects.filter(program_id=program_id, day=day).first()
    if night is not None:
        return night, code_of(night)
    key = sealing_key(OUTREACH)
    night = Night(program_id=program_id, day=day, key_epoch=key.epoch, key_public=key.public)
    night.code_hash = codes.code_hash(code_of(night))
    night.expires_at = clock.now() + dt.timedelta(hours=NIGHT_HOURS) - (clock.today() - day)
    with transaction.atomic(using="care"):
        night.save(force_insert=True)
        audit.write(AuditLine, who=by.id, verb="night.open", subject=night.id)
    return night, code_of(night)


def code_of(night: Night) -> str:
    """The night's code, for the poster on the kit box."""
    return codes.derived_code("waymeet.care.night", night.id)


def night_of(code: str, *, sending: bool = False) -> Night:
    """The night behind a code. Phones may still send under a code long after the night, never begin under one."""
    night = Night.objects.select_related("program").filter(code_hash=codes.code_hash(code)).first()
    if night is None:
        raise NotAllowed(_("This kit code is not known. Check it with the outreach worker, or scan it again."))
    if not sending and night.expires_at < clock.now():
        raise NotAllowed(_("This kit code is from another evening. Ask the outreach worker for tonight's."))
    return night


def receive_slots(*, night: Night, slots: Sequence[bytes]) -> Held:
    """Keep what phones sealed; the same slot twice is kept once. Answers only after the commit, and writes no log.

    Rows get random numbers, and are written in the order of those, so nothing in the file says in which order slots
    were sent or hand-ins came. Who sent them is not asked.
    """
    by_digest = {hashlib.sha256(slot).digest(): slot for slot in slots}
    with transaction.atomic(using="care"):
        known = _seen(by_digest)
        fresh = sorted(set(by_digest) - known)
        SeenSlot.objects.bulk_create([SeenSlot(digest=digest) for digest in fresh])
        arrivals = [
            Arrival(id=random_key(), night=night, sealed=sealing.received(by_digest[digest])) for digest in fresh
        ]
        Arrival.objects.bulk_create(sorted(arrivals, key=lambda arrival: arrival.id))
    held = _seen(by_digest)
    return Held(len(held), rules.set_hash(held))


def _seen(digests: Iterable[bytes]) -> set[bytes]:
    return {bytes(digest) for digest in SeenSlot.objects.filter(pk__in=list(digests)).values_list("pk", flat=True)}


def open_pool(*, day: dt.date, by: Person, keyring: Keyring) -> Opened:
    """Open everything that waits from one day's nights: empty slots go, the rest become rows in random order.

    No key of the pool lies on the server: it opens with the key of a team member who is signed in, in this request.
    """
    check(by, May.OPEN_POOL)
    with transaction.atomic(using="care"):
        arrivals = list(Arrival.objects.select_for_update().filter(night__day=day).select_related("night"))
        if not arrivals:
            raise Conflict(_("Nothing is waiting from that day. Phones may still hand in; look again later."))
        opened = _move(arrivals, keyring)
        Arrival.objects.filter(pk__in=[arrival.pk for arrival in arrivals]).delete()
        audit.write(AuditLine, who=by.id, verb="pool.open", subject=day, basis=f"{opened.slots} slots")
    _leave_no_trace()
    return opened


def _move(arrivals: list[Arrival], keyring: Keyring) -> Opened:
    keys = {epoch: keyring.open_team_key(OUTREACH, epoch) for epoch in {a.night.key_epoch for a in arrivals}}
    handouts: list[KitHandout] = []
    barriers: list[BarrierHeard] = []
    said: list[Said] = []
    odd: list[OddSlot] = []
    empty = 0
    for arrival in arrivals:
        slot = _open_slot(arrival, keys[arrival.night.key_epoch])
        if slot is None:
            odd.append(OddSlot(id=random_key(), night=arrival.night, sealed=arrival.sealed))
        elif slot.kind is rules.Kind.EMPTY:
            empty += 1
        else:
            handouts.append(_handout(arrival.night, slot))
            barriers += _barriers(arrival.night, slot)
            said += _said(slot)
    _deduct(arrivals, handouts)
    SHUFFLE.shuffle(said)
    codes_of_participants.hear(said)
    made: list[tuple[Any, list[Any]]] = [(KitHandout, handouts), (BarrierHeard, barriers), (OddSlot, odd)]
    for model, rows in made:
        SHUFFLE.shuffle(rows)
        model.objects.bulk_create(sorted(rows, key=lambda row: row.id))
    return Opened(len(arrivals), empty, len(handouts), len(odd))


def _open_slot(arrival: Arrival, private: bytes) -> rules.Slot | None:
    place = sealing.bind("slot", arrival.night.key_epoch)
    try:
        slot = rules.read_slot(sealing.unseal(private, bytes(arrival.sealed), info=rules.SLOT_INFO, aad=place))
    except (CannotOpen, rules.NotASlot):
        return None
    return slot


def _handout(night: Night, slot: rules.Slot) -> KitHandout:
    met = slot.met or rules.Met()
    return KitHandout(
        id=random_key(),
        program_id=night.program_id,
        iso_week=slot.iso_week,
        area_number=slot.area,
        items={str(number): count for number, count in sorted(slot.items.items())},
        taken_back=slot.kind is rules.Kind.TAKEN_BACK,
        people=slot.people,
        secondary=met.secondary,
        reached=met.reached,
        reason=met.reason,
        key_epoch=night.key_epoch,
        note=sealing.received(slot.note),
    )


def _said(slot: rules.Slot) -> list[Said]:
    """A code that was shown, with its week and items and without area or program: it goes to the participants team."""
    if slot.met is None or not slot.met.code:
        return []
    return [Said(slot.met.code, slot.iso_week, slot.items, slot.kind is rules.Kind.TAKEN_BACK)]


def _barriers(night: Night, slot: rules.Slot) -> list[BarrierHeard]:
    return [
        BarrierHeard(
            id=random_key(),
            program_id=night.program_id,
            iso_week=slot.iso_week,
            area_number=slot.area,
            barrier=barrier,
        )
        for barrier in slot.barriers
    ]


def _deduct(arrivals: list[Arrival], handouts: list[KitHandout]) -> None:
    """From the night's pool, never from a person's backpack. An item that nobody has listed stays in its hand-out."""
    day = arrivals[0].night.day
    for program_id in sorted({arrival.night.program_id for arrival in arrivals}):
        counts: Counter[int] = Counter()
        for row in handouts:
            if row.program_id == program_id:
                counts.update({int(n): -c if row.taken_back else c for n, c in row.items.items()})
        supplies.deduct(program_id=program_id, day=day, counts=counts)


def _leave_no_trace() -> None:
    """Rewrite the file without the pages the pool lay on. Deleted bytes in old backups stay sealed."""
    connection = connections["care"]
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            for model in (Arrival, KitHandout):
                cursor.execute(f"VACUUM {connection.ops.quote_name(model._meta.db_table)}")


def read_note(*, handout_id: int, by: Person, keyring: Keyring) -> str:
    """The note to the outreach team that lies sealed with a hand-out; '' where there is none."""
    check(by, May.READ_OUTREACH_NOTES)
    row = KitHandout.objects.filter(pk=handout_id).first()
    if row is None:
        raise NotFound
    with transaction.atomic(using="care"):
        audit.write(AuditLine, who=by.id, verb="note.read", subject=clock.today())
    return opened_note(row, keyring)


def opened_note(row: KitHandout, keyring: Keyring) -> str:
    private = keyring.open_team_key(OUTREACH, row.key_epoch)
    place = sealing.bind("note", row.key_epoch)
    return sealing.unpad(sealing.unseal(private, bytes(row.note), info=rules.NOTE_INFO, aad=place)).decode(
        errors="replace"
    )


def read_notes(*, by: Person, keyring: Keyring) -> list[tuple[str, str]]:
    """Every note there is: (ISO week, words), by week; one audit line for the reading.

    Without its area: a note beside an area and a week would say that somebody there took a kit.
    """
    check(by, May.READ_OUTREACH_NOTES)
    with transaction.atomic(using="care"):
        audit.write(AuditLine, who=by.id, verb="notes.read", subject=clock.today())
    found = []
    for row in KitHandout.objects.all():
        try:
            words = opened_note(row, keyring)
        except CannotOpen:
            continue
        if words:
            found.append((row.iso_week, words))
    return sorted(found)


def roll_up(*, before: dt.date | None = None, but: Collection[str] = ()) -> int:
    """Add hand-outs of weeks that ended 90 days ago to the week's counts and delete their rows; answers how many.

    `but` names rows that a legal hold keeps; they go on being counted from their own rows.
    """
    last = before or clock.today() - dt.timedelta(days=ROW_DAYS)
    with transaction.atomic(using="care"):
        due = due_for_roll_up(last, but)
        for row in due:
            for number, count in row.items.items():
                _add(row, int(number), -count if row.taken_back else count)
            _add_visits(row)
        KitHandout.objects.filter(pk__in=[row.pk for row in due]).delete()
        if due:
            audit.write(AuditLine, who="", verb="handouts.roll_up", subject=last, basis=f"{len(due)} rows")
    if due:
        _leave_no_trace()
    return len(due)


def due_for_roll_up(last: dt.date, but: Collection[str] = ()) -> list[KitHandout]:
    return [row for row in KitHandout.objects.all() if _ended(row.iso_week) < last and str(row.pk) not in but]


def _ended(iso_week: str) -> dt.date:
    """The Sunday of a week; week 53 of a year that has 52 (a phone's clock was wrong) is the week after week 52."""
    year, week = iso_week.split("-W")
    return dt.date.fromisocalendar(int(year), 1, 7) + dt.timedelta(weeks=int(week) - 1)


def _add(row: KitHandout, number: int, count: int) -> None:
    total, _made = WeekCount.objects.get_or_create(
        program_id=row.program_id,
        iso_week=row.iso_week,
        area_number=row.area_number,
        item_number=number,
        defaults={"count": 0},
    )
    total.count += count
    total.handouts += households(row, count)
    total.save(update_fields=["count", "handouts"])


def households(row: KitHandout, count: int) -> int:
    """Of how many hand-outs a count is surely the sum: several people at once are several, but no more than items."""
    acts = min(max(row.people, 1), abs(count))
    return -acts if row.taken_back else acts


def _add_visits(row: KitHandout) -> None:
    total, _made = WeekVisits.objects.get_or_create(
        program_id=row.program_id,
        iso_week=row.iso_week,
        area_number=row.area_number,
        secondary=row.secondary,
        reason=row.reason,
    )
    sign = -1 if row.taken_back else 1
    total.people += sign * row.people
    total.reached += sign * row.reached
    total.save(update_fields=["people", "reached"])
