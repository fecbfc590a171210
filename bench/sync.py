"""How fast records are taken in: Waymeet over HTTP, beside express-pouchdb and beside bare inserts.

Everyone gets the same visits in batches of 100, from one phone after the other, in the same run. Waymeet checks every
record, writes with synchronous=FULL and signs a receipt; express-pouchdb does not force anything to the disk. "Bare" is
executemany into a copy of Waymeet's own table, with its indexes and the same synchronous=FULL: no HTTP, no checks.
"""

import base64
import hashlib
import http.client
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.offline.remote import RemotePhone
from tests.server import Server, free_port

HERE = Path(__file__).resolve().parent
BATCH, BATCHES, ROUNDS = 100, 30, 5


def main(write: Callable[[str], None]) -> None:
    """Measure and write a section in Markdown."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("WAYMEET_BENCH_DISK")) as folder:
        server = Server(Path(folder) / "data")
        server.waymeet("migrate")
        phone = RemotePhone.on(server)
        server.start()
        with peer(Path(folder)) as ask_peer:
            rounds = [one_round(phone, ask_peer, Path(folder)) for _round in range(ROUNDS)]
        server.stop()
    rates = {name: statistics.median(r[name] for r in rounds) for name in rounds[0]}
    report(rates, write)


def report(rates: dict[str, float], write: Callable[[str], None]) -> None:
    write("## Sync: records taken in\n")
    write(f"Batches of {BATCH}, {BATCHES} batches a round, median of {ROUNDS} rounds, one phone at a time.\n")
    write("| | records a second | Waymeet organizing is |\n|---|--:|--:|")
    for name, rate in rates.items():
        ratio = "" if name.startswith("Waymeet") else f"{rates['Waymeet organizing'] / rate:.2f} times"
        write(f"| {name} | {rate:,.0f} | {ratio} |")
    write("")


def one_round(phone: RemotePhone, ask_peer: Callable[[list[dict]], None], folder: Path) -> dict[str, float]:
    """Records a second of each, in turn, so that a busy minute hits all of them."""
    batches = [phone.knock(BATCH) for _batch in range(BATCHES)]
    slots = [phone.slots[-BATCH * (n + 1) : len(phone.slots) - BATCH * n] for n in range(BATCHES)]
    documents = [[{"_id": json.loads(raw)["id"], **json.loads(raw)} for raw in batch] for batch in batches]
    connection = http.client.HTTPConnection(phone.address.removeprefix("http://"))
    signed = [organizing_request(phone, batch) for batch in batches]
    sealed = [care_request(phone, batch) for batch in slots]
    return {
        "Waymeet organizing": rate(lambda batch: post(connection, *batch), signed),
        "express-pouchdb (no fsync)": rate(ask_peer, documents),
        "bare executemany (fsync, no checks, no HTTP)": bare(batches, folder),
        "Waymeet care": rate(lambda batch: post(connection, *batch), sealed),
    }


def rate(send: Callable[[object], None], batches: list) -> float:
    start = time.perf_counter()
    for batch in batches:
        send(batch)
    return BATCH * len(batches) / (time.perf_counter() - start)


def organizing_request(phone: RemotePhone, records: list[bytes]) -> tuple[str, bytes, dict[str, str]]:
    head = json.dumps({"batch": str(uuid.uuid4()), "device": phone.device, "incarnation": ""})[:-1]
    raw = head.encode() + b',"records":[' + b",".join(records) + b"]}"
    return "/field/organizing/hand-in", raw, {"Waymeet-Signature": base64.b64encode(phone.key.sign(raw)).decode()}


def care_request(phone: RemotePhone, slots: list[bytes]) -> tuple[str, bytes, dict[str, str]]:
    digests = sorted(hashlib.sha256(slot).digest() for slot in slots)
    body = {
        "slots": [base64.b64encode(slot).decode() for slot in slots],
        "count": len(slots),
        "set_hash": hashlib.sha256(b"".join(digests)).hexdigest(),
    }
    return "/field/care/slots", json.dumps(body).encode(), {"Authorization": f"Night {phone.kit_code}"}


def post(connection: http.client.HTTPConnection, path: str, body: bytes, headers: dict[str, str]) -> None:
    connection.request("POST", path, body, {"Content-Type": "application/json", **headers})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status not in (200, 201):
        raise RuntimeError(f"{path} answered {answer.status}: {text[:200]!r}")


@contextmanager
def peer(folder: Path) -> Iterator[Callable[[list[dict]], None]]:
    """express-pouchdb in a process of its own; installed once, beside this file."""
    if not (HERE / "sync_peer/node_modules").exists():
        subprocess.run(["npm", "ci", "--silent"], cwd=HERE / "sync_peer", check=True)
    port, data = free_port(), folder / "pouch"
    data.mkdir()
    command = ["node", "server.js", str(port), str(data)]
    process = subprocess.Popen(command, cwd=HERE / "sync_peer", stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("PUT", "/visits")
        connection.getresponse().read()
        yield lambda documents: post(connection, "/visits/_bulk_docs", json.dumps({"docs": documents}).encode(), {})
    finally:
        process.terminate()
        process.wait()


def bare(batches: list[list[bytes]], folder: Path) -> float:
    """The same rows into the same table by themselves, one commit a batch."""
    copy = folder / "bare.sqlite3"
    copy.unlink(missing_ok=True)
    source = sqlite3.connect(folder / "data" / "organizing.sqlite3")
    statements = [
        row[0]
        for row in source.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = 'organizing_canvass_entry' AND sql IS NOT NULL"
        )
    ]
    source.close()
    target = sqlite3.connect(copy)
    target.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;" + ";".join(statements))
    rows = [bare_rows(number, batch) for number, batch in enumerate(batches)]
    measured = rate(lambda batch: bare_insert(target, batch), rows)
    target.close()
    for path in folder.glob("bare.sqlite3*"):
        path.unlink()
    return measured


COLUMNS = "record, device, seq, kind, turf, door, outcome, follow_up, has_note, target, by, day, odd_clock, raw"


def bare_rows(number: int, batch: list[bytes]) -> list[tuple]:
    made = []
    for place, raw in enumerate(batch):
        told = json.loads(raw)
        record, door = uuid.UUID(told["id"]).bytes, uuid.UUID(told["body"]["door"]).hex
        made.append(
            (
                *(record, 1, number * BATCH + place, "visit", uuid.UUID(told["turf"]).hex, door, "no_answer"),
                *(False, False, None, uuid.uuid4().hex, "2026-11-23", False, raw),
            )
        )
    return made


def bare_insert(connection: sqlite3.Connection, rows: list[tuple]) -> None:
    places = ", ".join("?" * 14)
    statement = f"INSERT INTO organizing_canvass_entry ({COLUMNS}) VALUES ({places})"  # noqa: S608 - our own names
    with connection:
        connection.executemany(statement, rows)


if __name__ == "__main__":
    if shutil.which("node") is None:
        raise SystemExit("Node.js is missing; run this with: make bench")
    main(print)
