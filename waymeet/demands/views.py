"""Legal demands at the desk: the list, logging one, what counsel said, who agrees, how it ended."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, confirmed, confirmed_download, may
from waymeet.accounts.phones import names_of
from waymeet.accounts.queries import everybody
from waymeet.accounts.roles import May
from waymeet.demands import holding, queries, rules, services
from waymeet.demands.forms import Attach, Close, Decide, Hold, LogDemand
from waymeet.demands.models import Demand
from waymeet.demands.services import Asked, Told
from waymeet.design import tables
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Plain


@may(May.HANDLE_DEMANDS)
@confirmed_download
def demands(request: DeskRequest) -> HttpResponse:
    table = demands_table(queries.all_demands())
    if request.GET.get("format") == "csv":
        return tables.download(table)
    return render(request, "demands/list.html", {"table": table})


def demands_table(rows: list[Demand]) -> tables.Table:
    """Which office asked for something and what came of it; never about whom."""
    return tables.Table(
        name="legal-demands",
        caption=_("Legal demands"),
        columns=[
            tables.Column(w)
            for w in (_("Came"), _("What"), _("From"), _("Answer due by"), _("Counsel"), _("How it ended"))
        ],
        rows=[_row(demand) for demand in rows],
        empty=_("Nobody has brought a demand. When somebody does, log it here before anything else."),
        stacks=True,
    )


def _row(demand: Demand) -> list[object]:
    came = tables.Cell(demand.came_on.isoformat(), link=reverse("demands:one", args=[demand.pk]))
    due = demand.answer_by.isoformat() if demand.answer_by else _("no day named")
    ended = rules.OUTCOMES[rules.Outcome(demand.outcome)] if demand.outcome else _("open")
    decision = rules.DECISIONS[rules.Decision(demand.decision)]
    return [came, rules.KINDS[rules.Kind(demand.kind)], demand.agency, due, decision, ended]


@may(May.HANDLE_DEMANDS)
@never_cache
def new(request: DeskRequest) -> HttpResponse:
    people = [(line.id, line.shown_as) for line in everybody() if line.ended_on is None]
    form = LogDemand(people, request.POST or None, initial={"came_on": clock.today(), "received_by": request.person.id})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"received_by": UUID(form.cleaned_data["received_by"])}
        try:
            made = services.log_demand(asked=Asked(**given), by=request.person)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
        else:
            messages.success(request, _("It is logged. Now attach the paper, hold what it asks for, and call counsel."))
            return redirect("demands:one", made.pk)
    return render(request, "demands/new.html", {"form": form}, status=422 if form.errors else 200)


@may(May.HANDLE_DEMANDS)
@never_cache
def one(request: DeskRequest, demand_id: UUID) -> HttpResponse:
    """Sealed at first; posting opens it for this one page and leaves one line in the audit."""
    told = None
    if request.method == "POST":
        told = services.open_demand(demand_id=demand_id, by=request.person, keyring=request.keyring)
    return shown(request, demand_id, told=told)


def shown(
    request: DeskRequest, demand_id: UUID, *, told: Told | None = None, trouble: Plain | None = None
) -> HttpResponse:
    demand = queries.one_demand(demand_id)
    standing = queries.standing_of(demand)
    approvals = queries.approvals_of(demand)
    papers = queries.papers_of(demand)
    people = {demand.received_by, demand.logged_by, *(row.by for row in approvals), *(row.added_by for row in papers)}
    names = names_of(people)
    context: dict[str, Any] = {
        "demand": demand,
        "told": told,
        "kind": rules.KINDS[rules.Kind(demand.kind)],
        "decision": rules.DECISIONS[rules.Decision(demand.decision)],
        "outcome": rules.OUTCOMES[rules.Outcome(demand.outcome)] if demand.outcome else "",
        "late": demand.answer_by is not None and demand.answer_by < clock.today() and demand.closed_on is None,
        "received_by": names.get(demand.received_by, ""),
        "logged_by": names.get(demand.logged_by, ""),
        "papers": [(row, rules.PAPERS[rules.Paper(row.kind)], names.get(row.added_by, "")) for row in papers],
        "lacks": [rules.LACKS[lack] for lack in rules.lacking(standing)],
        "asks_people": not rules.lacking_before_people(standing),
        "approved_by": [names.get(row.by, "") for row in approvals],
        "approved_by_me": any(row.by == request.person.id for row in approvals),
        "content_hash": queries.content_hash(demand),
        "attach": Attach(),
        "decide": Decide(),
        "close": Close(),
        "hold": Hold(holding.choices()),
        "held": demand.holds.count(),
        "trouble": trouble.sentence if trouble else "",
    }
    return render(request, "demands/one.html", context, status=409 if trouble else 200)


def done(request: DeskRequest, demand_id: UUID, act: Callable[[], object], said: str) -> HttpResponse:
    """Do it and go back to the demand; or show the demand with the sentence why not."""
    try:
        act()
    except Plain as trouble:
        return shown(request, demand_id, trouble=trouble)
    messages.success(request, said)
    return redirect("demands:one", demand_id)


@require_POST
@may(May.HANDLE_DEMANDS)
def decide(request: DeskRequest, demand_id: UUID) -> HttpResponse:
    form = Decide(request.POST)

    def act() -> None:
        if not form.is_valid():
            raise BadInput(_("Write down counsel's name and what counsel decided."))
        services.decide(demand_id=demand_id, **form.cleaned_data, by=request.person)

    return done(request, demand_id, act, _("Counsel's word is written down. Approvals given before no longer count."))


@require_POST
@may(May.HANDLE_DEMANDS)
@confirmed
def approve(request: DeskRequest, demand_id: UUID) -> HttpResponse:
    seen = request.POST.get("content_hash", "")
    return done(
        request,
        demand_id,
        lambda: services.approve(demand_id=demand_id, content_hash=seen, by=request.person),
        _("You approved it. Nothing was opened and nothing was sent."),
    )


@require_POST
@may(May.HANDLE_DEMANDS)
def hold(request: DeskRequest, demand_id: UUID) -> HttpResponse:
    kind, subject = request.POST.get("kind", ""), request.POST.get("subject", "")
    return done(
        request,
        demand_id,
        lambda: holding.place(demand_id=demand_id, kind=kind, subject=subject, by=request.person),
        _("It is held until the demand is closed. What it is shows when you open the demand."),
    )


@require_POST
@may(May.HANDLE_DEMANDS)
def close(request: DeskRequest, demand_id: UUID) -> HttpResponse:
    outcome = request.POST.get("outcome", "")
    return done(
        request,
        demand_id,
        lambda: services.close(demand_id=demand_id, outcome=outcome, by=request.person, keyring=request.keyring),
        _("The demand is closed. What it held is let go."),
    )
