"""What a coordinator does with records that were put aside: take them in, or leave them out. Nothing is deleted."""

from contextlib import suppress
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import Conflict, NotFound
from waymeet.kernel.ids import timed_id
from waymeet.organizing.canvass import effects, reading
from waymeet.organizing.canvass.models import Entry, PutAside
from waymeet.organizing.canvass.queries.waiting import alike
from waymeet.organizing.canvass.services.entering import COLUMNS, rows_of
from waymeet.organizing.models import AuditLine

DESK = 0  # the device number of records that a coordinator took in by hand


def take_in_after_all(*, put_aside_id: UUID, by: Person) -> None:
    """Let the record count, and carry out what it asks. Its bytes never change; held already, it counts once."""
    check(by, May.WORK_QUARANTINE)
    with transaction.atomic(using="organizing"):
        _take_in(_waiting(put_aside_id), by)


def leave_out(*, put_aside_id: UUID, by: Person) -> None:
    """The record does not count. It is kept for 18 months all the same."""
    check(by, May.WORK_QUARANTINE)
    with transaction.atomic(using="organizing"):
        _decide(_waiting(put_aside_id), PutAside.State.LEFT_OUT, by)


def take_in_alike(*, put_aside_id: UUID, by: Person) -> tuple[int, int]:
    """The same for every record of that phone put aside for that reason; answers how many count now, and how many
    could not and go on waiting. Only of a phone that signed them: anybody may send under no known phone's name.
    """
    check(by, May.WORK_QUARANTINE)
    taken = 0
    with transaction.atomic(using="organizing"):
        row = _waiting(put_aside_id)
        if row.device is None:
            raise Conflict(_("Nobody signed these records. Look at each of them."))
        rows = list(alike(row).select_for_update())
        for row in rows:
            with suppress(Conflict), transaction.atomic(using="organizing"):
                _take_in(row, by)
                taken += 1
    return taken, len(rows) - taken


def leave_out_alike(*, put_aside_id: UUID, by: Person) -> int:
    """None of that phone's records put aside for that reason counts; answers how many those are."""
    check(by, May.WORK_QUARANTINE)
    with transaction.atomic(using="organizing"):
        rows = list(alike(_waiting(put_aside_id)).select_for_update())
        for row in rows:
            _decide(row, PutAside.State.LEFT_OUT, by)
    return len(rows)


def _take_in(row: PutAside, by: Person) -> None:
    read = reading.read(bytes(row.raw))
    if read.reason:
        raise Conflict(_("This record cannot be read whole, so it cannot count. It stays here; you can leave it out."))
    held = Entry.objects.filter(record=read.record).values_list("raw", flat=True).first()
    if held is None or bytes(held) != read.kept:
        _count(read, row, by, known=held is not None)
    _decide(row, PutAside.State.TAKEN_IN, by)


def _count(read: reading.Read, row: PutAside, by: Person, *, known: bool) -> None:
    """A record whose id another one holds counts under a new id; what it asks for has been done under the old one."""
    person = row.by or by.id
    if effects.asks_for_something(read.kind) and (known or effects.carry_out(read, person, by)):
        raise Conflict(_("This cannot be carried out as it stands. It goes on waiting; you can leave it out."))
    newest = Entry.objects.filter(device=DESK).order_by("-seq").values_list("seq", flat=True).first()
    values = dict(zip(COLUMNS, rows_of(DESK, person)(read, (newest or 0) + 1), strict=True))
    if known:
        values["record"] = timed_id().bytes
    Entry.objects.create(**values)


def _waiting(put_aside_id: UUID) -> PutAside:
    row = PutAside.objects.select_for_update().filter(pk=put_aside_id).first()
    if row is None:
        raise NotFound
    if row.state != PutAside.State.WAITING:
        raise Conflict(_("Somebody has decided on this record already."))
    return row


def _decide(row: PutAside, state: str, by: Person) -> None:
    row.state, row.decided_by, row.decided_on = state, by.id, clock.today()
    row.raw = reading.read(bytes(row.raw)).kept  # what is said about a person is kept where it belongs, or not at all
    row.save(update_fields=["state", "decided_by", "decided_on", "raw"])
    audit.write(AuditLine, who=by.id, verb=f"put_aside.{state}", subject=row.id)
