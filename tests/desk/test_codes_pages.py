"""Codes as pages: every field is kept as it was typed, no code stands in an address, nothing is listed."""

import datetime as dt
import re

import pytest

from tests.consent.made import keyring
from tests.desk import care_made, stock_made
from waymeet.care.codes import queries_notices, services
from waymeet.care.codes.models import Holder, Phrase, Use
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import Lot
from waymeet.kernel import card_codes

pytestmark = pytest.mark.django_db(databases="__all__")
CODE = re.compile(r'class="ticket__code">([A-Z0-9-]+)<')
PHRASE = "the heron on the pier"


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("who", ["Ada", "Olga", "Flora", "Cam", "Rita", "Charlie", "Casey"])
def test_only_the_outreach_team_sees_codes(people, who):
    desk = people.at_desk(who)
    assert desk.get("/care/codes").status_code == 403
    for verb in ("find", "begin", "again", "take-in", "cards"):
        assert desk.post(f"/care/codes/{verb}").status_code == 403


def test_a_card_from_the_printer_to_the_page_and_forgotten(people):
    desk = people.at_desk("Wanda")
    sheet = desk.post("/care/codes/cards", {"cards-how_many": "2"})
    code, other = CODE.findall(text(sheet))
    assert "no-store" in sheet["Cache-Control"]
    unknown = desk.post("/care/codes/find", {"code": code})
    assert unknown.status_code == 422
    assert "used for the first time" in text(unknown)
    begun = desk.post("/care/codes/begin", {"code": code})
    assert begun.url == f"/care/codes/{Holder.objects.get().pk}"
    assert desk.post("/care/codes/find", {"code": code.lower()}).url == begun.url
    kept = desk.post(f"{begun.url}/phrase", {"phrase-phrase": PHRASE}, follow=True)
    assert "nobody can read it" in text(kept)
    again = desk.post("/care/codes/again", {"again-phrase": PHRASE.upper()})
    assert begun.url in text(again)
    desk.post("/care/codes/begin", {"code": other})
    joined = desk.post(f"{begun.url}/join", {"join-code": other}, follow=True)
    assert "1 other code history" in text(joined)
    assert "0 other code histories" in text(desk.post(f"{begun.url}/apart", follow=True))
    fresh = CODE.findall(text(desk.post(f"{begun.url}/replace")))
    assert len(fresh) == 1
    assert desk.post("/care/codes/find", {"code": fresh[0]}).url == begun.url
    assert desk.post("/care/codes/find", {"code": code}).status_code == 422
    desk.post(f"{begun.url}/phrase", {"phrase-phrase": ""})
    assert not Phrase.objects.exists()
    desk.post(f"{begun.url}/forget")
    assert desk.get(begun.url).status_code == 404


@pytest.mark.parametrize("verb", ["find", "begin"])
def test_a_slip_is_said_in_one_sentence(people, verb):
    answer = people.at_desk("Wanda").post(f"/care/codes/{verb}", {"code": "BCD2345"})
    assert answer.status_code == 422
    assert "This is not a card code." in text(answer)


SAID = {"first": "Jane", "last": "Doe", "mother_first": "Ana", "born": "1994-07-14", "agreed": "on"}


@pytest.mark.parametrize(
    ("formula", "gender", "code"),
    [
        ("les", "", "DOA14P"),
        ("neo", "F", "JADO1994F"),
        ("pasmo", "F", "DOF1494"),
        ("urn", "2", "JNDE0714942U"),
        ("euci", "2", "E41C11E4435C2375C67AF0AC634249B3A4DAAED3U"),
    ],
)
def test_a_funders_code_is_made_with_consent_and_kept_nowhere(people, formula, gender, code):
    desk = people.at_desk("Wanda")
    said = {**SAID, "formula": formula, "gender": gender}
    answer = desk.post("/care/codes/funder", said)
    assert code in CODE.findall(text(answer))
    assert "Jane" not in text(answer)
    assert "no-store" in answer["Cache-Control"]
    refused = desk.post("/care/codes/funder", {name: value for name, value in said.items() if name != "agreed"})
    assert (refused.status_code, CODE.findall(text(refused))) == (422, [])
    assert not Holder.objects.exists()


