"""The town: its map, its areas, its imports, and bringing in an addresses file from the desk."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.design import area_map, maps, tables
from waymeet.kernel.errors import NotFound
from waymeet.organizing.turf import drawing
from waymeet.organizing.turf.problems import Problem
from waymeet.organizing.turf.queries import desk
from waymeet.organizing.turf.queries.town import (
    CREDIT,
    AreaFacts,
    TownFacts,
    area_list,
    import_list,
    problem_list,
    the_town,
)

GROWN = 2  # times as many doors as the areas were fixed from: worth a word


@may(May.SEE_TOWN)
def town(request: DeskRequest) -> HttpResponse:
    facts = the_town()
    if facts is None:
        return render(request, "turf/town_none.html")
    areas = area_list(facts.id)
    table = areas_table(facts, areas)
    if request.GET.get("format") == "csv":
        return tables.download(table)
    runs = import_list(facts.id)
    shown = {
        "town": facts,
        "areas": len(areas),
        "table": table,
        "map": town_map(facts.id, areas),
        "may_import": can(request.person, May.IMPORT_TOWN),
        "runs": [(run, len(problem_list(run.id, 100_000))) for run in runs],
        "newest": desk.newest_import(facts.id),
        "credit": CREDIT,
    }
    return render(request, "turf/town.html", shown)


def town_map(town_id: UUID, areas: list[AreaFacts]) -> area_map.AreaMap | None:
    """The areas over the picture that `streets` draws; both have the same frame."""
    frame = drawing.town_frame(desk.door_places(town_id))
    return area_map.drawn(areas, frame=frame, middles=desk.door_middles(town_id))


def areas_table(facts: TownFacts, areas: list[AreaFacts]) -> tables.Table:
    counted = desk.doors_by_area(facts.id)
    none = desk.AreaDoors(0, 0, 0)
    return tables.Table(
        name="areas",
        caption=_("Areas"),
        columns=[
            tables.Column(_("Number"), means=_("Fixed when the town was brought in; it never changes.")),
            tables.Column(_("Area")),
            tables.Column(_("Doors"), counts=True),
            tables.Column(
                _("Without a number"),
                counts=True,
                means=_("Doors on the map that no addresses file has given a house number yet."),
            ),
        ],
        rows=[
            [
                tables.Cell(area.number, link=reverse("turf:area", args=[area.number])),
                area.name,
                counted.get(area.number, none).doors,
                counted.get(area.number, none).without_number,
            ]
            for area in areas
        ],
        notes=_grown(sum(area.doors for area in areas), sum(area.doors for area in counted.values())),
        stacks=True,
    )


def _grown(fixed: int, now: int) -> list[str]:
    """Said where areas were fixed from a map that knew less than half of the doors."""
    if not fixed or now < GROWN * fixed:
        return []
    told = _(
        "The areas were fixed when %(fixed)d doors were known; now there are %(now)d. Hand-outs are counted by areas, "
        "so areas that were counted by never change: the difference between two maps would be a small place. Before "
        "the first kit night they can be fixed anew, on the server: waymeet town fix-areas"
    )
    return [told % {"fixed": fixed, "now": now}]


@may(May.SEE_TOWN)
@gzip_page
@cache_control(private=True, max_age=86_400)
def streets(request: DeskRequest) -> HttpResponse:
    """The ground of the town's map as a picture of its own: the browser keeps it, every page lays areas over it."""
    facts = the_town()
    places = desk.door_places(facts.id) if facts else []
    frame = drawing.town_frame(places)
    if facts is None or frame is None:
        raise NotFound
    drawn = {
        "frame": frame,
        "ground": drawing.ground(facts.id, frame, names=False),
        "doors": drawing.dots(places, frame),
    }
    return render(request, "turf/streets.svg", drawn, content_type="image/svg+xml")


@may(May.SEE_TOWN)
def area(request: DeskRequest, number: int) -> HttpResponse:
    """One area from close by, with street names and doors."""
    facts = the_town()
    found = next((one for one in area_list(facts.id) if one.number == number), None) if facts else None
    if facts is None or found is None or not found.ring:
        raise NotFound
    flat = maps.absolute(found.ring)
    frame = maps.Frame.around([(flat[i], flat[i + 1]) for i in range(0, len(flat) - 1, 2)], margin=0.03)
    shown = {
        "area": found,
        "frame": frame,
        "outline": frame.ring(flat),
        "ground": drawing.ground(facts.id, frame),
        "doors": drawing.dots(desk.door_places(facts.id, number), frame),
        "counted": desk.doors_by_area(facts.id).get(number),
        "credit": CREDIT,
    }
    return render(request, "turf/area.html", shown)


@may(May.SEE_TOWN)
def problems(request: DeskRequest, run: UUID) -> HttpResponse:
    """What an import could not use: file, row, column, remedy."""
    found = problem_list(run, 2000)
    table = tables.Table(
        name="import-problems",
        caption=_("What could not be used"),
        columns=[
            tables.Column(_("Row"), counts=True),
            tables.Column(_("Column")),
            tables.Column(_("What is wrong")),
            tables.Column(_("What to do")),
            tables.Column(_("File")),
        ],
        rows=[_problem_row(problem) for problem in found],
        empty=_("Everything in the file could be used."),
        stacks=True,
    )
    if request.GET.get("format") == "csv":
        return tables.download(table)
    return render(request, "turf/problems.html", {"table": table})


def _problem_row(problem: Problem) -> list[object]:
    where = problem.row if problem.row is not None else problem.thing
    return [where, problem.column, problem.sentence, problem.remedy, problem.file]
