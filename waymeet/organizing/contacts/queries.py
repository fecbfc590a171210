"""The queue of introductions."""

from dataclasses import dataclass
from uuid import UUID

from waymeet.accounts.phones import names_of
from waymeet.consent import gate
from waymeet.organizing.contacts import consented
from waymeet.organizing.contacts.models import Introduction


@dataclass(frozen=True)
class Waiting:
    """One row of the queue; who it is stays sealed until somebody opens it."""

    introduction: Introduction
    assigned_to: str
    sentence: str


def introductions(*, closed: bool = False) -> list[Waiting]:
    """The queue, oldest first; the closed ones instead when asked."""
    rows = consented.current()
    rows = rows.filter(state="closed") if closed else rows.exclude(state="closed")
    names = names_of({row.assigned_to for row in rows if row.assigned_to})
    return [Waiting(row, names.get(row.assigned_to, "") if row.assigned_to else "", _words(row)) for row in rows]


def _words(row: Introduction) -> str:
    sentence = gate.sentence_with(row.sentence)
    return sentence.text if sentence else ""


def introductions_waiting(person_id: UUID | None = None) -> int:
    """How many are new, or new and assigned to this person."""
    rows = consented.current().filter(state="new")
    return rows.filter(assigned_to=person_id).count() if person_id else rows.count()
