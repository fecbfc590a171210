"""A browser that stands for a phone, brought to a desk: it opens the address of the code that lets it in."""

from playwright.sync_api import Page

from waymeet.accounts import enrolment
from waymeet.accounts.models import Account
from waymeet.accounts.people import OPERATOR


def code_for(name: str) -> str:
    """A code as on the card of an invitation; made on the server."""
    account = Account.objects.get(name=name)
    return enrolment.new_code(account_id=account.id, by=OPERATOR, lasts=enrolment.LASTS_ON_A_CARD)


def open_field(page: Page, address: str, code: str) -> None:
    """The app at the scanned address: it takes the code out of it at once, and asks for name and passphrase."""
    page.goto(f"{address}/field/#enrol={code}")
    page.locator("#new-phone").wait_for()
    assert page.url == f"{address}/field/"
