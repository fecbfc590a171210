"""Organic leaders: who came when somebody asked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.events.models import Attendance
from waymeet.organizing.leadership import climbing, rules

MOST = 100


@dataclass(frozen=True)
class Turnout:
    """`asked`: people they asked to something that is over; `came` of them; `open`: not over yet. Each person once."""

    leader: Contact
    asked: int
    came: int
    open: int
    followers: Sequence[Contact]

    @property
    def share(self) -> int | None:
        return rules.share(self.came, self.asked)


def turnouts(*, by: Person) -> list[Turnout]:
    """Those for whom somebody came first; at most a hundred."""
    check(by, May.ASSESS)
    asked = Attendance.objects.filter(asked_by__isnull=False).exclude(asked_by=F("contact")).order_by()
    who = Count("contact", distinct=True, filter=Q(came__isnull=False))
    came = Count("contact", distinct=True, filter=Q(came=True))
    still = Count("contact", distinct=True, filter=Q(came__isnull=True))
    rows = asked.values("asked_by").annotate(asked=who, some=came, still=still).order_by("-some", "asked", "asked_by")
    found = list(rows[:MOST])
    leaders = Contact.objects.in_bulk([row["asked_by"] for row in found])
    followers = _followers([row["asked_by"] for row in found])
    return [
        Turnout(leaders[row["asked_by"]], row["asked"], row["some"], row["still"], followers.get(row["asked_by"], []))
        for row in found
    ]


def _followers(leaders: list[UUID]) -> dict[UUID, list[Contact]]:
    pairs = set(climbing.came_when_asked().filter(asked_by__in=leaders).values_list("asked_by", "contact"))
    people = Contact.objects.in_bulk({contact for _leader, contact in pairs})
    found: dict[UUID, list[Contact]] = defaultdict(list)
    for leader, contact in pairs:
        found[leader].append(people[contact])
    return {leader: sorted(each, key=lambda one: (one.folded, str(one.pk))) for leader, each in found.items()}
