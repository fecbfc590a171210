"""Run with a PostgreSQL in the environment: five thousand people, and what its planner says about lists, as JSON."""

import json
import sys

import django

django.setup()

from django.db import connections  # noqa: E402

from waymeet.kernel import clock  # noqa: E402
from waymeet.organizing.contacts import filing, queries_people  # noqa: E402
from waymeet.organizing.contacts.models import Contact, ContactPoint  # noqa: E402
from waymeet.organizing.lists import looking_up  # noqa: E402
from waymeet.organizing.lists.conditions.kind import Looking  # noqa: E402
from waymeet.organizing.lists.rules import Asked, Condition  # noqa: E402

PEOPLE, OURS = 5000, "organizing"
SPANISH = Condition("language", (("language", "es"),))
UNSEEN = Condition("not_seen", (("days", 300),))
NO_CALLS = Condition("refused", (("channel", "call"),))
LISTS = {
    "all": Asked(all=(SPANISH, UNSEEN)),
    "any": Asked(any=(SPANISH, NO_CALLS)),
    "not": Asked(all=(SPANISH,), none=(NO_CALLS,)),
}
NAMES = ("Muñoz", "Łukasz", "王小明", "zz Top", "mundo")


def fill() -> None:
    rows = [
        Contact(
            name=NAMES[number] if number < len(NAMES) else f"N{number % 900} F{number % 1700}",
            folded=f"n{number}",
            languages="es" if number % 50 == 0 else "en",
            not_by="call" if number % 20 == 0 else "",
            address=f"{number % 99} South End",
            seen_on="2020-01-01" if number % 3 == 0 else clock.today(),
        )
        for number in range(PEOPLE)
    ]
    Contact.objects.bulk_create(rows, batch_size=1000)
    phones = [
        ContactPoint(contact=row, kind="phone", value=str(at), folded=f"1518{at:07}") for at, row in enumerate(rows)
    ]
    ContactPoint.objects.bulk_create(phones, batch_size=1000)
    filing.file(rows)
    with connections[OURS].cursor() as cursor:
        cursor.execute("ANALYZE")


def collation() -> str:
    with connections[OURS].cursor() as cursor:
        cursor.execute(
            "SELECT collation_name FROM information_schema.columns "
            "WHERE table_name = 'organizing_contacts_filed' AND column_name = 'word'"
        )
        return str(cursor.fetchone()[0])


def main() -> None:
    fill()
    look = Looking(clock.today())
    asked = {name: looking_up.people(one, look).order_by() for name, one in LISTS.items()}
    words = {word: queries_people._matching(word).order_by() for word in ("mun", "łu", "王", "0000123", "mun zz")}
    said = {
        "collation": collation(),
        "plans": {name: rows.explain() for name, rows in {**asked, **words}.items()},
        "counts": {name: rows.count() for name, rows in asked.items()},
        "found": {word: sorted(rows.values_list("name", flat=True)) for word, rows in words.items()},
    }
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main()
