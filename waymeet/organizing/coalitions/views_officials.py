"""Public officials: found, brought in, written down by hand; who reaches them; every talk."""

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
from waymeet.kernel.errors import NotFound, Plain
from waymeet.organizing.coalitions import (
    forms,
    open_states,
    packed,
    queries,
    queries_demands,
    queries_officials,
    tables,
)
from waymeet.organizing.coalitions import (
    officials as keeping,
)
from waymeet.organizing.coalitions.asking import ask, typed

ALL = 100_000  # in a file: every official there is


def _to(name: str, *args: Any) -> str:
    return reverse(f"coalitions:{name}", args=args)


@may(May.RUN_CAMPAIGNS)
@never_cache
def officials(request: DeskRequest) -> HttpResponse:
    """Sixty a page. Words are looked for by POST, so that no log holds them."""
    form = forms.Find(typed(request))
    words = form.cleaned_data["words"] if form.is_valid() else ""
    number = str(request.POST.get("page") or request.GET.get("page") or "1")
    page = int(number) if number.isdecimal() else 1
    if request.GET.get("format") == "csv":
        every = queries_officials.officials(words="", page=1, by=request.person, most=ALL)
        return download(tables.officials(every.lines))
    found = queries_officials.officials(words=words, page=page, by=request.person)
    table = tables.officials(found.lines)
    return render(request, "coalitions/officials.html", {"form": form, "found": found, "table": table})


@may(May.RUN_CAMPAIGNS)
def add(request: DeskRequest) -> HttpResponse:
    def act(said: dict[str, Any]) -> str:
        return _to("official", keeping.add(said=said, by=request.person))

    lead = _("Only what belongs to the office: no home, no family.")
    return ask(request, forms.ByHand(typed(request)), _("An official by hand"), _to("officials"), act, lead=lead)


@may(May.RUN_CAMPAIGNS)
def bring_in(request: DeskRequest) -> HttpResponse:
    """A file of Open States. Everything in it is new, changed or the same, or it is said why not."""
    form = forms.Bring(typed(request), request.FILES or None)
    loaded = None
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = open_states.read(packed.in_file(file.name, file.read()))
            loaded = keeping.load(found=found, by=request.person)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    shown = {"form": form, "loaded": loaded}
    return render(request, "coalitions/bring_in.html", shown, status=422 if form.errors else 200)


@may(May.RUN_CAMPAIGNS)
@never_cache
def official(request: DeskRequest, official_id: UUID) -> HttpResponse:
    found = queries_officials.official(official_id=official_id, by=request.person, keyring=request.keyring)
    targets = list(found.row.targets.select_related("demand"))
    return render(request, "coalitions/official.html", {"found": found, "targets": targets})


@may(May.RUN_CAMPAIGNS)
def change(request: DeskRequest, official_id: UUID) -> HttpResponse:
    row = queries_officials.plain(official_id=official_id, by=request.person)
    if row.key is not None:
        raise NotFound
    term, office = row.terms.filter(ended=None).first(), row.offices.first()
    begun = {name: getattr(row, name) for name in ("name", "party", "email", "links")}
    begun |= {"office": term.office, "district": term.district} if term else {}
    begun |= {"address": office.address, "voice": office.voice} if office else {}

    def act(said: dict[str, Any]) -> str:
        keeping.change(official=official_id, said=said, by=request.person)
        return _to("official", official_id)

    form = forms.ByHand(typed(request), initial=begun)
    return ask(request, form, row.name, _to("official", official_id), act)


@may(May.RUN_CAMPAIGNS)
def reach(request: DeskRequest, official_id: UUID) -> HttpResponse:
    row, by = queries_officials.plain(official_id=official_id, by=request.person), request.person
    given: dict[str, forms.Choices] = {
        "contact": queries.contacts_to_choose(by=by),
        "group": queries.groups_to_choose(by=by),
        "other": queries_officials.who_reaches(by=by),
    }
    form = forms.Reaches(given, typed(request))

    def act(said: dict[str, Any]) -> str:
        keeping.reach(official=official_id, who=form.who(), how=said["how"], by=by)
        return _to("official", official_id)

    return ask(request, form, _("Who of us reaches them"), _to("official", official_id), act, lead=row.name)


@require_POST
@may(May.RUN_CAMPAIGNS)
def reach_no_more(request: DeskRequest, reach_id: UUID) -> HttpResponse:
    official_id = keeping.reach_no_more(reach_id=reach_id, by=request.person)
    messages.success(request, _("Written down."))
    return redirect("coalitions:official", official_id)


@may(May.RUN_CAMPAIGNS)
def talk(request: DeskRequest, official_id: UUID) -> HttpResponse:
    row, by = queries_officials.plain(official_id=official_id, by=request.person), request.person
    demands = [(one.pk, one.what) for one, _state, _votes in queries_demands.demands(by=by)]
    form = forms.Talked({"demand": demands, "contact": queries.contacts_to_choose(by=by)}, typed(request))

    def act(said: dict[str, Any]) -> str:
        keeping.talk(official=official_id, said=said, by=by)
        return _to("official", official_id)

    return ask(request, form, _("Write down a talk"), _to("official", official_id), act, lead=row.name)


@may(May.RUN_CAMPAIGNS)
@never_cache
def talks(request: DeskRequest) -> HttpResponse:
    """The log of a charity: every talk, and the sums of each year."""
    every = queries_officials.talks(by=request.person)
    table = tables.talks(every)
    if request.GET.get("format") == "csv":
        return download(table)
    shown = {"table": table, "sums": tables.sums(queries_officials.sums(every))}
    return render(request, "coalitions/talks.html", shown)
