"""What moves: received, sent and counted in, handed out, lost, counted, put into kits, taken back. Each act is safe to
repeat: it carries an id, and the same id twice is once.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.models import AuditLine
from waymeet.care.supplies import queries_stock, rules
from waymeet.care.supplies.models import Lot, Movement, Order, Part, Place, Transfer
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound

MOST = 100_000
NOT_ITS_LOT = _("This lot is of another item. Choose the item that stands before the lot, or another lot.")
Kind = Movement.Kind


@dataclass(frozen=True)
class LotTold:
    """What somebody read from the box. Only the number is needed."""

    number: str
    expires_on: dt.date | None = None
    product: str = ""
    mg_per_dose: Decimal | None = None
    doses: int | None = None
    funder: str = ""


@dataclass(frozen=True)
class Moved:
    """A line to be written."""

    kind: str
    item: int
    lot: UUID | None
    source: UUID | None
    target: UUID | None
    count: int


def receive(
    *,
    act: UUID,
    place_id: UUID,
    item: int,
    count: int,
    by: Person,
    lot: LotTold | None = None,
    order: UUID | None = None,
) -> None:
    """Count boxes in, from an order or without one."""
    _may(by, count)
    place = _open(place_id)
    if order and not Order.objects.filter(pk=order, item_id=item).exists():
        raise NotFound
    with transaction.atomic(using="care"):
        lot_id = _lot(item, lot)
        _write(
            act, [Moved(Kind.RECEIVED, item, lot_id, None, place.id, count)], by, verb="stock.receive", order_id=order
        )


def _lot(item: int, told: LotTold | None) -> UUID | None:
    """The lot of that number; what was not known of it before is filled in, what was known has to be the same."""
    if told is None or not rules.plain_lot(told.number):
        return None
    lot, _made = Lot.objects.get_or_create(item_id=item, number=rules.plain_lot(told.number))
    for name in ("expires_on", "product", "mg_per_dose", "doses", "funder"):
        known, new = getattr(lot, name), getattr(told, name)
        if known in (None, ""):
            setattr(lot, name, new)
        elif new not in (None, "", known):
            raise BadInput(
                _("This lot was counted in before, and its box said otherwise. Look again, or leave it empty.")
            )
    lot.save(update_fields=["expires_on", "product", "mg_per_dose", "doses", "funder"])
    return lot.id


def send(
    *, act: UUID, source_id: UUID, target_id: UUID, item: int, count: int, by: Person, lot: UUID | None = None
) -> None:
    """Boxes leave a place for another; they lie at neither until somebody there has counted them in."""
    _may(by, count)
    source, target = _open(source_id), _open(target_id)
    if source == target:
        raise BadInput(_("Choose another place to send it to."))
    with transaction.atomic(using="care"):
        if Movement.objects.filter(act=act).exists():
            return
        Transfer.objects.create(id=act, source=source, target=target, day=clock.today())
        lines = [
            Moved(Kind.SENT, item, one, source.id, None, share) for one, share in _from(source.id, item, count, lot)
        ]
        _write(act, lines, by, verb="stock.send", transfer_id=act)


def confirm(*, transfer_id: UUID, arrived: Mapping[tuple[int, UUID | None], int], by: Person) -> None:
    """Whoever receives it says what came. What was sent and did not come, or came beyond it, is written down so."""
    check(by, May.MANAGE_SUPPLIES)
    transfer = Transfer.objects.filter(pk=transfer_id).first()
    if transfer is None:
        raise NotFound
    with transaction.atomic(using="care"):
        if transfer.received_on:
            return
        sent = queries_stock.on_the_way(transfer_id)
        lines: list[Moved] = []
        for item, lot, count in sent:
            got = arrived.get((item, lot), count)
            _counted(got)
            lines.append(Moved(Kind.ARRIVED, item, lot, None, transfer.target_id, got))
            if got != count:
                kind = Kind.LOST_ON_WAY if got < count else Kind.FOUND_ON_WAY
                lines.append(Moved(kind, item, lot, None, None, abs(got - count)))
        transfer.received_on = clock.today()
        transfer.save(update_fields=["received_on"])
        _write(uuid5(transfer_id, "received"), lines, by, verb="stock.confirm", transfer_id=transfer_id)


def hand_out(*, act: UUID, place_id: UUID, item: int, count: int, by: Person, lot: UUID | None = None) -> None:
    """A place that hands out says how many: a quantity, never to whom."""
    _out(Kind.HANDED_OUT, act, place_id, item, count, by, lot, verb="stock.handed_out")


def lose(*, act: UUID, place_id: UUID, item: int, count: int, by: Person, lot: UUID | None = None) -> None:
    """Lost or damaged."""
    _out(Kind.LOST, act, place_id, item, count, by, lot, verb="stock.lost")


def _out(
    kind: str, act: UUID, place_id: UUID, item: int, count: int, by: Person, lot: UUID | None, *, verb: str
) -> None:
    _may(by, count)
    place = _open(place_id)
    with transaction.atomic(using="care"):
        lines = [Moved(kind, item, one, place.id, None, share) for one, share in _from(place.id, item, count, lot)]
        _write(act, lines, by, verb=verb)


def _from(place_id: UUID, item: int, count: int, lot: UUID | None) -> rules.Shares:
    """The lot that was named, or first expired first."""
    if lot is not None:
        _is_lot_of(lot, item)
        return [(lot, count)]
    return rules.first_expired_first(queries_stock.holdings(place_id, item), count)


def _is_lot_of(lot: UUID, item: int) -> None:
    if not queries_stock.is_lot_of(lot, item):
        raise BadInput(NOT_ITS_LOT)


def count(*, act: UUID, place_id: UUID, item: int, counted: int, by: Person, lot: UUID | None = None) -> int:
    """What lies there, counted by hand: of one lot, or of all that is not set aside. Answers the difference."""
    check(by, May.MANAGE_SUPPLIES)
    _counted(counted)
    place = _open(place_id)
    if lot is not None:
        _is_lot_of(lot, item)
    with transaction.atomic(using="care"):
        more = counted - (queries_stock.balance(place.id, item, lot) if lot else queries_stock.usable(place.id, item))
        lines = []
        if more > 0:
            lines = [Moved(Kind.FOUND, item, lot, None, place.id, more)]
        elif more < 0:
            lines = [Moved(Kind.MISSING, item, one, place.id, None, n) for one, n in _from(place.id, item, -more, lot)]
        _write(act, lines, by, verb="stock.count")
    return more


def assemble(*, act: UUID, place_id: UUID, kit: int, count: int, by: Person) -> None:
    """Parts become kits. A kit carries the lot of the part with doses in it, so that a recall finds it."""
    _may(by, count)
    place = _open(place_id)
    parts = list(Part.objects.filter(kit_id=kit).select_related("item"))
    if not parts:
        raise BadInput(_("Nothing is known of what this kit is made of. Write down its parts first."))
    followed = max(parts, key=lambda part: (part.item.doses, -part.item_id))
    with transaction.atomic(using="care"):
        held = queries_stock.holdings(place.id, followed.item_id)
        lines: list[Moved] = []
        for lot, kits in rules.whole_kits(held, each=followed.count, wanted=count):
            lines.append(Moved(Kind.USED, followed.item_id, lot, place.id, None, kits * followed.count))
            lines.append(Moved(Kind.MADE, kit, lot, None, place.id, kits))
        for part in parts:
            if part != followed:
                shares = _from(place.id, part.item_id, count * part.count, None)
                lines += [Moved(Kind.USED, part.item_id, lot, place.id, None, share) for lot, share in shares]
        _write(act, lines, by, verb="stock.assemble")


def undo(*, act: UUID, by: Person) -> None:
    """Take an act back, by lines of its own. What was sent is counted in at the other end instead."""
    check(by, May.MANAGE_SUPPLIES)
    rows = list(Movement.objects.filter(act=act).order_by("line"))
    if not rows:
        raise NotFound
    if any(row.transfer_id for row in rows):
        raise Conflict(_("What was sent cannot be taken back here. Count it in at the other end, or send it back."))
    lines = [Moved(row.kind, row.item_id, row.lot_id, row.source_id, row.target_id, -row.count) for row in rows]
    with transaction.atomic(using="care"):
        _write(uuid5(act, "undo"), lines, by, verb="stock.undo", order_id=rows[0].order_id)


def _write(act: UUID, lines: Iterable[Moved], by: Person, *, verb: str, **more: Any) -> None:
    if Movement.objects.filter(act=act).exists():
        return
    for number, line in enumerate(lines):
        Movement.objects.create(
            act=act,
            line=number,
            day=clock.today(),
            kind=line.kind,
            item_id=line.item,
            lot_id=line.lot,
            source_id=line.source,
            target_id=line.target,
            count=line.count,
            **more,
        )
    audit.write(AuditLine, who=by.id, verb=verb, subject=act)


def _may(by: Person, count: int) -> None:
    check(by, May.MANAGE_SUPPLIES)
    if not 0 < count <= MOST:
        raise BadInput(_("A count must be between 1 and 100,000. Check the number."))


def _counted(count: int) -> None:
    if not 0 <= count <= MOST:
        raise BadInput(_("A count must be between 0 and 100,000. Check the numbers."))


def _open(place_id: UUID) -> Place:
    place = Place.objects.filter(pk=place_id, closed_on=None).first()
    if place is None:
        raise NotFound
    if place.kind == Place.Kind.POOL:
        raise BadInput(_("A night pool is filled and counted on the page of its night."))
    return place
