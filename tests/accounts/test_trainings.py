"""Trainings: shown only by whoever said so, counted as long as they count, gone with the account."""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import worker
from waymeet.accounts import services as accounts
from waymeet.accounts.models import AuditLine
from waymeet.accounts.people import OPERATOR
from waymeet.accounts.roles import Role
from waymeet.accounts.trainings import queries, rules, services
from waymeet.accounts.trainings.models import Course, Shown, Training
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed, NotFound

db = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def rosa():
    return worker("rosa", Role.ORGANIZER).person


@pytest.fixture
def list_(rosa):
    services.begin(by=rosa)
    return {one.name_en: one for one in Course.objects.all()}


def had(course: Course, days_ago: int = 0) -> dict:
    return {"course": course.pk, "day": clock.today() - dt.timedelta(days=days_ago), "trainer": "Dee"}


def able(by, what: str, team: int = 0) -> tuple[int, list[str]]:
    found = queries.matrix(by=by).teams[team]
    return found.size, list(dict(found.can)[what])


@db
def test_nobody_is_shown_until_they_say_so_and_hidden_again_at_a_word(rosa, list_):
    luz = worker("luz", Role.ORGANIZER).person
    services.write_down(people=[luz.id], said=had(list_["Overdose response and naloxone"]), by=rosa)
    assert able(rosa, "overdose") == (2, [])
    assert queries.matrix(by=rosa).teams[0].hidden == 2
    assert queries.matrix(by=rosa).learners == []
    services.show(shown=True, by=luz)
    assert able(rosa, "overdose") == (2, ["Luz"])
    assert queries.matrix(by=rosa).teams[0].hidden == 1
    services.show(shown=False, by=luz)
    assert able(rosa, "overdose") == (2, [])
    assert Training.objects.count() == 1


@db
def test_each_team_is_told_what_it_can_do_of_both_trades(rosa, list_):
    dee = worker("dee", Role.OUTREACH_WORKER).person
    for person, course in ((rosa, "Overdose response and naloxone"), (dee, "One-on-ones")):
        services.add_own(said=had(list_[course]), by=person)
        services.show(shown=True, by=person)
    assert able(dee, "overdose", team=0) == (1, ["Rosa"])
    assert able(dee, "one_on_one", team=1) == (1, ["Dee"])
    assert able(dee, "overdose", team=1) == (1, [])


@db
def test_what_ran_out_is_not_counted_and_is_due(rosa, list_):
    services.show(shown=True, by=rosa)
    services.add_own(said=had(list_["Overdose response and naloxone"], 900), by=rosa)
    assert able(rosa, "overdose") == (1, [])
    assert [(one.name, str(late.course)) for one, late in queries.matrix(by=rosa).due] == [
        ("Rosa", "Overdose response and naloxone")
    ]
    services.add_own(said=had(list_["Overdose response and naloxone"], 3), by=rosa)
    assert able(rosa, "overdose") == (1, ["Rosa"])
    assert queries.matrix(by=rosa).due == []
    assert queries.own(by=rosa).due == []


@db
def test_a_session_is_written_down_once_and_taken_back_by_whoever_wrote_it(rosa, list_):
    luz = worker("luz", Role.ORGANIZER).person
    said = had(list_["Harm reduction 101"])
    session, made = services.write_down(people=[rosa.id, luz.id], said=said, by=rosa)
    assert made == 2
    assert services.write_down(people=[rosa.id, luz.id], said=said, by=rosa)[1] == 2
    assert Training.objects.count() == 2
    assert [one["people"] for one in queries.sessions_of(by=rosa)] == [2]
    with pytest.raises(NotFound):
        services.take_back(session=session, by=luz)
    services.take_back(session=session, by=rosa)
    assert not Training.objects.exists()


