"""The ladder computed inside the database says for everybody what the plain rules say for each, in one question."""

import datetime as dt
import random

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from waymeet.kernel import clock
from waymeet.kernel.sealing import SealedBytes
from waymeet.organizing.contacts import filing
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.leadership import climbing, ladders, moving, rules, services
from waymeet.organizing.leadership.ladders import BEGIN, Now, Step
from waymeet.organizing.leadership.models import Move
from waymeet.organizing.leadership.queries import movements, people_on_rung, rung_of
from waymeet.organizing.leadership.queries.overview import would_move
from waymeet.organizing.leadership.rules import Condition, Rung, What
from waymeet.organizing.one_on_ones.models import Commitment, OneOnOne

pytestmark = pytest.mark.django_db(databases="__all__")


def crowd(room, seed: int = 7, size: int = 10) -> list:
    """People with all kinds of history, the same for a seed."""
    dice = random.Random(seed)
    ids = [room.person(f"Person {at}") for at in range(size)]
    block = contacts.make_group(name="Block", kind="block", by=room.olga)
    for one in ids:
        for _time in range(dice.choice([0, 0, 1, 2, 4])):
            asked_by = dice.choice([None, *ids])
            room.came(one, asked_by=asked_by, days_ago=dice.choice([5, 200, 500]), came=dice.choice([True, False]))
        if dice.random() < 0.3:
            contacts.belong(contact_id=one, group_id=block, role="", by=room.olga)
        if dice.random() < 0.4:
            services.assess(contact_id=one, score=dice.randint(1, 5), evidence="did", by=room.olga)
        if dice.random() < 0.5:
            other = dice.choice([each for each in ids if each != one])
            contacts.relate(one=one, other=other, kind="brought", by=room.olga)
        history(room, one, dice)
    for one in ids[4:8]:
        services.lead(leader=dice.choice(ids[:4]), follower=one, every_days=14, by=room.olga)
    return ids


def history(room, one, dice: random.Random) -> None:
    day = room.day(dice.choice([3, 250, 600]))
    if dice.random() < 0.6:
        said = {"organizer": room.olga.id, "planned_for": day, "held_on": day, "state": "held"}
        OneOnOne.objects.create(contact_id=one, **said)
    for _time in range(dice.choice([0, 1, 2])):
        said = {"organizer": room.olga.id, "due": day, "settled_on": day, "state": dice.choice(["kept", "broken"])}
        Commitment.objects.create(contact_id=one, epoch="1", sealed=SealedBytes(b"x"), **said)


KINDS = st.sampled_from([what for what in What if what != What.SHIFTS])
asked = st.builds(Condition, KINDS, st.integers(1, 3), st.sampled_from([0, 6, 12]), st.just("block"))
made_rungs = st.lists(st.tuples(st.lists(asked, min_size=1, max_size=3), st.booleans()), min_size=1, max_size=5)


def as_ladder(parts) -> Now:
    rungs = [Rung("low"), *(Rung(f"r{at}", tuple(asks), any_of) for at, (asks, any_of) in enumerate(parts))]
    return Now(tuple(Step(rung, rung.key, rung.key) for rung in rungs))


@pytest.fixture
def ids(room) -> list:
    return crowd(room)


@given(made_rungs)
def test_the_database_and_the_plain_rules_agree_for_any_ladder(ids, parts):
    ladder, today = as_ladder(parts), clock.today()
    inside = dict(climbing.everybody(ladder, today).values_list("pk", "rung"))
    every = [one for rung in ladder.rungs for one in rung.conditions]
    plain = {one: rules.place(ladder.rungs, climbing.facts_of(one, every, today)) for one in ids}
    assert inside == plain


def test_somebody_asked_for_alone_stands_where_everybody_sees_them(room, ids):
    for step in BEGIN.steps:
        for one in people_on_rung(step.key, by=room.olga):
            assert rung_of(one.pk) == (step.name, step.next_step)
    assert sum(people_on_rung(step.key, by=room.olga).count() for step in BEGIN.steps) == len(ids)
    assert people_on_rung("no-such", by=room.olga).count() == 0


