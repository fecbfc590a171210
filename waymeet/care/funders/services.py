"""Typing in a quarter's total, taking it back, and taking a report out."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.funders import queries
from waymeet.care.funders.models import QuarterTotal
from waymeet.care.models import AuditLine
from waymeet.kernel import audit
from waymeet.kernel.errors import BadInput

MOST = 100_000_000


def enter_total(*, funder: str, quarter: str, number: str, count: int | None, by: Person) -> None:
    """In place of records, for every funder that asks the same; nothing takes it away again."""
    check(by, May.REPORT_TO_FUNDERS)
    mapped, when = queries.map_of(funder), queries.quarter_of(quarter)
    line = mapped.line(number)
    if line is None or not line.takes_a_number:
        raise BadInput(_("No number can be typed for this line."))
    if count is not None and not 0 <= count <= MOST:
        raise BadInput(_("Type a whole number, or nothing to go by the records."))
    what = queries.what_of(mapped, line)
    with transaction.atomic(using="care"):
        if count is None:
            QuarterTotal.objects.filter(quarter=when.key, what=what).delete()
        else:
            QuarterTotal.objects.update_or_create(quarter=when.key, what=what, defaults={"count": count})
        audit.write(AuditLine, who=by.id, verb="funder.total", subject=f"{what} {when.key}")


def take_report_out(*, funder: str, quarter: str, by: Person) -> None:
    """One line in the audit; the file is the page's own table."""
    check(by, May.REPORT_TO_FUNDERS)
    mapped, when = queries.map_of(funder), queries.quarter_of(quarter)
    with transaction.atomic(using="care"):
        audit.write(AuditLine, who=by.id, verb="funder.report", subject=f"{mapped.key} {when.key}")
