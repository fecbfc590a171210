"""A demand and those who decide: where they stand is added and never changed, and a yes is a yes that was heard."""

import datetime as dt
import uuid
from itertools import pairwise

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.organizing.coalitions import (
    demands,
    officials,
    power_map,
    queries_demands,
    queries_officials,
    rules,
    tables,
)
from waymeet.organizing.coalitions.models import Figure, Official, Position, Reach, Talk, Target
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.models import AuditLine

db = pytest.mark.django_db(databases="__all__")
NOBODY = uuid.UUID(int=7)
YES = {"value": 2, "source": "heard", "words": "She told Luz yes at the breakfast"}


def said(**other) -> dict:
    return {"value": 3, "source": "guess", "day": clock.today(), "words": ""} | other


@pytest.fixture
def demand(rosa, state):
    made = demands.begin(said={"what": "Fund overdose prevention", "needed": 3}, by=rosa.person)
    demands.aim(
        demand=made, officials=Official.objects.values_list("pk", flat=True), role="decides", power=4, by=rosa.person
    )
    return made


@pytest.fixture
def target(demand) -> Target:
    return Target.objects.order_by("official__folded").first()


def votes(demand, rosa) -> str:
    return tables.in_words(queries_demands.demand(demand_id=demand, by=rosa.person).votes)


@db
@pytest.mark.parametrize("value", [1, 2])
@pytest.mark.parametrize("source", ["staff", "told", "guess"])
def test_unless_a_yes_was_heard_it_is_none(rosa, target, value, source):
    with pytest.raises(BadInput):
        demands.position(target=target.pk, said=said(value=value, source=source, words="they hinted"), by=rosa.person)
    assert not Position.objects.exists()


@db
def test_a_yes_needs_its_evidence(rosa, target):
    with pytest.raises(BadInput):
        demands.position(target=target.pk, said=said(value=2, source="heard"), by=rosa.person)


@db
def test_positions_are_added_and_the_votes_follow_the_newest(rosa, demand, target):
    assert votes(demand, rosa) == "3 needed: 0 yes, 0 swing, 0 no, 4 not known"
    demands.position(target=target.pk, said=said(value=4), by=rosa.person)
    assert votes(demand, rosa) == "3 needed: 0 yes, 0 swing, 1 no, 3 not known"
    demands.position(target=target.pk, said=said(**YES), by=rosa.person)
    assert votes(demand, rosa) == "3 needed: 1 yes, 0 swing, 0 no, 3 not known"
    older = said(value=5, day=clock.today() - dt.timedelta(days=9))
    demands.position(target=target.pk, said=older, by=rosa.person)
    assert votes(demand, rosa) == "3 needed: 1 yes, 0 swing, 0 no, 3 not known"
    stood = queries_demands.target(target_id=target.pk, by=rosa.person, keyring=rosa.keyring).stood
    assert [one.row.value for one in stood] == [2, 4, 5]
    assert stood[0].words == YES["words"]


@db
def test_who_only_moves_others_has_no_vote(rosa, demand, target):
    weigh = {"role": "moves", "power": 5, "next_ask": "", "next_on": None}
    demands.weigh(target=target.pk, said=weigh, by=rosa.person)
    assert votes(demand, rosa) == "3 needed: 0 yes, 0 swing, 0 no, 3 not known"


@db
def test_somebody_else_verifies_once(rosa, luz, target):
    one = demands.position(target=target.pk, said=said(**YES), by=rosa.person)
    with pytest.raises(Conflict):
        demands.verify(position_id=one, by=rosa.person)
    demands.verify(position_id=one, by=luz.person)
    assert Position.objects.get().verified_by == luz.person.id
    with pytest.raises(Conflict):
        demands.verify(position_id=one, by=luz.person)


@db
def test_evidence_and_talks_lie_sealed_and_reading_them_is_written_down(rosa, target):
    demands.position(target=target.pk, said=said(**YES), by=rosa.person)
    talk = {"day": clock.today(), "how": "call", "kind": "direct", "words": "the staffer told us", "minutes": 30}
    officials.talk(official=target.official_id, said=talk, by=rosa.person)
    raw = bytes(Position.objects.get().sealed) + bytes(Talk.objects.get().sealed)
    assert b"breakfast" not in raw
    assert b"staffer" not in raw
    known = queries_officials.official(official_id=target.official_id, by=rosa.person, keyring=rosa.keyring)
    assert known.talks[0].words == "the staffer told us"
    queries_demands.target(target_id=target.pk, by=rosa.person, keyring=rosa.keyring)
    verbs = set(AuditLine.objects.values_list("verb", flat=True))
    assert {"campaign.read_target", "official.read_talks", "official.talk"} <= verbs
    assert not any("breakfast" in str(vars(line)) for line in AuditLine.objects.all())


@db
def test_whoever_has_a_position_is_not_taken_away(rosa, demand, target):
    demands.position(target=target.pk, said=said(), by=rosa.person)
    with pytest.raises(Conflict):
        demands.aim_no_more(target=target.pk, by=rosa.person)
    other = Target.objects.exclude(pk=target.pk).first()
    demands.aim_no_more(target=other.pk, by=rosa.person)
    assert Target.objects.count() == 3


@db
def test_what_came_of_it_is_added_and_needs_its_words(rosa, demand):
    with pytest.raises(BadInput):
        demands.outcome(demand=demand, state="won", day=clock.today(), words=" ", by=rosa.person)
    demands.outcome(demand=demand, state="partly", day=clock.today(), words="Half the money.", by=rosa.person)
    found = queries_demands.demand(demand_id=demand, by=rosa.person)
    assert [one.state for one, _who in found.outcomes] == ["partly", "ongoing"]


