"""What people need to come: asked for, promised by somebody, and there or not."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.queries import people_who_may
from waymeet.accounts.roles import May
from waymeet.kernel import erasure
from waymeet.kernel.errors import BadInput, NotFound
from waymeet.kernel.ids import random_id
from waymeet.organizing.events import rows, sealed
from waymeet.organizing.events.models import AccessNeed, Attendance, Need, Promised
from waymeet.organizing.events.rows import note


def ask_for(
    *, event_id: UUID, kind: str, how_many: int = 1, language: str = "", attendance: UUID | None = None, by: Person
) -> UUID:
    """For the whole event, or for somebody on its list."""
    check(by, May.RUN_EVENTS)
    if kind not in Need.Kind.values or not 0 < how_many < 1000:
        raise BadInput(_("Say what is needed, and for how many."))
    if kind == Need.Kind.INTERPRETATION and not language:
        raise BadInput(_("Interpretation into which language?"))
    with transaction.atomic(using="organizing"):
        event = rows.event(event_id)
        if attendance is not None and not Attendance.objects.filter(pk=attendance, event=event).exists():
            raise NotFound
        said = {"kind": kind, "how_many": how_many, "language": language, "attendance_id": attendance}
        row = Need.objects.create(event=event, **said)
        note("event.need", by, event.pk)
    return row.pk


def ask_for_access(*, event_id: UUID, what: str, by: Person) -> UUID:
    """Sealed at once: it can tell of somebody's health. Field leads may write one down and cannot read it again."""
    check(by, May.RUN_EVENTS)
    if not what.strip():
        raise BadInput(_("Write down what is needed to take part."))
    with transaction.atomic(using="organizing"):
        event, row_id = rows.event(event_id), random_id()
        epoch, kept = sealed.seal(sealed.ACCESS, row_id, event.pk, {"what": what.strip()})
        AccessNeed.objects.create(pk=row_id, event=event, day=event.day, epoch=epoch, sealed=kept)
        note("event.need", by, event.pk)
    return row_id


def promise(*, need_id: UUID, state: str, worker: UUID | None = None, by: Person) -> UUID:
    """Somebody sees to it; afterwards, whether it was there. Answers the event."""
    check(by, May.RUN_EVENTS)
    if state not in Promised.values:
        raise BadInput(_("Say whether it is promised, and whether it was there."))
    if worker is not None and worker not in dict(people_who_may(May.RUN_EVENTS)):
        raise BadInput(_("Choose somebody who runs events here."))
    with transaction.atomic(using="organizing"):
        row = _need(need_id)
        row.state = Promised(state)
        row.worker = worker or row.worker or (by.id if state == Promised.PROMISED else None)
        row.save()
        note("event.promise", by, row.event_id)
    return row.event_id


def drop_need(*, need_id: UUID, by: Person) -> UUID:
    """Not needed after all, or whoever asked wants it gone: for good."""
    check(by, May.RUN_EVENTS)
    with transaction.atomic(using="organizing"):
        row = _need(need_id)
        erasure.erase(type(row).objects.filter(pk=need_id))
        note("event.need", by, row.event_id)
    return row.event_id


def _need(need_id: UUID) -> Need | AccessNeed:
    row = Need.objects.filter(pk=need_id).first() or AccessNeed.objects.filter(pk=need_id).first()
    if row is None:
        raise NotFound
    return row
