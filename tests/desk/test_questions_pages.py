"""Questions with a reason, as the team, the advisors and whoever is asked meet them."""

import csv
import datetime as dt
import io
import re

import pytest
import time_machine
from django.test import Client

from waymeet.care.models import AuditLine
from waymeet.care.questions import queries, services
from waymeet.care.questions.models import AnswerCount, Question, SheetCount, Survey
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")
PAGE, SURVEYS = "/care/questions", "/care/surveys"


def text(answer) -> str:
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def said(**other) -> dict:
    return {
        "text_en": "Did you sleep inside last night?",
        "text_es": "¿Dormiste bajo techo anoche?",
        "purpose_en": "Shows how many beds are lacking.",
        "purpose_es": "Muestra cuántas camas faltan.",
        "demanded_by": "The county",
        "veto_by": "advisors",
        "expires_on": (clock.today() + dt.timedelta(days=90)).isoformat(),
        "asked_in": "survey",
        "kind": "one",
        "options": "Yes | Sí\nNo | No\n",
        "seconds": 12,
        "times_a_quarter": 7,
    } | other


def registered(people, **other) -> Question:
    """Wanda adds it, and Vera says that it may be asked."""
    before = set(Question.objects.values_list("pk", flat=True))
    answer = people.at_desk("Wanda").post(f"{PAGE}/add", said(**other))
    assert answer.status_code == 302, text(answer)
    row = Question.objects.exclude(pk__in=before).get()
    people.at_desk("Vera").post(f"{PAGE}/{row.pk}/let-it-be")
    row.refresh_from_db()
    return row


def planned(people, *asks: Question, way: str = "nth", every: int = 5) -> Survey:
    today = clock.today()
    given = {"called_en": "Spring", "called_es": "Primavera", "asks": [str(row.pk) for row in asks], "way": way}
    given |= {"every": every, "starts_on": today.isoformat(), "ends_on": (today + dt.timedelta(days=30)).isoformat()}
    answer = people.at_desk("Wanda").post(SURVEYS, given)
    assert answer.status_code == 302, text(answer)
    row = Survey.objects.get()
    assert (row.called_en, row.called_es, row.way, row.every) == ("Spring", "Primavera", way, every)
    assert row.asks == [str(one.pk) for one in asks]
    assert (row.starts_on, row.ends_on) == (today, today + dt.timedelta(days=30))
    return row


def poster(people, row: Survey) -> str:
    body = people.at_desk("Wanda").get(f"{SURVEYS}/{row.pk}/poster").content.decode()
    return re.findall(r'href="http://localhost(/ask/[^"]+)"', body)[0]


@pytest.mark.parametrize("who", ["Ada", "Olga", "Cam", "Rita", "Casey", "Charlie"])
def test_only_the_team_the_director_and_advisors_see_the_register(people, who):
    for address in (PAGE, SURVEYS):
        assert people.at_desk(who).get(address).status_code == 403


def test_advisors_veto_and_do_not_keep_the_register(people):
    row = registered(people)
    vera = people.at_desk("Vera")
    for address in ("begin", "add", f"{row.pk}/renew", f"{row.pk}/retire"):
        assert vera.post(f"{PAGE}/{address}", said()).status_code == 403
    assert vera.post(SURVEYS, {}).status_code == 200
    assert not Survey.objects.exists()


def test_every_field_of_a_question_is_saved_and_shown(people):
    row = registered(people)
    for name, value in said().items():
        if name not in ("options", "expires_on"):
            assert getattr(row, name) == value
    assert row.expires_on.isoformat() == said()["expires_on"]
    assert row.options == [{"code": "a1", "en": "Yes", "es": "Sí"}, {"code": "a2", "en": "No", "es": "No"}]
    shown = text(people.at_desk("Wanda").get(PAGE))
    for words in (row.text_en, row.text_es, row.purpose_en, "Demanded by The county", "About 12 seconds", "Yes, No"):
        assert words in shown
    assert "May be vetoed by: participant advisors" in shown


