"""Coalitions: who stands in one, who speaks for them, what they promised."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.design.tables import download
from waymeet.organizing.coalitions import forms, queries, queries_demands, services, tables
from waymeet.organizing.coalitions.asking import ask, typed


def _to(name: str, *args: Any) -> str:
    return reverse(f"coalitions:{name}", args=args)


@may(May.RUN_CAMPAIGNS)
@never_cache
def page(request: DeskRequest) -> HttpResponse:
    """Coalitions, demands, and what is to be asked next."""
    by = request.person
    shown = {
        "coalitions": tables.coalitions(queries.coalitions(by=by)),
        "demands": tables.demands(queries_demands.demands(by=by)),
        "to_ask": queries_demands.to_ask(by=by),
    }
    if request.GET.get("format") == "csv":
        return download(shown["coalitions" if request.GET.get("table") == "coalitions" else "demands"])  # type: ignore[arg-type]
    return render(request, "coalitions/page.html", shown)


@may(May.RUN_CAMPAIGNS)
def begin(request: DeskRequest) -> HttpResponse:
    def act(said: dict[str, Any]) -> str:
        return _to("coalition", services.begin(by=request.person, **said))

    return ask(request, forms.OneCoalition(typed(request)), _("A new coalition"), _to("page"), act)


@may(May.RUN_CAMPAIGNS)
@never_cache
def coalition(request: DeskRequest, coalition_id: UUID) -> HttpResponse:
    row, every = queries.coalition(coalition_id=coalition_id, by=request.person)
    table = tables.standings(row.name, every)
    if request.GET.get("format") == "csv":
        return download(table)
    here = [one for one in every if one.row.left_on is None]
    demands = [one for one in queries_demands.demands(by=request.person) if one[0].coalition_id == row.pk]
    shown = {"coalition": row, "table": table, "here": here, "demands": tables.demands(demands)}
    return render(request, "coalitions/coalition.html", shown)


@may(May.RUN_CAMPAIGNS)
def change(request: DeskRequest, coalition_id: UUID) -> HttpResponse:
    row, _every = queries.coalition(coalition_id=coalition_id, by=request.person)
    form = forms.OneCoalition(typed(request), initial={"name": row.name, "wants": row.wants})

    def act(said: dict[str, Any]) -> str:
        services.change(coalition=coalition_id, by=request.person, **said)
        return _to("coalition", coalition_id)

    return ask(request, form, _("Change the coalition"), _to("coalition", coalition_id), act)


@may(May.RUN_CAMPAIGNS)
def join(request: DeskRequest, coalition_id: UUID) -> HttpResponse:
    queries.coalition(coalition_id=coalition_id, by=request.person)
    form = forms.Join({"group": queries.groups_to_choose(by=request.person)}, typed(request))

    def act(said: dict[str, Any]) -> str:
        return _to("standing", services.join(coalition=coalition_id, said=said, by=request.person))

    return ask(request, form, _("An organization comes in"), _to("coalition", coalition_id), act)


@may(May.RUN_CAMPAIGNS)
@never_cache
def standing(request: DeskRequest, standing_id: UUID) -> HttpResponse:
    found = queries.standing(standing_id=standing_id, by=request.person)
    table = tables.pledges(found.pledges)
    if request.GET.get("format") == "csv":
        return download(table)
    shown = {"found": found, "table": table, "kept": tables.kept(found.kept)}
    return render(request, "coalitions/standing.html", shown)


@may(May.RUN_CAMPAIGNS)
def stand(request: DeskRequest, standing_id: UUID) -> HttpResponse:
    row = queries.standing(standing_id=standing_id, by=request.person).row
    begun = {"tier": row.tier, "mou_on": row.mou_on, "conflicts": row.conflicts}

    def act(said: dict[str, Any]) -> str:
        services.stand(standing=standing_id, said=said, by=request.person)
        return _to("standing", standing_id)

    form = forms.Stand(typed(request), initial=begun)
    return ask(request, form, row.group.name, _to("standing", standing_id), act)


@require_POST
@may(May.RUN_CAMPAIGNS)
def leave(request: DeskRequest, standing_id: UUID) -> HttpResponse:
    coalition_id = services.leave(standing=standing_id, by=request.person)
    messages.success(request, _("They left. What they promised and kept stays known."))
    return redirect("coalitions:coalition", coalition_id)


@may(May.RUN_CAMPAIGNS)
def speaks(request: DeskRequest, standing_id: UUID) -> HttpResponse:
    row = queries.standing(standing_id=standing_id, by=request.person).row
    contacts = queries.contacts_to_choose(by=request.person, first=row.group_id)

    def act(said: dict[str, Any]) -> str:
        services.delegate(standing=standing_id, said=said, by=request.person)
        return _to("standing", standing_id)

    form = forms.Speaks({"contact": contacts}, typed(request))
    return ask(request, form, _("Who speaks for it"), _to("standing", standing_id), act, lead=row.group.name)


@require_POST
@may(May.RUN_CAMPAIGNS)
def speaks_no_more(request: DeskRequest, delegate_id: UUID) -> HttpResponse:
    standing_id = services.delegate_no_more(delegate_id=delegate_id, by=request.person)
    messages.success(request, _("Written down."))
    return redirect("coalitions:standing", standing_id)


@may(May.RUN_CAMPAIGNS)
def promise(request: DeskRequest, standing_id: UUID) -> HttpResponse:
    row = queries.standing(standing_id=standing_id, by=request.person).row

    def act(said: dict[str, Any]) -> str:
        services.pledge(standing=standing_id, said=said, by=request.person)
        return _to("standing", standing_id)

    form = forms.Promise(typed(request))
    return ask(request, form, _("What they promise"), _to("standing", standing_id), act, lead=row.group.name)


@may(May.RUN_CAMPAIGNS)
def settle(request: DeskRequest, pledge_id: UUID) -> HttpResponse:
    row = queries.pledge(pledge_id=pledge_id, by=request.person)

    def act(said: dict[str, Any]) -> str:
        return _to("standing", services.settle(pledge_id=pledge_id, by=request.person, **said))

    form = forms.Settle(typed(request), initial={"delivered": row.delivered})
    said = _("%(who)s promised %(n)d by %(day)s: %(what)s")
    lead = said % {"who": row.standing.group.name, "n": row.promised, "day": row.due.isoformat(), "what": row.what}
    return ask(request, form, _("What came of it"), _to("standing", row.standing_id), act, lead=lead)
