"""Stock as tables: each page and its CSV show the same rows."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from waymeet.care.supplies import queries_places
from waymeet.care.supplies.models import Lot, Movement, Place
from waymeet.design.tables import Cell, Column, Table


def words_of(state: str) -> Any:
    return {
        "recalled": _("recalled: set aside"),
        "less than none": _("less than none: count this"),
        "expired": _("expired: better than none"),
        "expires soon": _("expires within 90 days"),
        "ordered": _("ordered"),
        "arrived in part": _("arrived in part"),
        "arrived": _("arrived"),
        "cancelled": _("cancelled"),
        "": "",
    }[state]


def stock_table(rows: Sequence[queries_places.Stock]) -> Table:
    return Table(
        name="stock",
        caption=_("What lies where"),
        columns=[
            Column(_("Place")),
            Column(_("Item")),
            Column(_("Lot")),
            Column(_("Expires on"), short=True),
            Column(_("How many"), counts=True),
            Column(_("Doses"), counts=True),
            Column(_("To know"), means=_("Expired naloxone still helps and is never held back. A recalled lot is.")),
            Column(_("On the box"), means=_("What was typed when it came: product, milligrams, who paid for it.")),
        ],
        rows=[_stock_row(row) for row in rows],
        empty=_("Nothing is counted in yet. Add a place, open it, and count in what lies there."),
        stacks=True,
    )


def _stock_row(row: queries_places.Stock) -> list[Any]:
    link = "" if row.place.kind == Place.Kind.POOL else reverse("supplies:place", args=[row.place.id])
    expires = row.lot.expires_on.isoformat() if row.lot and row.lot.expires_on else ""
    told = Cell(words_of(row.warning), tone="caution" if row.warning else "")
    lot = row.lot.number if row.lot else ""
    counted = [row.count, row.doses]
    return [Cell(row.place.shown_as, link=link), row.item.shown_as, lot, expires, *counted, told, _box(row.lot)]


def _box(lot: Lot | None) -> str:
    if lot is None:
        return ""
    milligrams = _("%(mg)s mg in a dose") % {"mg": f"{lot.mg_per_dose:f}"} if lot.mg_per_dose else ""
    paid = _("paid for by %(funder)s") % {"funder": lot.funder} if lot.funder else ""
    return ", ".join(part for part in (lot.product, milligrams, paid) if part)


def low_table(rows: Sequence[queries_places.Low]) -> Table:
    return Table(
        name="low",
        caption=_("What to order"),
        columns=[
            Column(_("Place")),
            Column(_("Item")),
            Column(_("There are"), counts=True),
            Column(_("There should be"), counts=True),
            Column(_("Doses there"), counts=True),
            Column(_("Still to come"), counts=True, means=_("Ordered and not arrived, for all places together.")),
        ],
        rows=[
            [
                *[row.place.shown_as, row.item.shown_as, row.count, row.least],
                *[row.count * row.item.doses, row.ordered],
            ]
            for row in rows
        ],
        empty=_("Nothing runs low by the levels you set."),
        stacks=True,
    )


def orders_table(rows: Sequence[queries_places.Ordered]) -> Table:
    return Table(
        name="orders",
        caption=_("Orders"),
        columns=[
            Column(_("Ordered on"), short=True),
            Column(_("Item")),
            Column(_("From whom")),
            Column(_("How many"), counts=True),
            Column(_("Doses"), counts=True),
            Column(_("Arrived"), counts=True),
            Column(_("State")),
        ],
        rows=[
            [
                *[one.order.day.isoformat(), one.order.item.shown_as, one.order.source, one.order.count],
                *[one.order.count * one.order.item.doses, one.arrived, words_of(one.state)],
            ]
            for one in rows
        ],
        empty=_("No order is written down yet."),
        stacks=True,
    )


def ledger_table(rows: Sequence[Movement]) -> Table:
    return Table(
        name="ledger",
        caption=_("What moved here"),
        columns=[
            Column(_("Day"), short=True),
            Column(_("What happened")),
            Column(_("Item")),
            Column(_("Lot")),
            Column(_("From")),
            Column(_("To")),
            Column(_("How many"), counts=True, means=_("Less than none: taken back.")),
        ],
        rows=[_ledger_row(row) for row in rows],
        empty=_("Nothing moved here yet."),
        stacks=True,
    )


def _ledger_row(row: Movement) -> list[Any]:
    source, target = (one.shown_as if one else "" for one in (row.source, row.target))
    lot = row.lot.number if row.lot else ""
    return [row.day.isoformat(), Movement.Kind(row.kind).label, row.item.shown_as, lot, source, target, row.count]


def reached_table(rows: Sequence[queries_places.Reached]) -> Table:
    return Table(
        name="reached",
        caption=_("Where it went"),
        columns=[
            Column(_("Place")),
            Column(_("Came there"), counts=True, means=_("Kits that hold it are counted as kits.")),
            Column(_("Still there"), counts=True, means=_("Set aside: no count takes from it any more.")),
            Column(_("Seen to")),
        ],
        rows=[
            [
                row.place.shown_as,
                row.came,
                row.here,
                row.done_on.isoformat() if row.done_on and row.is_done else _("not yet"),
            ]
            for row in rows
        ],
        empty=_("It never lay at any place we know of."),
        stacks=True,
    )
