"""Demands as the desk shows them: how the votes stand, who is where on the power map, and since when."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.phones import names_of
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import NotFound
from waymeet.organizing.coalitions import evidence, queries_officials, rules
from waymeet.organizing.coalitions.models import Demand, Figure, Outcome, Position, Target
from waymeet.organizing.models import AuditLine


@dataclass(frozen=True)
class Aimed:
    """Somebody a demand is brought to, and where they stand now: None where nobody knows."""

    row: Target
    office: str
    now: Position | None
    late: bool


@dataclass(frozen=True)
class Brought:
    """A demand with everything on its page."""

    row: Demand
    outcomes: Sequence[tuple[Outcome, str]]
    figures: Sequence[Figure]
    aimed: Sequence[Aimed]
    votes: rules.Votes

    @property
    def state(self) -> Outcome | None:
        return self.outcomes[0][0] if self.outcomes else None


@dataclass(frozen=True)
class Stood:
    """One position with its evidence; None where these keys do not open it."""

    row: Position
    by: str
    verified_by: str
    words: str | None


@dataclass(frozen=True)
class OneTarget:
    """One target with the whole history."""

    row: Target
    office: str
    stood: Sequence[Stood]


def demands(*, by: Person) -> list[tuple[Demand, Outcome | None, rules.Votes]]:
    check(by, May.RUN_CAMPAIGNS)
    rows = list(Demand.objects.prefetch_related("outcomes"))
    now = _positions_now(Target.objects.filter(demand__in=rows))
    targets: dict[UUID, list[Target]] = {}
    for one in Target.objects.filter(demand__in=rows, role=Target.Role.DECIDES):
        targets.setdefault(one.demand_id, []).append(one)
    return [(row, next(iter(row.outcomes.all()), None), _votes(row, targets.get(row.pk, []), now)) for row in rows]


def demand(*, demand_id: UUID, by: Person) -> Brought:
    row = plain(demand_id=demand_id, by=by)
    targets = list(row.targets.select_related("official"))
    offices = queries_officials.offices_of({one.official_id for one in targets})
    now, today = _positions_now(row.targets.all()), clock.today()
    aimed = [
        Aimed(one, offices.get(one.official_id, ""), now.get(one.pk), bool(one.next_on and one.next_on < today))
        for one in targets
    ]
    aimed.sort(key=lambda one: (-one.row.power, one.now.value if one.now else 9, one.row.official.folded))
    outcomes = list(row.outcomes.all())
    names = names_of({one.by for one in outcomes})
    deciding = [one for one in targets if one.role == Target.Role.DECIDES]
    told = [(one, names.get(one.by, "")) for one in outcomes]
    return Brought(row, told, list(row.figures.all()), aimed, _votes(row, deciding, now))


def plain(*, demand_id: UUID, by: Person) -> Demand:
    """The row alone."""
    check(by, May.RUN_CAMPAIGNS)
    row = Demand.objects.select_related("coalition").filter(pk=demand_id).first()
    if row is None:
        raise NotFound
    return row


def _positions_now(targets: Any) -> dict[UUID, Position]:
    """Of each target the newest."""
    now: dict[UUID, Position] = {}
    for one in Position.objects.filter(target__in=targets).order_by("day", "id"):
        now[one.target_id] = one
    return now


def _votes(row: Demand, deciding: Sequence[Target], now: dict[UUID, Position]) -> rules.Votes:
    return rules.counted(row.needed or 0, [now[one.pk].value if one.pk in now else None for one in deciding])


def target(*, target_id: UUID, by: Person, keyring: Keyring) -> OneTarget:
    """Opened with its evidence, and written down that it was."""
    check(by, May.RUN_CAMPAIGNS)
    row = Target.objects.select_related("official", "demand").filter(pk=target_id).first()
    if row is None:
        raise NotFound
    positions = list(row.positions.all())
    names = names_of({one.by for one in positions} | {one.verified_by for one in positions if one.verified_by})
    with transaction.atomic(using="organizing"):
        audit.write(AuditLine, who=by.id, verb="campaign.read_target", subject=row.pk)
    stood = [_stood(one, row, names, keyring) for one in positions]
    return OneTarget(row, queries_officials.offices_of({row.official_id}).get(row.official_id, ""), stood)


def _stood(one: Position, row: Target, names: dict[UUID, str], keyring: Keyring) -> Stood:
    words = evidence.opened(evidence.POSITION, one.pk, row.official_id, one.epoch, one.sealed, keyring)
    verified = names.get(one.verified_by, "") if one.verified_by else ""
    return Stood(one, names.get(one.by, ""), verified, words)


def to_ask(*, by: Person) -> list[Target]:
    """What is to be asked next, the earliest first."""
    check(by, May.RUN_CAMPAIGNS)
    rows = Target.objects.filter(next_on__isnull=False, next_on__lte=clock.today() + dt.timedelta(days=14))
    return list(rows.select_related("official", "demand").order_by("next_on", "id")[:12])
