"""Coalitions, public officials, and the demands that are brought to them."""

from waymeet.organizing.coalitions.models.demands import Demand, Figure, Outcome, Position, Target
from waymeet.organizing.coalitions.models.officials import Office, Official, Reach, Seat, Talk, Term
from waymeet.organizing.coalitions.models.standing import Coalition, Delegate, Pledge, Standing

__all__ = [
    "Coalition",
    "Delegate",
    "Demand",
    "Figure",
    "Office",
    "Official",
    "Outcome",
    "Pledge",
    "Position",
    "Reach",
    "Seat",
    "Standing",
    "Talk",
    "Target",
    "Term",
]
