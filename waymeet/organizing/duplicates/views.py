"""Same person twice? Pairs that may be one person, side by side; merged by a person, taken apart by a person."""

import shutil
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.design import tables, working
from waymeet.kernel import long_work
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.duplicates import forms, queries, services
from waymeet.organizing.duplicates.models import Candidate

STEPS = {
    "reading": gettext_lazy("Reading the contacts"),
    "features": gettext_lazy("Making names and addresses alike"),
    "blocking": gettext_lazy("Finding whom to compare"),
    "scoring": gettext_lazy("Comparing"),
    "writing": gettext_lazy("Writing"),
}


def _work() -> Path:
    """One look at a time: its folder, as decision 0014 has it."""
    return Path(settings.DATA_DIR) / "duplicates"


@may(May.BRING_IN_CONTACTS, May.READ_GUARDED)
@never_cache
def candidates(request: DeskRequest) -> HttpResponse:
    now = long_work.standing(_work())
    working_now = now is not None and now.state == long_work.WORKING
    if request.method == "POST":
        return _asked(request, working_now=working_now)
    if now is not None and working_now:
        return working.page(request, now, heading=_("Looking for people who are here twice"), steps=STEPS)
    if now is not None:
        if done := working.ended(request):
            return done
        _say(request, now)
        shutil.rmtree(_work(), ignore_errors=True)
    page = request.GET.get("page", "1")
    found = queries.waiting(page=int(page) if page.isdecimal() else 1, by=request.person)
    return render(request, "duplicates/candidates.html", {"found": found, "table": _table(found)})


def _asked(request: DeskRequest, *, working_now: bool) -> HttpResponse:
    if "stop" in request.POST:
        long_work.stop(_work())
    elif not working_now:
        shutil.rmtree(_work(), ignore_errors=True)
        person, new_only = request.person, request.POST.get("look") == "new"
        long_work.begin(_work(), lambda told: str(services.look(new_only=new_only, by=person, told=told)).encode())
    return redirect("duplicates:candidates")


def _say(request: DeskRequest, now: long_work.Standing) -> None:
    if now.state != long_work.DONE:
        messages.warning(request, working.sentence(now))
        return
    n = int(long_work.result(_work()))
    said = ngettext("Everybody was compared. %(n)d pair waits.", "Everybody was compared. %(n)d pairs wait.", n)
    messages.success(request, said % {"n": n})


def _table(found: queries.Pairs) -> tables.Table:
    return tables.Table(
        name="twice-here",
        caption=_("Pairs that may be one person"),
        columns=[tables.Column(_("One")), tables.Column(_("The other")), tables.Column(_("Why"))],
        rows=[_line(one) for one in found.pairs],
        empty=_("No pair waits."),
        stacks=True,
    )


def _line(one: queries.Waiting) -> list[object]:
    link = reverse("duplicates:pair", args=[one.row.pk])
    names = [row.name or row.chosen_name or _("no name") for row in (one.row.one, one.row.other)]
    return [tables.Cell(names[0], link=link), names[1], " · ".join(one.why)]


@may(May.BRING_IN_CONTACTS, May.READ_GUARDED)
@never_cache
def as_csv(request: DeskRequest) -> HttpResponse:
    """Ids, how sure, and on what kind of grounds: nobody's name, number or address."""
    table = tables.Table(
        name="twice-here",
        caption=_("Pairs that may be one person"),
        columns=[tables.Column(one) for one in ("one", "other", "bits", "why")],
        rows=[
            [str(row.one_id), str(row.other_id), row.score, row.why] for row in queries.every_pair(by=request.person)
        ],
    )
    return tables.download(table)


@may(May.BRING_IN_CONTACTS, May.READ_GUARDED)
@never_cache
def pair(request: DeskRequest, candidate: UUID) -> HttpResponse:
    """Side by side; sending it merges. The contact that is here longer keeps its place, whatever values are chosen."""
    found = queries.pair(candidate=candidate, by=request.person)
    stays, goes = sorted((found.row.one, found.row.other), key=lambda row: row.pk)
    form = forms.Keep(stays, goes, request.POST if request.method == "POST" else None)
    if form.is_valid():
        ids: dict[str, Any] = {"kept": stays.pk, "lost": goes.pk}
        made = services.merge(take=form.cleaned_data, by=request.person, keyring=request.keyring, **ids)
        messages.success(request, _("They are one now. If that was wrong, take it apart here."))
        return redirect("duplicates:merged", made)
    shown = {
        "found": found,
        "sides": [_side(stays), _side(goes)],
        "form": form,
        "two": found.row.state == Candidate.State.TWO,
    }
    return render(request, "duplicates/pair.html", shown, status=422 if form.is_bound else 200)


def _side(row: Contact) -> dict[str, Any]:
    refused = [str(label) for code, label in Contact.Channel.choices if code in row.refused]
    return {"row": row, "points": list(row.points.all()), "entries": row.entries.count(), "refused": ", ".join(refused)}


@require_POST
@may(May.BRING_IN_CONTACTS, May.READ_GUARDED)
def two_people(request: DeskRequest, candidate: UUID) -> HttpResponse:
    services.two_people(candidate=candidate, by=request.person)
    messages.success(request, _("They are two people. This pair is not shown again."))
    return redirect("duplicates:candidates")


@may(May.BRING_IN_CONTACTS, May.READ_GUARDED)
@never_cache
def merges(request: DeskRequest) -> HttpResponse:
    found = queries.merges(by=request.person)
    table = tables.Table(
        name="merged",
        caption=_("Merged"),
        columns=[tables.Column(_("Who")), tables.Column(_("Day"), short=True)],
        rows=[
            [
                tables.Cell(one.kept.called or _("no name"), link=reverse("duplicates:merged", args=[one.pk])),
                one.day.isoformat(),
            ]
            for one in found
        ],
        empty=_("Nobody was merged."),
        stacks=True,
    )
    return render(request, "duplicates/merges.html", {"table": table})


@may(May.BRING_IN_CONTACTS, May.READ_GUARDED)
@never_cache
def merged(request: DeskRequest, merge: UUID) -> HttpResponse:
    """What the other was; sending it takes the two apart."""
    if request.method == "POST":
        apart = services.take_apart(merge=merge, by=request.person, keyring=request.keyring)
        messages.success(request, _("They are two again. What happened since stays with this one."))
        if apart.left:
            said = ngettext(
                "%(n)d entry could not be brought back.", "%(n)d entries could not be brought back.", apart.left
            )
            messages.warning(request, said % {"n": apart.left})
        return redirect("contacts:person", apart.kept)
    found = queries.merged(merge=merge, by=request.person, keyring=request.keyring)
    return render(request, "duplicates/merged.html", {"found": found})
