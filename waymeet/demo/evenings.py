"""A few evenings at the doors: turfs are cut, handed out, walked, and handed in. Outcomes are drawn, names invented."""

import datetime as dt
from collections.abc import Callable
from random import Random
from uuid import UUID

from django.utils import timezone

from waymeet.demo.people import Invited
from waymeet.demo.phones import Phone, consent_hash, sealed_introduction, sealed_note
from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.organizing.canvass.queries.results import doors_settled
from waymeet.organizing.turf.cutting import Size
from waymeet.organizing.turf.models import CanvassPass, Turf
from waymeet.organizing.turf.queries.town import neighbourhood_list, the_town
from waymeet.organizing.turf.services import handout
from waymeet.organizing.turf.services.turf import Part, cut_turf, open_pass, plan_cut

Tell = Callable[[int, int, str], None]

# Shares of what comes of a knock; one in five doors answers, as city canvasses with naloxone report.
OUTCOMES = {
    "no_answer": 61,
    "answered": 20,
    "refused": 6,
    "come_back": 4,
    "inaccessible": 4,
    "vacant": 3,
    "language_barrier": 1,
    "do_not_knock": 1,
}
ANSWERS = {"hello": ("yes",), "care": ("housing", "health", "police", "jobs", "other"), "ask": ("yes", "unsure", "no")}
NOTES = ("Asked when the next meeting is.", "Has lived here for thirty years.", "Please come after six.")
INTRODUCED = (
    ("Invented Jo", "555-0101", "call", "en"),
    ("Invented Ana", "ana@example.org", "help", "es"),
    ("Invented Sam", "555-0102", "help", "en"),
)
TURF_DOORS = 85
# Days ago, who walks, share of the turf that is walked
EVENINGS = ((16, "cam", 1.0), (16, "bea", 1.0), (9, "cam", 1.0), (2, "cam", 0.6))


def walk(people: dict[str, Invited], draw: Random, tell: Tell) -> None:
    """A first pass in one neighbourhood, walked on three evenings, and a second pass of what is left."""
    first = open_pass(name="First knock", by=people["rosa"].person)
    turfs = _cut(first, people, {})
    phones = {name: Phone.of(people[name]) for name in ("cam", "bea")}
    for number, ((ago, name, share), turf) in enumerate(zip(EVENINGS, turfs, strict=False), 1):
        _evening(phones[name], turf, first, people, _begin(ago), share, draw)
        tell(number, len(EVENINGS), "evenings")
    walked = [turf.id for turf in turfs[:2]]
    for turf in turfs[:2]:
        handout.close_turf(turf_id=turf.id, by=people["bea"].person)
    second = open_pass(name="Second knock", follows=first.id, by=people["rosa"].person)
    settled = dict.fromkeys(doors_settled(walked), "answered")
    waiting = _cut(second, people, settled)
    handout.hand_out(turf_id=waiting[0].id, places=2, by=people["bea"].person)


def _cut(canvass_pass: CanvassPass, people: dict[str, Invited], leave_out: dict[UUID, str]) -> list[Turf]:
    """Turfs over the neighbourhood whose size is nearest to five of them."""
    town = the_town()
    parts = neighbourhood_list(town.id) if town else []
    nearest = min(parts, key=lambda part: (abs(part.doors - 5 * TURF_DOORS), part.number), default=None)
    part = Part(neighbourhood=nearest.number) if nearest else Part()
    lead = people["bea"].person
    plan = plan_cut(part=part, size=Size(doors=TURF_DOORS), leave_out=leave_out, by=lead)
    return cut_turf(pass_id=canvass_pass.id, plan=plan, by=lead)


def _begin(days_ago: int) -> dt.datetime:
    day = clock.today() - dt.timedelta(days=days_ago)
    return timezone.make_aware(dt.datetime.combine(day, dt.time(17, 30)))


def _evening(
    phone: Phone,
    turf: Turf,
    canvass_pass: CanvassPass,
    people: dict[str, Invited],
    at: dt.datetime,
    share: float,
    draw: Random,
) -> None:
    """One turf, door after door in walk order, a minute and a half each."""
    _handout, code = handout.hand_out(turf_id=turf.id, hours=72, by=people["bea"].person)
    phone.take(code)
    doors = list(turf.stops.order_by("position").values_list("door_id", flat=True))
    for door in doors[: round(len(doors) * share)]:
        at += dt.timedelta(seconds=90)
        _knock(phone, turf.id, door, canvass_pass.id, at, draw)
    if draw.random() < 0.9:
        _introduce(phone, turf.id, at, draw)
    phone.hand_in()
    if share == 1.0:
        handout.give_back(turf_id=turf.id, by=phone.person.person)


def _knock(phone: Phone, turf: UUID, door: UUID, canvass_pass: UUID, at: dt.datetime, draw: Random) -> None:
    outcome = draw.choices(list(OUTCOMES), weights=list(OUTCOMES.values()))[0]
    record = timed_id()
    body: dict[str, object] = {"door": str(door), "pass": str(canvass_pass), "outcome": outcome}
    if outcome == "answered":
        body |= {"person": draw.choice(("contacted", "met_not_on_list")), "language": draw.choice(("en", "en", "es"))}
        body["answers"] = [{"q": question, "a": draw.choice(words)} for question, words in ANSWERS.items()]
        body["follow_up"] = draw.random() < 0.2
        if draw.random() < 0.25:
            body["note"] = sealed_note(draw.choice(NOTES), record)
    phone.save("visit", body, turf=turf, at=at, record=record)


def _introduce(phone: Phone, turf: UUID, at: dt.datetime, draw: Random) -> None:
    name, point, wants, language = draw.choice(INTRODUCED)
    record = timed_id()
    body = {
        "wants": wants,
        "language": language,
        "sentence": consent_hash(language),
        "sealed": sealed_introduction(name, point, record),
    }
    phone.save("introduction", body, turf=turf, at=at, record=record)
