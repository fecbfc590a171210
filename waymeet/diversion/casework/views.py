"""LEAD cases at the desk, beside what every file has."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.casefiles import reading
from waymeet.diversion.casework import forms, kinds, services
from waymeet.diversion.casework.room import ROOM
from waymeet.diversion.incidents.queries_rules import document_of, version_on
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound

HANDED, AN_HOUR, USUAL_DAYS = "waymeet handed over", 3600, 30


@may(May.READ_CASES)
@never_cache
def begin(request: DeskRequest) -> HttpResponse:
    """Somebody came: the first talk is due within the days the rules of today say."""
    form = forms.Begin(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            made = services.begin(
                door=said["door"],
                races=said["races"],
                intake_days=_intake_days(),
                said={"called": said["called"], "follows": str(request.person.id)},
                by=request.person,
                keyring=request.keyring,
            )
        except BadInput as trouble:
            put(form, trouble)
        else:
            return redirect("casework:file", made)
    return render(request, "casework/begin.html", {"form": form}, status=422 if form.errors else 200)


def put(form: Any, trouble: BadInput) -> None:
    form.add_error(trouble.column if trouble.column in form.fields else None, str(trouble.sentence))


def _intake_days() -> int:
    version = version_on(clock.today())
    return document_of(version).intake_days if version else USUAL_DAYS


@require_POST
@may(May.READ_CASES)
@never_cache
def begin_handed(request: DeskRequest) -> HttpResponse:
    """Right after a hand-over: what came with it was signed for an hour, and is stored nowhere but in the file."""
    try:
        handed = signing.loads(request.POST.get("handed", ""), salt=HANDED, max_age=AN_HOUR)
    except signing.BadSignature:
        messages.error(request, _("This has waited for too long. Begin the file without the incident."))
        return redirect("casework:lead_begin")
    made = services.begin(
        door=handed["door"],
        incident=UUID(handed["incident"]) if handed["incident"] else None,
        races=handed["races"],
        intake_days=handed["intake_days"],
        in_time=handed["in_time"],
        said={"follows": str(request.person.id)},
        by=request.person,
        keyring=request.keyring,
    )
    messages.success(request, _("The file is there, sealed to the team."))
    return redirect("casework:file", made)


@may(May.READ_CASES)
@never_cache
def case(request: DeskRequest, file_id: int) -> HttpResponse:
    """What they told, kind by kind, and a form for each."""
    return _page(request, file_id)


def _page(request: DeskRequest, file_id: int, **bound: Any) -> HttpResponse:
    by: dict[str, Any] = {"by": request.person, "keyring": request.keyring}
    found = reading.one_file(room=ROOM, file_id=file_id, **by)
    services.count_now(file_id=file_id, **by)
    began = found.beside.get(kinds.BEGINNING)
    parts = [
        {
            "kind": kind,
            "heading": forms.HEADINGS[kind][0],
            "add": forms.HEADINGS[kind][1],
            "lots": found.beside.get(kind, []),
            "form": bound.get(kind) or forms.FORMS[kind](auto_id=f"{kind}_%s"),
        }
        for kind in kinds.WRITTEN
    ]
    intake_by = clock.today().fromisoformat(began[0][0].said["intake_by"]) if began else None
    waits = intake_by is not None and not found.beside.get(kinds.INTAKE)
    said = {"file": found, "parts": parts, "intake_by": intake_by if waits else None, "began": began}
    return render(request, "casework/case.html", said, status=422 if bound else 200)


@require_POST
@may(May.READ_CASES)
@never_cache
def write(request: DeskRequest, file_id: int, kind: str) -> HttpResponse:
    if kind not in kinds.WRITTEN:
        raise NotFound
    form = forms.FORMS[kind](request.POST, auto_id=f"{kind}_%s")
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.put_down(file_id=file_id, kind=kind, said=said, by=request.person, keyring=request.keyring)
        except BadInput as trouble:
            put(form, trouble)
        else:
            messages.success(request, _("It is written down."))
            return redirect("casework:case", file_id)
    return _page(request, file_id, **{kind: form})


@may(May.READ_CASES)
@never_cache
def change(request: DeskRequest, file_id: int, record: UUID) -> HttpResponse:
    """The next version of something they told."""
    by: dict[str, Any] = {"by": request.person, "keyring": request.keyring}
    found = reading.one_file(room=ROOM, file_id=file_id, **by)
    lots = [lot for kind in kinds.WRITTEN for lot in found.beside.get(kind, [])]
    lot = next((one for one in lots if one[0].record == record), None)
    if lot is None:
        raise NotFound
    kind = lot[0].kind
    first = dict(lot[0].said) | {"seen": lot[0].version}
    form = forms.FORMS[kind](request.POST if request.method == "POST" else None, initial=first)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.write_anew(file_id=file_id, record=record, seen=said.pop("seen") or 0, said=said, **by)
        except BadInput as trouble:
            put(form, trouble)
        except Conflict as somebody:
            form.add_error(None, str(somebody.sentence))
        else:
            messages.success(request, _("It is written down."))
            return redirect("casework:case", file_id)
    said_now = {"form": form, "file": found, "heading": forms.HEADINGS[kind][0], "lot": lot}
    return render(request, "casework/change.html", said_now, status=422 if form.errors else 200)
