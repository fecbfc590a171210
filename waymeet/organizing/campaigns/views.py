"""Structure tests at the desk: what was asked of whom, the wall chart as it fills, and what it proves."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, confirmed_download, may
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.design import tables
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, NotFound, Plain
from waymeet.organizing.campaigns import forms, queries, services
from waymeet.organizing.contacts.queries_people import named

DID = {"yes": True, "no": False, "": None}


@may(May.RUN_CAMPAIGNS)
@never_cache
def tests(request: DeskRequest) -> HttpResponse:
    return render(request, "campaigns/tests.html", {"units": queries.tests(by=request.person)})


@may(May.RUN_CAMPAIGNS)
@never_cache
def plan(request: DeskRequest) -> HttpResponse:
    units = queries.units(by=request.person)
    begun = {"unit": request.GET.get("unit", "")}
    form = forms.Plan(units, request.POST if request.method == "POST" else None, initial=begun)
    if form.is_valid():
        said = dict(form.cleaned_data)
        kind, _space, named_by = said.pop("unit").partition(" ")
        try:
            unit = _unit(kind, UUID(named_by), request)
            made = services.plan(unit_id=unit, by=request.person, **said)
            messages.success(request, _("Planned."))
            return redirect("campaigns:one", made)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    status = 422 if form.is_bound else 200
    return render(request, "campaigns/plan.html", {"form": form, "any": bool(units)}, status=status)


def _unit(kind: str, named_by: UUID, request: DeskRequest) -> UUID:
    if kind == "group":
        return services.unit_of_group(group_id=named_by, by=request.person)
    return services.unit_of_turf(turf_id=named_by, by=request.person)


@may(May.RUN_CAMPAIGNS)
@never_cache
def one(request: DeskRequest, test_id: UUID) -> HttpResponse:
    found = queries.one(test_id=test_id, by=request.person)
    there = {line.contact.pk for line in found.lines}
    others = [(pk, name) for pk, name in named(but=test_id, by=request.person) if pk not in there]
    said = {
        "found": found,
        "strength": found.seen.strength,
        "count": forms.Counted(initial={"many": found.seen.row.counted}),
        "also": forms.Else(others) if others else None,
        "today": clock.today(),
    }
    return render(request, "campaigns/one.html", said)


@require_POST
@may(May.RUN_CAMPAIGNS)
def mark(request: DeskRequest, test_id: UUID, contact_id: UUID) -> HttpResponse:
    """One tap."""
    did = request.POST.get("did", "?")
    if did not in DID:
        raise BadInput(_("Say whether they took part."))
    services.mark(test_id=test_id, contact_id=contact_id, did=DID[did], by=request.person)
    return redirect(f"{reverse('campaigns:one', args=[test_id])}#p{contact_id}")


@may(May.RUN_CAMPAIGNS)
@never_cache
def moved(request: DeskRequest, test_id: UUID, contact_id: UUID) -> HttpResponse:
    """Who moved somebody, on a page of its own: the list would be long."""
    found = queries.one(test_id=test_id, by=request.person)
    line = next((each for each in found.lines if each.contact.pk == contact_id), None)
    if line is None:
        raise NotFound
    nameless = _("no name")
    people = [
        (each.contact.pk, each.contact.called or nameless) for each in found.lines if each.contact.pk != contact_id
    ]
    begun = {"moved_by": line.moved_by.pk if line.moved_by else ""}
    form = forms.Moved(people, request.POST if request.method == "POST" else None, initial=begun)
    if form.is_valid():
        services.moved(test_id=test_id, contact_id=contact_id, by=request.person, **form.cleaned_data)
        messages.success(request, _("Written down."))
        return redirect("campaigns:one", test_id)
    said = {"form": form, "line": line, "row": found.seen.row}
    return render(request, "campaigns/moved.html", said, status=422 if form.is_bound else 200)


@require_POST
@may(May.RUN_CAMPAIGNS)
def count(request: DeskRequest, test_id: UUID) -> HttpResponse:
    form = forms.Counted(request.POST)
    if not form.is_valid():
        raise BadInput(_("Choose a number from 0 up."))
    services.count(test_id=test_id, by=request.person, **form.cleaned_data)
    messages.success(request, _("Counted."))
    return redirect("campaigns:one", test_id)


@require_POST
@may(May.RUN_CAMPAIGNS)
def also(request: DeskRequest, test_id: UUID) -> HttpResponse:
    """Somebody who is not on the list took part."""
    form = forms.Else(named(but=test_id, by=request.person), request.POST)
    if not form.is_valid():
        raise BadInput(_("Choose somebody of the list."))
    services.mark(test_id=test_id, contact_id=form.cleaned_data["contact"], did=True, by=request.person)
    return redirect("campaigns:one", test_id)


@may(May.RUN_CAMPAIGNS)
@confirmed_download
@never_cache
def wall(request: DeskRequest, unit_id: UUID) -> HttpResponse:
    """The wall chart of a unit, over all its tests. Its file names people: it is asked for twice and written down."""
    found = queries.wall(unit_id=unit_id, by=request.person)
    table = _chart(found)
    if request.GET.get("format") == "csv":
        check(request.person, May.EXPORT_CONTACTS)
        services.note_export(unit_id=unit_id, by=request.person)
        return tables.download(table)
    said = {"wall": found, "table": table, "download": "?format=csv", "strengths": _strengths(found)}
    return render(request, "campaigns/wall.html", said)


def _chart(found: queries.Wall) -> tables.Table:
    columns = [tables.Column(_("Name"))]
    if found.assessed:
        means = _("Their relationship to the campaign as assessed last, 1 to 5. Empty: nobody has assessed them.")
        columns += [tables.Column(_("Assessed"), counts=True, means=means), tables.Column(_("Led by"))]
    columns += [tables.Column(f"{each.row.ask} ({each.row.deadline.isoformat()})") for each in found.tests]
    return tables.Table(
        name="wall-chart",
        caption=_("Wall chart: %(unit)s") % {"unit": found.unit.name},
        columns=columns,
        rows=[_chart_row(row, assessed=found.assessed) for row in found.rows],
        empty=_("We know nobody here yet. Add people to the group, or give people their door."),
    )


def _chart_row(row: queries.Row, *, assessed: bool) -> list[Any]:
    words = {True: _("took part"), False: _("did not"), None: ""}
    name = row.contact.called or _("no name")
    cells: list[Any] = [tables.Cell(name, link=reverse("contacts:person", args=[row.contact.pk]))]
    if assessed:
        cells += [row.assessed or "", (row.leader.called or _("no name")) if row.leader else ""]
    tones = {True: "good", False: "closed", None: ""}
    return cells + [tables.Cell(words[did], tone=tones[did]) for did in row.did]


def _strengths(found: queries.Wall) -> tables.Table:
    columns = [
        tables.Column(_("What was asked")),
        tables.Column(_("By"), short=True),
        tables.Column(_("Took part"), counts=True, means=_("Named on the chart, and counted without a name.")),
        tables.Column(_("Of"), counts=True, means=_("Everybody there, known to us or not, as the source says.")),
        tables.Column("%", counts=True, means=_("Rounded down.")),
        tables.Column(_("Share wanted"), counts=True, means=_("In percent of everybody.")),
        tables.Column(_("Source")),
    ]
    rows = [
        [
            tables.Cell(each.row.ask, link=reverse("campaigns:one", args=[each.row.pk])),
            each.row.deadline.isoformat(),
            each.strength.took_part,
            each.strength.denominator,
            each.strength.percent,
            each.strength.target,
            each.row.source,
        ]
        for each in found.tests
    ]
    empty = _("No test yet.")
    caption = _("From the first test to the last")
    return tables.Table(name="tests", caption=caption, columns=columns, rows=rows, empty=empty, stacks=True)
