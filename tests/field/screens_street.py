"""How to get to every screen of a night without doors: nobody is signed in there."""

from playwright.sync_api import Page

from tests.field.bench import Bench
from tests.field.screens import SCREENS, screen

__all__ = ["SCREENS"]


def _street(page: Page, bench: Bench, **situation: object) -> None:
    page.goto(bench.address(session="signed_out", turf=False, street=True, **situation))
    page.locator(".items").wait_for()


@screen
def somebody(page: Page, bench: Bench) -> None:
    _street(page, bench)
    page.locator(".step-more").first.click()


@screen
def somebody_and_all_that_may_be_said(page: Page, bench: Bench) -> None:
    _street(page, bench, worked=4)
    page.locator(".items ~ .button").first.click()
    page.locator("input[type=checkbox]").first.check()
    page.locator(".input-code").fill("BCD2345")


@screen
def somebody_taken_back(page: Page, bench: Bench) -> None:
    _street(page, bench)
    page.locator(".items ~ .button").nth(1).click()


@screen
def somebody_just_saved(page: Page, bench: Bench) -> None:
    _street(page, bench)
    page.locator(".dock .button-care").click()
    page.locator(".undo").wait_for()


@screen
def where_somebody_is_met(page: Page, bench: Bench) -> None:
    _street(page, bench)
    page.locator(".content > .button").first.click()
    page.locator("dialog").wait_for()


@screen
def a_night_without_sign_in(page: Page, bench: Bench) -> None:
    page.goto(bench.address(session="signed_out", turf=False))
    page.locator("main .button-care").click()
    page.locator(".input-code").wait_for()
