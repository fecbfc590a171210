"""Quarters and maps: every week lies in one quarter, and every map names only what there is."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.care.funders import queries, rules, showing
from waymeet.care.funders.measures import MEASURES

FAR = dt.date(2200, 1, 1)
LINE = {"number": "1", "en": "Kits", "es": "Kits"}


@given(st.dates(dt.date(2001, 1, 8), dt.date(2099, 12, 1)))
def test_every_week_lies_in_the_quarter_of_its_thursday_and_in_no_other(day):
    year, week, weekday = day.isocalendar()
    mine = rules.quarter_of(day + dt.timedelta(days=4 - weekday))
    name = f"{year}-W{week:02d}"
    assert mine.first <= day + dt.timedelta(days=4 - weekday) <= mine.last
    assert [name in one.weeks(FAR) for one in (mine.before, mine, mine.after)] == [False, True, False]
    assert mine.before.after == mine
    assert rules.read_quarter(mine.key) == mine
    assert len(mine.weeks(FAR)) in (12, 13, 14)


def test_a_week_counts_only_when_it_is_over():
    quarter = rules.Quarter(2026, 4)
    sunday = dt.date(2026, 11, 22)
    assert "2026-W47" not in quarter.weeks(sunday)
    assert quarter.weeks(sunday + dt.timedelta(days=1))[-1] == "2026-W47"


@pytest.mark.parametrize("key", ["", "2026", "2026-Q5", "2026-Q0", "26-Q1", "2026-Q1x", "9999-Q1"])
def test_what_is_no_quarter_is_none(key):
    assert rules.read_quarter(key) is None


def test_the_five_maps_say_where_they_are_from_and_what_is_not_established():
    maps = queries.maps()
    assert len(maps) == 5
    for one in maps.values():
        assert one.sources
        assert one.not_established["en"] != one.not_established["es"]
        assert all(line.words["en"] for line in one.lines)
    sharp = maps["sharp-ssp-2026-11"]
    assert [line.number for line in sharp.lines] == [f"{number:02d}" for number in range(1, 17)]
    assert [line.number for line in sharp.lines if not line.established] == ["01", "02", "03", "09", "10"]


def test_every_reason_and_every_way_has_words_and_every_measure_a_definition():
    assert set(showing.HOW) == set(rules.HOW)
    assert set(showing.WHY) == set(rules.WHY)
    assert all(str(one.words) and str(one.means) for one in MEASURES.values())


@pytest.mark.parametrize(
    "line",
    [
        LINE,
        LINE | {"measure": "kits"},
        LINE | {"measure": "no_such", "how": "as_counted"},
        LINE | {"measure": "kits", "how": "by_magic"},
        LINE | {"measure": "kits", "how": "as_counted", "why_not": "in_words"},
        LINE | {"why_not": "because"},
        LINE | {"es": "", "why_not": "in_words"},
    ],
    ids=str,
)
def test_a_line_that_is_neither_filled_nor_explained_stops_the_map(line):
    told = {"title": "T", "form": "F", "version": "V", "mapped_on": FAR, "sources": "S"}
    with pytest.raises(rules.NotAMap):
        rules.read_map("t", told | {"not_established": {}, "line": [line]}, list(MEASURES))


def test_a_number_twice_stops_the_map():
    told = {"title": "T", "form": "F", "version": "V", "mapped_on": FAR, "sources": "S", "not_established": {}}
    with pytest.raises(rules.NotAMap):
        rules.read_map("t", told | {"line": [LINE | {"why_not": "in_words"}] * 2}, list(MEASURES))
