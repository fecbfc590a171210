"""Kit nights of the last months: sealed slots come in, and the outreach team opens them. Nobody is named anywhere."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from random import Random
from uuid import UUID, uuid4

from waymeet.care.codes import services as codes
from waymeet.care.naloxone import rules
from waymeet.care.naloxone.models import Area, Night
from waymeet.care.naloxone.services import open_night, open_pool, receive_slots
from waymeet.care.peers import bulk
from waymeet.care.peers import services as peers
from waymeet.care.supplies.queries import stock_of_night
from waymeet.care.supplies.services import (
    add_item,
    add_place,
    add_program,
    confirm,
    count_back,
    order,
    receive,
    send,
    set_level,
    take_out,
)
from waymeet.care.supplies.services.moving import LotTold
from waymeet.demo import supplies_counted
from waymeet.demo.people import Invited
from waymeet.kernel import clock, sealing
from waymeet.kernel.card_codes import new_code

Tell = Callable[[int, int, str], None]

WEEKS = 13
DOORS_A_NIGHT = 130
TAKING = 0.35  # share of saved doors where a kit was handed over


def hand_out(people: dict[str, Invited], draw: Random, tell: Tell) -> None:
    """One night a week through the last three months, and one tonight that phones can still join."""
    dee = people["dee"]
    program = add_program(name_en="Doors with naloxone", name_es="Puertas con naloxona", by=dee.person)
    kit = add_item(name_en="Naloxone kit", name_es="Kit de naloxona", kind="kit", doses=2, by=dee.person)
    strips = add_item(name_en="Fentanyl test strips", name_es="Tiras para fentanilo", kind="strip", by=dee.person)
    store = stock(people, kit.number, strips.number)
    areas = list(Area.objects.order_by("number").values_list("number", flat=True)) or [0]
    for week in range(WEEKS, 0, -1):
        day = clock.today() - dt.timedelta(weeks=week)
        night, _code = open_night(program_id=program.id, day=day, by=dee.person)
        take_out(
            program_id=program.id, day=day, counts={kit.number: 120, strips.number: 200}, by=dee.person, place_id=store
        )
        receive_slots(night=night, slots=_slots(night, areas, (kit.number, strips.number), draw))
        open_pool(day=day, by=dee.person, keyring=dee.keyring)
        left = {row.item_id: row.unaccounted for row in stock_of_night(program.id, day)}
        left[strips.number] -= draw.choice((0, 0, 0, 2))  # paper and pockets: some nights do not add up
        count_back(program_id=program.id, day=day, counts=left, by=dee.person)
        tell(WEEKS - week + 1, WEEKS, "kits")
    on_the_street(people, areas, (kit.number, strips.number))
    paid_and_heard(people)
    handed_on(people, program.id, areas[0])
    supplies_counted.count(people, program.id, store, kit.number, strips.number)
    open_night(program_id=program.id, by=dee.person)
    tonight = {kit.number: 60, strips.number: 100}
    take_out(program_id=program.id, day=clock.today(), counts=tonight, by=dee.person, place_id=store)


def stock(people: dict[str, Invited], kit: int, strips: int) -> UUID:
    """A storeroom, a van and a barber shop; two lots of kits, of which the older one is soon out of date."""
    by = people["dee"].person
    store = add_place(name_en="Storeroom", name_es="Bodega", kind="site", by=by)
    van = add_place(name_en="The van", name_es="La camioneta", kind="van", by=by)
    shop = add_place(name_en="A barber shop", name_es="Una barbería", kind="barber", by=by)
    ordered = order(item=kit, count=1500, day=clock.today() - dt.timedelta(days=120), source="The state", by=by)
    for number, days, count in (("T4471", 60, 900), ("T5208", 700, 400)):
        lot = LotTold(number, clock.today() + dt.timedelta(days=days), product="Nasal naloxone", funder="The state")
        receive(act=uuid4(), place_id=store.id, item=kit, count=count, lot=lot, order=ordered.id, by=by)
    receive(act=uuid4(), place_id=store.id, item=strips, count=2000, by=by)
    set_level(place_id=van.id, item=kit, least=40, by=by)
    for target, count in ((van, 30), (shop, 24)):
        act = uuid4()
        send(act=act, source_id=store.id, target_id=target.id, item=kit, count=count, by=by)
        if target == van:
            confirm(transfer_id=act, arrived={}, by=by)
    return store.id


def on_the_street(people: dict[str, Invited], areas: list[int], items: tuple[int, int]) -> None:
    """Two nights without doors: people met with no name, a card shown now and then, one who hands on."""
    dee, draw = people["dee"], Random("street")
    program = add_program(name_en="Street outreach", name_es="Alcance en la calle", by=dee.person)
    cards = [new_code() for _card in range(3)]
    for week in (2, 1):
        day = clock.today() - dt.timedelta(weeks=week)
        night, _code = open_night(program_id=program.id, day=day, by=dee.person)
        mets = [rules.Met(people=draw.choice((1, 1, 2, 4)), reason=draw.choice((0, 1, 2))) for _one in range(14)]
        mets += [rules.Met(code=card) for card in cards] + [rules.Met(secondary=True, reached=12)]
        slots = [_met_slot(night, draw.choice(areas[:4]), items, met) for met in mets]
        receive_slots(night=night, slots=slots)
        open_pool(day=day, by=dee.person, keyring=dee.keyring)
    codes.take_in(by=codes.By(dee.person, dee.keyring))


def paid_and_heard(people: dict[str, Invited]) -> None:
    """Pia went along on both nights; one is paid."""
    pia, grace = people["pia"].person, people["grace"].person
    for week in (2, 1):
        day = clock.today() - dt.timedelta(weeks=week)
        owed = peers.put_down(peer=pia.id, day=day, what="night", cents=6000, by=grace)
        if week == 2:
            peers.pay(stipend_id=owed, by=grace)
    peers.debrief(words="Good night. Somebody asked for strips in Spanish.", call=False, by=pia)


def handed_on(people: dict[str, Invited], program_id: UUID, area: int) -> None:
    """Somebody took fifty kits along, and told us where most of them went."""
    day = clock.today() - dt.timedelta(days=9)
    take_out(program_id=program_id, day=day, counts={1: 50}, by=people["dee"].person)
    for told in (bulk.Told(taken=True, items={1: 50}), bulk.Told(taken=False, items={1: 40}, area=area, reached=30)):
        bulk.put_down(program_id=program_id, day=day, told=told, by=people["pia"].person)


def _met_slot(night: Night, area: int, items: tuple[int, int], met: rules.Met) -> bytes:
    counts = {items[0]: 20} if met.secondary else {items[0]: met.people, items[1]: 5}
    year, week, _day = night.day.isocalendar()
    return _sealed(night, rules.Slot(rules.Kind.HANDED_OUT, area, year, week, counts, met=met), "")


def _sealed(night: Night, slot: rules.Slot, words: str) -> bytes:
    epoch, public = night.key_epoch, bytes(night.key_public)
    padded = sealing.pad(words.encode(), rules.NOTE_BYTES)
    note = sealing.seal(public, padded, info=rules.NOTE_INFO, aad=sealing.bind("note", epoch))
    plain = rules.slot_bytes(replace(slot, note=note))
    return sealing.seal(public, plain, info=rules.SLOT_INFO, aad=sealing.bind("slot", epoch))


def _slots(night: Night, areas: list[int], items: tuple[int, int], draw: Random) -> list[bytes]:
    """What the phones of a night send: most slots empty, each as large as the next."""
    tonight = draw.choices(areas, weights=[1 / (1 + place % 7) for place in range(len(areas))], k=4)
    doors = draw.choices(tonight, weights=(10, 6, 3, 1), k=DOORS_A_NIGHT)
    return [_slot(night, area, items, draw) for area in doors]


def _slot(night: Night, area: int, items: tuple[int, int], draw: Random) -> bytes:
    taken = draw.random() < TAKING
    words = "Asked for a training on the block." if taken and draw.random() < 0.02 else ""
    slot = rules.Slot(rules.Kind.EMPTY)
    if taken:
        year, week, _day = night.day.isocalendar()
        counts = {items[0]: draw.choice((1, 1, 2))} | ({items[1]: 5} if draw.random() < 0.3 else {})
        barriers = frozenset({draw.choice(list(rules.BARRIERS))}) if draw.random() < 0.1 else frozenset()
        slot = rules.Slot(rules.Kind.HANDED_OUT, area, year, week, counts, barriers)
    return _sealed(night, slot, words)
