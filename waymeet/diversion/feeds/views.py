"""Lists of agencies at the desk: describing one, trying it, bringing it in; and how much of it we hold."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.design import tables as design
from waymeet.diversion.feeds import forms, queries, reading, rules, services, tables
from waymeet.diversion.feeds.said import FIELDS, REFUSED
from waymeet.kernel.errors import BadInput, Plain
from waymeet.kernel.in_memory import in_memory

MOST = 64  # megabytes


@may(May.KEEP_FEEDS)
@never_cache
def lists(request: DeskRequest) -> HttpResponse:
    """What came in, and of what agencies list how much we hold."""
    table = tables.snapshots(queries.snapshots(by=request.person))
    compared = queries.compared(by=request.person)
    months = [tables.months(one) for one in compared]
    wanted = next((one for one in (table, *months) if one.name == request.GET.get("format")), None)
    if wanted is not None:
        return design.download(wanted)
    told = [_compared(one, months[at]) for at, one in enumerate(compared)]
    said = {"table": table, "compared": told, "mappings": queries.mappings(by=request.person)}
    return render(request, "feeds/lists.html", said)


def _compared(one: queries.Compared, table: design.Table) -> dict[str, Any]:
    left = {"ours": tables.where(one.left_ours), "theirs": tables.where(one.left_theirs)}
    return {
        "one": one,
        "table": table,
        "gaps": tables.gaps(one.gaps),
        "form": forms.SameForm(**left, auto_id=f"same_{one.agency.pk}_%s") if all(left.values()) else None,
    }


@in_memory(most=MOST)
@may(May.KEEP_FEEDS)
@never_cache
def describe(request: DeskRequest) -> HttpResponse:
    """A first look at a list: its columns, which of them are refused and why. Nothing is kept."""
    form = forms.DescribeForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            told = reading.headings(reading.listed(given["file"].name, given["file"].read()))
        except BadInput as trouble:
            form.add_error("file", str(trouble.sentence))
        else:
            first = {"agency_id": given["agency_id"], "kind": given["kind"]}
            columns = forms.ColumnsForm(initial=first, headings=told)
            refused = [(one.words, REFUSED[one.refused]) for one in told if one.refused]
            return render(request, "feeds/columns.html", {"form": columns, "refused": refused})
    return render(request, "feeds/describe.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@may(May.KEEP_FEEDS)
@never_cache
def columns(request: DeskRequest) -> HttpResponse:
    """What each column is; then what each code means."""
    form = forms.ColumnsForm(request.POST)
    if not form.is_valid():
        return render(request, "feeds/columns.html", {"form": form}, status=422)
    given = form.cleaned_data
    first = {name: given[name] for name in ("agency_id", "kind", "days")}
    first |= {"columns": form.columns(), "listed": form.codes()}
    known = _known(request, given["agency_id"], given["kind"])
    return render(request, "feeds/codes.html", {"form": forms.CodesForm(initial=first, known=known)})


def _known(request: DeskRequest, agency_id: str, kind: str) -> dict[str, dict[str, str]]:
    """What was mapped before: a new list of theirs needs only what is new."""
    rows = queries.mappings(by=request.person)
    found = next((row for row in rows if str(row.agency_id) == agency_id and row.kind == kind), None)
    return found.values if found else {}


@require_POST
@may(May.KEEP_FEEDS)
@never_cache
def codes(request: DeskRequest) -> HttpResponse:
    form = forms.CodesForm(request.POST)
    if form.is_valid() and isinstance(form.cleaned_data["columns"], dict):
        given = form.cleaned_data
        said = {name: given[name] for name in ("kind", "days", "columns")}
        try:
            row = services.declare(
                agency_id=int(given["agency_id"] or 0), values=form.values(), **said, by=request.person
            )
        except (BadInput, ValueError) as trouble:
            form.add_error(None, str(getattr(trouble, "sentence", _("Begin with the list again."))))
        else:
            messages.success(request, _("The mapping is kept. Try the list out, then bring it in."))
            return redirect("feeds:bring", row.pk)
    return render(request, "feeds/codes.html", {"form": form}, status=422)


@in_memory(most=MOST)
@may(May.KEEP_FEEDS)
@never_cache
def bring(request: DeskRequest, mapping_id: UUID) -> HttpResponse:
    """Tries a list out, or brings it in, under a mapping."""
    mapping = queries.one_mapping(mapping_id=mapping_id, by=request.person)
    form = forms.ListForm(request.POST or None, request.FILES or None)
    tried: reading.Read | None = None
    if form.is_valid():
        file = form.cleaned_data["file"]
        given: dict[str, Any] = {"mapping_id": mapping_id, "name": file.name, "data": file.read(), "by": request.person}
        try:
            if "keep" in request.POST:
                snapshot = services.bring_in(**given)
                messages.success(request, _("The list is here. The file itself was dropped."))
                return redirect("feeds:one", snapshot.pk)
            tried = services.try_out(**given)["told"]
        except Plain as trouble:
            form.add_error("file", str(trouble.sentence))
    columns = [(FIELDS[name], heading) for name, heading in mapping.columns.items()]
    said = {"form": form, "mapping": mapping, "columns": columns, "tried": tried, **(_tried(tried) if tried else {})}
    return render(request, "feeds/bring.html", said, status=422 if form.errors else 200)


def _tried(told: reading.Read) -> dict[str, Any]:
    rows = [(one.number, one.field, one.why) for one in told.aside[: services.MOST_ASIDE]]
    return {"aside": tables.aside(rows), "unknown": tables.unknown(told.unknown), "kept": len(told.rows)}


@may(May.KEEP_FEEDS)
@never_cache
def one(request: DeskRequest, snapshot_id: UUID) -> HttpResponse:
    row = queries.one_snapshot(snapshot_id=snapshot_id, by=request.person)
    table = tables.aside(row.aside)
    if request.GET.get("format") == "csv":
        return design.download(table)
    put_aside = row.lines - row.kept - row.grouped - row.empty
    return render(request, "feeds/one.html", {"row": row, "table": table, "put_aside": put_aside})


@require_POST
@may(May.KEEP_FEEDS)
def take_back(request: DeskRequest, snapshot_id: UUID) -> HttpResponse:
    services.take_back(snapshot_id=snapshot_id, by=request.person)
    messages.success(request, _("The list is gone, with all its rows."))
    return redirect("feeds:list")


@require_POST
@may(May.KEEP_FEEDS)
def same(request: DeskRequest, agency_id: int) -> HttpResponse:
    """So many of ours are so many of theirs."""
    found = next((one for one in queries.compared(by=request.person) if one.agency.pk == agency_id), None)
    if found is not None:
        form = forms.SameForm(request.POST, ours=tables.where(found.left_ours), theirs=tables.where(found.left_theirs))
        if form.is_valid():
            ours, theirs = (_where(form.cleaned_data[name]) for name in ("ours", "theirs"))
            count = form.cleaned_data["count"]
            services.say_same(agency_id=agency_id, ours=ours, theirs=theirs, count=count, by=request.person)
        else:
            messages.error(request, _("Choose one of ours, one of theirs, and how many."))
    return redirect("feeds:list")


def _where(text: str) -> rules.Where:
    week, code, area = text.split("|")
    return week, code, int(area)


@require_POST
@may(May.KEEP_FEEDS)
def not_same(request: DeskRequest, same_id: int) -> HttpResponse:
    services.undo_same(same_id=same_id, by=request.person)
    return redirect("feeds:list")
