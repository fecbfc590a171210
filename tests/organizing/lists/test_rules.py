"""What a list asks, as data: read, kept, read again; whatever else is sent is refused."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.organizing.lists import rules
from waymeet.organizing.lists.conditions import EVERY
from waymeet.organizing.lists.conditions.kind import shapes
from waymeet.organizing.lists.rules import GROUPS, MOST, Asked, Condition, Part, Wrong

SHAPES = shapes(EVERY)
VALUES: dict[str, Any] = {
    "day": st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)).map(dt.date.isoformat),
    "words": st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
    .map(lambda one: " ".join(one.split()))
    .filter(bool),
    "id": st.uuids().map(str),
}


def of(part: Part) -> Any:
    if part.kind == "choice":
        return st.sampled_from(sorted(part.codes))
    return st.integers(part.least, part.most) if part.kind == "number" else VALUES[part.kind]


@st.composite
def conditions(draw: Any) -> Condition:
    kind = draw(st.sampled_from(sorted(SHAPES)))
    parts = {name: part for name, part in SHAPES[kind].items() if not part.free or draw(st.booleans())}
    return Condition(kind, tuple((name, draw(of(part))) for name, part in parts.items()))


asked = st.lists(st.tuples(st.sampled_from(GROUPS), conditions()), max_size=MOST)


def built(said: list[tuple[str, Condition]]) -> Asked:
    found = Asked()
    for group, one in said:
        found = found.with_one(group, one)
    return found


@given(asked)
def test_what_is_kept_is_read_again_as_it_was(said):
    one = built(said)
    assert rules.from_text(rules.as_text(one), SHAPES) == one
    assert rules.asked(json.loads(json.dumps(one.kept())), SHAPES) == one


@given(asked.filter(bool), st.data())
def test_what_is_taken_out_is_gone_and_nothing_else(said, data):
    one = built(said)
    group = data.draw(st.sampled_from([name for name in GROUPS if one.group(name)]))
    place = data.draw(st.integers(0, len(one.group(group)) - 1))
    less = one.without(group, place)
    assert len(list(less)) == len(list(one)) - 1
    assert one.group(group)[place] not in less.group(group)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*GROUPS, "kind", "value"]), inner),
    )
)
def test_anything_else_is_refused_or_harmless(sent):
    try:
        found = rules.asked(sent, SHAPES)
    except Wrong:
        return
    assert found.kinds <= set(SHAPES)


@pytest.mark.parametrize(
    "sent",
    [
        '{"all": [{"kind": "nothing", "value": {}}]}',
        '{"all": [{"kind": "not_seen", "value": {"days": 0}}]}',
        '{"all": [{"kind": "not_seen", "value": {"days": true}}]}',
        '{"all": [{"kind": "not_seen", "value": {"days": "٣٠"}}]}',
        '{"all": [{"kind": "not_seen", "value": {"days": 30, "more": 1}}]}',
        '{"all": [{"kind": "known_since", "value": {"day": "yesterday"}}]}',
        '{"all": [{"kind": "language", "value": {"language": "xx"}}]}',
        '{"none": []}',
        "[]",
        "{",
        "[" * 100_000,
        json.dumps({"all": [{"kind": "not_seen", "value": {"days": 2 + day}} for day in range(MOST + 1)]}),
    ],
)
def test_what_no_list_asks_is_refused(sent):
    with pytest.raises(Wrong):
        rules.from_text(sent, SHAPES)


def test_a_list_that_is_full_takes_no_more():
    one = built([("all", Condition("not_seen", (("days", 2 + day),))) for day in range(MOST + 5)])
    assert len(one.all) == MOST
    assert one.full
