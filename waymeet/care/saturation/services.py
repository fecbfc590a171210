"""Bringing in a file of curves, and taking it away."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.models import AuditLine
from waymeet.care.saturation import rules
from waymeet.care.saturation.models import CurveFile
from waymeet.kernel import audit
from waymeet.kernel.errors import BadInput, NotFound

YEARS = range(1990, 2101)


def bring_curves(*, called: str, source: str, baseline: int, content: bytes, by: Person) -> CurveFile:
    """Taken whole or not at all; where it comes from and its baseline year are never left out."""
    check(by, May.REPORT_TO_FUNDERS)
    if not called.strip() or not source.strip() or baseline not in YEARS:
        raise BadInput(_("Say what the file is called, where it comes from, and its baseline year."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise BadInput(_("This file is not text. Save it as CSV in UTF-8.")) from trouble
    rules.read(text.splitlines())
    with transaction.atomic(using="care"):
        row = CurveFile.objects.create(
            called=called.strip()[:80], source=source.strip()[:200], baseline=baseline, text=text
        )
        audit.write(AuditLine, who=by.id, verb="curves.bring", subject=row.pk)
    return row


def take_curves_away(*, file_id: UUID, by: Person) -> None:
    check(by, May.REPORT_TO_FUNDERS)
    with transaction.atomic(using="care"):
        gone, _each = CurveFile.objects.filter(pk=file_id).delete()
        if not gone:
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="curves.take_away", subject=file_id)
