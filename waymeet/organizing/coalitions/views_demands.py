"""Demands: who decides, where they stand, the power map, what came of it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.design.tables import download
from waymeet.kernel.errors import Plain
from waymeet.organizing.coalitions import demands, forms, power_map, queries, queries_demands, queries_officials, tables
from waymeet.organizing.coalitions.asking import ask, typed


def _to(name: str, *args: Any) -> str:
    return reverse(f"coalitions:{name}", args=args)


def _coalitions(request: DeskRequest) -> dict[str, Any]:
    return {"coalition": [(row.pk, row.name) for row, _count in queries.coalitions(by=request.person)]}


@may(May.RUN_CAMPAIGNS)
def begin(request: DeskRequest) -> HttpResponse:
    def act(said: dict[str, Any]) -> str:
        return _to("demand", demands.begin(said=said, by=request.person))

    return ask(request, forms.OneDemand(_coalitions(request), typed(request)), _("A new demand"), _to("page"), act)


@may(May.RUN_CAMPAIGNS)
@never_cache
def demand(request: DeskRequest, demand_id: UUID) -> HttpResponse:
    """The count of votes, the power map, and the same in words."""
    found = queries_demands.demand(demand_id=demand_id, by=request.person)
    table = tables.aimed(found.aimed)
    if request.GET.get("format") == "csv":
        return download(table)
    shown = {
        "found": found,
        "votes": tables.in_words(found.votes),
        "table": table,
        "map": power_map.drawn(found.aimed) if found.aimed else None,
        "tone": tables.STATES[found.state.state] if found.state else "",
    }
    return render(request, "coalitions/demand.html", shown)


@may(May.RUN_CAMPAIGNS)
def change(request: DeskRequest, demand_id: UUID) -> HttpResponse:
    row = queries_demands.plain(demand_id=demand_id, by=request.person)

    def act(said: dict[str, Any]) -> str:
        demands.change(demand=demand_id, said=said, by=request.person)
        return _to("demand", demand_id)

    form = forms.OneDemand(_coalitions(request), typed(request), initial=forms.demand_begun(row))
    return ask(request, form, _("Change the demand"), _to("demand", demand_id), act)


@may(May.RUN_CAMPAIGNS)
def outcome(request: DeskRequest, demand_id: UUID) -> HttpResponse:
    row = queries_demands.plain(demand_id=demand_id, by=request.person)

    def act(said: dict[str, Any]) -> str:
        demands.outcome(demand=demand_id, by=request.person, **said)
        return _to("demand", demand_id)

    form = forms.Came(typed(request))
    return ask(request, form, _("What came of it"), _to("demand", demand_id), act, lead=row.what)


@may(May.RUN_CAMPAIGNS)
def link(request: DeskRequest, demand_id: UUID) -> HttpResponse:
    """A released number beside the demand: the page asks the public site's files, this room never sees them."""
    row = queries_demands.plain(demand_id=demand_id, by=request.person)

    def act(said: dict[str, Any]) -> str:
        demands.link(demand=demand_id, by=request.person, **said)
        return _to("demand", demand_id)

    form, back = forms.FigureLink(typed(request)), _to("demand", demand_id)
    return ask(request, form, _("A released number"), back, act, lead=row.what, template="coalitions/link.html")


@require_POST
@may(May.RUN_CAMPAIGNS)
def unlink(request: DeskRequest, figure_id: UUID) -> HttpResponse:
    return redirect("coalitions:demand", demands.unlink(figure_id=figure_id, by=request.person))


@may(May.RUN_CAMPAIGNS)
def aim(request: DeskRequest, demand_id: UUID) -> HttpResponse:
    row, by = queries_demands.plain(demand_id=demand_id, by=request.person), request.person

    def act(said: dict[str, Any]) -> str:
        officials = queries_officials.chosen(what=said.pop("what"), by=by)
        made = demands.aim(demand=demand_id, officials=officials, by=by, **said)
        words = ngettext("%(n)d official is named.", "%(n)d officials are named.", made)
        messages.success(request, words % {"n": made})
        return _to("demand", demand_id)

    form = forms.Aim({"what": queries_officials.who_decides(by=by)}, typed(request))
    return ask(request, form, _("Who decides"), _to("demand", demand_id), act, lead=row.what)


@may(May.RUN_CAMPAIGNS)
@never_cache
def target(request: DeskRequest, target_id: UUID) -> HttpResponse:
    """One who decides, with the history; posting adds where they stand now."""
    form = forms.Stood(typed(request))
    if form.is_valid():
        try:
            demands.position(target=target_id, said=form.cleaned_data, by=request.person)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
        else:
            messages.success(request, _("Written down. The earlier ones stay."))
            return redirect("coalitions:target", target_id)
    found = queries_demands.target(target_id=target_id, by=request.person, keyring=request.keyring)
    shown = {"found": found, "form": form, "tones": tables.TONES}
    return render(request, "coalitions/target.html", shown, status=422 if form.errors else 200)


@may(May.RUN_CAMPAIGNS)
@never_cache
def weigh(request: DeskRequest, target_id: UUID) -> HttpResponse:
    row = queries_demands.target(target_id=target_id, by=request.person, keyring=request.keyring).row
    begun = {name: getattr(row, name) for name in ("role", "power", "next_ask", "next_on")}

    def act(said: dict[str, Any]) -> str:
        demands.weigh(target=target_id, said=said, by=request.person)
        return _to("target", target_id)

    form = forms.Weigh(typed(request), initial=begun)
    return ask(request, form, row.official.name, _to("target", target_id), act, lead=row.demand.what)


@require_POST
@may(May.RUN_CAMPAIGNS)
def aim_no_more(request: DeskRequest, target_id: UUID) -> HttpResponse:
    return redirect("coalitions:demand", demands.aim_no_more(target=target_id, by=request.person))


@require_POST
@may(May.RUN_CAMPAIGNS)
def verify(request: DeskRequest, position_id: UUID) -> HttpResponse:
    target_id = demands.verify(position_id=position_id, by=request.person)
    messages.success(request, _("Verified by you."))
    return redirect("coalitions:target", target_id)
