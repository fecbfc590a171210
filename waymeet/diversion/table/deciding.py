"""What the table decides about a case on its screen: sealed in the case, and counted in the minutes."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.casefiles import opening
from waymeet.diversion.casework.room import ROOM
from waymeet.diversion.models import AuditLine
from waymeet.diversion.table import held, rules, showing
from waymeet.diversion.table.models import Decided
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput
from waymeet.kernel.ids import random_id


def decide(*, meeting_id: UUID, file_id: int, said: Mapping[str, Any], by: Person, keyring: Keyring) -> None:
    """Only about a case that is on the screen now. The audit names the meeting, never the case."""
    screen, one = showing.one_shown(meeting_id=meeting_id, file_id=file_id, by=by, keyring=keyring)
    content = _content(said, screen.seats)
    record = held.written(held.DECISION, by, meeting=str(meeting_id), heard=sorted(screen.seats), **content)
    with transaction.atomic(using="diversion"):
        opening.put_record(ROOM, one.kept.opened.row, keyring, (random_id(), 1), record)
        Decided.objects.get_or_create(meeting=screen.meeting, decision=content["decision"])
        row = Decided.objects.filter(meeting=screen.meeting, decision=content["decision"])
        row.update(number=F("number") + 1)
        audit.write(AuditLine, who=by.id, verb="table.decide", subject=meeting_id)


def _content(said: Mapping[str, Any], seats: frozenset[str]) -> dict[str, Any]:
    decision, owner, due = said.get("decision"), said.get("owner"), said.get("due")
    if decision not in set(rules.Decision):
        raise BadInput(_("Choose what was decided from the list."), column="decision")
    if owner not in seats | {rules.US}:
        raise BadInput(_("Choose who does it: somebody who sits at the table, or the case team."), column="owner")
    if decision != rules.Decision.NOT_YET and due is None:
        raise BadInput(_("Choose the day by which it is done."), column="due")
    if due is not None and not clock.today() <= due <= clock.today() + dt.timedelta(days=366):
        raise BadInput(_("Choose a day from today on, within a year."), column="due")
    words = str(said.get("words") or "").strip()
    return {
        "decision": str(decision),
        "owner": str(owner),
        "due": due.isoformat() if due else "",
        "words": words,
    }
