"""Two invented years of LEAD in a town of Albany's size: decisions, calls, cases, meetings, and a withheld feed.

Everything goes through the services people use, on the day it would have happened. Nobody in it is real; the numbers
are drawn so that pages show what such a programme has to look at: fewer offers to Black people, and a withheld feed.
"""

import csv
import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from waymeet.demo.people import Invited
from waymeet.diversion.agencies import services as agencies
from waymeet.diversion.agencies.models import Agency
from waymeet.diversion.casework import kinds
from waymeet.diversion.feeds import services as feeds
from waymeet.diversion.governance import services as governance
from waymeet.diversion.handoff import services as handoff
from waymeet.diversion.handoff.models import Call
from waymeet.diversion.incidents import rules, services, services_rules
from waymeet.diversion.incidents.queries import area_choices
from waymeet.kernel import clock

Tell = Callable[[int, int, str], None]
MONTHS, A_MONTH = 24, 16  # incidents that could have been diverted
CHARGES = (
    ("PL 220.03", "criminal possession of a controlled substance, seventh degree", "posesión, séptimo grado", "g"),
    ("PL 155.25", "petit larceny", "hurto menor", "usd"),
    ("PL 140.10", "criminal trespass, third degree", "allanamiento, tercer grado", ""),
    ("PL 240.20", "disorderly conduct", "conducta desordenada", ""),
)
# Invented: the real list of Albany was not found. Amounts in tenths of a gram, and of a dollar.
LIMITS = {"PL 220.03": 30, "PL 155.25": 2000, "PL 140.10": None}
RACES = ((("black",), 48), (("white",), 30), (("hispanic",), 10), (("black", "hispanic"), 4), (("rather_not_say",), 8))
OFFERED = {"black": 0.36, "white": 0.55}
COLUMNS = {"Arrest Date": "day", "Age": "age", "Race": "race", "Charge": "charge", "Zone": "area", "Case No": "same"}
STOPS_AFTER = 14  # months after which the police send nothing more


@dataclass
class Programme:
    """Who acts, and what they act with."""

    june: Invited
    abel: Invited
    reyes: Invited
    nell: Invited
    draw: Random
    areas: list[int]
    police: Agency
    prosecutor: Agency
    seats: list[int]
    base: dt.date  # the first of this month, whatever day it is made to be
    arrests: list[tuple[dt.date, str, int, str]]  # what the police will publish: day, charge, area, race

    def month(self, number: int) -> dt.date:
        """The first day of a month of these two years, counted from 0."""
        return _months_before(self.base, MONTHS - number)


def divert(invited: dict[str, Invited], draw: Random, tell: Tell) -> None:
    """Month by month, each month in one transaction of the diversion side."""
    if "diversion" not in settings.SIDES:
        return
    base = clock.today().replace(day=1)
    with clock.as_on(_months_before(base, MONTHS)):
        programme = _begin(invited, draw, base)
    for number in range(MONTHS):
        with transaction.atomic(using="diversion"):
            _one_month(programme, number)
        tell(number + 1, MONTHS, "diverted")
    _lists(programme)
    _next_rules(programme)


