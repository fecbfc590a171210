"""One invented subpoena: logged, waiting for counsel, with nothing handed over."""

import datetime as dt
from collections.abc import Mapping

from waymeet.demands import services
from waymeet.demo.people import Invited
from waymeet.kernel import clock

WORDING = (
    "Invented for this demonstration. “Any and all records that mention the person named in Schedule A, from January "
    "on.” Schedule A is not attached."
)


def log_one(invited: Mapping[str, Invited]) -> None:
    grace, today = invited["grace"].person, clock.today()
    asked = services.Asked(
        kind="subpoena",
        agency="Invented Office of the District Attorney",
        came_on=today,
        answer_by=today + dt.timedelta(days=14),
        received_by=invited["dee"].person.id,
        about_hiv=False,
        wording=WORDING,
    )
    services.log_demand(asked=asked, by=grace)
