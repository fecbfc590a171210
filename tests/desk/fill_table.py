"""A meeting of the operational group with somebody on its screen, one that is over, and a case prepared, for the browser."""

import datetime as dt
from typing import Any

PAGES = [
    "/diversion/table/",
    "/diversion/table/{table}",
    "/diversion/table/{table}/seats",
    "/diversion/table/{table}/minutes",
    "/diversion/table/{over_table}/minutes",
    "/diversion/table/cases/{table_case}",
    "/diversion/table/cases/{table_case}/release/police",
    "/diversion/table/cases/{table_case}/releases/{release}/smaller",
]


def table(people: Any) -> dict[str, str]:
    from tests.diversion.table.made import Case, meeting, on_screen
    from waymeet.diversion.table import deciding, services
    from waymeet.kernel import clock

    case = Case(people, "Nadja")
    record = case.released("defender", {"name", "legal", "housing", "substance_use"})
    case.released("prosecutor", {"name", "legal", "housing"})
    case.offered("police", {"legal"})
    over = meeting(people, "defender")
    services.close(meeting_id=over, by=people["Casey"])
    going_on = meeting(people, "defender", "prosecutor", minutes=180)
    on_screen(people, going_on)
    due = clock.today() + dt.timedelta(days=9)
    said = {"decision": "hold_charge", "owner": "prosecutor", "due": due, "words": "until the intake is done"}
    deciding.decide(meeting_id=going_on, file_id=case.file_id, said=said, **case.by)
    told = {"table_case": str(case.file_id), "release": str(record)}
    return told | {"table": str(going_on), "over_table": str(over)}
