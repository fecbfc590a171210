"""A reversal told through a poster by somebody who will never have an account; and what the team does with it."""

import datetime as dt
import re

import pytest
from django.db import connections
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import care_made
from tests.desk.conftest import people  # noqa: F401 - a fixture
from waymeet.care.models import AuditLine
from waymeet.care.reversals import forms, queries, rules, services
from waymeet.care.reversals.models import Asked, Poster, Report
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import Lot
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound, TooMany

pytestmark = pytest.mark.django_db(databases="__all__")

LEAST = {"happened": "week", "doses": "2"}
EVERYTHING = LEAST | {
    "product": "1",
    "lived": "yes",
    "called_911": "afraid",
    "breathing": "yes",
    "stayed": "no",
    "drugs": ["fentanyl", "alcohol"],
    "where": "outdoors",
    "area_number": "3",
    "teller": "witness",
    "lot": "ab 123-x",
    "refill": "on",
}


@pytest.fixture
def code(people) -> str:  # noqa: F811
    care_made.evening(people)
    return services.poster(by=people["Wanda"])[1]


def text(answer) -> str:
    return answer.content.decode()


def test_whoever_scans_the_poster_tells_it_and_leaves_no_trace(code):
    somebody = Client()
    page = somebody.get(f"/reversal/{code}")
    assert page.status_code == 200
    assert not page.cookies
    answer = somebody.post(f"/reversal/{code}", LEAST)
    assert "You were there for somebody" in text(answer)
    assert not answer.cookies
    row = Report.objects.get()
    assert (row.happened, row.doses, row.iso_week) == ("week", 2, clock.iso_week(clock.today()))
    assert not AuditLine.objects.filter(verb__startswith="reversal").exclude(verb="reversal_poster.print").exists()


def test_two_answers_are_needed_and_i_do_not_know_is_one(code):
    answer = Client().post(f"/reversal/{code}", {})
    assert answer.status_code == 422
    assert "Say about when it was." in text(answer)
    assert Report.objects.count() == 0
    Client().post(f"/reversal/{code}", {"happened": "earlier", "doses": "unknown"})
    assert Report.objects.get().doses is None


def test_every_field_that_is_shown_is_saved_and_what_is_saved_is_shown(code, people):  # noqa: F811
    page = text(Client().get(f"/reversal/{code}"))
    asked = set(re.findall(r'name="([a-z_0-9]+)"', page.partition('<form class="form')[2]))
    assert asked == {*EVERYTHING, "language"}
    Client().post(f"/reversal/{code}", EVERYTHING)
    row = Report.objects.get()
    kept = {name: getattr(row, name) for name in EVERYTHING}
    assert kept == EVERYTHING | {
        "doses": 2,
        "product": 1,
        "area_number": 3,
        "drugs": ["alcohol", "fentanyl"],
        "lot": "AB123-X",
        "refill": True,
    }
    review = text(people.at_desk("Clio").get("/care/reversals/review"))
    for field in forms.Tell().fields.values():
        assert str(field.label).replace("'", "&#x27;") in review
    for answer in ("this week", "Nasal naloxone", "no, afraid of police", "alcohol, fentanyl", "South End", "AB123-X"):
        assert answer in review


@given(st.dictionaries(st.sampled_from(sorted(EVERYTHING)), st.just(""), max_size=len(EVERYTHING)))
def test_nothing_but_when_and_how_many_is_ever_required(left_open):
    form = forms.Tell(
        EVERYTHING | {name: "" for name in left_open if name not in LEAST} | {"product": "", "area_number": ""}
    )
    assert form.is_valid(), form.errors


@pytest.mark.parametrize(
    ("expires", "recalled", "said"),
    [
        (dt.date(2099, 1, 31), False, "we know this lot: Nasal naloxone, expires on 2099-01-31)"),
        (dt.date(2020, 1, 31), False, "we know this lot: Nasal naloxone, expired on 2020-01-31)"),
        (None, True, "we know this lot: Nasal naloxone, expiry not written down, called back by its maker)"),
    ],
)
def test_a_lot_that_was_named_is_looked_up_in_our_stock(code, people, expires, recalled, said):  # noqa: F811
    lot = Lot.objects.create(item_id=1, number="AB123-X", expires_on=expires)
    if recalled:
        supplies.recall(lot_id=lot.id, by=people["Wanda"])
    Client().post(f"/reversal/{code}", LEAST | {"lot": "lot ab123-x"})
    Client().post(f"/reversal/{code}", LEAST | {"lot": "ZZ999"})
    review = text(people.at_desk("Clio").get("/care/reversals/review"))
    assert f"AB123-X ({said}" in review
    assert "ZZ999 (not one of our lots)" in review


def test_words_are_not_kept_as_a_lot(code):
    answer = Client().post(f"/reversal/{code}", LEAST | {"lot": "ask Marisol on Lark"})
    assert answer.status_code == 422
    assert Report.objects.count() == 0


