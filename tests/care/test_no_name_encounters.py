"""People met without a door, from a phone and from paper: what is said is kept, and nothing else is ever asked."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import Worker, two_outreach_workers, worker
from tests.care.phones import sealed_slot
from waymeet.accounts.people import OPERATOR
from waymeet.accounts.roles import Role
from waymeet.care import counts
from waymeet.care.models import AuditLine
from waymeet.care.naloxone import paper, queries, rules, services
from waymeet.care.naloxone.forms import PaperTally
from waymeet.care.naloxone.models import BarrierHeard, KitHandout, Night, WeekVisits
from waymeet.care.naloxone.rules import Kind, Met, NotASlot, Slot
from waymeet.care.supplies import services as supplies
from waymeet.care.supplies.models import NightStock
from waymeet.kernel import card_codes, clock
from waymeet.kernel.errors import BadInput, NotAllowed, NotFound

pytestmark = pytest.mark.django_db(databases=["default", "care"])
NOTE = bytes(304)
AREA = (4, "South End", 700, [1, 2, 3, 4])


@pytest.fixture
def team() -> tuple[Worker, Worker]:
    return two_outreach_workers()


@pytest.fixture
def night(team: tuple[Worker, Worker]) -> Night:
    dee, _sol = team
    supplies.add_item(name_en="Naloxone kit", name_es="Kit de naloxona", kind="kit", doses=2, by=dee.person)
    supplies.add_item(name_en="Strips", name_es="Tiras", kind="strip", by=dee.person)
    services.fix_areas(areas=[AREA], by=OPERATOR)
    program = supplies.add_program(name_en="Street", name_es="Calle", by=dee.person)
    made, _code = services.open_night(program_id=program.id, by=dee.person)
    return made


def handed_in(night: Night, opener: Worker, *slots: dict) -> None:
    sealed = [sealed_slot(night, **{"kind": Kind.HANDED_OUT, **slot}) for slot in slots]
    services.receive_slots(night=night, slots=sealed)
    services.open_pool(day=night.day, by=opener.person, keyring=opener.keyring)


METS = st.builds(
    Met,
    people=st.integers(1, 255),
    secondary=st.booleans(),
    reached=st.integers(0, 65535),
    reason=st.sampled_from([0, *rules.REASONS]),
    code=st.sampled_from(["", "BCD2344"]),
)


@given(METS, st.dictionaries(st.integers(1, 65535), st.integers(1, 255), max_size=8), st.frozensets(st.integers(1, 8)))
def test_a_slot_of_somebody_met_is_read_back_as_it_was_written(met: Met, items: dict, barriers: frozenset) -> None:
    slot = Slot(Kind.HANDED_OUT, 4, 2026, 48, items, barriers, NOTE, met)
    assert rules.read_slot(rules.slot_bytes(slot)) == slot


@given(st.sets(st.sampled_from(["area", "barriers", "secondary", "reached", "reason", "code", "people"])))
def test_one_item_is_enough_whatever_else_is_left_out(left_out: set[str]) -> None:
    """No field, and no two of them together, make another one needed: least of all one that tells who it was."""
    said = {"secondary": True, "reached": 9, "reason": 2, "code": "BCD2344", "people": 3}
    met = Met(**{name: value for name, value in said.items() if name not in left_out})
    area = 0 if "area" in left_out else 4
    barriers = frozenset[int]() if "barriers" in left_out else frozenset({1})
    slot = Slot(Kind.HANDED_OUT, area, 2026, 48, {1: 1}, barriers, NOTE, met)
    assert rules.read_slot(rules.slot_bytes(slot)) == slot


@pytest.mark.parametrize(
    ("at", "value"), [(7, 0), (34, 2), (45, 1), (47, 1), (1, 0), (0, 0), (0, 3)]
)  # fmt: skip
def test_what_no_phone_wrote_of_somebody_is_no_slot(at: int, value: int) -> None:
    plain = bytearray(rules.slot_bytes(Slot(Kind.HANDED_OUT, 4, 2026, 48, {1: 1}, frozenset(), NOTE, Met())))
    plain[at] = value
    with pytest.raises(NotASlot):
        rules.read_slot(bytes(plain))


def test_a_reason_of_a_later_list_and_a_wrong_code_are_left_out_and_the_rest_counts() -> None:
    plain = bytearray(rules.slot_bytes(Slot(Kind.HANDED_OUT, 4, 2026, 48, {1: 1}, frozenset(), NOTE, Met())))
    plain[35] = 200
    for code in (b"BCD2345", b"\xff\xfe\x00\x01abc"):
        plain[38:45] = code
        slot = rules.read_slot(bytes(plain))
        assert (slot.met, slot.items) == (Met(), {1: 1})


def test_a_code_catches_every_single_slip() -> None:
    code = card_codes.new_code()
    assert card_codes.as_found(f" {card_codes.shown(code).lower()} ") == code
    for at, sign in enumerate(code):
        for other in set("23456789BCDFGHJKLMNPQRSTVWXZ") - {sign}:
            assert not card_codes.is_code(code[:at] + other + code[at + 1 :])


def test_people_things_and_reasons_are_kept_and_nothing_says_who(night: Night, team: tuple[Worker, Worker]) -> None:
    three = {"area": 4, "items": {1: 3, 2: 10}, "met": Met(people=3)}
    bulk = {"area": 4, "items": {1: 50}, "met": Met(secondary=True, reached=40, reason=5)}
    talk = {"met": Met()}
    handed_in(night, team[1], three, bulk, talk)
    rows = KitHandout.objects.values_list("area_number", "items", "people", "secondary", "reached", "reason")
    assert sorted(rows, key=repr) == [
        (0, {}, 1, False, 0, 0),
        (4, {"1": 3, "2": 10}, 3, False, 0, 0),
        (4, {"1": 50}, 1, True, 40, 5),
    ]
    assert {stock.item_id: stock.handed_out for stock in NightStock.objects.all()} == {1: 53, 2: 10}
    [kits] = [row for row in counts.kits_by_area_and_week() if row.kits]
    assert (kits.kits, kits.handouts) == (53, 4)


def test_visits_and_reasons_stay_when_their_rows_go(night: Night, team: tuple[Worker, Worker]) -> None:
    handed_in(night, team[0], {"met": Met(people=3)}, {"items": {1: 1}, "met": Met(reason=2)}, {"items": {1: 1}})
    taken = {"kind": Kind.TAKEN_BACK, "items": {1: 1}, "met": Met(people=1, reason=2)}
    handed_in(night, team[0], taken)
    before = queries.item_sums(), queries.visit_sums()
    assert services.roll_up(before=dt.date(2027, 6, 1)) == 4
    assert (queries.item_sums(), queries.visit_sums()) == before
    assert queries.visit_sums() == {("2026-W48", 0): 4}
    assert {(row.reason, row.people) for row in WeekVisits.objects.all()} == {(0, 4), (2, 0)}


def test_a_paper_tally_keeps_the_same_and_only_one_count_is_needed(night: Night, team: tuple[Worker, Worker]) -> None:
    put = {"program_id": night.program_id, "day": night.day, "by": team[0].person}
    paper.put_down(tally=paper.Tally(items={2: 1}), **put)
    paper.put_down(tally=paper.Tally(area=4, people=37, items={1: 41}, barriers={4: 2}), **put)
    paper.put_down(tally=paper.Tally(barriers={1: 1}), **put)
    assert sorted(KitHandout.objects.values_list("area_number", "people")) == [(0, 1), (4, 37)]
    assert sorted(BarrierHeard.objects.values_list("area_number", "barrier")) == [(0, 1), (4, 4), (4, 4)]
    assert {stock.item_id: stock.handed_out for stock in NightStock.objects.all()} == {1: 41, 2: 1}
    assert services.read_notes(by=team[1].person, keyring=team[1].keyring) == []
    line = AuditLine.objects.filter(verb="tally.put_down").last()
    assert (line.subject, line.basis) == (str(night.day), "")


@pytest.mark.parametrize(
    "tally",
    [
        paper.Tally(),
        paper.Tally(items={1: 0}),
        paper.Tally(items={1: -1}),
        paper.Tally(items={1: 10_001}),
        paper.Tally(items={9: 1}),
        paper.Tally(area=5, people=1),
        paper.Tally(people=1, reason=6),
        paper.Tally(people=1, barriers={9: 1}),
    ],
)
def test_what_a_paper_cannot_say_changes_nothing(night: Night, team: tuple[Worker, Worker], tally: paper.Tally) -> None:
    with pytest.raises((BadInput, NotFound)):
        paper.put_down(program_id=night.program_id, day=night.day, tally=tally, by=team[0].person)
    assert not any(model.objects.exists() for model in (KitHandout, BarrierHeard, NightStock))


def test_who_may_not_open_a_night_puts_down_no_paper(night: Night) -> None:
    by = worker("cal", Role.CANVASSER).person
    with pytest.raises(NotAllowed):
        paper.put_down(program_id=night.program_id, day=night.day, tally=paper.Tally(people=1), by=by)


FIELDS = ["area", "people", "item-1", "item-2", "reason", "secondary", "reached", "barrier-1", "barrier-8"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(some=st.sets(st.sampled_from(FIELDS)))
def test_any_part_of_the_paper_form_with_one_item_is_taken_as_it_was_typed(night: Night, some: set[str]) -> None:
    typed = {"area": "4", "people": "5", "item-1": "6", "item-2": "7", "reason": "2", "secondary": "on"}
    typed |= {"reached": "8", "barrier-1": "9", "barrier-8": "10"}
    some |= {"secondary"} if "reached" in some else set()
    said = {name: typed[name] for name in {*some, "item-1"}}
    form = PaperTally({"program": str(night.program_id), "day": "2026-11-27", **said})
    assert form.is_valid(), form.errors
    tally = form.tally()
    found = {
        "area": tally.area,
        "people": tally.people,
        "item-1": tally.items[1],
        "item-2": tally.items[2],
        "reason": tally.reason,
        "secondary": "on" if tally.secondary else 0,
        "reached": tally.reached,
        "barrier-1": tally.barriers[1],
        "barrier-8": tally.barriers[8],
    }
    assert {name: str(value) for name, value in found.items() if value} == said


def test_a_barrier_met_with_a_referral_is_one_as_at_a_door(night: Night, team: tuple[Worker, Worker]) -> None:
    handed_in(night, team[0], {"area": 4, "barriers": frozenset({4}), "met": Met()})
    paper.hear_barrier(program_id=night.program_id, day=clock.today(), area_number=4, barrier=4)
    with pytest.raises(BadInput):
        paper.hear_barrier(program_id=night.program_id, day=clock.today(), area_number=4, barrier=9)
    week = clock.iso_week(clock.today())
    assert set(BarrierHeard.objects.values_list("iso_week", "area_number", "barrier")) == {
        ("2026-W48", 4, 4),
        (week, 4, 4),
    }
    assert sum(row.heard for row in counts.barriers_by_area_and_month()) == 2


@pytest.mark.parametrize(
    ("week", "month"),
    [("2026-W01", "2026-01"), ("2026-W53", "2026-12"), ("2027-W53", "2028-01"), ("2026-W05", "2026-01")],
)
def test_a_barriers_week_belongs_to_the_month_of_its_thursday(night: Night, week: str, month: str) -> None:
    BarrierHeard.objects.create(program_id=night.program_id, iso_week=week, area_number=4, barrier=1)
    assert counts.barriers_by_area_and_month() == [counts.BarrierMonth(4, month, 1, 1)]