def test_a_page_says_all_that_is_held_and_takes_it_out(people):
    from tests.desk import care_made

    care_made.evening(people)
    from waymeet.accounts import sign_in
    from waymeet.accounts.keyring import Keyring

    account, private = sign_in.recognize(people["Wanda"].name, people.words_of("Wanda"))
    by = services.By(people["Wanda"], Keyring(account.id, private))
    found = services.begin(code="BCD2344", by=by)
    services.Use.objects.create(holder_id=found, iso_week="2026-W40", items={"1": 2})
    desk = people.at_desk("Wanda")
    assert "Nasal naloxone: 2" in text(desk.get(f"/care/codes/{found}"))
    assert "Nasal naloxone: 2" in text(desk.get(f"/care/codes/{found}?format=csv"))


def lot_out_in(people, week: str) -> Lot:
    """A lot of item 1 that went out on a night of that week."""
    year, number = map(int, week.split("-W"))
    day = dt.date.fromisocalendar(year, number, 2)
    evening, made = care_made.evening(people, day), stock_made.stock(people["Wanda"])
    out = {"program_id": evening.program.id, "day": day, "counts": {1: 20}}
    supplies.take_out(**out, place_id=made.store.id, by=people["Wanda"])
    return made.lot


def used(people, week: str, items: dict[str, int]) -> int:
    by = services.By(people["Wanda"], keyring(people, "Wanda"))
    holder = services.begin(code=card_codes.new_code(), by=by)
    Use.objects.create(holder_id=holder, iso_week=week, items=items)
    return holder


def test_a_recall_waits_only_at_the_code_of_whoever_wants_it_and_got_such_a_thing(people):
    lot = lot_out_in(people, "2026-W44")
    asked, silent, other_week, other_thing = (
        used(people, *got)
        for got in (("2026-W44", {"1": 2}), ("2026-W44", {"1": 2}), ("2026-W43", {"1": 2}), ("2026-W44", {"2": 9}))
    )
    desk = people.at_desk("Wanda")
    for holder in (asked, other_week, other_thing):
        page = text(desk.post(f"/care/codes/{holder}/notices", {"yes": "1"}, follow=True))
        assert "A note of a recall may wait here" in page.replace("That a note", "A note")
    called_back = "The maker has called back Nasal naloxone, lot A1"
    assert called_back not in text(desk.get(f"/care/codes/{asked}"))
    desk.post("/care/supplies/recalls", {"lot": str(lot.id)})
    told = {holder for holder in (asked, silent, other_week, other_thing)
            if called_back in text(desk.get(f"/care/codes/{holder}"))}  # fmt: skip
    assert told == {asked}
    assert queries_notices.codes_that_may_have(lot.id) == 1
    areas = text(desk.get(f"/care/handouts/lots/{lot.id}"))
    assert "in those weeks: 10 or fewer" in areas
    assert str(asked) not in areas
    desk.post(f"/care/codes/{asked}/notices", {})
    assert called_back not in text(desk.get(f"/care/codes/{asked}"))
    assert queries_notices.codes_that_may_have(lot.id) == 0


def test_a_note_reaches_somebody_by_either_of_their_codes_and_ends_with_the_recall(people):
    lot = lot_out_in(people, "2026-W44")
    one, other = used(people, "2026-W44", {"1": 1}), used(people, "2026-W43", {"2": 1})
    Holder.objects.filter(pk=other).update(joined_to=one)
    services.set_notices(holder_id=other, wanted=True, by=people["Wanda"])
    supplies.recall(lot_id=lot.id, by=people["Wanda"])
    assert queries_notices.notices_for(other) == queries_notices.notices_for(one) == [lot]
    assert queries_notices.codes_that_may_have(lot.id) == 1
    supplies.call_off_recall(lot_id=lot.id, by=people["Wanda"])
    assert queries_notices.notices_for(one) == []


@pytest.mark.parametrize("who", ["Ada", "Olga", "Cam", "Charlie", "Casey", "Pia"])
def test_nobody_else_sets_what_waits_at_a_code(people, who):
    holder = used(people, "2026-W44", {"1": 1})
    assert people.at_desk(who).post(f"/care/codes/{holder}/notices", {"yes": "1"}).status_code == 403
    assert not Holder.objects.get(pk=holder).wants_notices
