"""How fast a list of people comes in, and how much memory it takes, beside bare inserts of the same rows.

"Bare" is sqlite3's executemany into a copy of the two tables, with their indexes and the same synchronous=FULL, in as
many transactions: nothing is read, recognised, looked up, or written down to be undone.
"""

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.server import Server

ROWS, SMALL = 50_000, 10_000
WORK = """
import csv, json, resource, sqlite3, time
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
people = [services.invite(name=name, shown_as=name, roles=[Role.ORGANIZER], by=OPERATOR) for name in ("rosa", "luz")]
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
told["dry"] = timed(lambda: bring_in(sheet=sheet, how=how, by=by))
told["in"] = timed(lambda: bring_in(sheet=sheet, how=how, by=by, dry_run=False))
told["again"] = timed(lambda: bring_in(sheet=sheet, how=how, by=by, dry_run=False))
told["memory"] = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20

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


def main(write: Callable[[str], None]) -> None:
    """Measure and write a section in Markdown."""
    small, large = measured(SMALL), measured(ROWS)
    write("## Imports: people brought in from a list\n")
    write(
        f"A CSV file of {ROWS:,} people with a number of VAN's, a phone and an email each; SQLite, synchronous=FULL.\n"
    )
    write("| | rows a second | of bare |\n|---|--:|--:|")
    names = {"dry": "dry run", "in": "brought in", "again": "the same list again", "bare": "bare executemany"}
    for key, name in names.items():
        write(f"| {name} | {large[key]:,.0f} | {large[key] / large['bare']:.2f} |")
    write("")
    grown = (large["memory"] - small["memory"]) * 1024 / (ROWS - SMALL)
    write(
        f"The process holds {large['memory']:,.0f} MB afterwards with {ROWS:,} rows and {small['memory']:,.0f} MB with "
        f"{SMALL:,}: {grown:.1f} kB a row, so {small['memory'] + grown * (500_000 - SMALL) / 1024:,.0f} MB for 500,000."
    )


def measured(rows: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=os.environ.get("WAYMEET_BENCH_DISK")) as folder:
        server = Server(Path(folder) / "data")
        server.waymeet("migrate")
        found: dict[str, float] = json.loads(server.python(WORK.format(rows=rows)).splitlines()[-1])
        return found
