"""Bringing a directory in, first as a dry run; undoing it; and what participants say about a door.

All of a package is written, or nothing. Every row is made, changed, the same, or told of.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.directory import filing, taxonomies
from waymeet.care.directory.models import Batch, Explained, Link, Listing, Record, Sheet, Trace
from waymeet.care.directory.records import Package, Part, Row, Told, mark
from waymeet.care.directory.rules import barriers
from waymeet.care.models import AuditLine
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, NotFound
from waymeet.kernel.ids import random_id

AT_ONCE = 500
EXAMPLES = 12
Points = list[tuple[str, str, bool]]


@dataclass
class Report:
    """What bringing in did, or would do. Rows = made + changed + same + left; `notes` are fields kept and not used."""

    form: str
    dry_run: bool
    rows: int
    made: int = 0
    changed: int = 0
    same: int = 0
    left: int = 0
    notes: int = 0
    batch: UUID | None = None
    tables: dict[str, int] = field(default_factory=dict)
    examples: list[Told] = field(default_factory=list)


def bring_in(*, package: Package, file_name: str, by: Person, dry_run: bool = True) -> Report:
    """A dry run counts the same and writes nothing."""
    check(by, May.KEEP_DIRECTORY)
    known = _known(package.rows)
    report = Report(package.form, dry_run, package.read, left=package.left)
    report.notes = len(package.told) - report.left
    report.examples = sorted(package.told, key=lambda one: not one.whole)[:EXAMPLES]
    new, changed = _sorted(package, known, report)
    if dry_run:
        return report
    with transaction.atomic(using="care"):
        counted = {name: getattr(report, name) for name in ("rows", "made", "changed", "same", "left")}
        batch = Batch.objects.create(form=package.form, file_name=file_name[:120], by=by.id, **counted)
        _write(batch, new, changed, known)
        _keep_parts(batch, package.parts)
        Explained.objects.bulk_create(
            [
                Explained(batch=batch, where=t.where[:200], field=t.field[:80], code=t.code, whole=t.whole)
                for t in package.told
            ],
            batch_size=AT_ONCE,
        )
        if new or changed:
            filing.file_all()
        audit.write(AuditLine, who=by.id, verb="directory.bring_in", subject=batch.pk)
    report.batch = batch.pk
    return report


def _known(rows: Iterable[Row]) -> dict[tuple[str, str], tuple[Record, Points]]:
    """What is here already of these rows, with what it points to."""
    tables = {row.table for row in rows}
    found = {one.pk: one for one in Record.objects.filter(table__in=tables)}
    points: dict[Any, Points] = {pk: [] for pk in found}
    for pk, by, to, implied in Link.objects.filter(record__table__in=tables).values_list(
        "record_id", "by", "to", "implied"
    ):
        points[pk].append((by, to, implied))
    return {(one.table, one.key): (one, points[one.pk]) for one in found.values()}


def _sorted(
    package: Package, known: Mapping[tuple[str, str], tuple[Record, Points]], report: Report
) -> tuple[list[Row], list[Row]]:
    """New rows and changed ones, counted into the report. Of an Ohana file services are counted, not their parts."""
    new, changed = [], []
    for row in package.rows:
        report.tables[row.table] = report.tables.get(row.table, 0) + 1
        counts = package.form != Batch.Form.OHANA or row.table == "service"
        before = known.get((row.table, row.key))
        if before is None:
            new.append(row)
            report.made += counts
        elif mark(row.table, before[0].fields, before[1]) == mark(row.table, row.fields, row.points):
            report.same += counts
        else:
            changed.append(row)
            report.changed += counts
    report.same += package.again
    return new, changed


def _write(
    batch: Batch, new: list[Row], changed: list[Row], known: Mapping[tuple[str, str], tuple[Record, Points]]
) -> None:
    records, traces, links = [], [], []
    last: dict[str, int] = {}
    for row in new:
        if row.table not in last:
            last[row.table] = filing.next_place(row.table)
        record = Record(table=row.table, key=row.key, fields=row.fields, as_text=row.as_text, place=last[row.table])
        last[row.table] += 1
        records.append(record)
        traces.append(Trace(batch=batch, record=record, before=None, mark=mark(row.table, row.fields, row.points)))
        links += links_of(record, row.points)
    Record.objects.bulk_create(records, batch_size=AT_ONCE)
    for row in changed:
        record, points = known[row.table, row.key]
        before = {"fields": record.fields, "as_text": record.as_text, "points": points}
        traces.append(Trace(batch=batch, record=record, before=before, mark=mark(row.table, row.fields, row.points)))
        put(record, row.fields, row.points, as_text=row.as_text)
    Link.objects.bulk_create(links, batch_size=AT_ONCE)
    Trace.objects.bulk_create(traces, batch_size=AT_ONCE)


def links_of(record: Record, points: Points) -> list[Link]:
    return [Link(record=record, by=by, to=to[:100], implied=implied) for by, to, implied in points]


def put(record: Record, fields: dict[str, Any], points: Points, *, as_text: bool) -> None:
    """A record as it stands from now on."""
    record.fields, record.as_text = fields, as_text
    record.save(update_fields=["fields", "as_text"])
    record.links.all().delete()
    Link.objects.bulk_create(links_of(record, points))


def _keep_parts(batch: Batch, parts: Iterable[Part]) -> None:
    """Columns of a table that another package had too are added behind its own."""
    for part in parts:
        sheet, fresh = Sheet.objects.get_or_create(
            file_name=part.file_name[:120],
            defaults={"table": part.table, "columns": part.columns, "text": part.text, "batch": batch},
        )
        if not fresh:
            sheet.columns = list(dict.fromkeys([*sheet.columns, *part.columns]))
            sheet.text = part.text or sheet.text
            sheet.save(update_fields=["columns", "text"])


@dataclass(frozen=True)
class Undone:
    """How many rows went, how many stand as before, how many stay because somebody changed or used them since."""

    gone: int
    restored: int
    stay: int


def undo(*, batch_id: UUID, by: Person) -> Undone:
    """What the package made goes, what it changed stands as before; what was touched since stays."""
    check(by, May.KEEP_DIRECTORY)
    with transaction.atomic(using="care"):
        batch = Batch.objects.select_for_update().filter(pk=batch_id).first()
        if batch is None:
            raise NotFound
        if batch.state == Batch.State.UNDONE:
            return Undone(0, 0, 0)
        done = _undone(batch)
        Batch.objects.filter(pk=batch.pk).update(state=Batch.State.UNDONE)
        batch.sheets.all().delete()
        filing.file_all()
        audit.write(AuditLine, who=by.id, verb="directory.undo", subject=batch.pk)
    return done


def _undone(batch: Batch) -> Undone:
    gone, restored, stay = [], 0, 0
    for trace in batch.traces.select_related("record").prefetch_related("record__links"):
        record = trace.record
        points = [(one.by, one.to, one.implied) for one in record.links.all()]
        if mark(record.table, record.fields, points) != trace.mark:
            stay += 1
        elif trace.before is None:
            gone.append(record)
        else:
            before = trace.before
            put(record, before["fields"], [tuple(one) for one in before["points"]], as_text=before["as_text"])
            restored += 1
    leaving = {one.pk for one in gone}
    used = _used(gone, leaving)
    kept = [one for one in gone if one.pk in used]
    for begin in range(0, len(gone), AT_ONCE):
        Record.objects.filter(pk__in=[o.pk for o in gone[begin : begin + AT_ONCE] if o.pk not in used]).delete()
    batch.traces.all().delete()
    return Undone(len(gone) - len(kept), restored, stay + len(kept))


def _used(gone: list[Record], leaving: set[Any]) -> set[Any]:
    """Organizations and places that something else hangs on now."""
    by_key = {one.key: one.pk for one in gone if one.table in ("organization", "location", "taxonomy", "taxonomy_term")}
    keys = list(by_key)
    found = set()
    for begin in range(0, len(keys), AT_ONCE):
        links = Link.objects.filter(to__in=keys[begin : begin + AT_ONCE]).values_list("to", "record_id")
        found |= {by_key[to] for to, record_id in links if record_id not in leaving}
    return found


def say_how_the_door_is(*, service_id: UUID, answers: Mapping[str, str], by: Person) -> None:
    """What participants say about a door, with today's day. Who said it is asked by nobody and kept nowhere."""
    check(by, May.KEEP_DIRECTORY)
    if any(code not in barriers.QUESTIONS or said not in barriers.ANSWERS for code, said in answers.items()):
        raise BadInput(_("Choose one of the answers."))
    with transaction.atomic(using="care"):
        listing = Listing.objects.filter(pk=service_id).first()
        if listing is None:
            raise NotFound
        for code, said in answers.items():
            _say(listing, code, said)
        filing.file([listing.key])
        audit.write(AuditLine, who=by.id, verb="directory.door", subject=service_id)