@db
def test_writing_down_tells_nothing_of_what_somebody_keeps_to_themselves(rosa, list_):
    luz = worker("luz", Role.ORGANIZER).person
    said = had(list_["Harm reduction 101"])
    services.add_own(said=said, by=luz)
    session, made = services.write_down(people=[luz.id], said=said, by=rosa)
    assert made == 1
    assert [(one["session"], one["people"]) for one in queries.sessions_of(by=rosa)] == [(session, 1)]
    services.take_back(session=session, by=rosa)
    assert [row.written_by for row in Training.objects.all()] == [luz.id]


@db
def test_one_takes_ones_own_away_and_nobody_elses(rosa, list_):
    luz = worker("luz", Role.ORGANIZER).person
    services.write_down(people=[luz.id], said=had(list_["Organizing 101"]), by=rosa)
    one = Training.objects.get()
    with pytest.raises(NotFound):
        services.remove_own(training=one.pk, by=rosa)
    services.remove_own(training=one.pk, by=luz)
    assert not Training.objects.exists()


@db
def test_with_the_account_its_trainings_go(rosa, list_):
    luz = worker("luz", Role.ORGANIZER).person
    services.add_own(said=had(list_["Organizing 101"]), by=luz)
    services.show(shown=True, by=luz)
    accounts.end_account(account_id=luz.id, by=OPERATOR)
    assert not Training.objects.exists()
    assert not Shown.objects.exists()


@db
def test_a_retired_course_is_taught_no_more_and_stays_known(rosa, list_):
    course = list_["Door knocking"]
    services.add_own(said=had(course, 5), by=rosa)
    said = {"name_en": "Doors", "name_es": "Puertas", "months": 6, "gives": ""}
    services.change_course(course_id=course.pk, said=said, retired=True, by=rosa)
    with pytest.raises(BadInput):
        services.add_own(said=had(course), by=rosa)
    [(row, until, _stands)] = queries.own(by=rosa).rows
    assert (str(row.course), until) == ("Doors", rules.last_day(row.day, 6))
    assert course.pk not in {one.pk for one in queries.courses()}


@db
def test_what_cannot_be_is_refused(rosa, list_):
    tomorrow = had(list_["Organizing 101"], -1)
    with pytest.raises(BadInput):
        services.add_own(said=tomorrow, by=rosa)
    with pytest.raises(BadInput):
        services.write_down(people=[], said=had(list_["Organizing 101"]), by=rosa)
    with pytest.raises(BadInput):
        services.write_down(people=[uuid.uuid4()], said=had(list_["Organizing 101"]), by=rosa)
    with pytest.raises(Conflict):
        services.begin(by=rosa)
    assert not Training.objects.exists()
    casey = worker("casey", Role.CASE_MANAGER).person
    for verb in (lambda: queries.matrix(by=casey), lambda: services.begin(by=casey)):
        with pytest.raises(NotAllowed):
            verb()


@db
def test_every_deed_is_written_down_without_a_name(rosa, list_):
    services.add_own(said=had(list_["Organizing 101"]) | {"where": "the Lark Street kitchen"}, by=rosa)
    services.show(shown=True, by=rosa)
    verbs = list(AuditLine.objects.filter(verb__startswith="training.").values_list("verb", flat=True))
    assert sorted(verbs) == ["training.begin", "training.own_add", "training.show"]
    assert not any("Lark" in str(vars(line)) for line in AuditLine.objects.all())


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)), st.integers(1, 120))
def test_a_training_counts_for_whole_months(day, months):
    until = rules.last_day(day, months)
    assert (until.year * 12 + until.month) - (day.year * 12 + day.month) == months
    assert until.day == day.day or until.day >= 28
    assert rules.stands(until, until) == "soon"
    assert rules.stands(until, until + dt.timedelta(days=1)) == "over"


@given(st.lists(st.none() | st.dates(), min_size=1))
def test_of_several_the_longest_counts(days):
    longest = rules.latest(days)
    assert longest is None or all(day is not None and day <= longest for day in days)
    assert longest in days
