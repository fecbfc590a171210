"""Turfs: which there are, where each stands, handing one out and taking it back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.design import maps, tables
from waymeet.kernel import codes
from waymeet.kernel.errors import Conflict
from waymeet.organizing.turf import drawing
from waymeet.organizing.turf.forms import HandOut
from waymeet.organizing.turf.queries import desk
from waymeet.organizing.turf.queries.desk import TurfLine, TurfWalk
from waymeet.organizing.turf.queries.town import CREDIT, the_town
from waymeet.organizing.turf.services import handout
from waymeet.organizing.turf.services import turf as turf_services

# standing -> (tone, words)
STANDINGS = {
    "waiting": ("waiting", gettext_lazy("waiting")),
    "given": ("key", gettext_lazy("code given, not taken yet")),
    "out": ("out", gettext_lazy("out")),
    "overdue": ("caution", gettext_lazy("overdue")),
    "back": ("good", gettext_lazy("handed in")),
    "closed": ("closed", pgettext_lazy("turf", "closed")),
}


@may(May.SEE_TURF)
def turfs(request: DeskRequest) -> HttpResponse:
    """Turfs of one pass; the newest pass unless another is asked for."""
    passes = desk.passes()
    asked = request.GET.get("pass", "")
    chosen = next((one for one in passes if str(one.id) == asked), passes[0] if passes else None)
    lines = desk.turf_lines(chosen.id) if chosen else []
    table = turfs_table(lines)
    if request.GET.get("format") == "csv":
        return tables.download(table)
    shown = {
        "passes": passes,
        "chosen": chosen,
        "table": table,
        "counts": _counts(lines),
        "has_town": the_town() is not None,
        "may_cut": can(request.person, May.CUT_TURF),
    }
    return render(request, "turf/list.html", shown)


def _counts(lines: Sequence[TurfLine]) -> list[tuple[str, Any, int]]:
    """(tone, words, how many) for the standings there are."""
    found = [(standing, sum(line.standing == standing for line in lines)) for standing in STANDINGS]
    return [(*STANDINGS[standing], count) for standing, count in found if count]


def turfs_table(lines: Sequence[TurfLine]) -> tables.Table:
    return tables.Table(
        name="turfs",
        caption=_("Turfs"),
        columns=[
            tables.Column(pgettext("one of them", "Turf")),
            tables.Column(_("State")),
            tables.Column(_("With")),
            tables.Column(_("Until")),
            tables.Column(_("Doors"), counts=True),
            tables.Column(_("Metres"), counts=True, means=_("The whole walk along the streets, crossings included.")),
            tables.Column(
                _("Minutes"), counts=True, means=_("Walking and talking at the pace that was chosen when it was cut.")
            ),
        ],
        rows=[_turf_row(line) for line in lines],
        empty=_("No turf in this pass yet."),
        stacks=True,
    )


def _turf_row(line: TurfLine) -> list[object]:
    tone, words = STANDINGS[line.standing]
    name = tables.Cell(line.name, link=reverse("turf:turf", args=[line.id]))
    until = timezone.localtime(line.until) if line.until else None
    until_cell = tables.Cell(until.isoformat(timespec="minutes"), words=date_format(until, "j M, H:i")) if until else ""
    return [name, tables.Cell(words, tone=tone), line.who, until_cell, line.doors, line.metres, line.minutes]


@may(May.SEE_TURF)
def turf(request: DeskRequest, turf_id: UUID) -> HttpResponse:
    """One turf: its walk on a map, its doors in order, and who has it."""
    line, walk = desk.one_turf(turf_id), desk.turf_walk(turf_id)
    table = doors_table(walk)
    if request.GET.get("format") == "csv":
        return tables.download(table)
    tone, words = STANDINGS[line.standing]
    shown = {
        "turf": line,
        "tone": tone,
        "standing": words,
        "table": table,
        "form": HandOut(),
        "may_hand_out": can(request.person, May.HAND_OUT_TURF) and line.standing in ("waiting", "back"),
        "may_call_back": can(request.person, May.HAND_OUT_TURF) and line.standing in ("given", "out", "overdue"),
        "may_close": can(request.person, May.CUT_TURF) and line.standing != "closed",
        "credit": CREDIT,
        **_map_of(walk),
    }
    return render(request, "turf/turf.html", shown)


def _map_of(walk: TurfWalk) -> dict[str, object]:
    """The frame, the ground, the way and the doors of a walk; nothing where it has no door."""
    places = [(stop.door.lat, stop.door.lon) for stop in walk.stops]
    if not places:
        return {"frame": None}
    corners = [(walk.path[i], walk.path[i + 1]) for i in range(0, len(walk.path) - 1, 2)]
    frame = maps.Frame.around(places + corners, margin=0.08)
    return {
        "frame": frame,
        "ground": drawing.ground(walk.town, frame),
        "way": frame.line(walk.path),
        "stops": [(stop.position, *frame.xy(stop.door.lat, stop.door.lon)) for stop in walk.stops],
        "first": frame.xy(*places[0]),
    }


def doors_table(walk: TurfWalk) -> tables.Table:
    """Units and floors have columns only where a door has one: most streets have none."""
    has_units = any(stop.door.unit or stop.door.floor for stop in walk.stops)
    units = [tables.Column(_("Unit")), tables.Column(_("Floor"))] if has_units else []
    rows = [
        [stop.position, stop.door.label, *((stop.door.unit, stop.door.floor) if has_units else ()), stop.door.area]
        for stop in walk.stops
    ]
    columns = [tables.Column(_("Stop")), tables.Column(_("Door")), *units, tables.Column(_("Area"), counts=True)]
    return tables.Table(
        name="doors", caption=_("Doors in walk order"), columns=columns, rows=rows, empty=_("This turf has no doors.")
    )


@require_POST
@may(May.HAND_OUT_TURF)
@never_cache
def hand_out(request: DeskRequest, turf_id: UUID) -> HttpResponse:
    """The code, big, and as a square to scan. It is shown on this page only."""
    form = HandOut(request.POST)
    if not form.is_valid():
        raise Conflict(_("Choose who goes and until when."))
    given, code = handout.hand_out(turf_id=turf_id, by=request.person, **form.cleaned_data)
    shown = {
        "turf": desk.one_turf(turf_id),
        "given": given,
        "code": codes.shown(code),
        "address": request.build_absolute_uri(f"/field/#take={code}"),
    }
    return render(request, "turf/code.html", shown)


@require_POST
@may(May.HAND_OUT_TURF)
def call_back(request: DeskRequest, turf_id: UUID) -> HttpResponse:
    handout.call_back(turf_id=turf_id, by=request.person)
    messages.success(
        request, _("The turf is back here and its code is worth nothing. Work already done still comes in.")
    )
    return redirect("turf:turf", turf_id)


@require_POST
@may(May.CUT_TURF)
def allow_notes(request: DeskRequest, pass_id: UUID) -> HttpResponse:
    allowed = request.POST.get("allowed") == "yes"
    turf_services.allow_notes(pass_id=pass_id, allowed=allowed, by=request.person)
    messages.success(request, _("Notes are on for this pass.") if allowed else _("Notes are off for this pass."))
    return redirect(f"{reverse('turf:list')}?pass={pass_id}")


@require_POST
@may(May.CUT_TURF)
def close_pass(request: DeskRequest, pass_id: UUID) -> HttpResponse:
    turf_services.close_pass(pass_id=desk.one_pass(pass_id).id, by=request.person)
    messages.success(request, _("The pass is closed. Its doors are free for the next one; its results stay."))
    return redirect(f"{reverse('turf:list')}?pass={pass_id}")


@require_POST
@may(May.CUT_TURF)
def close(request: DeskRequest, turf_id: UUID) -> HttpResponse:
    handout.close_turf(turf_id=turf_id, by=request.person)
    messages.success(request, _("The turf is closed. Its doors are free for another turf."))
    return redirect("turf:turf", turf_id)
