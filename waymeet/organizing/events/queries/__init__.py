"""What there is to know of events. Other rooms ask here: turnout is counted once, in `turnout_of`."""

from waymeet.organizing.events.queries.lists import (
    calls_due,
    calls_waiting,
    coming,
    no_shows,
    past,
    reminders_due,
    to_close,
    to_take_out,
)
from waymeet.organizing.events.queries.one import Known, event_of, known
from waymeet.organizing.events.queries.outside import calendar_events, owner_of, public_events
from waymeet.organizing.events.queries.people import leaders, likely, of_person, open_events, to_ask
from waymeet.organizing.events.queries.phones import tonight
from waymeet.organizing.events.queries.turnout import turnout_of, turnouts_of

__all__ = [
    "Known",
    "calendar_events",
    "calls_due",
    "calls_waiting",
    "coming",
    "event_of",
    "known",
    "leaders",
    "likely",
    "no_shows",
    "of_person",
    "open_events",
    "owner_of",
    "past",
    "public_events",
    "reminders_due",
    "to_ask",
    "to_close",
    "to_take_out",
    "tonight",
    "turnout_of",
    "turnouts_of",
]
