"""Canaries in every field, a stopped server, and a search through everything it left: `python tests/wall/canaries.py`.

Not the app's own word. People of every team go through the desk in a real browser and write a word that stands nowhere
else into every line of every form they meet; a phone hands in notes, an introduction and kits. Each of them reads back
what is theirs. A backup is made, the server stopped, the browsers closed. Then every file under the data folder, the
backups and the browsers' profiles is read as bytes: no word may stand there outside its owner, and no id of one side's
files in another's.
"""

import argparse
import base64
import json
import re
import shutil
import sqlite3
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

import click  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from tests.conftest import CHROMIUM_FLAGS  # noqa: E402
from tests.desk_browser import SignIns  # noqa: E402
from tests.server import Server  # noqa: E402
from tests.wall.canary import search  # noqa: E402
from tests.wall.canary.crawl import MARKER, Canary, Walk, told  # noqa: E402
from tests.wall.canary.owners import LEFT_OUT, PLAIN, READ_BY_OTHERS, SHARED_IDS  # noqa: E402

WHO = ("Olga", "Wanda", "Casey", "Ada")
FROM_A_PHONE = "tests/wall/canary/phone.py"
SIDES = ("organizing", "care", "diversion")


@dataclass
class Found:
    """What the search came to; `kept` are canaries that were taken in."""

    kept: list[Canary]
    unread: list[Canary] = field(default_factory=list)
    strayed: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)

    @property
    def trouble(self) -> list[str]:
        unread = [f"{one.who} could not read back {one.form} {one.name}" for one in self.unread]
        return unread + self.strayed + self.loose + self.joined


def run(folder: Path, say: Callable[[str], None] = lambda _words: None, who: tuple[str, ...] = WHO) -> Found:
    """The whole story, in an empty folder."""
    server = Server(folder / "data", WAYMEET_SECRET_KEY="a key that only tests know")
    server.waymeet("migrate")
    made = json.loads(server.python("from tests.desk.fill import printed; printed()").splitlines()[-1])
    server.start()
    try:
        found = _entered(server, folder, made, say, who)
        server.waymeet("backup", str(folder / "backups"))
    finally:
        server.stop()
    found.loose = list(loose(folder, found.kept))
    found.joined = list(_joined(folder / "data"))
    return found


def _entered(server: Server, folder: Path, made: dict[str, Any], say: Callable[[str], None], who: Any) -> Found:
    """Everybody writes, then everybody reads."""
    sign_ins = SignIns(
        server.address,
        {name: (made["words"][one], made["secrets"].get(one, "")) for one, name in made["names"].items()},
    )
    phone = _from_a_phone(server)
    with sync_playwright() as playwright:
        walks = []
        for one in who:
            context = playwright.chromium.launch_persistent_context(
                str(folder / "profiles" / one), executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS
            )
            context.set_default_timeout(120_000)
            walks.append(Walk(sign_ins.page(context, made["names"][one]), one, server.address))
        for walk in walks:
            walk.go(writing=True)
            told(walk, say)
        for walk in walks:
            walk.go(writing=False, each=12, most=240)
            walk.page.context.close()
    canaries = [*phone, *(one for walk in walks for one in walk.canaries if one.word not in walk.refused)]
    kept = [one for one in canaries if not _among(LEFT_OUT, one)]
    read = {walk.who: walk.seen for walk in walks}
    strayed = [f"{who} reads {one.who}'s {one.form} {one.name}" for one in kept for who in _strangers(one, read)]
    return Found(kept, [one for one in kept if not _is_read(one, read)], strayed)


def _is_read(one: Canary, read: dict[str, str]) -> bool:
    """Shown again after it was entered: to its owner, or, where it was told on, to whom it was told."""
    told_on = _among(READ_BY_OTHERS, one) and any(one.word in text for who, text in read.items() if who != one.who)
    return bool(told_on) or one.word in read[one.who]


def _strangers(one: Canary, read: dict[str, str]) -> list[str]:
    """Those of another team who were shown it, though it is not told on."""
    others = [who for who, text in read.items() if who != one.who and one.word in text]
    return [] if _among(READ_BY_OTHERS, one) else others


def _among(table: dict[str, Any], one: Canary) -> str | None:
    return next((place for place in table if re.fullmatch(place, f"{one.form} {one.name}")), None)


def _from_a_phone(server: Server) -> list[Canary]:
    """What a phone seals and hands in over HTTP; its owner is who opens it at the desk."""
    made = json.loads(
        server.python(f"from tests.wall.canary.phone import printed; printed({MARKER!r})").splitlines()[-1]
    )
    for ask in made["asks"]:
        request = urllib.request.Request(
            server.address + ask["path"],
            data=base64.b64decode(ask["body"]),
            headers={"Content-Type": "application/json", **ask["headers"]},
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            assert answer.status == 200, ask["path"]
    return [Canary(**one) for one in made["canaries"]]


def loose(folder: Path, kept: list[Canary]) -> Iterator[str]:
    """Every word that stands where its owner's table does not allow it."""
    by_word = {one.word: one for one in kept}
    for hit in search.hits(folder, list(by_word), MARKER):
        one = by_word[hit.word]
        place = _among(PLAIN, one)
        if place is None or not any(re.fullmatch(file, hit.file) for file in PLAIN[place][0]):
            yield f"{one.form} {one.name} stands in {hit.file} ({hit.form})"


def _joined(data: Path) -> Iterator[str]:
    """Ids and secrets that stand on two sides: whoever has both files could join them."""
    shared = _values(data / "default.sqlite3").keys()
    held = {side: _values(data / f"{side}.sqlite3") for side in SIDES}
    for one, other in combinations(SIDES, 2):
        for value in sorted(held[one].keys() & held[other].keys() - shared):
            places = f"{one}: {sorted(held[one][value])}, {other}: {sorted(held[other][value])}"
            if not any(re.search(allowed, places) for allowed in SHARED_IDS):
                yield f"{value.hex()} stands on two sides, in {places}"


def _values(path: Path) -> dict[bytes, set[str]]:
    """Everything that could be an id or a secret, in one shape, and where it stands."""
    connection, found = sqlite3.connect(path), dict[bytes, set[str]]()
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        rows = connection.execute(f'SELECT * FROM "{table}"')
        columns = [column[0] for column in rows.description]
        for row in rows:
            for column, cell in zip(columns, row, strict=True):
                for value in _ids(cell):
                    found.setdefault(value, set()).add(f"{table}.{column}")
    connection.close()
    return found


def _ids(cell: object) -> Iterator[bytes]:
    if isinstance(cell, int) and abs(cell) > 2**40:
        yield cell.to_bytes(9, "big", signed=True)
    elif isinstance(cell, bytes) and len(cell) in (16, 32):
        yield cell
    elif isinstance(cell, str):
        for named in re.findall(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", cell):
            yield bytes.fromhex(named.replace("-", ""))


def main() -> int:
    wants = argparse.ArgumentParser(description=__doc__)
    wants.add_argument("--keep", type=Path, help="an empty folder to leave everything in")
    wants.add_argument("--who", default=",".join(WHO))
    given = wants.parse_args()
    with tempfile.TemporaryDirectory() as made:
        found = run(given.keep or Path(made), click.echo, tuple(given.who.split(",")))
    click.echo(f"{len(found.kept)} canaries were kept and read back, but: {len(found.trouble)}")
    click.echo("\n".join(found.trouble) or "Nothing stands where it should not.")
    return 1 if found.trouble else 0


if __name__ == "__main__":
    sys.exit(main())
