"""The ledger and its rules at the desk: by whom, what comes back, what is refused."""

import datetime as dt

import pytest

from tests.diversion.incidents.made import DRUG
from waymeet.diversion.incidents import queries, services_rules
from waymeet.diversion.incidents.models import Charge, Entry, Officer, Referral, RuleVersion
from waymeet.kernel import clock

pytestmark = pytest.mark.django_db(databases="__all__")
TODAY = clock.today


def written(**of: object) -> dict[str, object]:
    said = {"day": TODAY().isoformat(), "area_number": "0", "came": "call", "complainant": "none", "gender": "unknown"}
    said |= {"offer": "not_offered", "why_not": "officer", "races_said": ["black"], "instead": "arrest"}
    return said | {"charge_1": DRUG, "amount_1": "2.5"} | of


@pytest.fixture
def june(people):
    services_rules.add_charge(code=DRUG, name_en="possession", name_es="posesión", unit="g", by=people["June"])
    return people.at_desk("June")


def test_an_incident_is_written_down_read_and_corrected(june):
    answer = june.post("/diversion/ledger/new", written())
    row = Entry.objects.get()
    assert answer["Location"] == f"/diversion/ledger/{row.incident_id}"
    page = june.get(answer["Location"]).content.decode()
    assert "possession 2.5 g" in page
    assert "the officer decided against it" in page
    address = f"/diversion/ledger/{row.incident_id}/correct"
    assert 'value="2.5"' in june.get(address).content.decode()
    more = written(why_corrected="agency_says", offer="offered", response="accepted", day="")
    assert june.post(address, more).status_code == 302
    newest = queries.newest_of(row.incident_id)
    assert (newest.offer, newest.response, newest.why_not, newest.iso_week) == ("offered", "accepted", "", row.iso_week)
    assert "Entry 1" in june.get(f"/diversion/ledger/{row.incident_id}").content.decode()


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(june):
    for wrong, words in (
        ({"day": ""}, "This field is required"),
        ({"day": "1946-05-01"}, "today or earlier"),
        ({"races_said": ["black", "not_asked"]}, "rather not say"),
        ({"officer": "9"}, "Nobody has this number"),
        ({"charge_1": "PL 999.99"}, "valid choice"),
    ):
        answer = june.post("/diversion/ledger/new", written(**wrong))
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert Entry.objects.count() == 0


def test_the_list_is_narrowed_and_downloaded(june):
    june.post("/diversion/ledger/new", written())
    june.post("/diversion/ledger/new", written(offer="offered", response="declined", why_not=""))
    assert june.get("/diversion/ledger?offer=offered").content.decode().count("declined the offer") == 1
    table = june.get("/diversion/ledger?format=csv").content.decode()
    assert clock.iso_week(TODAY()) in table
    assert TODAY().isoformat() not in table


def test_rules_are_written_tried_and_adopted(june, people):
    abel = people.at_desk("Abel")
    june.post("/diversion/ledger/new", written())
    page = abel.post("/diversion/rules/draft")["Location"]
    assert abel.post(f"{page}/allow", {"code": DRUG, "amount": "3"}).status_code == 302
    basics = {"age_least": "", "complainant": "on", "exclusions": ["weapon"], "intake_days": "30", "minutes": "30"}
    assert abel.post(f"{page}/say", basics).status_code == 302
    answer = abel.post(f"{page}/adopt", {"in_force_from": "2020-01-01"})
    assert answer.status_code == 422
    assert "at least one example" in answer.content.decode()
    example = {"code": DRUG, "amount": "2", "complainant": "none", "age_band": "25", "expected": "no"}
    abel.post(f"{page}/examples/add", example)
    assert "comes out otherwise" in abel.get(page).content.decode()
    abel.post(f"{page}/examples/take", {"place": "0"})
    abel.post(f"{page}/examples/add", example | {"expected": "yes"})
    replay = abel.get(f"{page}/replay").content.decode()
    assert "Would gain" in replay
    assert "&lt;5" in replay
    assert abel.post(f"{page}/adopt", {"in_force_from": "2020-01-01"}).status_code == 302
    assert RuleVersion.objects.get().adopted_on == TODAY()
    assert "It does not change any more" in abel.get(page).content.decode()
    june.post("/diversion/ledger/new", written(is_weapon="no"))
    assert sorted(Entry.objects.values_list("eligible", flat=True)) == ["cannot_tell", "yes"]
    assert 'name="is_weapon"' in june.get("/diversion/ledger/new").content.decode()


def test_referrals_stand_apart_and_officers_are_numbers(june, people):
    said = {"door": "community", "referrer": "family", "day": TODAY().isoformat(), "area_number": "0"}
    assert june.post("/diversion/ledger/referrals", said | {"gender": "unknown"}).status_code == 302
    assert Referral.objects.get().door == "community"
    assert "family or a friend" in june.get("/diversion/ledger/referrals").content.decode()
    june.post("/diversion/ledger/officers", {"number": "", "month": clock.month_of(TODAY())})
    june.post("/diversion/ledger/officers", {"number": "1", "month": ""})
    assert list(Officer.objects.values_list("number", "trained_month")) == [(1, "")]
    page = people.at_desk("Abel").get("/diversion/ledger/sums").content.decode()
    assert "Community referrals" in page


def test_a_charge_is_added_once(june):
    said = {"code": "pl  155.25", "name_en": "petit larceny", "unit": "usd"}
    assert june.post("/diversion/rules/charges", said).status_code == 302
    answer = june.post("/diversion/rules/charges", said)
    assert answer.status_code == 422
    assert "in the list already" in answer.content.decode()
    assert june.post("/diversion/rules/charges", said | {"code": "larceny"}).status_code == 422
    assert Charge.objects.filter(code="PL 155.25").count() == 1


@pytest.mark.parametrize("who", ["Otto", "Casey", "Olga", "Wanda", "Ada", "Rita", "Charlie"])
def test_nobody_else_comes_in(june, people, who: str):
    desk = people.at_desk(who)
    for address in ("ledger", "ledger/new", "ledger/sums", "rules", "rules/charges", "ledger/officers"):
        assert desk.get(f"/diversion/{address}").status_code in (302, 403)


def test_a_day_too_early_for_any_rule_is_said_so(june):
    june.post("/diversion/ledger/new", written(day=(TODAY() - dt.timedelta(days=900)).isoformat()))
    row = Entry.objects.get()
    assert "No rules held on that day" in june.get(f"/diversion/ledger/{row.incident_id}").content.decode()
