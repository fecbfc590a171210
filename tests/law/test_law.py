"""Rules of law that stand or fall by what is there and what is not: fields, addresses, ways out."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import router
from django.test import Client

from tests.builders import two_outreach_workers
from tests.care.phones import evening_of_slots
from waymeet.accounts.roles import May
from waymeet.care.naloxone import rules, schemas, services
from waymeet.care.supplies import services as supplies
from waymeet.commands.pages import law_page
from waymeet.kernel.policy import For, addresses
from waymeet.kernel.privacy import Holds

ROOT = Path(__file__).resolve().parents[2]
OURS = [model for model in apps.get_models() if model.__module__.startswith("waymeet.")]
SIDES = [model for model in OURS if router.db_for_read(model) in ("care", "diversion", "consent")]
ROUTES = [one.route for one in addresses()]


def fields(models: list) -> list[tuple[str, str, Holds]]:
    return [(m._meta.label, name, kind) for m in models for name, kind in m.Privacy.fields.items()]


def test_law_R12_there_is_no_breaking_of_glass():
    """No permission, no address and no command opens what a team holds to somebody who is not in it."""
    names = [*May, *ROUTES]
    assert [name for name in names if re.search(r"emergency|break|override|glass", str(name))] == []


def test_law_R14_the_only_way_out_for_numbers_is_the_counts_of_each_side():
    """The import contract lets reports ask the three counts.py and nothing else of a side."""
    contract = (ROOT / "pyproject.toml").read_text().partition('id = "counts"')[2].partition("[[tool")[0]
    allowed = re.findall(r'"waymeet\.reports\.([\w.*]+) -> waymeet\.([\w.]+)"', contract)
    assert allowed == [("measures.*", f"{side}.counts") for side in ("organizing", "care", "diversion")]


def test_law_R14_whoever_is_not_signed_in_is_shown_released_files_only():
    """Every other address for anyone is a form, the phone app, or asks for a code.

    A person's own page, which their paper opens; in organizing ending email, by the secret in it, and what a carrier of
    texts hands in, signed.
    """
    routes = [one.route for one in addresses() if one.policy and one.policy.kind is For.ANYBODY]
    asks = re.compile(
        r"(organizing|care/people|diversion/cases)/own\b|organizing/(unsubscribe/<slug:secret>$|texts/(status|in)$)"
    )
    open_to_all = {route.split("/")[0] for route in routes if not asks.match(route)}
    assert "public" in open_to_all
    assert not open_to_all & {"care", "diversion", "organizing", "reports", "demands"}
    tree = ast.parse((ROOT / "waymeet/public/pages.py").read_text())
    asked = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    ours = {
        name
        for name in asked
        if name.startswith("waymeet.") and not name.startswith(("waymeet.public", "waymeet.design"))
    }
    assert {name for name in ours if not name.startswith("waymeet.kernel")} <= {
        "waymeet.reports.release.published",
        "waymeet.reports.release",
    }


def test_law_R15_R16_no_row_on_the_care_side_holds_anybody_in_plain():
    """So no export has to be stripped, and none can be."""
    plain = (Holds.PERSON, Holds.CONTACT_POINT, Holds.FREE_TEXT)
    assert [(label, name) for label, name, kind in fields(SIDES) if kind in plain] == []


def test_law_R16_no_hash_stands_in_for_a_person():
    """A hash of a name is the name to whoever guesses; the hashes that are kept are of codes drawn at random.

    Only those who chose to be known are compared by likeness, among themselves, and a person decides.
    """
    hashed = {(label, name) for label, name, kind in fields(SIDES) if kind == Holds.SECRET_HASH}
    # what was erased is kept as hashes of random ids; what a phone sent, keyed by a random number that is kept nowhere
    drawn = re.compile(r"code|token|secret|Erased.digest|handoff.Received")
    assert [one for one in hashed if not drawn.search(".".join(one))] == []
    linking = re.compile(r"\b(splink|bloom|soundex|metaphone|phonetic|recordlinkage)\b", re.IGNORECASE)
    found = [path for path in (ROOT / "waymeet").rglob("*.py") if linking.search(path.read_text(encoding="utf-8"))]
    assert {path.parent.relative_to(ROOT).as_posix() for path in found} <= {"waymeet/organizing/duplicates"}


def test_law_R18_no_file_of_rows_goes_to_a_funder():
    """No command and no address makes an HMIS file, or any file of participants. A funder's report is sums only."""
    names = [*ROUTES, *(path.stem for path in (ROOT / "waymeet/commands").glob("*.py"))]
    assert [name for name in names if re.search(r"hmis|funder|csv|export", name)] == [
        "care/codes/funder",  # made of what somebody says at that moment, shown once, kept nowhere
        "care/funders",
        "care/funders/<slug:funder>/<slug:quarter>",
        "care/funders/<slug:funder>/<slug:quarter>/total",
        "public/<uuid:release_id>/table.csv",
    ]
    parts = [path.read_text() for path in (ROOT / "waymeet/care/funders").glob("*.py")]
    assert not any(re.search(r"care\.participants|casefiles", part) for part in parts)
    reads = ast.parse((ROOT / "waymeet/care/funders/measures.py").read_text())
    returned = {ast.unparse(one.returns) for one in ast.walk(reads) if isinstance(one, ast.FunctionDef)}
    assert returned == {"Counter[int]", "Counted"}, "a measure answers with sums"


