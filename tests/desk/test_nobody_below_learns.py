"""No role below the class can learn, by list count, search, export, feed, autocomplete or error, that a person is in a
classed group: whoever is in one, and whatever is asked, a field lead and those below are answered the same.

tests/wall/noninterference asks every address there is in two fixed worlds; here the people, who of them is guarded and
what is asked are drawn, many times over.
"""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.organizing.lists.test_rules import asked, built
from tests.properties import tried_on
from tests.wall.noninterference.worlds import by_seed
from waymeet.accounts import sign_in
from waymeet.accounts.keyring import Keyring
from waymeet.kernel import clock
from waymeet.organizing.contacts import guarded
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Saying
from waymeet.organizing.duplicates import services as duplicates
from waymeet.organizing.events import services as events
from waymeet.organizing.lists import rules, services
from waymeet.organizing.lists.rules import Asked, Condition

pytestmark = pytest.mark.django_db(databases="__all__")
BELOW = ("Cam", "Wanda", "Casey", "Rita", "Charlie")  # and Flora, a field lead, each time
NAMES = ("Ana Ortiz", "Anton Vale", "Bo", "Zyanya Quetzalli", "Toby Vale")
CHANCE = re.compile(rb'(name="csrfmiddlewaretoken" value="|nonce[-=]"?)[\w+/=-]{16,}')
NOTHING = "00000000-0000-4000-8000-000000000000"
KINDS = ("incarcerated", "courts", "union", "caregiver", "family", "group")

memberships = st.lists(st.tuples(st.integers(0, len(NAMES) - 1), st.integers(0, 2)), max_size=6)
kinds = st.lists(st.sampled_from(KINDS), min_size=3, max_size=3)
pieces = st.sampled_from(
    ["an", "ort", "vale", "zy", "5185550100", "0101", "guarded", "group", "ana@example.org"]
) | st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs"]), max_size=12)


@dataclass(frozen=True)
class Organized:
    """People, an event they are asked to, three guarded groups and lists that ask for them."""

    who: list[UUID]
    event: UUID
    groups: list[int]
    lists: list[UUID]
    by: dict[str, Any]


def organized(people: Any, kinds: list[str]) -> Organized:
    """What is the same in both worlds."""
    account, private = sign_in.recognize(people["Olga"].name, people.words_of("Olga"))
    by, both = {"by": people["Olga"]}, {"by": people["Olga"], "keyring": Keyring(account.id, private)}
    said = [{"name": name, "languages": "es", "phones": f"518 555 01{n:02}"} for n, name in enumerate(NAMES)]
    who = [contacts.add(said=one, **by) for one in said]
    usual = {"kind": "meeting", "starts": dt.time(18), "ends": dt.time(20), "place": "Library", "public": True}
    event = events.make(said=usual | {"title": "Kitchen meeting", "day": clock.today(), "goal": 9}, **by)
    events.set_door(event_id=event, is_open=True, **by)
    row = events.ask(event_id=event, contact_id=who[0], asked_by=None, **by)
    events.answer(attendance_id=row, said="accepted", shift=None, **by)
    groups = [guarded.make(kind=kind, name="The Tuesday circle" if kind == "group" else "", **by) for kind in kinds]
    conditions = [Asked(all=(Condition("guarded", (("group", one),)),)) for one in groups]
    lists = [services.make(name=f"Sealed {n}", asked=one, share="organizers", **by) for n, one in enumerate(conditions)]
    return Organized(who, event, groups, lists, both)


def told(world: Organized, inside: list[tuple[int, int]]) -> None:
    """Who belongs, and as what."""
    for place, group in inside:
        guarded.join(guarded_id=world.groups[group], contact=world.who[place], role="floor captain", **world.by)


def goes_on(world: Organized, verb: str, inside: list[tuple[int, int]]) -> None:
    """What the organizers do afterwards: the same in both worlds, where `inside` is empty in one."""
    VERBS[verb](world, inside)


def _leave(world: Organized, _inside: Any) -> None:
    for one in guarded.every(**world.by):
        for each in one.members[:1]:
            guarded.leave(guarded_id=one.id, record=each.record, **world.by)


def _merge(world: Organized, _inside: Any) -> None:
    duplicates.merge(kept=world.who[1], lost=world.who[4], take={}, **world.by)


def _guard_saying(world: Organized, inside: list[tuple[int, int]]) -> None:
    for place in {place for place, _group in inside}:
        Saying.objects.create(contact_id=world.who[place], what="provider")
    guarded.guard_saying(what="provider", **world.by)


def _freeze(world: Organized, _inside: Any) -> None:
    for one in world.lists:
        services.freeze(list_id=one, name="Kept", **world.by)


VERBS: dict[str, Callable[[Organized, Any], None]] = {
    "nothing": lambda _world, _inside: None,
    "leave": _leave,
    "take away": lambda world, _inside: guarded.take_away(guarded_id=world.groups[0], by=world.by["by"]),
    "merge": _merge,
    "guard a saying": _guard_saying,
    "freeze": _freeze,
}


