"""Makes evenings with the real services on real files, and collects what the attacker gets of each.

Run as a program of its own on databases of its own, so that a copy of the package with a leak in it can be run the
same way: `python -m tests.wall.linking.evenings FOLDER LEARN MEASURE SEED` prints the attacker's verdict as JSON.

The attacker gets: every table of the care database and of the common one as of each nightly backup and after the
pool was opened, the bytes of the write-ahead log, the organizing entries, and a raw copy of each phone: which door
wrote which slot at which place, in the order of writing. It has no key.
"""

import contextlib
import datetime as dt
import hashlib
import json
import os
import random
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

START = dt.datetime(2026, 3, 2, 22, 0, tzinfo=dt.UTC)
PLACES = 512
AREAS = 3


@dataclass
class Stop:
    """A door as it was that evening, and what the phone kept of it."""

    door: UUID
    area: int
    answered: bool
    kits: int
    at: dt.datetime
    place: int
    late: bool = False
    slot: bytes = b""
    record: bytes = b""
    seq: int = 0


@dataclass
class Walk:
    """One phone's evening."""

    phone: Any
    turf: UUID
    backpack: int
    stops: list[Stop] = field(default_factory=list)


def main(folder: str, learn: int, measure: int, seed: int) -> None:
    from tests.wall.linking.attacker import attack

    prepare(Path(folder))
    town = Town(random.Random(seed), Path(folder))
    evenings = [town.evening(number) for number in range(learn + measure)]
    sys.stdout.write(json.dumps(asdict(attack(evenings[:learn], evenings[learn:]))) + "\n")


