"""Forms of supplies and stock."""

import datetime as dt
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from tests.care.every_field.entry import Entry, Made, Said, Sent, row
from tests.desk import care_made, stock_made
from tests.desk.conftest import People
from waymeet.care.supplies import forms, forms_stock, queries_stock, services
from waymeet.care.supplies.models import Item, Level, Lot, Movement, NightStock, Order, Part, Place, Program, Transfer
from waymeet.kernel import clock


def stocked(people: People, _folder: Path | None = None) -> Made:
    """A store and a barber with stock of lot A1, an order, and another item in another lot."""
    evening = care_made.evening(people)
    made = stock_made.stock(people["Wanda"])
    services.add_item(name_en="Intramuscular naloxone", name_es="", kind="kit", doses=3, by=people["Wanda"])
    told = services.moving.LotTold("C3")
    services.receive(act=uuid4(), place_id=made.barber.id, item=3, count=5, lot=told, by=people["Wanda"])
    other = services.add_program(name_en="Barber shops", name_es="Barberías", by=people["Wanda"])
    return made.addresses | {
        "barber": str(made.barber.id),
        "lot": str(made.lot.id),
        "lot_of_3": str(Lot.objects.get(number="C3").id),
        "order": str(made.order.id),
        "program": str(evening.program.id),
        "other_program": str(other.id),
        "day": clock.today().isoformat(),
        "received": str(Movement.objects.get(lot__number="A1", kind="received").act),
    }


ACT = "3b0e2f3c-5c0e-4a5e-9d62-0e3f1a7f9b01"
ONCE = {"act": "no page shows it: it makes sending the form twice the same as once"}
NAMES = {"name_en": "Van of the north", "name_es": "Camión del norte"}
ON_HAND, HERE = "/care/supplies/on-hand", "/care/supplies/places/{stock_place}"


def received(sent: Sent) -> Said:
    moved = Movement.objects.get(act=ACT)
    of_lot = {name: getattr(moved.lot, name) for name in ("number", "expires_on", "product", "mg_per_dose", "doses")}
    return of_lot | {
        "act": moved.act,
        "item": moved.item_id,
        "count": moved.count,
        "order": moved.order_id,
        "funder": moved.lot.funder if moved.lot else "",
    }


def receive(made: Made) -> Said:
    said = {"act": ACT, "item": 1, "count": 24, "order": made["order"], "number": "lot b-77"}
    said |= {"expires_on": "2026-01-31", "product": "Spray X", "mg_per_dose": "4.25", "doses": 7}
    return said | {"funder": "The county"}


def moved(sent: Sent) -> Said:
    lines = Movement.objects.filter(act=ACT)
    what = {"handed_out": "hand_out", "lost": "lose"}.get(lines[0].kind, lines[0].kind)
    counted = sum(one.count for one in lines)
    return {"act": ACT, "what": what, "item": lines[0].item_id, "count": counted, "lot": lines[0].lot_id}


def counted(sent: Sent) -> Said:
    """How many lie there now is what was counted."""
    there = queries_stock.balance(UUID(sent.made["stock_place"]), 1, UUID(sent.made["lot"]))
    return dict(sent.says) | {"count": there}


def assembled(sent: Sent) -> Said:
    kit = Movement.objects.get(act=ACT, item_id=1)
    return {"act": kit.act, "what": "assemble", "item": kit.item_id, "count": kit.count}


def stocked_with_parts(people: People, _folder: Path | None = None) -> Made:
    made = stocked(people)
    services.set_part(kit=1, item=2, count=4, by=people["Wanda"])
    return made


def came(sent: Sent) -> Said:
    arrived = Movement.objects.get(kind="arrived")
    return {f"1-{arrived.lot_id}": arrived.count}


def moving(what: str, kept: Any, **more: Any) -> Entry:
    """`more`: what an entry says besides."""
    usual: dict[str, Any] = {"given": stocked, "prefix": "move", "more": {"form": "move"}, "shown": HERE}
    said = {"act": ACT, "what": what, "item": 1, "count": 37}
    return Entry(
        forms_stock.Move, HERE, lambda made: said | {"lot": made["lot"]}, kept, **usual | {"unseen": ONCE} | more
    )


def night_counts(name: str) -> Any:
    def read(sent: Sent) -> Said:
        rows = NightStock.objects.filter(program_id=sent.made["program"], day=sent.made["day"])
        places = {str(one.place_id) for one in rows if one.taken_out}
        return {str(one.item_id): getattr(one, name) for one in rows} | {"place": "".join(places)}

    return read


