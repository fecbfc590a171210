"""Events at the desk: what is coming, one event, planning and changing it, closing it, and what is past."""

import datetime as dt
from calendar import SUNDAY, Calendar
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, confirmed, may
from waymeet.accounts.permissions import can
from waymeet.accounts.queries import people_who_may
from waymeet.accounts.roles import May
from waymeet.design import tables
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound, Plain
from waymeet.organizing.events import forms, queries, services
from waymeet.organizing.events.models import Event
from waymeet.organizing.events.queries.lists import MOST
from waymeet.organizing.events.queries.one import Known

TONES = {Event.State.PLANNED: "waiting", Event.State.HELD: "good", Event.State.OFF: "closed"}


@may(May.RUN_EVENTS)
@never_cache
def coming(request: DeskRequest) -> HttpResponse:
    found = queries.coming(by=request.person)
    said = {
        "lines": [(row, turnout, TONES[Event.State(row.state)]) for row, turnout in found],
        "to_close": list(queries.to_close()),
        "calls": queries.calls_waiting(),
        "today": clock.today(),
        "most": MOST if len(found) == MOST else 0,
    }
    return render(request, "events/coming.html", said)


@may(May.RUN_EVENTS)
@never_cache
def past(request: DeskRequest) -> HttpResponse:
    as_file = request.GET.get("format") == "csv"
    table = _past_table(queries.past(by=request.person, every=as_file))
    if as_file:
        return tables.download(table)
    return render(request, "events/past.html", {"table": table, "download": f"{request.path}?format=csv"})


@may(May.RUN_EVENTS)
@never_cache
def month(request: DeskRequest, year: int, month: int) -> HttpResponse:
    """A month as a calendar shows it, weeks from Sunday on; on a phone only its days that have something."""
    if not (2000 <= year <= 2100 and 1 <= month <= 12):
        raise NotFound
    found = queries.in_month(year=year, month=month, by=request.person)
    weeks = Calendar(SUNDAY).monthdatescalendar(year, month)
    first = dt.date(year, month, 1)
    said = {
        "first": first,
        "weeks": [[(day, day.month == month, found.get(day, ())) for day in week] for week in weeks],
        "weekdays": weeks[0],
        "before": first - dt.timedelta(days=1),
        "after": first + dt.timedelta(days=31),
        "today": clock.today(),
        "nothing": not found,
    }
    return render(request, "events/month.html", said)


def _past_table(found: Any) -> tables.Table:
    columns = [
        tables.Column(_("Event")),
        tables.Column(_("Day"), short=True),
        tables.Column(_("Wanted"), counts=True),
        tables.Column(_("Promised"), counts=True, means=_("said yes and did not take it back")),
        tables.Column(_("Came"), counts=True, means=_("everybody who was there: by name, by count, or sealed")),
        tables.Column(
            _("Did not come"), counts=True, means=_("of those who said yes and were looked for, the part in percent")
        ),
    ]
    return tables.Table(
        name="events",
        caption=_("What was promised and who came"),
        columns=columns,
        rows=[_past_line(row, turnout) for row, turnout in found],
        notes=[_("The newest %(n)s are here; the file has all of them.") % {"n": MOST}] if len(found) == MOST else (),
        empty=_("No event is past yet."),
        stacks=True,
    )


def _past_line(row: Event, turnout: Any) -> list[object]:
    percent = "" if turnout.flake_percent is None else f"{turnout.flake_percent} %"
    name = tables.Cell(row.title, link=reverse("events:event", args=[row.pk]))
    told = _("not closed yet") if row.state == Event.State.PLANNED else row.get_state_display()
    told = "" if row.state == Event.State.HELD else str(told)
    return [name, row.day.isoformat(), row.goal or "", turnout.promised, turnout.came, percent or told]


@may(May.RUN_EVENTS)
@never_cache
def make(request: DeskRequest) -> HttpResponse:
    people = people_who_may(May.RUN_EVENTS)
    begun = forms.soon(clock.today()) | {"lead": str(request.person.id)}
    form = forms.NewEvent(people, request.POST if request.method == "POST" else None, initial=begun)
    if form.is_valid():
        try:
            made = services.make(said=form.cleaned_data, by=request.person)
            messages.success(request, _("Planned. Now ask people to come."))
            return redirect("events:event", made)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    return render(request, "events/form.html", {"form": form}, status=422 if form.is_bound else 200)


