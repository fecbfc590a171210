"""Lists over 500,000 made people, beside the SQL somebody would write by hand over the same tables."""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import Any

PEOPLE = 500_000
ROUNDS = 5
BATCH = 10_000


def main(write: Callable[[str], None]) -> None:
    """In a process of its own, with a data folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "WAYMEET_DATA": folder, "DJANGO_SETTINGS_MODULE": "waymeet.config.settings"}
        said = subprocess.run(
            [sys.executable, "-m", "bench.lists"], env=env, capture_output=True, text=True, check=True
        )
    for line in said.stdout.splitlines():
        write(line)


def measured() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", database="organizing", verbosity=0)
    fill()
    sys.stdout.write(f"## Lists over {PEOPLE:,} people\n\n| list | people | Waymeet ms | bare SQL ms | ratio |\n")
    sys.stdout.write("|---|---|---|---|---|\n")
    for name, ours, theirs in lists():
        found, mine = timed(ours)
        same, bare = timed(theirs)
        assert found == same, name
        sys.stdout.write(f"| {name} | {found:,} | {mine:.1f} | {bare:.1f} | {mine / bare:.2f} |\n")


def timed(does: Callable[[], int]) -> tuple[int, float]:
    times, found = [], 0
    for _round in range(ROUNDS):
        began = time.perf_counter()
        found = does()
        times.append((time.perf_counter() - began) * 1000)
    return found, statistics.median(times)


def fill() -> None:
    """Past the services, which would take hours: in bulk, filed under the words that `filing.file` would use."""
    from django.db import connections, transaction

    from waymeet.organizing.contacts.models import Contact, ContactPoint, Filed

    chance, words = random.Random(4), ("contact_id", "under", "word")
    fresh, filed = "filed_unsorted", Filed._meta.db_table
    with transaction.atomic(using="organizing"), connections["organizing"].cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE {fresh} ({', '.join(words)})")
        for _batch in range(PEOPLE // BATCH):
            made = [somebody(chance) for _one in range(BATCH)]
            for model, at in ((Contact, 0), (ContactPoint, 1)):
                columns = [field.attname for field in model._meta.concrete_fields]
                rows = [values(one[at]) for one in made]
                cursor.executemany(inserting(model._meta.db_table, columns), rows)
            cursor.executemany(inserting(fresh, words), [word for *_rows, under in made for word in under])
        some = f"SELECT {', '.join(words)} FROM {fresh} ORDER BY 2, 3, 1"  # noqa: S608 - our names  # nosec B608
        cursor.execute(f"INSERT INTO {filed} ({', '.join(words)}) {some}")
        cursor.execute(f"DROP TABLE {fresh}")


def inserting(table: str, columns: Sequence[str]) -> str:
    marks = ", ".join(["%s"] * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - our names  # nosec B608


def values(row: Any) -> list[Any]:
    """As the columns hold them."""
    from django.db import connections

    there = connections["organizing"]
    return [field.get_db_prep_save(getattr(row, field.attname), there) for field in row._meta.concrete_fields]


def somebody(chance: random.Random) -> tuple[Any, Any, list[tuple[str, str, str]]]:
    """A person, their phone, and the words they are filed under."""
    import datetime as dt

    from waymeet.kernel import clock
    from waymeet.organizing.contacts import filing
    from waymeet.organizing.contacts.models import Contact, ContactPoint

    name = f"N{chance.randrange(20_000)} F{chance.randrange(50_000)}"
    spoken, refused = chance.choices(("en", "es", "en es"), (80, 15, 5))[0], "call" * (chance.random() < 0.05)
    seen = clock.today() - dt.timedelta(days=chance.randrange(400))
    said = {"languages": spoken, "not_by": refused, "address": f"{chance.randrange(99)} South End"}
    row = Contact(name=name, folded=name.lower(), seen_on=seen, **said)
    digits = f"1518{chance.randrange(10_000_000):07}"
    phone = ContactPoint(contact=row, kind=ContactPoint.Kind.PHONE, value=digits, folded=digits)
    under = [(row.pk.hex, str(kind), word) for kind, words in filing.filed_as(row, [digits]) for word in sorted(words)]
    return row, phone, under


def lists() -> list[tuple[str, Callable[[], int], Callable[[], int]]]:
    from django.db import connections

    from waymeet.kernel import clock
    from waymeet.organizing.contacts import queries_people
    from waymeet.organizing.lists import looking_up
    from waymeet.organizing.lists.conditions.kind import Looking
    from waymeet.organizing.lists.rules import Asked, Condition

    look = Looking(clock.today())
    spanish, unseen = Condition("language", (("language", "es"),)), Condition("not_seen", (("days", 300),))
    calls = Condition("refused", (("channel", "call"),))
    callable_ = Condition("may_be", (("channel", "call"),))
    day, c = look.before(300).isoformat(), "organizing_contacts_contact"
    filed = "SELECT contact_id FROM organizing_contacts_filed WHERE under = "

    def ours(asked: Asked) -> Callable[[], int]:
        return lambda: looking_up.people(asked, look).order_by().count()

    def bare(where: str) -> Callable[[], int]:
        def ask() -> int:
            with connections["organizing"].cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {c} WHERE {where}")  # noqa: S608 - our own words  # nosec B608
                return int(cursor.fetchone()[0])

        return ask

    es, no = f"id IN ({filed}'language' AND word = 'es')", f"id NOT IN ({filed}'refused' AND word = 'call')"
    phone = "id IN (SELECT contact_id FROM organizing_contacts_contactpoint WHERE kind = 'phone' AND works)"
    named = f"id IN ({filed}'name' AND word >= 'f123' AND word < 'f124')"
    return [
        (
            "speak Spanish, not seen for 300 days",
            ours(Asked(all=(spanish, unseen))),
            bare(f"{es} AND seen_on <= '{day}'"),
        ),
        ("one of the two", ours(Asked(any=(spanish, unseen))), bare(f"({es} OR seen_on <= '{day}')")),
        ("speak Spanish, but did not refuse calls", ours(Asked(all=(spanish,), none=(calls,))), bare(f"{es} AND {no}")),
        ("may be called", ours(Asked(all=(callable_,))), bare(f"{phone} AND {no}")),
        ("found by the beginning of a name", lambda: queries_people._matching("f123").order_by().count(), bare(named)),
    ]


if __name__ == "__main__":
    measured()
