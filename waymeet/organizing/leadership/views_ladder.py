"""The ladder at the desk: who stands where, what each rung asks for, and making it anew after seeing who would move."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.design import tables
from waymeet.kernel.errors import NotFound, Plain
from waymeet.organizing.leadership import forms, ladders, saying, services
from waymeet.organizing.leadership.queries import overview as asked


@may(May.ASSESS)
@never_cache
def ladder(request: DeskRequest) -> HttpResponse:
    found = asked.overview(by=request.person)
    versions = [
        (row, [(step, saying.rule(step)) for step in now.steps]) for row, now in asked.versions(by=request.person)
    ]
    said = {"found": found, "table": rungs_table(found), "versions": versions}
    return render(request, "leadership/ladder.html", said)


def rungs_table(found: asked.Overview) -> tables.Table:
    rows = [
        [
            tables.Cell(step.name, link=reverse("leadership:rung", args=[step.key])),
            many,
            saying.rule(step),
            step.next_step,
        ]
        for step, many in reversed(found.on)
    ]
    columns = [
        tables.Column(_("Rung")),
        tables.Column(
            _("People"), counts=True, means=_("Everybody in the contacts, once, on the highest rung reached.")
        ),
        tables.Column(_("What it asks for")),
        tables.Column(_("Next step"), means=_("What people who stand there read on their own page.")),
    ]
    return tables.Table(name="ladder", caption=_("The ladder"), columns=columns, rows=rows, stacks=True)


@may(May.ASSESS)
@never_cache
def rung(request: DeskRequest, key: str) -> HttpResponse:
    step, many, people = asked.on_rung(key=key, by=request.person)
    if step is None:
        raise NotFound
    rows = [[person_cell(one), one.seen_on.isoformat()] for one in people]
    table = tables.Table(
        name="rung",
        caption=step.name,
        columns=[tables.Column(_("Name")), tables.Column(_("Seen last"), short=True)],
        rows=rows,
        empty=_("Nobody stands here now."),
        stacks=True,
    )
    said = {"step": step, "rule": saying.rule(step), "many": many, "shown": len(people), "table": table}
    return render(request, "leadership/rung.html", said)


def person_cell(row: Any) -> tables.Cell:
    return tables.Cell(row.called, words=row.called or _("no name"), link=reverse("contacts:person", args=[row.pk]))


@may(May.ASSESS)
@never_cache
def change(request: DeskRequest) -> HttpResponse:
    """Twice: first it shows who would move, then, for the same rules, it saves."""
    form = forms.LadderForm(ladders.in_force(), request.POST if request.method == "POST" else None)
    said: dict[str, Any] = {"form": form, "trouble": "", "shifts": None}
    if request.method == "POST":
        if not form.is_valid():
            said["trouble"] = _("Some of it cannot be read. Look at what is marked.")
        else:
            try:
                steps = form.steps()
                services.fits(steps)
                seen = hashlib.sha256(repr(steps).encode()).hexdigest()
                if request.POST.get("step") == "save" and request.POST.get("seen") == seen:
                    services.make_ladder(steps=steps, by=request.person)
                    messages.success(request, _("Saved. It is in force from today, and everybody was placed anew."))
                    return redirect("leadership:ladder")
                said |= {"shifts": _shifts(request, steps), "seen": seen}
            except Plain as trouble:
                said["trouble"] = trouble.sentence
    return render(request, "leadership/change.html", said, status=422 if said["trouble"] else 200)


def _shifts(request: DeskRequest, steps: list[ladders.Step]) -> tables.Table:
    shifts = asked.would_move(steps=steps, by=request.person)
    return tables.Table(
        name="shifts",
        caption=_("Who would move"),
        columns=[tables.Column(_("From")), tables.Column(_("Moved to")), tables.Column(_("People"), counts=True)],
        rows=[[one.before.name, one.after.name, one.many] for one in shifts],
        empty=_("Nobody would move."),
    )


@require_POST
@may(May.ASSESS)
def settle(request: DeskRequest) -> HttpResponse:
    moved = services.settle(by=request.person)
    words = ngettext("%(moved)s person moved.", "%(moved)s people moved.", moved) % {"moved": moved}
    messages.success(request, words)
    return redirect("leadership:page")
