"""Participants' trainings at the desk: how many, writing one down, and certificates to print."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.care.teaching import forms, queries, services
from waymeet.design import tables
from waymeet.kernel.errors import BadInput


@may(May.TEACH)
@never_cache
def page(request: DeskRequest) -> HttpResponse:
    """What was taught, by quarter, and the forms."""
    table = _table(queries.by_quarter(by=request.person))
    if request.GET.get("format") == "csv":
        return tables.download(table)
    form = forms.Write(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data | {"course": UUID(form.cleaned_data["course"])}
        services.write_down(by=request.person, **said)
        messages.success(request, _("It is counted. Who came is written nowhere."))
        return redirect("teaching:page")
    shown = {"form": form, "printing": forms.Print(prefix="print"), "table": table}
    return render(request, "teaching/page.html", shown, status=422 if form.is_bound else 200)


def _table(lines: list[queries.Line]) -> tables.Table:
    return tables.Table(
        name="taught",
        caption=_("What was taught"),
        columns=[
            tables.Column(_("Quarter"), short=True),
            tables.Column(_("Course")),
            tables.Column(_("Where")),
            tables.Column(_("People who came"), counts=True, means=_("Each time they came: nobody is known by name.")),
            tables.Column(_("Certificates"), counts=True),
        ],
        rows=[[one.quarter, one.course, one.setting, one.people, one.certificates] for one in lines],
        empty=_("Nothing yet."),
        stacks=True,
    )


@require_POST
@may(May.TEACH)
@never_cache
def certificates(request: DeskRequest) -> HttpResponse:
    """A page of them, in both languages, with lines to write on. Nothing is kept, and no number leads back."""
    form = forms.Print(request.POST, prefix="print")
    if not form.is_valid():
        raise BadInput(_("Choose a course, and how many certificates: 1 to 60."))
    course = UUID(form.cleaned_data["course"])
    names = {}
    for language in ("en", "es"):
        with override(language):
            names[language] = queries.course_names()[course]
    shown = {"names": names, "every": range(form.cleaned_data["how_many"])}
    return render(request, "teaching/certificates.html", shown)
