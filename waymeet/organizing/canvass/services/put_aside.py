"""What a coordinator does with records that were put aside: take them in, or leave them out. Nothing is deleted."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import Conflict, NotFound
from waymeet.kernel.ids import timed_id
from waymeet.organizing.canvass import reading, rules
from waymeet.organizing.canvass.models import Entry, PutAside
from waymeet.organizing.canvass.services.entering import COLUMNS, rows_of
from waymeet.organizing.models import AuditLine

DESK = 0  # the device number of records that a coordinator took in by hand


def take_in_after_all(*, put_aside_id: UUID, by: Person) -> None:
    """Let the record count. It keeps its id unless another record holds that; its bytes never change."""
    check(by, May.WORK_QUARANTINE)
    row = _waiting(put_aside_id)
    read = reading.read(bytes(row.raw))
    if read.reason or row.reason not in rules.CAN_BE_TAKEN_IN:
        raise Conflict(_("This record cannot be read whole, so it cannot count. It stays here; you can leave it out."))
    with transaction.atomic(using="organizing"):
        values = dict(zip(COLUMNS, _row(read, row, by), strict=True))
        if Entry.objects.filter(record=read.record).exists():
            values["record"] = timed_id().bytes
        Entry.objects.create(**values)
        _decide(row, PutAside.State.TAKEN_IN, by)


def _row(read: reading.Read, row: PutAside, by: Person) -> tuple[object, ...]:
    newest = Entry.objects.filter(device=DESK).order_by("-seq").values_list("seq", flat=True).first()
    seq = (newest or 0) + 1
    return rows_of(DESK, row.by or by.id)(read, seq)


def leave_out(*, put_aside_id: UUID, by: Person) -> None:
    """The record does not count. It is kept for 18 months all the same."""
    check(by, May.WORK_QUARANTINE)
    with transaction.atomic(using="organizing"):
        _decide(_waiting(put_aside_id), PutAside.State.LEFT_OUT, by)


def _waiting(put_aside_id: UUID) -> PutAside:
    row = PutAside.objects.filter(pk=put_aside_id).first()
    if row is None:
        raise NotFound
    if row.state != PutAside.State.WAITING:
        raise Conflict(_("Somebody has decided on this record already."))
    return row


def _decide(row: PutAside, state: str, by: Person) -> None:
    row.state, row.decided_by, row.decided_on = state, by.id, clock.today()
    row.save(update_fields=["state", "decided_by", "decided_on"])
    audit.write(AuditLine, who=by.id, verb=f"put_aside.{state}", subject=row.id)
