"""Who leads among the invented people: assessments, who came when asked, and two structure tests on the block."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from waymeet.demo.people import Invited
from waymeet.kernel import clock
from waymeet.organizing.campaigns import services as campaigns
from waymeet.organizing.leadership import services as leadership

ASSESSED = (
    (0, 1, "Six neighbors came to the hearing because she asked them."),
    (1, 2, "Hosted the first meeting in his kitchen and kept every promise."),
    (2, 2, "Signed in front of the others, and came twice."),
    (4, 3, "Listened. Has not said yes to anything yet."),
    (6, 1, "Said she would bring everybody. We have not seen it yet."),
)


def lead(rosa: Invited, ids: Sequence[UUID], block: UUID) -> None:
    """As Rosa writes it down over some weeks."""
    by: dict[str, Any] = {"by": rosa.person}
    today = clock.today()
    for at, score, evidence in ASSESSED:
        leadership.assess(contact_id=ids[at], score=score, evidence=evidence, **by)
    for follower in (4, 6, 7):
        leadership.lead(leader=ids[0], follower=ids[follower], every_days=14, **by)
    leadership.lead(leader=ids[1], follower=ids[5], every_days=30, **by)
    why = "She leads half the block already; our sign-in sheets begin later than her work."
    leadership.stand(contact_id=ids[0], key="leading", reason=why, until=today + dt.timedelta(days=90), **by)
    unit = campaigns.unit_of_group(group_id=block, **by)
    said: dict[str, Any] = {
        "unit_id": unit,
        "denominator": 14,
        "source": "count at the doors in the first pass",
        "target": 67,
    }
    first = campaigns.plan(ask="A sign for the crosswalk in the window", deadline=today, **said, **by)
    campaigns.plan(ask="Come to the council on crosswalk day", deadline=today + dt.timedelta(days=21), **said, **by)
    for at, did in ((0, True), (1, True), (2, True), (6, False)):
        campaigns.mark(test_id=first, contact_id=ids[at], did=did, **by)
    campaigns.moved(test_id=first, contact_id=ids[2], moved_by=ids[0], **by)
    campaigns.count(test_id=first, many=5, **by)