@may(May.RUN_EVENTS)
@never_cache
def change(request: DeskRequest, event_id: UUID) -> HttpResponse:
    row = queries.event_of(event_id=event_id, by=request.person)
    posted = request.POST if request.method == "POST" else None
    begun = forms.begun_with(row)
    in_a_series = row.series_id is not None
    form = forms.ChangedEvent(people_who_may(May.RUN_EVENTS), posted, initial=begun, in_a_series=in_a_series)
    if form.is_valid():
        scope = form.cleaned_data.pop("scope", "one")
        try:
            services.change(event_id=event_id, said=form.cleaned_data, scope=scope, by=request.person)
            messages.success(request, _("Changed. Calendars take it over when they look next."))
            return redirect("events:event", event_id)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    return render(request, "events/form.html", {"form": form, "row": row}, status=422 if form.is_bound else 200)


@may(May.RUN_EVENTS)
@never_cache
def event(request: DeskRequest, event_id: UUID) -> HttpResponse:
    known = queries.known(event_id=event_id, by=request.person)
    people = [(one.pk, one.contact.called) for one in known.people]
    may_open = can(request.person, May.READ_GUARDED)
    access = services.open_access(event_id=event_id, by=request.person, keyring=request.keyring) if may_open else ()
    said = {
        "known": known,
        "row": known.row,
        "turnout": known.turnout,
        "tone": TONES[Event.State(known.row.state)],
        "need": forms.NeedForm(people),
        "access_form": forms.AccessForm(),
        "team": people_who_may(May.RUN_EVENTS),
        "access": access or [(one, None) for one in known.access],
        "is_past": known.row.day < clock.today(),
        "is_on": known.row.day <= clock.today(),
        "may_open": may_open,
        "may_export": can(request.person, May.EXPORT_CONTACTS),
    }
    return render(request, "events/event.html", said)


@require_POST
@may(May.RUN_EVENTS)
def call_off(request: DeskRequest, event_id: UUID) -> HttpResponse:
    services.call_off(event_id=event_id, scope=request.POST.get("scope", "one"), by=request.person)
    messages.success(request, _("Called off. Tell those who said yes: their names are here."))
    return redirect("events:event", event_id)


@may(May.RUN_EVENTS)
@never_cache
def closing(request: DeskRequest, event_id: UUID) -> HttpResponse:
    """Before: what is written down. After: who did not come, and to what they are asked again."""
    if request.method == "POST":
        services.close(event_id=event_id, by=request.person)
        messages.success(request, _("Closed. Thank those who came, and ask the others again."))
        return redirect("events:closing", event_id)
    known = queries.known(event_id=event_id, by=request.person)
    said = {
        "known": known,
        "row": known.row,
        "turnout": known.turnout,
        "no_shows": queries.no_shows(event=known.row, by=request.person),
        "again": _again(request, known),
        "heads": forms.Heads(initial={"count": known.turnout.counted}),
    }
    return render(request, "events/closing.html", said)


def _again(request: DeskRequest, known: Known) -> Any:
    """The next of its series first."""
    found = queries.open_events(by=request.person, but=known.row.pk)
    found.sort(key=lambda one: one.series_id is None or one.series_id != known.row.series_id)
    return forms.AskAgain([(one.pk, f"{one.title} · {date_format(one.day)}") for one in found]) if found else None


@may(May.EXPORT_CONTACTS)
@confirmed
def export(request: DeskRequest, event_id: UUID) -> HttpResponse:
    """The list of an event as a file, marked with who took it out and when."""
    rows = queries.to_take_out(event_id=event_id, by=request.person)
    columns = [_("Name"), _("Answer"), _("Shift"), _("Asked by"), _("Confirmed on"), _("Came")]
    marked = _("Taken out by %(who)s on %(day)s. Keep it safe, and delete it when it has served.")
    note = marked % {"who": request.person.shown_as, "day": date_format(clock.today())}
    table = tables.Table(
        name="event-list",
        caption=_("Who was asked and who came"),
        columns=[tables.Column(words) for words in columns],
        rows=[_export_line(one) for one in rows],
        notes=(note,),
    )
    return tables.download(table)


def _export_line(one: Any) -> list[object]:
    came = {True: _("yes"), False: _("no"), None: ""}[one.came]
    asked_by = one.asked_by.called if one.asked_by else ""
    shift = one.shift.what if one.shift else ""
    return [one.contact.called, str(one.get_answer_display()), shift, asked_by, one.confirmed_on or "", came]
