"""The way in, as each kind of person goes it: two steps, a lost passphrase, a lost phone, and once more where it matters."""

import datetime as dt
import re

import pyotp
import pytest
import time_machine
from django.test import Client

from tests.builders import app_of
from tests.desk.test_every_address import ANYONE, FOR, PHONE, address
from tests.stick import Stick, options_on, sign_in
from waymeet.accounts import second_step, services
from waymeet.accounts.models import Account, AuditLine, DeskSession, RecoveryCode
from waymeet.accounts.people import OPERATOR
from waymeet.accounts.roles import Role
from waymeet.kernel import audit

pytestmark = pytest.mark.django_db(databases="__all__")
EVENING = dt.datetime(2026, 11, 23, 18, tzinfo=dt.UTC)
CODE = re.compile(r"<code>([A-Z2-9-]+)</code>")
WORDS = re.compile(r'class="ticket__words" lang="en">([a-z ]+)<')
SECRET = re.compile(r'id="secret">([A-Z2-7 ]+)<')


def browser() -> Client:
    return Client(SERVER_NAME="localhost")


def text(answer) -> str:
    return answer.content.decode()


def first_half(people, who: str) -> Client:
    desk = browser()
    desk.post("/sign-in", {"name": people[who].name, "passphrase": people.words_of(who), "next": "/roles"})
    return desk


