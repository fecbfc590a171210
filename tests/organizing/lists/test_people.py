"""Who is on a list: each kind of condition finds exactly those it says, alone, reversed and together."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.utils import translation

from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound
from waymeet.organizing.contacts import guarded, people
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.events.models import Attendance, Event
from waymeet.organizing.lists import looking_up, queries, services
from waymeet.organizing.lists.conditions import EVERY
from waymeet.organizing.lists.conditions.kind import Looking
from waymeet.organizing.lists.rules import Asked, Condition
from waymeet.organizing.one_on_ones import services as one_on_ones
from waymeet.organizing.turf.models import Neighbourhood, Town

pytestmark = pytest.mark.django_db(databases="__all__")


def cond(kind: str, /, **parts: Any) -> Condition:
    return Condition(kind, tuple(parts.items()))


def names(asked: Asked) -> set[str]:
    return set(looking_up.people(asked, Looking(clock.today())).values_list("name", flat=True))


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
    return {"group": str(group), "coach": str(team.rosa.person.id), "area": str(area.pk), "ana": ana}


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
]
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
        assert names(Asked(all=(one,))) == who, kind
        assert names(Asked(any=(one, one))) == who, kind
        assert names(Asked(none=(one,))) == EVERYBODY - who, kind


@pytest.mark.time_machine("2026-11-27 12:00")
def test_together_they_are_what_sets_would_be(known):
    every = [(cond(kind, **filled(parts, known)), who) for kind, parts, who in CASES]
    for place, (first, who) in enumerate(every):
        (second, also), (third, but) = every[(place * 7 + 3) % len(every)], every[(place * 5 + 11) % len(every)]
        assert names(Asked(all=(first, second), none=(third,))) == (who & also) - but
        assert names(Asked(any=(first, second), none=(third,))) == (who | also) - but
        assert names(Asked(all=(third,), any=(first, second))) == but & (who | also)


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
