"""Declaring how an agency writes, bringing a list in, taking it back; and saying that two counts are the same."""

from collections.abc import Mapping as Maps
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.diversion.agencies.models import Agency
from waymeet.diversion.feeds import queries, reading, rules
from waymeet.diversion.feeds.models import FeedRow, Mapping, SameAs, Snapshot
from waymeet.diversion.feeds.said import Days, Kind, Outcome
from waymeet.diversion.incidents.models import Area, Charge
from waymeet.diversion.models import AuditLine
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound

MOST_ASIDE = 2000  # so many are listed row by row; all are counted


def declare(
    *, agency_id: int, kind: str, columns: Maps[str, str], values: Maps[str, Maps[str, str]], days: str, by: Person
) -> Mapping:
    """How an agency writes a kind of list. What could name somebody is refused here and again when a list is read."""
    check(by, May.KEEP_FEEDS)
    if kind not in Kind.values or days not in Days.values:
        raise BadInput(_("Choose what the list holds, and how it writes days."), column="kind")
    if not Agency.objects.filter(pk=agency_id).exists():
        raise BadInput(_("Choose an agency."), column="agency_id")
    for name, heading in columns.items():
        if name not in rules.FIELDS:
            raise BadInput(_("Choose what each column is from the list."), column=name)
        if rules.refused(heading, ()) or (name != "same" and rules.is_a_number(heading)):
            raise BadInput(_("The column %(name)s could name somebody. Leave it out.") % {"name": heading}, column=name)
    known = _codes(values)
    with transaction.atomic(using="diversion"):
        said = {"columns": dict(columns), "values": known, "days": days, "changed_on": clock.today()}
        row, _new = Mapping.objects.update_or_create(agency_id=agency_id, kind=kind, defaults=said)
        audit.write(AuditLine, who=by.id, verb="feed.declare", subject=row.pk)
    return row


def _codes(values: Maps[str, Maps[str, str]]) -> dict[str, dict[str, str]]:
    charges = set(Charge.objects.values_list("code", flat=True))
    areas, outcomes = set(Area.objects.values_list("number", flat=True)), Outcome.values
    found: dict[str, dict[str, str]] = {}
    for name, pairs in values.items():
        for theirs, ours in pairs.items():
            if not rules.valid_code(name, ours, charges, areas, outcomes):
                raise BadInput(_("Choose what each code means from the list."), column=name)
            if not rules.shown(theirs):
                raise BadInput(_("A code here could be a name or an address. Leave the column out."), column=name)
            found.setdefault(name, {})[rules.folded(theirs)] = ours
    return found


def bring_in(*, mapping_id: UUID, name: str, data: bytes, by: Person) -> Snapshot:
    """Read and kept, whole or not at all. The same list again is a Conflict; the file is kept nowhere."""
    check(by, May.KEEP_FEEDS)
    mapping = queries.one_mapping(mapping_id=mapping_id, by=by)
    told = reading.read(reading.listed(name, data), queries.declared(mapping), clock.today())
    if not told.rows:
        raise BadInput(_("Not one row of this list fits the mapping. Look at what was put aside."))
    weeks = [clock.iso_week(row.day) for row in told.rows]
    snapshot = Snapshot(
        agency=mapping.agency,
        kind=mapping.kind,
        number=queries.next_number(),
        taken_month=clock.month_of(clock.today()),
        first_week=min(weeks),
        last_week=max(weeks),
        lines=told.lines,
        kept=len(told.rows),
        grouped=told.grouped,
        empty=told.empty,
        aside=[[one.number, one.field, one.why] for one in told.aside[:MOST_ASIDE]],
    )
    made = [_row(snapshot, row, week) for row, week in zip(told.rows, weeks, strict=True)]
    if queries.is_here(snapshot, made):
        raise Conflict(_("This very list is here already. Nothing was changed."))
    with transaction.atomic(using="diversion"):
        snapshot.save(force_insert=True)
        FeedRow.objects.bulk_create(made, batch_size=500)
        audit.write(AuditLine, who=by.id, verb="feed.bring_in", subject=snapshot.pk)
    return snapshot


def _row(snapshot: Snapshot, row: rules.Row, week: str) -> FeedRow:
    return FeedRow(
        snapshot=snapshot,
        iso_week=week,
        area_number=row.area,
        codes=sorted(row.charges),
        age_band=row.age_band,
        races=list(row.races),
        hispanic=row.hispanic,
        outcome=row.outcome,
    )


def take_back(*, snapshot_id: UUID, by: Person) -> None:
    """A list that should not have come in goes with all its rows."""
    check(by, May.KEEP_FEEDS)
    with transaction.atomic(using="diversion"):
        if not Snapshot.objects.filter(pk=snapshot_id).delete()[0]:
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="feed.take_back", subject=snapshot_id)


def say_same(*, agency_id: int, ours: rules.Where, theirs: rules.Where, count: int, by: Person) -> SameAs:
    """So many of ours are so many of theirs. Counts only: no row of a list leads to an incident."""
    check(by, May.KEEP_FEEDS)
    if count < 1:
        raise BadInput(_("Say how many are the same, at least one."), column="count")
    with transaction.atomic(using="diversion"):
        row = SameAs.objects.create(
            agency_id=agency_id,
            count=count,
            **dict(zip(("our_week", "our_code", "our_area"), ours, strict=True)),
            **dict(zip(("their_week", "their_code", "their_area"), theirs, strict=True)),
        )
        audit.write(AuditLine, who=by.id, verb="feed.same", subject=row.pk)
    return row


def undo_same(*, same_id: int, by: Person) -> None:
    check(by, May.KEEP_FEEDS)
    with transaction.atomic(using="diversion"):
        if not SameAs.objects.filter(pk=same_id).delete()[0]:
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="feed.not_same", subject=same_id)


def try_out(*, mapping_id: UUID, name: str, data: bytes, by: Person) -> dict[str, Any]:
    """What would come of it: nothing is written, not even in the audit."""
    check(by, May.KEEP_FEEDS)
    mapping = queries.one_mapping(mapping_id=mapping_id, by=by)
    told = reading.read(reading.listed(name, data), queries.declared(mapping), clock.today())
    return {"told": told, "mapping": mapping}
