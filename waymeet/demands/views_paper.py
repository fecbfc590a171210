"""Paper in and out: attached files, the answer we give, the instruction that is printed, the page for the door."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, confirmed, may, signed_in
from waymeet.accounts.roles import May
from waymeet.demands import queries, rules, services
from waymeet.demands.forms import Attach
from waymeet.demands.views import done, shown
from waymeet.kernel.errors import BadInput, Plain
from waymeet.kernel.in_memory import in_memory


@signed_in
def at_the_door(request: DeskRequest) -> HttpResponse:
    """One page for whoever opens the door."""
    return render(request, "demands/at_the_door.html")


@signed_in
def answer(request: DeskRequest) -> HttpResponse:
    """The answer that neither confirms nor denies. It knows no demand and no participant, so it cannot tell of one."""
    return render(request, "demands/answer.html", {"about_hiv": request.GET.get("hiv") == "1"})


@in_memory(most=10)
@require_POST
@may(May.HANDLE_DEMANDS)
def attach(request: DeskRequest, demand_id: UUID) -> HttpResponse:
    form = Attach(request.POST, request.FILES)

    def act() -> None:
        if not form.is_valid():
            raise BadInput(_("Choose what the file is, and a PDF, JPEG or PNG of at most 10 MB."))
        content = form.cleaned_data["file"].read()
        services.attach(demand_id=demand_id, paper=form.cleaned_data["paper"], content=content, by=request.person)

    return done(request, demand_id, act, _("The paper is sealed to the demand."))


@require_POST
@may(May.HANDLE_DEMANDS)
@confirmed
@never_cache
def paper(request: DeskRequest, demand_id: UUID, paper_id: UUID) -> HttpResponse:
    """An attached file, as a download under a name of ours; a browser is told to run nothing in it."""
    row = queries.one_paper(demand_id, paper_id)
    content = services.open_paper(demand_id=demand_id, paper_id=paper_id, by=request.person, keyring=request.keyring)
    response = HttpResponse(content, content_type=row.file_type)
    name = rules.safe_name(row.kind, row.number, row.file_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_POST
@may(May.HANDLE_DEMANDS)
@confirmed
@never_cache
def hand_over(request: DeskRequest, demand_id: UUID) -> HttpResponse:
    """The printed instruction: what the team may open, and hand over. Software opens nothing for a demand."""
    try:
        told = services.instruction(demand_id=demand_id, by=request.person, keyring=request.keyring)
    except Plain as trouble:
        return shown(request, demand_id, trouble=trouble)
    demand = queries.one_demand(demand_id)
    context = {"demand": demand, "told": told, "kind": rules.KINDS[rules.Kind(demand.kind)]}
    return render(request, "demands/hand_over.html", context)
