"""The queue of people who asked to be called: open one, say who calls, mark what came of it, let them go."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, confirmed, confirmed_download, may
from waymeet.accounts.queries import people_who_may
from waymeet.accounts.roles import May
from waymeet.consent import gate
from waymeet.design import tables
from waymeet.kernel.errors import BadInput
from waymeet.organizing.contacts import queries_desk, services
from waymeet.organizing.contacts.forms import Assign, WhoCame
from waymeet.organizing.contacts.queries_desk import QueueLine

TONES = {"new": "waiting", "called": "out", "closed": "closed"}


@may(May.READ_INTRODUCTIONS)
@confirmed_download
def introductions(request: DeskRequest) -> HttpResponse:
    closed = request.GET.get("show") == "closed"
    lines = queries_desk.queue(closed=closed)
    table = queue_table(lines)
    if request.GET.get("format") == "csv":
        return tables.download(table)
    mine = sum(line.assigned_id == request.person.id and line.state == "new" for line in lines)
    return render(request, "contacts/introductions.html", {"table": table, "closed": closed, "mine": mine})


@may(May.READ_INTRODUCTIONS)
@never_cache
def add(request: DeskRequest) -> HttpResponse:
    """Somebody signs up at the desk, or a friend passes it on: sealed at once, and listed like everybody who came."""
    form = WhoCame(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        sentence = gate.sentences_for(gate.BEING_CALLED)[get_language() or "en"]
        return render(request, "contacts/add.html", {"form": form, "sentence": sentence}, status=status)
    said = form.cleaned_data
    services.add_who_came(wants=said["wants"], language=said["language"], fields=form.told(), by=request.person)
    messages.success(request, _("They are in the list, sealed."))
    return redirect("contacts:introductions")


def queue_table(lines: list[QueueLine]) -> tables.Table:
    """Never a name: the table can be printed and downloaded, and what was given stays sealed."""
    return tables.Table(
        name="introductions",
        caption=_("People who asked"),
        columns=[
            tables.Column(_("Since")),
            tables.Column(_("Asked for")),
            tables.Column(_("Language")),
            tables.Column(_("Met")),
            tables.Column(_("Who calls")),
            tables.Column(_("State")),
        ],
        rows=[_queue_row(line) for line in lines],
        empty=_("Nobody waits. When somebody at a door asks to be called, they appear here."),
        stacks=True,
    )


def _queue_row(line: QueueLine) -> list[object]:
    since = tables.Cell(line.came_on.isoformat(), link=reverse("contacts:introduction", args=[line.id]))
    state = tables.Cell(line.state, words=line.state_words, tone=TONES[line.state])
    met = f"{line.source}: {line.door}" if line.door else line.source
    return [since, line.wants, line.language, met, line.assigned_to or _("nobody yet"), state]


@may(May.READ_INTRODUCTIONS)
@never_cache
def introduction(request: DeskRequest, introduction_id: UUID) -> HttpResponse:
    """Sealed at first; posting opens it for this one page and leaves one line in the audit."""
    line, told, notice = queries_desk.one_introduction(introduction_id), None, None
    if request.method == "POST":
        told = services.open_introduction(introduction_id=introduction_id, by=request.person, keyring=request.keyring)
        notice = services.notice_of(told)
    form = Assign(people_who_may(May.READ_INTRODUCTIONS), initial={"to": line.assigned_id})
    said = {"line": line, "told": told, "notice": notice, "form": form, "tone": TONES[line.state]}
    return render(request, "contacts/introduction.html", said)


@require_POST
@may(May.READ_INTRODUCTIONS)
def assign(request: DeskRequest, introduction_id: UUID) -> HttpResponse:
    form = Assign(people_who_may(May.READ_INTRODUCTIONS), request.POST)
    if not form.is_valid():
        raise BadInput(_("Choose an organizer from the list."))
    services.assign(introduction_id=introduction_id, to=form.cleaned_data["to"], by=request.person)
    messages.success(request, _("It is written down who calls."))
    return redirect("contacts:introduction", introduction_id)


@require_POST
@may(May.READ_INTRODUCTIONS)
def follow_up(request: DeskRequest, introduction_id: UUID) -> HttpResponse:
    services.follow_up(introduction_id=introduction_id, state=request.POST.get("state", ""), by=request.person)
    messages.success(request, _("Thank you. It is written down."))
    return redirect("contacts:introductions")


@require_POST
@may(May.READ_INTRODUCTIONS)
@confirmed
def forget(request: DeskRequest, introduction_id: UUID) -> HttpResponse:
    services.forget(introduction_id=introduction_id, by=request.person)
    messages.success(request, _("It is gone, all of it."))
    return redirect("contacts:introductions")
