"""Who is on a list: each kind of condition finds exactly those it says, alone, reversed and together."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.utils import translation

from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, NotFound
from waymeet.organizing.contacts import guarded, people
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.events.models import Attendance, Event
from waymeet.organizing.leadership import services as leadership
from waymeet.organizing.lists import looking_up, queries, services
from waymeet.organizing.lists.conditions import EVERY
from waymeet.organizing.lists.conditions.kind import Looking
from waymeet.organizing.lists.models import SavedList
from waymeet.organizing.lists.rules import Asked, Condition
from waymeet.organizing.one_on_ones import services as one_on_ones
from waymeet.organizing.turf.models import Neighbourhood, Town

pytestmark = pytest.mark.django_db(databases="__all__")


def cond(kind: str, /, **parts: Any) -> Condition:
    return Condition(kind, tuple(parts.items()))


def names(asked: Asked, known: dict[str, Any]) -> set[str]:
    look = Looking(clock.today(), by=known["organizer"])
    return set(looking_up.people(asked, look).values_list("name", flat=True))


def ago(days: int) -> dt.date:
    return clock.today() - dt.timedelta(days=days)


@pytest.fixture
def known(team) -> dict[str, Any]:
    """Ana, Bo and Cy: each of them has what the others have not."""
    by: dict[str, Any] = {"by": team.rosa.person}
    ana = people.add(
        said={
            "name": "Ana",
            "languages": "es en",
            "phones": "518 555 0101",
            "address": "5 South End Avenue",
            "reach_by": "call",
            "source": "door",
            "sayings": ["lives"],
        },
        **by,
    )
    bo = people.add(
        said={"name": "Bo", "languages": "en", "emails": "bo@example.org", "not_by": "email", "source": "event"}, **by
    )
    cy = people.add(said={"name": "Cy", "phones": "518 555 0103", "not_by": "call text"}, **by)
    Contact.objects.filter(pk=bo).update(seen_on=ago(40), since=ago(400))
    people.live_together(one=ana, other=bo, **by)
    people.relate(one=ana, other=bo, kind="brought", **by)
    group = people.make_group(name="Tenants", kind="tenants", **by)
    people.belong(contact_id=cy, group_id=group, role="", **by)
    for number, (day, kind) in enumerate([(5, "meeting"), (9, "rally"), (-3, "meeting")]):
        event = Event.objects.create(title=f"E{number}", day=ago(day), starts=dt.time(18), kind=kind)
        past = day > 0
        Attendance.objects.create(event=event, contact_id=ana, answer="accepted", came=True if past else None)
        Attendance.objects.create(
            event=event,
            contact_id=bo,
            answer="accepted" if past else "declined",
            came=False if past else None,
            asked_by_id=cy,
        )
    Attendance.objects.create(event=Event.objects.get(title="E0"), contact_id=cy, came=True, asked_by_id=bo)
    one = one_on_ones.plan(contact_id=ana, kind="maintenance", day=ago(3), said={}, **by)
    one_on_ones.write_up(one_on_one=one, said={"held_on": ago(3), "answer": "yes", "promise": "x", "due": ago(1)}, **by)
    one_on_ones.go_along(contact_id=cy, coach=team.rosa.person.id, every_days=14, **by)
    town = Town.objects.create(id=UUID(int=7), name="T", origin_lat=0, origin_lon=0, south=0, west=0, north=0, east=0)
    area = Neighbourhood.objects.create(id=UUID(int=8), town=town, number=1, name="South End", lat=0, lon=0)
    leadership.assess(contact_id=ana, score=5, evidence="She said no.", **by)
    leadership.assess(contact_id=ana, score=2, evidence="She came.", **by)
    leadership.assess(contact_id=cy, score=4, evidence="He yawned.", **by)
    leadership.stand(contact_id=bo, key="owning", reason="He runs the kitchen.", until=None, **by)
    leadership.lead(leader=ana, follower=bo, every_days=14, **by)
    ids = {"group": str(group), "coach": str(team.rosa.person.id), "area": str(area.pk)}
    return {**ids, "ana": ana, "organizer": team.rosa.person}


CASES: list[tuple[str, dict[str, Any], set[str]]] = [
    ("area", {"area": "area"}, {"Ana"}),
    ("street", {"street": "south end"}, {"Ana"}),
    ("language", {"language": "en"}, {"Ana", "Bo"}),
    ("reach_by", {"channel": "call"}, {"Ana"}),
    ("has", {"means": "phone"}, {"Ana", "Cy"}),
    ("has", {"means": "address"}, {"Ana"}),
    ("may_be", {"channel": "call"}, {"Ana"}),
    ("may_be", {"channel": "email"}, set()),
    ("may_be", {"channel": "letter"}, {"Ana"}),
    ("refused", {"channel": "text"}, {"Cy"}),
    ("says", {"what": "lives"}, {"Ana"}),
    ("belongs", {"group": "group"}, {"Cy"}),
    ("group_kind", {"kind": "tenants"}, {"Cy"}),
    ("source", {"source": "event"}, {"Bo"}),
    ("known_since", {"day": "2026-01-01"}, {"Ana", "Cy"}),
    ("known_before", {"day": "2026-01-01"}, {"Bo"}),
    ("seen", {"days": 30}, {"Ana", "Cy"}),
    ("not_seen", {"days": 30}, {"Bo"}),
    ("household", {}, {"Ana", "Bo"}),
    ("brought", {"times": 1}, {"Ana", "Bo"}),
    ("brought", {"times": 2}, set()),
    ("was_brought", {}, {"Bo", "Cy"}),
    ("came", {"times": 2, "since": "SINCE"}, {"Ana"}),
    ("came", {"times": 1, "since": "SINCE", "kind": "rally"}, {"Ana"}),
    ("came", {"times": 1, "since": "SINCE", "kind": "training"}, set()),
    ("came", {"times": 1, "since": "SINCE"}, {"Ana", "Cy"}),
    ("stayed_away", {"since": "SINCE"}, {"Bo"}),
    ("signed_up", {}, {"Ana"}),
    ("turned_out", {"times": 1, "since": "SINCE"}, {"Bo"}),
    ("met", {"days": 7}, {"Ana"}),
    ("met", {"days": 2}, set()),
    ("not_met", {"days": 7}, {"Bo", "Cy"}),
    ("promised", {"state": "late"}, {"Ana"}),
    ("promised", {"state": "open"}, {"Ana"}),
    ("promised", {"state": "kept"}, set()),
    ("along", {"coach": "coach"}, {"Cy"}),
    ("on_rung", {"rung": "endorsing"}, {"Ana"}),
    ("on_rung", {"rung": "leading"}, set()),
    ("rung_or_higher", {"rung": "endorsing"}, {"Ana", "Bo"}),
    ("assessed", {}, {"Ana", "Cy"}),
    ("assessed_nearer", {"score": 2}, {"Ana"}),
    ("assessed_nearer", {"score": 4}, {"Ana", "Cy"}),
    ("assessed_further", {"score": 3}, {"Cy"}),
    ("leads", {}, {"Ana"}),
]
ABOUT_LEADERSHIP = [cond(kind, **parts) for kind, parts, _who in CASES if EVERY[kind].needs == May.ASSESS]
EVERYBODY = {"Ana", "Bo", "Cy"}


def filled(parts: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    said = {**known, "SINCE": ago(30).isoformat()}
    return {name: said.get(value, value) if isinstance(value, str) else value for name, value in parts.items()}


def test_every_kind_is_tried():
    assert {kind for kind, _parts, _who in CASES} | {"guarded"} == set(EVERY)


@pytest.mark.time_machine("2026-11-27 12:00")
def test_each_finds_exactly_those_it_says_and_the_others_when_reversed(known):
    for kind, parts, who in CASES:
        one = cond(kind, **filled(parts, known))
        assert names(Asked(all=(one,)), known) == who, kind
        assert names(Asked(any=(one, one)), known) == who, kind
        assert names(Asked(none=(one,)), known) == EVERYBODY - who, kind


@pytest.mark.time_machine("2026-11-27 12:00")
def test_together_they_are_what_sets_would_be(known):
    every = [(cond(kind, **filled(parts, known)), who) for kind, parts, who in CASES]
    for place, (first, who) in enumerate(every):
        (second, also), (third, but) = every[(place * 7 + 3) % len(every)], every[(place * 5 + 11) % len(every)]
        assert names(Asked(all=(first, second), none=(third,)), known) == (who & also) - but
        assert names(Asked(any=(first, second), none=(third,)), known) == (who | also) - but
        assert names(Asked(all=(third,), any=(first, second)), known) == but & (who | also)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.time_machine("2026-11-27 12:00")
def test_each_is_said_in_a_sentence_with_nothing_left_open(known, language):
    with translation.override(language):
        for kind, parts, _who in CASES:
            words = queries.said(cond(kind, **filled(parts, known)), Looking(clock.today()))
            assert "%(" not in words
            assert "?" not in words
            assert "None" not in words


def test_the_guarded_ones_are_found_after_opening_and_never_without(team, known):
    by = {"by": team.rosa.person, "keyring": team.rosa.keyring}
    group = guarded.make(kind="courts", name="", by=team.rosa.person)
    guarded.join(guarded_id=group, contact=known["ana"], role="", **by)
    asked = Asked(all=(cond("guarded", group=group),))
    made = services.make(name="Courts", asked=asked, share="organizers", by=team.rosa.person)
    assert [one.name for one in queries.people_in(list_id=made, **by)] == ["Ana"]
    for nobody in ({"by": team.rosa.person}, {"by": team.flo.person, "keyring": team.flo.keyring}):
        with pytest.raises(NotFound):
            queries.people_in(list_id=made, **nobody)
    reversed_ = services.make(name="Not", asked=Asked(none=asked.all), share="me", by=team.rosa.person)
    assert {one.name for one in queries.people_in(list_id=reversed_, **by)} == {"Bo", "Cy"}


@pytest.mark.parametrize("one", ABOUT_LEADERSHIP)
def test_a_list_about_leadership_is_not_there_for_a_field_lead(team, known, one):
    """Not shared with them, not made by them, not opened by them: as a list that is not there."""
    said = {"name": "Leaders", "asked": Asked(all=(one,)), "by": team.rosa.person}
    with pytest.raises(BadInput, match="Field leads may not see"):
        services.make(share="field_leads", **said)
    made = services.make(share="organizers", **said)
    assert {each.name for each in queries.saved(by=team.rosa.person)} == {"Leaders"}
    SavedList.objects.filter(pk=made).update(share="field_leads", owner=team.flo.person.id)  # however it came about
    flo: dict[str, Any] = {"by": team.flo.person, "keyring": team.flo.keyring}
    assert queries.saved(**flo) == []
    for nothing in (
        lambda: queries.people_in(list_id=made, **flo),
        lambda: queries.one(list_id=known["ana"], **flo),  # an id of no list
        lambda: queries.asked_for(said["asked"], **flo),
        lambda: queries.counted(said["asked"], **flo),
        lambda: services.make(share="me", **{**said, "by": team.flo.person}),
    ):
        with pytest.raises(NotFound):
            nothing()


def test_a_rung_that_the_ladder_no_longer_has_is_nobodys(team, known):
    one = Asked(all=(cond("on_rung", rung="gone"),))
    assert list(queries.asked_for(one, by=team.rosa.person, keyring=None)) == []
    assert queries.sentences(one, by=team.rosa.person, keyring=None) == [("all", "stand on this rung: ?")]
