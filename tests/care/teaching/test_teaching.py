"""Participants' courses: counted without names, on paper with a name by hand, and under a card for who wants."""

from uuid import UUID

import pytest

from tests.desk import care_made
from tests.desk.conftest import people  # noqa: F401 - a fixture
from tests.desk.fill import keyring_of
from waymeet.accounts.trainings.models import Course
from waymeet.care.codes import queries as codes_queries
from waymeet.care.codes import services as codes
from waymeet.care.codes.models import Learned
from waymeet.care.models import AuditLine
from waymeet.care.teaching import queries, services
from waymeet.care.teaching.models import Taught
from waymeet.design.days import weeks_lately
from waymeet.kernel import card_codes, clock
from waymeet.kernel.errors import BadInput, NotAllowed, NotFound

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def team(people):  # noqa: F811
    care_made.evening(people)
    return people


def a_course(gives: str = "") -> Course:
    return Course.objects.filter(gives=gives, retired_on=None).first() or Course.objects.create(
        name_en="Reversing an overdose", name_es="Revertir una sobredosis", gives=gives
    )


def written(team, **more) -> None:
    said = {"course": a_course("overdose").pk, "iso_week": clock.iso_week(clock.today()), "setting": "release"}
    services.write_down(by=team["Wanda"], **said | {"people": 9, "certificates": 7} | more)


def test_every_line_of_the_form_is_kept_and_shown(team):
    course, week = a_course("overdose"), weeks_lately()[2][0]
    said = {"course": course.pk, "iso_week": week, "setting": "barber", "people": 11, "certificates": 4}
    desk = team.at_desk("Wanda")
    desk.post("/care/taught", said)
    row = Taught.objects.get()
    assert {name: getattr(row, name) for name in said} == said
    rows = desk.get("/care/taught?format=csv").content.decode("utf-8-sig").splitlines()
    assert rows[1] == f"{clock.quarter_of(week)},{course},at a barber shop or salon,11,4"


def test_who_came_is_nowhere(team):
    written(team)
    assert {field.name for field in Taught._meta.fields} == {
        *("id", "iso_week", "course", "setting", "people", "certificates")
    }
    assert not AuditLine.objects.get(verb="teaching.write").subject


@pytest.mark.parametrize(
    "wrong",
    [{"people": 0}, {"people": 201}, {"certificates": 10}, {"setting": "a moon"}, {"course": UUID(int=7)}],
    ids=str,
)
def test_what_cannot_be_is_refused_and_nothing_kept(team, wrong):
    with pytest.raises(BadInput):
        written(team, **wrong)
    assert not Taught.objects.exists()


def test_a_funder_gets_those_who_learned_to_respond_and_nobody_else(team):
    week = clock.iso_week(clock.today())
    written(team)
    written(team, people=3, certificates=3)
    written(team, course=a_course("one_on_one").pk, people=50, certificates=0)
    assert queries.taught([week]) == (12, 10)
    assert queries.taught(["2020-W01"]) == (0, 0)


@pytest.mark.parametrize("who", ["Olga", "Pia", "Casey", "Charlie"])
def test_it_is_the_outreach_team_s(team, who):
    with pytest.raises(NotAllowed):
        services.write_down(
            course=a_course().pk, iso_week="2026-W48", setting="site", people=1, certificates=0, by=team[who]
        )
    assert team.at_desk(who).get("/care/taught").status_code == 403


def test_certificates_stand_in_both_languages_and_nothing_is_kept(team):
    course = a_course("overdose")
    desk = team.at_desk("Wanda")
    before = AuditLine.objects.count()
    page = desk.post("/care/taught/certificates", {"print-course": course.pk, "print-how_many": 3}).content.decode()
    assert page.count("Certificado de finalización") == 3
    assert course.name_en in page
    assert (AuditLine.objects.count(), Taught.objects.count()) == (before, 0)
    assert desk.post("/care/taught/certificates", {"print-course": course.pk, "print-how_many": 61}).status_code == 422


def by(team, who="Wanda") -> codes.By:
    return codes.By(team[who], keyring_of(team, who))


def test_a_course_under_a_card_is_found_by_the_card_printed_again_and_forgotten_with_it(team):
    course, week = a_course("overdose"), clock.iso_week(clock.today())
    code = card_codes.new_code()
    holder = codes.begin(code=code, by=by(team))
    desk = team.at_desk("Wanda")
    desk.post(f"/care/codes/{holder}/learned", {"course-course": course.pk, "course-iso_week": week})
    assert [name for _row, name in codes_queries.what_we_hold(holder).courses] == [str(course)]
    page = desk.get(f"/care/codes/{holder}").content.decode()
    assert "1 course they have had" in page
    assert "Print the certificate again" in page
    codes.forget(holder_id=holder, by=by(team))
    assert not Learned.objects.exists()


def test_it_stands_once_goes_at_a_word_and_follows_a_card_that_is_joined(team):
    course, week = a_course("overdose").pk, clock.iso_week(clock.today())
    one, other = card_codes.new_code(), card_codes.new_code()
    first, second = codes.begin(code=one, by=by(team)), codes.begin(code=other, by=by(team))
    for _twice in range(2):
        codes.learned(holder_id=second, course=course, iso_week=week, by=by(team))
    codes.join(holder_id=first, other_code=other, by=by(team))
    ((row, _name),) = codes_queries.what_we_hold(first).courses
    codes.unlearned(holder_id=first, learned_id=row.pk, by=by(team))
    assert not Learned.objects.exists()
    with pytest.raises(NotFound):
        codes.unlearned(holder_id=first, learned_id=row.pk, by=by(team))


def test_another_s_course_is_not_taken_out_through_one_s_own_card(team):
    course, week = a_course("overdose").pk, clock.iso_week(clock.today())
    first, second = (codes.begin(code=card_codes.new_code(), by=by(team)) for _twice in range(2))
    codes.learned(holder_id=second, course=course, iso_week=week, by=by(team))
    with pytest.raises(NotFound):
        codes.unlearned(holder_id=first, learned_id=Learned.objects.get().pk, by=by(team))
