"""Whether a row is somebody who is here already: by the tool's own number, or by the same name and the same number.

Whoever is only likely to be the same person is not decided here: that is what "Same person twice?" is for.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from waymeet.kernel.finding import folded
from waymeet.organizing.contacts.models import ContactPoint
from waymeet.organizing.contacts.people import point_folded
from waymeet.organizing.imports.models import ExternalId
from waymeet.organizing.imports.rules.people import Somebody

PHONE, EMAIL = str(ContactPoint.Kind.PHONE), str(ContactPoint.Kind.EMAIL)
Key = tuple[str, str, str]  # folded name, kind, folded point


def points(one: Somebody) -> list[tuple[str, str, str]]:
    """(kind, as written, as compared), each once."""
    every = [(PHONE, value) for value in one.phones] + [(EMAIL, value) for value in one.emails]
    found = {(kind, point_folded(kind, value)): value for kind, value in reversed(every)}
    return [(kind, value, point) for (kind, point), value in found.items()]


def name_of(one: Somebody) -> str:
    return folded(f"{one.chosen} {one.name}".strip())[:200]


def keys(one: Somebody) -> list[Key]:
    name = name_of(one)
    return [(name, kind, point) for kind, _value, point in points(one)] if name else []


class Known:
    """Everybody a file has met so far, and those who were here before it. Answers are the same in a dry run."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.by_id: dict[str, UUID] = {}
        self.by_key: dict[Key, UUID] = {}
        self.has_id: set[UUID] = set()

    def look_up(self, people: Iterable[Somebody]) -> None:
        """Three queries, however many people."""
        rows = list(people)
        ids = {one.id for one in rows if one.id and one.id not in self.by_id}
        for value, contact in ExternalId.objects.filter(source=self.source, value__in=ids).values_list(
            "value", "contact"
        ):
            self.by_id[value] = contact
            self.has_id.add(contact)
        here = self._here([key for one in rows for key in keys(one) if key not in self.by_key])
        others = ExternalId.objects.filter(source=self.source, contact__in=list(here.values()))
        self.has_id.update(others.values_list("contact", flat=True))
        self.by_key.update(here)

    def _here(self, wanted: Sequence[Key]) -> dict[Key, UUID]:
        asked = set(wanted)
        rows: Any = ContactPoint.objects.filter(folded__in={point for _name, _kind, point in asked})
        found: dict[Key, set[UUID]] = defaultdict(set)
        for kind, point, name, contact in rows.values_list("kind", "folded", "contact__folded", "contact"):
            if (key := (name, kind, point)) in asked:
                found[key].add(contact)
        return {key: next(iter(who)) for key, who in found.items() if len(who) == 1}

    def who(self, one: Somebody) -> UUID | None:
        """Who it is; None for somebody new, and where more than one person fits."""
        if one.id and one.id in self.by_id:
            return self.by_id[one.id]
        fits = {self.by_key[key] for key in keys(one) if key in self.by_key}
        fits -= self.has_id if one.id else set()  # the tool itself says that those are other people
        return fits.pop() if len(fits) == 1 else None

    def met(self, one: Somebody, contact: UUID) -> None:
        if one.id:
            self.by_id[one.id] = contact
            self.has_id.add(contact)
        for key in keys(one):
            self.by_key.setdefault(key, contact)