NIGHT = "/care/supplies/night/{program}/{day}"
COUNTS = {"1": 47, "2": 23, "3": 31}
ENTRIES = [
    Entry(
        forms.AddProgram,
        "/care/supplies/programs",
        NAMES,
        row(Program, "name_en", "name_es", name_en=NAMES["name_en"]),
        given=stocked,
        page="/care/supplies",
        prefix="program",
        shown="/care/supplies",
        in_spanish=frozenset({"name_es"}),
    ),
    Entry(
        forms.AddItem,
        "/care/supplies/items",
        NAMES | {"kind": "strip", "doses": 7},
        row(Item, "name_en", "name_es", "kind", "doses", name_en=NAMES["name_en"]),
        given=stocked,
        page="/care/supplies",
        prefix="item",
        shown="/care/supplies",
        words={"kind": Item.Kind.STRIP.label},
        in_spanish=frozenset({"name_es"}),
    ),
    Entry(
        forms.ChooseNight,
        "/care/supplies/night",
        lambda made: {"program": made["other_program"], "day": "2026-09-17"},
        lambda sent: dict(zip(("program", "day"), sent.path.split("/")[-2:], strict=True)),
        given=stocked,
        page="/care/supplies",
        by_get=True,
        shown=lambda sent: sent.path,
        words={"program": "Barber shops", "day": "September 17, 2026"},
    ),
    Entry(
        forms.TakenOut,
        NIGHT,
        lambda made: COUNTS | {"place": made["barber"]},
        night_counts("taken_out"),
        given=stocked,
        prefix="taken_out",
        more={"counted": "taken_out"},
        shown=NIGHT,
        words={name: f"{count} out" for name, count in COUNTS.items()},
        unseen={"place": "it stands in the form again"},
        again=NIGHT,
    ),
    Entry(
        forms.Quantities,
        NIGHT,
        COUNTS,
        night_counts("came_back"),
        given=stocked,
        prefix="came_back",
        more={"counted": "came_back"},
        shown=NIGHT,
        words={name: f"{count} back" for name, count in COUNTS.items()},
        again=NIGHT,
    ),
    Entry(
        forms_stock.AddPlace,
        "/care/supplies/places",
        NAMES | {"kind": "van"},
        row(Place, "name_en", "name_es", "kind", name_en=NAMES["name_en"]),
        given=stocked,
        page=ON_HAND,
        prefix="place",
        shown=ON_HAND,
        words={"kind": "(van)"},
        in_spanish=frozenset({"name_es"}),
    ),
    Entry(
        forms_stock.SetPart,
        "/care/supplies/parts",
        {"kit": 3, "item": 2, "count": 17},
        row(Part, "kit", "item", "count"),
        given=stocked,
        page=ON_HAND,
        prefix="part",
        shown=ON_HAND,
        words={"kit": "Intramuscular naloxone", "item": "Fentanyl strips"},
    ),
    Entry(
        forms_stock.SetLevel,
        "/care/supplies/levels",
        lambda made: {"place": made["barber"], "item": 2, "least": 33},
        row(Level, "place", "item", "least", place_id="{barber}"),
        given=stocked,
        page=ON_HAND,
        prefix="level",
        shown=ON_HAND,
        words={"place": "A barber shop", "item": "Fentanyl strips"},
    ),
    Entry(
        forms_stock.Receive,
        HERE,
        receive,
        received,
        given=stocked,
        prefix="receive",
        more={"form": "receive"},
        reads={"number": "B-77"},
        shown=HERE,
        elsewhere={"order": "/care/supplies/orders"},
        words={
            "item": "Nasal naloxone",
            "number": "B-77",
            "mg_per_dose": "4.25 mg in a dose",
            "funder": "paid for by The county",
            "doses": 24 * 7,
        }
        | {"order": "124"},
        unseen=ONCE,
    ),
    moving("hand_out", moved, words={"what": "handed out", "item": "Nasal naloxone", "lot": "A1"}),
    moving("lose", moved, words={"what": "lost", "item": "Nasal naloxone", "lot": "A1"}),
    moving("count", counted, words={"what": "counted", "item": "Nasal naloxone", "lot": "A1", "count": 37}),
    Entry(
        forms_stock.Move,
        HERE,
        {"act": ACT, "what": "assemble", "item": 1, "count": 37},
        assembled,
        given=stocked_with_parts,
        prefix="move",
        more={"form": "move"},
        nowhere={"lot": "kits are put together of what expires first; a lot is refused"},
        shown=HERE,
        words={"what": "put together", "item": "Nasal naloxone"},
        unseen=ONCE,
    ),
    Entry(
        forms_stock.Send,
        HERE,
        lambda made: {"act": ACT, "target": made["barber"], "item": 1, "count": 37},
        lambda _sent: {
            "act": Movement.objects.get(act=ACT).act,
            "target": Transfer.objects.get(pk=ACT).target_id,
            "item": Movement.objects.get(act=ACT).item_id,
            "count": Movement.objects.get(act=ACT).count,
        },
        given=stocked,
        prefix="send",
        more={"form": "send"},
        shown=HERE,
        elsewhere={"target": ON_HAND},
        words={"target": "A barber shop", "item": "Nasal naloxone"},
        unseen=ONCE,
    ),
    Entry(
        forms_stock.TakeBack,
        HERE,
        lambda made: {"act": made["received"]},
        lambda sent: {"act": Movement.objects.filter(count__lt=0).exists() and sent.says["act"]},
        given=stocked,
        prefix="undo",
        more={"form": "undo"},
        shown=HERE,
        words={"act": "-100"},
    ),
    Entry(
        forms_stock.Confirm,
        "/care/supplies/transfers/{stock_transfer}",
        lambda made: {f"1-{made['lot']}": 8},
        came,
        given=stocked,
        shown="/care/supplies/places/{barber}",
        words=lambda made: {f"1-{made['lot']}": 8},
    ),
    Entry(
        forms_stock.AddOrder,
        "/care/supplies/orders",
        {"item": 3, "count": 77, "day": (clock.today() - dt.timedelta(days=9)).isoformat(), "source": "The county"},
        row(Order, "item", "count", "day", "source", source="The county"),
        given=stocked,
        shown="/care/supplies/orders",
        words={"item": "Intramuscular naloxone"},
    ),
    Entry(
        forms_stock.ChooseLot,
        "/care/supplies/recalls",
        lambda made: {"lot": made["lot_of_3"]},
        lambda _sent: {"lot": Lot.objects.exclude(recalled_on=None).get().pk},
        given=stocked,
        shown="/care/supplies/recalls",
        words={"lot": "Intramuscular naloxone: C3"},
    ),
]