@pytest.mark.parametrize(
    "lacking",
    [
        *[{name: " "} for name in ("text_en", "text_es", "purpose_en", "purpose_es", "demanded_by", "expires_on")],
        {"veto_by": ""},
        {"options": "Yes | Sí"},
        {"options": "Yes\nNo"},
        {"options": ""},
        {"expires_on": "2020-01-01"},
        {"expires_on": "2099-01-01"},
        {"seconds": 0},
    ],
    ids=str,
)
def test_a_question_without_its_reason_does_not_come_in(people, lacking):
    answer = people.at_desk("Wanda").post(f"{PAGE}/add", said(**lacking))
    assert answer.status_code == 422
    assert not Question.objects.exists()


def test_nobody_is_asked_in_the_week_in_which_it_may_be_vetoed(people):
    people.at_desk("Wanda").post(f"{PAGE}/add", said())
    row = Question.objects.get()
    assert queries.askable([row.pk]) == {}
    assert "waits for the advisors" in text(people.at_desk("Vera").get(PAGE))
    with time_machine.travel(clock.now() + dt.timedelta(days=7)):
        assert list(queries.askable([row.pk])) == [str(row.pk)]


def test_a_veto_takes_the_question_out_of_a_survey_at_once_and_says_why(people):
    kept, other = registered(people), registered(people, text_en="Anything else?", text_es="¿Algo más?")
    survey = planned(people, kept, other)
    address = poster(people, survey)
    assert "Anything else?" in text(Client(SERVER_NAME="localhost").get(address))
    people.at_desk("Vera").post(f"{PAGE}/{other.pk}/veto", {f"{str(other.pk)[:8]}-reason": "against_us"})
    assert "Anything else?" not in text(Client(SERVER_NAME="localhost").get(address))
    assert "it could be used against people" in text(people.at_desk("Wanda").get(PAGE))
    people.at_desk("Vera").post(f"{PAGE}/{other.pk}/lift-veto")
    assert "Anything else?" in text(Client(SERVER_NAME="localhost").get(address))


def test_the_team_vetoes_only_where_the_register_says_so(people):
    theirs, ours = registered(people), registered(people, veto_by="team")
    for row, status in ((theirs, 403), (ours, 302)):
        answer = people.at_desk("Wanda").post(f"{PAGE}/{row.pk}/veto", {f"{str(row.pk)[:8]}-reason": "no_use"})
        assert answer.status_code == status
        row.refresh_from_db()
        assert (row.vetoed_on is not None) is (status == 302)


def test_what_is_over_is_asked_again_only_when_somebody_wants_it_again(people):
    row = registered(people)
    with time_machine.travel(clock.now() + dt.timedelta(days=91)):
        assert queries.askable([row.pk]) == {}
        later = (clock.today() + dt.timedelta(days=60)).isoformat()
        people.at_desk("Wanda").post(f"{PAGE}/{row.pk}/renew", {f"{str(row.pk)[:8]}-expires_on": later})
        assert queries.askable([row.pk]) == {}, "the advisors have a week again"
    with time_machine.travel(clock.now() + dt.timedelta(days=98)):
        assert queries.askable([row.pk])
        people.at_desk("Wanda").post(f"{PAGE}/{row.pk}/retire")
        assert queries.askable([row.pk]) == {}


def test_the_five_to_begin_with_wait_and_ages_wait_for_their_ranges(people):
    people.at_desk("Dora").post(f"{PAGE}/begin")
    people.at_desk("Dora").post(f"{PAGE}/begin")
    assert Question.objects.count() == 5
    with time_machine.travel(clock.now() + dt.timedelta(days=8)):
        assert set(queries.askable(["ssp-12", "ssp-13", "ssp-14", "ssp-15", "ssp-16"])) == {
            *("ssp-12", "ssp-13", "ssp-15", "ssp-16")
        }


def test_a_question_without_answers_gets_them_once_and_the_advisors_their_week(people):
    people.at_desk("Wanda").post(f"{PAGE}/begin")
    row = Question.objects.get(code="ssp-14")
    people.at_desk("Vera").post(f"{PAGE}/{row.pk}/let-it-be")
    address, name = f"{PAGE}/{row.pk}/complete", f"{str(row.pk)[:8]}-options"
    for wrong in ("", "Young", "Young | Joven"):
        assert people.at_desk("Wanda").post(address, {name: wrong}).status_code == 422
    people.at_desk("Wanda").post(address, {name: "Under 40 | Menos de 40\n40 or more | 40 o más"})
    row.refresh_from_db()
    assert [one["es"] for one in row.options] == ["Menos de 40", "40 o más"]
    assert queries.askable(["ssp-14"]) == {}
    with time_machine.travel(clock.now() + dt.timedelta(days=7)):
        assert list(queries.askable(["ssp-14"])) == ["ssp-14"]
    assert people.at_desk("Wanda").post(address, {name: "A | A\nB | B"}).status_code == 409
    assert people.at_desk("Vera").post(address, {name: "A | A\nB | B"}).status_code == 403


