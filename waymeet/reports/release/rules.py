"""The way of a release: which act leads from which state to which. Pure."""

from enum import StrEnum


class State(StrEnum):
    """Where a release stands."""

    PROPOSED = "proposed"
    APPROVED_ONCE = "approved_once"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What somebody does with it."""

    APPROVE = "approve"
    SEND_BACK = "send_back"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


# Two reviewers, one after the other. What is not written here does not happen.
TRANSITIONS: dict[tuple[State, Act], State] = {
    (State.PROPOSED, Act.APPROVE): State.APPROVED_ONCE,
    (State.APPROVED_ONCE, Act.APPROVE): State.APPROVED,
    (State.PROPOSED, Act.SEND_BACK): State.SENT_BACK,
    (State.APPROVED_ONCE, Act.SEND_BACK): State.SENT_BACK,
    (State.APPROVED, Act.SEND_BACK): State.SENT_BACK,
    (State.APPROVED, Act.PUBLISH): State.RELEASED,
    (State.RELEASED, Act.WITHDRAW): State.WITHDRAWN,
}

REVIEWERS = 2
MOST_MONTHS = 12
OUT = (State.RELEASED, State.WITHDRAWN)  # in people's hands for good, so every later release is checked against them


def after(state: State, act: Act) -> State | None:
    """The state an act leads to; None where the act is not possible."""
    return TRANSITIONS.get((state, act))
