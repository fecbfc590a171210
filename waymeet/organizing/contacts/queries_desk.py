"""One introduction as the desk shows it: sealed, with the sentence the person agreed to."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from waymeet.kernel.errors import NotFound
from waymeet.organizing.contacts.models import Introduction
from waymeet.organizing.contacts.queries import Waiting, introductions
from waymeet.organizing.turf.queries.town import door_cards

LANGUAGES = {"en": "English", "es": "Español"}


@dataclass(frozen=True)
class QueueLine:
    """One row of the queue. Name and contact point are not here: they open on the person's own page."""

    id: UUID
    wants: Any
    language: str
    language_code: str
    source: Any
    source_code: str
    door: str
    came_on: dt.date
    state: str
    state_words: Any
    assigned_id: UUID | None
    assigned_to: str
    sentence: str


def queue(*, closed: bool = False) -> list[QueueLine]:
    return _lines(introductions(closed=closed))


def one_introduction(introduction_id: UUID) -> QueueLine:
    for line in (*queue(), *queue(closed=True)):
        if line.id == introduction_id:
            return line
    raise NotFound


def _lines(rows: list[Waiting]) -> list[QueueLine]:
    cards = door_cards([row.introduction.door for row in rows if row.introduction.door])
    return [_line(row, cards[row.introduction.door].label if row.introduction.door in cards else "") for row in rows]


def _line(row: Waiting, door: str) -> QueueLine:
    kept = row.introduction
    return QueueLine(
        id=kept.id,
        wants=Introduction.Wants(kept.wants).label,
        language=LANGUAGES.get(kept.language, kept.language),
        language_code=kept.language,
        source=Introduction.Source(kept.source).label,
        source_code=kept.source,
        door=door,
        came_on=kept.came_on,
        state=kept.state,
        state_words=Introduction.State(kept.state).label,
        assigned_id=kept.assigned_to,
        assigned_to=row.assigned_to,
        sentence=row.sentence,
    )
