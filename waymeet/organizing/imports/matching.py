"""Whether a row is somebody who is here already: by the tool's own number, or by the same name and the same number.

Whoever is only likely to be the same person is not decided here: that is what "Same person twice?" is for.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any
from uuid import UUID

from waymeet.kernel.finding import folded
from waymeet.organizing.contacts.models import ContactPoint
from waymeet.organizing.contacts.people import point_folded
from waymeet.organizing.imports.models import ExternalId
from waymeet.organizing.imports.rules.people import Somebody

PHONE, EMAIL = str(ContactPoint.Kind.PHONE), str(ContactPoint.Kind.EMAIL)
AT_HAND = 2048  # a row is asked some five times while its part is worked on
Point = tuple[str, str, str]  # kind, as written, as compared
Key = tuple[str, str, str]  # folded name, kind, folded point


def points(one: Somebody) -> list[Point]:
    """(kind, as written, as compared), each once."""
    return list(_points(tuple(one.phones), tuple(one.emails)))


@lru_cache(AT_HAND)
def _points(phones: tuple[str, ...], emails: tuple[str, ...]) -> tuple[Point, ...]:
    every = [(PHONE, value) for value in phones] + [(EMAIL, value) for value in emails]
    found = {(kind, point_folded(kind, value)): value for kind, value in reversed(every)}
    return tuple((kind, value, point) for (kind, point), value in found.items())


def name_of(one: Somebody) -> str:
    return _folded(f"{one.chosen} {one.name}".strip())


@lru_cache(AT_HAND)
def _folded(name: str) -> str:
    return folded(name)[:200]


def keys(one: Somebody) -> list[Key]:
    name = name_of(one)
    return [(name, kind, point) for kind, _value, point in points(one)] if name else []


def packed(*parts: str) -> bytes:
    """Sixteen bytes for a key, however long it is: half a million people are met in some hundred megabytes."""
    return blake2b("\x1f".join(parts).encode(), digest_size=16).digest()


class Known:
    """Everybody a file has met so far, and those who were here before it. Answers are the same in a dry run.

    `by_name` False: only the tool's own number says who somebody is, and the same name with the same phone does not.
    """

    def __init__(self, source: str, *, by_name: bool = True) -> None:
        self.source, self.by_name = source, by_name
        self.by_id: dict[bytes, bytes] = {}
        self.by_key: dict[bytes, bytes] = {}
        self.has_id: set[bytes] = set()

    def look_up(self, people: Iterable[Somebody]) -> None:
        """Three queries, however many people."""
        rows = list(people)
        ids = {one.id for one in rows if one.id and packed(one.id) not in self.by_id}
        for value, contact in ExternalId.objects.filter(source=self.source, value__in=ids).values_list(
            "value", "contact"
        ):
            self.by_id[packed(value)] = contact.bytes
            self.has_id.add(contact.bytes)
        if not self.by_name:
            return
        here = self._here([key for one in rows for key in keys(one) if packed(*key) not in self.by_key])
        others = ExternalId.objects.filter(source=self.source, contact__in=list(here.values()))
        self.has_id.update(contact.bytes for contact in others.values_list("contact", flat=True))
        self.by_key.update((packed(*key), contact.bytes) for key, contact in here.items())

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
        if (mine := self._by_id(one)) is not None:
            return UUID(bytes=mine)
        if not self.by_name:
            return None
        fits = {self.by_key[key] for key in _packed_keys(one) if key in self.by_key}
        fits -= self.has_id if one.id else set()  # the tool itself says that those are other people
        return UUID(bytes=fits.pop()) if len(fits) == 1 else None

    def alike_only(self, one: Somebody) -> bool:
        """Whether nothing but the same name with the same phone or email says who it is."""
        return self._by_id(one) is None

    def _by_id(self, one: Somebody) -> bytes | None:
        return self.by_id.get(packed(one.id)) if one.id else None

    def met(self, one: Somebody, contact: UUID) -> None:
        who = contact.bytes
        if one.id:
            self.by_id[packed(one.id)] = who
            self.has_id.add(who)
        if self.by_name:
            for key in _packed_keys(one):
                self.by_key.setdefault(key, who)

    def stands(self, contact: UUID, name: str, points: Iterable[tuple[str, str]]) -> None:
        """Somebody as a row left them: with the name it gave and all their numbers they are found by later rows."""
        if self.by_name and name:
            for kind, point in points:
                self.by_key.setdefault(packed(name, kind, point), contact.bytes)


def _packed_keys(one: Somebody) -> list[bytes]:
    return [packed(*key) for key in keys(one)]
