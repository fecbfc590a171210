"""An officer offers LEAD where there is no signal; it is sent later, a case manager comes, and the officer learns a word."""

import json

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.desk_browser import SignIns
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.deep]
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True, "locale": "en-US"}

MAKE = """
import django; django.setup()
import json
from tests import builders
from tests.diversion.incidents.made import adopted_rules
from waymeet.accounts.roles import Role
june = builders.worker("june", Role.PROJECT_MANAGER)
adopted_rules(june, most=50)
otto = builders.worker("otto", Role.OFFICER)
made = {"otto": (otto.words, "")}
for name in ("nell", "teo"):
    made[name] = (builders.worker(name, Role.CASE_MANAGER).words, "")
    made[name] = (made[name][0], builders.app_of(name, made[name][0]))
print(json.dumps(made))
"""
WAITING = "[data-waiting]"


@pytest.fixture
def signed(server: Server) -> SignIns:
    server.waymeet("migrate")
    told = json.loads(server.python(MAKE).splitlines()[-1])
    server.start()
    return SignIns(server.address, {name: tuple(made) for name, made in told.items()})


def opened(signed: SignIns, context: BrowserContext, name: str, path: str) -> Page:
    page = signed.page(context, name)
    page.goto(f"{signed.address}{path}")
    return page


def written(page: Page, *, accepted: bool = True) -> None:
    """What an officer taps in less than a minute: eight taps, a number, and nothing else."""
    page.get_by_label("Charge 1").select_option(label="PL 220.03 possession, seventh degree")
    page.get_by_label("Amount, in grams or dollars").first.fill("2")
    answer = "accepted" if accepted else "declined the offer"
    page.get_by_label("If so, what did the person say?").select_option(label=answer)
    page.get_by_role("button", name="Send it").click()


def test_without_a_signal_it_waits_on_the_phone_and_is_taken_once(signed: SignIns, chromium: Browser) -> None:
    phone = chromium.new_context(**PHONE)
    page = opened(signed, phone, "otto", "/diversion/offer")
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    page.goto(f"{signed.address}/diversion/offer")  # seen by the worker, which keeps the empty form
    page.wait_for_function("caches.match('/diversion/offer/without-signal').then(Boolean)")
    phone.set_offline(True)
    page.goto(f"{signed.address}/diversion/offer")
    expect(page.get_by_text("There is no signal. Write it down as always")).to_be_visible()
    written(page)
    expect(page.locator(WAITING)).to_contain_text("It is saved on this phone")
    expect(page.locator(WAITING)).to_contain_text("Waiting on this phone: 1")
    page.reload()
    expect(page.locator(WAITING)).to_contain_text("Waiting on this phone: 1")
    kept = page.evaluate(
        "new Promise((kept) => { indexedDB.open('officer').onsuccess = (event) => {"
        "event.target.result.transaction('waiting').objectStore('waiting').getAll().onsuccess = (all) =>"
        "kept(new TextDecoder('latin1').decode(all.target.result[0].sealed)); }; })"
    )
    assert "220.03" not in kept
    phone.set_offline(False)
    page.goto(f"{signed.address}/diversion/offer")
    expect(page.locator(WAITING)).not_to_contain_text("Waiting on this phone")  # the page before may have sent it
    page.goto(f"{signed.address}/diversion/offer")
    page.goto(f"{signed.address}/diversion/mine")
    assert page.locator("tbody tr").count() == 1
    phone.close()


def test_a_session_that_is_over_keeps_nothing_back(signed: SignIns, chromium: Browser) -> None:
    phone = chromium.new_context(**PHONE)
    page = opened(signed, phone, "otto", "/diversion/offer")
    cookies = phone.cookies()
    phone.clear_cookies()
    written(page, accepted=False)
    expect(page.locator(WAITING)).to_contain_text("Waiting on this phone: 1")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(WAITING)).to_contain_text("Sign in, and what waits is sent.")
    phone.add_cookies(cookies)
    page.goto(f"{signed.address}/diversion/offer")
    expect(page.locator(WAITING)).to_contain_text("Everything is sent.")
    phone.close()


def test_a_case_manager_comes_and_the_officer_learns_a_word(signed: SignIns, chromium: Browser) -> None:
    phone, desk = chromium.new_context(**PHONE), chromium.new_context(**PHONE)
    officer = opened(signed, phone, "otto", "/diversion/offer")
    nell = opened(signed, desk, "nell", "/diversion/calls")
    expect(nell.get_by_text("Nobody waits.")).to_be_visible()
    written(officer)
    expect(officer.get_by_text("It is sent, and a case manager is called.")).to_be_visible()
    expect(nell.get_by_text("You are called")).to_be_visible(timeout=25_000)  # the page looked again by itself
    nell.get_by_role("button", name="I am on my way").click()
    officer.reload()
    expect(officer.get_by_text("somebody is on the way")).to_be_visible()
    nell.get_by_role("button", name="I am there").click()
    nell.get_by_label("A naloxone kit was given").check()
    nell.get_by_role("button", name="Handed over").click()
    expect(nell.get_by_role("heading", name="Handed over")).to_be_visible()
    officer.goto(f"{signed.address}/diversion/mine")
    said = officer.locator("tbody").inner_text()
    assert "handed over" in said
    assert "220.03" not in officer.locator("main").inner_text()
    for context in (phone, desk):
        context.close()