def _months_before(day: dt.date, number: int) -> dt.date:
    at = day.year * 12 + day.month - 1 - number
    return dt.date(at // 12, at % 12 + 1, 1)


def _begin(invited: dict[str, Invited], draw: Random, base: dt.date) -> Programme:
    june, abel = invited["june"], invited["abel"]
    for code, name_en, name_es, unit in CHARGES:
        services_rules.add_charge(code=code, name_en=name_en, name_es=name_es, unit=unit, by=june.person)
    row = services_rules.draft(by=abel.person)
    for code, most in LIMITS.items():
        services_rules.allow_charge(version_id=row.pk, code=code, most=most, by=abel.person)
    said = {"age_least": 18, "complainant": True, "exclusions": ["sale", "weapon"], "intake_days": 30, "minutes": 30}
    services_rules.say(version_id=row.pk, said=said, by=abel.person)
    _examples(row.pk, abel, LIMITS["PL 220.03"] or 0)
    services_rules.adopt(version_id=row.pk, in_force_from=clock.today(), by=abel.person)
    police = agencies.add(name="Police department (invented)", kind="police", by=abel.person)
    prosecutor = agencies.add(name="District attorney (invented)", kind="prosecutor", by=abel.person)
    seats = _seats(abel, police, prosecutor)
    for number in range(5):
        month = clock.month_of(clock.today()) if number % 2 else ""
        services.number_officer(by=june.person, trained_month=month)
    areas = [number for number, _words in area_choices()] or [0]
    who = (june, abel, invited["reyes"], invited["nell"])
    return Programme(*who, draw, areas, police, prosecutor, seats, base, [])


def _examples(version_id: UUID, abel: Invited, most: int) -> None:
    """At the limit, just over it, too young, and whoever complained does not agree."""
    absent = frozenset(rules.Exclusion)
    for tenths, age, said, expected in (
        (most, 18, "none", rules.YES),
        (most + 1, 25, "none", rules.NO),
        (most, 16, "agrees", rules.NO),
        (most, 25, "declines", rules.NO),
    ):
        facts = rules.Facts((rules.Charged("PL 220.03", tenths),), age, said, absent=absent)
        services_rules.add_case(version_id=version_id, case=rules.Case(facts, expected), by=abel.person)


def _seats(abel: Invited, police: Agency, prosecutor: Agency) -> list[int]:
    made = [
        governance.add_seat(body="coordinating", agency_id=police.pk, place="chief", by=abel.person),
        governance.add_seat(body="coordinating", agency_id=prosecutor.pk, by=abel.person),
        *(
            governance.add_seat(body="coordinating", place=place, by=abel.person)
            for place in ("Arbor Hill", "South End")
        ),
    ]
    for agency, number, what in ((police, "4(a)", "arrests"), (prosecutor, "4(b)", "screening")):
        governance.add_clause(agency_id=agency.pk, number=number, what=what, every="quarter", days=30, by=abel.person)
    return [seat.pk for seat in made]


def _one_month(of: Programme, number: int) -> None:
    first = of.month(number)
    for _one in range(A_MONTH + of.draw.randint(-4, 4)):
        day = first + dt.timedelta(days=of.draw.randrange(27))
        with clock.as_on(day):
            _incident(of, number)
    if number % 3 == 2:
        with clock.as_on(first + dt.timedelta(days=20)):
            _quarter(of, number)
    for door, referrer in (("social", "officer"), ("community", of.draw.choice(("provider", "family", "neighbor")))):
        with clock.as_on(first + dt.timedelta(days=of.draw.randrange(20))):
            races = _races(of)
            said = {"door": door, "referrer": referrer, "day": clock.today(), "races_said": races}
            said |= {"area_number": of.draw.choice(of.areas), "response": of.draw.choice(("accepted", "declined"))}
            services.refer(said=said, by=of.june.person)


def _races(of: Programme) -> list[str]:
    told = of.draw.choices([races for races, _share in RACES], [share for _races, share in RACES])[0]
    return list(told)


def _incident(of: Programme, number: int) -> None:
    said = _facts(of)
    if said["instead"] == "arrest" and number < STOPS_AFTER:
        race = {"black": "B", "hispanic": "H"}.get(said["races_seen"][0], "W")
        of.arrests.append((clock.today(), said["charges"][0][0], said["area_number"], race))
    accepted = said["offer"] == "offered" and said["response"] == "accepted"
    if not accepted:
        services.write_down(said=said, by=of.june.person)
        return
    handoff.send(key=uuid4(), said=said, by=of.reyes.person)
    call = Call.objects.filter(state="sent").get()
    _met(of, call)


def _facts(of: Programme) -> dict[str, Any]:
    draw, told = of.draw, _races(of)
    code = draw.choices([*LIMITS, "PL 240.20"], (46, 26, 18, 10))[0]
    tenths = {"PL 220.03": draw.randint(1, 60), "PL 155.25": draw.randint(100, 4000)}.get(code)
    offered = draw.random() < OFFERED.get(told[0], 0.45)
    seen = told if draw.random() < 0.85 and told[0] != "rather_not_say" else [draw.choice(("white", "black"))]
    return {
        "day": clock.today(),
        "area_number": draw.choice(of.areas),
        "came": draw.choice(("call", "on_view")),
        "officer": draw.randint(1, 5),
        "complainant": draw.choices(("none", "agrees", "declines"), (60, 28, 12))[0],
        "charges": [(code, tenths, None)],
        "absent": ["sale", "weapon"],
        "races_said": told,
        "races_seen": seen,
        "gender": draw.choice(("woman", "man", "man")),
        "age_band": draw.choice(("18", "21", "25", "35", "45")),
        "offer": "offered" if offered else "not_offered",
        "why_not": "" if offered else draw.choice(("officer", "not_trained", "no_need", "not_said", "not_eligible")),
        "response": draw.choice(("accepted", "accepted", "accepted", "declined")) if offered else "",
        "instead": "" if offered else draw.choice(("arrest", "ticket", "warned")),
    }


def _met(of: Programme, call: Call) -> None:
    """Somebody goes; most calls end in a hand-over, and most hand-overs in a file."""
    draw, nell = of.draw, of.nell
    if draw.random() < 0.1:
        handoff.close(call_id=call.pk, nobody=True, by=nell.person)
        return
    with clock.ahead(dt.timedelta(minutes=draw.randint(8, 55))):
        handoff.arrive(call_id=call.pk, by=nell.person)
    handed = handoff.hand_over(
        call_id=call.pk, kit=draw.random() < 0.6, needs_met=True, police_left=True, by=nell.person
    )
    if settings.HAS_FILES and draw.random() < 0.35:
        _case(of, handed)


def _case(of: Programme, handed: handoff.Handed) -> None:
    from waymeet.diversion.casework import services as cases

    by: dict[str, Any] = {"by": of.nell.person, "keyring": of.nell.keyring}
    file_id = cases.begin(
        door=handed.door,
        incident=handed.incident,
        races=list(handed.races_said),
        intake_days=handed.intake_days,
        in_time=handed.in_time,
        said={},
        **by,
    )
    if of.draw.random() < 0.7:
        said = {"housing": of.draw.choice(("outside", "shelter", "couch")), "needs_now": "a dry place, and a phone"}
        cases.put_down(file_id=file_id, kind=kinds.INTAKE, said=said, **by)
    if of.draw.random() < 0.5:
        said = {"case": "what happened that day", "asked": "not_file", "decided": "not_filed"}
        cases.put_down(file_id=file_id, kind=kinds.COURT, said=said, **by)


def _quarter(of: Programme, number: int) -> None:
    """The group meets; data is asked for, and after a while one agency sends nothing more."""
    by, today = of.abel.person, clock.today()
    meeting = governance.call_meeting(body="coordinating", day=today, by=by)
    words = "The numbers of the quarter were looked at. The limit of three grams was talked about."
    governance.write_minutes(meeting_id=meeting.pk, here=of.seats, minutes=words, by=by)
    due, owner = today + dt.timedelta(days=30), of.seats[0]
    words = "Send the list of the quarter."
    promise = governance.promise(meeting_id=meeting.pk, words=words, owner_id=owner, due_on=due, by=by)
    months = [clock.month_of(of.month(at)) for at in (number - 2, number)]
    for agency, what in ((of.police, "arrests"), (of.prosecutor, "screening")):
        said = {"agency_id": agency.pk, "what": what, "first_month": months[0], "last_month": months[1]}
        asked = governance.ask(said=said | {"asked_on": today, "due_on": today + dt.timedelta(days=45)}, by=by)
        sends = agency == of.prosecutor or number < STOPS_AFTER
        later = today + dt.timedelta(days=of.draw.randint(10, 60))
        if later < of.base and sends:
            with clock.as_on(later):
                governance.answer(request_id=asked.pk, day=later, came="delivered", by=by)
                if agency == of.police:
                    governance.settle(promise_id=promise.pk, state="kept", by=by)


def _lists(of: Programme) -> None:
    """What the police published until they stopped: names in the file, none of them here."""
    codes = [code for code, *_rest in CHARGES]
    mapping = feeds.declare(
        agency_id=of.police.pk,
        kind="arrests",
        columns={
            "day": "Arrest Date",
            "age": "Age",
            "race": "Race",
            "charge": "Charge",
            "area": "Zone",
            "same": "Case No",
        },
        values={
            "race": {"B": "black", "W": "white", "H": "hispanic"},
            "charge": {code.split()[1]: code for code in codes} | {"265.01": "other"},
            "area": {f"Zone {number}": str(number) for number in of.areas},
        },
        days="iso",
        by=of.june.person,
    )
    first = of.month(0)
    others = [
        (
            first + dt.timedelta(days=of.draw.randrange(STOPS_AFTER * 30)),
            "PL 265.01",
            of.draw.choice(of.areas),
            "W",
        )
        for _one in range(len(of.arrests) // 3)
    ]
    rows = [_line(of, at, arrest) for at, arrest in enumerate(sorted(of.arrests + others))]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["Case No", "Last Name", "Date of Birth", "Arrest Date", "Age", "Race", "Charge", "Zone"])
    writer.writerows(rows)
    feeds.bring_in(mapping_id=mapping.pk, name="arrests.csv", data=out.getvalue().encode(), by=of.june.person)


def _line(of: Programme, at: int, arrest: tuple[dt.date, str, int, str]) -> list[object]:
    """As the police publish it, with a name and a date of birth that will be refused."""
    day, code, area, race = arrest
    age = of.draw.randint(18, 60)
    born = f"{day.year - age}-01-01"
    return [f"C-{at}", f"Invented{at}", born, day.isoformat(), age, race, code.split()[1], f"Zone {area}"]


def _next_rules(of: Programme) -> None:
    """A proposal that waits: five grams instead of three."""
    row = services_rules.draft(by=of.abel.person)
    services_rules.allow_charge(version_id=row.pk, code="PL 220.03", most=50, by=of.abel.person)
    for place in reversed(range(len(row.cases))):
        services_rules.take_case(version_id=row.pk, place=place, by=of.abel.person)
    _examples(row.pk, of.abel, 50)
