"""Bringing a directory in at the desk: look, try, bring in, undo; and taking it out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.care.directory import packaging, problems, queries, reading, services, uploads
from waymeet.care.directory.forms import PackageFile
from waymeet.care.directory.models import Batch
from waymeet.design import tables
from waymeet.kernel.errors import NotFound, Plain

TONES = {Batch.State.DONE: "good", Batch.State.UNDONE: "closed"}


@may(May.KEEP_DIRECTORY)
@never_cache
def bring_in(request: DeskRequest) -> HttpResponse:
    """Choose a file; what was brought in before stands below."""
    form = PackageFile(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        key = uploads.keep(form.cleaned_data["file"])
        try:
            reading.read(uploads.path_of(key))
        except Plain as trouble:
            uploads.forget(key)
            form.add_error("file", str(trouble.sentence))
        else:
            return redirect("directory:look", key)
    shown = {"form": form, "table": _batches()}
    return render(request, "directory/in.html", shown, status=422 if form.errors else 200)


def _batches() -> tables.Table:
    return tables.Table(
        name="directories",
        caption=_("What was brought in"),
        columns=[
            tables.Column(_("Day"), short=True),
            tables.Column(_("File")),
            tables.Column(_("Shape of the file")),
            tables.Column(_("State")),
            tables.Column(_("Rows"), counts=True),
            tables.Column(_("Not taken"), counts=True),
        ],
        rows=[
            [
                tables.Cell(one.day.isoformat(), link=reverse("directory:batch", args=[one.pk])),
                one.file_name,
                one.get_form_display(),
                tables.Cell(one.get_state_display(), tone=TONES[Batch.State(one.state)]),
                one.rows,
                one.left,
            ]
            for one in queries.batches()
        ],
        empty=_("Nothing yet."),
        stacks=True,
    )


@may(May.KEEP_DIRECTORY)
@never_cache
def look(request: DeskRequest, key: str) -> HttpResponse:
    """What it would do; then, on a word, what it did. A dry run counts the same and writes nothing."""
    path = uploads.path_of(key)
    package = reading.read(path)
    dry = request.method != "POST"
    report = services.bring_in(package=package, file_name=path.name, by=request.person, dry_run=dry)
    if not dry:
        uploads.forget(key)
        messages.success(request, _("The directory is in. What could not be taken stands below, row by row."))
        return redirect("directory:batch", report.batch)
    told = [(one, problems.sentence(one.code), problems.remedy(one.code)) for one in report.examples]
    return render(request, "directory/look.html", {"report": report, "told": told, "name": path.name})


@may(May.KEEP_DIRECTORY)
@never_cache
def batch(request: DeskRequest, batch_id: UUID) -> HttpResponse:
    row = queries.batch(batch_id)
    table = _explained(batch_id)
    if request.GET.get("format") == "csv":
        return tables.download(table)
    shown = {"batch": row, "table": table, "tone": TONES[Batch.State(row.state)]}
    return render(request, "directory/batch.html", shown)


def _explained(batch_id: UUID) -> tables.Table:
    return tables.Table(
        name="not-taken",
        caption=_("What could not be taken as it stands"),
        columns=[
            tables.Column(_("Where")),
            tables.Column(_("Field")),
            tables.Column(
                _("Row left out"), means=_("yes: the row is not in the directory. no: only this field is of no use.")
            ),
            tables.Column(_("What is wrong")),
            tables.Column(_("What to do")),
        ],
        rows=[
            [
                one.where,
                one.field,
                _("yes") if one.whole else _("no"),
                problems.sentence(one.code),
                problems.remedy(one.code),
            ]
            for one in queries.explained(batch_id)
        ],
        empty=_("Everything was taken."),
        stacks=True,
    )


@require_POST
@may(May.KEEP_DIRECTORY)
def undo(request: DeskRequest, batch_id: UUID) -> HttpResponse:
    done = services.undo(batch_id=batch_id, by=request.person)
    told = _("Undone. %(gone)d rows went, %(restored)d stand as before, %(stay)d stay: somebody changed or uses them.")
    messages.success(request, told % vars(done))
    return redirect("directory:batch", batch_id)


WAYS: dict[str, Any] = {"csv": packaging.tables, "json": packaging.nested}


@may(May.KEEP_DIRECTORY)
def out(request: DeskRequest) -> HttpResponse:
    """The whole directory as HSDS 3.0. It is public knowledge; anybody may have it."""
    way = request.GET.get("form", "csv")
    if way not in WAYS:
        raise NotFound
    answer = HttpResponse(WAYS[way](), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="directory-hsds-{way}.zip"'
    return answer
