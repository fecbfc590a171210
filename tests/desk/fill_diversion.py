"""What the coordinating group and the ledger hold, for the browser."""

import datetime as dt
from typing import Any

# What officers, whoever keeps the ledger and the coordinating group look at.
PAGES = {
    "Otto": ["/", "/diversion/offer", "/diversion/offer/social", "/diversion/offer/without-signal", "/diversion/mine"],
    "June": [
        "/",
        "/diversion/ledger",
        "/diversion/ledger/new",
        "/diversion/ledger/{incident}",
        "/diversion/ledger/{incident}/correct",
        "/diversion/ledger/referrals",
        "/diversion/ledger/officers",
        "/diversion/feeds",
        "/diversion/feeds/describe",
        "/diversion/feeds/mappings/{feed_mapping}",
        "/diversion/feeds/{feed}",
    ],
    "Abel": [
        "/",
        "/diversion/ledger/sums",
        "/diversion/rules",
        "/diversion/rules/charges",
        "/diversion/rules/{rules}",
        "/diversion/rules/{draft_rules}",
        "/diversion/rules/{draft_rules}/replay",
        "/diversion/meetings",
        "/diversion/meetings/seats",
        "/diversion/meetings/{governing}",
        "/diversion/asked",
        "/diversion/asked/new",
        "/diversion/asked/clause",
        "/diversion/asked/{asked}",
    ],
}


def every(people: Any) -> dict[str, str]:
    from tests.desk import fill_table

    return (
        ledger(people) | governed(people) | called(people) | listed(people) | begun(people) | fill_table.table(people)
    )


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


def governed(people: Any) -> dict[str, str]:
    """Two agencies, one of which stopped sending; a meeting with a motion, its votes and a promise."""
    from waymeet.diversion.agencies import services as agencies
    from waymeet.diversion.governance import services
    from waymeet.diversion.incidents.models import RuleVersion
    from waymeet.kernel import clock

    by, today = people["Abel"], clock.today()
    police = agencies.add(name="Albany Police Department", kind="police", by=by)
    agencies.add(name="District Attorney's office", kind="prosecutor", by=by)
    clause = services.add_clause(agency_id=police.pk, number="4(b)", what="arrests", every="quarter", days=30, by=by)
    asked = [
        services.ask(
            said={
                "clause_id": clause.pk,
                "first_month": month,
                "last_month": month,
                "asked_on": today - dt.timedelta(days=days),
            },
            by=by,
        )
        for days, month in ((200, "2026-04"), (90, "2026-07"))
    ]
    services.answer(request_id=asked[0].pk, day=today - dt.timedelta(days=160), came="delivered", by=by)
    seats = [
        services.add_seat(body="coordinating", agency_id=police.pk, place="chief", by=by),
        services.add_seat(body="coordinating", place="Arbor Hill", by=by),
    ]
    meeting = services.call_meeting(body="coordinating", day=today, by=by)
    services.write_minutes(meeting_id=meeting.pk, here=[one.pk for one in seats], minutes="Data is late.", by=by)
    draft = RuleVersion.objects.filter(adopted_on=None).first()
    said = {"words": "Raise the limit to five grams.", "needs": "majority", "rules_id": draft.pk if draft else None}
    motion = services.move(meeting_id=meeting.pk, **said, by=by)
    services.vote(motion_id=motion.pk, votes={seats[0].pk: "no", seats[1].pk: "yes"}, by=by)
    owed = {"words": "Send July.", "owner_id": seats[0].pk, "due_on": today + dt.timedelta(days=14)}
    services.promise(meeting_id=meeting.pk, **owed, by=by)
    return {"governing": str(meeting.pk), "asked": str(asked[1].pk)}


def called(people: Any) -> dict[str, str]:
    """Somebody on call; a call that waits, one where somebody is there, one that was handed over."""
    from uuid import uuid4

    from waymeet.diversion.handoff import services
    from waymeet.diversion.handoff.models import Call
    from waymeet.kernel import clock

    otto, casey = people["Otto"], people["Casey"]
    midnight = dt.time(0)
    duty = {"weekday": clock.today().weekday(), "day": None, "begins": midnight, "ends": midnight}
    services.put_on_call(**duty, first=casey.id, second=people["Cleo"].id, by=casey)
    said = {"day": clock.today(), "area_number": 1, "came": "on_view", "complainant": "none", "races_seen": ["white"]}
    said |= {"charges": [("PL 220.03", 10, None)], "offer": "offered", "response": "accepted"}
    calls = []
    for _one in range(3):
        services.send(key=uuid4(), said=said, by=otto)
        calls.append(Call.objects.exclude(pk__in=calls).get().pk)
    for call in calls[1:]:
        services.answer(call_id=call, by=casey)
        services.arrive(call_id=call, by=casey)
    services.hand_over(call_id=calls[2], kit=True, needs_met=True, police_left=True, by=casey)
    return {"call": str(calls[1])}


def listed(people: Any) -> dict[str, str]:
    """A list of the police, read under a mapping; and how it is described."""
    from tests.diversion.feeds import made
    from waymeet.accounts.people import OPERATOR
    from waymeet.diversion.agencies.models import Agency
    from waymeet.diversion.feeds import services
    from waymeet.diversion.incidents import services as ledger_services

    june = people["June"]
    areas = [(1, "Arbor Hill", 612, [1, 2, 3, 4]), (2, "South End", 701, [1, 2, 3, 4])]
    ledger_services.fix_areas(areas=areas, by=OPERATOR)
    police = Agency.objects.get(kind="police")
    said = {"columns": made.COLUMNS, "values": made.VALUES, "days": "mdy"}
    mapping = services.declare(agency_id=police.pk, kind="arrests", **said, by=june)
    row = services.bring_in(mapping_id=mapping.pk, name="arrests.csv", data=made.as_csv(), by=june)
    return {"feed_mapping": str(mapping.pk), "feed": str(row.pk)}


def begun(people: Any) -> dict[str, str]:
    """A case with something told of each kind; one of them holds somebody else's words."""
    from tests.consent import made
    from waymeet.diversion.casework import services
    from waymeet.kernel import clock

    by = {"by": people["Casey"], "keyring": made.keyring(people, "Casey")}
    said = {"called": "Darnell", "follows": str(people["Casey"].id)}
    file_id = services.begin(door="arrest", races=["black"], intake_days=30, in_time=True, said=said, **by)
    record = None
    for kind, told in (
        ("intake", {"housing": "couch", "needs_now": "dry shoes"}),
        ("month", {"housing": "shelter", "work": "odd_jobs", "words": "better"}),
        ("contact", {"mode": "court", "minutes": 40, "accompanied": "city court"}),
        ("service", {"need": "housing", "where": "the office", "state": "waiting", "apart": True}),
        ("court", {"case": "a warrant", "asked": "recall", "seals_on": clock.today() + dt.timedelta(days=300)}),
    ):
        record = services.put_down(file_id=file_id, kind=kind, said=told, **by)
    return {"lead_case": str(file_id), "lead_record": str(record)}
