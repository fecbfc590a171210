"""Bringing in a list of people from the desk: the file, how it is understood, a dry run, the list, and undoing it."""

from dataclasses import replace
from uuid import UUID

import msgspec
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, confirmed, may
from waymeet.accounts.people import Person
from waymeet.accounts.roles import May
from waymeet.design import tables, working
from waymeet.kernel import long_work
from waymeet.kernel.errors import BadInput, Plain
from waymeet.organizing.imports import previewing, problems, queries, undoing
from waymeet.organizing.imports.forms import Columns, ListFile
from waymeet.organizing.imports.models import Batch, Explained
from waymeet.organizing.imports.reading import lines_of, open_sheet
from waymeet.organizing.imports.report import Report
from waymeet.organizing.imports.services import Progress, bring_in, silent
from waymeet.organizing.turf import uploads

AT_ONCE = 100_000  # bytes that are read within a request: a second or two
UNDO_AT_ONCE = 2_000
STEPS = {"rows": _("Reading rows"), "undo": _("Undoing")}
TONES = {
    Batch.State.RUNNING: "waiting",
    Batch.State.DONE: "good",
    Batch.State.STOPPED: "caution",
    Batch.State.UNDONE: "closed",
}


@may(May.BRING_IN_CONTACTS)
@never_cache
def batches(request: DeskRequest) -> HttpResponse:
    """The file is asked for first; below, every list that was brought in."""
    form = ListFile(request.POST, request.FILES) if request.method == "POST" else ListFile()
    if request.method == "POST" and form.is_valid():
        key = uploads.keep(form.cleaned_data["file"])
        try:
            open_sheet(uploads.path_of(key))
        except BadInput as trouble:
            uploads.forget(key)
            form.add_error("file", str(trouble.sentence))
        else:
            return redirect("imports:columns", key)
    rows = [_row(row, who) for row, who in queries.batches(by=request.person)]
    names = (_("List"), _("Day"), _("Who"), _("How far"))
    columns = [tables.Column(name) for name in names]
    columns += [tables.Column(name, counts=True) for name in (_("Rows"), _("Added"), _("Known"), _("Not taken"))]
    empty = _("No list has been brought in yet.")
    table = tables.Table(
        name="lists-in", caption=_("Lists that were brought in"), columns=columns, rows=rows, empty=empty, stacks=True
    )
    status = 422 if form.errors else 200
    return render(request, "imports/batches.html", {"form": form, "table": table}, status=status)


def _row(row: Batch, who: str) -> list[object]:
    link = reverse("imports:batch", args=[row.pk])
    state = tables.Cell(row.state, words=row.get_state_display(), tone=TONES[Batch.State(row.state)])
    name = tables.Cell(row.file_name, link=link)
    return [name, row.day.isoformat(), who, state, row.rows, row.made, row.changed + row.same, row.left]


@may(May.BRING_IN_CONTACTS)
@never_cache
def columns(request: DeskRequest, key: str) -> HttpResponse:
    """The preview with a choice a column; sending it counts without writing, and then brings the list in."""
    now = long_work.standing(uploads.work_of(key))
    if now is not None and (now.state == long_work.WORKING or request.method == "GET"):
        return _beside(request, key, now)
    uploads.forget_work(key)
    form = _form(key, request.POST if request.method == "POST" else None, request.GET.get("sheet", ""))
    if request.method != "POST" or not form.is_valid():
        return _page(request, key, form)
    if uploads.path_of(key).stat().st_size > AT_ONCE:
        return _begin(request, key, form)
    try:
        report = _bring_in(request.person, key, form, dry=_is_dry(request.POST))
    except BadInput as trouble:
        form.add_error(None, str(trouble.sentence))
        return _page(request, key, form)
    return _page(request, key, form, report) if report.dry_run else _brought_in(request, key, report)


def _form(key: str, asked: QueryDict | None, sheet: str = "") -> Columns:
    listed = open_sheet(uploads.path_of(key), asked.get("sheet", "") if asked else sheet)
    return Columns(listed, asked, day_first=previewing.preview(listed).day_first)


def _is_dry(asked: QueryDict) -> bool:
    return asked.get("step") != "import"


def _bring_in(by: Person, key: str, form: Columns, *, dry: bool, progress: Progress = silent) -> Report:
    size = 0 if progress is silent else lines_of(form.listed)
    return bring_in(sheet=form.listed, how=form.how(), by=by, dry_run=dry, size=size, progress=progress)


def _begin(request: DeskRequest, key: str, form: Columns) -> HttpResponse:
    asked = request.POST.copy()
    asked.pop("csrfmiddlewaretoken", None)
    uploads.keep_asked(asked.urlencode(), key)
    person, dry = request.person, _is_dry(request.POST)
    long_work.begin(
        uploads.work_of(key),
        lambda told: msgspec.msgpack.encode(_bring_in(person, key, form, dry=dry, progress=told)),
    )
    return redirect("imports:columns", key)


def _beside(request: DeskRequest, key: str, now: long_work.Standing) -> HttpResponse:
    if request.method == "POST":
        if "stop" in request.POST:
            long_work.stop(uploads.work_of(key))
        return redirect("imports:columns", key)
    asked = QueryDict(uploads.asked_for(key))
    if now.state == long_work.WORKING:
        heading = _("Trying the list") if _is_dry(asked) else _("Bringing the people in")
        return working.page(request, now, heading=heading, steps=STEPS)
    return working.ended(request) or _what_came_of_it(request, key, now, asked)