def test_law_R24_every_field_for_a_charge_has_a_day_on_which_it_is_sealed_beside_it():
    """In plain there is one, and no person stands beside it; what a case says of a court is sealed with the case."""
    court = re.compile(r"charge|arrest|offen[cs]e|convict|docket|verdict|sentence_length|statute", re.IGNORECASE)
    every = [(label, name) for label, name, _kind in fields(OURS)]
    found = [label for label, name in every if court.search(name)]
    assert found == ["diversion_incidents.Charged"]
    assert [label for label in found if (label, "seals_month") not in every] == []


@pytest.mark.django_db(databases=["default", "care"])
def test_law_R17_R25_kits_are_handed_out_with_no_name_no_consent_and_no_account():
    """All a phone says is the night's code and sealed slots; a slot has no field for a person."""
    dee, _sol = two_outreach_workers()
    supplies.add_item(name_en="Naloxone kit", name_es="Kit de naloxona", kind="kit", doses=2, by=dee.person)
    program = supplies.add_program(name_en="Doors", name_es="Puertas", by=dee.person)
    night, _code = services.open_night(program_id=program.id, by=dee.person)
    services.receive_slots(night=night, slots=evening_of_slots(night, full=3, empty=2, area=1))
    assert services.open_pool(day=night.day, by=dee.person, keyring=dee.keyring).handouts == 3
    assert set(schemas.Slots.model_fields) == {"slots", "count", "set_hash"}
    personal = re.compile(r"name|phone|birth|person|consent|signature|account", re.IGNORECASE)
    assert [name for name in rules.Slot.__annotations__ if personal.search(name)] == []


def test_law_R17_nothing_is_refused_for_want_of_a_consent():
    """No service outside the gate asks whether somebody consented before it helps them."""
    asks = re.compile(r"gate\.(standing|disclosures|is_granted)|has_consent|consent_required", re.IGNORECASE)
    for path in (ROOT / "waymeet/care/naloxone").rglob("*.py"):
        assert not asks.search(path.read_text(encoding="utf-8")), path


def test_law_R27_no_address_speaks_to_a_partner_in_free_text():
    """An officer is a number in the ledger, and no text. What an officer's account is answered: wall/test_officers.py."""
    partner = re.compile(r"partner|police|officer|prosecut|court", re.IGNORECASE)
    assert [route for route in ROUTES if partner.search(route)] == ["diversion/ledger/officers"]
    named = [model for model in OURS if partner.search(model.__name__)]
    assert [model._meta.label for model in named] == ["diversion_incidents.Officer"]
    texts = [one.name for one in named[0]._meta.fields if one.get_internal_type() in ("CharField", "TextField")]
    assert texts == ["trained_month"]


def test_law_R32_each_rule_has_a_test_or_a_reason_and_each_test_a_rule():
    found = law_page.by_rule()
    assert law_page.lacking(found) == []
    assert sorted(law_page.RULES) == [f"R{number:02d}" for number in range(1, 33)]


def test_law_R32_a_rule_without_either_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(law_page.RULES, "R33", law_page.Rule("a law", "Something new."))
    assert "R33" in law_page.lacking(law_page.by_rule())
    assert "R34" in law_page.lacking({"R34": [("test_x.py", "test_law_R34")]})


@pytest.mark.django_db(databases="__all__")
def test_law_R08_a_stranger_learns_nothing_from_whether_an_address_is_there():
    """Files, cases and demands: the same answer for an id that exists and one that does not, to whoever is not signed in."""
    desk = Client(SERVER_NAME="localhost")
    for route in ("/demands/{}", "/organizing/introductions/{}"):
        one, other = (desk.get(route.format(f"00000000-0000-4000-8000-00000000000{n}")) for n in (1, 2))
        assert (one.status_code, one.content) == (other.status_code, other.content) == (302, b"")
