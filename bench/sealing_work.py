"""The measured work of `sealing`, in a process that has the databases; `printed` prints seconds and rates as JSON."""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from types import SimpleNamespace
from unittest import mock

ROUNDS, RECORDS, SLOTS = 5, 100, 400
CONTENT = {"kind": "note", "day": "2026-11-26", "words": "Rode along to the clinic; next week again. " * 8}


def printed() -> None:
    import django

    django.setup()
    sys.stdout.write(json.dumps({**opening(), **taking_in()}))


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turn(works: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of each, the median of all rounds; a busy minute hits all of them."""
    for work in works.values():
        work()
    rounds = [{name: seconds(work) for name, work in works.items()} for _round in range(ROUNDS)]
    return {name: statistics.median(each[name] for each in rounds) for name in works}


def opening() -> dict[str, float]:
    """As the desk does it, and the same calls of the library with nothing around them."""
    return in_turn({**of_hundred_files(), **of_one_file()})


def of_hundred_files() -> dict[str, Callable[[], object]]:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    from waymeet.accounts.keyring import SealingKey
    from waymeet.kernel import casefiles, sealing
    from waymeet.kernel.ids import random_id

    team = sealing.new_key_pair()
    to, private = SealingKey("casework", "1", team.public), X25519PrivateKey.from_private_bytes(team.private)
    ring = SimpleNamespace(open_team_key=lambda _team, _epoch: team.private)
    sealed, wrapped_bare, open_bare = [], [], bare_records()
    for _n in range(RECORDS):
        case, record = random_id(), random_id()
        key, wrapped = casefiles.new_case_key(case, 1, to)
        row = casefiles.NewGeneration(1, "1", wrapped)
        sealed.append((case, row, record, casefiles.seal_record(key, "record", record, 1, CONTENT)))
        wrapped_bare.append(sealing.SUITE.encrypt(key.secret, private.public_key(), b"info"))

    def work() -> None:
        keys = casefiles.OpenKeys("casework", ring)
        for case, row, record, bytes_ in sealed:
            casefiles.open_record(keys.of(row, case), "record", record, 1, bytes_)

    def bare() -> None:
        for wrapped in wrapped_bare:
            sealing.SUITE.decrypt(wrapped, private, b"info")
        open_bare()

    return {"hundred_files": work, "hundred_files_bare": bare}


def of_one_file() -> dict[str, Callable[[], object]]:
    from waymeet.kernel import casefiles
    from waymeet.kernel.ids import random_id

    key = casefiles.CaseKey(random_id(), 1, os.urandom(32))
    ids = [random_id() for _n in range(RECORDS)]
    sealed = [(record, casefiles.seal_record(key, "record", record, 1, CONTENT)) for record in ids]

    def work() -> None:
        for record, bytes_ in sealed:
            casefiles.open_record(key, "record", record, 1, bytes_)

    return {"one_file": work, "one_file_bare": bare_records()}


def bare_records() -> Callable[[], None]:
    """AES-GCM twice a record: its key, and its 512 bytes under that key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    own, nonce = AESGCM(os.urandom(32)), bytes(12)
    pairs = [(own.encrypt(nonce, bytes(32), b""), own.encrypt(nonce, bytes(512), b"")) for _n in range(RECORDS)]

    def work() -> None:
        for wrapped, padded in pairs:
            AESGCM(own.decrypt(nonce, wrapped, b""))
            own.decrypt(nonce, padded, b"")

    return work


def taking_in() -> dict[str, float]:
    """Rows a second: sealed, and the same rows plain by the same services."""
    from tests.builders import two_outreach_workers
    from tests.desk import care_made
    from waymeet.accounts.people import OPERATOR
    from waymeet.care.naloxone import rules, services
    from waymeet.care.supplies import services as supplies
    from waymeet.kernel import sealing

    dee, _sol = two_outreach_workers()
    program = supplies.add_program(name_en="Doors", name_es="Puertas", by=dee.person)
    supplies.add_item(name_en="Kit", name_es="Kit", kind="kit", doses=2, by=dee.person)
    services.fix_areas(areas=care_made.AREAS, by=OPERATOR)
    night, _code = services.open_night(program_id=program.id, by=dee.person)

    def plain_slot() -> bytes:
        return rules.slot_bytes(rules.Slot(rules.Kind.HANDED_OUT, 1, 2026, 48, {1: 1}, frozenset(), os.urandom(304)))

    def as_it_is(_private: bytes, plain: bytes, **_place: bytes) -> bytes:
        return bytes(plain)

    def open_day() -> None:
        services.open_pool(day=night.day, by=dee.person, keyring=dee.keyring)

    sealed_slots = [[care_made.slot(night, area=1, kits=1) for _slot in range(SLOTS)] for _n in range(ROUNDS)]
    plain_slots = [[plain_slot() for _slot in range(SLOTS)] for _n in range(ROUNDS)]
    took: dict[str, list[float]] = {name: [] for name in ("slots", "slots_plain", "pool", "pool_plain")}
    for sealed, plain in zip(sealed_slots, plain_slots, strict=True):
        handed_in = seconds(lambda slots=sealed: services.receive_slots(night=night, slots=slots))
        took["slots"].append(handed_in)
        took["pool"].append(handed_in + seconds(open_day))
        handed_in = seconds(lambda slots=plain: services.receive_slots(night=night, slots=slots))
        took["slots_plain"].append(handed_in)
        with mock.patch.object(sealing, "unseal", as_it_is):
            took["pool_plain"].append(handed_in + seconds(open_day))
    rates = {name: SLOTS / statistics.median(times) for name, times in took.items()}
    return {**rates, **records(night)}


def records(night: object) -> dict[str, float]:
    """A record and its audit line a commit, into a table with a sealed column; the plain one padded all the same."""
    from django.db import transaction

    from waymeet.care.models import AuditLine
    from waymeet.care.naloxone.models import OddSlot, random_key
    from waymeet.kernel import audit, casefiles, sealing
    from waymeet.kernel.ids import random_id

    key = casefiles.CaseKey(random_id(), 1, os.urandom(32))

    def write(make: Callable[[], sealing.SealedBytes]) -> None:
        for _n in range(RECORDS):
            with transaction.atomic(using="care"):
                OddSlot.objects.create(id=random_key(), night=night, sealed=make())
                audit.write(AuditLine, who="bench", verb="record.write", subject="bench")

    def sealed() -> sealing.SealedBytes:
        return casefiles.seal_record(key, "record", random_id(), 1, CONTENT)

    def plain() -> sealing.SealedBytes:
        random_id()
        return sealing.received(sealing.pad(json.dumps(CONTENT, sort_keys=True).encode(), 512))

    took = in_turn({"records": lambda: write(sealed), "records_plain": lambda: write(plain)})
    return {name: RECORDS / each for name, each in took.items()}
