"""Turned away at the door for lack of papers: told with a slip on a borrowed phone, closed by whoever went, counted as a
barrier among those of the doors, and found again on no page that joins the two."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.desk_browser import SignIns
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.deep]
SMALL = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True, "locale": "es-MX"}
HEARD_AT_DOORS = 14  # in each of two neighborhoods; with the one of this story fifteen, which reads alike

MAKE = f"""
import django; django.setup()
import json
from tests import builders
from waymeet.accounts.people import OPERATOR
from waymeet.care.naloxone import paper
from waymeet.care.naloxone import services as care
from waymeet.care.supplies import services as supplies
from waymeet.kernel import clock
dee, sol = builders.two_outreach_workers()
care.fix_areas(areas=[(1, "Arbor Hill", 612, [1, 2, 3, 4]), (2, "South End", 701, [1, 2, 3, 4])], by=OPERATOR)
program = supplies.add_program(name_en="Street outreach", name_es="Calle", by=dee.person)
for area in (1, 2):
    tally = paper.Tally(area=area, people=30, items={{}}, barriers={{4: {HEARD_AT_DOORS}}})
    paper.put_down(program_id=program.id, day=clock.today(), tally=tally, by=dee.person)
print(json.dumps({{"words": dee.words, "app": builders.app_of("dee", dee.words)}}))
"""


def heard(desk: Page) -> str:
    desk.goto(desk.url.split("/care")[0] + "/care/handouts?show=barrier-4")
    return desk.locator("main").inner_text()


def test_turned_away_and_heard(server: Server, chromium: Browser) -> None:
    server.waymeet("migrate")
    told = json.loads(server.python(MAKE).splitlines()[-1])
    server.start()
    context = chromium.new_context()
    desk = SignIns(server.address, {"dee": (told["words"], told["app"])}).page(context, "dee")
    desk.goto(f"{server.address}/care/referrals")
    desk.get_by_role("link", name="Offer a referral").click()
    desk.get_by_label("What for?").select_option(label="housing or shelter")
    desk.get_by_label("In which neighborhood were they met?").select_option(label="South End")
    desk.get_by_label("They want it").check()
    desk.get_by_role("button", name="Go on").click()
    code = desk.locator(".ticket__code").inner_text()
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}", code)
    assert code not in desk.url
    desk.locator("#id_state_0").check()
    desk.locator("#id_warm").check()
    desk.get_by_role("button", name="Write it down").first.click()
    page_of_it = desk.url

    phone = chromium.new_context(**SMALL)
    page = phone.new_page()
    page.goto(f"{server.address}/went")
    page.get_by_label("El código de tu papel").fill(code)
    page.get_by_role("button", name="Seguir").click()
    assert "vivienda" not in page.locator("body").inner_text(), "a slip is found by others"
    page.get_by_label("piden identificación").check()
    page.get_by_role("button", name="No funcionó").click()
    expect(page.get_by_role("heading", name="Gracias")).to_be_visible()
    assert not phone.cookies()
    assert code not in page.url

    desk.goto(page_of_it)
    expect(desk.get_by_text("in their own words")).to_be_visible()
    expect(desk.get_by_text("It did not work out: asked for identification")).to_be_visible()
    desk.goto(f"{server.address}/care/referrals")
    row = desk.locator("#why-they-failed tbody tr").inner_text()
    assert re.split(r"\s*\n\s*|\t+", row)[-1] == "1"

    assert "South End" not in heard(desk), "a week that runs is not shown: its numbers would tell what was added"
    rows = json.loads(server.python(BARRIERS).splitlines()[-1])
    seen = heard(desk)
    assert "11 to 25" in seen, "fourteen at doors read so, and so do fifteen: nobody can tell the one"
    assert len(rows) == 2 * HEARD_AT_DOORS + 1
    assert len({tuple(one) for one in rows}) == 2, "no barrier row says whether it came from a door or from a referral"


BARRIERS = """
import django; django.setup()
import datetime as dt
import json
from waymeet.kernel import clock
from waymeet.care.naloxone.models import BarrierHeard
BarrierHeard.objects.update(iso_week=clock.iso_week(clock.today() - dt.timedelta(weeks=1)))  # a week goes by
rows = BarrierHeard.objects.values_list("program__name_en", "iso_week", "area_number", "barrier")
print(json.dumps(list(map(list, rows))))
"""
