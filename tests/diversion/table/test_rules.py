"""What everybody at the table may hear, and what is still to be listed, for every table there can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.diversion.table import rules
from waymeet.diversion.table.rules import Agency, Live

CLASSES = ["name", "needs", "status", "legal", "substance_use", "health", "housing"]
SEATS = st.sets(st.sampled_from(sorted(Agency)[:5]))
LIVE = st.lists(
    st.builds(
        Live,
        record=st.uuids().map(str),
        agency=st.sampled_from(sorted(Agency)[:5]),
        classes=st.frozensets(st.sampled_from(CLASSES)),
    ),
    max_size=8,
    unique_by=lambda one: one.record,
)


@given(SEATS, LIVE)
def test_a_class_is_heard_exactly_when_everybody_there_may_hear_it(seats: set[str], live: list[Live]):
    heard = rules.heard_by_all(seats, live)
    for name in CLASSES:
        each = [
            any(one.agency == seat and name in one.classes for one in live)
            and not (seat in rules.ENFORCEMENT and name in rules.NEVER_TO_ENFORCEMENT)
            for seat in seats
        ]
        assert (name in heard) is (bool(seats) and all(each))


@given(SEATS, LIVE, st.dictionaries(st.sampled_from(sorted(Agency)[:5]), st.frozensets(st.sampled_from(CLASSES))))
def test_each_class_is_listed_once_an_agency(seats: set[str], live: list[Live], told: dict[str, frozenset[str]]):
    heard = rules.heard_by_all(seats, live)
    listed = rules.still_to_tell(seats, live, heard, told)
    by_record = {one.record: one for one in live}
    for seat in seats:
        lines = [name for record, part in listed.items() if by_record[record].agency == seat for name in part]
        assert sorted(lines) == sorted(heard - told.get(seat, frozenset()))
    assert all(part <= by_record[record].classes for record, part in listed.items())
    assert {by_record[record].agency for record in listed} <= seats


@pytest.mark.parametrize("agency", [Agency.POLICE, Agency.SHERIFF])
def test_police_never_hear_of_drugs_or_of_health(agency: str):
    everything = Live("1", agency, frozenset(CLASSES))
    assert rules.heard_by_all({agency}, [everything]) == {"name", "needs", "status", "legal", "housing"}
    assert rules.may_ever_hear(Agency.DEFENDER, CLASSES) == set(CLASSES)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("PL 220.03 is open", True),
        ("under p.l. 155.25", True),
        ("VTL 511", True),
        ("charged under § 1192", True),
        ("court on Monday at 9", False),
        ("a place for two", False),
        ("plans to call 311", False),
    ],
)
def test_law_R27_a_line_that_names_a_statute_is_seen(words: str, named: bool):
    assert rules.names_a_charge(words) is named
