"""The participant's own page: no account, no cookie, nothing in an address, and what they choose holds at once."""

import datetime as dt

import pytest
from django.test import Client

from tests.consent import made
from waymeet.consent import gate, handles, papers, wording
from waymeet.consent.rules import Kind, State
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def page() -> Client:
    """Somebody's browser; it refuses a form without a token where one is asked for."""
    return Client(SERVER_NAME="localhost", enforce_csrf_checks=True)


def text(answer) -> str:
    return answer.content.decode()


def test_it_shows_what_was_agreed_and_leaves_no_cookie(people, page):
    done = made.granted(people, made.scope("care", {"name", "needs"}))
    answer = page.post("/receipt", {"secret": done.secret.lower().replace("-", " ")})
    said = text(answer)
    for words in (
        "Your consent holds",
        "The outreach team of this group",
        wording.WHAT["en"]["needs"],
        wording.day_in_words(done.scope.until, "en"),
        clock.today().isoformat(),
        made.FIELDS["name"],
    ):
        assert words in said
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert wording.WHAT["en"]["status"] not in said
    assert made.FIELDS["needs"] not in said


def test_the_number_is_never_part_of_an_address(people, page):
    done = made.granted(people, made.scope("care"))
    said = text(page.post("/receipt", {"secret": done.secret}))
    for start in ('href="', 'action="', 'src="'):
        assert not [part for part in said.split(start)[1:] if done.secret in part.split('"')[0]]
    assert text(page.get(f"/receipt?secret={done.secret}")).count(done.secret) == 0
    assert page.get("/receipt/take-back").status_code == 302


@pytest.mark.parametrize("address", ["/receipt", "/receipt/take-back", "/receipt/smaller"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_tells_somebody_who_looks_on_what_it_is_about(people, page, address: str, language: str):
    done = made.granted(people, made.scope("organizing"))
    answers = [page.get("/receipt"), page.post(address, {"secret": done.secret, "language": language})]
    for answer in answers:
        title = text(answer).split("<title>")[1].split("</title>")[0]
        assert title in ("Receipt", "Recibo")
        for word in ("drug", "droga", "naloxone", "naloxona", "sign-in", "Sign in", "42 CFR"):
            assert word not in text(answer)


def test_taking_back_says_first_what_happens_and_then_does_it(people, page):
    done = made.granted(people, made.scope("care"))
    asked = text(page.post("/receipt/take-back", {"secret": done.secret}))
    assert "What cannot be called back" in asked
    assert len(gate.arrivals("care")) == 1
    answer = text(page.post("/receipt/take-back", {"secret": done.secret, "sure": "1"}))
    assert "You took your consent back" in answer
    assert "You took it back. It holds from this moment." in answer
    assert "/receipt/take-back" not in answer
    assert gate.arrivals("care") == []


def test_it_can_be_made_smaller_and_never_larger(people, page):
    done = made.granted(people, made.scope("care", {"name", "needs"}))
    asked = text(page.post("/receipt/smaller", {"secret": done.secret}))
    assert wording.WHAT["en"]["needs"] in asked
    assert wording.WHAT["en"]["status"] not in asked
    until = clock.today() + dt.timedelta(days=2)
    said = {"secret": done.secret, "sure": "1", "until": until.isoformat()}
    for wrong in ({"classes": []}, {"classes": ["status"]}, {"classes": ["name"], "until": "2099-01-01"}):
        assert page.post("/receipt/smaller", {**said, **wrong}).status_code == 422
    unchanged = {"classes": ["name", "needs"], "until": done.scope.until.isoformat()}
    assert "can only be made smaller" in text(page.post("/receipt/smaller", {**said, **unchanged}))
    answer = page.post("/receipt/smaller", {**said, "classes": ["name"]})
    assert "It is smaller now." in text(answer)
    found = gate.standing(done.secret)
    assert (found.scope.classes, found.scope.until) == ({"name"}, until)
    assert "(the name I go by; " in text(answer)


def test_what_is_over_can_only_be_looked_at(people, page):
    done = made.granted(people, made.scope("care"))
    gate.withdraw(secret=done.secret)
    answer = text(page.post("/receipt/smaller", {"secret": done.secret}))
    assert "You took your consent back" in answer
    assert "Nothing more is told" in answer


def test_another_language_at_one_press(people, page):
    done = made.granted(people, made.scope("care"))
    answer = text(page.post("/receipt", {"secret": done.secret, "switch": "es"}))
    assert '<html lang="es">' in answer
    assert "Tu permiso vale" in answer
    assert '<html lang="es">' in text(page.post("/receipt", {"secret": "", "switch": "es"}))
    assert '<html lang="en">' in text(page.post("/receipt", {"secret": done.secret, "language": "xx"}))


def test_the_account_as_a_file(people, page):
    done = made.granted(people, made.scope("care", {"name", "needs"}))
    answer = page.post("/receipt/save", {"secret": done.secret, "language": "es"})
    assert answer["Content-Disposition"] == 'attachment; filename="receipt.csv"'
    assert "el nombre que uso; en qué necesito ayuda" in text(answer)


def test_every_state_and_event_has_words():
    assert set(papers.HEADINGS) == set(State)
    assert set(papers.HAPPENED) == set(Kind)


@pytest.mark.parametrize("words", [wording.WHO, wording.WHAT, wording.WHY])
def test_both_languages_say_the_same_things(words):
    assert set(words["en"]) == set(words["es"])
    assert not [each for each in words["es"].values() if each in words["en"].values()]


@pytest.mark.parametrize(("day", "en", "es"), [("2026-01-31", "January 31, 2026", "31 de enero de 2026")])
def test_days_in_words(day: str, en: str, es: str):
    given = dt.date.fromisoformat(day)
    assert (wording.day_in_words(given, "en"), wording.day_in_words(given, "es")) == (en, es)


@pytest.mark.browser
def test_a_scanned_number_goes_into_the_form_and_out_of_the_address(browsing, filled):
    page, number = browsing.new_page(), handles.new_secret()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{filled.address}/receipt#{number}")
    assert page.input_value("[name=secret]:visible") == number
    assert page.url == f"{filled.address}/receipt"
    page.click("form.form button")
    page.get_by_text("Nothing is found under this number").first.wait_for()
    assert not [url for url in asked if number[:7] in url]
    assert browsing.cookies() == []
