"""Coalitions as the desk shows them: who stands in one, and of what was promised how much came."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound
from waymeet.organizing.coalitions.models import Coalition, Delegate, Pledge, Reach, Standing
from waymeet.organizing.contacts.models import Contact, Group

TIERS = list(Standing.Tier.values)
MOST_TO_CHOOSE = 300


@dataclass(frozen=True)
class Kept:
    """Of what was promised and is settled or past its day, how much came."""

    promised: int
    delivered: int
    open: int
    late: int


@dataclass(frozen=True)
class Stands:
    """One organization in a coalition."""

    row: Standing
    delegates: Sequence[Delegate]
    pledges: Sequence[Pledge]
    kept: Kept


@dataclass(frozen=True)
class OfPerson:
    """For whom somebody speaks, and whom they reach."""

    speaks: Sequence[Delegate]
    reaches: Sequence[Reach]


def of_person(*, contact_id: UUID, by: Person) -> OfPerson:
    check(by, May.RUN_CAMPAIGNS)
    speaks = Delegate.objects.filter(contact=contact_id).select_related("standing__group")
    return OfPerson(list(speaks), list(Reach.objects.filter(contact=contact_id).select_related("official")))


def coalitions(*, by: Person) -> list[tuple[Coalition, int]]:
    """Each with how many organizations stand in it now."""
    check(by, May.RUN_CAMPAIGNS)
    rows: Any = Coalition.objects.annotate(now=Count("standings", filter=Q(standings__left_on=None)))
    return [(row, row.now) for row in rows]


def coalition(*, coalition_id: UUID, by: Person) -> tuple[Coalition, list[Stands]]:
    """The closest first; those that left last."""
    check(by, May.RUN_CAMPAIGNS)
    row = Coalition.objects.filter(pk=coalition_id).first()
    if row is None:
        raise NotFound
    rows = row.standings.select_related("group").prefetch_related("delegates__contact", "pledges")
    every = [_stands(one) for one in rows]
    every.sort(key=lambda one: (one.row.left_on is not None, TIERS.index(one.row.tier), one.row.group.name.casefold()))
    return row, every


def standing(*, standing_id: UUID, by: Person) -> Stands:
    check(by, May.RUN_CAMPAIGNS)
    rows = Standing.objects.select_related("group", "coalition").prefetch_related("delegates__contact", "pledges")
    row = rows.filter(pk=standing_id).first()
    if row is None:
        raise NotFound
    return _stands(row)


def pledge(*, pledge_id: UUID, by: Person) -> Pledge:
    check(by, May.RUN_CAMPAIGNS)
    row = Pledge.objects.select_related("standing__group").filter(pk=pledge_id).first()
    if row is None:
        raise NotFound
    return row


def _stands(row: Standing) -> Stands:
    pledges = list(row.pledges.all())
    return Stands(row, list(row.delegates.all()), pledges, kept(pledges, clock.today()))


def kept(pledges: Iterable[Pledge], today: dt.date) -> Kept:
    """What is past its day and not settled counts as promised, and as late. More than promised is no more than that."""
    promised = delivered = still_open = late = 0
    for one in pledges:
        if one.delivered is None and one.due >= today:
            still_open += 1
            continue
        late += one.delivered is None
        promised += one.promised
        delivered += min(one.delivered or 0, one.promised)
    return Kept(promised, delivered, still_open, late)


def groups_to_choose(*, by: Person) -> list[tuple[UUID, str]]:
    check(by, May.RUN_CAMPAIGNS)
    return list(Group.objects.values_list("pk", "name")[:MOST_TO_CHOOSE])


def contacts_to_choose(*, by: Person, first: UUID | None = None) -> list[tuple[UUID, str]]:
    """Members of the group first, then whoever was seen last."""
    check(by, May.RUN_CAMPAIGNS)
    check(by, May.SEE_CONTACTS)
    members = list(Contact.objects.filter(memberships__group=first).order_by("folded", "id")) if first else []
    lately = Contact.objects.exclude(pk__in=[one.pk for one in members]).order_by("-seen_on", "-id")
    return [(one.pk, one.called) for one in [*members, *lately[: MOST_TO_CHOOSE - len(members)]] if one.called]
