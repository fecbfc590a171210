"""Bringing in a list of people: first as a dry run, then for good, some hundred rows at a time; and undoing it.

Every row of the file is made, known, or explained. An import that was stopped keeps what it wrote, and can be undone or
begun again: who is here already is met again, and nobody is doubled.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict
from waymeet.organizing.contacts.models import Entry
from waymeet.organizing.imports import van
from waymeet.organizing.imports.matching import Known
from waymeet.organizing.imports.models import Batch
from waymeet.organizing.imports.reading import Line, Sheet
from waymeet.organizing.imports.report import ALIKE_SHOWN, SHOWN, Report
from waymeet.organizing.imports.rules.columns import FIELDS, FINDS, hurts, kind_of
from waymeet.organizing.imports.rules.days import day_of
from waymeet.organizing.imports.rules.people import cells_of, somebody
from waymeet.organizing.imports.trying import Trial
from waymeet.organizing.imports.writing import FIELDS as FIELDS_OF
from waymeet.organizing.imports.writing import Row, Told, Writer, explain
from waymeet.organizing.models import AuditLine

AT_ONCE = 500
VAN_FIELDS = ("id", "result", "contact_type", "canvasser", "day", "code", "code_name")
Progress = Callable[[int, int, str], None]


def silent(_done: int, _total: int, _what: str) -> None:
    """For callers that show nothing."""


@dataclass(frozen=True)
class Reading:
    """How somebody said a list is read: place of a column -> field, and what its days and results mean."""

    fields: Mapping[int, str]
    source: str
    day_first: bool = False
    reached: str = Entry.Kind.MET
    alike_are_new: bool = False  # whoever has only the same name with the same phone or email


def bring_in(
    *, sheet: Sheet, how: Reading, by: Person, dry_run: bool = True, size: int = 0, progress: Progress = silent
) -> Report:
    """Read a list; a dry run counts the same and writes nothing. `size` is the number of lines, where it is known."""
    check(by, May.BRING_IN_CONTACTS)
    kind = _checked(sheet, how)
    batch = Batch(source=how.source, kind=kind, file_name=sheet.path.name[:120], by=by.id)
    if not dry_run:
        with transaction.atomic(using="organizing"):
            batch.save(force_insert=True)
            audit.write(AuditLine, who=by.id, verb="contacts.bring_in", subject=batch.pk)
    work = _Work(sheet, how, batch, Report(dry_run=dry_run, batch=None if dry_run else batch.pk))
    try:
        for chunk in _chunks(sheet.rows()):
            if work.read:  # between two parts: whoever stops after the last one stops nothing
                progress(work.read, size, "rows")
            with nullcontext() if dry_run else transaction.atomic(using="organizing"):
                work.take(chunk)
    except BaseException:
        if not dry_run:
            _end(batch, Batch.State.STOPPED)
        raise
    if not work.report.rows:
        Batch.objects.filter(pk=batch.pk).delete()
        raise BadInput(
            _("%(file)s names its columns and holds no rows. Nothing was written.") % {"file": sheet.path.name}
        )
    if not dry_run:
        _end(batch, Batch.State.DONE)
    return work.report


def _end(batch: Batch, state: str) -> None:
    """Unless it was undone meanwhile."""
    Batch.objects.filter(pk=batch.pk, state=Batch.State.RUNNING).update(state=state)


def _chunks(lines: Iterator[Line]) -> Iterator[list[Line]]:
    chunk: list[Line] = []
    for line in lines:
        chunk.append(line)
        if len(chunk) == AT_ONCE:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _checked(sheet: Sheet, how: Reading) -> str:
    if how.source not in Batch.Source.values or how.reached not in Entry.Kind.values:
        raise BadInput(_("Say which tool wrote the list."))
    wrong = [at for at, field in how.fields.items() if field not in FIELDS or not 0 <= at < len(sheet.columns)]
    if wrong or any(hurts(sheet.columns[at]) for at in how.fields):
        raise BadInput(_("One of the columns cannot be taken. Choose again which column holds what."))
    kind = kind_of(list(how.fields.values()))
    if kind == Batch.Kind.PEOPLE and not FINDS & set(how.fields.values()):
        raise BadInput(
            _("No column says who anybody is. Choose which one holds the name, the phone, the email or the address.")
        )
    return kind


class _Work:
    """What a file has come to so far."""

    def __init__(self, sheet: Sheet, how: Reading, batch: Batch, report: Report) -> None:
        self.sheet, self.how, self.batch, self.report = sheet, how, batch, report
        self.known = Known(how.source, by_name=not how.alike_are_new)
        self.writer = Writer(batch, self.known, Trial() if report.dry_run else None)
        self.read = 0
        self.today = clock.today()
        self.met: set[tuple[object, UUID]] = set()

    def take(self, lines: list[Line]) -> None:
        """One transaction's worth: counted, and written unless it is a dry run."""
        self.read = lines[-1].number
        told: list[Told] = []
        full = [line for line in lines if not line.empty]
        self.report.empty += len(lines) - len(full)
        self.report.rows += len(full)
        good = []
        for line in full:
            if line.broken:
                told.append(Told(line.number, "", "broken_line", {"": line.cells[0]}, whole=True))
            else:
                good.append(line)
        if self.batch.kind == Batch.Kind.PEOPLE:
            told += self._people(good)
        else:
            told += self._van(good)
        self.report.left += sum(one.whole for one in told)
        self.report.cells += sum(not one.whole for one in told)
        self.report.examples += [(one.number, one.column, one.code) for one in told][
            : SHOWN - len(self.report.examples)
        ]
        if not self.report.dry_run:
            explain(self.batch, told)
            self._count()

    def _count(self) -> None:
        said = {name: getattr(self.report, name) for name in ("rows", "made", "changed", "same", "left", "empty")}
        if not Batch.objects.filter(pk=self.batch.pk, state=Batch.State.RUNNING).update(**said):
            raise Conflict(_("This list was undone while it was still coming in. Nothing more of it is written."))

    def _people(self, lines: list[Line]) -> list[Told]:
        told: list[Told] = []
        rows: list[Row] = []
        for line in lines:
            row = self._understood(line, told)
            if row is not None:
                rows.append(row)
        self.known.look_up(row.one for row in rows)
        for part in self._apart(rows):
            told += self._write(part)
        return told

    def _understood(self, line: Line, told: list[Told]) -> Row | None:
        one = somebody(line.cells, self.how.fields, day_first=self.how.day_first, today=self.today)
        cells = self._cells(line)
        unread = [self.sheet.columns[at] for at in line.unread if at in self.how.fields]
        if unread and not one.can_be_found:
            told.append(Told(line.number, unread[0], "formula", cells, whole=True))
            return None
        if not one.can_be_found:
            told.append(Told(line.number, "", "nothing_to_find_by", cells, whole=True))
            return None
        extra = {
            f"({at + 1})": cell for at, cell in enumerate(line.cells) if at >= len(self.sheet.columns) and cell.strip()
        }
        if extra:  # one separator too many: nobody knows which cells stand in their own columns
            told.append(Told(line.number, "", "extra_cells", cells | extra, whole=True))
            return None
        for trouble in one.troubles:
            column = self.sheet.columns[trouble.at]
            told.append(Told(line.number, column, trouble.code, {column: cells.get(column, "")}))
        told += [Told(line.number, column, "formula", {column: ""}) for column in unread]
        return Row(line.number, one, cells)

    def _cells(self, line: Line) -> dict[str, str]:
        return {self.sheet.columns[at]: cell for at, cell in cells_of(line.cells, self.how.fields).items()}

    def _apart(self, rows: list[Row]) -> Iterator[list[tuple[Row, UUID | None]]]:
        """Nobody twice within a part: a second row about somebody new has to find them written."""
        part: list[tuple[Row, UUID | None]] = []
        fresh = self._nobody()
        for row in rows:
            if fresh.who(row.one) is not None:
                yield part
                part, fresh = [], self._nobody()
            fresh.met(row.one, self.batch.pk)
            part.append((row, None))
        if part:
            yield part

    def _nobody(self) -> Known:
        return Known(self.how.source, by_name=not self.how.alike_are_new)

    def _write(self, part: list[tuple[Row, UUID | None]]) -> list[Told]:
        found = [(row, self.known.who(row.one)) for row, _nobody in part]
        alike = [row.number for row, who in found if who is not None and self.known.alike_only(row.one)]
        made, changed, same, told = self.writer.write(found)
        gone = sum(one.whole for one in told)
        told = [replace(one, column=self._in_the_file(one.column)) if one.code == "differs" else one for one in told]
        told = [replace(one, column=self._column("note")) if one.code == "note_again" else one for one in told]
        self.report.made += made
        self.report.changed += changed
        self.report.same += same - gone
        self.report.known += changed + same - gone
        self.report.alike += len(alike)
        self.report.alike_rows += alike[: ALIKE_SHOWN - len(self.report.alike_rows)]
        return told

    def _van(self, lines: list[Line]) -> list[Told]:
        told: list[Told] = []
        rows = [row for row in (self._van_line(line, told) for line in lines) if row is not None]
        written, same, more = van.write(self.batch, rows, self.how.reached, self.met, write=not self.report.dry_run)
        self.report.made += written
        self.report.same += same
        self.report.known += same
        return told + more

    def _van_line(self, line: Line, told: list[Told]) -> van.Line | None:
        said: dict[str, Any] = dict.fromkeys(VAN_FIELDS, "")
        for at, field in self.how.fields.items():
            if at < len(line.cells):
                said[field] = line.cells[at].strip()
        cells, day = self._cells(line), self.today
        if unread := [self.sheet.columns[at] for at in line.unread if at in self.how.fields]:
            told.append(Told(line.number, unread[0], "formula", cells, whole=True))
            return None
        if said["day"]:
            try:
                day = day_of(said["day"], day_first=self.how.day_first)
            except (ValueError, OverflowError):
                told.append(Told(line.number, self._column("day"), "no_day", cells, whole=True))
                return None
            if day > self.today:
                told.append(Told(line.number, self._column("day"), "day_to_come", cells, whole=True))
                return None
        value = said["code"] or said["result"]
        more = " · ".join(said[name] for name in ("contact_type", "canvasser") if said[name])
        return van.Line(line.number, said["id"], value, said["code_name"], day, cells, more)

    def _in_the_file(self, ours: str) -> str:
        """The column of the file that a field of ours came from."""
        theirs = next(name for name, field in FIELDS_OF.items() if field == ours)
        return self._column(theirs) or self._column("first") or self._column("last")

    def _column(self, field: str) -> str:
        return next((self.sheet.columns[at] for at, one in self.how.fields.items() if one == field), "")
