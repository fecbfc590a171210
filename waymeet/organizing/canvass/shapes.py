"""The shapes phones send, version 1. Unknown kinds and versions are no error here: they are put aside and kept."""

import msgspec


class Batch(msgspec.Struct):
    """A hand-in; each record stays the bytes it was on the phone."""

    batch: str
    device: str
    records: list[msgspec.Raw]
    incarnation: str | None = ""


class Record(msgspec.Struct, gc=False):
    """What every record says of itself."""

    id: str
    seq: int
    kind: str
    schema: int
    at: str
    body: msgspec.Raw
    turf: str | None = None


class Answer(msgspec.Struct):
    """One answer along the script."""

    q: str
    a: str


class Visit(msgspec.Struct, gc=False):
    """A knock on a door."""

    door: str
    outcome: str
    canvass_pass: str | None = msgspec.field(name="pass", default=None)
    language: str | None = None
    answers: list[Answer] = []
    person: str | None = None
    follow_up: bool = False
    note: str | None = None
    epoch: str | None = None


class Undo(msgspec.Struct, gc=False):
    """An earlier record no longer counts."""

    undoes: str


class Unit(msgspec.Struct):
    """A door that was not on the list."""

    door: str
    building: str
    unit: str
    floor: str | None = None


class Flag(msgspec.Struct, gc=False):
    """Something the next person at this door should know."""

    door: str
    flag: str
    on: bool


class Introduced(msgspec.Struct):
    """Somebody who asked to be called or wants to help; name and contact point sealed."""

    wants: str
    language: str
    sentence: str
    sealed: str
    epoch: str = "1"
    door: str | None = None


class Returned(msgspec.Struct):
    """The turf is handed in."""

    turf: str


class Bundle(msgspec.Struct):
    """A locked phone's work, as it lies there."""

    version: int
    device: str
    epoch: str
    sealed_key: str
    records: list[str]


BODIES: dict[str, type[msgspec.Struct]] = {
    "visit": Visit,
    "undo": Undo,
    "unit": Unit,
    "flag": Flag,
    "introduction": Introduced,
    "returned": Returned,
}
SCHEMA = 1
