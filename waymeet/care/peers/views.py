"""A peer's own page, the director's list of stipends, and the team's reading of debriefs."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.queries import people_who_may
from waymeet.accounts.roles import May
from waymeet.care.peers import queries, services
from waymeet.care.peers.forms import NewDebrief, NewStipend
from waymeet.care.peers.models import Stipend
from waymeet.design import tables
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput


@may(May.WRITE_DEBRIEFS)
@never_cache
def own(request: DeskRequest) -> HttpResponse:
    """How it was, and what I am paid."""
    table = own_table(queries.own_stipends(request.person.id))
    if request.GET.get("format") == "csv":
        return tables.download(table)
    form = NewDebrief(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.debrief(by=request.person, **form.cleaned_data)
        except BadInput as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, _("Thank you. It is sealed; the outreach team will read it."))
            return redirect("peers:own")
    return render(request, "peers/own.html", {"form": form, "table": table}, status=422 if form.errors else 200)


def own_table(rows: Iterable[Stipend]) -> tables.Table:
    return tables.Table(
        name="my-stipends",
        caption=_("My stipends"),
        columns=[tables.Column(_("Day")), tables.Column(_("For")), tables.Column(_("Dollars")), _paid_column()],
        rows=[[row.day.isoformat(), Stipend.What(row.what).label, _dollars(row), _paid(row)] for row in rows],
        empty=_("No stipend is put down for you yet."),
        stacks=True,
    )


def _paid_column() -> tables.Column:
    return tables.Column(_("Paid"))


def _dollars(row: Stipend) -> str:
    return f"{row.cents // 100}.{row.cents % 100:02d}"


def _paid(row: Stipend) -> str:
    return row.paid_on.isoformat() if row.paid_on else _("not yet")


@may(May.KEEP_STIPENDS)
@never_cache
def stipends(request: DeskRequest) -> HttpResponse:
    """By day. No sums by person."""
    table = stipends_table(queries.stipends())
    if request.GET.get("format") == "csv":
        return tables.download(table)
    form = NewStipend(request.POST if request.method == "POST" else None, initial={"day": clock.today()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        services.put_down(peer=said["peer"], day=said["day"], what=said["what"], cents=form.cents(), by=request.person)
        messages.success(request, _("Put down. The peer sees it on their page."))
        return redirect("peers:stipends")
    owed = _named(queries.stipends().filter(paid_on=None))
    shown = {"form": form, "table": table, "owed": owed}
    return render(request, "peers/stipends.html", shown, status=422 if form.errors else 200)


def _named(rows: Iterable[Stipend]) -> list[tuple[Stipend, str]]:
    names = dict(people_who_may(May.WRITE_DEBRIEFS))
    return [(row, names.get(row.peer, _("somebody who left"))) for row in rows]


def stipends_table(rows: Iterable[Stipend]) -> tables.Table:
    return tables.Table(
        name="stipends",
        caption=_("Stipends"),
        columns=[
            tables.Column(_("Day")),
            tables.Column(_("Peer")),
            tables.Column(_("For")),
            tables.Column(_("Dollars")),
            _paid_column(),
        ],
        rows=[
            [row.day.isoformat(), name, Stipend.What(row.what).label, _dollars(row), _paid(row)]
            for row, name in _named(rows)
        ],
        empty=_("No stipend yet."),
        stacks=True,
    )


@require_POST
@may(May.KEEP_STIPENDS)
def paid(request: DeskRequest, stipend_id: int) -> HttpResponse:
    services.pay(stipend_id=stipend_id, by=request.person)
    messages.success(request, _("Paid."))
    return redirect(reverse("peers:stipends"))


@require_POST
@may(May.READ_OUTREACH_NOTES)
@never_cache
def debriefs(request: DeskRequest) -> HttpResponse:
    """Opening them is an act of its own, as with notes."""
    found = services.read_debriefs(by=request.person, keyring=request.keyring)
    return render(request, "peers/debriefs.html", {"lines": found})
