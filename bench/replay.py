"""The ledger of 100,000 made incidents judged by a rule given at run time, beside DuckDB over the same database."""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

INCIDENTS = 100_000
ROUNDS = 5
CHARGES = ("PL 220.03", "PL 155.25", "PL 140.10", "PL 240.20")
LIMIT = 50  # tenths of a gram in the proposed rule; 30 in the one that holds


def main(write: Callable[[str], None]) -> None:
    """In a process of its own, with a data folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "WAYMEET_DATA": folder, "DJANGO_SETTINGS_MODULE": "waymeet.config.settings"}
        said = subprocess.run(
            [sys.executable, "-m", "bench.replay"], env=env, capture_output=True, text=True, check=True
        )
    for line in said.stdout.splitlines():
        write(line)


def measured() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    for database in ("default", "diversion"):
        call_command("migrate", database=database, verbosity=0)
    fill()
    ours, mine = timed(replayed)
    theirs, bare = timed(by_duckdb)
    assert ours == theirs, (ours, theirs)
    sys.stdout.write(f"## Replay of {INCIDENTS:,} incidents under a rule given at run time\n\n")
    sys.stdout.write("| | would gain | ms | beside DuckDB |\n|---|---|---|---|\n")
    sys.stdout.write(f"| Waymeet | {ours:,} | {mine:,.0f} | {mine / bare:.2f} |\n")
    sys.stdout.write(f"| DuckDB over the same tables, the rule in SQL | {theirs:,} | {bare:,.0f} | 1.00 |\n\n")
    sys.stdout.write(
        "Waymeet reads every incident by the ORM and judges each kind of facts once, by the function that judges a new "
        "entry; the SQL knows only this one rule and no groups.\n"
    )


def timed(does: Callable[[], int]) -> tuple[int, float]:
    times, found = [], 0
    for _round in range(ROUNDS):
        began = time.perf_counter()
        found = does()
        times.append((time.perf_counter() - began) * 1000)
    return found, statistics.median(times)


def rule(most: int) -> Any:
    from waymeet.diversion.incidents import rules

    return rules.Document(
        charges=(rules.Limit("PL 220.03", most), rules.Limit("PL 140.10")), age_least=18, complainant=True
    )


def fill() -> None:
    """Past the service, in bulk; each judged by the rule of its day as the service does."""
    from django.db import transaction

    from waymeet.diversion.incidents import rules
    from waymeet.diversion.incidents.models import Charge, Charged, Entry, Incident

    draw, held = random.Random(518), rule(30)
    charges = {code: Charge.objects.create(code=code, name_en=code) for code in CHARGES}
    incidents, entries, charged = [], [], []
    for _one in range(INCIDENTS):
        code, tenths = draw.choice(CHARGES), draw.randint(0, 90)
        said, band = draw.choice(("none", "agrees", "declines")), draw.choice(("16", "18", "25", "45"))
        facts = rules.Facts((rules.Charged(code, tenths),), int(band), said)
        incident = Incident()
        entry = Entry(incident=incident, iso_week="2026-W20", complainant=said, age_band=band, offer="offered")
        entry.eligible = rules.judged(held, facts)
        entry.races_said, entry.races_seen = [draw.choice(("black", "white", "hispanic"))], ["white"]
        incidents.append(incident)
        entries.append(entry)
        charged.append(Charged(entry=entry, charge=charges[code], tenths=tenths))
    with transaction.atomic(using="diversion"):
        Incident.objects.bulk_create(incidents, batch_size=5000)
        Entry.objects.bulk_create(entries, batch_size=2000)
        Charged.objects.bulk_create(charged, batch_size=5000)


def replayed() -> int:
    from waymeet.diversion.incidents import queries, replaying

    return replaying.replayed(rule(LIMIT), queries.judged_incidents()).everybody[replaying.GAINS]


def by_duckdb() -> int:
    import duckdb
    from django.db import connections

    with duckdb.connect() as duck:
        _read(duck, connections["diversion"].settings_dict["NAME"])
        found = duck.execute(SQL, [LIMIT]).fetchone()
    return int(found[0]) if found else 0


SQL = """
SELECT count(*) FROM entry JOIN charged ON charged.entry_id = entry.id JOIN charge ON charge.id = charged.charge_id
WHERE entry.eligible = 'no' AND entry.complainant IN ('none', 'agrees') AND CAST(entry.age_band AS INTEGER) >= 18
AND (charge.code = 'PL 140.10' OR (charge.code = 'PL 220.03' AND charged.tenths <= ?))
"""


def _read(duck: Any, path: Any) -> None:
    """Reads the tables through Python's own SQLite: DuckDB's extension would have to be fetched from outside."""
    import sqlite3
    from contextlib import closing

    import pandas as pd

    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        for name in ("entry", "charged", "charge"):
            table = pd.read_sql(f"SELECT * FROM diversion_incidents_{name}", database)  # noqa: S608 - own names
            duck.register(name, table)


if __name__ == "__main__":
    measured()
