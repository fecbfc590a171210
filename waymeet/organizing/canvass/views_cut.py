"""Cutting turf: choose, look at the plan on a map and in a table, then make it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.people import Person
from waymeet.accounts.roles import May
from waymeet.design import maps, tables, working
from waymeet.kernel import long_work
from waymeet.kernel.errors import NotFound, Plain
from waymeet.organizing.canvass.forms_cut import NEW, Cut
from waymeet.organizing.canvass.queries.cutting import DO_NOT_KNOCK, SETTLED, doors_to_leave_out
from waymeet.organizing.turf import drawing, uploads
from waymeet.organizing.turf.choosing import doors_at_most
from waymeet.organizing.turf.packing import unpack
from waymeet.organizing.turf.progress import STEPS, Progress, silent
from waymeet.organizing.turf.queries import desk
from waymeet.organizing.turf.queries.town import CREDIT, area_list, neighbourhood_list, the_town
from waymeet.organizing.turf.services import turf as turfs
from waymeet.organizing.turf.services.turf import Plan, PlannedTurf

WHY_LEFT_OUT = {
    SETTLED: gettext_lazy("doors that need no second visit"),
    DO_NOT_KNOCK: gettext_lazy("doors that asked not to be knocked at"),
}
PATTERNS = 5
AT_ONCE = 2500  # doors that are cut within a request: two seconds or three


@may(May.CUT_TURF)
def cut(request: DeskRequest) -> HttpResponse:
    """The form; sending it plans and writes nothing. A large part of town is planned beside the request."""
    town = the_town()
    if town is None:
        return redirect("turf:town")
    form = _form(request, town.id, request.POST if request.method == "POST" else None)
    plan = None
    if request.method == "POST" and form.is_valid():
        if doors_at_most(town.id, form.part()) > AT_ONCE:
            return _plan_beside(request, form)
        try:
            plan = _plan(request.person, form)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    return _page(request, town.id, form, plan, uploads.keep_plan(plan) if plan else "")


def _form(request: DeskRequest, town: UUID, given: QueryDict | None) -> Cut:
    passes = desk.passes()
    newest = next((str(one.id) for one in passes if one.closed_on is None), NEW)
    return Cut(
        passes,
        area_list(town),
        neighbourhood_list(town),
        given,
        initial={"canvass_pass": newest, "where": "shape" if request.GET.get("closer") else "area"},
    )


def _page(request: DeskRequest, town: UUID, form: Cut, plan: Plan | None, key: str) -> HttpResponse:
    shown = {"form": form, "credit": CREDIT, **_drawing_ground(request, town), **_planned(plan, key, town)}
    return render(request, "canvass/cut.html", shown, status=422 if form.errors else 200)


def _plan(by: Person, form: Cut, progress: Progress = silent) -> Plan:
    return turfs.plan_cut(
        part=form.part(),
        size=form.size_wanted(),
        leave_out=doors_to_leave_out(form.follows_pass(desk.passes())),
        start=form.start_place(),
        both_sides=form.cleaned_data["sides"] == "both",
        by=by,
        progress=progress,
    )


def _plan_beside(request: DeskRequest, form: Cut) -> HttpResponse:
    asked = request.POST.copy()
    asked.pop("csrfmiddlewaretoken", None)
    key, person = uploads.keep_asked(asked.urlencode()), request.person
    long_work.begin(uploads.work_of(key), lambda told: uploads.plan_bytes(_plan(person, form, told)))
    return redirect("canvass:cutting", key)


@may(May.CUT_TURF)
def cutting(request: DeskRequest, key: str) -> HttpResponse:
    """How far a large cut is, a button to stop it; afterwards the plan, beside what was asked for."""
    town, now = the_town(), long_work.standing(uploads.work_of(key))
    if town is None or now is None:
        raise NotFound
    if request.method == "POST":
        long_work.stop(uploads.work_of(key))
        return redirect("canvass:cutting", key)
    if now.state == long_work.WORKING:
        return working.page(request, now, heading=_("Cutting turf"), steps=STEPS)
    form = _form(request, town.id, QueryDict(uploads.asked_for(key)))
    if form.is_valid() and (trouble := working.sentence(now)):
        form.add_error(None, trouble)
    plan = uploads.plan_of(key) if now.state == long_work.DONE else None
    return working.ended(request) or _page(request, town.id, form, plan, key)


def _drawing_ground(request: DeskRequest, town: UUID) -> dict[str, Any]:
    """The map one draws on: the town, or one area from close by (?closer=7)."""
    closer = next((area for area in area_list(town) if str(area.number) == request.GET.get("closer", "")), None)
    if closer is None or not closer.ring:
        return {
            "frame": drawing.town_frame(desk.door_places(town)),
            "areas": area_list(town),
            "streets": f"{reverse('turf:streets')}?v={desk.newest_import(town)}",
        }
    flat = maps.absolute(closer.ring)
    frame = maps.Frame.around([(flat[i], flat[i + 1]) for i in range(0, len(flat) - 1, 2)], margin=0.1)
    doors = drawing.dots(desk.door_places_in(town, frame.south, frame.west, frame.north, frame.east), frame)
    return {
        "frame": frame,
        "areas": area_list(town),
        "closer": closer,
        "ground": drawing.ground(town, frame),
        "doors": doors,
    }


def _planned(plan: Plan | None, key: str, town: UUID) -> dict[str, Any]:
    if plan is None:
        return {"plan": None}
    left_out: list[tuple[int, Any]] = [(count, WHY_LEFT_OUT[reason]) for reason, count in plan.left_out.items()]
    if plan.in_open_turfs:
        left_out.append((sum(plan.in_open_turfs.values()), _("doors that are in open turfs already")))
    if plan.no_street:
        left_out.append((plan.no_street, _("doors that no street reaches")))
    return {"plan": plan, "key": key, "left_out": left_out, "table": plan_table(plan), "map": plan_map(plan, town)}


def plan_table(plan: Plan) -> tables.Table:
    return tables.Table(
        name="plan",
        caption=_("Turfs as they would be"),
        columns=[
            tables.Column(pgettext("one of them", "Turf")),
            tables.Column(_("Mostly on")),
            tables.Column(_("Doors"), counts=True),
            tables.Column(_("Metres"), counts=True, means=_("The whole walk along the streets, crossings included.")),
            tables.Column(_("Minutes"), counts=True, means=_("Walking, and 2 minutes at each door.")),
        ],
        rows=[
            [number, turf.street, len(turf.doors), round(turf.metres), round(turf.minutes)]
            for number, turf in enumerate(plan.turfs, 1)
        ],
        notes=_in_pieces(plan.turfs),
    )


def _in_pieces(planned: list[PlannedTurf]) -> list[str]:
    apart = [str(number) for number, turf in enumerate(planned, 1) if turf.pieces > 1]
    if not apart:
        return []
    return [_("No way on foot joins all doors of: %(turfs)s. Look at them on the map.") % {"turfs": ", ".join(apart)}]


def plan_map(plan: Plan, town: UUID) -> dict[str, Any]:
    """Each turf's ring with its number; the pattern goes round by five, the number tells them apart."""
    rings = [unpack(bytes(turf.outline)).ravel().tolist() for turf in plan.turfs]
    places = [(flat[i], flat[i + 1]) for flat in rings for i in range(0, len(flat) - 1, 2)]
    frame = maps.Frame.around(places, margin=0.03)
    shapes = []
    for number, flat in enumerate(rings, 1):
        x, y = frame.xy(*maps.middle(flat))
        shapes.append({"number": number, "path": frame.ring(flat), "x": x, "y": y, "tone": (number - 1) % PATTERNS + 1})
    return {"frame": frame, "ground": drawing.ground(town, frame, names=len(plan.turfs) <= 40), "shapes": shapes}


