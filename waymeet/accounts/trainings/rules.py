"""Until when a training counts, and what there is to learn to begin with. Pure: no database."""

import datetime as dt
from enum import StrEnum

from dateutil.relativedelta import relativedelta

SOON = dt.timedelta(days=60)


class Stands(StrEnum):
    """How a training stands on a day."""

    GOOD = "good"
    SOON = "soon"
    OVER = "over"


def last_day(had_on: dt.date, months: int) -> dt.date | None:
    """The last day it counts; None where the course does not run out."""
    return had_on + relativedelta(months=months) if months else None


def stands(until: dt.date | None, today: dt.date) -> Stands:
    if until is None or until - today > SOON:
        return Stands.GOOD
    return Stands.OVER if until < today else Stands.SOON


def latest(days: list[dt.date | None]) -> dt.date | None:
    """Of several last days the one that counts: none at all is the longest."""
    return None if None in days else max(day for day in days if day is not None)


# English name, Spanish name, months it counts (0: it does not run out), what somebody can do who has had it.
TO_BEGIN_WITH = (
    ("Overdose response and naloxone", "Respuesta a sobredosis y naloxona", 24, "overdose"),
    ("Harm reduction 101", "Reducción de daños 101", 0, ""),
    ("Organizing 101", "Organización comunitaria 101", 0, ""),
    ("Door knocking", "Tocar puertas", 0, ""),
    ("One-on-ones", "Conversaciones uno a uno", 0, "one_on_one"),
    ("Know your rights", "Conoce tus derechos", 12, ""),
    ("De-escalation", "Desescalada", 24, ""),
    ("Language justice", "Justicia del lenguaje", 0, ""),
)
