"""What the care half of the field API takes and answers."""

from typing import Any

from ninja import Schema


class Slots(Schema):
    """A hand-in: slots in base64, how many, and the hash of the set (rules.set_hash)."""

    slots: list[str]
    count: int
    set_hash: str


class Refused(Schema):
    """What went wrong, in one sentence to show."""

    sentence: str


class Words(Schema):
    """One text in both languages."""

    en: str
    es: str


class Item(Schema):
    """What can be handed out; `recalled`: numbers of lots that must not be."""

    number: int
    name: Words
    unit: str
    recalled: list[str]


class Barrier(Schema):
    """What keeps people from services."""

    number: int
    name: Words


class Reason(Schema):
    """Why somebody takes a kit."""

    number: int
    name: Words


class Neighbourhood(Schema):
    """An area of at least 500 doors."""

    number: int
    name: str


class MonthKey(Schema):
    """What slots are sealed to."""

    epoch: str
    public: str


class Tonight(Schema):
    """Everything a phone needs for a kit night."""

    program: str
    week: str
    items: list[Item]
    barriers: list[Barrier]
    reasons: list[Reason]
    areas: list[Neighbourhood]
    key: MonthKey
    incarnation: str


class Held(Schema):
    """How many of the slots are held, and the hash of that set."""

    count: int
    set_hash: str
    incarnation: str


# Every refusal is a sentence.
REFUSALS: dict[Any, Any] = {frozenset({400, 403, 404, 409, 422, 429}): Refused}
