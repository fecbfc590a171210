"""A kit night from the box to the count: sealed on the phone, opened by the team, counted by area and week."""

import base64
import datetime as dt
import hashlib
import itertools
import json
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import Worker, two_outreach_workers, worker
from tests.care.phones import evening_of_slots, sealed_slot
from waymeet.accounts.roles import Role
from waymeet.care.models import AuditLine
from waymeet.care.naloxone import queries, rules, services
from waymeet.care.naloxone.models import Arrival, BarrierHeard, KitHandout, Night, OddSlot
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import Lot, NightStock
from waymeet.care.supplies.services.moving import LotTold
from waymeet.kernel import clock
from waymeet.kernel.errors import CannotOpen, Conflict, NotAllowed

pytestmark = pytest.mark.django_db(databases=["default", "care"])


@pytest.fixture
def team() -> tuple[Worker, Worker]:
    return two_outreach_workers()


@pytest.fixture
def night(team: tuple[Worker, Worker]) -> Night:
    dee, _sol = team
    supplies.add_item(name_en="Naloxone kit", name_es="Kit de naloxona", kind="kit", doses=2, by=dee.person)
    program = supplies.add_program(name_en="Doors", name_es="Puertas", by=dee.person)
    made, _code = services.open_night(program_id=program.id, by=dee.person)
    return made


def open_it(night: Night, opener: Worker) -> services.Opened:
    return services.open_pool(day=night.day, by=opener.person, keyring=opener.keyring)


def test_full_slots_become_hand_outs_and_empty_ones_go(night: Night, team: tuple[Worker, Worker]) -> None:
    services.receive_slots(night=night, slots=evening_of_slots(night, full=7, empty=20, area=3))
    assert open_it(night, team[1]) == services.Opened(slots=27, empty=20, handouts=7, odd=0)
    assert not Arrival.objects.exists()
    assert {(row.area_number, row.iso_week, row.items["1"]) for row in KitHandout.objects.all()} == {(3, "2026-W48", 1)}


def test_the_server_cannot_tell_a_full_slot_from_an_empty_one(night: Night) -> None:
    full = sealed_slot(night, kind=rules.Kind.HANDED_OUT, area=1, items={1: 200, 2: 9}, note="x" * 250)
    assert len(full) == len(sealed_slot(night)) == rules.SLOT_BYTES


def test_a_note_stays_sealed_until_a_team_member_reads_it(night: Night, team: tuple[Worker, Worker]) -> None:
    words = "Somebody on this street asked for a ride to the clinic."
    services.receive_slots(
        night=night, slots=[sealed_slot(night, kind=rules.Kind.HANDED_OUT, area=1, items={1: 1}, note=words)]
    )
    open_it(night, team[0])
    row = KitHandout.objects.get()
    assert words.encode() not in bytes(row.note)
    assert services.read_note(handout_id=row.pk, by=team[1].person, keyring=team[1].keyring) == words
    outsider = worker("cal", Role.CANVASSER)
    with pytest.raises(NotAllowed):
        services.read_note(handout_id=row.pk, by=outsider.person, keyring=outsider.keyring)


def test_whoever_holds_no_key_opens_nothing_and_nothing_is_lost(night: Night) -> None:
    late = worker("late", Role.OUTREACH_WORKER)
    services.receive_slots(night=night, slots=evening_of_slots(night, full=1, empty=2))
    with pytest.raises(CannotOpen):
        open_it(night, late)
    assert Arrival.objects.count() == 3


def test_sending_again_keeps_each_slot_once_even_after_the_day_was_opened(
    night: Night, team: tuple[Worker, Worker]
) -> None:
    slots = evening_of_slots(night, full=2, empty=3)
    first = services.receive_slots(night=night, slots=slots)
    assert services.receive_slots(night=night, slots=slots[::-1]) == first
    open_it(night, team[0])
    assert services.receive_slots(night=night, slots=slots) == first
    with pytest.raises(Conflict, match="Nothing is waiting"):
        open_it(night, team[0])
    assert KitHandout.objects.count() == 2


