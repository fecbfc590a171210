"""Stock: what lies where, counting in and out, sending and confirming, orders, recalls."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.care.supplies import forms_stock, queries_places, services, tables_stock
from waymeet.care.supplies.services.moving import LotTold
from waymeet.care.supplies.wording import notice_in
from waymeet.design import tables
from waymeet.design.bars import bars
from waymeet.kernel.errors import BadInput, Conflict

LOT = ("number", "expires_on", "product", "mg_per_dose", "doses", "funder")


def saved(form: forms.Form, save: Callable[..., object], **more: Any) -> bool:
    """Whether it was valid and is kept; what a rule of ours refuses is said at the form."""
    if not form.is_valid():
        return False
    try:
        save(**more)
    except (BadInput, Conflict) as refused:
        form.add_error(None, str(refused))
        return False
    return True


@may(May.MANAGE_SUPPLIES)
def on_hand(request: DeskRequest) -> HttpResponse:
    """What lies where, with what is to know of it; new places, what a kit is made of, and when to say "low"."""
    table = tables_stock.stock_table(queries_places.stock())
    if request.GET.get("format") == table.name:
        return tables.download(table)
    return _on_hand(request, table)


def _on_hand(request: DeskRequest, table: tables.Table | None = None, **failed: forms.Form) -> HttpResponse:
    shown = {
        "table": table or tables_stock.stock_table(queries_places.stock()),
        "bars": bars(queries_places.doses_by_place()),
        "places": queries_places.open_places(),
        "waiting": queries_places.on_the_way(),
        "parts": queries_places.parts(),
        "levels": queries_places.levels(),
        "add_place": forms_stock.AddPlace(prefix="place"),
        "set_part": forms_stock.SetPart(prefix="part"),
        "set_level": forms_stock.SetLevel(prefix="level"),
        **failed,
    }
    return render(request, "supplies/on_hand.html", shown, status=422 if failed else 200)


@require_POST
@may(May.MANAGE_SUPPLIES)
def add_place(request: DeskRequest) -> HttpResponse:
    form = forms_stock.AddPlace(request.POST, prefix="place")
    if not saved(form, lambda: services.add_place(**form.cleaned_data, by=request.person)):
        return _on_hand(request, add_place=form)
    messages.success(request, _("The place is added. Open it to count in what lies there."))
    return redirect("supplies:on_hand")


@require_POST
@may(May.MANAGE_SUPPLIES)
def set_part(request: DeskRequest) -> HttpResponse:
    form = forms_stock.SetPart(request.POST, prefix="part")

    def save() -> None:
        told = form.cleaned_data
        services.set_part(kit=told["kit"].number, item=told["item"].number, count=told["count"], by=request.person)

    if not saved(form, save):
        return _on_hand(request, set_part=form)
    messages.success(request, _("The kit's parts are saved."))
    return redirect("supplies:on_hand")


@require_POST
@may(May.MANAGE_SUPPLIES)
def set_level(request: DeskRequest) -> HttpResponse:
    form = forms_stock.SetLevel(request.POST, prefix="level")

    def save() -> None:
        told = form.cleaned_data
        services.set_level(place_id=told["place"].id, item=told["item"].number, least=told["least"], by=request.person)

    if not saved(form, save):
        return _on_hand(request, set_level=form)
    messages.success(request, _("The level is saved."))
    return redirect("supplies:on_hand")


@may(May.MANAGE_SUPPLIES)
def place(request: DeskRequest, place_id: UUID) -> HttpResponse:
    """One place: what lies there, and forms for what happens there."""
    here = queries_places.a_place(place_id)
    made = {
        "stock": tables_stock.stock_table(queries_places.stock(here.id)),
        "ledger": tables_stock.ledger_table(queries_places.movements(here.id)),
    }
    if request.GET.get("format", "") in made:
        return tables.download(made[request.GET["format"]])
    what = request.POST.get("form", "")
    sent = {name: request.POST if name == what else None for name in ("receive", "move", "send", "undo")}
    shown: dict[str, Any] = {
        "receive": forms_stock.Receive(sent["receive"], prefix="receive"),
        "move": forms_stock.Move(sent["move"], prefix="move"),
        "send": forms_stock.Send(sent["send"], prefix="send"),
        "undo": forms_stock.TakeBack(queries_places.acts_to_take_back(here.id), sent["undo"], prefix="undo"),
    }
    save = {"receive": _receive, "move": _move, "send": _send, "undo": _undo}.get(what)
    if request.method == "POST" and save and saved(shown[what], lambda: save(here.id, shown[what], request)):
        messages.success(request, _("It is written down."))
        return redirect("supplies:place", here.id)
    status = 422 if request.method == "POST" else 200
    return render(request, "supplies/place.html", {"place": here, "tables": made, **shown}, status=status)


def _receive(place_id: UUID, form: forms.Form, request: DeskRequest) -> None:
    told = form.cleaned_data
    services.receive(
        act=told["act"],
        place_id=place_id,
        item=told["item"].number,
        count=told["count"],
        lot=LotTold(**{name: told[name] for name in LOT}),
        order=UUID(told["order"]) if told["order"] else None,
        by=request.person,
    )


def _move(place_id: UUID, form: forms.Form, request: DeskRequest) -> None:
    told = form.cleaned_data
    what, item, many = told["what"], told["item"].number, told["count"]
    about: dict[str, Any] = {"act": told["act"], "place_id": place_id, "by": request.person}
    lot = told["lot"].id if told["lot"] else None
    if what == "count":
        services.count(**about, item=item, counted=many, lot=lot)
    elif what == "assemble":
        services.assemble(**about, kit=item, count=many)
    else:
        {"hand_out": services.hand_out, "lose": services.lose}[what](**about, item=item, count=many, lot=lot)


def _send(place_id: UUID, form: forms.Form, request: DeskRequest) -> None:
    told = form.cleaned_data
    services.send(
        act=told["act"],
        source_id=place_id,
        target_id=told["target"].id,
        item=told["item"].number,
        count=told["count"],
        by=request.person,
    )


def _undo(_place_id: UUID, form: forms.Form, request: DeskRequest) -> None:
    services.undo(act=UUID(form.cleaned_data["act"]), by=request.person)


@may(May.MANAGE_SUPPLIES)
def transfer(request: DeskRequest, transfer_id: UUID) -> HttpResponse:
    """Whoever receives it counts it in; what differs is shown before and written down."""
    one, lines = queries_places.a_transfer(transfer_id)
    form = forms_stock.Confirm(lines, request.POST if request.method == "POST" else None)
    if saved(form, lambda: services.confirm(transfer_id=transfer_id, arrived=form.arrived(), by=request.person)):
        messages.success(request, _("It is counted in. What differs from what was sent is written down."))
        return redirect("supplies:on_hand")
    shown = {"transfer": one, "form": form}
    return render(request, "supplies/transfer.html", shown, status=422 if form.is_bound else 200)


@may(May.MANAGE_SUPPLIES)
def orders(request: DeskRequest) -> HttpResponse:
    """What runs low, what is ordered, and what came of it."""
    rows = queries_places.orders()
    made = {
        "low": tables_stock.low_table(queries_places.running_low()),
        "orders": tables_stock.orders_table(rows),
    }
    if request.GET.get("format", "") in made:
        return tables.download(made[request.GET["format"]])
    form = forms_stock.AddOrder(request.POST if request.method == "POST" else None)

    def save() -> None:
        told = form.cleaned_data
        services.order(
            item=told["item"].number, count=told["count"], day=told["day"], source=told["source"], by=request.person
        )

    if saved(form, save):
        messages.success(request, _("The order is written down. Count it in at the place where it arrives."))
        return redirect("supplies:orders")
    waiting = [one for one in rows if one.state in ("ordered", "arrived in part")]
    shown = {"tables": made, "form": form, "waiting": waiting}
    return render(request, "supplies/orders.html", shown, status=422 if form.is_bound else 200)


@require_POST
@may(May.MANAGE_SUPPLIES)
def cancel_order(request: DeskRequest, order_id: UUID) -> HttpResponse:
    services.cancel_order(order_id=order_id, by=request.person)
    messages.success(request, _("The rest of the order is called off."))
    return redirect("supplies:orders")


@may(May.MANAGE_SUPPLIES)
def recalls(request: DeskRequest) -> HttpResponse:
    """Lots that were called back; and the form to set one aside."""
    form = forms_stock.ChooseLot(request.POST if request.method == "POST" else None)
    if saved(form, lambda: services.recall(lot_id=form.cleaned_data["lot"].id, by=request.person)):
        return redirect("supplies:recall", form.cleaned_data["lot"].id)
    shown = {"form": form, "lots": queries_places.recalled_lots()}
    return render(request, "supplies/recalls.html", shown, status=422 if form.is_bound else 200)


@may(May.MANAGE_SUPPLIES)
def recall(request: DeskRequest, lot_id: UUID) -> HttpResponse:
    """Where the lot went, what is still there, and a notice to print in both languages."""
    lot = queries_places.a_lot(lot_id)
    rows = queries_places.reached_by(lot_id)
    table = tables_stock.reached_table(rows)
    if request.GET.get("format") == table.name:
        return tables.download(table)
    shown = {
        "lot": lot,
        "rows": rows,
        "table": table,
        "handed_out": queries_places.handed_out_of(lot_id),
        "nights": queries_places.nights_with(lot_id),
        "notices": [(code, notice_in(code, lot)) for code in ("en", "es")],
    }
    return render(request, "supplies/recall.html", shown)


@require_POST
@may(May.MANAGE_SUPPLIES)
def recalled_here(request: DeskRequest, lot_id: UUID, place_id: UUID) -> HttpResponse:
    services.recalled_here(lot_id=lot_id, place_id=place_id, by=request.person)
    messages.success(request, _("This place is seen to. What it had of the lot is taken away."))
    return redirect("supplies:recall", lot_id)


@require_POST
@may(May.MANAGE_SUPPLIES)
def call_off(request: DeskRequest, lot_id: UUID) -> HttpResponse:
    services.call_off_recall(lot_id=lot_id, by=request.person)
    messages.success(request, _("The recall is called off. What is left of the lot may go out again."))
    return redirect("supplies:recalls")
