"""Kit nights: opening one, opening what came in, hand-outs by area and week, notes to the team."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.care.naloxone import paper as services_paper
from waymeet.care.naloxone import queries, queries_desk, rules, services
from waymeet.care.naloxone.forms import OpenNight, PaperTally, PoolDay, Shown
from waymeet.care.naloxone.queries_desk import Grid, NightLine
from waymeet.care.naloxone.services import Opened
from waymeet.care.supplies.models import Item
from waymeet.care.supplies.queries import living_programs
from waymeet.design import area_map, tables
from waymeet.kernel import clock, codes
from waymeet.kernel.errors import BadInput


@may(May.OPEN_NIGHT)
def nights(request: DeskRequest) -> HttpResponse:
    """What to do tonight, what waits to be opened, and the nights there were."""
    table = nights_table(queries_desk.nights())
    if request.GET.get("format") == "csv":
        return tables.download(table)
    form = OpenNight()
    shown = {
        "table": table,
        "form": form,
        "can_open": living_programs().exists(),
        "waiting": queries.waiting_days(),
        "odd": queries.odd_slots(),
    }
    return render(request, "naloxone/nights.html", shown)


def nights_table(lines: list[NightLine]) -> tables.Table:
    return tables.Table(
        name="kit-nights",
        caption=_("Nights"),
        columns=[tables.Column(_("Day")), tables.Column(_("Program")), tables.Column(_("State"))],
        rows=[_night_row(line) for line in lines],
        empty=_("No kit night yet. Open the first one above."),
        stacks=True,
    )


def _night_row(line: NightLine) -> list[object]:
    state = tables.Cell(_("open"), tone="out") if line.is_open else tables.Cell(_("over"), tone="closed")
    link = reverse("supplies:night", args=[line.program_id, line.day])
    return [tables.Cell(line.day.isoformat(), link=link), line.program, state]


@require_POST
@may(May.OPEN_NIGHT)
@never_cache
def open_night(request: DeskRequest) -> HttpResponse:
    """The poster with the code; asking again shows the same one."""
    form = OpenNight(request.POST)
    if not form.is_valid():
        raise BadInput(_("Choose a program that goes out."))
    night, code = services.open_night(program_id=form.cleaned_data["program"].id, by=request.person)
    address = request.build_absolute_uri(f"/field/#night={code}")
    shown = {"night": night, "code": codes.shown(code), "address": address}
    return render(request, "naloxone/poster.html", shown)


@require_POST
@may(May.OPEN_POOL)
def open_pool(request: DeskRequest) -> HttpResponse:
    form = PoolDay(request.POST)
    if not form.is_valid():
        raise BadInput(_("Choose the day to open."))
    opened = services.open_pool(day=form.cleaned_data["day"], by=request.person, keyring=request.keyring)
    for sentence in what_happened(opened):
        messages.success(request, sentence)
    if opened.odd:
        odd = ngettext(
            "%(n)d arrival is not a slot that this key opens. It is kept aside and shown below.",
            "%(n)d arrivals are not slots that this key opens. They are kept aside and shown below.",
            opened.odd,
        )
        messages.warning(request, odd % {"n": opened.odd})
    return redirect("naloxone:nights")


def what_happened(opened: Opened) -> list[str]:
    """What opening a pool came to, in sentences."""
    slots = ngettext(
        "%(n)d sealed slot was opened. Every saved door had sent one, full or empty.",
        "%(n)d sealed slots were opened. Every saved door had sent one, full or empty.",
        opened.slots,
    )
    empty = ngettext("%(n)d was empty and is gone.", "%(n)d were empty and are gone.", opened.empty)
    full = ngettext(
        "%(n)d hand-out was moved, in random order, to its area and week. The pool is emptied.",
        "%(n)d hand-outs were moved, in random order, to their area and week. The pool is emptied.",
        opened.handouts,
    )
    return [f"{slots % {'n': opened.slots}} {empty % {'n': opened.empty}} {full % {'n': opened.handouts}}"]


@may(May.OPEN_POOL)
def paper(request: DeskRequest) -> HttpResponse:
    """A night's paper tally: the same promises as on a phone, for one area at a time."""
    form = PaperTally(request.POST if request.method == "POST" else None, initial={"day": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            services_paper.put_down(
                program_id=form.cleaned_data["program"].id,
                day=form.cleaned_data["day"],
                tally=form.tally(),
                by=request.person,
            )
        except BadInput as trouble:
            form.add_error(None, str(trouble))
        else:
            messages.success(request, _("Put down. It counts for its area and week; the paper is no longer needed."))
            return redirect("naloxone:paper")
    return render(request, "naloxone/paper.html", {"form": form}, status=422 if form.errors else 200)


@may(May.SEE_HANDOUTS)
def handouts(request: DeskRequest) -> HttpResponse:
    form = Shown(request.GET)
    show = form.cleaned_data["show"] if form.is_valid() else Item.Kind.KIT.value
    table = grid_table(show)
    if request.GET.get("format") == "csv":
        return tables.download(table)
    shown = {
        "table": table,
        "form": Shown(initial={"show": show}),
        "show": show,
        "map": area_map.drawn(queries_desk.area_shapes()),
    }
    return render(request, "naloxone/handouts.html", shown)


def grid_table(show: str) -> tables.Table:
    """Areas down, weeks across. No sums at the edges."""
    kind, _dash, number = show.partition("-")
    if kind == "barrier":
        grid, caption = queries_desk.barrier_grid(int(number)), rules.BARRIERS[int(number)]
    else:
        grid, caption = queries_desk.handout_grid(kind), Item.Kind(kind).label
    words = band_words()
    return tables.Table(
        name=f"handouts-{show}",
        caption=_("By area and week: %(what)s") % {"what": caption},
        columns=[tables.Column(_("Area")), *(tables.Column(week, counts=True) for week in grid.weeks)],
        rows=[[area, *(_band(band, words) for band in bands)] for area, bands in grid.rows],
        empty=_("No area had more than 10 in any of the last eight weeks that are shown."),
        notes=_grid_notes(grid),
    )


def band_words() -> list[str]:
    between = [_("%(low)d to %(high)d") % {"low": band.start, "high": band.stop - 1} for band in rules.BANDS[1:]]
    return [_("10 or fewer"), *between, _("more than 100")]


def _band(band: int | None, words: list[str]) -> object:
    return tables.Cell(_("hidden"), tone="hidden") if band is None else words[band]


def _grid_notes(grid: Grid) -> list[str]:
    return [
        _("Nobody sees small numbers, staff neither: none and 10 read the same. Larger numbers are shown roughly."),
        _("An area that is not listed had 10 or fewer in each of these weeks."),
        _("Hidden: a week in which the night's stock would tell a small number."),
        _("A week begins on Monday (ISO 8601). It appears when it is over: %(week)s on %(day)s.")
        % {"week": grid.next_week, "day": formats.date_format(grid.next_on, "DATE_FORMAT")},
    ]


@require_POST
@may(May.READ_OUTREACH_NOTES)
@never_cache
def notes(request: DeskRequest) -> HttpResponse:
    """Opening notes is an act of its own: it leaves one line in the audit, and the page is not kept."""
    found = services.read_notes(by=request.person, keyring=request.keyring)
    return render(request, "naloxone/notes.html", {"lines": found})
