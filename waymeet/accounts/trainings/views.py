"""Trainings at the desk: what each team can do, sessions, courses; and one's own."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may, signed_in
from waymeet.accounts.roles import May
from waymeet.accounts.trainings import forms, queries, services, tables
from waymeet.design.tables import download
from waymeet.kernel.errors import NotFound, Plain


@may(May.KEEP_TRAININGS)
@never_cache
def matrix(request: DeskRequest) -> HttpResponse:
    """The teams in words, then everybody who lets it be seen."""
    found = queries.matrix(by=request.person)
    table = tables.matrix(found)
    if request.GET.get("format") == "csv":
        return download(table)
    shown = {
        "found": found,
        "teams": [tables.said(team) for team in found.teams],
        "table": table,
        "due": tables.due(found.due),
    }
    return render(request, "trainings/matrix.html", shown)


@require_POST
@may(May.KEEP_TRAININGS)
def begin(request: DeskRequest) -> HttpResponse:
    services.begin(by=request.person)
    return redirect("trainings:courses")


@may(May.KEEP_TRAININGS)
@never_cache
def session(request: DeskRequest) -> HttpResponse:
    """Write down who was at a course; what one wrote down lately can be taken back."""
    people = queries.everybody_here(by=request.person)
    form = forms.Session(queries.courses(), people, request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = dict(form.cleaned_data)
        try:
            _session, made = services.write_down(people=said.pop("people"), said=said, by=request.person)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
        else:
            words = ngettext("Written down for %(n)d person.", "Written down for %(n)d people.", made)
            messages.success(request, words % {"n": made})
            return redirect("trainings:session")
    shown = {"form": form, "lately": queries.sessions_of(by=request.person)}
    return render(request, "trainings/session.html", shown, status=422 if form.errors else 200)


@require_POST
@may(May.KEEP_TRAININGS)
def take_back(request: DeskRequest, session_id: UUID) -> HttpResponse:
    services.take_back(session=session_id, by=request.person)
    messages.success(request, _("Taken back: nobody has it from that day any more."))
    return redirect("trainings:session")


@may(May.KEEP_TRAININGS)
def courses(request: DeskRequest) -> HttpResponse:
    form = forms.OneCourse(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.add_course(said=form.cleaned_data, by=request.person)
        messages.success(request, _("The course is on the list."))
        return redirect("trainings:courses")
    shown = {"form": form, "table": tables.courses(queries.courses_counted(by=request.person))}
    return render(request, "trainings/courses.html", shown, status=422 if form.errors else 200)


@may(May.KEEP_TRAININGS)
def course(request: DeskRequest, course_id: UUID) -> HttpResponse:
    row = next((one for one in queries.courses_counted(by=request.person) if one.pk == course_id), None)
    if row is None:
        raise NotFound
    begun = {name: getattr(row, name) for name in ("name_en", "name_es", "months", "gives")}
    begun["retired"] = row.retired_on is not None
    form = forms.ChangedCourse(request.POST if request.method == "POST" else None, initial=begun)
    if form.is_valid():
        said: dict[str, Any] = dict(form.cleaned_data)
        services.change_course(course_id=course_id, retired=said.pop("retired"), said=said, by=request.person)
        messages.success(request, _("Changed."))
        return redirect("trainings:courses")
    status = 422 if form.errors else 200
    return render(request, "trainings/course.html", {"form": form, "course": row}, status=status)


@signed_in
@never_cache
def mine(request: DeskRequest) -> HttpResponse:
    """One's own: what one has had, who sees it, and one more."""
    found = queries.own(by=request.person)
    if request.GET.get("format") == "csv":
        return download(tables.own(found))
    form = forms.Own(queries.courses(), request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.add_own(said=form.cleaned_data, by=request.person)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
        else:
            messages.success(request, _("Written down."))
            return redirect("trainings:mine")
    shown = {"found": found, "form": form, "has_courses": bool(queries.courses())}
    return render(request, "trainings/mine.html", shown, status=422 if form.errors else 200)


@require_POST
@signed_in
def show(request: DeskRequest) -> HttpResponse:
    shown = request.POST.get("shown") == "yes"
    services.show(shown=shown, by=request.person)
    messages.success(request, _("Others can see your trainings now.") if shown else _("Only you see them now."))
    return redirect(reverse("trainings:mine"))


@require_POST
@signed_in
def drop(request: DeskRequest, training_id: UUID) -> HttpResponse:
    services.remove_own(training=training_id, by=request.person)
    messages.success(request, _("It is gone."))
    return redirect("trainings:mine")
