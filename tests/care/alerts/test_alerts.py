"""From a rise in reports to words on a wall that end by themselves; nothing goes out unless a person signs it."""

import datetime as dt

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import care_made
from tests.desk.conftest import people  # noqa: F401 - a fixture
from waymeet.care.alerts import forms, queries, rules, services
from waymeet.care.alerts.models import Alert, Heard
from waymeet.care.alerts.subjects import About, Told
from waymeet.care.models import AuditLine
from waymeet.care.naloxone.models import Area
from waymeet.care.reversals.models import Report
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, NotAllowed, NotFound

pytestmark = pytest.mark.django_db(databases="__all__")
WORDS = {"words_en": "Two boxes, please.", "words_es": "Dos cajas, por favor."}


def in_days(days: int) -> dt.date:
    return clock.today() + dt.timedelta(days=days)


def told(number: int, *, weeks_ago: int = 0, area: int = 0, doses: int | None = 2, finding: str = "") -> None:
    week = clock.iso_week(clock.today() - dt.timedelta(weeks=weeks_ago))
    for _one in range(number):
        Report.objects.create(
            iso_week=week, way="link", happened="week", doses=doses, area_number=area, finding=finding
        )


def a_draft(people, who="Wanda", **more) -> Alert:  # noqa: F811
    said = WORDS | {"about": "more", "area_numbers": [], "until_on": in_days(14)} | more
    return services.draft(said=said, by=people[who])


@pytest.fixture
def team(people):  # noqa: F811
    care_made.evening(people)
    return people


@given(st.lists(st.integers(0, 50), max_size=12), st.integers(0, 60))
def test_a_week_stands_out_only_above_what_chance_and_the_weeks_before_make(before, now):
    compared = rules.reports_compared(before, now)
    if now < rules.LEAST:
        assert compared is None
        return
    mean = sum(before) / len(before) if before else 0
    assert compared.limit >= mean + 2 * mean**0.5 - 1e-9
    assert compared.stands_out == (now > compared.limit)
    assert not rules.reports_compared([now] * 8, now).stands_out, "a week like every other is no alarm"


def test_the_rule_by_hand():
    quiet = rules.reports_compared([1, 2, 1, 2, 1, 2, 1, 2], 7)
    assert (quiet.mean, quiet.limit) == (1.5, 4), "3.95, but four reports never stand out"
    assert quiet.stands_out
    wild = rules.reports_compared([0, 12, 0, 12, 0, 12, 0, 12], 14)
    assert not wild.stands_out, "where weeks differ that much, 14 is nothing new"


@given(st.lists(st.integers(1, 11), max_size=30), st.lists(st.integers(1, 11), max_size=30))
def test_doses_are_compared_only_where_both_sides_say_enough(before, now):
    compared = rules.doses_compared(before, now)
    assert (compared is None) == (len(before) < rules.LEAST or len(now) < rules.LEAST)


def test_more_reports_in_one_neighborhood_stand_out_there_and_in_town(team):
    for back in range(1, 9):
        told(1, weeks_ago=back, area=3)
    told(6, area=3)
    told(4, area=2)
    found = {(one.about, one.area_number): one.compared.now for one in queries.signals(by=team["Dora"])}
    assert found == {(About.MORE, 3): 6, (About.MORE, 0): 10}


def test_reports_that_were_none_do_not_count(team):
    told(9, area=3, finding="no_report")
    assert queries.signals(by=team["Dora"]) == []


def test_more_doses_a_report_stand_out(team):
    for back in range(1, 9):
        told(6, weeks_ago=back, doses=1 + back % 2)
    told(6, doses=5)
    told(3, doses=None)
    by_about = {one.about: one for one in queries.signals(by=team["Clio"])}
    assert by_about[About.DOSES].compared.now == 5


def test_what_people_say_is_counted_and_stands_out_from_five(team):
    for _one in range(4):
        services.hear(told=Told.STRONGER, sold_as="fentanyl", area_number=2, by=team["Wanda"])
    assert queries.signals(by=team["Dora"]) == []
    services.hear(told=Told.STRONGER, sold_as="", area_number=3, by=team["Wanda"])
    (one,) = queries.signals(by=team["Dora"])
    assert (one.about, one.area_number, str(one.what)) == (About.TOLD, 0, "stronger than expected")


def test_what_was_heard_leaves_no_value_in_the_audit(team):
    services.hear(told=Told.WOUNDS, sold_as="xylazine", area_number=2, by=team["Wanda"])
    line = AuditLine.objects.filter(verb="alert.hear").get()
    assert not line.subject
    assert Heard.objects.get().iso_week == clock.iso_week(clock.today())


def test_nobody_outside_reads_a_draft_and_everybody_what_was_signed(team):
    row = a_draft(team)
    anyone = Client()
    assert WORDS["words_en"] not in anyone.get("/alerts").content.decode()
    services.sign_off(alert_id=row.id, by=team["Clio"])
    page = anyone.get("/alerts")
    assert WORDS["words_en"] in page.content.decode()
    assert not page.cookies
    spanish = anyone.get("/alerts", headers={"accept-language": "es"}).content.decode()
    assert WORDS["words_es"] in spanish
    assert WORDS["words_en"] not in spanish


