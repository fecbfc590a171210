"""Closing a place and opening it again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.care.supplies import queries_places, queries_stock, services, tables_stock
from waymeet.kernel.errors import BadInput, Conflict


@may(May.MANAGE_SUPPLIES)
def close_place(request: DeskRequest, place_id: UUID) -> HttpResponse:
    """What still has to go from there; and where nothing has, the button."""
    here, refused = queries_places.a_place(place_id), ""
    if request.method == "POST":
        try:
            services.close_place(place_id=here.id, by=request.person)
        except (BadInput, Conflict) as trouble:
            refused = str(trouble)
        else:
            messages.success(request, _("The place is closed."))
            return redirect("supplies:on_hand")
    shown = {
        "place": here,
        "table": tables_stock.stock_table(queries_places.stock(here.id)),
        "coming": queries_stock.on_the_way_to(here.id),
        "refused": refused,
    }
    return render(request, "supplies/close.html", shown, status=422 if refused else 200)


@require_POST
@may(May.MANAGE_SUPPLIES)
def open_place(request: DeskRequest, place_id: UUID) -> HttpResponse:
    services.open_place(place_id=place_id, by=request.person)
    messages.success(request, _("The place is open again."))
    return redirect("supplies:place", place_id)
