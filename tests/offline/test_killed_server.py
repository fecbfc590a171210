"""A server that dies in the middle of batches, or comes back from an old backup, loses nothing it acknowledged."""

import contextlib
import http.client
import os
import random
import threading
from pathlib import Path

import pytest

from tests.offline.remote import RemotePhone, held_records, held_slots, sound
from tests.server import Server

SEED = int(os.environ.get("WAYMEET_SEED", "20261123"))


def work_until_it_dies(phone: RemotePhone, chance: random.Random) -> None:
    """Hand in one small batch after the other, some of them again, until nobody answers."""
    with contextlib.suppress(OSError, ValueError, http.client.HTTPException):  # an answer may be cut off in its middle
        while True:
            phone.hand_in(phone.knock(chance.randint(1, 20)))
            phone.hand_in_slots(phone.slots[-20:])
            phone.hand_in(chance.sample(phone.records, min(5, len(phone.records))))


def kill_in_the_middle(server: Server, phone: RemotePhone, chance: random.Random) -> None:
    server.start()
    worker = threading.Thread(target=work_until_it_dies, args=(phone, chance))
    worker.start()
    worker.join(timeout=chance.uniform(0.05, 0.6))
    server.kill()
    worker.join(timeout=60)
    assert not worker.is_alive()


def cycles(server: Server, count: int) -> None:
    chance = random.Random(SEED)
    server.waymeet("migrate")
    phone = RemotePhone.on(server)
    for _cycle in range(count):
        kill_in_the_middle(server, phone, chance)
        held = held_records(server.data)
        assert phone.acknowledged <= set(held)
        assert len(held) == len(set(held))
        assert sound(server.data)
    assert phone.acknowledged, "no batch came through in any cycle: the kills came too early to prove anything"
    server.start()
    for start in range(0, len(phone.records), 100):
        phone.hand_in(phone.records[start : start + 100])
        phone.hand_in_slots(phone.slots[start : start + 100])
    assert phone.hello()["held_through"] == len(phone.records)
    server.stop()
    assert sorted(held_records(server.data)) == sorted(phone.records)
    assert sorted(held_slots(server.data)) == sorted(phone.slots)


@pytest.mark.deep
def test_killed_in_the_middle_of_batches_it_loses_nothing_acknowledged(server: Server) -> None:
    cycles(server, 3)


@pytest.mark.deep
def test_killed_two_hundred_times(server: Server) -> None:
    cycles(server, 200)


def test_a_server_restored_from_an_older_backup_gets_everything_again(server: Server, tmp_path: Path) -> None:
    server.waymeet("migrate")
    phone = RemotePhone.on(server)
    server.start()
    phone.hand_in(phone.knock(30))
    phone.hand_in_slots(phone.slots)
    before = phone.hello()
    server.waymeet("backup", str(tmp_path / "copies"))
    phone.hand_in(phone.knock(40))
    phone.hand_in_slots(phone.slots[30:])
    server.stop()
    content = next((tmp_path / "copies").glob("*-content.tar"))
    keys = next((tmp_path / "copies").glob("*-keys.sqlite3"))
    server.waymeet("restore", str(content), "--keys", str(keys))
    server.start()
    after = phone.hello()
    assert after["incarnation"] != before["incarnation"]
    assert after["held_through"] == 30
    phone.hand_in(phone.records)
    phone.hand_in_slots(phone.slots)
    server.stop()
    assert sorted(held_records(server.data)) == sorted(phone.records)
    assert sorted(held_slots(server.data)) == sorted(phone.slots)
