"""The door: signing in at the desk, by the poster, on paper; and who it was that is new."""

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.design import outside
from waymeet.kernel.errors import BadInput, NotFound
from waymeet.kernel.ids import random_id
from waymeet.kernel.policy import anybody
from waymeet.organizing.contacts import queries_people
from waymeet.organizing.events import feeds, forms, queries, services
from waymeet.organizing.events.models import Door, Event, Slip
from waymeet.organizing.events.services.signing_in import Typed, event_at_door
from waymeet.organizing.events.views_outside import missing

BLANK_LINES = 24


@may(May.RUN_EVENTS)
@never_cache
def desk(request: DeskRequest, event_id: UUID) -> HttpResponse:
    known = queries.known(event_id=event_id, by=request.person)
    fresh = {"record": random_id()}
    find = forms.Find(request.POST if request.method == "POST" else None)
    found = None
    if find.is_bound and find.is_valid() and known.row.names_people:
        matching = queries_people.found(words=find.cleaned_data["words"], page=1, by=request.person)
        found = matching.people
    said = {
        "find": find,
        "found": found,
        "known": known,
        "row": known.row,
        "turnout": known.turnout,
        "expected": sorted(known.people, key=lambda one: (one.came is True, one.contact.folded)),
        "somebody": forms.SomebodyElse(initial=fresh),
        "heads": forms.Heads(initial=fresh | {"count": 1}),
    }
    return render(request, "events/desk.html", said)


@require_POST
@may(May.RUN_EVENTS)
def here(request: DeskRequest, event_id: UUID, contact_id: UUID) -> HttpResponse:
    """One tap: this contact is here, or was tapped by mistake."""
    wrong = request.POST.get("not")
    if wrong:
        services.not_here(attendance_id=_id(wrong), by=request.person)
    else:
        one: dict[str, Any] = {"record": random_id(), "contact_id": contact_id, "way": Slip.Way.DESK}
        services.sign_in(event_id=event_id, by=request.person, **one)
    return redirect("events:desk", event_id)


@require_POST
@may(May.RUN_EVENTS)
def somebody(request: DeskRequest, event_id: UUID) -> HttpResponse:
    form = forms.SomebodyElse(request.POST)
    if not form.is_valid():
        raise BadInput(_("Write down a name, a phone number or an email."))
    record = form.cleaned_data.pop("record")
    one: dict[str, Any] = {"typed": Typed(**form.cleaned_data), "way": Slip.Way.DESK}
    services.sign_in(event_id=event_id, record=record, by=request.person, **one)
    messages.success(request, _("They are signed in."))
    return redirect("events:desk", event_id)


@require_POST
@may(May.RUN_EVENTS)
def heads(request: DeskRequest, event_id: UUID) -> HttpResponse:
    """So many more; or, said as the number in all, so many."""
    if request.POST.get("in_all"):
        services.set_count(event_id=event_id, count=_number(request.POST["in_all"]), by=request.person)
    else:
        form = forms.Heads(request.POST)
        if not form.is_valid():
            raise BadInput(_("Write down how many people came in."))
        services.count_in(event_id=event_id, by=request.person, **form.cleaned_data)
    messages.success(request, _("Counted."))
    return redirect("events:desk", event_id)


@may(May.RUN_EVENTS)
@never_cache
def sheet(request: DeskRequest, event_id: UUID) -> HttpResponse:
    """To print, in both languages; numbers stay with people, so that a sheet printed yesterday still holds."""
    known = queries.known(event_id=event_id, by=request.person)
    numbered = sorted(_numbered(known), key=lambda pair: pair[1].contact.folded)
    said = {"row": known.row, "numbered": numbered, "blanks": range(BLANK_LINES)}
    return render(request, "events/sheet.html", said)


@may(May.RUN_EVENTS)
@never_cache
def paper(request: DeskRequest, event_id: UUID) -> HttpResponse:
    """A whole sheet at once. The form carries an id, so that sending it twice writes nothing twice."""
    known = queries.known(event_id=event_id, by=request.person)
    numbered = _numbered(known)
    posted = request.POST if request.method == "POST" else None
    form = forms.Paper(len(numbered), posted, initial={"record": random_id()})
    if form.is_valid():
        _typed_in(request, known.row, form, [one.contact_id for _number, one in numbered])
        messages.success(request, _("The sheet is typed in."))
        return redirect("events:paper", event_id)
    said = {"row": known.row, "form": form, "numbered": numbered, "turnout": known.turnout}
    return render(request, "events/paper.html", said, status=422 if form.is_bound else 200)