@require_POST
@may(May.CUT_TURF)
def make(request: DeskRequest) -> HttpResponse:
    """Make the cut that was looked at. A new pass is opened for it, when that was chosen."""
    key, chosen = request.POST.get("key", ""), request.POST.get("canvass_pass", "")
    plan = uploads.plan_of(key)
    if chosen == NEW:
        pass_id = turfs.open_pass(
            name=request.POST.get("pass_name", ""),
            notes_allowed=request.POST.get("notes_allowed") == "on",
            follows=_known(request.POST["follows"]) if request.POST.get("follows") else None,
            by=request.person,
        ).id
    else:
        pass_id = _known(chosen)
    made = turfs.cut_turf(pass_id=pass_id, plan=plan, by=request.person)
    uploads.forget(key)
    said = ngettext(
        "%(n)d turf was cut. It waits to be handed out.",
        "%(n)d turfs were cut. They wait to be handed out.",
        len(made),
    )
    messages.success(request, said % {"n": len(made)})
    return redirect(f"{reverse('turf:list')}?pass={pass_id}")


def _known(given: str) -> UUID:
    """The id of a pass there is; NotFound for everything else somebody may send."""
    found = next((one.id for one in desk.passes() if str(one.id) == given), None)
    if found is None:
        raise NotFound
    return found
