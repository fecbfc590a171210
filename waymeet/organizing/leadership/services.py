"""Assessing, saying who leads whom, putting somebody on a rung against the rules, and making the ladder anew.

Each verb is one transaction with one line in the audit that names the person and no word and no number.
"""

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.organizing.contacts import words
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.leadership import ladders, moving
from waymeet.organizing.leadership.ladders import Step
from waymeet.organizing.leadership.models import Assessment, Condition, Ladder, Leads, Move, Override, Rung
from waymeet.organizing.leadership.opened import EVIDENCE, REASON
from waymeet.organizing.leadership.rules import MOST_CONDITIONS, MOST_RUNGS
from waymeet.organizing.models import AuditLine

CADENCES = (7, 14, 30, 90)


def assess(*, contact_id: UUID, score: int, evidence: str, by: Person) -> UUID:
    """Added to what others saw before; nothing is ever written over. Without what they did it is only an opinion."""
    check(by, May.ASSESS)
    if score not in Assessment.Score.values:
        raise BadInput(_("Choose a number from 1 to 5. Leave it empty for somebody nobody has assessed."))
    if not evidence.strip():
        raise BadInput(_("Write down what they did that shows it. What somebody says is no evidence."))
    row = Assessment(contact_id=contact_id, score=score, by=by.id)
    row.epoch, row.evidence = words.sealed(EVIDENCE, row.pk, contact_id, {"words": evidence.strip()})
    with transaction.atomic(using="organizing"):
        _known(contact_id)
        row.save(force_insert=True)
        moving.settle(only=contact_id)
        _note("assessment.add", by, contact_id)
    return row.pk


def stand(*, contact_id: UUID, key: str, reason: str, until: dt.date | None, by: Person) -> None:
    """On this rung whatever the rules say, until a day or until it is taken back. The word before ends."""
    check(by, May.ASSESS)
    if ladders.in_force().place_of(key) is None:
        raise BadInput(_("Choose a rung of the ladder."))
    if not reason.strip():
        raise BadInput(_("Say why the rules are wrong about them."))
    if until is not None and until < clock.today():
        raise BadInput(_("Choose a last day that is not past, or none."))
    row = Override(contact_id=contact_id, key=key, until=until, by=by.id)
    row.epoch, row.reason = words.sealed(REASON, row.pk, contact_id, {"words": reason.strip()})
    with transaction.atomic(using="organizing"):
        _known(contact_id)
        _end_word(contact_id)
        row.save(force_insert=True)
        moving.settle(why=Move.Why.WORD, only=contact_id)
        _note("rung.put", by, contact_id)


def stand_by_the_rules(*, contact_id: UUID, by: Person) -> None:
    """The word is taken back; it stays in their history."""
    check(by, May.ASSESS)
    with transaction.atomic(using="organizing"):
        _known(contact_id)
        if not _end_word(contact_id):
            raise NotFound
        moving.settle(why=Move.Why.WORD, only=contact_id)
        _note("rung.take_back", by, contact_id)


def _end_word(contact_id: UUID) -> int:
    return Override.objects.filter(contact=contact_id, ended_on__isnull=True).update(ended_on=clock.today())


def lead(*, leader: UUID, follower: UUID, every_days: int, by: Person) -> None:
    """Who leads somebody among the people themselves; whoever led them before does not any more."""
    check(by, May.ASSESS)
    if every_days not in CADENCES:
        raise BadInput(_("Choose how often they want to talk."))
    if leader == follower:
        raise BadInput(_("Choose somebody else."))
    with transaction.atomic(using="organizing"):
        for one in (leader, follower):
            _known(one)
        before = Leads.objects.filter(follower=follower).values_list("leader", flat=True).first()
        if follower in _above(leader):
            raise Conflict(_("This would go in a circle: the one who is to follow leads the other, through somebody."))
        Leads.objects.update_or_create(follower_id=follower, defaults={"leader_id": leader, "every_days": every_days})
        moving.settle(only=leader)
        if before and before != leader:
            moving.settle(only=before)
        _note("leads.put", by, follower)


def _above(contact: UUID) -> set[UUID]:
    """Everybody who leads them, and who leads those."""
    leader_of = dict(Leads.objects.values_list("follower", "leader"))
    found: set[UUID] = set()
    while contact in leader_of and leader_of[contact] not in found:
        contact = leader_of[contact]
        found.add(contact)
    return found


def lead_no_more(*, follower: UUID, by: Person) -> None:
    check(by, May.ASSESS)
    with transaction.atomic(using="organizing"):
        leader = Leads.objects.filter(follower=follower).values_list("leader", flat=True).first()
        if leader is None:
            raise NotFound
        Leads.objects.filter(follower=follower).delete()
        moving.settle(only=leader)
        _note("leads.take_away", by, follower)


def talked(*, follower: UUID, by: Person) -> None:
    """Somebody and whoever leads them talked, today."""
    check(by, May.ASSESS)
    with transaction.atomic(using="organizing"):
        if not Leads.objects.filter(follower=follower).update(talked_on=clock.today()):
            raise NotFound
        _note("leads.talked", by, follower)


def settle(*, by: Person) -> int:
    """Find who moved since the last time; the daily run does the same by itself."""
    check(by, May.ASSESS)
    return moving.settle(who=by.id)


def make_ladder(*, steps: Sequence[Step], by: Person) -> UUID:
    """A new version, in force from now; the one before stays with its days. Everybody is placed anew at once."""
    check(by, May.ASSESS)
    fits(steps)
    row = Ladder(made_by=by.id)
    with transaction.atomic(using="organizing"):
        moving.settle(who=by.id)
        row.save(force_insert=True)
        for at, step in enumerate(steps):
            _put_rung(row, at, step)
        moving.settle(why=Move.Why.LADDER, who=by.id)
        _note("ladder.make", by, row.pk)
    return row.pk


def _put_rung(ladder: Ladder, at: int, step: Step) -> None:
    said = {name: getattr(step, name) for name in ("name_en", "name_es", "next_en", "next_es", "leads")}
    rung = Rung.objects.create(ladder=ladder, key=step.key, place=at, any_of=step.rule.any_of, **said)
    Condition.objects.bulk_create(
        Condition(rung=rung, what=one.what.value, number=one.number, months=one.months, group_kind=one.group)
        for one in step.rule.conditions
    )


def fits(steps: Sequence[Step]) -> None:
    """BadInput where it is no ladder."""
    if not 2 <= len(steps) <= MOST_RUNGS:
        raise BadInput(_("A ladder has from 2 to %(most)s rungs.") % {"most": MOST_RUNGS})
    if len({step.key for step in steps}) < len(steps):
        raise BadInput(_("Two rungs are the same one. Load the page again."))
    if steps[0].rule.conditions:
        raise BadInput(_("The lowest rung asks for nothing: everybody stands at least there."))
    for number, step in enumerate(steps, 1):
        if not (step.name_en.strip() and step.name_es.strip()):
            raise BadInput(_("Give rung %(number)s a name in both languages.") % {"number": number})
        if number > 1 and not 1 <= len(step.rule.conditions) <= MOST_CONDITIONS:
            raise BadInput(_("Say what rung %(number)s asks for.") % {"number": number})


def _known(contact_id: UUID) -> None:
    if not Contact.objects.filter(pk=contact_id).exists():
        raise NotFound


def _note(verb: str, by: Person, subject: UUID) -> None:
    audit.write(AuditLine, who=by.id, verb=verb, subject=subject)
