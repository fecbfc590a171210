"""What leaves the desk: call sheets and letters on paper, people as a file. What is refused stays out."""

import tempfile
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, confirmed, may
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Plain
from waymeet.organizing.lists import calling, forms, letters, queries, taking_out
from waymeet.organizing.lists.views import after_of

SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@may(May.MAKE_LISTS)
@never_cache
def calls(request: DeskRequest, list_id: UUID) -> HttpResponse:
    mine: dict[str, Any] = {"by": request.person, "keyring": request.keyring}
    found = queries.one(list_id=list_id, **mine)
    sheet = calling.sheet(found, after=after_of(request), **mine)
    said = {"found": found, "sheet": sheet, "results": forms.RESULTS, "today": clock.today()}
    return render(request, "lists/calls.html", said)


@require_POST
@may(May.MAKE_LISTS)
def called(request: DeskRequest, list_id: UUID, contact_id: UUID) -> HttpResponse:
    form = forms.Called(request.POST)
    result, number, words = form.told() if form.is_valid() else ("", None, "")
    told: dict[str, Any] = {"result": result, "number": number, "words": words}
    mine: dict[str, Any] = {"by": request.person, "keyring": request.keyring}
    calling.called(list_id=list_id, contact_id=contact_id, **told, **mine)
    if request.htmx:
        return render(request, "lists/called.html", {})
    messages.success(request, _("Written down."))
    return redirect("lists:calls", list_id)


@may(May.MAKE_LISTS)
@never_cache
def write(request: DeskRequest, list_id: UUID) -> HttpResponse:
    mine: dict[str, Any] = {"by": request.person, "keyring": request.keyring}
    found = queries.one(list_id=list_id, **mine)
    form = forms.Letter(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            run = letters.write(list_id=list_id, text=form.cleaned_data["text"], **mine)
            said = {"found": found, "run": run, "labels": form.cleaned_data["labels"], "today": clock.today()}
            return render(request, "lists/letters.html", said)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    return render(request, "lists/write.html", {"found": found, "form": form}, status=422 if form.is_bound else 200)


@may(May.EXPORT_CONTACTS)
@never_cache
def out(request: DeskRequest, list_id: UUID) -> HttpResponse:
    found = queries.one(list_id=list_id, by=request.person, keyring=request.keyring)
    return render(request, "lists/out.html", {"found": found, "form": forms.TakingOut()})


@require_POST
@may(May.EXPORT_CONTACTS)
@confirmed
@never_cache
def take_out(request: DeskRequest, list_id: UUID) -> Any:
    form = forms.TakingOut(request.POST)
    if not form.is_valid():
        raise BadInput(_("Choose a file, and write numbers for VAN only."))
    said = form.cleaned_data
    mine: dict[str, Any] = {"by": request.person, "keyring": request.keyring}
    if said["what"] == "people-xlsx" and queries.one(list_id=list_id, **mine).row.classed:
        raise BadInput(
            _("A sealed list is taken out as CSV only: Excel files are first written to this server's disk.")
        )
    results = dict(zip(taking_out.RESULTS, (said["canvassed"], said["not_home"], said["left_message"]), strict=True))
    codes = taking_out.Codes(said["activist"], results)
    what = said["what"].removesuffix("-xlsx")
    made = taking_out.take(list_id=list_id, what=what, codes=codes, **mine)
    return _xlsx(made) if said["what"] == "people-xlsx" else _csv(made)


def _csv(made: taking_out.Out) -> HttpResponseBase:
    response = StreamingHttpResponse(taking_out.as_csv(made), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{made.name}.csv"'
    return response


def _xlsx(made: taking_out.Out) -> HttpResponseBase:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it once it is sent
    taking_out.as_xlsx(made, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{made.name}.xlsx", content_type=SHEETS)


@require_POST
@may(May.EXPORT_CONTACTS)
@confirmed
@never_cache
def card(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    response = HttpResponse(taking_out.vcard(contact_id=contact_id, by=request.person), content_type="text/vcard")
    response["Content-Disposition"] = 'attachment; filename="person.vcf"'
    return response
