"""Who stands where, who leads whom, who came when asked, and where there is a leader."""

from waymeet.organizing.leadership.queries.standing import (
    Movement,
    leaders,
    movements,
    people_on_rung,
    rung_of,
    scores_of,
)

__all__ = ["Movement", "leaders", "movements", "people_on_rung", "rung_of", "scores_of"]
