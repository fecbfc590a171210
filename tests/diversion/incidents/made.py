"""Rules and incidents for tests, made by the real services."""

import datetime as dt
from typing import Any
from uuid import UUID

from tests.builders import Worker, worker
from waymeet.accounts.roles import Role
from waymeet.diversion.incidents import rules, services, services_rules
from waymeet.diversion.incidents.models import Charge, RuleVersion
from waymeet.kernel import clock

DRUG, THEFT = "PL 220.03", "PL 155.25"


def june() -> Worker:
    return worker("june", Role.PROJECT_MANAGER)


def charges(by: Worker) -> None:
    if not Charge.objects.exists():
        services_rules.add_charge(code=DRUG, name_en="possession, seventh degree", unit="g", by=by.person)
        services_rules.add_charge(code=THEFT, name_en="petit larceny", unit="usd", by=by.person)


def adopted_rules(by: Worker, *, most: int, day: dt.date | None = None, age: int | None = None) -> RuleVersion:
    """A version that allows the drug charge up to `most` tenths of a gram, adopted and in force from a day."""
    charges(by)
    row = services_rules.draft(by=by.person)
    services_rules.allow_charge(version_id=row.pk, code=DRUG, most=most, by=by.person)
    services_rules.say(version_id=row.pk, said={"age_least": age}, by=by.person)
    for place in reversed(range(len(row.cases))):
        services_rules.take_case(version_id=row.pk, place=place, by=by.person)
    over = rules.Case(rules.Facts(charges=(rules.Charged(DRUG, most + 1),)), rules.NO)
    services_rules.add_case(version_id=row.pk, case=over, by=by.person)
    services_rules.adopt(version_id=row.pk, in_force_from=day or dt.date(2020, 1, 1), by=by.person)
    row.refresh_from_db()
    return row


def facts(**of: Any) -> dict[str, Any]:
    """What a form says of an incident; `tenths` and `seals_on` go with its one charge."""
    said: dict[str, Any] = {
        "day": clock.today(),
        "area_number": 0,
        "came": "call",
        "complainant": "none",
        "races_said": ["black"],
        "races_seen": ["black"],
        "gender": "woman",
        "age_band": "25",
        "offer": "offered",
        "response": "accepted",
    }
    charge = (DRUG, of.pop("tenths", 10), of.pop("seals_on", None))
    return said | {"charges": [charge]} | of


def incident(by: Worker, **of: Any) -> UUID:
    charges(by)
    return services.write_down(said=facts(**of), by=by.person)
