"""Meetings, votes and promises at the desk."""

from collections.abc import Callable
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
from waymeet.diversion.agencies import services as agencies
from waymeet.diversion.governance import forms, queries, services, tables
from waymeet.kernel.errors import BadInput, Plain


def done(form: Any, change: Callable[[], object]) -> bool:
    """Whether the form was right and the verb did it; else what is wrong stands beside its field."""
    if not form.is_valid():
        return False
    try:
        change()
    except BadInput as trouble:
        form.add_error(trouble.column if trouble.column in form.fields else None, str(trouble.sentence))
        return False
    except Plain as trouble:
        form.add_error(None, str(trouble.sentence))
        return False
    return True


@may(May.GOVERN)
@never_cache
def bodies(request: DeskRequest) -> HttpResponse:
    """Who sits where, which meetings there were, what is promised; and the form that calls the next meeting."""
    form = forms.MeetingForm(request.POST if request.method == "POST" else None)
    made: list[Any] = []
    if done(form, lambda: made.append(services.call_meeting(**form.cleaned_data, by=request.person))):
        return redirect("governance:meeting", made[0].pk)
    every = [
        tables.meetings(queries.meetings(by=request.person)),
        tables.promises(queries.open_promises(by=request.person)),
        tables.seats(queries.seats(by=request.person)),
    ]
    wanted = next((table for table in every if table.name == request.GET.get("format")), None)
    if wanted is not None:
        return design.download(wanted)
    said = {"tables": every, "form": form}
    return render(request, "governance/bodies.html", said, status=422 if form.errors else 200)


@may(May.GOVERN)
@never_cache
def seats(request: DeskRequest) -> HttpResponse:
    """Agencies, and the seats of each body."""
    form = forms.SeatForm(request.POST if request.method == "POST" else None)
    if done(form, lambda: services.add_seat(**form.said(), by=request.person)):
        return redirect("governance:seats")
    rows = queries.seats(by=request.person)
    said = {"seats": rows, "form": form, "agency": forms.AgencyForm(auto_id="agency_%s")}
    return render(request, "governance/seats.html", said, status=422 if form.errors else 200)


@require_POST
@may(May.GOVERN)
def end_seat(request: DeskRequest, seat_id: int) -> HttpResponse:
    services.end_seat(seat_id=seat_id, by=request.person)
    return redirect("governance:seats")


@require_POST
@may(May.GOVERN)
def add_agency(request: DeskRequest) -> HttpResponse:
    form = forms.AgencyForm(request.POST, auto_id="agency_%s")
    if done(form, lambda: agencies.add(**form.cleaned_data, by=request.person)):
        messages.success(request, _("The agency is in the list."))
        return redirect("governance:seats")
    said = {"seats": queries.seats(by=request.person), "form": forms.SeatForm(), "agency": form}
    return render(request, "governance/seats.html", said, status=422)


@may(May.GOVERN)
@never_cache
def meeting(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    return _meeting(request, meeting_id)


def _meeting(request: DeskRequest, meeting_id: UUID, **bound: Any) -> HttpResponse:
    """The whole meeting; one of its forms may come back with what is wrong."""
    row = queries.one_meeting(meeting_id=meeting_id, by=request.person)
    every = [one for one in queries.seats(by=request.person) if one.body == row.body]
    here = list(row.here.all())
    first = {"here": [str(one.pk) for one in here], "minutes": row.minutes}
    said = {
        "row": row,
        "here": here,
        "minutes": forms.MinutesForm(seats=every, initial=first, auto_id="minutes_%s"),
        "motion": forms.MotionForm(auto_id="motion_%s"),
        "promise": forms.PromiseForm(seats=every, auto_id="promise_%s"),
        "results": [_result(one, here, bound.get("votes")) for one in queries.results(row)],
        "promises": queries.promises_of(row),
        "settle": forms.SettleForm(),
        **{name: form for name, form in bound.items() if name != "votes"},
    }
    return render(request, "governance/meeting.html", said, status=422 if bound else 200)


def _result(one: queries.Result, here: list[Any], wrong: tuple[UUID, Any] | None) -> dict[str, Any]:
    voting = [seat for seat in here if seat.votes]
    cast = {f"seat_{vote.seat_id}": vote.how for vote in one.row.votes.all()}
    form = forms.VoteForm(seats=voting, initial=cast, auto_id=f"vote_{one.row.pk}_%s")
    return {"one": one, "form": wrong[1] if wrong and wrong[0] == one.row.pk else form}


@require_POST
@may(May.GOVERN)
def minutes(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    row = queries.one_meeting(meeting_id=meeting_id, by=request.person)
    every = [one for one in queries.seats(by=request.person) if one.body == row.body]
    form = forms.MinutesForm(request.POST, seats=every, auto_id="minutes_%s")

    def change() -> None:
        given = form.cleaned_data
        here = [int(one) for one in given["here"]]
        services.write_minutes(meeting_id=meeting_id, here=here, minutes=given["minutes"], by=request.person)

    if done(form, change):
        messages.success(request, _("It is written down."))
        return redirect("governance:meeting", meeting_id)
    return _meeting(request, meeting_id, minutes=form)


@require_POST
@may(May.GOVERN)
def move(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    form = forms.MotionForm(request.POST, auto_id="motion_%s")

    def change() -> None:
        given = form.cleaned_data
        about = UUID(given["rules"]) if given["rules"] else None
        services.move(
            meeting_id=meeting_id, words=given["words"], needs=given["needs"], rules_id=about, by=request.person
        )

    return (
        redirect("governance:meeting", meeting_id) if done(form, change) else _meeting(request, meeting_id, motion=form)
    )


@require_POST
@may(May.GOVERN)
def vote(request: DeskRequest, meeting_id: UUID, motion_id: UUID) -> HttpResponse:
    row = queries.one_meeting(meeting_id=meeting_id, by=request.person)
    voting = [seat for seat in row.here.all() if seat.votes]
    form = forms.VoteForm(request.POST, seats=voting, auto_id=f"vote_{motion_id}_%s")
    if done(form, lambda: services.vote(motion_id=motion_id, votes=form.votes(), by=request.person)):
        return redirect("governance:meeting", meeting_id)
    return _meeting(request, meeting_id, votes=(motion_id, form))


@require_POST
@may(May.GOVERN)
def promise(request: DeskRequest, meeting_id: UUID) -> HttpResponse:
    row = queries.one_meeting(meeting_id=meeting_id, by=request.person)
    every = [one for one in queries.seats(by=request.person) if one.body == row.body]
    form = forms.PromiseForm(request.POST, seats=every, auto_id="promise_%s")

    def change() -> None:
        given = form.cleaned_data
        owed = {"words": given["words"], "owner_id": int(given["owner"]), "due_on": given["due_on"]}
        services.promise(meeting_id=meeting_id, **owed, by=request.person)

    return (
        redirect("governance:meeting", meeting_id)
        if done(form, change)
        else _meeting(request, meeting_id, promise=form)
    )


@require_POST
@may(May.GOVERN)
def settle(request: DeskRequest, meeting_id: UUID, promise_id: UUID) -> HttpResponse:
    form = forms.SettleForm(request.POST)
    if done(form, lambda: services.settle(promise_id=promise_id, state=form.cleaned_data["state"], by=request.person)):
        messages.success(request, _("It is written down."))
    return redirect("governance:meeting", meeting_id)
