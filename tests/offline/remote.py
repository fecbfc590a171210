"""Phones that speak to a running server over HTTP, and a look into its files once it has stopped."""

import base64
import datetime as dt
import hashlib
import json
import os
import sqlite3
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.server import Server
from waymeet.kernel import signing
from waymeet.kernel.ids import timed_id

MAKE = """
import django; django.setup()
import base64, json, pathlib, tempfile
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests import builders, phone, town
from waymeet.accounts.roles import Role
from waymeet.care.naloxone import services as care
from waymeet.care.supplies import services as supplies
from waymeet.organizing.turf.services import handout
rosa, luz = builders.two_organizers()
dee, sol = builders.two_outreach_workers()
doors = town.a_street(pathlib.Path(tempfile.mkdtemp()))
turf = town.a_turf(doors, rosa.person)
_made, code = handout.hand_out(turf_id=turf.id, by=rosa.person)
made = phone.Phone.of(builders.worker("cal", Role.CANVASSER).person)
made.take(code)
supplies.add_item(name_en="Kit", name_es="Kit", kind="kit", by=dee.person)
program = supplies.add_program(name_en="Doors", name_es="Puertas", by=dee.person)
night, kit_code = care.open_night(program_id=program.id, by=dee.person)
print(json.dumps({
    "device": str(made.device.id),
    "key": base64.b64encode(made.key.private_bytes_raw()).decode(),
    "turf": str(turf.id),
    "doors": [str(door) for door in doors],
    "kit_code": kit_code,
}))
"""


@dataclass
class RemotePhone:
    """A phone as the server's own database knows it; keeps what it sent, as phones do."""

    address: str
    device: str
    key: Ed25519PrivateKey
    turf: str
    doors: list[str]
    kit_code: str
    records: list[bytes] = field(default_factory=list)
    slots: list[bytes] = field(default_factory=list)
    acknowledged: set[bytes] = field(default_factory=set)

    @classmethod
    def on(cls, server: Server) -> "RemotePhone":
        """Make an organization on the server's data with one canvasser who is out."""
        told = json.loads(server.python(MAKE).splitlines()[-1])
        key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(told["key"]))
        return cls(server.address, told["device"], key, told["turf"], told["doors"], told["kit_code"])

    def knock(self, times: int) -> list[bytes]:
        """Save visits, and a slot each; answers the new records."""
        for _time in range(times):
            seq = len(self.records) + 1
            body = {"door": self.doors[seq % len(self.doors)], "outcome": "no_answer"}
            at = dt.datetime.now(dt.UTC).isoformat()
            told = {"id": str(timed_id()), "seq": seq, "kind": "visit", "schema": 1, "turf": self.turf, "at": at}
            self.records.append(json.dumps(told | {"body": body}, separators=(",", ":")).encode())
            self.slots.append(os.urandom(400))
        return self.records[-times:]

    def hand_in(self, records: list[bytes]) -> dict[str, Any]:
        """One batch; what the signed receipt names is acknowledged from then on."""
        head = json.dumps({"batch": str(timed_id()), "device": self.device, "incarnation": ""})[:-1]
        raw = head.encode() + b',"records":[' + b",".join(records) + b"]}"
        signature = base64.b64encode(self.key.sign(raw)).decode()
        answer = self._ask("/field/organizing/hand-in", raw, {"Waymeet-Signature": signature})
        text = answer["receipt"].encode()
        assert signing.verify(base64.b64decode(answer["key"]), base64.b64decode(answer["signature"]), text)
        self.acknowledged |= set(records)
        return json.loads(text)

    def hand_in_slots(self, slots: list[bytes]) -> dict[str, Any]:
        digests = sorted(hashlib.sha256(slot).digest() for slot in slots)
        total = hashlib.sha256(b"".join(digests)).hexdigest()
        body = {"slots": [base64.b64encode(s).decode() for s in slots], "count": len(slots), "set_hash": total}
        answer = self._ask("/field/care/slots", json.dumps(body).encode(), {"Authorization": f"Night {self.kit_code}"})
        assert (answer["count"], answer["set_hash"]) == (len(slots), total)
        return answer

    def hello(self) -> dict[str, Any]:
        return self._ask("/field/organizing/hello", None, {"Waymeet-Device": self.device})

    def _ask(self, path: str, body: bytes | None, headers: dict[str, str]) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", **headers}
        request = urllib.request.Request(self.address + path, data=body, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())


def column(path: Path, statement: str) -> list[Any]:
    """One column of a stopped server's database."""
    connection = sqlite3.connect(path)
    try:
        return [row[0] for row in connection.execute(statement)]
    finally:
        connection.close()


def held_records(data: Path) -> list[bytes]:
    path = data / "organizing.sqlite3"
    return column(path, "SELECT raw FROM organizing_canvass_entry") + column(
        path, "SELECT raw FROM organizing_canvass_putaside"
    )


def held_slots(data: Path) -> list[bytes]:
    return column(data / "care.sqlite3", "SELECT sealed FROM care_naloxone_arrival")


def sound(data: Path) -> bool:
    """SQLite finds nothing wrong with any of the files."""
    return all(column(path, "PRAGMA integrity_check") == ["ok"] for path in data.glob("*.sqlite3"))
