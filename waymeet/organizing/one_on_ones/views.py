"""One-on-ones: my week, a plan, a write-up in two minutes, and whether promises were kept."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.queries import people_who_may
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Plain
from waymeet.organizing.one_on_ones import forms, queries, services
from waymeet.organizing.one_on_ones.models import Commitment, OneOnOne

TONES = {
    OneOnOne.State.PLANNED: "waiting",
    OneOnOne.State.HELD: "good",
    OneOnOne.State.MISSED: "caution",
    OneOnOne.State.OFF: "closed",
}


@may(May.HOLD_ONE_ON_ONES)
@never_cache
def week(request: DeskRequest) -> HttpResponse:
    found = queries.my_week(by=request.person, keyring=request.keyring)
    return render(request, "one_on_ones/week.html", {"week": found, "span": queries.SPAN, "today": clock.today()})


@may(May.HOLD_ONE_ON_ONES)
@never_cache
def plan(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    form = forms.Plan(clock.today(), request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        said: dict[str, Any] = {"kind": given["kind"], "day": given["day"], "said": given}
        made = services.plan(contact_id=contact_id, by=request.person, **said)
        messages.success(request, _("Planned."))
        return redirect("one_on_ones:one", made)
    status = 422 if form.is_bound else 200
    return render(request, "one_on_ones/plan.html", {"form": form, "contact_id": contact_id}, status=status)


@may(May.HOLD_ONE_ON_ONES)
@never_cache
def one(request: DeskRequest, one_on_one: UUID) -> HttpResponse:
    """The plan, and the form to write it up; written up, what was written."""
    found = queries.one(one_on_one=one_on_one, by=request.person, keyring=request.keyring)
    begun: dict[str, Any] = dict(found.write_up) or {"ask": found.plan.get("ask", "")}
    if found.row.answer:
        begun |= {name: getattr(found.row, name) for name in ("held_on", "answer", "next_on")}
    form = forms.WriteUp(clock.today(), request.POST if request.method == "POST" else None, initial=begun)
    if form.is_valid():
        try:
            services.write_up(one_on_one=one_on_one, said=form.cleaned_data, by=request.person)
            messages.success(request, _("Written up, sealed to the organizers."))
            return redirect("one_on_ones:one", one_on_one)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    said = {
        "found": found,
        "form": form,
        "tone": TONES[OneOnOne.State(found.row.state)],
        "states": Commitment.State.choices,
    }
    return render(request, "one_on_ones/one.html", said, status=422 if form.is_bound else 200)


@require_POST
@may(May.HOLD_ONE_ON_ONES)
def put_off(request: DeskRequest, one_on_one: UUID) -> HttpResponse:
    services.put_off(one_on_one=one_on_one, state=request.POST.get("state", ""), by=request.person)
    messages.success(request, _("Written down."))
    return redirect("one_on_ones:one", one_on_one)


@require_POST
@may(May.HOLD_ONE_ON_ONES)
def settle(request: DeskRequest, commitment: UUID) -> HttpResponse:
    services.settle(commitment=commitment, state=request.POST.get("state", ""), by=request.person)
    messages.success(request, _("Written down."))
    return redirect("one_on_ones:week")


@require_POST
@may(May.HOLD_ONE_ON_ONES)
def go_along(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    form = forms.GoAlong(people_who_may(May.HOLD_ONE_ON_ONES), request.POST)
    if not form.is_valid():
        raise BadInput(_("Choose somebody who holds one-on-ones here."))
    services.go_along(contact_id=contact_id, by=request.person, **form.cleaned_data)
    messages.success(request, _("Written down."))
    return redirect("contacts:person", contact_id)
