"""What the coordinating group and the ledger hold, for the browser."""

import datetime as dt
from typing import Any


def every(people: Any) -> dict[str, str]:
    return ledger(people)


def ledger(people: Any) -> dict[str, str]:
    """Rules that hold, a draft of the next, an incident corrected once and one that was not offered; two referrals."""
    from waymeet.diversion.incidents import rules, services, services_rules
    from waymeet.diversion.incidents.models import RuleVersion
    from waymeet.kernel import clock

    june, today = people["June"], clock.today()
    services_rules.add_charge(code="PL 220.03", name_en="possession", name_es="posesión", unit="g", by=june)
    services_rules.add_charge(code="PL 155.25", name_en="petit larceny", name_es="hurto menor", unit="usd", by=june)
    first = services_rules.draft(by=june)
    services_rules.allow_charge(version_id=first.pk, code="PL 220.03", most=30, by=june)
    services_rules.say(version_id=first.pk, said={"exclusions": ["weapon"], "complainant": True}, by=june)
    case = rules.Case(rules.Facts(charges=(rules.Charged("PL 220.03", 31),), complainant="none"), rules.NO)
    services_rules.add_case(version_id=first.pk, case=case, by=june)
    services_rules.adopt(version_id=first.pk, in_force_from=today - dt.timedelta(days=200), by=june)
    services_rules.draft(by=june)
    services.number_officer(by=june, trained_month=clock.month_of(today))
    said = {"day": today, "area_number": 1, "came": "call", "complainant": "agrees", "officer": 1}
    said |= {"charges": [("PL 220.03", 20, None)], "absent": ["weapon"], "gender": "woman", "age_band": "25"}
    said |= {"races_said": ["black", "hispanic"], "races_seen": ["black"], "offer": "offered", "response": "accepted"}
    incident = services.write_down(said=said, by=june)
    services.correct(incident_id=incident, why="known_later", said=said | {"language": "es"}, by=june)
    no = {
        "offer": "not_offered",
        "why_not": "officer",
        "response": "",
        "instead": "arrest",
        "races_said": ["not_asked"],
    }
    services.write_down(said=said | no, by=june)
    for door, referrer in (("social", "officer"), ("community", "family")):
        services.refer(said={"door": door, "referrer": referrer, "day": today, "response": "accepted"}, by=june)
    draft = RuleVersion.objects.get(adopted_on=None)
    return {"incident": str(incident), "rules": str(first.pk), "draft_rules": str(draft.pk)}
