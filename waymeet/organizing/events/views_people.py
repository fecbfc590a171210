"""The people of an event: asking them, what they answered, calls, shifts, and what is promised to them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.kernel.errors import BadInput
from waymeet.organizing.contacts import queries_people
from waymeet.organizing.events import forms, queries, services
from waymeet.organizing.events.models import Attendance

OUTCOMES = (
    ("confirmed", gettext_lazy("Comes")),
    ("tentative", gettext_lazy("Maybe")),
    ("cancelled", gettext_lazy("Cannot come")),
    ("message", gettext_lazy("Left a message")),
    ("no_answer", gettext_lazy("No answer")),
    ("wrong", gettext_lazy("Wrong number")),
)


@may(May.RUN_EVENTS)
@never_cache
def ask(request: DeskRequest, event_id: UUID) -> HttpResponse:
    """Somebody found by a search, or seen last; and whole groups."""
    row = queries.event_of(event_id=event_id, by=request.person)
    find = forms.Find(request.POST if "words" in request.POST else None)
    found, more = None, 0
    if find.is_bound and find.is_valid():
        matching = queries_people.found(words=find.cleaned_data["words"], page=1, by=request.person)
        found, more = [one.pk for one in matching.people], matching.found - len(matching.people)
    said = {
        "row": row,
        "find": find,
        "looked": found is not None,
        "more": more,
        "people": queries.to_ask(by=request.person, event=row, contacts=found),
        "asked_by": forms.AskedBy(_leaders(request)),
        "many": _many(request, None),
    }
    return render(request, "events/ask.html", said)


def _leaders(request: DeskRequest) -> Any:
    return queries.leaders(by=request.person)


def _many(request: DeskRequest, posted: Any) -> forms.AskMany:
    groups = [(one.pk, one.name) for one in queries_people.groups(by=request.person)]
    past = [row for row, _turnout in queries.past(by=request.person) if row.names_people]
    before = [(row.pk, f"{row.title} · {date_format(row.day)}") for row in past]
    return forms.AskMany(_leaders(request), groups, before, posted, prefix="many")


@require_POST
@may(May.RUN_EVENTS)
def ask_one(request: DeskRequest, event_id: UUID, contact_id: UUID) -> HttpResponse:
    form = forms.AskedBy(_leaders(request), request.POST)
    asked_by = form.cleaned_data["asked_by"] if form.is_valid() else None
    services.ask(event_id=event_id, contact_id=contact_id, asked_by=asked_by, by=request.person)
    messages.success(request, _("They are on the list."))
    return redirect("events:ask", event_id)


@require_POST
@may(May.RUN_EVENTS)
def ask_to(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """From somebody's own page."""
    events = [(one.pk, "") for one in queries.open_events(by=request.person)]
    form = forms.AskTo(_leaders(request), events, request.POST, prefix="event")
    if not form.is_valid() or form.cleaned_data["event"] is None:
        raise BadInput(_("Choose an event to ask them to."))
    given = form.cleaned_data
    said = {"event_id": given["event"], "asked_by": given["asked_by"]}
    services.ask(contact_id=contact_id, by=request.person, **said)
    messages.success(request, _("They are on the list."))
    return redirect("contacts:person", contact_id)


@require_POST
@may(May.RUN_EVENTS)
def ask_many(request: DeskRequest, event_id: UUID) -> HttpResponse:
    form = _many(request, request.POST)
    if not form.is_valid() or not (form.cleaned_data["group"] or form.cleaned_data["came_to"]):
        raise BadInput(_("Choose a group, or an event they came to."))
    new = services.ask_many(event_id=event_id, by=request.person, **form.cleaned_data)
    words = ngettext("%(n)s person is new on the list.", "%(n)s people are new on the list.", new) % {"n": new}
    messages.success(request, words)
    return redirect("events:event", event_id)


@require_POST
@may(May.RUN_EVENTS)
def answer(request: DeskRequest, attendance_id: UUID) -> HttpResponse:
    shift = request.POST.get("shift") or None
    said: dict[str, Any] = {"said": request.POST.get("answer", ""), "shift": _id(shift) if shift else None}
    event = services.answer(attendance_id=attendance_id, by=request.person, **said)
    messages.success(request, _("Written down."))
    return redirect("events:event", event)


