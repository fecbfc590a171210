"""What this room holds about one person, opened, for whoever asks to see everything."""

from typing import Any
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.organizing.leadership import ladders
from waymeet.organizing.leadership.models import Assessment, Leads, Move
from waymeet.organizing.leadership.queries.person import of_person


def held(*, contact_id: UUID, by: Person, keyring: Keyring) -> list[tuple[Any, list[str]]]:
    check(by, May.READ_GUARDED)
    found, now = of_person(contact_id=contact_id, by=by, keyring=keyring), ladders.in_force()
    names = {step.key: step.name for step in now.steps}
    rung = [f"{_('By the rules')}: {found.by_rules.name}"]
    if found.word:
        rung.append(f"{_('By an organizer')}: {found.rung.name}. {found.reason}")
    moves = Move.objects.filter(contact=contact_id).order_by("day", "id")
    rung += [f"{date_format(row.day)}: {names.get(row.from_key, '')} → {names.get(row.to_key, '')}" for row in moves]
    leads = Leads.objects.filter(leader=contact_id).select_related("follower")
    led = Leads.objects.filter(follower=contact_id).select_related("leader")
    return [
        (_("How organizers assessed them"), [_assessed(one.row, one.evidence) for one in found.assessments]),
        (_("Where they stand on the ladder"), rung),
        (_("Whom they lead"), [row.follower.called for row in leads]),
        (_("Who leads them"), [row.leader.called for row in led]),
    ]


def _assessed(row: Assessment, evidence: str) -> str:
    return f"{date_format(row.day)}: {row.get_score_display()}. {evidence}"
