"""Writes some hundred rows of a list at once: new people, and what is new about those who are here."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from waymeet.organizing.contacts import filing, words
from waymeet.organizing.contacts.models import Contact, ContactPoint, Entry
from waymeet.organizing.contacts.people import ENTRY
from waymeet.organizing.imports.matching import Known, name_of, points
from waymeet.organizing.imports.models import Batch, Explained, ExternalId, Trace
from waymeet.organizing.imports.rules.people import Somebody
from waymeet.organizing.imports.trying import Points, Trial

MOST_SEALED = 60_000  # bytes; what is sealed at once ends at 65,535
BEFORE, CELLS = "import_before", "import_cells"
FIELDS = {"name": "name", "chosen": "chosen_name", "pronouns": "pronouns", "address": "address", "when": "reach_when"}
PLAIN = (*FIELDS.values(), "languages", "not_by", "folded")
CHANNELS = ("call", "text", "email", "visit", "letter")


@dataclass(frozen=True)
class Row:
    """A row that is understood: its number, who it tells of, and its cells by column for whatever is not taken."""

    number: int
    one: Somebody
    cells: dict[str, str]


@dataclass
class Told:
    """Something that was not taken: `whole` for the whole row."""

    number: int
    column: str
    code: str
    cells: dict[str, str]
    whole: bool = False


class Writer:
    """One batch. `write` answers how many were made, changed, and the same, and what else was not taken.

    With a `trial` it answers the same and writes nothing.
    """

    def __init__(self, batch: Batch, known: Known, trial: Trial | None = None) -> None:
        self.batch, self.known, self.trial = batch, known, trial
        self.by, self.day = batch.by, batch.day
        self.key = None if trial else words.key()

    def write(self, rows: Sequence[tuple[Row, UUID | None]]) -> tuple[int, int, int, list[Told]]:
        new = [(row, self._person(row.one)) for row, who in rows if who is None]
        here = [(row, who) for row, who in rows if who is not None]
        if self.trial is None:
            self._make(new)
        else:
            for row, contact in new:
                self.trial.leave(contact, {(kind, point[:160]) for kind, _value, point in points(row.one)})
        changed, told = self._change(here)
        if self.trial is None:
            self._keep_ids((row.one, who) for row, who in here)
        return len(new), changed, len(here) - changed, told

    def _make(self, new: Sequence[tuple[Row, Contact]]) -> None:
        made = [contact for _row, contact in new]
        Contact.objects.bulk_create(made)
        ContactPoint.objects.bulk_create(point for row, contact in new for point in _points(row.one, contact.pk))
        filing.file(made)
        traces = [self._trace(contact.pk, Trace.Did.MADE, mark=mark(contact, points(row.one))) for row, contact in new]
        people = [(row.one, contact.pk) for row, contact in new]
        self._keep_ids(people)
        Trace.objects.bulk_create(traces + self._notes(people))

    def _person(self, one: Somebody) -> Contact:
        contact = Contact(**{ours: getattr(one, theirs) for theirs, ours in FIELDS.items()})
        contact.languages, contact.not_by = " ".join(one.languages), _refused(one.refused)
        contact.source, contact.folded = Contact.Source.IMPORT, name_of(one)
        contact.since = one.since or self.day
        contact.seen_on = contact.since
        self.known.met(one, contact.pk)
        return contact

    def _trace(self, contact: UUID, did: str, **more: Any) -> Trace:
        return Trace(batch=self.batch, contact_id=contact, did=did, **more)

    def _standing(self, people: Sequence[UUID]) -> tuple[dict[UUID, Contact], dict[UUID, Points]]:
        """Who is here, and their numbers; locked, unless nothing is written."""
        asked = Contact.objects.all() if self.trial else Contact.objects.select_for_update()
        contacts = asked.in_bulk(people)
        had: dict[UUID, Points] = {}
        rows = ContactPoint.objects.filter(contact__in=contacts)
        for contact, kind, point in rows.values_list("contact", "kind", "folded"):
            had.setdefault(contact, set()).add((kind, point))
        if self.trial is not None:
            self.trial.stand(people, contacts, had)
        return contacts, had

    def _change(self, rows: Sequence[tuple[Row, UUID]]) -> tuple[int, list[Told]]:
        """Fills what is empty, adds numbers and refusals; what differs is told and ours is kept."""
        contacts, had = self._standing([who for _row, who in rows])
        changed: dict[UUID, tuple[dict[str, list[str]], list[ContactPoint]]] = {}
        told: list[Told] = []
        for row, who in rows:
            if who not in contacts:  # let go in this very moment: the row is new again at the next try
                told.append(Told(row.number, "", "unknown_id", row.cells, whole=True))
                continue
            before, differs = fill(contacts[who], row.one)
            stand = had.setdefault(who, set())
            added = [point for point in _points(row.one, who) if (point.kind, point.folded) not in stand]
            stand.update((point.kind, point.folded) for point in added)
            told += [Told(row.number, column, "differs", {column: value}) for column, value in differs]
            if row.one.note:
                told.append(Told(row.number, "", "note_again", {"": row.one.note}))
            self.known.met(row.one, who)
            if before or added:
                self.known.stands(who, contacts[who].folded, stand)
                known, put = changed.get(who, ({}, []))  # two rows of a part can tell of one person
                changed[who] = (
                    before | {name: [old, before.get(name, [old, new])[1]] for name, (old, new) in known.items()},
                    put + added,
                )
                if self.trial is not None:
                    self.trial.leave(contacts[who], stand)
        if self.trial is None:
            self._keep([contacts[who] for who in changed], changed)
        return len(changed), told

    def _keep(
        self, people: list[Contact], changed: dict[UUID, tuple[dict[str, list[str]], list[ContactPoint]]]
    ) -> None:
        Contact.objects.bulk_update(people, PLAIN)
        ContactPoint.objects.bulk_create(point for _before, added in changed.values() for point in added)
        filing.file(people)
        Trace.objects.bulk_create(self._before(who, *what) for who, what in changed.items())

    def _before(self, who: UUID, before: dict[str, list[str]], added: Iterable[ContactPoint]) -> Trace:
        trace = self._trace(who, Trace.Did.CHANGED)
        content = {"fields": json.dumps(before), "points": json.dumps([str(point.pk) for point in added])}
        trace.epoch, trace.before = words.sealed(BEFORE, trace.pk, who, content, self.key)
        return trace

    def _keep_ids(self, people: Iterable[tuple[Somebody, UUID]]) -> None:
        rows = [ExternalId(contact_id=who, source=self.batch.source, value=one.id) for one, who in people if one.id]
        ExternalId.objects.bulk_create(rows, ignore_conflicts=True)

    def _notes(self, people: Iterable[tuple[Somebody, UUID]]) -> list[Trace]:
        """Of new people only: what is sealed cannot be compared, and would be written again with every list."""
        entries = []
        for one, who in people:
            if one.note:
                entry = Entry(contact_id=who, day=self.day, kind=Entry.Kind.NOTE, by=self.by)
                entry.epoch, entry.sealed = words.sealed(ENTRY, entry.pk, who, {"words": one.note}, self.key)
                entries.append(entry)
        Entry.objects.bulk_create(entries)
        return [self._trace(entry.contact_id, Trace.Did.ENTRY, row=entry.pk) for entry in entries]


def explain(batch: Batch, told: Sequence[Told]) -> None:
    """Keeps what was not taken, its cells sealed."""
    rows, key = [], words.key() if told else None
    for one in told:
        row = Explained(batch=batch, row=one.number, column=one.column[:80], code=one.code, whole=one.whole)
        row.epoch, row.cells = words.sealed(CELLS, row.pk, batch.pk, fitting(one.cells), key)
        rows.append(row)
    Explained.objects.bulk_create(rows)


def fitting(cells: dict[str, str]) -> dict[str, str]:
    """Cells as long as they can be sealed together; the longest lose their end, with a sign that they did."""
    most = MOST_SEALED
    found = cells
    while len(json.dumps(found, ensure_ascii=False).encode()) > MOST_SEALED and most > 1:
        most //= 2
        found = {name: value if len(value) <= most else f"{value[:most]}…" for name, value in cells.items()}
    return found


def fill(contact: Contact, one: Somebody) -> tuple[dict[str, list[str]], list[tuple[str, str]]]:
    """What was put in, as field -> [before, after], and what differs as (field, what the list said)."""
    before: dict[str, list[str]] = {}
    differs: list[tuple[str, str]] = []
    for theirs, ours in FIELDS.items():
        said, stands = getattr(one, theirs), getattr(contact, ours)
        if said and not stands:
            before[ours] = ["", said]
            setattr(contact, ours, said)
        elif said and said.casefold() != stands.casefold():
            differs.append((ours, said))
    spoken = " ".join(dict.fromkeys([*contact.languages.split(), *one.languages]))[:60]
    refused = _refused(contact.refused | one.refused)
    for ours, value in (("languages", spoken), ("not_by", refused)):
        if value != getattr(contact, ours):
            before[ours] = [getattr(contact, ours), value]
            setattr(contact, ours, value)
    if "name" in before or "chosen_name" in before:
        contact.folded = name_of(Somebody(name=contact.name, chosen=contact.chosen_name))
    return before, differs


def mark(contact: Contact, folded_points: Iterable[tuple[str, str, str]]) -> str:
    """A fingerprint of a person as the list left them: whoever differs from it was worked with since."""
    told = [str(getattr(contact, name)) for name in PLAIN if name != "folded"]
    told += sorted(f"{kind} {point}" for kind, _value, point in folded_points)
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()


def _points(one: Somebody, contact: UUID) -> list[ContactPoint]:
    return [
        ContactPoint(contact_id=contact, kind=kind, value=value[:160], folded=point[:160])
        for kind, value, point in points(one)
    ]


def _refused(channels: Iterable[str]) -> str:
    return " ".join(channel for channel in CHANNELS if channel in set(channels))
