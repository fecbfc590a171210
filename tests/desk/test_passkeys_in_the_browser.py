"""Passkeys in a real browser, with a stick that Chromium itself pretends to have; and the pages of the way in."""

import json

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.desk.test_in_the_browser import found_by_axe, runs_off
from tests.server import Server

pytestmark = pytest.mark.browser

MAKE = """
import django; django.setup()
import json
from tests.builders import worker
from waymeet.accounts.roles import Role
print(json.dumps({"ada": worker("ada", Role.ADMINISTRATOR).words, "cal": worker("cal", Role.CANVASSER).words}))
"""
STICK = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": False,
    "automaticPresenceSimulation": True,
}


def with_stick(page: Page) -> None:
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": STICK})


def type_passphrase(page: Page, address: str, words: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_label("Sign-in name").fill("ada")
    page.get_by_label("Passphrase", exact=True).fill(words)
    page.get_by_role("button", name="Sign in").click()


def looks_right(page: Page) -> None:
    """At both sizes; nothing runs off, axe finds nothing."""
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert found_by_axe(page) == []
        assert runs_off(page) <= 0


def test_an_administrator_sets_up_a_passkey_and_signs_in_with_it(server: Server, chromium) -> None:
    server.waymeet("migrate")
    told = json.loads(server.python(MAKE).splitlines()[-1])
    server.start()
    address, said = server.address.replace("127.0.0.1", "localhost"), []
    page = chromium.new_context(locale="en-US").new_page()
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    with_stick(page)

    type_passphrase(page, address, told["ada"])
    expect(page.get_by_role("heading", name="Your second step")).to_be_visible()
    expect(page.get_by_text("The passkey did not answer.")).to_be_hidden()
    page.get_by_label("What it is on").fill("blue key")
    page.get_by_role("button", name="Set up a passkey").click()
    expect(page.locator(".sheet li")).to_have_count(8)
    page.get_by_role("link", name="I have it: go on").click()
    expect(page.get_by_role("link", name="Ada")).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    type_passphrase(page, address, told["ada"])
    page.get_by_role("button", name="Use your passkey").click()
    expect(page.get_by_role("link", name="Ada")).to_be_visible()

    page.goto(f"{address}/confirm?next=/people")
    page.get_by_label("Passphrase", exact=True).fill(told["ada"])
    page.get_by_role("button", name="Go on with your passkey").click()
    page.wait_for_url(f"{address}/people")
    page.goto(f"{address}/account")
    expect(page.get_by_text("blue key")).to_be_visible()
    assert [line for line in said if "favicon" not in line] == []
    page.context.close()


@pytest.mark.deep
def test_the_pages_of_the_way_in_are_whole(server: Server, chromium) -> None:
    server.waymeet("migrate")
    told = json.loads(server.python(MAKE).splitlines()[-1])
    server.start()
    page = chromium.new_context(locale="en-US", bypass_csp=True).new_page()
    page.goto(f"{server.address}/sign-in/recover")
    looks_right(page)
    type_passphrase(page, server.address, told["ada"])
    expect(page.get_by_text("Passkeys work only where Waymeet has a name")).to_be_visible()
    looks_right(page)
    page.get_by_role("link", name="Set up an app").click()
    looks_right(page)
    secret = page.locator("#secret").inner_text().replace(" ", "")
    page.get_by_label("Six digits").fill(pyotp.TOTP(secret).now())
    page.get_by_role("button", name="It shows six digits: these").click()
    looks_right(page)
    type_passphrase(page, server.address, told["ada"])
    page.locator("summary").click()
    looks_right(page)
    page.get_by_label("Six digits").fill("00000")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("alert")).to_be_visible()
    looks_right(page)
    page.context.close()