def test_somebody_who_died_is_met_with_care(code):
    page = text(Client().post(f"/reversal/{code}", LEAST | {"lived": "no"}))
    assert "not your fault" in page
    assert "And how are you doing?" in page


def test_the_form_speaks_spanish_without_a_cookie(code):
    answer = Client().post(f"/reversal/{code}", {"switch": "es"})
    assert "¿Cuántas dosis se dieron?" in text(answer)
    assert not answer.cookies
    assert "Gracias" in text(Client().post(f"/reversal/{code}", LEAST | {"language": "es"}))


def test_a_wish_to_talk_is_sealed_and_apart_and_goes_once_answered(code, people):  # noqa: F811
    answer = Client().post(f"/reversal/{code}/talk", {"reach": "518-555-0177 after six"})
    assert "Somebody will be in touch" in text(answer)
    with connections["care"].cursor() as cursor:
        cursor.execute("SELECT * FROM care_reversals_asked")
        assert b"0177" not in repr(cursor.fetchall()).encode()
    wanda = people.at_desk("Wanda")
    assert "0177" not in text(wanda.get("/care/reversals"))
    opened = text(wanda.post("/care/reversals/wishes"))
    assert "518-555-0177 after six" in opened
    wanda.post(f"/care/reversals/wishes/{Asked.objects.get().pk}")
    assert Asked.objects.count() == 0


def test_a_new_poster_ends_the_old_code(code, people):  # noqa: F811
    wanda = people.at_desk("Wanda")
    asked = wanda.post("/care/reversals/poster/new")
    assert "stops working at once" in text(asked)
    assert Poster.objects.count() == 1
    wanda.post("/care/reversals/poster/new", {"sure": "1"})
    missing = Client().get(f"/reversal/{code}")
    assert missing.status_code == 404
    assert "This poster is old" in text(missing)
    with pytest.raises(NotFound):
        services.tell(code=code, said={"happened": "week"})


def test_a_machine_that_floods_the_form_is_stopped(code, monkeypatch):
    monkeypatch.setattr(services, "MOST_A_WEEK", 2)
    for _time in range(2):
        services.tell(code=code, said={"happened": "week"})
    with pytest.raises(TooMany):
        services.tell(code=code, said={"happened": "week"})
    answer = Client().post(f"/reversal/{code}", LEAST)
    assert answer.status_code == 422
    assert "tell an outreach worker" in text(answer)


def test_from_paper_it_is_the_same_report(code, people):  # noqa: F811
    answer = people.at_desk("Wanda").post("/care/reversals/paper", EVERYTHING, follow=True)
    assert "The report is kept" in text(answer)
    assert Report.objects.get().way == "paper"
    sheet = text(people.at_desk("Wanda").get("/care/reversals/sheet"))
    for field in forms.Tell().fields.values():
        assert str(field.label) in sheet


def test_the_clinical_director_looks_every_report_over(code, people):  # noqa: F811
    Client().post(f"/reversal/{code}", LEAST)
    Client().post(f"/reversal/{code}", LEAST)
    first, second = Report.objects.all()
    clio = people.at_desk("Clio")
    clio.post(f"/care/reversals/review/{first.pk}", {"finding": "follow"})
    clio.post(f"/care/reversals/review/{second.pk}", {"finding": "no_report"})
    page = text(clio.get("/care/reversals/review"))
    assert "Every report has been looked over." in page
    assert [one.reports for one in queries.quarters()] == [1]
    assert people.at_desk("Wanda").get("/care/reversals/review").status_code == 403
    assert clio.get("/care/reversals").status_code == 403


def test_small_numbers_read_the_same_for_everybody(code, people):  # noqa: F811
    page = text(people.at_desk("Wanda").get("/care/reversals"))
    assert "No report yet" in page
    for number in range(12):
        services.tell(code=code, said={"happened": "week", "doses": 2, "lived": "no" if number == 0 else "yes"})
    page = text(people.at_desk("Wanda").get("/care/reversals?format=csv"))
    assert f"{clock.today().year}-Q" in page
    assert ",12,24,10 or fewer,11,10 or fewer,10 or fewer" in page


def test_doses_nobody_knows_are_beside_the_sum(code):
    for doses in (2, 4, None):
        services.tell(code=code, said={"happened": "week", "doses": doses})
    [quarter] = queries.quarters()
    assert (quarter.reports, quarter.doses, quarter.untold) == (3, 6, 1)


@pytest.mark.parametrize(
    ("typed", "kept"), [("AB123", "AB123"), (" ab-12 3 ", "AB-123"), ("naloxone", ""), ("12", ""), ("<b>1</b>", "")]
)
def test_a_lot_is_letters_and_digits(typed, kept):
    assert rules.lot_as_printed(typed) == kept


@pytest.mark.parametrize(
    ("week", "quarter"),
    [("2026-W01", "2026-Q1"), ("2026-W53", "2026-Q4"), ("2025-W01", "2025-Q1"), ("2026-W27", "2026-Q3")],
)
def test_a_week_belongs_to_the_quarter_of_its_thursday(week, quarter):
    assert clock.quarter_of(week) == quarter
