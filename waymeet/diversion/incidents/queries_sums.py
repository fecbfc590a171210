"""What the ledger adds up to: decisions by quarter and by race, and how two people see one person's race."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.diversion.incidents import queries, replaying, rules
from waymeet.diversion.incidents.models import Entry, Referral
from waymeet.diversion.incidents.said import Door, Offer, Response
from waymeet.kernel import clock

UNDER = 5  # whoever does not keep the ledger sees no smaller number than this
STAGES = ("incidents", "eligible", "offered", "accepted")


@dataclass
class Sums:
    """Counts by stage of one quarter or one group, and why it was not offered to whoever was eligible."""

    stages: Counter[str] = field(default_factory=Counter)
    why_not: Counter[str] = field(default_factory=Counter)


@dataclass
class Ledger:
    """`by_quarter` and the two groupings by race; `pairs` is (said, seen) for whoever has one answer in each."""

    by_quarter: dict[str, Sums]
    said: dict[str, Sums]
    seen: dict[str, Sums]
    pairs: Counter[tuple[str, str]]
    everybody: Sums


def ledger_sums(*, by: Person) -> Ledger:
    """The first door only. Offered and accepted are of those who were eligible: each stage is fed by the one before."""
    check(by, May.READ_LEDGER)
    found = Ledger({}, {}, {}, Counter(), Sums())
    names = ("iso_week", "eligible", "offer", "why_not", "response", "races_said", "races_seen")
    for row in queries.newest_entries().only(*names).iterator():
        for sums in _where_it_counts(found, row):
            _count(sums, row)
        if len(row.races_said) == len(row.races_seen) == 1:
            found.pairs[row.races_said[0], row.races_seen[0]] += 1
    return found


def _where_it_counts(found: Ledger, row: Entry) -> Iterable[Sums]:
    yield found.everybody
    yield found.by_quarter.setdefault(clock.quarter_of(row.iso_week), Sums())
    for race in row.races_said:
        yield found.said.setdefault(race, Sums())
    for race in row.races_seen:
        yield found.seen.setdefault(race, Sums())


def _count(sums: Sums, row: Entry) -> None:
    sums.stages["incidents"] += 1
    if row.eligible != rules.YES:
        return
    sums.stages["eligible"] += 1
    if row.offer != Offer.OFFERED:
        sums.why_not[row.why_not] += 1
        return
    sums.stages["offered"] += 1
    sums.stages["accepted"] += row.response == Response.ACCEPTED


def referral_sums(*, by: Person) -> dict[str, dict[str, Counter[str]]]:
    """By door, then by quarter: how many came, and how many said yes. The two doors stay apart."""
    check(by, May.READ_LEDGER)
    found: dict[str, dict[str, Counter[str]]] = {door: {} for door in (Door.SOCIAL.value, Door.COMMUNITY.value)}
    for row in Referral.objects.only("door", "iso_week", "response").iterator():
        counted = found[row.door].setdefault(clock.quarter_of(row.iso_week), Counter())
        counted["came"] += 1
        counted["accepted"] += row.response == Response.ACCEPTED
    return found


def replay_of(document: rules.Document, *, by: Person) -> replaying.Replay:
    """Every incident judged by these rules, held or only proposed. Nothing is written."""
    check(by, May.KEEP_RULES)
    return replaying.replayed(document, queries.judged_incidents())


def least_shown(by: Person) -> int:
    """The smallest number above 0 this person sees. Whoever keeps the ledger reads its rows anyway."""
    return 1 if can(by, May.KEEP_LEDGER) else UNDER
