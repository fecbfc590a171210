"""Estimates and returns: what was not counted one by one, and how each number came about."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.care.supplies import forms_estimates, queries_estimates, services, tables_estimates
from waymeet.care.supplies.views_stock import saved
from waymeet.design import tables

Save = Callable[[Any, DeskRequest], None]


def _sent(request: DeskRequest, name: str) -> Any:
    """What was typed into this form of several on a page."""
    return request.POST if request.method == "POST" and request.POST.get("form") == name else None


@may(May.MANAGE_SUPPLIES)
def estimates(request: DeskRequest) -> HttpResponse:
    """Years from counting weeks, and what went out between two counts."""
    asked = forms_estimates.Price(request.GET)
    price: Decimal | None = asked.cleaned_data["price"] if asked.is_valid() else None
    made = {
        "years": tables_estimates.years_table(queries_estimates.estimated_years(), price),
        "weeks": tables_estimates.weeks_table(queries_estimates.counting_weeks()),
        "comparisons": tables_estimates.comparisons_table(queries_estimates.comparisons()),
    }
    if request.GET.get("format", "") in made:
        return tables.download(made[request.GET["format"]])
    shown: dict[str, Any] = {
        "choose": forms_estimates.ChooseWeek(_sent(request, "choose"), prefix="choose"),
        "week": forms_estimates.WriteWeek(_sent(request, "week"), prefix="week"),
        "on_hand": forms_estimates.WriteOnHand(_sent(request, "on_hand"), prefix="on_hand"),
    }
    if _kept(request, shown, {"choose": _choose, "week": _week, "on_hand": _on_hand}):
        return redirect("supplies:estimates")
    more = {"tables": made, "price": price, "price_form": asked, "counts": queries_estimates.on_hand_counts()}
    return render(request, "supplies/estimates.html", shown | more, status=422 if request.method == "POST" else 200)


def _kept(request: DeskRequest, shown: dict[str, forms.Form], saves: dict[str, Save]) -> bool:
    what = request.POST.get("form", "")
    if request.method != "POST" or what not in saves:
        return False
    done = saved(shown[what], lambda: saves[what](shown[what], request))
    if done:
        messages.success(request, _("It is written down."))
    return done


def _choose(form: forms.Form, request: DeskRequest) -> None:
    told = form.cleaned_data
    services.choose_week(day=told["day"], items=[item.number for item in told["items"]], by=request.person)


def _week(form: forms.Form, request: DeskRequest) -> None:
    told = form.cleaned_data
    services.write_week(week_id=told["week"], place_id=told["place"].id, count=told["count"], by=request.person)


def _on_hand(form: forms.Form, request: DeskRequest) -> None:
    services.write_on_hand(**form.cleaned_data | {"item": form.cleaned_data["item"].number}, by=request.person)


@may(May.MANAGE_SUPPLIES)
def returns(request: DeskRequest) -> HttpResponse:
    """Used syringes by place and week, counted or weighed; nobody who brings them is asked anything."""
    rows = queries_estimates.returns()
    made = {
        "returns": tables_estimates.returns_table(rows),
        "years": tables_estimates.back_in_years_table(queries_estimates.returns_by_year()),
    }
    if request.GET.get("format", "") in made:
        return tables.download(made[request.GET["format"]])
    shown: dict[str, Any] = {
        "take": forms_estimates.TakeReturns(_sent(request, "take"), prefix="take"),
        "assume": forms_estimates.AssumeWeight(_sent(request, "assume"), prefix="assume"),
        "undo": forms_estimates.TakeBackReturns(rows, _sent(request, "undo"), prefix="undo"),
    }
    if _kept(request, shown, {"take": _take, "assume": _assume, "undo": _undo}):
        return redirect("supplies:returns")
    more = {"tables": made, "weights": queries_estimates.weights(), "rows": rows}
    return render(request, "supplies/returns.html", shown | more, status=422 if request.method == "POST" else 200)


def _take(form: forms.Form, request: DeskRequest) -> None:
    told = form.cleaned_data
    where = {"place_id": told["place"].id, "day": told["day"], "by": request.person}
    if told["count"] is not None:
        services.take_returns(**where, count=told["count"])
    else:
        services.take_returns_by_weight(**where, grams=told["grams"], container=told["container"])


def _assume(form: forms.Form, request: DeskRequest) -> None:
    services.assume_weight(**form.cleaned_data, by=request.person)


def _undo(form: forms.Form, request: DeskRequest) -> None:
    services.take_back_returns(returned_id=form.cleaned_data["returned"], by=request.person)