def test_count_and_hash_tell_the_phone_what_is_held(night: Night) -> None:
    slots = evening_of_slots(night, full=1, empty=4)
    held = services.receive_slots(night=night, slots=slots)
    assert held.count == 5
    digests = sorted(hashlib.sha256(slot).digest() for slot in slots)
    assert held.set_hash == hashlib.sha256(b"".join(digests)).hexdigest()
    assert services.receive_slots(night=night, slots=slots[:2]).set_hash != held.set_hash


def test_what_cannot_be_opened_is_kept_aside_and_counted(night: Night, team: tuple[Worker, Worker]) -> None:
    good = sealed_slot(night, kind=rules.Kind.HANDED_OUT, area=1, items={1: 1})
    services.receive_slots(night=night, slots=[good, bytes(400), b"short"])
    assert open_it(night, team[0]) == services.Opened(slots=3, empty=0, handouts=1, odd=2)
    assert queries.odd_slots() == OddSlot.objects.count() == 2


def test_a_phone_with_a_wild_clock_does_not_keep_the_pool_from_being_opened(
    night: Night, team: tuple[Worker, Worker]
) -> None:
    handed_out = {"kind": rules.Kind.HANDED_OUT, "area": 1, "items": {1: 1}}
    slots = [sealed_slot(night, week=week, **handed_out) for week in ((65535, 48), (9999, 53), (2027, 53))]
    services.receive_slots(night=night, slots=slots)
    assert open_it(night, team[0]) == services.Opened(slots=3, empty=0, handouts=1, odd=2)
    assert services.roll_up(before=dt.date(2028, 1, 9)) == 0  # week 53 of a year with 52 ends on that day
    assert services.roll_up(before=dt.date(2028, 1, 10)) == 1


def test_stock_is_deducted_from_the_night_and_a_correction_puts_it_back(
    night: Night, team: tuple[Worker, Worker]
) -> None:
    dee = team[0]
    supplies.take_out(program_id=night.program_id, day=night.day, counts={1: 24}, by=dee.person)
    supplies.count_back(program_id=night.program_id, day=night.day, counts={1: 20}, by=dee.person)
    slots = [sealed_slot(night, kind=rules.Kind.HANDED_OUT, area=1, items={1: 5})]
    slots += [sealed_slot(night, kind=rules.Kind.TAKEN_BACK, area=1, items={1: 1})]
    services.receive_slots(night=night, slots=slots)
    open_it(night, dee)
    stock = NightStock.objects.get()
    assert (stock.handed_out, stock.unaccounted) == (4, 0)
    assert queries.item_sums() == {("2026-W48", 1, 1): 4}


def test_barriers_are_rows_of_their_own(night: Night, team: tuple[Worker, Worker]) -> None:
    slot = sealed_slot(night, kind=rules.Kind.HANDED_OUT, area=2, items={1: 1}, barriers=frozenset({1, 7}))
    services.receive_slots(night=night, slots=[slot])
    open_it(night, team[0])
    assert {row.barrier for row in BarrierHeard.objects.all()} == {1, 7}
    assert not {field.name for field in BarrierHeard._meta.fields} & {"handout", "items"}


def test_the_audit_says_how_many_and_nothing_else(night: Night, team: tuple[Worker, Worker]) -> None:
    services.receive_slots(night=night, slots=evening_of_slots(night, full=3, empty=5))
    before = AuditLine.objects.count()
    open_it(night, team[0])
    line = AuditLine.objects.order_by("-number").first()
    assert AuditLine.objects.count() == before + 1
    assert (line.verb, line.subject, line.basis) == ("pool.open", str(night.day), "8 slots")


