"""How fast a list of people comes in beside bare inserts of the same rows, and how much memory half a million take.

"Bare" is sqlite3's executemany into a copy of the two tables, with their indexes and the same synchronous=FULL, in as
many transactions: nothing is read, recognised, looked up, or written down to be undone.
"""

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.server import Server

ROWS, MANY = 50_000, 500_000
LIST = """
import csv, json, os, resource, sqlite3, time
import django; django.setup()
from pathlib import Path
from django.conf import settings
from django.db import connections
from waymeet.accounts import services
from waymeet.accounts.people import OPERATOR
from waymeet.accounts.roles import Role
from waymeet.organizing.contacts.models import Contact, ContactPoint
from waymeet.organizing.imports.reading import open_sheet
from waymeet.organizing.imports.rules.columns import guess
from waymeet.organizing.imports.services import AT_ONCE, Reading, bring_in

rows, folder = {rows}, Path(settings.DATA_DIR)
roles = [Role.ORGANIZER]
who = os.getpid()  # of each process its own two
people = [services.invite(name=f"{{n}}{{who}}", shown_as=n, roles=roles, by=OPERATOR) for n in ("rosa", "luz")]
path = folder / "list.csv"
with path.open("w", newline="", encoding="utf-8") as file:
    out = csv.writer(file)
    out.writerow(["VANID", "First name", "Last name", "Phone", "Email", "Address", "Since", "Do not call"])
    for n in range(rows):
        phone = f"(518) {{n // 10000 % 1000:03d}}-{{n % 10000:04d}}"
        address = f"{{n % 900 + 1}} Lark Street"
        no = "Y" if n % 20 == 0 else ""
        out.writerow([n, f"Ana{{n % 997}}", f"Peña{{n}}", phone, f"a{{n}}@example.org", address, "3/5/2024", no])

def timed(work):
    began = time.perf_counter()
    work()
    return rows / (time.perf_counter() - began)

sheet = open_sheet(path)
how = Reading(fields=guess(sheet.columns), source="van")
by = people[0][0].as_person()
told = {{}}
"""
WORK = """
told["dry"] = timed(lambda: bring_in(sheet=sheet, how=how, by=by))
told["in"] = timed(lambda: bring_in(sheet=sheet, how=how, by=by, dry_run=False))
told["again"] = timed(lambda: bring_in(sheet=sheet, how=how, by=by, dry_run=False))

source = connections["organizing"]
tables = [Contact._meta.db_table, ContactPoint._meta.db_table]
with source.cursor() as cursor:
    made, held = [], {{}}
    for table in tables:
        asked = "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL ORDER BY type DESC"
        cursor.execute(asked, [table])
        made += [sql for (sql,) in cursor.fetchall()]
        cursor.execute(f"SELECT * FROM {{table}}")
        held[table] = cursor.fetchall()
bare = sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)
bare.execute("PRAGMA journal_mode = WAL")
bare.execute("PRAGMA synchronous = FULL")
for sql in made:
    bare.execute(sql)

def insert():
    parts = rows // AT_ONCE
    for part in range(parts):
        bare.execute("BEGIN IMMEDIATE")
        for table in tables:
            some = held[table][part * len(held[table]) // parts : (part + 1) * len(held[table]) // parts]
            bare.executemany(f"INSERT INTO {{table}} VALUES ({{', '.join('?' * len(some[0]))}})", some)
        bare.execute("COMMIT")

told["bare"] = timed(insert)
print(json.dumps(told))
"""
LARGE = """
told["rate"] = timed(lambda: bring_in(sheet=sheet, how=how, by=by, dry_run={dry}))
told["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
print(json.dumps(told))
"""


def main(write: Callable[[str], None]) -> None:
    """Measure and write a section in Markdown."""
    large = measured(ROWS)
    write("## Imports: people brought in from a list\n")
    write(
        f"A CSV file of {ROWS:,} people with a number of VAN's, a phone and an email each; SQLite, synchronous=FULL.\n"
    )
    write("| | rows a second | of bare |\n|---|--:|--:|")
    names = {"dry": "dry run", "in": "brought in", "again": "the same list again", "bare": "bare executemany"}
    for key, name in names.items():
        write(f"| {name} | {large[key]:,.0f} | {large[key] / large['bare']:.2f} |")
    write(f"\nThe same with {MANY:,} people, each in a process of its own:\n")
    write("| | rows a second | memory at most, MB |\n|---|--:|--:|")
    for name, told in half_a_million().items():
        write(f"| {name} | {told['rate']:,.0f} | {told['peak']:,.0f} |")


def measured(rows: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=os.environ.get("WAYMEET_BENCH_DISK")) as folder:
        server = Server(Path(folder) / "data")
        server.waymeet("migrate")
        return said(server, (LIST + WORK).format(rows=rows))


def half_a_million() -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory(dir=os.environ.get("WAYMEET_BENCH_DISK")) as folder:
        server = Server(Path(folder) / "data")
        server.waymeet("migrate")
        return {
            name: said(server, (LIST + LARGE).format(rows=MANY, dry=dry))
            for name, dry in (("dry run", True), ("brought in", False))
        }


def said(server: Server, work: str) -> dict[str, float]:
    found: dict[str, float] = json.loads(server.python(work, timeout=3600).splitlines()[-1])
    return found
