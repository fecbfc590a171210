"""A chief stops sending data. Somebody of the neighborhood reads it without an account, in their language, with the name."""

import json

import pytest
from playwright.sync_api import Browser, expect

from tests.desk_browser import SignIns
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.deep]
SMALL = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True, "locale": "es-MX"}

MAKE = """
import django; django.setup()
import datetime as dt
import json
from tests import builders
from tests.diversion.feeds import made
from tests.diversion.incidents.made import adopted_rules, charges
from waymeet.accounts.people import OPERATOR
from waymeet.accounts.roles import Role
from waymeet.diversion.agencies import services as agencies
from waymeet.diversion.feeds import services as feeds
from waymeet.diversion.governance import services as governance
from waymeet.diversion.incidents import services as ledger
from waymeet.kernel import clock
june, abel = builders.worker("june", Role.PROJECT_MANAGER), builders.worker("abel", Role.COORDINATOR)
ledger.fix_areas(areas=[(1, "Arbor Hill", 612, [1, 2, 3, 4]), (2, "South End", 701, [1, 2, 3, 4])], by=OPERATOR)
adopted_rules(june, most=50)
police = agencies.add(name="Albany Police Department", kind="police", by=abel.person)
clause = governance.add_clause(
    agency_id=police.pk, number="4(b)", what="arrests", every="quarter", days=30, by=abel.person)
mapping = feeds.declare(
    agency_id=police.pk, kind="arrests", columns=made.COLUMNS, values=made.VALUES, days="mdy", by=june.person)
feeds.bring_in(mapping_id=mapping.pk, name="a.csv", data=made.as_csv(), by=june.person)
told = {one.person.name: (one.words, builders.app_of(one.person.name, one.words)) for one in (june, abel)}
print(json.dumps({"people": told, "asked": (clock.today() - dt.timedelta(days=45)).isoformat()}))
"""


def test_what_was_not_sent_is_a_gap_with_a_name_and_never_a_zero(server: Server, chromium: Browser) -> None:
    server.waymeet("migrate")
    told = json.loads(server.python(MAKE).splitlines()[-1])
    server.start()
    signed = SignIns(server.address, {name: tuple(made) for name, made in told["people"].items()})
    group, office, street = chromium.new_context(), chromium.new_context(), chromium.new_context(**SMALL)

    desk = signed.page(group, "abel")
    desk.goto(f"{server.address}/diversion/asked/new")
    desk.get_by_label("Clause of the agreement").select_option(index=1)
    month = told["asked"][:7]
    for name in ("First month", "Last month"):
        desk.get_by_label(name).select_option(label=month)
    desk.get_by_label("Asked on").fill(told["asked"])
    desk.get_by_role("button", name="Start the clock").click()
    expect(desk.get_by_text("15 days late")).to_be_visible()

    keeper = signed.page(office, "june")
    keeper.goto(f"{server.address}/diversion/feeds")
    expect(
        keeper.get_by_role("heading", name="Albany Police Department: we hold 0 of 2 eligible incidents")
    ).to_be_visible()
    expect(keeper.get_by_text("No data from Albany Police Department from the week of")).to_be_visible()
    expect(keeper.get_by_text("These weeks are missing, not zero")).to_be_visible()

    anybody = street.new_page()
    anybody.goto(f"{server.address}/asked-of-agencies")
    expect(anybody.get_by_text("No hay datos de Albany Police Department sobre arrestos por cargo")).to_be_visible()
    expect(anybody.get_by_text("15 días de atraso")).to_be_visible()
    assert not street.cookies()

    desk.get_by_label("Day of the answer").fill(told["asked"])
    desk.get_by_label("What came").select_option(label="refused")
    desk.get_by_label("If not whole: what it said").select_option(label="its own policy forbids it")
    desk.get_by_role("button", name="Write it down").click()
    expect(desk.get_by_text("refused, its own policy forbids it")).to_be_visible()
    anybody.reload()
    expect(anybody.get_by_text("rechazado").first).to_be_visible()
    expect(anybody.get_by_text("No hay datos de Albany Police Department")).to_be_visible()
    for context in (group, office, street):
        context.close()
