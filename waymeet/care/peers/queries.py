"""Stipends by day. No sum by person, no order by amount: nobody is ranked."""

from uuid import UUID

from django.db.models import QuerySet

from waymeet.care.peers.models import Stipend


def own_stipends(peer: UUID) -> QuerySet[Stipend]:
    return Stipend.objects.filter(peer=peer)


def stipends() -> QuerySet[Stipend]:
    return Stipend.objects.all()