def test_phones_are_told_which_lots_not_to_hand_out(night: Night, team: tuple[Worker, Worker]) -> None:
    by = team[0].person
    supplies.add_item(name_en="Vial", name_es="Ampolla", kind="other", by=by)
    lots = {n: Lot.objects.create(item_id=2, number=n) for n in ("A1", "B2", "OLD")}
    place = supplies.add_place(name_en="Store", name_es="", kind="site", by=by)
    supplies.set_part(kit=1, item=2, count=2, by=by)
    told = LotTold("A1", clock.today())
    supplies.receive(act=uuid4(), place_id=place.id, item=2, count=10, lot=told, by=by)
    supplies.assemble(act=uuid4(), place_id=place.id, kit=1, count=3, by=by)
    for number in ("A1", "OLD"):
        supplies.recall(lot_id=lots[number].id, by=by)
    Lot.objects.filter(number="OLD").update(recalled_on=clock.today() - dt.timedelta(days=400))
    client = Client(headers={"authorization": f"Night {services.code_of(night)}"})
    tonight = client.get("/field/care/night").json()
    assert {item["number"]: item["recalled"] for item in tonight["items"]} == {1: ["A1"], 2: ["A1"]}


def test_phones_speak_to_the_care_half_without_cookie_or_person(night: Night) -> None:
    code = services.code_of(night)
    client = Client(headers={"authorization": f"Night {code}"})
    tonight = client.get("/field/care/night").json()
    assert tonight["key"]["epoch"] == night.key_epoch
    assert tonight["items"][0]["name"] == {"en": "Naloxone kit", "es": "Kit de naloxona"}
    assert tonight["barriers"][0]["name"]["es"] != tonight["barriers"][0]["name"]["en"]
    assert tonight["items"][0]["recalled"] == []
    slots = evening_of_slots(night, full=1, empty=1)
    digests = [hashlib.sha256(slot).digest() for slot in slots]
    body = {"slots": [base64.b64encode(s).decode() for s in slots], "count": 2, "set_hash": rules.set_hash(digests)}
    answer = client.post("/field/care/slots", json.dumps(body), content_type="application/json")
    assert (answer.json()["count"], answer.json()["set_hash"]) == (2, body["set_hash"])
    assert not answer.cookies


@pytest.mark.parametrize("header", [{}, {"authorization": "Night WRONG"}, {"authorization": "Bearer x"}])
def test_an_unknown_code_is_refused_with_a_sentence(night: Night, header: dict[str, str]) -> None:
    answer = Client(headers=header).get("/field/care/night")
    assert answer.status_code == 403
    assert "code" in answer.json()["sentence"]


def test_yesterdays_code_begins_no_walk_but_still_hands_in(night: Night) -> None:
    code = services.code_of(night)
    Night.objects.update(expires_at="2020-01-01T00:00Z")
    with pytest.raises(NotAllowed, match="another evening"):
        services.night_of(code)
    assert services.night_of(code, sending=True) == night


def test_after_ninety_days_rows_become_counts_and_sums_stay(night: Night, team: tuple[Worker, Worker]) -> None:
    services.receive_slots(night=night, slots=evening_of_slots(night, full=4, empty=0, area=1))
    open_it(night, team[0])
    before = queries.item_sums()
    assert services.roll_up(before=dt.date(2027, 6, 1)) == 4
    assert not KitHandout.objects.exists()
    assert queries.item_sums() == before


def test_no_row_number_tells_an_order(night: Night, team: tuple[Worker, Worker]) -> None:
    first = evening_of_slots(night, full=30, empty=0, area=1)
    later = evening_of_slots(night, full=30, empty=0, area=2)
    for batch in (first, later):
        services.receive_slots(night=night, slots=batch)
        open_it(night, team[0])
    areas = [row.area_number for row in KitHandout.objects.order_by("pk")]
    changes = sum(a != b for a, b in itertools.pairwise(areas))
    assert changes > 10  # 60 rows in two runs would change once; at random about 30 times


@given(
    st.builds(
        rules.Slot,
        st.sampled_from([rules.Kind.HANDED_OUT, rules.Kind.TAKEN_BACK]),
        st.integers(0, 65535),
        st.integers(2000, 2100),
        st.integers(1, 53),
        st.dictionaries(st.integers(1, 65535), st.integers(1, 255), max_size=8),
        st.frozensets(st.sampled_from(list(rules.BARRIERS))),
        st.binary(min_size=304, max_size=304),
    )
)
def test_a_slot_is_read_back_as_it_was_written(slot: rules.Slot) -> None:
    written = rules.slot_bytes(slot)
    assert len(written) == rules.PLAIN_BYTES
    assert rules.read_slot(written) == slot
