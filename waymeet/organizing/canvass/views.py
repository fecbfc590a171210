"""Results, coverage and door notes: what the work at doors adds up to. Nothing here knows of kits."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.design import area_map, tables
from waymeet.organizing.canvass import rules
from waymeet.organizing.canvass.queries import desk
from waymeet.organizing.canvass.queries.desk import AreaCoverage
from waymeet.organizing.canvass.queries.notes import door_notes
from waymeet.organizing.canvass.queries.results import ResultRow, results_by
from waymeet.organizing.turf.drawing import town_frame
from waymeet.organizing.turf.queries.desk import door_middles, door_places, newest_import, passes
from waymeet.organizing.turf.queries.town import CREDIT, the_town

GROUPS: dict[str, Any] = {
    "turf": gettext_lazy("By turf"),
    "pass": gettext_lazy("By pass"),
    "team": gettext_lazy("By team"),
    "day": gettext_lazy("By day"),
}
FIRST_COLUMN: dict[str, Any] = {
    "turf": pgettext_lazy("one of them", "Turf"),
    "pass": gettext_lazy("Pass"),
    "team": gettext_lazy("Team"),
    "day": gettext_lazy("Day"),
}
# (share up to which, tone of the map, words)
STEPS: tuple[tuple[float, str, Any], ...] = (
    (0.0, "none", gettext_lazy("nobody went there yet")),
    (1 / 3, "some", gettext_lazy("up to a third of the doors")),
    (2 / 3, "many", gettext_lazy("up to two thirds")),
    (1.0, "most", gettext_lazy("more than two thirds")),
)


@may(May.SEE_RESULTS)
def results(request: DeskRequest) -> HttpResponse:
    group = request.GET.get("by", "turf")
    group = group if group in GROUPS else "turf"
    rows = results_by(group)
    table = results_table(group, rows)
    if request.GET.get("format") == "csv":
        return tables.download(table)
    tried, reached = sum(row.attempts for row in rows), sum(row.contacts for row in rows)
    shown = {
        "group": group,
        "groups": GROUPS.items(),
        "table": table,
        "attempts": tried,
        "contacts": reached,
        "percent": round(100 * reached / tried) if tried else None,
        "follow_ups": sum(row.follow_ups for row in rows),
        "may_read_notes": can(request.person, May.READ_DOOR_NOTES),
    }
    return render(request, "canvass/results.html", shown)


def rate(contacts: int, attempts: int) -> str:
    """As in "29 % (14 of 48)"; where nothing was tried, that we cannot tell."""
    if not attempts:
        return _("we cannot tell")
    return _("%(percent)d %% (%(some)d of %(all)d)") % {
        "percent": round(100 * contacts / attempts),
        "some": contacts,
        "all": attempts,
    }


def results_table(group: str, rows: list[ResultRow]) -> tables.Table:
    return tables.Table(
        name=f"results-by-{group}",
        caption=_("Results: %(how)s") % {"how": GROUPS[group]},
        columns=[
            tables.Column(FIRST_COLUMN[group]),
            tables.Column(_("Doors"), counts=True),
            tables.Column(_("Attempts"), counts=True),
            tables.Column(_("Contacts"), counts=True),
            tables.Column(_("Contact rate"), counts=True),
            tables.Column(_("Follow-ups"), counts=True),
        ],
        rows=[_result(row) for row in rows],
        empty=_("Nothing has been handed in yet. Results appear here as soon as the first phone hands in."),
        notes=list(rules.DEFINITIONS.values()),
        stacks=True,
    )


def _result(row: ResultRow) -> list[object]:
    share = "" if row.contact_rate is None else round(row.contact_rate, 4)
    cell = tables.Cell(share, words=rate(row.contacts, row.attempts))
    return [row.label, row.doors, row.attempts, row.contacts, cell, row.follow_ups]


@may(May.SEE_RESULTS)
def coverage(request: DeskRequest) -> HttpResponse:
    """How far each area is, on a map and in a table."""
    known, rounds = the_town(), passes()
    asked = next((one for one in rounds if str(one.id) == request.GET.get("pass", "")), None)
    found = desk.coverage(known.id, asked.id if asked else None) if known else []
    table = coverage_table(found)
    if request.GET.get("format") == "csv":
        return tables.download(table)
    shown = {
        "table": table,
        "passes": rounds,
        "asked": asked,
        "map": coverage_map(known.id, found) if known else None,
        "steps": STEPS,
        "town": str(newest_import(known.id)) if known else "",
        "credit": CREDIT,
    }
    return render(request, "canvass/coverage.html", shown)


def coverage_map(town: UUID, found: list[AreaCoverage]) -> area_map.AreaMap | None:
    tones = {area.number: tone_of(area.share) for area in found}
    labels = {area.number: share_words(area.share) if area.attempted else "" for area in found}
    frame = town_frame(door_places(town))
    return area_map.drawn(found, frame=frame, middles=door_middles(town), tones=tones, labels=labels)


def share_words(share: float) -> str:
    """As in "37 %"; three doors of nine hundred are not none, and one door left is not all."""
    if 0 < share < 0.01:
        return "< 1 %"
    return f"{min(round(100 * share), 99) if share < 1 else 100} %"


def tone_of(share: float) -> str:
    """The pattern for a share, 0 to 1."""
    return next((tone for most, tone, _words in STEPS if share <= most), STEPS[-1][1])


def coverage_table(found: list[AreaCoverage]) -> tables.Table:
    return tables.Table(
        name="coverage",
        caption=_("Coverage by area"),
        columns=[
            tables.Column(_("Number")),
            tables.Column(_("Area")),
            tables.Column(_("Doors"), counts=True, means=_("Doors of the area on the map.")),
            tables.Column(_("Gone to"), counts=True, means=_("Doors with at least one attempt.")),
            tables.Column(_("Share"), counts=True, means=_("Doors gone to, out of all doors of the area.")),
            tables.Column(
                _("Answered"), counts=True, means=_("Doors where somebody answered and talked at least once.")
            ),
        ],
        rows=[_coverage_row(area) for area in found],
        empty=_("There is no town yet."),
        stacks=True,
    )


def _coverage_row(area: AreaCoverage) -> list[object]:
    share = tables.Cell(round(area.share, 4), words=share_words(area.share))
    return [area.number, area.name, area.doors, area.attempted, share, area.answered]


@may(May.READ_DOOR_NOTES)
@never_cache
def notes(request: DeskRequest) -> HttpResponse:
    """Notes lie sealed; posting opens them for this one page and leaves one line in the audit."""
    lines = None
    if request.method == "POST":
        lines = desk.notes_with_doors(door_notes(by=request.person, keyring=request.keyring))
    return render(request, "canvass/notes.html", {"lines": lines})