def test_the_burden_of_a_funder_is_minutes_and_hours(people):
    form = registered(people, asked_in="form", seconds=30, times_a_quarter=600)
    other = registered(people, seconds=60, text_en="Another?")
    survey = planned(people, other)
    for _person in range(2):
        Client(SERVER_NAME="localhost").post(poster(people, survey), {})
    answer = people.at_desk("Vera").get(f"{PAGE}?format=burden")
    [line] = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig").split("\r\n\r\n")[0])))
    assert (line["Who demands it"], line["Questions"], line["Minutes each"]) == ("The county", "2", "1.5")
    assert (line["Times this quarter"], line["Hours this quarter"]) == ("602", "5.0")
    assert form.times_a_quarter == 600


def answered(people, survey: Survey, address: str, given: dict, times: int) -> None:
    stranger = Client(SERVER_NAME="localhost")
    for _time in range(times):
        answer = stranger.post(address, given)
        assert answer.status_code == 200
        assert "nobody can tell any more what you said" in text(answer)
        assert not answer.cookies


def test_whoever_is_asked_has_no_account_gets_no_cookie_and_leaves_no_row(people):
    one = registered(people)
    many = registered(people, kind="many", text_en="What do you need?", options="Food | Comida\nBed | Cama")
    number = registered(people, kind="count", text_en="How often?", options="")
    survey = planned(people, one, many, number)
    address = poster(people, survey)
    page = Client(SERVER_NAME="localhost").get(address)
    assert not page.cookies
    assert "Shows how many beds are lacking." in text(page), "the reason stands beside the question"
    assert "required" not in page.content.decode()
    lines = AuditLine.objects.count()
    answered(people, survey, address, {str(one.pk): "a1", str(many.pk): ["a1", "a2"], str(number.pk): "4"}, 1)
    answered(people, survey, address, {str(one.pk): "rather_not", f"{number.pk}-not": "on"}, 1)
    answered(people, survey, address, {}, 1)
    counts = {(row.question_id, row.answer): row.count for row in AnswerCount.objects.all()}
    assert counts == {
        (one.pk, "a1"): 1,
        (one.pk, "rather_not"): 1,
        (many.pk, "a1"): 1,
        (many.pk, "a2"): 1,
        (number.pk, "4"): 1,
        (number.pk, "rather_not"): 1,
    }
    assert SheetCount.objects.get().count == 3
    assert {row.iso_week for row in AnswerCount.objects.all()} == {clock.iso_week(clock.today())}
    assert AuditLine.objects.count() == lines, "no line tells in which order people came"


def test_the_page_speaks_spanish_and_says_no_to_what_nobody_asked(people):
    one = registered(people)
    address = poster(people, planned(people, one))
    stranger = Client(SERVER_NAME="localhost")
    assert "¿Dormiste bajo techo anoche?" in text(stranger.post(address, {"switch": "es"}))
    assert SheetCount.objects.count() == 0
    refused = stranger.post(address, {"language": "es", str(one.pk): "a9"})
    assert refused.status_code == 422
    assert SheetCount.objects.count() == 0


def test_a_wrong_code_a_closed_and_an_old_survey_answer_alike(people):
    survey = planned(people, registered(people))
    address, stranger = poster(people, survey), Client(SERVER_NAME="localhost")
    nowhere = stranger.get(f"/ask/{survey.pk}/BBBB-BBBB")
    assert nowhere.status_code == 404
    with time_machine.travel(clock.now() + dt.timedelta(days=40)):
        assert stranger.get(address).content == nowhere.content
    people.at_desk("Wanda").post(f"{SURVEYS}/{survey.pk}/close")
    assert stranger.get(address).content == nowhere.content
    assert stranger.post(address, {}).status_code == 404


