"""Writing down an agency, and that it takes part no more."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.diversion.agencies.models import Agency, Kind
from waymeet.diversion.models import AuditLine
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed, NotFound


def check_may(by: Person) -> None:
    if not (can(by, May.GOVERN) or can(by, May.KEEP_FEEDS)):
        raise NotAllowed


def add(*, name: str, kind: str, by: Person) -> Agency:
    """An office, by the name it is known under."""
    check_may(by)
    name = " ".join(name.split())
    if not name:
        raise BadInput(_("Write what the agency is called."), column="name")
    if kind not in Kind.values:
        raise BadInput(_("Choose what the agency does."), column="kind")
    if Agency.objects.filter(name__iexact=name).exists():
        raise Conflict(_("This agency is in the list already."))
    with transaction.atomic(using="diversion"):
        row = Agency.objects.create(name=name, kind=kind)
        audit.write(AuditLine, who=by.id, verb="agency.add", subject=row.pk)
    return row


def end(*, agency_id: int, by: Person) -> None:
    """It takes part no more; what it owed and sent stays."""
    check_may(by)
    with transaction.atomic(using="diversion"):
        if not Agency.objects.filter(pk=agency_id, ended_on=None).update(ended_on=clock.today()):
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="agency.end", subject=agency_id)
