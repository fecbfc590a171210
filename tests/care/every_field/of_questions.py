"""Forms of the register of questions and of surveys. Answers are counts: each is read back as one more."""

import datetime as dt
from pathlib import Path
from typing import Any

from tests.care.every_field.entry import Entry, Made, Said, Sent, row
from tests.desk import fill_care
from tests.desk.conftest import People
from waymeet.care.questions import forms
from waymeet.care.questions.models import AnswerCount, Question, Survey
from waymeet.care.questions.rules import RATHER_NOT
from waymeet.kernel import clock

REGISTER = "/care/questions"


def day(ahead: int) -> str:
    return (clock.today() + dt.timedelta(days=ahead)).isoformat()


def day_words(ahead: int) -> str:
    from django.utils.formats import date_format

    return date_format(clock.today() + dt.timedelta(days=ahead), "DATE_FORMAT")


def asked(people: People, _folder: Path) -> Made:
    """The five to begin with, and two surveys: one is open and holds one sheet."""
    made: Made = fill_care.asked(people)
    rows = {one.code: one for one in Question.objects.all()}
    empty = rows["ssp-14"]
    made |= {"empty": str(empty.pk), "empty_short": str(empty.pk)[:8]}
    for code in ("ssp-12", "ssp-13", "ssp-16"):
        made |= {code: str(rows[code].pk), f"{code}-short": str(rows[code].pk)[:8]}
    return made


NEW = {
    "text_en": "Did you sleep inside last night?",
    "text_es": "¿Dormiste bajo techo anoche?",
    "purpose_en": "Shows how many beds are lacking.",
    "purpose_es": "Muestra cuántas camas faltan.",
    "demanded_by": "The county",
    "veto_by": "team",
    "expires_on": day(90),
    "asked_in": "form",
    "kind": "many",
    "options": "Yes, all night | Sí, toda la noche\nNo | No",
    "seconds": 37,
    "times_a_quarter": 71,
}


def survey_of(made: Made) -> Said:
    said = {"called_en": "Winter", "called_es": "Invierno", "asks": [made["ssp-12"], made["ssp-16"]], "way": "nth"}
    return said | {"every": 7, "starts_on": day(2), "ends_on": day(33)}


def answers(made: Made) -> Said:
    """One answer of each question that may be asked; a number, or rather not."""
    return {made["ssp-12"]: "a2", made["ssp-13"]: 41, made["ssp-16"]: ["a2", "a5"]}


def fresh(people: People, folder: Path) -> Made:
    made = asked(people, folder)
    AnswerCount.objects.all().delete()
    return made


def counted(sent: Sent) -> Said:
    found: dict[str, Any] = {}
    rows = AnswerCount.objects.filter(count__gt=0, survey_id=sent.made["survey"])
    for one in rows:
        found.setdefault(str(one.question_id), []).append(one.answer)
    said = {name: many if len(many) > 1 else many[0] for name, many in found.items()}
    if {one.iso_week for one in rows} == {clock.iso_week(clock.today())}:
        said["week_of"] = clock.today().isoformat()
    number = sent.made["ssp-13"]
    return said | {f"{number}-not": said.get(number) == RATHER_NOT}


def paper(made: Made) -> Said:
    """On paper somebody would rather not say how often."""
    number = made["ssp-13"]
    return answers(made) | {number: "", f"{number}-not": True, "week_of": clock.today().isoformat()}


def written(options: Any) -> str:
    """As they were typed."""
    return "\n".join(f"{one['en']} | {one['es']}" for one in options)


def added(sent: Sent) -> Said:
    one = Question.objects.get(text_en=NEW["text_en"])
    return {name: getattr(one, name) for name in NEW} | {"options": written(one.options)}


COUNTS_ONLY = "it is added to a count, which is shown when the survey is closed"
ENTRIES = [
    Entry(
        forms.AddQuestion,
        f"{REGISTER}/add",
        NEW,
        added,
        given=asked,
        page=REGISTER,
        shown=REGISTER,
        words={
            "veto_by": Question.VetoBy.TEAM.label,
            "expires_on": day_words(90),
            "kind": Question.Kind.MANY.label,
            "options": "Yes, all night",
            "seconds": "About 37 seconds",
        },
        in_spanish=frozenset({"purpose_es"}),
        unseen={"asked_in": "only what a survey asks can be put into a survey"}
        | {"times_a_quarter": "it is added up into the hours each funder costs"},
    ),
    Entry(
        forms.Complete,
        REGISTER + "/{empty}/complete",
        {"options": NEW["options"]},
        lambda sent: {"options": written(Question.objects.get(pk=sent.made["empty"]).options)},
        given=asked,
        page=REGISTER,
        prefix="{empty_short}",
        shown=REGISTER,
        words={"options": "Yes, all night"},
    ),
    Entry(
        forms.Renew,
        REGISTER + "/{ssp-12}/renew",
        {"expires_on": day(101)},
        row(Question, "expires_on", pk="{ssp-12}"),
        given=asked,
        page=REGISTER,
        prefix="{ssp-12-short}",
        shown=REGISTER,
        words={"expires_on": day_words(101)},
        again=REGISTER,
    ),
    Entry(
        forms.Veto,
        REGISTER + "/{ssp-12}/veto",
        {"reason": Question.Reason.values[-1]},
        lambda sent: {"reason": Question.objects.get(pk=sent.made["ssp-12"]).veto_reason},
        who="Vera",
        given=asked,
        page=REGISTER,
        prefix="{ssp-12-short}",
        shown=REGISTER,
        words={"reason": f"vetoed {Question.Reason.labels[-1]}"},
    ),
    Entry(
        forms.PlanSurvey,
        "/care/surveys",
        survey_of,
        row(Survey, "called_en", "called_es", "asks", "way", "every", "starts_on", "ends_on", called_en="Winter"),
        given=asked,
        shown="/care/surveys",
        words={"way": "one of 7 visits", "every": "one of 7 visits"},
        in_spanish=frozenset({"called_es"}),
        unseen={"asks": "its own page says them on a day on which it asks"},
    ),
    Entry(
        forms.Visits,
        "/care/surveys/{survey}/visits",
        {"visits": 417},
        row(Survey, "visits", pk="{survey}"),
        given=asked,
        page="/care/surveys/{survey}",
        unseen={"visits": "it stands in the form again"},
        again="/care/surveys/{survey}",
    ),
    Entry(
        forms.Sheet,
        "/ask/{survey}/{survey_code}",
        lambda made: answers(made) | {f"{made['ssp-13']}-not": False},
        counted,
        who="",
        given=fresh,
        unseen={"*": COUNTS_ONLY},
    ),
    Entry(
        forms.PaperSheet,
        "/care/surveys/{survey}/paper",
        paper,
        counted,
        given=fresh,
        reads=lambda made: {made["ssp-13"]: RATHER_NOT},
        unseen={"*": COUNTS_ONLY},
    ),
]