def questions(work) -> int:
    with CaptureQueriesContext(
        connections["organizing"],
    ) as asked_of:
        work()
    return len(asked_of)


def test_as_many_questions_for_many_people_as_for_few(room, ids):
    moving.settle()
    few = questions(moving.settle), questions(lambda: list(people_on_rung("following", by=room.olga)))
    rows = [Contact(name=f"More {at}", folded=f"more {at}") for at in range(400)]
    Contact.objects.bulk_create(rows)
    filing.file(rows)
    for row in rows[:20]:
        room.came(row.pk)
    many = questions(lambda: list(people_on_rung("following", by=room.olga)))
    moving.settle()
    assert (questions(moving.settle), many) == few
    assert max(few) <= 5


def test_a_movement_is_written_down_once_with_its_day(room):
    rosa, today = room.person(), clock.today()
    moving.settle()
    assert not Move.objects.exists(), "whoever stands on the lowest rung has not moved"
    room.came(rosa)
    assert (moving.settle(), moving.settle()) == (1, 0)
    [one] = movements(today, today)
    assert (one.from_key, one.to_key, one.up, one.many, one.why) == ("observing", "following", True, 1, "done")
    assert movements(today.replace(year=2001), today.replace(year=2002)) == []


def test_what_is_long_past_takes_somebody_down_by_the_daily_run(room, time_machine):
    rosa = room.person()
    room.came(rosa)
    moving.settle_today()
    time_machine.move_to(clock.now().replace(year=clock.now().year + 2))
    moving.settle_today()
    assert [(one.from_key, one.to_key, one.up) for one in Move.objects.order_by("day")] == [
        ("observing", "following", True),
        ("following", "observing", False),
    ]


def test_a_word_against_the_rules_holds_until_its_day_or_until_it_is_taken_back(room, time_machine):
    rosa = room.person()
    services.stand(contact_id=rosa, key="owning", reason="she runs it", until=room.day(-3), by=room.olga)
    assert rung_of(rosa)[0] == "Owning"
    assert [row.pk for row in people_on_rung("owning", by=room.olga)] == [rosa]
    assert Move.objects.get().why == "word"
    time_machine.move_to(clock.now() + dt.timedelta(days=4))
    assert rung_of(rosa)[0] == "Observing"
    assert people_on_rung("owning", by=room.olga).count() == 0
    services.stand(contact_id=rosa, key="leading", reason="still", until=None, by=room.omar)
    services.stand(contact_id=rosa, key="following", reason="no, less", until=None, by=room.olga)
    assert rung_of(rosa)[0] == "Following"
    services.stand_by_the_rules(contact_id=rosa, by=room.olga)
    assert rung_of(rosa)[0] == "Observing"
    assert Contact.objects.get(pk=rosa).overrides.count() == 3, "what was said stays in the history"


def test_a_new_ladder_places_everybody_and_says_before_who_would_move(room, ids):
    low, high = BEGIN.steps[0], BEGIN.steps[1]
    steps = [low, Step(Rung("neighbor", (Condition(What.BELONGS, 1, 0, "block"),)), "Neighbor", "Vecindad"), high]
    moving.settle()
    before = dict(climbing.everybody(ladders.in_force(), clock.today()).values_list("pk", "rung"))
    shifts = {(one.before.key, one.after.key): one.many for one in would_move(steps=steps, by=room.olga)}
    services.make_ladder(steps=steps, by=room.olga)
    assert ladders.in_force().steps == tuple(steps)
    after = dict(climbing.everybody(ladders.in_force(), clock.today()).values_list("pk", "rung"))
    real: dict = {}
    for one in ids:
        pair = (BEGIN.steps[before[one]].key, steps[after[one]].key)
        if pair[0] != pair[1]:
            real[pair] = real.get(pair, 0) + 1
    assert shifts == real
    assert {
        (one.from_key, one.to_key): one.many for one in movements(clock.today(), clock.today()) if one.why == "ladder"
    } == real
