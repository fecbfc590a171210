"""What waits for a coordinator."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django.db.models import QuerySet

from waymeet.accounts.phones import names_of
from waymeet.organizing.canvass import kinds, reading, rules
from waymeet.organizing.canvass.models import PutAside


@dataclass(frozen=True)
class AsideRow:
    """A record that was put aside, as far as it can be read: why, whose, and what it says."""

    row: PutAside
    reason: Any
    remedy: Any
    who: str
    says: dict[str, Any]
    of_its_kind: Sequence[tuple[Any, Any]]
    can_be_taken_in: bool


def put_aside(*, state: str = PutAside.State.WAITING) -> list[AsideRow]:
    rows = list(PutAside.objects.filter(state=state))
    names = names_of({row.by for row in rows if row.by})
    return [_shown(row, names.get(row.by, "") if row.by else "") for row in rows]


def alike(row: PutAside) -> QuerySet[PutAside]:
    """What waits from the same phone for the same reason, that record included."""
    same = {"state": PutAside.State.WAITING, "reason": row.reason, "device": row.device, "by": row.by}
    return PutAside.objects.filter(**same)


def _shown(row: PutAside, who: str) -> AsideRow:
    read = reading.read(bytes(row.raw))
    reason, remedy = rules.REASONS.get(row.reason, (row.reason, ""))
    return AsideRow(row, reason, remedy, who, _says(read), _of_its_kind(read), not read.reason)


def _of_its_kind(read: reading.Read) -> Sequence[tuple[Any, Any]]:
    """What the app says of it whose kind it is."""
    if read.body is None or read.kind not in kinds.KINDS:
        return ()
    return kinds.KINDS[read.kind].says(read.body)


def _says(read: reading.Read) -> dict[str, Any]:
    """The readable parts, without sealed text."""
    said: dict[str, Any] = {"kind": read.kind, "at": read.at}
    if read.body is not None and read.kind not in kinds.KINDS:
        told = msgspec.to_builtins(read.body)
        said |= {key: value for key, value in told.items() if key not in ("sealed", "note") and value not in (None, [])}
    return said


def put_aside_waiting() -> int:
    return PutAside.objects.filter(state=PutAside.State.WAITING).count()
