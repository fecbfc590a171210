"""Who leads whom, as a tree: organizers, those they go along with, and those whom people lead themselves."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.phones import names_of
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.organizing.leadership import rules
from waymeet.organizing.leadership.models import Leads
from waymeet.organizing.leadership.queries.person import is_overdue
from waymeet.organizing.leadership.queries.standing import leading
from waymeet.organizing.one_on_ones.models import Coaching, OneOnOne

US = "us"
MOST = 300  # people on one map; beyond that it is shown team by team


@dataclass
class Node:
    """Somebody on the map. `contact` is None for who organizes; `overdue`: they and their leader should talk."""

    id: str
    name: str
    contact: UUID | None = None
    above: str = US
    overdue: bool = False
    leads: bool = False
    below: list[str] = field(default_factory=list)

    @property
    def too_many(self) -> bool:
        return self.id != US and rules.too_many(len(self.below))


@dataclass(frozen=True)
class Snowflake:
    """The tree below `root`; `teams` are those right below everybody."""

    root: str
    nodes: Mapping[str, Node]
    teams: Sequence[Node]

    @property
    def people(self) -> int:
        return sum(one.id != US for one in self.nodes.values())

    @property
    def too_large(self) -> bool:
        return self.people > MOST

    def in_order(self) -> Iterator[Node]:
        """Leaders before those they lead, as a table reads."""
        waiting = [self.root]
        while waiting:
            node = self.nodes[waiting.pop(0)]
            waiting[:0] = node.below
            yield node


def snowflake(*, by: Person, team: str = "") -> Snowflake:
    """Everybody, or one person and all below; a team that is none shows everybody."""
    check(by, May.ASSESS)
    nodes = _nodes()
    for one in nodes.values():
        if one.id != US:
            nodes[one.above].below.append(one.id)
    for one in nodes.values():
        one.below.sort(key=lambda each: (nodes[each].name.casefold(), each))
    teams = [nodes[each] for each in nodes[US].below]
    root = team if team in nodes else US if len(teams) != 1 else teams[0].id
    kept = _below(nodes, root)
    return Snowflake(root, {one: nodes[one] for one in kept}, teams)


def _below(nodes: Mapping[str, Node], root: str) -> list[str]:
    found = [root]
    for one in found:
        found.extend(nodes[one].below)
    return found


def _nodes() -> dict[str, Node]:
    today = clock.today()
    coached: Any = Coaching.objects.select_related("contact").annotate(
        last=Max("contact__one_on_ones__held_on", filter=Q(contact__one_on_ones__state=OneOnOne.State.HELD))
    )
    nodes = {US: Node(US, "")}
    names = names_of({row.coach for row in coached})
    for coach in {row.coach for row in coached}:
        nodes[str(coach)] = Node(str(coach), names.get(coach, ""))
    for row in coached:
        late = rules.overdue(row.last or row.contact.since, row.every_days, today)
        nodes[str(row.contact_id)] = _node(row.contact, str(row.coach), overdue=late)
    _put_followers(nodes, today)
    leaders = {str(one) for one in leading().order_by().values_list("pk", flat=True)} & set(nodes)
    for each in leaders:
        nodes[each].leads = True
    return nodes


def _put_followers(nodes: dict[str, Node], today: dt.date) -> None:
    """Whom people lead themselves hang below them, also where an organizer goes along with them as well."""
    rows = list(Leads.objects.select_related("leader", "follower"))
    for row in rows:
        nodes.setdefault(str(row.leader_id), _node(row.leader, US))
    for row in rows:
        nodes[str(row.follower_id)] = _node(row.follower, str(row.leader_id), overdue=is_overdue(row, today))


def _node(contact: Any, above: str, *, overdue: bool = False) -> Node:
    return Node(str(contact.pk), contact.called, contact.pk, above, overdue)
