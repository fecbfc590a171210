"""Bringing in an addresses file from the desk: the file, how it is understood, a dry run, the import."""

from uuid import UUID

import msgspec
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.people import Person
from waymeet.accounts.roles import May
from waymeet.design import working
from waymeet.kernel import long_work
from waymeet.kernel.errors import BadInput
from waymeet.organizing.turf import uploads
from waymeet.organizing.turf.forms import AddressFile, Columns
from waymeet.organizing.turf.progress import STEPS, Progress, silent
from waymeet.organizing.turf.report import AddressReport
from waymeet.organizing.turf.services.addresses import import_addresses, preview_columns

AT_ONCE = 200_000  # bytes that are read within a request: a second or two


@may(May.IMPORT_TOWN)
def addresses(request: DeskRequest) -> HttpResponse:
    """First the file, then how its columns are understood, then a dry run, then the import."""
    form = AddressFile(request.POST, request.FILES) if request.method == "POST" else AddressFile()
    if request.method == "POST" and form.is_valid():
        key = uploads.keep(form.cleaned_data["file"])
        try:
            preview_columns(uploads.path_of(key))
        except BadInput as trouble:
            uploads.forget(key)
            form.add_error("file", str(trouble.sentence))
        else:
            return redirect("turf:addresses_columns", key)
    return render(request, "turf/addresses.html", {"form": form}, status=422 if form.errors else 200)


@may(May.IMPORT_TOWN)
def addresses_columns(request: DeskRequest, key: str) -> HttpResponse:
    """The preview with a choice a field; sending it counts without writing, and then imports."""
    now = long_work.standing(uploads.work_of(key))
    if now is not None and (now.state == long_work.WORKING or request.method == "GET"):
        return _beside(request, key, now)
    uploads.forget_work(key)
    form = Columns(preview_columns(uploads.path_of(key)), request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, key, form)
    if uploads.path_of(key).stat().st_size > AT_ONCE:
        return _begin(request, key, form)
    try:
        report = _import(request.person, key, form, dry=_is_dry(request.POST))
    except BadInput as trouble:
        form.add_error(None, str(trouble.sentence))
        return _page(request, key, form)
    return _page(request, key, form, report) if report.dry_run else _imported(request, key, report.run)


def _is_dry(asked: QueryDict) -> bool:
    return asked.get("step") != "import"


def _import(by: Person, key: str, form: Columns, *, dry: bool, progress: Progress = silent) -> AddressReport:
    path, mapping = uploads.path_of(key), form.mapping()
    report = import_addresses(path=path, by=by, mapping=mapping, dry_run=dry, progress=progress)
    if not dry:
        import_string(settings.AFTER_ADDRESSES)()
    return report


def _begin(request: DeskRequest, key: str, form: Columns) -> HttpResponse:
    asked = request.POST.copy()
    asked.pop("csrfmiddlewaretoken", None)
    uploads.keep_asked(asked.urlencode(), key)
    person, dry = request.person, _is_dry(request.POST)
    long_work.begin(
        uploads.work_of(key),
        lambda told: msgspec.msgpack.encode(_import(person, key, form, dry=dry, progress=told)),
    )
    return redirect("turf:addresses_columns", key)


def _beside(request: DeskRequest, key: str, now: long_work.Standing) -> HttpResponse:
    """A large file: how far it is, a button to stop, and what came of it."""
    if request.method == "POST":
        if "stop" in request.POST:
            long_work.stop(uploads.work_of(key))
        return redirect("turf:addresses_columns", key)
    asked = QueryDict(uploads.asked_for(key))
    if now.state == long_work.WORKING:
        heading = _("Trying the file") if _is_dry(asked) else _("Bringing the addresses in")
        return working.page(request, now, heading=heading, steps=STEPS)
    return working.ended(request) or _what_came_of_it(request, key, now, asked)


def _what_came_of_it(request: DeskRequest, key: str, now: long_work.Standing, asked: QueryDict) -> HttpResponse:
    form, report = Columns(preview_columns(uploads.path_of(key)), asked), None
    if now.state == long_work.DONE:
        report = msgspec.msgpack.decode(long_work.result(uploads.work_of(key)), type=AddressReport)
        if not report.dry_run:
            return _imported(request, key, report.run)
    elif form.is_valid():
        form.add_error(None, working.sentence(now))
        if not _is_dry(asked) and now.state != long_work.FAILED:
            form.add_error(
                None, _("What was written before is kept. Bring the file in again to finish: nothing doubles.")
            )
    return _page(request, key, form, report)


def _page(request: DeskRequest, key: str, form: Columns, report: AddressReport | None = None) -> HttpResponse:
    shown = {"key": key, "preview": form.preview, "form": form, "report": report}
    return render(request, "turf/addresses_columns.html", shown, status=422 if form.errors else 200)


def _imported(request: HttpRequest, key: str, run: UUID | None) -> HttpResponse:
    uploads.forget(key)
    messages.success(request, _("The addresses are in. What could not be used is listed here, row by row."))
    return redirect("turf:problems", run)
