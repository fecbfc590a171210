"""Stipends by day: no sum by person, no order by amount, nobody is ranked. Bulk by month."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.peers import rules
from waymeet.care.peers.models import BulkRecord, Stipend
from waymeet.care.supplies.queries import kit_numbers


def own_stipends(peer: UUID) -> QuerySet[Stipend]:
    return Stipend.objects.filter(peer=peer)


def stipends() -> QuerySet[Stipend]:
    return Stipend.objects.all()


def bulk_months(*, by: Person) -> list[rules.BulkMonth]:
    """All items together, small numbers in it: the page hides them."""
    check(by, May.SEE_HANDOUTS)
    return rules.by_month(_bulk())


def bulk_kits_by_month() -> list[rules.BulkMonth]:
    """Kits only, for care.counts."""
    return rules.by_month(_bulk(), kit_numbers())


def _bulk() -> Iterator[rules.Bulk]:
    for row in BulkRecord.objects.only("iso_week", "taken", "items", "reached"):
        items = {int(number): count for number, count in row.items.items()}
        yield rules.Bulk(row.iso_week, row.taken, items, row.reached)