@may(May.RUN_EVENTS)
@never_cache
def calls(request: DeskRequest) -> HttpResponse:
    return render(request, "events/calls.html", {"calls": queries.calls_due(by=request.person), "outcomes": OUTCOMES})


@require_POST
@may(May.RUN_EVENTS)
def called(request: DeskRequest, attendance_id: UUID) -> HttpResponse:
    services.called(attendance_id=attendance_id, outcome=request.POST.get("outcome", ""), by=request.person)
    messages.success(request, _("Written down."))
    return redirect("events:calls")


@require_POST
@may(May.RUN_EVENTS)
def ask_again(request: DeskRequest, event_id: UUID) -> HttpResponse:
    """Everybody who did not come, or one of them, to another event."""
    row = queries.event_of(event_id=event_id, by=request.person)
    wanted = request.POST.get("who")
    missed = queries.no_shows(event=row, by=request.person)
    who = [one.pk for one in missed if not wanted or str(one.pk) == wanted]
    to = _id(request.POST.get("event", ""))
    new = services.ask_again(attendances=who, event_id=to, by=request.person)
    words = ngettext("%(n)s person is asked again.", "%(n)s people are asked again.", new) % {"n": new}
    messages.success(request, words)
    return redirect("events:closing", event_id)


@may(May.RUN_EVENTS)
@never_cache
def shifts(request: DeskRequest, event_id: UUID) -> HttpResponse:
    known = queries.known(event_id=event_id, by=request.person)
    begun = {"starts": known.row.starts, "ends": known.row.ends}
    form = forms.ShiftForm(request.POST if request.method == "POST" else None, initial=begun)
    if form.is_valid():
        given = form.cleaned_data
        if given["ends"] > given["starts"]:
            services.add_shift(event_id=event_id, by=request.person, **given)
            messages.success(request, _("Written down."))
            return redirect("events:shifts", event_id)
        form.add_error("ends", _("It ends before it begins. Correct the hours."))
    free = [one for one in known.people if one.answer == Attendance.Answer.ACCEPTED and one.shift_id is None]
    said = {"known": known, "row": known.row, "form": form, "free": free}
    return render(request, "events/shifts.html", said, status=422 if form.is_bound else 200)


@require_POST
@may(May.RUN_EVENTS)
def hand(request: DeskRequest, shift_id: UUID, what: str) -> HttpResponse:
    verbs = {"take": services.give_hand, "back": services.take_hand_back, "drop": services.drop_shift}
    if what not in verbs:
        raise BadInput
    return redirect("events:shifts", verbs[what](shift_id=shift_id, by=request.person))


@require_POST
@may(May.RUN_EVENTS)
def need(request: DeskRequest, event_id: UUID) -> HttpResponse:
    known = queries.known(event_id=event_id, by=request.person)
    form = forms.NeedForm([(one.pk, "") for one in known.people], request.POST)
    if not form.is_valid():
        raise BadInput(_("Say what is needed, and for how many."))
    services.ask_for(event_id=event_id, by=request.person, **form.cleaned_data)
    messages.success(request, _("Written down."))
    return redirect("events:event", event_id)


@require_POST
@may(May.RUN_EVENTS)
def access_need(request: DeskRequest, event_id: UUID) -> HttpResponse:
    services.ask_for_access(event_id=event_id, what=request.POST.get("what", ""), by=request.person)
    messages.success(request, _("Written down, sealed to the organizers."))
    return redirect("events:event", event_id)


@require_POST
@may(May.RUN_EVENTS)
def promise(request: DeskRequest, need_id: UUID) -> HttpResponse:
    if request.POST.get("state") == "drop":
        event = services.drop_need(need_id=need_id, by=request.person)
        return redirect(f"{reverse('events:event', args=[event])}#promises")
    worker = request.POST.get("worker")
    said: dict[str, Any] = {"state": request.POST.get("state", ""), "worker": _id(worker) if worker else None}
    event = services.promise(need_id=need_id, by=request.person, **said)
    return redirect(f"{reverse('events:event', args=[event])}#promises")


def _id(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise BadInput(_("Choose one out of the list.")) from None
