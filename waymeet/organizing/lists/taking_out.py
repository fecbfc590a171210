"""The people of a list as a file: for a spreadsheet, and in the columns VAN takes in.

Every row says who took it out and on which day, so that a page that lies about tells where it came from. What somebody
refused is not in it; somebody who refused every way is left out of what goes to another program.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from openpyxl import Workbook  # type: ignore[import-untyped]

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.phones import names_of
from waymeet.accounts.roles import May
from waymeet.design.tables import safe_cell
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import NotFound
from waymeet.organizing.contacts import people
from waymeet.organizing.contacts.models import Contact, Entry
from waymeet.organizing.lists import queries, reaching, services
from waymeet.organizing.models import AuditLine

BATCH = 1000
MARK = ("taken_out_by", "taken_out_on")
PEOPLE = (
    "id", "name", "chosen_name", "pronouns", "languages", "phones", "emails", "address",
    "reach_by", "reach_when", "never_by", "source", "since", "seen_on", *MARK,
)  # fmt: skip
VAN_CONTACTS = (
    "vanid", "externalid", "firstname", "middlename", "lastname", "addressline1", "cellphone", "homephone",
    "email", "otheremail", *MARK,
)  # fmt: skip
VAN_RESULTS = (
    "vanid", "contacttypeid", "resultid", "datecanvassed", "canvassedby", "externalid", "contacttype", "result", *MARK,
)  # fmt: skip
VAN_CODES = ("vanid", "activistcodeid", "datecanvassed", "canvassedby", "externalid", *MARK)
# What happened, as VAN names the way and the result (facts of the craft, 2.1).
IN_VAN = {
    Entry.Kind.MET: ("Walk", "Canvassed"),
    Entry.Kind.CALLED: ("Phone", "Canvassed"),
    Entry.Kind.VISITED: ("Walk", "Canvassed"),
    Entry.Kind.TRIED: ("Phone", "Not Home"),
    Entry.Kind.MESSAGE: ("Phone", "Left Message"),
}
RESULTS = ("Canvassed", "Not Home", "Left Message")


@dataclass(frozen=True)
class Out:
    """One file: its name, its columns, its rows as they come, and the mark that stands in each."""

    name: str
    columns: Sequence[str]
    rows: Iterator[list[Any]]
    by: str
    on: str


@dataclass(frozen=True)
class Codes:
    """What the other program calls things: its numbers differ from one organization to the next."""

    activist: int | None = None
    results: Mapping[str, int | None] = field(default_factory=dict)


def take(*, list_id: UUID, what: str, codes: Codes, by: Person, keyring: Keyring | None) -> Out:
    """One line in the audit with how many people it is, before the first row leaves."""
    check(by, May.EXPORT_CONTACTS)
    found = queries.one(list_id=list_id, by=by, keyring=keyring)
    rows = queries.people_of(found, by=by, keyring=keyring)
    columns, made = WHAT[what]
    mark = [by.shown_as, clock.today().isoformat()]
    with transaction.atomic(using="organizing"):
        said: dict[str, Any] = {"subject": services.subject_of(found.row), "basis": f"{rows.order_by().count()} people"}
        audit.write(AuditLine, who=by.id, verb="list.export", **said)
    lines = ([*line, *mark] for batch in _batches(rows) for line in made(batch, codes, by))
    return Out(f"{what}-{mark[1]}", columns, lines, *mark)


def _batches(rows: QuerySet[Contact]) -> Iterator[Sequence[Contact]]:
    after: UUID | None = None
    while True:
        page = queries.page_of(rows, after=after, size=BATCH)
        yield page.people
        if page.after is None:
            return
        after = page.after


def _people(rows: Sequence[Any], _codes: Codes, _by: Person) -> Iterator[list[Any]]:
    for row in rows:
        phones, emails, address = reaching.usable(row)
        yield [
            str(row.pk), row.name, row.chosen_name, row.pronouns, row.languages, "; ".join(phones), "; ".join(emails),
            address, row.reach_by, row.reach_when, row.not_by, row.source, row.since.isoformat(),
            row.seen_on.isoformat(),
        ]  # fmt: skip


def _van_contacts(rows: Sequence[Any], _codes: Codes, _by: Person) -> Iterator[list[Any]]:
    for row in _willing(rows):
        first, middle, last = in_three(row.name or row.chosen_name)
        phones, emails, address = reaching.usable(row)
        digits = [people.point_folded("phone", one) for one in phones]
        yield ["", str(row.pk), first, middle, last, address, *_two(digits), *_two(emails)]


def _van_results(rows: Sequence[Any], codes: Codes, _by: Person) -> Iterator[list[Any]]:
    willing = [row.pk for row in _willing(rows)]
    entries = list(Entry.objects.filter(contact__in=willing, kind__in=list(IN_VAN)).order_by("contact", "day", "id"))
    names = names_of({one.by for one in entries})
    for one in entries:
        way, result = IN_VAN[Entry.Kind(one.kind)]
        number = codes.results.get(result) or ""
        said = [one.day.isoformat(), names.get(one.by, "")]
        yield ["", "", number, *said, str(one.contact_id), way, result]


def _van_codes(rows: Sequence[Any], codes: Codes, by: Person) -> Iterator[list[Any]]:
    for row in _willing(rows):
        yield ["", codes.activist or "", clock.today().isoformat(), by.shown_as, str(row.pk)]


def _willing(rows: Sequence[Any]) -> list[Any]:
    return [row for row in rows if not row.refused >= set(Contact.Channel.values)]


def _two(values: Sequence[str]) -> list[str]:
    return [*values[:2], "", ""][:2]


def in_three(name: str) -> tuple[str, str, str]:
    """First, middle and last name, as VAN wants them: a guess, for a name of one word a first name."""
    words = name.split()
    return (words[0] if words else "", " ".join(words[1:-1]), words[-1] if len(words) > 1 else "")


Made = Callable[[Sequence[Any], Codes, Person], Iterator[list[Any]]]
WHAT: dict[str, tuple[Sequence[str], Made]] = {
    "people": (PEOPLE, _people),
    "van-contacts": (VAN_CONTACTS, _van_contacts),
    "van-results": (VAN_RESULTS, _van_results),
    "van-codes": (VAN_CODES, _van_codes),
}


def as_csv(out: Out) -> Iterator[str]:
    """Row by row, so that half a million never lie in memory at once."""
    line = io.StringIO()
    writer = csv.writer(line)
    if out.name.startswith("people"):  # a spreadsheet reads "Peñón" only so; VAN reads a first column of another name
        yield "\ufeff"
    writer.writerow(out.columns)
    for row in out.rows:
        writer.writerow([safe_cell(value) for value in row])
        if line.tell() > 32_768:
            yield line.getvalue()
            line.seek(0)
            line.truncate()
    yield line.getvalue()


def as_xlsx(out: Out, into: IO[bytes]) -> None:
    """The first sheet says who took it out and when; so do every row, every printed page and the file's properties."""
    book = Workbook(write_only=True)
    book.properties.creator = book.properties.lastModifiedBy = out.by
    mark = _("Taken out of Waymeet by %(who)s on %(day)s.") % {"who": out.by, "day": out.on}
    book.properties.description = mark
    about, sheet = book.create_sheet(_("About this file")), book.create_sheet(_("People"))
    about.append([safe_cell(mark)])
    about.append([_("Keep it no longer than you need it, and give it to nobody else.")])
    sheet.oddFooter.center.text = mark.replace("&", "&&")
    sheet.append(list(out.columns))
    for row in out.rows:
        sheet.append([safe_cell(value) for value in row])
    book.save(into)


