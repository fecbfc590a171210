"""All there is of one person's leading: assessments, rung and why, whom they brought, whom they lead."""

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
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.leadership import climbing, ladders, opened, rules
from waymeet.organizing.leadership.ladders import Step
from waymeet.organizing.leadership.models import Assessment, Leads, Move, Override
from waymeet.organizing.leadership.rules import Condition, Facts
from waymeet.organizing.models import AuditLine


@dataclass(frozen=True)
class Assessed:
    """One assessment with its words, and who made it."""

    row: Assessment
    by: str
    evidence: str


@dataclass(frozen=True)
class Asked:
    """A condition, how many of it there are, and whether that is enough."""

    condition: Condition
    there: int
    holds: bool


@dataclass(frozen=True)
class Moved:
    """One movement, with the names of the rungs as they are called now."""

    row: Move
    before: str
    after: str


@dataclass(frozen=True)
class Leading:
    """What the page of a person shows. `word` is None where the rules alone speak."""

    assessments: Sequence[Assessed]
    checked: bool
    rung: Step
    by_rules: Step
    why: Sequence[Asked]
    following: Step | None
    wants: Sequence[Asked]
    word: Override | None
    word_by: str
    reason: str
    moves: Sequence[Moved]
    brought: Sequence[Contact]
    leads: Sequence[Leads]
    led: Leads | None

    @property
    def latest(self) -> Assessed | None:
        return self.assessments[0] if self.assessments else None

    @property
    def too_many(self) -> bool:
        return rules.too_many(len(self.leads))

    @property
    def overdue(self) -> set[UUID]:
        today = clock.today()
        return {one.pk for one in self.leads if is_overdue(one, today)}


def is_overdue(row: Leads, today: dt.date) -> bool:
    return rules.overdue(row.talked_on or row.since, row.every_days, today)


def of_person(*, contact_id: UUID, by: Person, keyring: Keyring) -> Leading:
    """Opened, and written down that it was."""
    check(by, May.ASSESS)
    today, now = clock.today(), ladders.in_force()
    rows = list(Assessment.objects.filter(contact=contact_id))
    word = climbing.words_in_force(today).filter(contact=contact_id).first()
    if rows or word:
        with transaction.atomic(using="organizing"):
            audit.write(AuditLine, who=by.id, verb="assessment.read", subject=contact_id)
    names = names_of({row.by for row in rows} | ({word.by} if word else set()))
    facts = climbing.facts_of(contact_id, [one for rung in now.rungs for one in rung.conditions], today)
    ruled = rules.place(now.rungs, facts)
    said = now.place_of(word.key) if word else None
    at = ruled if said is None else said
    return Leading(
        assessments=[Assessed(row, names.get(row.by, ""), opened.evidence_of(row, keyring)) for row in rows],
        checked=is_checked(rows),
        rung=now.steps[at],
        by_rules=now.steps[ruled],
        why=_asked(now.steps[ruled], facts),
        following=now.steps[at + 1] if at + 1 < len(now.steps) else None,
        wants=_asked(now.steps[at + 1], facts) if at + 1 < len(now.steps) else [],
        word=word,
        word_by=names.get(word.by, "") if word else "",
        reason=opened.reason_of(word, keyring) if word else "",
        moves=_moves(contact_id, now),
        **_people(contact_id),
    )


def is_checked(rows: Sequence[Assessment]) -> bool:
    """Newest first. A 1 counts as checked when two different people gave it, with nothing else in between."""
    ones: set[UUID] = set()
    for row in rows:
        if row.score != rules.LEADER:
            break
        ones.add(row.by)
    return len(ones) > 1


def _asked(step: Step, facts: Facts) -> list[Asked]:
    return [Asked(one, facts.get(one, 0), rules.holds(one, facts)) for one in step.rule.conditions]


def _moves(contact_id: UUID, now: ladders.Now) -> list[Moved]:
    called = {step.key: step.name for step in now.steps}
    rows = Move.objects.filter(contact=contact_id)[:20]
    return [Moved(row, called.get(row.from_key, row.from_key), called.get(row.to_key, row.to_key)) for row in rows]


def _people(contact_id: UUID) -> dict[str, Any]:
    brought = Contact.objects.filter(pk__in=climbing.brought_by(contact_id))
    leads = Leads.objects.select_related("leader", "follower")
    return {
        "brought": list(brought),
        "leads": list(leads.filter(leader=contact_id).order_by("follower__folded")),
        "led": leads.filter(follower=contact_id).first(),
    }
