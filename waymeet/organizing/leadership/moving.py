"""Finding who stands on another rung than before, and writing it down with the day: once a day, and when asked."""

from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from waymeet.kernel import audit, clock
from waymeet.organizing.leadership import climbing, ladders
from waymeet.organizing.leadership.models import Move, Standing
from waymeet.organizing.models import AuditLine

BATCH = 5000  # rows written at once


def settle(*, why: str = Move.Why.DONE, who: UUID | str = "", only: UUID | None = None) -> int:
    """Everybody, or one person: how many moved. Reading takes the same number of questions for any number of people."""
    now, today = ladders.in_force(), clock.today()
    rows = climbing.everybody(now, today).order_by()
    rows = rows.filter(pk=only) if only else rows.filter(Q(rung__gt=0) | Q(standing__isnull=False))
    moves, stand = [], []
    for contact, at, before in rows.annotate(before=F("standing__key")).values_list("pk", "rung", "before").iterator():
        here, there = now.steps[at].key, before or now.lowest
        if here == there:
            continue
        up = at > (now.place_of(there) or 0)
        moves.append(Move(contact_id=contact, day=today, ladder_id=now.id, from_key=there, to_key=here, up=up, why=why))
        stand.append(Standing(contact_id=contact, key=here, since=today))
    with transaction.atomic(using="organizing"):
        Move.objects.bulk_create(moves, batch_size=BATCH)
        changed = {"update_conflicts": True, "update_fields": ["key", "since"], "unique_fields": ["contact"]}
        Standing.objects.bulk_create(stand, batch_size=BATCH, **changed)  # type: ignore[arg-type]
        if moves and not only:
            audit.write(AuditLine, who=who, verb="ladder.settle")
    return len(moves)


def settle_today() -> None:
    """The daily run: what somebody has not done for long moves them, too, with nobody at the desk."""
    settle()