def vcard(*, contact_id: UUID, by: Person) -> str:
    """One person as a card for an address book (RFC 6350)."""
    check(by, May.EXPORT_CONTACTS)
    row = Contact.objects.prefetch_related("points").filter(pk=contact_id).first()
    if row is None:
        raise NotFound
    phones, emails, address = reaching.usable(row)
    first, middle, last = in_three(row.name or row.chosen_name)
    mark = _("Taken out of Waymeet by %(who)s on %(day)s.") % {"who": by.shown_as, "day": clock.today().isoformat()}
    lines = [
        "BEGIN:VCARD", "VERSION:4.0", "PRODID:-//Waymeet//EN", f"UID:urn:uuid:{row.pk}",
        f"FN:{_escaped(row.called or str(_('no name')))}",
        f"N:{_escaped(last)};{_escaped(first)};{_escaped(middle)};;",
        *(f"TEL;VALUE=text:{_escaped(one)}" for one in phones),
        *(f"EMAIL:{_escaped(one)}" for one in emails),
        *([f"ADR:;;{_escaped(address)};;;;"] if address else []),
        f"NOTE:{_escaped(mark)}", "END:VCARD",
    ]  # fmt: skip
    with transaction.atomic(using="organizing"):
        audit.write(AuditLine, who=by.id, verb="contact.export", subject=row.pk)
    return "".join(_folded(line) for line in lines)


def _escaped(value: str) -> str:
    for sign in ("\\", ",", ";"):
        value = value.replace(sign, "\\" + sign)
    return value.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """No line longer than 75 bytes; a letter is never cut in two."""
    parts, size = [""], 0
    for sign in line:
        width = len(sign.encode())
        if size + width > 74:
            parts.append(" ")
            size = 1
        parts[-1] += sign
        size += width
    return "\r\n".join(parts) + "\r\n"
