"""An invented register of questions, a survey that is open, and one whose results are in. Nobody is named anywhere."""

import datetime as dt
from random import Random
from typing import Any

from waymeet.care.funders import services as funders
from waymeet.care.funders.rules import quarter_of
from waymeet.care.questions import queries, services
from waymeet.care.questions.models import Question, Survey
from waymeet.demo.people import Invited
from waymeet.kernel import clock

ANSWERS = 44
AGES = [("under 25", "menos de 25"), ("25 to 44", "25 a 44"), ("45 or older", "45 o más")]


def ask(people: dict[str, Invited], draw: Random) -> None:
    """The five to begin with, ages in ranges of the program's own; the advisor vetoed one."""
    dee, vera = people["dee"].person, people["vera"].person
    services.begin_register(by=dee)
    rows = {row.code: row for row in Question.objects.all()}
    services.complete_question(question_id=rows["ssp-14"].pk, options=AGES, by=dee)
    for row in rows.values():
        services.let_it_be(question_id=row.pk, by=vera)
    services.veto_question(question_id=rows["ssp-16"].pk, reason="against_us", by=vera)
    survey, closed = (
        _planned(rows, words, dee) for words in (("This month", "Este mes"), ("Last month", "El mes pasado"))
    )
    for _one in range(ANSWERS):
        services.answer(survey_id=closed.pk, code=queries.code_of(closed), given=_given(rows, draw))
    services.answer(survey_id=survey.pk, code=queries.code_of(survey), given=_given(rows, draw))
    services.count_visits(survey_id=closed.pk, visits=ANSWERS * 5, by=dee)
    services.close_survey(survey_id=closed.pk, by=dee)


def report(people: dict[str, Invited]) -> None:
    """The director typed in what was counted on paper last quarter."""
    last = quarter_of(clock.today()).before.key
    by = people["grace"].person
    funders.enter_total(funder="nysdoh-oop-2026-11", quarter=last, number="3", count=34, by=by)
    funders.enter_total(funder="sharp-ssp-2026-11", quarter=last, number="04", count=22, by=by)


def _planned(rows: dict[str, Question], called: tuple[str, str], by: Any) -> Survey:
    today = clock.today()
    said: dict[str, Any] = {
        "called_en": called[0],
        "called_es": called[1],
        "asks": [str(row.pk) for row in rows.values()],
    }
    said |= {"way": "nth", "every": 5, "starts_on": today, "ends_on": today + dt.timedelta(days=28)}
    said["asks"] = [str(row.pk) for row in rows.values()]
    return services.plan_survey(said=said, by=by)


def _given(rows: dict[str, Question], draw: Random) -> dict[str, Any]:
    """Some skip a question."""
    given: dict[str, Any] = {str(rows["ssp-12"].pk): draw.choice(("a1", "a2", "a2"))}
    given[str(rows["ssp-13"].pk)] = str(draw.choice((0, 0, 0, 1, 1, 2)))
    given[str(rows["ssp-14"].pk)] = draw.choice(("a1", "a2", "a2", "a3"))
    given[str(rows["ssp-15"].pk)] = [draw.choice(("a1", "a2", "a2"))]
    return {name: said for name, said in given.items() if draw.random() < 0.8}
