"""Planning a structure test, writing down who took part and who moved them, or counting them without names."""

import datetime as dt
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, NotFound
from waymeet.organizing.campaigns.models import Part, StructureTest, Unit
from waymeet.organizing.contacts.models import Contact, Group
from waymeet.organizing.models import AuditLine
from waymeet.organizing.turf.models import Turf

KIND_OF = {
    Group.Kind.CONGREGATION: Unit.Kind.CONGREGATION,
    Group.Kind.UNION: Unit.Kind.WORKPLACE,
    Group.Kind.BUSINESS: Unit.Kind.WORKPLACE,
    Group.Kind.SCHOOL: Unit.Kind.WORKPLACE,
    Group.Kind.SERVICE: Unit.Kind.WORKPLACE,
    Group.Kind.TENANTS: Unit.Kind.BUILDING,
    Group.Kind.BLOCK: Unit.Kind.BLOCK,
}


def unit_of_group(*, group_id: UUID, by: Person) -> UUID:
    """The unit of an open group; made when first asked for."""
    check(by, May.RUN_CAMPAIGNS)
    row = Group.objects.filter(pk=group_id).first()
    if row is None:
        raise NotFound
    kind = KIND_OF.get(Group.Kind(row.kind), Unit.Kind.GROUP)
    return Unit.objects.get_or_create(group=row, defaults={"name": row.name, "kind": kind})[0].pk


def unit_of_turf(*, turf_id: UUID, by: Person) -> UUID:
    """The unit of the doors of a turf."""
    check(by, May.RUN_CAMPAIGNS)
    row = Turf.objects.filter(pk=turf_id).first()
    if row is None:
        raise NotFound
    return Unit.objects.get_or_create(turf=row, defaults={"name": row.name, "kind": Unit.Kind.BLOCK})[0].pk


def plan(*, unit_id: UUID, ask: str, deadline: dt.date, denominator: int, source: str, target: int, by: Person) -> UUID:
    """An ask to everybody of a unit. How many everybody is comes from somewhere, and that is said beside it."""
    check(by, May.RUN_CAMPAIGNS)
    if not ask.strip():
        raise BadInput(_("Say what is asked of everybody."))
    if denominator < 1 or not source.strip():
        raise BadInput(_("Say how many people there are in all, and who says so."))
    if not 1 <= target <= 100:
        raise BadInput(_("Choose how many percent are wanted, from 1 to 100."))
    said = {"ask": ask.strip(), "deadline": deadline, "denominator": denominator, "source": source.strip()}
    row = StructureTest(unit_id=unit_id, target=target, made_by=by.id, **said)
    with transaction.atomic(using="organizing"):
        if not Unit.objects.filter(pk=unit_id).exists():
            raise NotFound
        row.save(force_insert=True)
        _note("structure_test.plan", by, row.pk)
    return row.pk


def mark(*, test_id: UUID, contact_id: UUID, did: bool | None, by: Person) -> None:
    """Took part, did not, or nobody knows yet (None). Marking again is a correction; who moved them stays."""
    check(by, May.RUN_CAMPAIGNS)
    with transaction.atomic(using="organizing"):
        _known(test_id, contact_id)
        if did is None:
            Part.objects.filter(test=test_id, contact=contact_id).delete()
        else:
            said = {"did": did, "by": by.id, "day": clock.today()}
            Part.objects.update_or_create(test_id=test_id, contact_id=contact_id, defaults=said)
        _note("structure_test.mark", by, test_id)


def moved(*, test_id: UUID, contact_id: UUID, moved_by: UUID | None, by: Person) -> None:
    """They took part, and this person moved them; nobody for None."""
    check(by, May.RUN_CAMPAIGNS)
    if moved_by == contact_id:
        raise BadInput(_("Choose somebody else: nobody is moved by themselves."))
    with transaction.atomic(using="organizing"):
        _known(test_id, contact_id)
        if moved_by is not None and not Contact.objects.filter(pk=moved_by).exists():
            raise NotFound
        said = {"did": True, "by": by.id, "day": clock.today(), "moved_by_id": moved_by}
        Part.objects.update_or_create(test_id=test_id, contact_id=contact_id, defaults=said)
        _note("structure_test.mark", by, test_id)


def count(*, test_id: UUID, many: int, by: Person) -> None:
    """How many took part whose names we do not write down, besides those named."""
    check(by, May.RUN_CAMPAIGNS)
    if many < 0:
        raise BadInput(_("Choose a number from 0 up."))
    with transaction.atomic(using="organizing"):
        if not StructureTest.objects.filter(pk=test_id).update(counted=many):
            raise NotFound
        _note("structure_test.count", by, test_id)


def note_export(*, unit_id: UUID, by: Person) -> None:
    """A wall chart with names left as a file."""
    check(by, May.RUN_CAMPAIGNS)
    with transaction.atomic(using="organizing"):
        _note("wall_chart.export", by, unit_id)


def _known(test_id: UUID, contact_id: UUID) -> None:
    if not StructureTest.objects.filter(pk=test_id).exists() or not Contact.objects.filter(pk=contact_id).exists():
        raise NotFound


def _note(verb: str, by: Person, subject: UUID) -> None:
    audit.write(AuditLine, who=by.id, verb=verb, subject=subject)