def prepare(folder: Path) -> None:
    os.environ["WAYMEET_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "waymeet.config.settings"
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    settings.ARGON2_KIB, settings.ARGON2_PASSES = 64, 1
    call_command("makemigrations", verbosity=0)  # a leak may have added a column; without one this makes nothing
    for alias in settings.DATABASES:
        call_command("migrate", database=alias, verbosity=0)


class Town:
    """The organization whose evenings are attacked, and the clock they happen by."""

    def __init__(self, chance: random.Random, folder: Path) -> None:
        from tests.builders import two_organizers, two_outreach_workers, worker
        from tests.wall.linking.evidence import highest
        from waymeet.accounts.roles import Role
        from waymeet.care.supplies import services as supplies
        from waymeet.organizing.turf.models import CanvassPass
        from waymeet.organizing.turf.models import Town as TownRow

        self.chance, self.folder = chance, folder
        self._clock(START)
        self.rosa, _luz = two_organizers()
        self.dee, _sol = two_outreach_workers()
        self.walkers = [worker(f"walker{n}", Role.CANVASSER).person for n in range(4)]
        supplies.add_item(name_en="Kit", name_es="Kit", kind="kit", doses=2, by=self.dee.person)
        self.program = supplies.add_program(name_en="Doors", name_es="Puertas", by=self.dee.person)
        row = TownRow.objects.create(id=uuid4(), name="T", origin_lat=0, origin_lon=0, south=0, west=0, north=0, east=0)
        self.canvass_pass = CanvassPass.objects.create(town=row, number=1, name="1")
        self.seen = self._rows()
        self.top: dict[str, float] = {}
        highest(self.seen, self.top)

    def _clock(self, moment: dt.datetime) -> None:
        from waymeet.kernel import clock

        self.now = moment
        clock.now = lambda: self.now  # type: ignore[assignment]
        clock.today = lambda: self.now.date()  # type: ignore[assignment]  # noqa: PLW0108 - `now` moves

    def evening(self, number: int) -> Any:
        """Walk, hand in (some as they go, some the next morning), back up, open the pool, back up."""
        from tests.wall.linking.evidence import Evening
        from waymeet.accounts import keys
        from waymeet.care.naloxone import services
        from waymeet.kernel.errors import Conflict

        self._clock(START + dt.timedelta(days=number))
        if number % 30 == 29:
            services.roll_up()
            keys.destroy_due_keys()
            self.seen = self._rows()
        before = self.seen
        night, _code = services.open_night(program_id=self.program.id, by=self.dee.person)
        area = self.chance.randint(1, AREAS)  # who goes out together mostly goes to one neighbourhood
        walks = [self._walk(number, walker, area) for walker in self._out(number)]
        wal = self._hand_in(night, walks, late=False)
        tonight = self._rows()
        self._clock(self.now + dt.timedelta(hours=14))
        wal += self._hand_in(night, walks, late=True)
        with contextlib.suppress(Conflict):  # a leak may have opened everything already
            services.open_pool(day=night.day, by=self.dee.person, keyring=self.dee.keyring)
        self.seen = self._rows()
        return self._evidence(Evening([]), walks, before, tonight, wal)

    def _out(self, number: int) -> list[Any]:
        """Six evenings of ten have a single canvasser."""
        return self.chance.sample(self.walkers, self.chance.choice([1, 1, 1, 1, 1, 1, 2, 2, 2, 3]))

    def _walk(self, number: int, person: Any, area: int) -> Walk:
        from tests.phone import Phone
        from waymeet.organizing.turf.models import Turf
        from waymeet.organizing.turf.services import handout

        turf = Turf.objects.create(canvass_pass=self.canvass_pass, name=str(number), made_by=self.rosa.person.id)
        _made, code = handout.hand_out(turf_id=turf.id, by=self.rosa.person)
        phone = Phone.of(person)
        phone.take(code)
        walk = Walk(phone, turf.id, self.walkers.index(person) + 1)
        area = self.chance.choice([area, area, area, self.chance.randint(1, AREAS)])
        generous = self.chance.choice([0.2, 0.5, 0.8])
        places = self.chance.sample(range(PLACES), PLACES)
        doors = self.chance.randint(12, 30)
        in_time = self.chance.choice([doors, doors, self.chance.randint(1, doors), 0])  # the rest hands in next morning
        for index in range(doors):
            answered = self.chance.random() < 0.4
            kits = int(answered and self.chance.random() < generous)
            at = self.now + dt.timedelta(minutes=3 * index, seconds=self.chance.randint(0, 90))
            walk.stops.append(Stop(uuid4(), area, answered, kits, at, places[index], index >= in_time))
        return walk

    def _hand_in(self, night: Any, walks: list[Walk], *, late: bool) -> bytes:
        """Phones with signal hand in every few doors, the others at the end, in whatever order they come back."""
        groups = []
        for walk in walks:
            stops = [stop for stop in walk.stops if stop.late is late]
            step = self.chance.choice([3, PLACES])
            groups += [(walk, stops[at : at + step]) for at in range(0, len(stops), step)]
        groups.sort(key=lambda group: group[1][-1].at)
        for walk, stops in groups:
            self.now = max(self.now, stops[-1].at) + dt.timedelta(seconds=self.chance.uniform(2, 20))
            self._save(walk, stops, night)
        wal = self.folder / "care.sqlite3-wal"
        return wal.read_bytes() if wal.exists() else b""

    def _save(self, walk: Walk, stops: list[Stop], night: Any) -> None:
        """Each door writes a visit and a slot; slots are sent in the order of their places, as the phone does."""
        from tests.care.phones import sealed_slot
        from waymeet.care.naloxone import rules, services

        year, week, _day = night.day.isocalendar()  # as phones do: the week of the night, whenever it is handed in
        for stop in stops:
            outcome = "answered" if stop.answered else "no_answer"
            name, body = timed_id(stop.at), {"door": str(stop.door), "outcome": outcome}
            walk.phone.record("visit", body, walk.turf, id=str(name), at=stop.at.isoformat())
            stop.record, stop.seq = name.bytes, walk.phone.seq
            kind = rules.Kind.HANDED_OUT if stop.kits else rules.Kind.EMPTY
            items = {1: stop.kits} if stop.kits else {}
            stop.slot = sealed_slot(night, kind=kind, area=stop.area, week=(year, week), items=items)
        walk.phone.hand_in(walk.phone.records[-len(stops) :])
        ordered = sorted(stops, key=lambda stop: stop.place)
        carried = {"backpack": walk.backpack} if hasattr(services, "CARRIED") else {}
        services.receive_slots(night=night, slots=[stop.slot for stop in ordered], **carried)

    def _rows(self) -> list[Any]:
        """A backup: copies of the files, read with nothing but sqlite3."""
        from tests.wall.linking.evidence import copied, rows_of

        files = [self.folder / f"{name}.sqlite3" for name in ("care", "default")]
        return [row for file in files for row in rows_of(copied(file, file.with_suffix(".copy")))]

    def _evidence(self, evening: Any, walks: list[Walk], before: list[Any], tonight: list[Any], wal: bytes) -> Any:
        from tests.wall.linking.evidence import highest, new_rows
        from waymeet.organizing.canvass.models import Entry

        first, later = new_rows(before, tonight), new_rows(tonight, self.seen)
        evening.rows = [(table, (*values, ("backup!", 0))) for table, values in first]
        evening.rows += [(table, (*values, ("backup!", 1))) for table, values in later]
        evening.highest_before = dict(self.top)
        highest(first + later, self.top)
        entries = (
            Entry.objects.filter(turf__in=[walk.turf for walk in walks]).order_by("id").values_list("record", "id")
        )
        where = dict(zip([bytes(record) for record, _id in entries], _hand_ins(len(entries)), strict=True))
        for walk in walks:
            evening.doors += [_door(walk, stop, where[stop.record], wal) for stop in walk.stops]
        return evening


def timed_id(moment: dt.datetime) -> UUID:
    """A phone's record id: version 7, from the phone's own clock."""
    milliseconds = int(moment.timestamp() * 1000)
    return UUID(int=(milliseconds << 80 | random.getrandbits(76)) & ~(0xF << 76) | 0x7 << 76)


def _hand_ins(entries: int) -> list[int]:
    """For each of the newest entries, in their order, the audit line of the hand-in it came with."""
    from waymeet.organizing.models import AuditLine

    lines = AuditLine.objects.filter(verb="canvass.hand_in").order_by("-number").values_list("number", "basis")
    found: list[int] = []
    for number, basis in lines.iterator():
        if len(found) >= entries:
            break
        found += [number] * int(basis.split()[0])
    return found[::-1]


def _door(walk: Walk, stop: Stop, hand_in: int, wal: bytes) -> Any:
    from tests.wall.linking.evidence import Door

    digest = hashlib.sha256(stop.slot).digest()
    numbers = {
        "sequence": float(stop.seq),
        "phone clock": stop.at.timestamp(),
        "hand-in": float(hand_in),
        "place on the phone": float(stop.place),
        "slot hash": float(int.from_bytes(digest[:8], "big")),
        "offset in the log": float(wal.find(stop.slot[:24])),
        "walker": float(walk.backpack),
        "backup": float(stop.late),
    }
    ids = [stop.record, walk.phone.device.id.bytes, walk.phone.person.id.bytes, walk.turf.bytes, stop.door.bytes]
    held = [*ids, *(hashlib.sha256(one).digest() for one in ids), digest, stop.slot]
    return Door(stop.area, stop.answered, numbers, frozenset(name[:8].hex() for name in held), bool(stop.kits))


if __name__ == "__main__":
    main(sys.argv[1], *(int(number) for number in sys.argv[2:5]))
