"""A browser that stands for a phone, brought to a desk: it opens the address of the code that lets it in."""

import json

from playwright.sync_api import Page, Route

from waymeet.accounts import enrolment
from waymeet.accounts.models import Account
from waymeet.accounts.people import OPERATOR

SIGN_IN = "**/field/organizing/sign-in"


def code_for(name: str) -> str:
    """A code as on the card of an invitation; made on the server."""
    account = Account.objects.get(name=name)
    return enrolment.new_code(account_id=account.id, by=OPERATOR, lasts=enrolment.LASTS_ON_A_CARD)


def open_field(page: Page, address: str, code: str) -> None:
    """The app at the scanned address. What it sends first carries the code, also from an app that reads none."""

    def bring(route: Route) -> None:
        told = json.loads(route.request.post_data or "{}")
        route.continue_(post_data=json.dumps({"enrolment": code} | told))
        page.unroute(SIGN_IN)

    page.route(SIGN_IN, bring)
    page.goto(f"{address}/field/#enrol={code}")
