"""Filing people under their words, and finding them by the beginning of one.

Whoever writes rows of Contact, or their numbers, calls `file` with the rows in the same transaction: `people.add`,
`people.change`, and whatever brings in many at once. It asks three questions for any number of rows up to a thousand.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from waymeet.kernel.finding import folded
from waymeet.organizing.contacts.models import Contact, ContactPoint, Filed

LONGEST = 40
BATCH = 1000
LAST = "\U0010ffff"
PARTS = re.compile(r"[\s,.;:/()#\"-]+")


def file(rows: Sequence[Contact]) -> None:
    """Under the words these rows have now, and under no other."""
    for begin in range(0, len(rows), BATCH):
        some = rows[begin : begin + BATCH]
        nothing_of(*some)
        numbers: dict[UUID, set[str]] = {}
        phones = ContactPoint.objects.filter(contact__in=[row.pk for row in some], kind=ContactPoint.Kind.PHONE)
        for contact, digits in phones.values_list("contact", "folded"):
            numbers.setdefault(contact, set()).add(digits)
        filed = [one for row in some for one in _of(row, numbers.get(row.pk, set()))]
        Filed.objects.bulk_create(filed, batch_size=BATCH)


def nothing_of(*rows: Contact) -> None:
    """Under no word at all: for whoever moves their rows about, and files them anew after."""
    Filed.objects.filter(contact__in=[row.pk for row in rows]).delete()


def file_all() -> None:
    """Everybody anew: after an upgrade, or when rows were written past `file`."""
    some: list[Contact] = []
    for row in Contact.objects.order_by("pk").iterator(BATCH):
        some.append(row)
        if len(some) == BATCH:
            file(some)
            some = []
    file(some)


def words_of(text: str) -> set[str]:
    """Folded words; a word of a name with a hyphen is filed under both of its parts."""
    return {word[:LONGEST] for word in PARTS.split(folded(text)) if word}


def filed_as(row: Any, numbers: Iterable[str]) -> Iterator[tuple[str, set[str]]]:
    """Under what, and under which words. Numbers stand backwards: people remember how one ends."""
    yield Filed.Under.NAME, words_of(f"{row.name} {row.chosen_name}")
    yield Filed.Under.NUMBER, {digits[::-1][:LONGEST] for digits in numbers}
    yield Filed.Under.PLACE, words_of(row.address)
    yield Filed.Under.LANGUAGE, set(row.languages.split())
    yield Filed.Under.REFUSED, set(row.not_by.split())


def _of(row: Contact, numbers: set[str]) -> Iterator[Filed]:
    for under, words in filed_as(row, numbers):
        for word in sorted(words):
            yield Filed(contact=row, under=under, word=word)


def under(kind: str, word: str) -> QuerySet[Filed]:
    """Rows filed under exactly this word."""
    return Filed.objects.filter(under=kind, word=word)


def beginning(kind: str, word: str) -> QuerySet[Filed]:
    """Rows filed under a word that begins so: a range of an index on both databases."""
    rows = Filed.objects.filter(under=kind, word__gte=word)
    return rows.filter(word__lt=word + LAST) if word else rows


def everywhere(kind: str, words: Iterable[str], rows: QuerySet[Contact]) -> QuerySet[Contact]:
    """Those filed under a beginning of every word."""
    for word in words:
        rows = rows.filter(pk__in=beginning(kind, word).values("contact"))
    return rows
