"""A legal demand with a paper and counsel's word, for pages that show one."""

import datetime as dt

from tests.desk.conftest import People
from waymeet.demands import holding, services
from waymeet.demands.models import Demand
from waymeet.kernel import clock


def demand(people: People) -> Demand:
    """Ada logged it; an order and a subpoena are there, counsel said to narrow it, nobody has approved."""
    ada, today = people["Ada"], clock.today()
    asked = services.Asked(
        kind="subpoena",
        agency="Office of the District Attorney",
        came_on=today - dt.timedelta(days=3),
        answer_by=today + dt.timedelta(days=2),
        received_by=people["Olga"].id,
        about_hiv=False,
        wording="All records that name Marisol Example, from 2024 on",
    )
    made = services.log_demand(asked=asked, by=ada)
    for paper in ("court_order", "subpoena"):
        services.attach(demand_id=made.pk, paper=paper, content=b"%PDF-1.7 invented", by=ada)
    services.decide(
        demand_id=made.pk, counsel="L. Brief", decision="narrow", order_fits=True, scope="The day of intake", by=ada
    )
    holding.place(demand_id=made.pk, kind="care_naloxone.KitHandout", subject="", by=ada)
    return made
