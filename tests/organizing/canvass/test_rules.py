"""What counts, what a second pass leaves out, and what is known of a door."""

from uuid import UUID

import pytest

from waymeet.organizing.canvass import rules
from waymeet.organizing.canvass.rules import Knock, Tally

DOOR, OTHER = UUID(int=1), UUID(int=2)


def knock(door: UUID = DOOR, outcome: str = "no_answer", *, record: bytes = b"1", follow_up: bool = False) -> Knock:
    return Knock(record, door, None, outcome, follow_up, UUID(int=9), None)


@pytest.mark.parametrize(
    ("outcome", "follow_up", "contacts", "follow_ups"),
    [
        ("answered", False, 1, 0),
        ("answered", True, 1, 1),
        ("no_answer", False, 0, 0),
        ("no_answer", True, 0, 1),
        ("come_back", False, 0, 1),
        ("come_back", True, 0, 1),
        ("refused", False, 0, 0),
        ("language_barrier", False, 0, 0),
    ],
)
def test_what_one_knock_adds(outcome: str, follow_up: bool, contacts: int, follow_ups: int):
    tally = Tally()
    tally.add(knock(outcome=outcome, follow_up=follow_up))
    assert (tally.attempts, tally.contacts, tally.follow_ups, tally.doors) == (1, contacts, follow_ups, {DOOR})


def test_knocks_add_up_and_doors_count_once():
    tally = Tally()
    assert tally.contact_rate is None
    for door, outcome in ((DOOR, "no_answer"), (DOOR, "answered"), (OTHER, "come_back"), (OTHER, "come_back")):
        tally.add(knock(door, outcome))
    assert (tally.attempts, tally.contacts, tally.follow_ups, tally.doors) == (4, 1, 2, {DOOR, OTHER})
    assert tally.contact_rate == 0.25


def test_an_undone_knock_does_not_stand():
    kept, gone = knock(record=b"1"), knock(record=b"2")
    assert rules.standing([kept, gone], [b"2", b"3"]) == [kept]


def test_the_last_knock_at_a_door_is_the_one_the_server_holds_last():
    first, last, other = knock(record=b"1"), knock(record=b"2"), knock(OTHER, record=b"3")
    assert rules.latest_by_door([first, last, other]) == {DOOR: last, OTHER: other}


@pytest.mark.parametrize("outcome", rules.OUTCOMES)
def test_a_second_pass_goes_where_going_again_makes_sense(outcome: str):
    again = outcome in {"no_answer", "come_back", "inaccessible", "language_barrier"}
    assert rules.needs_no_second_visit([knock(outcome=outcome)]) == (set() if again else {DOOR})


@pytest.mark.parametrize(
    ("entries", "flags"),
    [
        ([], {}),
        ([(DOOR, "dog", True)], {DOOR: {"dog"}}),
        (
            [(DOOR, "dog", True), (DOOR, "unsafe", True), (OTHER, "dog", True)],
            {DOOR: {"dog", "unsafe"}, OTHER: {"dog"}},
        ),
        ([(DOOR, "dog", True), (DOOR, "dog", False)], {}),
        ([(DOOR, "dog", False), (DOOR, "dog", True)], {DOOR: {"dog"}}),
        ([(DOOR, "dog", False)], {}),
    ],
)
def test_flags_in_the_order_they_were_held(entries: list[tuple[UUID, str, bool]], flags: dict[UUID, set[str]]):
    assert rules.flags_now(entries) == flags