def _say(listing: Listing, code: str, said: str) -> None:
    term = taxonomies.door(code)
    before = listing.shown.get("doors", {}).get(code, [barriers.UNKNOWN, ""])[0]
    attribute = Record.objects.filter(
        table="attribute", links__by="taxonomy_term_id", links__to=term, pk__in=_hangs(listing.key, "link_id")
    ).first()
    if attribute is None:
        fields = {"link_id": listing.key, "taxonomy_term_id": term, "link_entity": "service", "value": said}
        attribute = add("attribute", fields, key=str(uuid5(filing.SPACE, f"{listing.key}/{code}")))
    else:
        change(attribute, {"value": said})
    for old in Record.objects.filter(table="metadata", pk__in=_hangs(attribute.key, "resource_id")):
        old.delete()  # one day an answer: a list of days would tell who asks how often
    day = clock.today().isoformat()
    fields = {"resource_id": attribute.key, "resource_type": "attribute", "last_action_date": day}
    fields |= {"last_action_type": "update", "field_name": "value", "previous_value": before}
    add("metadata", fields | {"replacement_value": said, "updated_by": "participants"})


def _hangs(key: str, by: str) -> Any:
    return Link.objects.filter(to=key, by=by).values("record")


def add(table: str, fields: Mapping[str, Any], *, key: str = "") -> Record:
    """A row of our own."""
    key = key or str(random_id())
    said = {"id": key} | {name: value for name, value in fields.items() if value not in (None, "")}
    row = Row(table, key, said, "", as_text=False)
    record = Record.objects.create(table=table, key=key, fields=said, as_text=False, place=filing.next_place(table))
    Link.objects.bulk_create(links_of(record, row.points))
    return record


def change(record: Record, said: Mapping[str, Any]) -> None:
    """Fields anew; an empty one goes, everything else stays as it came."""
    fields = {name: value for name, value in record.fields.items() if name not in said}
    fields |= {name: value for name, value in said.items() if value not in (None, "")}
    if record.as_text:
        fields = {name: value if isinstance(value, str) else str(value) for name, value in fields.items()}
    before = [(one.by, one.to, True) for one in record.links.filter(implied=True)]
    own = Row(record.table, record.key, fields, "", record.as_text).points
    put(record, fields, own + before, as_text=record.as_text)
