"""How a referral goes on, and which failures are barriers. Pure. States and reasons: facts, care standards 3.8."""

from collections.abc import Mapping

# Words that no other side keeps: nothing in two databases may look like a thread between them (test_crossings.py).
OFFERED, DECLINED, WANTED, SENT = "offer", "no_thanks", "want", "sent"
RECEIVED, ACCEPTED, REFUSED = "has_it", "takes", "turned_away"
FIRST_VISIT, NO_CONNECT, DONE, REVOKED = "first_visit", "no_connect", "done", "let_go"

_AFTER_SENDING = frozenset({RECEIVED, ACCEPTED, REFUSED, FIRST_VISIT, NO_CONNECT, REVOKED})
# What nobody told us of may be skipped (a service seldom says that it received somebody); nothing goes back.
NEXT: Mapping[str, frozenset[str]] = {
    OFFERED: frozenset({DECLINED, WANTED}),
    WANTED: frozenset({SENT, REVOKED}),
    SENT: _AFTER_SENDING,
    RECEIVED: _AFTER_SENDING - {RECEIVED},
    ACCEPTED: frozenset({FIRST_VISIT, NO_CONNECT, REVOKED}),
    FIRST_VISIT: frozenset({DONE, REVOKED}),
    DECLINED: frozenset(),
    REFUSED: frozenset(),
    NO_CONNECT: frozenset(),
    DONE: frozenset(),
    REVOKED: frozenset(),
}
# Whoever holds the slip may just have gone, whatever we heard of it.
_WENT = frozenset({FIRST_VISIT, NO_CONNECT, REVOKED})
BY_PARTICIPANT: Mapping[str, frozenset[str]] = {
    OFFERED: _WENT,
    WANTED: _WENT,
    SENT: _WENT,
    RECEIVED: _WENT,
    ACCEPTED: _WENT,
    FIRST_VISIT: frozenset({DONE, REVOKED}),
}
NEEDS_REASON = frozenset({REFUSED, NO_CONNECT})
# Reasons that are barriers, by the number under which doors and streets tell of them (care.naloxone.rules.BARRIERS).
# That somebody changed their mind, or was not found again, is none.
BARRIER_OF: Mapping[str, int] = {"wait": 1, "transport": 2, "stigma": 3, "id": 4, "insurance": 5, "full": 6}


def may_become(state: str, new: str, *, by_participant: bool = False) -> bool:
    """Whether a referral may go from one state to the other; a participant's word has a table of its own."""
    return new in (BY_PARTICIPANT if by_participant else NEXT).get(state, frozenset())


def is_open(state: str) -> bool:
    """Something can still come of it."""
    return bool(NEXT[state])