def digits(secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(dt.datetime.now(dt.UTC), counter_offset=steps)


@pytest.fixture
def clock():
    with time_machine.travel(EVENING, tick=False) as stopped:
        yield stopped


@pytest.mark.parametrize("who", ["Ada", "Olga", "Wanda", "Casey", "Dora", "Rita"])
def test_who_holds_keys_or_decides_sets_up_an_app_at_the_first_sign_in_and_gets_a_sheet(people, who):
    desk = first_half(people, who)
    assert "choose one of these two" in text(desk.get("/second-step"))
    page = text(desk.get("/second-step/app"))
    secret = SECRET.search(page).group(1).replace(" ", "")
    answer = desk.post("/second-step/app", {"code": digits(secret)})
    assert len(CODE.findall(text(answer))) == 8
    assert 'href="/roles"' in text(answer)
    assert "no-store" in answer["Cache-Control"]
    assert desk.get("/roles").status_code == 200


@pytest.mark.parametrize("who", ["Flora", "Cam", "Charlie"])
def test_who_holds_nothing_goes_straight_in_and_may_add_one(people, who):
    desk = first_half(people, who)
    assert desk.get("/roles").status_code == 200
    sign_up = options_on(text(desk.get("/second-step")))
    stick = Stick()
    assert len(CODE.findall(text(desk.post("/second-step/passkey", {"passkey": stick.make(sign_up)})))) == 8
    again = browser()
    assert (
        again.post("/sign-in", {"name": people[who].name, "passphrase": people.words_of(who)})["Location"]
        == "/sign-in/second-step"
    )


def test_digits_that_do_not_fit_set_nothing_up_and_the_secret_stays_the_same(people):
    desk = first_half(people, "Olga")
    secret = SECRET.search(text(desk.get("/second-step/app"))).group(1)
    answer = desk.post("/second-step/app", {"code": "000000x"})
    assert answer.status_code == 422
    assert SECRET.search(text(answer)).group(1) == secret
    assert not second_step.ways_of(people["Olga"].id)


@pytest.mark.parametrize("has_one", [True, False])
def test_between_the_steps_nothing_is_reached(people, has_one):
    """Every address there is. Only the pages that ask for the second step, or set one up, answer."""
    if has_one:
        app_of("olga", people.words_of("Olga"))
    desk, reached = first_half(people, "Olga"), []
    for route in sorted(FOR):
        if FOR[route].kind in (ANYONE, PHONE):
            continue
        for ask in (desk.get, desk.post):
            answer = ask(address(route))
            led_away = answer.status_code == 302 and answer["Location"].startswith(("/sign-in", "/second-step"))
            if not (led_away or answer.status_code == 405):
                reached.append(route)
    setting_up = {"second-step", "second-step/app", "second-step/passkey"}
    assert set(reached) == ({"sign-in/second-step"} if has_one else setting_up)
    assert DeskSession.objects.count() == 0


def test_the_second_step_waits_five_minutes(people, clock):
    secret = app_of("olga", people.words_of("Olga"))
    desk = first_half(people, "Olga")
    clock.shift(dt.timedelta(minutes=5))
    assert desk.post("/sign-in/second-step", {"code": digits(secret)})["Location"] == "/sign-in"
    assert DeskSession.objects.count() == 0


def test_digits_open_once_and_a_second_browser_with_the_same_digits_stays_out(people, clock):
    secret = app_of("olga", people.words_of("Olga"))
    desk, thief = first_half(people, "Olga"), first_half(people, "Olga")
    assert desk.post("/sign-in/second-step", {"code": digits(secret)})["Location"] == "/roles"
    assert thief.post("/sign-in/second-step", {"code": digits(secret)}).status_code == 422
    assert thief.get("/roles").status_code == 302


def test_the_session_without_its_cookie_goes_no_further(people, clock):
    """Django's own session cookie, as it can be copied from the database, carries nobody over the second step."""
    secret = app_of("olga", people.words_of("Olga"))
    desk, thief = first_half(people, "Olga"), browser()
    thief.cookies["waymeet_session"] = desk.cookies["waymeet_session"].value
    assert thief.post("/sign-in/second-step", {"code": digits(secret)})["Location"] == "/sign-in"
    desk.post("/sign-in/second-step", {"code": digits(secret)})
    thief.cookies["waymeet_session"] = desk.cookies["waymeet_session"].value
    assert thief.get("/roles").status_code == 302


def test_a_passkey_answers_one_question_at_one_site(people):
    stick = Stick()
    sign_in(browser(), "olga", people.words_of("Olga"), stick)
    desk = first_half(people, "Olga")
    options = options_on(text(desk.get("/sign-in/second-step")))
    old = stick.show(options)
    options = options_on(text(desk.get("/sign-in/second-step")))
    for wrong in (
        old,
        "{}",
        "no json",
        Stick(id=stick.id).show(options),
        Stick(key=stick.key, id=stick.id, origin="http://evil.example").show(options),
    ):
        answer = desk.post("/sign-in/second-step", {"passkey": wrong})
        assert answer.status_code == 422
        options = options_on(text(answer))
    assert desk.post("/sign-in/second-step", {"passkey": stick.show(options)})["Location"] == "/roles"


def with_sheet(people, who: str) -> tuple[Client, str, list[str]]:
    """Signed in, with an app and a sheet of codes."""
    secret = app_of(people[who].name, people.words_of(who))
    desk = first_half(people, who)
    desk.post("/sign-in/second-step", {"code": digits(secret)})
    return desk, secret, CODE.findall(text(desk.post("/account/recovery-sheet")))


def test_a_lost_passphrase_a_code_the_second_step_and_a_new_passphrase_at_once(people, clock):
    old_desk, secret, codes = with_sheet(people, "Olga")
    desk = browser()
    answer = desk.post("/sign-in/recover", {"name": "olga", "recovery_code": codes[0]})
    assert answer["Location"] == "/sign-in/second-step"
    assert desk.get("/account").status_code == 302
    answer = desk.post("/sign-in/second-step", {"code": digits(secret, 1)})
    words = WORDS.search(text(answer)).group(1)
    assert desk.get("/account").status_code == 200
    assert old_desk.get("/account").status_code == 302
    assert browser().post("/sign-in", {"name": "olga", "passphrase": people.words_of("Olga")}).status_code == 422
    assert browser().post("/sign-in", {"name": "olga", "passphrase": words})["Location"] == "/sign-in/second-step"
    assert browser().post("/sign-in/recover", {"name": "olga", "recovery_code": codes[0]}).status_code == 422


def test_both_lost_two_codes(people, clock):
    _desk, _secret, codes = with_sheet(people, "Olga")
    desk = browser()
    desk.post("/sign-in/recover", {"name": "olga", "recovery_code": codes[0]})
    assert desk.post("/sign-in/second-step", {"recovery_code": codes[0]}).status_code == 422
    answer = desk.post("/sign-in/second-step", {"recovery_code": codes[1]})
    assert WORDS.search(text(answer))
    assert 'href="/second-step"' in text(answer)
    assert RecoveryCode.objects.filter(used_on=None).count() == 6


def test_a_lost_phone_a_code_and_a_new_second_step(people, clock):
    _desk, _secret, codes = with_sheet(people, "Olga")
    desk = first_half(people, "Olga")
    answer = desk.post("/sign-in/second-step", {"recovery_code": codes[3]}, follow=True)
    assert "Add a new one now" in text(answer)
    options = options_on(text(answer))
    desk.post("/second-step/passkey", {"passkey": Stick().make(options), "label": "blue key"})
    page = text(desk.get("/second-step"))
    assert "blue key" in page
    desk.post("/second-step/app/remove")
    assert not second_step.ways_of(people["Olga"].id).app
    passkey = Account.objects.get(name="olga").passkeys.get()
    refused = desk.post(f"/second-step/passkeys/{passkey.id}/remove")
    assert refused.status_code == 409


def test_somebody_changes_their_own_passphrase_and_stays_signed_in_here_only(people):
    here, there = people.at_desk("Olga"), people.at_desk("Olga")
    assert here.post("/account/passphrase", {"passphrase": "not mine"}).status_code == 422
    words = WORDS.search(text(here.post("/account/passphrase", {"passphrase": people.words_of("Olga")}))).group(1)
    assert here.get("/account").status_code == 200
    assert there.get("/account").status_code == 302
    people.words["Olga"] = words
    people.at_desk("Olga")


def test_sessions_are_listed_by_day_and_ended_one_by_one_or_together(people):
    stick = Stick()
    there = Client(SERVER_NAME="localhost", HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Firefox/132.0")
    sign_in(there, "cam", people.words_of("Cam"), stick)
    here, third = browser(), browser()
    for desk in (here, third):
        sign_in(desk, "cam", people.words_of("Cam"), stick)
    page = text(here.get("/account"))
    assert "Firefox · Linux" in page
    other = DeskSession.objects.get(browser="Firefox · Linux")
    here.post(f"/account/sessions/{other.id}/end")
    assert there.get("/account").status_code == 302
    assert third.get("/account").status_code == 200
    here.post("/account/sessions/end-others")
    assert third.get("/account").status_code == 302
    assert here.get("/account").status_code == 200


def test_nobody_ends_somebody_else_s_session(people):
    people.at_desk("Cam")
    session = DeskSession.objects.get()
    assert people.at_desk("Ada").post(f"/account/sessions/{session.id}/end").status_code == 404


def test_an_administrator_signs_somebody_out_everywhere(people):
    desk, ada = people.at_desk("Olga"), people.at_desk("Ada")
    ada.post(f"/people/{people['Olga'].id}/sign-out")
    assert desk.get("/account").status_code == 302


def test_a_role_that_needs_a_second_step_ends_a_session_without_one(people):
    desk = people.at_desk("Charlie")
    services.change_roles(account_id=people["Charlie"].id, roles={Role.CANVASSER}, by=OPERATOR)
    assert desk.get("/organizing/turf").status_code == 403
    services.change_roles(account_id=people["Charlie"].id, roles={Role.REVIEWER}, by=OPERATOR)
    assert desk.get("/account").status_code == 302
    assert first_half(people, "Charlie").get("/second-step").status_code == 200


def test_a_role_taken_away_is_away_at_the_next_request(people):
    desk = people.at_desk("Flora")
    assert desk.get("/organizing/turf").status_code == 200
    services.change_roles(account_id=people["Flora"].id, roles=set(), by=OPERATOR)
    assert desk.get("/organizing/turf").status_code == 403


def test_half_an_hour_without_a_request_signs_out(people, clock):
    desk = people.at_desk("Olga")
    clock.shift(dt.timedelta(minutes=29))
    assert desk.get("/account").status_code == 200
    clock.shift(dt.timedelta(minutes=29))
    assert desk.get("/account").status_code == 200
    clock.shift(dt.timedelta(minutes=30))
    assert desk.get("/account").status_code == 302
    assert DeskSession.objects.count() == 0


def test_after_twelve_hours_everybody_is_signed_out_however_busy(people, clock):
    desk = people.at_desk("Olga")
    for _half_hour in range(24):
        assert desk.get("/account").status_code == 200
        clock.shift(dt.timedelta(minutes=29, seconds=59) if _half_hour < 23 else dt.timedelta(minutes=31))
    assert desk.get("/account").status_code == 302


ASKED_TWICE = [
    ("get", "/people/invite"), ("get", "/people?format=csv"), ("post", "/people/{cam}"), ("post", "/people/{cam}/passphrase"),
    ("post", "/people/{cam}/end"), ("post", "/account/recovery-sheet"), ("get", "/second-step"), ("get", "/second-step/app"),
    ("post", "/second-step/app/remove"), ("post", "/second-step/passkey"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), ASKED_TWICE)
def test_what_matters_is_asked_again_after_ten_minutes(people, clock, method, path):
    desk, path = people.at_desk("Ada"), path.format(cam=people["Cam"].id)
    clock.shift(dt.timedelta(minutes=10))
    answer = getattr(desk, method)(path, headers={"Referer": "http://localhost/people"})
    assert answer["Location"].startswith("/confirm?next=")
    assert Account.objects.get(name="cam").ended_on is None
    assert RecoveryCode.objects.count() == 8


NOTHING = "00000000-0000-4000-8000-000000000000"
SEALED_OR_FINAL = [
    ("Wanda", "post", f"/reports/{NOTHING}/publish"), ("Olga", "get", "/organizing/introductions?format=csv"),
    ("Olga", "post", f"/organizing/introductions/{NOTHING}/forget"), ("Dora", "get", "/demands/?format=csv"),
    ("Wanda", "post", "/care/people/1/forget"), ("Wanda", "get", "/care/people/1/copy"),
    ("Casey", "post", "/diversion/cases/1/forget"), ("Casey", "get", "/diversion/cases/1/copy"),
    ("Wanda", "post", "/care/people/1/own-page"), ("Casey", "post", "/diversion/cases/1/own-page"),
    ("Dora", "get", "/who-did-what/?format=csv"), ("Olga", "post", "/account/team-keys/organizing/change"),
    ("Olga", "post", "/account/team-keys/organizing/sheets"), ("Olga", "post", "/account/team-keys/organizing/1/use"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "method", "path"), SEALED_OR_FINAL, ids=lambda part: str(part).replace(NOTHING, "*"))
def test_what_leaves_or_ends_for_good_is_asked_again(people, clock, who, method, path):
    """Copies and files of what is sealed, releases, erasure, and the ceremonies of a team's key."""
    desk = people.at_desk(who)
    clock.shift(dt.timedelta(minutes=10))
    answer = getattr(desk, method)(path)
    assert (answer.status_code, answer.get("Location", "")[:8]) == (302, "/confirm")


def test_confirming_takes_both_steps_and_leads_back(people, clock):
    secret = app_of("ada", people.words_of("Ada"))
    desk = first_half(people, "Ada")
    desk.post("/sign-in/second-step", {"code": digits(secret)})
    clock.shift(dt.timedelta(minutes=11))
    asked = desk.get("/people?format=csv")["Location"]
    assert asked == "/confirm?next=%2Fpeople%3Fformat%3Dcsv"
    said = {"passphrase": people.words_of("Ada"), "next": "/people?format=csv"}
    for wrong in ({}, {"code": "000000x"}, {"passphrase": "not hers", "code": digits(secret)}):
        assert desk.post("/confirm", said | wrong).status_code == 422
        assert desk.get("/people?format=csv").status_code == 302
    assert desk.post("/confirm", said | {"code": digits(secret)})["Location"] == "/people?format=csv"
    assert desk.get("/people?format=csv").status_code == 200


def test_confirming_leads_to_no_other_site(people):
    answer = people.at_desk("Cam").post(
        "/confirm", {"passphrase": people.words_of("Cam"), "next": "https://evil.example"}
    )
    assert answer["Location"] == "/"


def test_the_invented_organization_offers_a_second_step_and_asks_for_none(people):
    audit.write(AuditLine, who="", verb=second_step.INVENTED)
    desk = first_half(people, "Olga")
    page = text(desk.get("/account"))
    assert "This is the invented organization" in page
    app_of("olga", people.words_of("Olga"))
    answer = browser().post("/sign-in", {"name": "olga", "passphrase": people.words_of("Olga")})
    assert answer["Location"] == "/sign-in/second-step"
