"""What every field holds, in classes: each model says it in `class Privacy`, and the wall tests demand it."""

from enum import StrEnum


class Holds(StrEnum):
    """The closed set of classes a field can have."""

    ID = "id"
    PLACE = "place"
    WORK = "work"
    FREE_TEXT = "free text"
    PERSON = "about a person"
    CONTACT_POINT = "contact point"
    SEALED = "sealed"
    SECRET_HASH = "hash of a secret"  # noqa: S105 - the name of a class of fields  # nosec B105
    KEY = "key"
    DAY = "day"
    MOMENT = "moment"
    COUNT = "count"
    LABEL = "label"
    WORKER = "worker"
    TECHNICAL = "technical"


ID, PLACE, WORK, FREE_TEXT, PERSON = Holds.ID, Holds.PLACE, Holds.WORK, Holds.FREE_TEXT, Holds.PERSON
CONTACT_POINT, SEALED, SECRET_HASH, KEY = Holds.CONTACT_POINT, Holds.SEALED, Holds.SECRET_HASH, Holds.KEY
DAY, MOMENT, COUNT, LABEL, WORKER, TECHNICAL = (
    Holds.DAY,
    Holds.MOMENT,
    Holds.COUNT,
    Holds.LABEL,
    Holds.WORKER,
    Holds.TECHNICAL,
)