def test_a_sheet_of_paper_is_counted_in_its_week_line_by_line(people):
    one = registered(people)
    survey = planned(people, one)
    desk = people.at_desk("Wanda")
    page = desk.get(f"{SURVEYS}/{survey.pk}/paper")
    assert one.text_en in text(page)
    given = {"week_of": clock.today().isoformat(), str(one.pk): "a2"}
    assert desk.post(f"{SURVEYS}/{survey.pk}/paper", given).status_code == 302
    row = AnswerCount.objects.get()
    assert (row.answer, row.iso_week, row.count) == ("a2", clock.iso_week(clock.today()), 1)
    early = given | {"week_of": (clock.today() - dt.timedelta(days=1)).isoformat()}
    assert desk.post(f"{SURVEYS}/{survey.pk}/paper", early).status_code == 422
    assert SheetCount.objects.get().count == 1


def given(survey: Survey, row: Question, counts: dict[str, int], people_in_all: int, week: str = "2026-W40") -> None:
    SheetCount.objects.create(survey=survey, iso_week=week, count=people_in_all)
    for answer, count in counts.items():
        AnswerCount.objects.create(survey=survey, question=row, iso_week=week, answer=answer, count=count)


def results(people, survey: Survey, who: str = "Vera") -> dict[str, list[str]]:
    answer = people.at_desk(who).get(f"{SURVEYS}/{survey.pk}?format=csv")
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    return {line[1]: line[2:] for line in lines[1:] if len(line) == 6}


def test_results_come_when_no_answer_comes_any_more_with_their_weight_and_error(people):
    row = registered(people)
    survey = planned(people, row)
    given(survey, row, {"a1": 60, "a2": 20}, 100)
    open_page = people.at_desk("Vera").get(f"{SURVEYS}/{survey.pk}?format=csv")
    assert open_page["Content-Type"].startswith("text/html")
    people.at_desk("Wanda").post(f"{SURVEYS}/{survey.pk}/visits", {"visits": 400})
    people.at_desk("Wanda").post(f"{SURVEYS}/{survey.pk}/close")
    assert 'value="400"' in people.at_desk("Wanda").get(f"{SURVEYS}/{survey.pk}").content.decode()
    found = results(people, survey)
    # 60 of 100, 400 visits: 60 % of visits; error 400 * sqrt(0.2424 / 100 * (1 - 100 / 400))
    assert found["Yes"] == ["60.0", "4.3", "240", "17"]
    assert "rather not say" not in found, "who gave no answer is not shown apart"
    assert found["No"] == ["20.0", "3.5", "80", "14"]


def test_few_answers_show_nothing_and_a_hidden_one_is_never_alone(people):
    row = registered(people)
    survey = planned(people, row)
    given(survey, row, {"a1": 3, "a2": 7}, 10)
    services.close_survey(survey_id=survey.pk, by=people["Wanda"])
    assert "too few to show anything" in text(people.at_desk("Wanda").get(f"{SURVEYS}/{survey.pk}"))
    SheetCount.objects.update(count=100)
    AnswerCount.objects.filter(answer="a2").update(count=97)
    assert set(map(tuple, results(people, survey).values())) == {("hidden",) * 4}


def test_weeks_stand_for_a_quarter_and_one_week_tells_no_error(people):
    row = registered(people, kind="count", options="")
    survey = planned(people, row, way="weeks", every=1)
    given(survey, row, {"0": 30, "2": 10}, 40)
    services.close_survey(survey_id=survey.pk, by=people["Wanda"])
    assert results(people, survey)["in all"] == ["", "", "260", "we cannot tell"]
    given(survey, row, {"0": 30, "3": 10}, 40, week="2026-W41")
    # weeks of 20 and 30: 13 * 25, error 13 * sqrt((1 - 2/13) * 50 / 2)
    assert results(people, survey)["in all"] == ["", "", "325", "60"]


@pytest.mark.parametrize(
    "wrong",
    [{"asks": []}, {"called_en": ""}, {"ends_on": "2020-01-01"}, {"ends_on": "2099-01-01"}, {"every": 0}, {"way": "x"}],
    ids=str,
)
def test_a_survey_that_cannot_be_is_not_planned(people, wrong):
    row = registered(people)
    today = clock.today()
    fine = {"called_en": "Spring", "called_es": "Primavera", "asks": [str(row.pk)], "way": "nth", "every": 5}
    fine |= {"starts_on": today.isoformat(), "ends_on": today.isoformat()}
    assert people.at_desk("Wanda").post(SURVEYS, fine | wrong).status_code == 422
    assert not Survey.objects.exists()