@db
@pytest.mark.parametrize("figure", ["", "nothing", f"{NOBODY}:x", f"{NOBODY}:-7"])
def test_only_the_address_of_a_figure_is_kept(rosa, demand, figure):
    with pytest.raises(BadInput):
        demands.link(demand=demand, figure=figure, by=rosa.person)
    release = uuid.uuid4()
    for _twice in range(2):
        demands.link(demand=demand, figure=f"{release}:3", by=rosa.person)
    demands.link(demand=demand, figure=str(release), by=rosa.person)
    assert set(Figure.objects.values_list("release", "area")) == {(release, 3), (release, -1)}


@db
def test_who_reaches_them_and_the_way_over_another(rosa, luz, target):
    other = Official.objects.exclude(pk=target.official_id).first()
    ana = contacts.add(said={"name": "Ana"}, by=rosa.person)
    for who, official in ((f"official:{other.pk}", target.official_id), (f"contact:{ana}", other.pk)):
        officials.reach(official=official, who=who, how="knows", by=rosa.person)
    officials.reach(official=target.official_id, who=f"organizer:{luz.person.id}", how="lives", by=rosa.person)
    known = queries_officials.official(official_id=target.official_id, by=rosa.person, keyring=rosa.keyring)
    assert sorted(who for _row, who in known.reached_by) == sorted([other.name, "Luz"])
    assert known.ways == [["Ana", other.name, target.official.name]]
    contacts.forget(contact_id=ana, by=rosa.person, keyring=rosa.keyring)
    assert Reach.objects.count() == 2


@db
@pytest.mark.parametrize("who", ["", "nobody:1", "contact:x", f"contact:{NOBODY}", f"organizer:{NOBODY}"])
def test_nobody_reaches_who_is_not_there(rosa, target, who):
    with pytest.raises((BadInput, NotFound)):
        officials.reach(official=target.official_id, who=who, how="knows", by=rosa.person)


@db
def test_the_log_sums_minutes_and_cost_by_year_and_kind(rosa, target):
    base = {"day": clock.today(), "how": "meeting", "words": ""}
    for kind, minutes, cost in (("direct", 30, "12.50"), ("direct", 15, None), ("exempt", None, None)):
        officials.talk(
            official=target.official_id, said=base | {"kind": kind, "minutes": minutes, "cost": cost}, by=rosa.person
        )
    every = queries_officials.talks(by=rosa.person)
    got = [(one.talks, one.minutes, str(one.cost)) for one in queries_officials.sums(every)]
    assert got == [(2, 45, "12.50"), (1, 0, "0")]


@db
def test_a_body_or_a_committee_is_named_at_once(rosa, state):
    offered = dict(queries_officials.who_decides(by=rosa.person))
    [senate] = [key for key in offered if key.startswith("body:upper")]
    assert "(2)" in offered[senate]
    chosen = queries_officials.chosen(what=senate, by=rosa.person)
    assert set(Official.objects.filter(pk__in=chosen).values_list("name", flat=True)) == {
        "Robert Jackson",
        "Alexis Weik",
    }


@given(st.integers(0, 40), st.lists(st.none() | st.integers(1, 5), max_size=60))
def test_every_vote_is_counted_once(needed, positions):
    found = rules.counted(needed, positions)
    assert found.yes + found.swing + found.no + found.unknown == len(positions)
    assert found.short == max(0, needed - found.yes)


@given(st.dictionaries(st.sampled_from("abcde"), st.lists(st.tuples(st.sampled_from("abcdexyz"), st.booleans()))))
def test_a_way_begins_with_us_ends_with_them_and_passes_nobody_twice(reached_by):
    for way in rules.ways("a", reached_by):
        assert way[-1] == "a"
        assert len(way) == len(set(way)) >= 2
        assert (way[0], True) in reached_by[way[1]]


@given(
    st.lists(st.tuples(st.integers(1, 5), st.none() | st.integers(1, 5), st.text(min_size=1, max_size=40)), max_size=80)
)
def test_names_on_the_power_map_never_overlap(people):
    aimed = [
        queries_demands.Aimed(
            Target(power=power, official=Official(name=name)), "", Position(value=value) if value else None, late=False
        )
        for power, value, name in people
    ]
    drawn = power_map.drawn(aimed)
    places = [(one.x, one.y) for one in drawn.names]
    assert len(places) == len(set(places))
    by_column: dict[int, list[int]] = {}
    for x, y in places:
        by_column.setdefault(x, []).append(y)
    for ys in by_column.values():
        ys.sort()
        assert all(below - above >= power_map.LINE for above, below in pairwise(ys))
    assert all(len(one.words) <= power_map.LETTERS for one in drawn.names)
    assert all(any(b.x < n.x and b.y < n.y < b.y + b.high for b in drawn.boxes) for n in drawn.names)
    shown = sum(int(n.words[1:]) if n.words[:1] == "+" and n.words[1:].isdecimal() else 1 for n in drawn.names)
    assert shown == len(people) or any(name.startswith("+") for _p, _v, name in people)


@db
def test_a_page_asks_as_often_for_two_hundred_as_for_four(rosa, demand):
    def asked() -> int:
        with CaptureQueriesContext(connections["organizing"]) as queries:
            queries_demands.demand(demand_id=demand, by=rosa.person)
        return len(queries)

    before = asked()
    many = [Official(name=f"Official {number}", folded=f"official {number}") for number in range(200)]
    Official.objects.bulk_create(many)
    demands.aim(demand=demand, officials=[one.pk for one in many], role="decides", power=2, by=rosa.person)
    assert asked() == before
