"""How hand-outs go after their days: into the count of their week and area (see `KitHandout.Privacy.forget`)."""

import datetime as dt
from typing import Any

from waymeet.care.naloxone import services
from waymeet.kernel.holds import Held


def due(_model: Any, last_day: dt.date, held: Held) -> int:
    return len(services.due_for_roll_up(last_day, held.ids))


def roll_up(_model: Any, last_day: dt.date, held: Held) -> int:
    return services.roll_up(before=last_day, but=held.ids)