def test_it_ends_by_itself(team, monkeypatch):
    row = a_draft(team, until_on=in_days(3))
    services.sign_off(alert_id=row.id, by=team["Dora"])
    today = clock.today()
    monkeypatch.setattr(clock, "today", lambda: today + dt.timedelta(days=3))
    assert queries.in_force() == [row]
    monkeypatch.setattr(clock, "today", lambda: today + dt.timedelta(days=4))
    assert queries.in_force() == []
    assert queries.over(by=team["Wanda"]) == [row]


def test_or_somebody_ends_it(team):
    row = a_draft(team)
    services.sign_off(alert_id=row.id, by=team["Dora"])
    services.end(alert_id=row.id, by=team["Clio"])
    assert queries.in_force() == []
    with pytest.raises(NotFound):
        services.end(alert_id=row.id, by=team["Clio"])


@pytest.mark.parametrize("who", ["Wanda", "Olga", "Pia", "Charlie"])
def test_only_a_director_signs_ends_and_sees_what_stands_out(team, who):
    row = a_draft(team, who="Dora")
    for act in (services.sign_off, services.end):
        with pytest.raises(NotAllowed):
            act(alert_id=row.id, by=team[who])
    with pytest.raises(NotAllowed):
        queries.signals(by=team[who])


@pytest.mark.parametrize("who", ["Olga", "Pia", "Casey", "Charlie"])
def test_others_neither_write_nor_see_drafts(team, who):
    a_draft(team)
    with pytest.raises(NotAllowed):
        a_draft(team, who=who)
    with pytest.raises(NotAllowed):
        queries.drafts(by=team[who])
    assert team.at_desk(who).get("/care/alerts").status_code == 403


def test_what_was_signed_is_not_rewritten(team):
    row = a_draft(team)
    services.sign_off(alert_id=row.id, by=team["Dora"])
    said = WORDS | {"about": "told", "until_on": in_days(2)}
    for act in (
        lambda: services.change(alert_id=row.id, said=said, by=team["Dora"]),
        lambda: services.throw_away(alert_id=row.id, by=team["Dora"]),
        lambda: services.sign_off(alert_id=row.id, by=team["Dora"]),
    ):
        with pytest.raises(NotFound):
            act()


@pytest.mark.parametrize(
    "wrong",
    [
        {"words_es": "  "},
        {"words_en": ""},
        {"about": "drug check"},
        {"until_on": None},
        {"until_on": "past"},
        {"until_on": "far"},
    ],
    ids=str,
)
def test_an_alert_needs_both_languages_a_subject_and_a_near_last_day(team, wrong):
    days = {"past": in_days(-1), "far": in_days(rules.LONGEST_DAYS + 1)}
    with pytest.raises(BadInput):
        a_draft(team, **{name: days.get(value, value) for name, value in wrong.items()})
    assert not Alert.objects.exists()


def test_a_draft_that_waited_too_long_is_not_signed_with_an_old_day(team, monkeypatch):
    row = a_draft(team, until_on=in_days(1))
    today = clock.today()
    monkeypatch.setattr(clock, "today", lambda: today + dt.timedelta(days=2))
    with pytest.raises(BadInput):
        services.sign_off(alert_id=row.id, by=team["Dora"])


def test_every_line_of_the_form_is_kept_and_shown_again(team):
    areas = list(Area.objects.values_list("number", flat=True))[:2]
    desk = team.at_desk("Wanda")
    said = WORDS | {"about": "told", "area_numbers": [str(one) for one in areas], "until_on": in_days(9).isoformat()}
    answer = desk.post("/care/alerts/new", said)
    row = Alert.objects.get()
    assert answer["Location"] == f"/care/alerts/{row.id}"
    assert forms.as_written(row) == {**said, "area_numbers": sorted(said["area_numbers"], key=int)}
    page = desk.get(f"/care/alerts/{row.id}").content.decode()
    for number in areas:
        assert Area.objects.get(number=number).name in page
    desk.post(f"/care/alerts/{row.id}/change", said | {"about": "doses"})
    row.refresh_from_db()
    assert row.about == "doses"


def test_heard_keeps_each_answer_of_its_form(team):
    area = Area.objects.first()
    desk = team.at_desk("Wanda")
    desk.post("/care/alerts/heard", {"told": "looks", "sold_as": "pressed", "area_number": area.number})
    row = Heard.objects.get()
    assert (row.told, row.sold_as, row.area_number) == ("looks", "pressed", area.number)
    assert desk.post("/care/alerts/heard", {}).status_code == 422


def test_an_area_that_is_none_of_ours_is_not_named(team):
    row = a_draft(team, area_numbers=[10_000])
    assert row.area_numbers == []


def test_a_new_alert_begins_with_words_in_both_languages(team):
    first = forms.beginning("doses", "2")
    assert "naloxone" in first["words_en"]
    assert "naloxona" in first["words_es"]
    assert first["area_numbers"] == ["2"]
    assert forms.beginning("nonsense", "<x>")["about"] == "told"


def test_the_director_goes_from_what_stands_out_to_what_hangs(team):
    told(7, area=3)
    desk = team.at_desk("Dora")
    page = desk.get("/care/alerts").content.decode()
    assert "7 this week" in page
    row = a_draft(team)
    desk.post(f"/care/alerts/{row.id}/sign-off")
    assert "It hangs" in desk.get(f"/care/alerts/{row.id}").content.decode()
    desk.post(f"/care/alerts/{row.id}/end")
    assert (
        desk.get("/care/alerts?format=csv")
        .content.decode("utf-8-sig")
        .splitlines()[1]
        .startswith(clock.today().isoformat())
    )