def _what_came_of_it(request: DeskRequest, key: str, now: long_work.Standing, asked: QueryDict) -> HttpResponse:
    form, report = _form(key, asked), None
    if now.state == long_work.DONE:
        report = msgspec.msgpack.decode(long_work.result(uploads.work_of(key)), type=Report)
        if not report.dry_run:
            return _brought_in(request, key, report)
    elif form.is_valid():
        form.add_error(None, working.sentence(now))
        if not _is_dry(asked):
            form.add_error(
                None, _("What was written before is kept. Begin again to finish, or undo it: nobody doubles.")
            )
    return _page(request, key, form, report)


def _page(request: DeskRequest, key: str, form: Columns, report: Report | None = None) -> HttpResponse:
    told = [
        (row, column, problems.sentence(code), problems.remedy(code))
        for row, column, code in (report.examples if report else ())
    ]
    shown = {
        "key": key,
        "form": form,
        "preview": previewing.preview(form.listed),
        "report": report,
        "told": told,
    }
    return render(request, "imports/columns.html", shown, status=422 if form.errors else 200)


def _brought_in(request: DeskRequest, key: str, report: Report) -> HttpResponse:
    uploads.forget(key)
    messages.success(request, _("The list is in. What could not be taken stands below, row by row."))
    return redirect("imports:batch", report.batch)


@may(May.BRING_IN_CONTACTS)
@never_cache
def batch(request: DeskRequest, batch_id: UUID) -> HttpResponse:
    """What came of one list: the numbers, what was not taken, and the way back."""
    row = queries.batch(batch_id=batch_id, by=request.person)
    many, explained = queries.explained(batch_id=batch_id, by=request.person)
    shown = {
        "batch": row,
        "many": many,
        "table": _table([(one, None) for one in explained]),
        "tone": TONES[Batch.State(row.state)],
        "touched": undoing.touched(batch_id=batch_id, by=request.person),
    }
    return render(request, "imports/batch.html", shown)


def _table(rows: list[tuple[Explained, dict[str, str] | None]]) -> tables.Table:
    names = [name for _row, cells in rows for name in cells or ()]
    more = [name for name in dict.fromkeys(names) if name]
    lines = [
        [one.row, one.column, problems.sentence(one.code), problems.remedy(one.code)]
        + [(cells or {}).get(name, "") for name in more]
        for one, cells in rows
    ]
    columns = [
        tables.Column(_("Row"), counts=True),
        tables.Column(_("Column")),
        tables.Column(_("What is wrong")),
        tables.Column(_("What to do")),
        *(tables.Column(name) for name in more),
    ]
    return tables.Table(
        name="not-taken",
        caption=_("What could not be taken"),
        columns=columns,
        rows=lines,
        empty=_("Everything was taken."),
        stacks=True,
    )


@require_POST
@may(May.BRING_IN_CONTACTS)
@confirmed
def to_mend(request: DeskRequest, batch_id: UUID) -> HttpResponse:
    """The rows that were not taken, with their cells, as a file to mend and bring in again; or the single cells."""
    whole = request.POST.get("which") != "cells"
    rows = queries.to_mend(batch_id=batch_id, by=request.person, keyring=request.keyring, whole=whole)
    table = _table([(one, cells) for one, cells in rows])
    return tables.download(replace(table, name="rows-to-mend" if whole else "cells-to-look-up"))


@require_POST
@may(May.BRING_IN_CONTACTS)
@confirmed
def undo(request: DeskRequest, batch_id: UUID) -> HttpResponse:
    found = queries.batch(batch_id=batch_id, by=request.person)
    touched_too = request.POST.get("touched") == "too"
    person, keyring = request.person, request.keyring
    if found.rows > UNDO_AT_ONCE:
        key = uploads.keep_asked(str(batch_id))
        long_work.begin(
            uploads.work_of(key),
            lambda told: msgspec.msgpack.encode(
                undoing.undo(batch_id=batch_id, touched_too=touched_too, by=person, keyring=keyring, progress=told)
            ),
        )
        return redirect("imports:undoing", key)
    try:
        done = undoing.undo(batch_id=batch_id, touched_too=touched_too, by=person, keyring=keyring, progress=silent)
    except Plain as trouble:
        messages.error(request, str(trouble.sentence))
    else:
        _say_undone(request, done)
    return redirect("imports:batch", batch_id)


@may(May.BRING_IN_CONTACTS)
@never_cache
def being_undone(request: DeskRequest, key: str) -> HttpResponse:
    """A long list on its way out: how far it is, and a button to stop."""
    work = uploads.work_of(key)
    now = long_work.standing(work)
    if request.method == "POST" and "stop" in request.POST:
        long_work.stop(work)
        return redirect("imports:undoing", key)
    if now is not None and now.state == long_work.WORKING:
        return working.page(request, now, heading=_("Undoing the list"), steps=STEPS)
    if answer := working.ended(request):
        return answer
    batch_id = UUID(uploads.asked_for(key))
    if now is not None and now.state == long_work.DONE:
        _say_undone(request, msgspec.msgpack.decode(long_work.result(work), type=undoing.Undone))
    elif now is not None:
        messages.error(request, working.sentence(now))
    uploads.forget(key)
    return redirect("imports:batch", batch_id)


def _say_undone(request: DeskRequest, done: undoing.Undone) -> None:
    told = _(
        "Undone. %(gone)d people went, %(restored)d stand as before, %(stay)d stay: somebody worked with them since."
    )
    messages.success(request, told % vars(done))
