"""VAN's bulk files about people who are here already: results of a canvass, and activist codes."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from waymeet.kernel.finding import folded
from waymeet.organizing.contacts import words
from waymeet.organizing.contacts.models import Contact, Entry, Group, Membership
from waymeet.organizing.contacts.people import ENTRY
from waymeet.organizing.imports.models import Batch, ExternalId, Trace
from waymeet.organizing.imports.writing import Told

# What a name of a code can say that hurts whoever is found with it.
HURTS = re.compile(
    r"\b(users?|usuari\w*|drugs?|drogas?|pwud|ad+ict\w*|overdos\w*|sobredosis|naloxone|narcan|naloxona|"
    r"incarcerat\w*|returning citizens?|jail|prison\w*|preso\w*|presa\w*|carcel|encarcel\w*|parole\w*|probation|"
    r"courts?|convict\w*|condenad\w*|felon\w*|arrest\w*|detenid\w*|hiv|vih|hep|hepatitis|treatment|tratamiento|"
    r"recovery|recuperacion|sober|sobri\w*|methadone|metadona|buprenorphine|suboxone|undocument\w*|indocument\w*|"
    r"sin papeles|immigra\w*|inmigra\w*|migrant\w*|refugee\w*|refugiad\w*|daca|asylum|asilo|trans|transgender|"
    r"caregiver\w*|cuidador\w*|lgbt\w*|queer|sex work\w*|trabaj\w* sexual\w*|"
    r"disab\w*|discapac\w*|mental|survivors?|sobrevivientes?|victims?)\b"
)


@dataclass(frozen=True)
class Line:
    """A row about somebody: `value` is the result or the code, `name` the code's name, `more` how and by whom."""

    number: int
    id: str
    value: str
    name: str
    day: dt.date
    cells: dict[str, str]
    more: str = ""


def write(
    batch: Batch, lines: Sequence[Line], reached: str, met: set[tuple[object, UUID]], *, write: bool
) -> tuple[int, int, list[Told]]:
    """How many were written (or would be), how many stood here already, and what was not taken.

    `reached` says by which way a file of results reached people: VAN's numbers for it differ from office to office.
    `met` holds what earlier rows of the file said, so that a dry run counts what comes twice as the real one does.
    """
    ids = ExternalId.objects.filter(source=batch.source, value__in={line.id for line in lines})
    people: dict[str, UUID] = dict(ids.values_list("value", "contact"))
    known = [(line, people[line.id]) for line in lines if line.id in people]
    told = [
        Told(line.number, "", "unknown_id" if line.id else "no_id", line.cells, whole=True)
        for line in lines
        if line.id not in people
    ]
    if batch.kind == Batch.Kind.RESULTS:
        entries = _results(batch, known, reached, met)
        if write:
            _keep_results(batch, entries)
        return len(entries), len(known) - len(entries), told
    refused = {line.number: _refused(line.name) for line, _who in known}
    told += [
        Told(one.number, "", refused[one.number], one.cells, whole=True) for one, _who in known if refused[one.number]
    ]
    wanted = [(line.name, who) for line, who in known if not refused[line.number]]
    fresh = _codes(wanted, met)
    if write:
        _keep_codes(batch, fresh)
    return len(fresh), len(wanted) - len(fresh), told


def _refused(name: str) -> str:
    """Why a code makes no open group; "" where it does. A bare number may stand for anything, so it makes none."""
    if not re.search(r"[^\W\d_]", name):
        return "code_unnamed"
    return "code_hurts" if HURTS.search(folded(name)) else ""


def _results(batch: Batch, known: Sequence[tuple[Line, UUID]], kind: str, met: set[tuple[object, UUID]]) -> list[Entry]:
    """A day of somebody that an earlier file told of is known; two results of one day in this file are both kept."""
    days = {line.day for line, _who in known}
    rows = Entry.objects.filter(contact__in=[who for _line, who in known], day__in=days, kind=kind)
    here = {(day, who) for who, day in rows.values_list("contact", "day")} - met
    entries: list[Entry] = []
    key = words.key() if known else None
    for line, who in known:
        if (line.day, who) in here or ((line.day, line.value), who) in met:
            continue
        met |= {(line.day, who), ((line.day, line.value), who)}
        entry = Entry(contact_id=who, day=line.day, kind=kind, by=batch.by)
        entry.epoch, entry.sealed = words.sealed(ENTRY, entry.pk, who, {"words": _said(line)}, key)
        entries.append(entry)
    return entries


def _said(line: Line) -> str:
    """Who canvassed, and how VAN calls the way, stand sealed with the result."""
    return " · ".join(part for part in (f"VAN: {line.value}", line.more) if part)[:200]


def _keep_results(batch: Batch, entries: Sequence[Entry]) -> None:
    Entry.objects.bulk_create(entries)
    for day in sorted({entry.day for entry in entries}):
        seen = [entry.contact_id for entry in entries if entry.day == day]
        Contact.objects.filter(pk__in=seen, seen_on__lt=day).update(seen_on=day)
    _trace(batch, [(entry.contact_id, Trace.Did.ENTRY, entry.pk) for entry in entries])


def _codes(wanted: Sequence[tuple[str, UUID]], met: set[tuple[object, UUID]]) -> list[tuple[str, UUID]]:
    """Those who do not belong to the code's group yet, each once."""
    rows = Membership.objects.filter(group__name__in={name[:120] for name, _who in wanted})
    met.update(rows.filter(contact__in=[who for _name, who in wanted]).values_list("group__name", "contact"))
    fresh = [one for one in dict.fromkeys((name[:120], who) for name, who in wanted) if one not in met]
    met.update(fresh)
    return fresh


def _keep_codes(batch: Batch, fresh: Sequence[tuple[str, UUID]]) -> None:
    groups = {name: _group(name) for name in sorted({name for name, _who in fresh})}
    rows = [Membership(group=groups[name], contact_id=who, since=batch.day) for name, who in fresh]
    Membership.objects.bulk_create(rows)
    _trace(batch, [(row.contact_id, Trace.Did.BELONGS, row.pk) for row in rows])


def _group(name: str) -> Group:
    return Group.objects.filter(name=name).first() or Group.objects.create(name=name)


def _trace(batch: Batch, rows: Sequence[tuple[UUID, str, UUID]]) -> None:
    Trace.objects.bulk_create(Trace(batch=batch, contact_id=who, did=did, row=row) for who, did, row in rows)
