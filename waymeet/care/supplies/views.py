"""Supplies: programs, items, and what a night took out and brought back."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.care.supplies import queries, queries_desk, queries_places, services
from waymeet.care.supplies.forms import AddItem, AddProgram, ChooseNight, Quantities, TakenOut
from waymeet.care.supplies.models import Item, NightStock
from waymeet.design import tables
from waymeet.kernel import clock


@may(May.MANAGE_SUPPLIES)
def stock(request: DeskRequest) -> HttpResponse:
    """What there is to hand out, and how every night added up."""
    made = {"nights": nights_table(list(queries.nights_of_stock()[:400])), "items": items_table()}
    asked = request.GET.get("format", "")
    if asked in made:
        return tables.download(made[asked])
    return _page(request, made=made)


def _page(request: DeskRequest, *, made: dict[str, tables.Table] | None = None, **forms: object) -> HttpResponse:
    shown = {
        "programs": queries.living_programs(),
        "tables": made or {"nights": nights_table(list(queries.nights_of_stock()[:400])), "items": items_table()},
        "choose": ChooseNight(initial={"day": clock.today()}),
        "program_form": AddProgram(prefix="program"),
        "item_form": AddItem(prefix="item"),
        **forms,
    }
    wrong = any(getattr(form, "errors", None) for form in forms.values())
    return render(request, "supplies/stock.html", shown, status=422 if wrong else 200)


def items_table() -> tables.Table:
    return tables.Table(
        name="items",
        caption=_("Items"),
        columns=[
            tables.Column(_("Number"), means=_("Phones know an item by its number. It never changes.")),
            tables.Column(_("Item")),
            tables.Column(_("Counts as")),
            tables.Column(_("Doses in one"), counts=True),
        ],
        rows=[
            [item.number, item.shown_as, Item.Kind(item.kind).label, item.doses] for item in queries_desk.all_items()
        ],
        empty=_("No item yet. Add what you hand out; the first one takes number 1."),
        stacks=True,
    )


def nights_table(rows: list[NightStock]) -> tables.Table:
    return tables.Table(
        name="nights",
        caption=_("How each night added up"),
        columns=[
            tables.Column(_("Day")),
            tables.Column(_("Program")),
            tables.Column(_("Item")),
            tables.Column(_("Taken out"), counts=True),
            tables.Column(_("Came back"), counts=True),
            tables.Column(
                _("Handed out"), counts=True, means=_("What the opened pool says. Until it is opened, this is 0.")
            ),
            tables.Column(
                _("Left over"),
                counts=True,
                means=_("Taken out, neither back nor handed out. A night that adds up has 0."),
            ),
        ],
        rows=[_night_row(row) for row in rows],
        empty=_("No night has been counted yet."),
        stacks=True,
    )


def _night_row(row: NightStock) -> list[object]:
    link = reverse("supplies:night", args=[row.program_id, row.day])
    still_out = row.taken_out and not row.came_back and not row.handed_out
    tone = "out" if still_out else "good" if row.unaccounted == 0 else "caution"
    left = tables.Cell(row.unaccounted, tone=tone)
    day = tables.Cell(row.day.isoformat(), link=link)
    counted = [row.taken_out, row.came_back, row.handed_out]
    return [day, row.program.shown_as, row.item.shown_as, *counted, left]


@require_POST
@may(May.MANAGE_SUPPLIES)
def add_program(request: DeskRequest) -> HttpResponse:
    form = AddProgram(request.POST, prefix="program")
    if not form.is_valid():
        return _page(request, program_form=form)
    services.add_program(**form.cleaned_data, by=request.person)
    messages.success(request, _("The program is added. It can open a kit night now."))
    return redirect("supplies:stock")


@require_POST
@may(May.MANAGE_SUPPLIES)
def add_item(request: DeskRequest) -> HttpResponse:
    form = AddItem(request.POST, prefix="item")
    if not form.is_valid():
        return _page(request, item_form=form)
    services.add_item(**form.cleaned_data, by=request.person)
    messages.success(request, _("The item is added. Phones get it with the next kit night."))
    return redirect("supplies:stock")


@may(May.MANAGE_SUPPLIES)
def choose_night(request: DeskRequest) -> HttpResponse:
    form = ChooseNight(request.GET)
    if not form.is_valid():
        return _page(request, choose=form)
    return redirect("supplies:night", form.cleaned_data["program"].id, form.cleaned_data["day"])


@may(May.MANAGE_SUPPLIES)
def night(request: DeskRequest, program_id: UUID, day: dt.date) -> HttpResponse:
    """Count out before a night, count back after it. Each of the two forms is saved on its own."""
    program = queries_desk.living_program(program_id)
    items = queries_desk.items_of_night(program_id, day)
    sent = request.POST.get("counted", "") if request.method == "POST" else ""
    posts = {name: request.POST if name == sent else None for name in ("taken_out", "came_back")}
    places = (queries_places.open_places(), queries_places.taken_from(program_id, day))
    taken_out = TakenOut(items, *places, posts["taken_out"])
    forms = {"taken_out": taken_out, "came_back": Quantities(items, "came_back", posts["came_back"])}
    if sent in forms and forms[sent].is_valid():
        about: dict[str, Any] = {
            "program_id": program_id,
            "day": day,
            "counts": forms[sent].counts(),
            "by": request.person,
        }
        if sent == "taken_out":
            services.take_out(**about, place_id=taken_out.place)
        else:
            services.count_back(**about)
        messages.success(request, _("The counts are saved."))
        return redirect("supplies:night", program_id, day)
    shown = {"program": program, "day": day, "items": items, **forms}
    return render(request, "supplies/night.html", shown, status=422 if sent else 200)
