"""Events and their shifts; who is asked and who came; what is promised to people; doors, and calendars."""

from waymeet.organizing.events.models.calendars import Calendar
from waymeet.organizing.events.models.doors import Door, HeadCount, SealedName, Slip
from waymeet.organizing.events.models.events import Attendance, Event, Hand, Series, Shift
from waymeet.organizing.events.models.promises import AccessNeed, Need, Promised

__all__ = [
    "AccessNeed",
    "Attendance",
    "Calendar",
    "Door",
    "Event",
    "Hand",
    "HeadCount",
    "Need",
    "Promised",
    "SealedName",
    "Series",
    "Shift",
    "Slip",
]
