"""Invented people who chose to be known to the organizers, two groups of theirs, and one that is guarded."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from waymeet.demo import leaders
from waymeet.demo.people import Invited
from waymeet.kernel import clock
from waymeet.kernel.ids import timed_id
from waymeet.organizing.canvass.kinds import Doing
from waymeet.organizing.contacts import guarded
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.duplicates import services as duplicates
from waymeet.organizing.one_on_ones import services as one_on_ones
from waymeet.organizing.week import services as week
from waymeet.organizing.week import shapes

# name, what they want to be called, languages, phones, where they live, how we met
PEOPLE = (
    ("Ernestine Boatwright", "Miss Ernie", "en", "518-555-0121", "Third Avenue, the yellow house", "door"),
    ("Wilfredo Paz", "", "es en", "518-555-0122", "", "door"),
    ("Marisela Paz", "", "es", "518-555-0122", "", "friend"),
    ("", "Coach", "en", "518-555-0123", "", "event"),
    ("Htoo Htoo", "", "ksw", "", "Grand Street, above the shop", "door"),
    ("Deacon Abernathy", "Deacon", "en", "518-555-0124", "", "came"),
    ("Yolanda Quist", "Yoli", "en", "518-555-0125", "Clinton Avenue", "asked"),
    ("Priya N.", "", "en", "", "", "event"),
    ("Ernie Boatwright", "", "en", "518-555-0121", "3rd Ave", "event"),
)
WORDS = (
    "Wants the crosswalk before school starts. Knows everybody on her block.",
    "Will host a meeting in his kitchen if somebody interprets.",
    "Asked what happens to her nephew's case. Come back with an answer.",
)


def introduce(people: Mapping[str, Invited]) -> None:
    """Nine of them, one written down twice, as an organizer would write them down over some weeks."""
    rosa = people["rosa"]
    by: dict[str, Any] = {"by": rosa.person}
    parts = ("name", "chosen_name", "languages", "phones", "address", "source")
    ids = [contacts.add(said=dict(zip(parts, line, strict=True)) | {"sayings": ["lives"]}, **by) for line in PEOPLE]
    for number, words in enumerate(WORDS):
        day = clock.today() - dt.timedelta(days=9 * number + 2)
        contacts.happened(contact_id=ids[number], kind="visited", said=words, day=day, **by)
    contacts.live_together(one=ids[1], other=ids[2], **by)
    contacts.relate(one=ids[0], other=ids[6], kind="brought", **by)
    church = contacts.make_group(name="Mount Carmel of the Third Avenue (invented)", kind="congregation", **by)
    block = contacts.make_group(name="Clinton Avenue block club (invented)", kind="block", **by)
    for group, members in ((church, (0, 5)), (block, (0, 1, 2, 6))):
        for one in members:
            contacts.belong(contact_id=ids[one], group_id=group, role="keeps the keys" if one == 0 else "", **by)
    _one_on_ones(rosa, ids)
    leaders.lead(rosa, ids, block)
    duplicates.look(new_only=False, told=lambda *_told: None, **by)
    closed = guarded.make(kind="incarcerated", name="", **by)
    guarded.join(guarded_id=closed, contact=ids[3], role="speaks at hearings", keyring=rosa.keyring, **by)


def _one_on_ones(rosa: Invited, ids: list[Any]) -> None:
    """One held, with a promise that is due; one to come; and somebody who has gone quiet."""
    by, today = {"by": rosa.person}, clock.today()
    for one in ids[:4]:
        one_on_ones.go_along(contact_id=one, coach=rosa.person.id, every_days=14, **by)
    why = {"why": "Everybody on the block asks her first.", "ask": "Will you host a meeting about the crosswalk?"}
    met = one_on_ones.plan(contact_id=ids[0], kind="introductory", day=today - dt.timedelta(days=2), said=why, **by)
    said = {
        "cares": "The crosswalk, and her grandson's walk to school.",
        "answer": "yes",
        "next_step": "Bring the flyer.",
    }
    promise = {"promise": "bring four neighbors to her kitchen", "due": today + dt.timedelta(days=5)}
    held = {"held_on": today - dt.timedelta(days=2), "next_on": today + dt.timedelta(days=6)}
    one_on_ones.write_up(one_on_one=met, said=said | promise | held, **by)
    soon = today + dt.timedelta(days=3)
    one_on_ones.plan(contact_id=ids[1], kind="escalation", day=soon, said={"ask": "Will you lead the block?"}, **by)
    old = one_on_ones.plan(contact_id=ids[3], kind="maintenance", day=today - dt.timedelta(days=40), said={}, **by)
    one_on_ones.write_up(one_on_one=old, said={"held_on": today - dt.timedelta(days=40), "answer": "later"}, **by)
    left = shapes.Called(outcome="message", contact=str(ids[3]))
    with transaction.atomic(using="organizing"):
        week.call(Doing(timed_id(), left, today - dt.timedelta(days=1), rosa.person))
