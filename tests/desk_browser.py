"""Signing people in at a desk in a real browser: passphrase, then six digits."""

import datetime as dt
from typing import Any

import pyotp
from playwright.sync_api import BrowserContext, Page

OURS = {"waymeet_session", "waymeet_opens"}


class SignIns:
    """`people`: name -> (passphrase, what their authenticator app counts with; empty for whoever needs none).

    The first sign-in of a person takes both steps; later ones bring its cookies, for six digits count once and the next
    ones come after half a minute. `days`: by how many the server's clock is ahead.
    """

    def __init__(self, address: str, people: dict[str, tuple[str, str]], days: int = 0) -> None:
        self.address, self.people, self.days = address, people, days
        self.cookies: dict[str, list[Any]] = {}

    def page(self, context: BrowserContext, name: str) -> Page:
        page = context.new_page()
        context.add_cookies(self.cookies.get(name, []))
        page.goto(f"{self.address}/")
        if "/sign-in" in page.url:
            self._both_steps(page, name)
            self.cookies[name] = [cookie for cookie in context.cookies() if cookie["name"] in OURS]
        return page

    def _both_steps(self, page: Page, name: str) -> None:
        words, secret = self.people[name]
        page.fill("[name=name]", name)
        page.fill("[name=passphrase]", words)
        page.press("[name=passphrase]", "Enter")
        if secret:
            page.wait_for_url(f"{self.address}/sign-in/second-step")
            page.fill("[name=code]", pyotp.TOTP(secret).at(dt.datetime.now(dt.UTC) + dt.timedelta(days=self.days)))
            page.press("[name=code]", "Enter")
        page.wait_for_url(f"{self.address}/")
