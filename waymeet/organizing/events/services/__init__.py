"""What is done with events. Phones call `sign_in` and `count_in`, letters `reminded`: each is safe to repeat."""

from waymeet.organizing.events.services.asking import answer, ask, ask_again, ask_many, called, reminded
from waymeet.organizing.events.services.calendars import end_calendar, give_calendar
from waymeet.organizing.events.services.planning import (
    add_shift,
    call_off,
    change,
    close,
    drop_shift,
    give_hand,
    make,
    take_hand_back,
)
from waymeet.organizing.events.services.promises import ask_for, ask_for_access, drop_need, promise
from waymeet.organizing.events.services.seeing_to import open_access, open_circle, open_slips, see_to, take_out
from waymeet.organizing.events.services.signing_in import (
    at_the_door,
    code_of,
    count_in,
    not_here,
    set_count,
    set_door,
    sign_in,
)

__all__ = [
    "add_shift",
    "answer",
    "ask",
    "ask_again",
    "ask_for",
    "ask_for_access",
    "ask_many",
    "at_the_door",
    "call_off",
    "called",
    "change",
    "close",
    "code_of",
    "count_in",
    "drop_need",
    "drop_shift",
    "end_calendar",
    "give_calendar",
    "give_hand",
    "make",
    "not_here",
    "open_access",
    "open_circle",
    "open_slips",
    "promise",
    "reminded",
    "see_to",
    "set_count",
    "set_door",
    "sign_in",
    "take_hand_back",
    "take_out",
]