def _typed_in(request: DeskRequest, row: Event, form: forms.Paper, contacts: list[UUID]) -> None:
    given = form.cleaned_data
    way: dict[str, Any] = {"way": Slip.Way.PAPER, "by": request.person, "event_id": row.pk}
    batch: UUID = given["record"]
    for number in given["numbers"]:
        services.sign_in(record=uuid.uuid5(batch, f"number {number}"), contact_id=contacts[number - 1], **way)
    for line, one in enumerate(form.people()):
        services.sign_in(record=uuid.uuid5(batch, f"line {line}"), typed=Typed(**one), **way)
    if given["heads"]:
        services.count_in(event_id=row.pk, record=uuid.uuid5(batch, "heads"), count=given["heads"], by=request.person)


def _numbered(known: queries.Known) -> list[tuple[int, Any]]:
    """In the order they came onto the list: whoever is asked later gets a later number."""
    return list(enumerate(sorted(known.people, key=lambda one: one.pk), 1))


@may(May.RUN_EVENTS)
@never_cache
def door(request: DeskRequest, event_id: UUID) -> HttpResponse:
    """The poster: people scan it and sign in by themselves."""
    row = queries.event_of(event_id=event_id, by=request.person)
    if request.method == "POST":
        what = request.POST.get("what")
        services.set_door(event_id=event_id, is_open=what != "shut", anew=what == "anew", by=request.person)
        return redirect("events:door", event_id)
    kept = Door.objects.filter(event=row).first()
    address = ""
    if kept is not None and kept.open:
        address = request.build_absolute_uri(reverse("event_door:sign_in", args=[row.pk, services.code_of(kept)]))
    return render(request, "events/door.html", {"row": row, "address": address})


@csrf_exempt
@anybody("Whoever stands at the door has no account; the poster's code stands in a sign-in's place.")
@never_cache
def at_the_door(request: HttpRequest, event_id: UUID, code: str) -> HttpResponse:
    """The same answer for whoever is known and whoever is not. A form needs no token: the code cannot be guessed."""
    language = outside.language_of(request)
    with override(language):
        try:
            row = event_at_door(event_id, code)
        except NotFound:
            return missing()
        posted = request.POST if request.method == "POST" and "switch" not in request.POST else None
        form = forms.AtTheDoor(posted)
        done = form.is_valid()
        if done:
            services.at_the_door(event_id=event_id, code=code, typed=Typed(**form.cleaned_data))
        title = feeds.title_of(row)
        said = {"row": row, "title": title, "form": form, "done": done, "language": language, "here": request.path}
        page = render_to_string("events/at_the_door.html", said)
    return HttpResponse(page, status=422 if posted is not None and not done else 200)


@may(May.READ_INTRODUCTIONS)
@never_cache
def new(request: DeskRequest, event_id: UUID) -> HttpResponse:
    """Whoever signed in and is not known; and the names of a circle that chose to write them down."""
    row = queries.event_of(event_id=event_id, by=request.person)
    keys: dict[str, Any] = {"event_id": event_id, "by": request.person, "keyring": request.keyring}
    slips = services.open_slips(**keys)
    likely = {one.pk: queries.likely(by=request.person, said=words or {}) for one, words in slips}
    said = {
        "row": row,
        "slips": [(one, words, likely[one.pk]) for one, words in slips],
        "names": services.open_circle(**keys) if can(request.person, May.READ_GUARDED) else (),
        "people": queries_people.named(by=request.person, but=UUID(int=0)),
    }
    return render(request, "events/new.html", said)


@require_POST
@may(May.READ_INTRODUCTIONS)
def see_to(request: DeskRequest, slip_id: UUID) -> HttpResponse:
    who = request.POST.get("who") or None
    said: dict[str, Any] = {"who": _id(who) if who else None, "keep": request.POST.get("what") == "keep"}
    event = services.see_to(slip_id=slip_id, by=request.person, keyring=request.keyring, **said)
    messages.success(request, _("Seen to."))
    return redirect("events:new", event)


@require_POST
@may(May.READ_GUARDED)
def take_out(request: DeskRequest, name_id: UUID) -> HttpResponse:
    event = services.take_out(name_id=name_id, by=request.person)
    messages.success(request, _("Their name is gone for good."))
    return redirect("events:new", event)


def _id(given: str) -> UUID:
    try:
        return UUID(given)
    except ValueError:
        raise BadInput(_("Choose one out of the list.")) from None


def _number(given: str) -> int:
    if not given.isdecimal():
        raise BadInput(_("Write down how many people were there."))
    return int(given)
