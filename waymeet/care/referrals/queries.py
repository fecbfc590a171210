"""Referrals that wait, and how they went, as counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.directory.models import Listing
from waymeet.care.referrals import rules
from waymeet.care.referrals.kinds import State
from waymeet.care.referrals.models import Referral
from waymeet.kernel import codes
from waymeet.kernel.errors import NotFound

OPEN = [state for state in State.values if rules.is_open(state)]
# The participant went; what comes after is theirs to say.
REACHED = [State.FIRST_VISIT, State.DONE]


@dataclass(frozen=True)
class Went:
    """A kind of help: how many were offered, wanted, reached somebody, failed; and of these by which reason."""

    kind: str
    offered: int
    wanted: int
    reached: int
    helped: int
    failed: int
    by_them: int


def waiting(*, by: Person) -> list[tuple[Referral, str]]:
    """Every open referral with the name of its service, the longest waiting first."""
    check(by, May.REFER)
    rows = list(Referral.objects.filter(state__in=OPEN).order_by("state_week", "pk"))
    names = service_names([row.service for row in rows])
    return [(row, names.get(row.service, "")) for row in rows]


def service_names(ids: Sequence[Any]) -> dict[Any, str]:
    return dict(Listing.objects.filter(pk__in=[one for one in ids if one]).values_list("pk", "name"))


def service_name(asked: str) -> str:
    """Empty for none, and for what is no service's id."""
    try:
        service = UUID(asked)
    except ValueError:
        return ""
    return service_names([service]).get(service, "")


def one(*, referral_id: int, by: Person) -> Referral:
    check(by, May.REFER)
    row = Referral.objects.filter(pk=referral_id).first()
    if row is None:
        raise NotFound
    return row


def by_slip(code: str) -> Referral:
    """One question and one answer for every code that leads nowhere, however it is wrong."""
    row = Referral.objects.filter(code_hash=codes.code_hash(code)).first()
    if row is None:
        raise NotFound
    return row


def how_they_went(*, by: Person) -> list[Went]:
    """By kind, over all that is kept."""
    check(by, May.REFER)
    found: dict[str, list[Referral]] = {}
    for row in Referral.objects.all():
        found.setdefault(str(row.get_kind_display()), []).append(row)
    return [_went(kind, rows) for kind, rows in sorted(found.items())]


def _went(kind: str, rows: Sequence[Referral]) -> Went:
    never = (State.OFFERED, State.DECLINED)
    return Went(
        kind=kind,
        offered=len(rows),
        wanted=sum(row.state not in never for row in rows),
        reached=sum(row.state in REACHED for row in rows),
        helped=sum(row.helped == "yes" for row in rows),
        failed=sum(row.state in rules.NEEDS_REASON for row in rows),
        by_them=sum(row.closed_by_them for row in rows),
    )


def why_they_failed(*, by: Person) -> list[tuple[str, str, int]]:
    """(kind, reason, how many), as words."""
    check(by, May.REFER)
    rows = Referral.objects.filter(state__in=rules.NEEDS_REASON).values("kind", "reason").order_by()
    counted = {(one["kind"], one["reason"]): one["many"] for one in rows.annotate(many=Count("pk"))}
    found = []
    for (kind, reason), many in counted.items():
        row = Referral(kind=kind, reason=reason)
        found.append((str(row.get_kind_display()), str(row.get_reason_display()), many))
    return sorted(found)


def made(weeks: Sequence[str]) -> tuple[int, int]:
    """Of the referrals offered in these ISO weeks and wanted: how many there were, and how many reached the service."""
    rows = Referral.objects.filter(iso_week__in=weeks).exclude(state__in=(State.OFFERED, State.DECLINED))
    return rows.count(), rows.filter(state__in=REACHED).count()


def made_by_kind(weeks: Sequence[str]) -> list[tuple[str, int]]:
    """(kind, how many were wanted), as words, of those offered in these ISO weeks."""
    rows = Referral.objects.filter(iso_week__in=weeks).exclude(state__in=(State.OFFERED, State.DECLINED))
    counted = rows.values_list("kind").annotate(Count("pk")).order_by("kind")
    return [(str(Referral(kind=kind).get_kind_display()), many) for kind, many in counted]
