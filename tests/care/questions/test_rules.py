"""When a question may be asked, what few answers say of all visits, and what is hidden: attacked and counted out."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.care.questions import rules

TODAY = dt.date(2026, 11, 24)


@dataclass(frozen=True)
class Row:
    """A question that has everything."""

    text_en: str = "How?"
    text_es: str = "¿Cómo?"
    purpose_en: str = "To know"
    purpose_es: str = "Para saber"
    demanded_by: str = "The county"
    veto_by: str = "advisors"
    kind: str = "one"
    options: list = field(default_factory=lambda: [{"code": "a1"}, {"code": "a2"}])
    expires_on: dt.date | None = TODAY
    shown_from: dt.date | None = TODAY
    vetoed_on: dt.date | None = None
    retired_on: dt.date | None = None


LACKING = [
    *[{name: ""} for name in ("text_en", "text_es", "purpose_en", "purpose_es", "demanded_by", "veto_by", "kind")],
    {"text_en": "  "},
    {"options": []},
    {"options": [{"code": "a1"}]},
    {"expires_on": None},
    {"expires_on": TODAY - dt.timedelta(days=1)},
    {"shown_from": None},
    {"shown_from": TODAY + dt.timedelta(days=1)},
    {"vetoed_on": TODAY},
    {"retired_on": TODAY},
]


def test_a_question_with_everything_may_be_asked_until_its_last_day():
    assert rules.why_not(Row(), TODAY) == []
    assert rules.why_not(Row(), TODAY + dt.timedelta(days=1)) == [rules.WhyNot.EXPIRED]
    assert rules.why_not(Row(kind="count", options=[]), TODAY) == []


@pytest.mark.parametrize("lacking", LACKING, ids=str)
def test_a_question_that_lacks_anything_may_not(lacking):
    assert rules.why_not(replace(Row(), **lacking), TODAY)


@given(st.lists(st.sampled_from(LACKING), min_size=1, max_size=5))
def test_nothing_makes_up_for_what_is_lacking(several):
    said = {name: value for one in several for name, value in one.items()}
    assert rules.why_not(replace(Row(), **said), TODAY)


def test_the_burden_is_added_up_for_each_funder():
    asked = [rules.Asked("A", 10, 360), rules.Asked("A", 20, 360), rules.Asked("B", 5, 0)]
    first, second = rules.burden(asked)
    assert (first.demanded_by, first.questions, first.minutes_each, first.hours) == ("A", 2, 0.5, 3.0)
    assert (second.minutes_each, second.hours) == (0.1, 0.0)


@pytest.mark.parametrize("visits", [[0, 0, 1, 1, 1], [3, 0, 1, 7, 2, 2], [1, 1, 1, 1]])
@pytest.mark.parametrize("asked", [2, 3, 4])
def test_over_all_samples_the_estimate_and_its_error_are_right(visits, asked):
    """Counted out: the mean of all estimates is the truth, and the mean of all squared errors is the variance."""
    found = [rules.of_visits(Counter(sample), len(visits)) for sample in combinations(visits, asked)]
    truth = sum(visits)
    mean = sum(one.value for one in found) / len(found)
    variance = sum((one.value - truth) ** 2 for one in found) / len(found)
    assert mean == pytest.approx(truth)
    assert sum(one.error**2 for one in found) / len(found) == pytest.approx(variance)
    weeks = [rules.of_weeks(sample, len(visits)) for sample in combinations(visits, asked)]
    assert sum(one.value for one in weeks) / len(weeks) == pytest.approx(truth)
    assert sum(one.error**2 for one in weeks) / len(weeks) == pytest.approx(variance)


def test_whoever_asked_everybody_has_no_error_and_one_alone_tells_none():
    assert rules.of_visits({1: 3, 0: 7}, 10) == rules.Estimate(3.0, 0.0)
    assert rules.of_visits({1: 1}, 10).error is None
    assert rules.of_visits({}, 10) == rules.Estimate(0.0, None)
    assert rules.of_weeks([4], 13) == rules.Estimate(52.0, None)
    assert rules.of_weeks([], 13).error is None
    assert rules.of_weeks([1, 2], 2) == rules.Estimate(3, 0.0)


def page(table: tuple[int, ...]) -> tuple:
    """What is shown of a choose-one question: of (no answer, answers...) every answer that is not hidden."""
    counts = {f"a{at}": count for at, count in enumerate(table[1:])}
    hidden = rules.hidden_of_one(counts, sum(table))
    return tuple(None if answer in hidden else count for answer, count in counts.items())


@pytest.mark.parametrize(("answers", "people"), [(2, 60), (3, 36)])
def test_no_small_count_can_be_worked_out_from_the_page_and_the_number_of_people(answers, people):
    """The attacker knows the rule and how many people answered, and tries every table there can be."""
    seen = 0
    for total in range(1, people + 1):
        pages = defaultdict(list)
        for table in tables(answers + 1, total):
            pages[page(table)].append(table)
        for said, fitting in pages.items():
            for answer in range(answers):
                could_be = {table[answer + 1] for table in fitting}
                if said[answer] is None:
                    assert len(could_be) > min(rules.LEAST_DOUBT - 1, total), (said, fitting[0])
                    seen += 1
                else:
                    assert said[answer] > rules.FEW
    assert seen


def tables(answers: int, total: int):
    if answers == 1:
        yield (total,)
        return
    for here in range(total + 1):
        for rest in tables(answers - 1, total - here):
            yield (here, *rest)


def test_of_several_answers_few_who_did_and_few_who_did_not_are_hidden():
    assert rules.hidden_of_many({"a": 10, "b": 11, "c": 49, "d": 50}, 60) == {"a", "d"}
