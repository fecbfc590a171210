"""Somebody who will never have an account turned back an overdose: a poster's square code, a cheap phone in Spanish, two
answers, a question how they are; and what the team, the clinical director and a thief of the database see of it."""

import json
import re

import pytest
import segno
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.desk_browser import SignIns
from tests.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.deep]
SMALL = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True, "locale": "es-MX"}
REACH = "por el puente, después de las seis"

MAKE = """
import django; django.setup()
import json
from tests import builders
from waymeet.accounts.people import OPERATOR
from waymeet.accounts.roles import Role
from waymeet.accounts.second_step import is_needed
from waymeet.care.naloxone import services as care
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.services.moving import LotTold
import uuid
dee, sol = builders.two_outreach_workers()
clio = builders.worker("clio", Role.CLINICAL_DIRECTOR)
supplies.add_item(name_en="Nasal naloxone", name_es="Naloxona nasal", kind="kit", doses=2, by=dee.person)
store = supplies.add_place(name_en="Store", name_es="", kind="site", by=dee.person)
supplies.receive(act=uuid.uuid4(), place_id=store.id, item=1, count=24, lot=LotTold("QX7719"), by=dee.person)
care.fix_areas(areas=[(1, "Arbor Hill", 612, [1, 2, 3, 4]), (2, "South End", 701, [1, 2, 3, 4])], by=OPERATOR)
people = {}
for one in (dee, clio):
    app = builders.app_of(one.person.name, one.words) if is_needed(one.person.roles) else ""
    people[one.person.name] = (one.words, app)
print(json.dumps(people))
"""
HELD = """
import django; django.setup()
import json
from waymeet.care.models import AuditLine
from waymeet.care.reversals.models import Asked, Report
rows = list(Report.objects.values("doses", "lived", "called_911", "area_number", "lot", "refill"))
lines = [line.verb for line in AuditLine.objects.filter(verb__startswith="reversal")]
print(json.dumps({"rows": rows, "lines": lines, "asked": Asked.objects.count()}))
"""


def held(server: Server) -> dict:
    return json.loads(server.python(HELD).splitlines()[-1])


def poster(desk: Page, server: Server) -> str:
    """Where its square code leads: the drawing is that of the address below it, module by module."""
    desk.goto(f"{server.address}/care/reversals")
    desk.get_by_role("button", name="Show the poster").click()
    address = desk.locator(".poster .small").inner_text()
    drawn = desk.locator(".poster .qr svg path").last.get_attribute("d")
    meant = segno.make(address, error="q", micro=False).svg_inline(border=4, omitsize=True)
    assert f'd="{drawn}"' in meant
    return address


def told_on_a_phone(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    page.goto(address)
    page.get_by_label("hoy o anoche").check()
    page.get_by_label("¿Cuántas dosis se dieron?").select_option("3")
    page.locator("[name=lived][value=yes]").check()
    page.locator("details summary").tap()
    page.locator("[name=called_911][value=afraid]").check()
    page.get_by_label("¿En qué barrio?").select_option(label="South End")
    page.locator("[name=lot]").fill("qx 7719")
    page.locator("[name=refill]").check()
    page.get_by_role("button", name="Enviar").tap()
    expect(page.get_by_role("heading", name="Gracias")).to_be_visible()
    page.locator("[name=reach]").fill(REACH)
    page.locator("form[action$='/talk'] button").tap()
    expect(page.locator("h1")).to_be_visible()
    assert not phone.cookies()
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_reversal_told_through_a_poster(server: Server, chromium: Browser) -> None:
    server.waymeet("migrate")
    told = {name: tuple(one) for name, one in json.loads(server.python(MAKE).splitlines()[-1]).items()}
    server.start()
    sign_ins = SignIns(server.address, told)
    desk = sign_ins.page(chromium.new_context(), "dee")
    address = poster(desk, server)
    told_on_a_phone(chromium.new_context(**SMALL), address)

    there = held(server)
    assert there["rows"] == [
        {"doses": 3, "lived": "yes", "called_911": "afraid", "area_number": 2, "lot": "QX7719", "refill": True}
    ]
    assert there["lines"] == ["reversal_poster.print"], "who told it stands in no line"
    assert there["asked"] == 1

    desk.goto(f"{server.address}/care/reversals")
    row = re.split(r"\s*\n\s*|\t+", desk.locator("#reversals tbody tr").first.inner_text())
    assert row[1] == "10 or fewer", "one report reads as none and as ten"
    desk.get_by_role("button", name="Open how to reach them").click()
    expect(desk.get_by_text(REACH)).to_be_visible()

    clinical = sign_ins.page(chromium.new_context(), "clio")
    clinical.goto(f"{server.address}/care/reversals/review")
    expect(clinical.get_by_text("no, afraid of police")).to_be_visible()
    expect(clinical.get_by_text("QX7719", exact=False).first).to_be_visible()
    clinical.get_by_role("button", name="to talk over with the program").click()
    expect(clinical.get_by_text("Every report has been looked over.")).to_be_visible()
    assert REACH.encode() not in b"".join(path.read_bytes() for path in server.data.rglob("*") if path.is_file())