def seen(world: Organized, desks: dict[str, Client], one: Asked, words: str) -> dict[str, tuple[Any, ...]]:
    """Everything each of them is answered: status, headers that are told, and body, but for tokens drawn by chance."""
    learned = {}
    for name, desk in desks.items():
        for question, ask in questions(world, one, words).items():
            with transaction.atomic(using="organizing"), transaction.atomic(using="default"), by_seed(518):
                answer = ask(desk)
                body = b"".join(answer)
                for alias in ("organizing", "default"):
                    transaction.set_rollback(True, using=alias)
            heads = CHANCE.sub(rb"\1", repr(sorted(answer.items())).encode())
            learned[f"{name}: {question}"] = (answer.status_code, heads, CHANCE.sub(rb"\1", body))
    return learned


def questions(world: Organized, one: Asked, words: str) -> dict[str, Callable[[Client], Any]]:
    kept = rules.as_text(one)
    asks: dict[str, Callable[[Client], Any]] = {}
    for path in paths(world):
        asks[f"GET {path}"] = lambda desk, path=path: desk.get(path)
    for path in ("/organizing/contacts", f"/organizing/events/{world.event}/ask"):
        asks[f"search {path}"] = lambda desk, path=path: desk.post(path, {"words": words})
    typed = f"/organizing/events/{world.event}/sign-in"
    asks["autocomplete at a door"] = lambda desk: desk.get(typed, {"q": words}, headers={"HX-Request": "true"})
    counted = {"asked": kept, "do": "count"}
    asks["list count"] = lambda desk: desk.post("/organizing/lists/build", counted)
    keep = {"asked": kept, "do": "save", "save-name": "x", "save-share": "me"}
    asks["list made"] = lambda desk: desk.post("/organizing/lists/build", keep)
    for listed in (*world.lists, NOTHING):
        asks[f"export {listed}"] = lambda desk, one=listed: desk.post(
            f"/organizing/lists/{one}/out/file", {"what": "people"}
        )
    for group in (*world.groups, 1):
        path = f"/organizing/contacts/{world.who[0]}/guarded"
        asks[f"enter {group}"] = lambda desk, path=path, one=group: desk.post(path, {"group": one, "role": "x"})
        away = f"/organizing/guarded/{group}/take-away"
        asks[f"POST {away}"] = lambda desk, path=away: desk.post(path, {"sure": "on"})
    return asks


def paths(world: Organized) -> list[str]:
    contact = [f"/organizing/contacts/{one}" for one in (*world.who, NOTHING)]
    lists = [f"/organizing/lists/{one}" for one in (*world.lists, NOTHING)]
    rooms = ["contacts", "groups", "guarded", "lists", "lists/build", "events", "events/past", "events/calls", "twice"]
    rooms += ["merged", "lists-in", "leaders", "messages", "tallies", "tallies?show=turnout&format=csv"]
    rooms += [f"guarded/{one}" for one in (*world.groups, 1)]
    return [
        *(f"/organizing/{one}" for one in rooms),
        *contact,
        *(f"{one}/change" for one in contact),
        *(f"{one}/everything" for one in contact),
        *(f"{one}/card" for one in contact),
        *lists,
        *(f"{one}/calls" for one in lists),
        *(f"{one}/out" for one in lists),
        f"/organizing/events/{world.event}",
        f"/organizing/events/{world.event}/take-out",
        f"/organizing/events/{world.event}/sheet",
        "/public/events/en/",
        "/public/events/calendar.ics",
        f"/public/events/{world.event}.ics",
        "/",
    ]


@pytest.fixture
def desks(people: Any) -> dict[str, Client]:
    """Each signed in."""
    return {name: people.at_desk(name) for name in ("Flora", *BELOW)}


@tried_on(3, 40)
@given(
    inside=memberships,
    kinds=kinds,
    said=asked,
    words=pieces,
    verb=st.sampled_from(sorted(VERBS)),
    other=st.sampled_from(BELOW),
)
def test_whoever_is_guarded_and_whatever_is_asked_those_below_learn_nothing(
    people, desks, inside, kinds, said, words, verb, other
):
    asking, one = {name: desks[name] for name in ("Flora", other)}, built(said)
    with time_machine.travel(clock.now(), tick=False), transaction.atomic(using="organizing"):
        world = organized(people, kinds)
        point = transaction.savepoint(using="organizing")
        seen(world, asking, one, words)  # once unheard: the very first answers tell that they are the first
        goes_on(world, verb, [])
        without = seen(world, asking, one, words)
        transaction.savepoint_rollback(point, using="organizing")
        told(world, inside)
        goes_on(world, verb, inside)
        within = seen(world, asking, one, words)
        transaction.set_rollback(True, using="organizing")
    assert [question for question in without if without[question] != within[question]] == []
    assert {answer[0] for answer in without.values()} >= {200, 403, 404}


def test_an_organizer_would_see_it(people):
    """What is asked is not blind: whoever may know of guarded groups is answered otherwise."""
    desk, words = {"Olga": people.at_desk("Olga")}, "an"
    with time_machine.travel(clock.now(), tick=False), transaction.atomic(using="organizing"):
        world = organized(people, ["incarcerated", "courts", "union"])
        without = seen(world, desk, Asked(), words)
        told(world, [(0, 0)])
        within = seen(world, desk, Asked(), words)
        transaction.set_rollback(True, using="organizing")
    unlike = {question for question in without if without[question] != within[question]}
    person, group, listed = world.who[0], world.groups[0], world.lists[0]
    expected = (f"contacts/{person}", f"guarded/{group}", f"lists/{listed}")
    assert unlike >= {f"Olga: GET /organizing/{one}" for one in expected} | {f"Olga: export {listed}"}
