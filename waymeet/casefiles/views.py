"""A caseload and its files at the desk. No name stands in an address or a title; nothing opened is kept."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from waymeet.accounts.access import DeskRequest
from waymeet.accounts.queries import people_who_may
from waymeet.casefiles import arriving, papers, reading, services
from waymeet.casefiles.faces import TYPED, Asked, State
from waymeet.casefiles.forms import FaceAnew, FaceForm, Search
from waymeet.casefiles.forms_written import FORMS, Reply, Writing, empty
from waymeet.casefiles.opening import Opened
from waymeet.casefiles.parts import HEADINGS, parts_of
from waymeet.casefiles.room import Room
from waymeet.consent import gate
from waymeet.design import tables
from waymeet.keeping.views_certificate import certificate_page
from waymeet.kernel.errors import Conflict, Plain


def show(request: DeskRequest, room: Room, template: str, said: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of this room: every template finds its room, and the name of its side for the colour."""
    return render(request, f"casefiles/{template}.html", {"room_of": room, **said}, status=status)


def listing(room: Room, request: DeskRequest) -> HttpResponse:
    people = people_who_may(room.permission)
    form = Search(people, request.POST if request.method == "POST" else None)
    asked = form.asked() if form.is_bound else Asked()
    found = reading.caseload(room=room, asked=asked, by=request.person, keyring=request.keyring)
    waiting = len(arriving.waiting(room))
    names = {str(id_): name for id_, name in people}
    said = {"form": form, "found": found, "table": _table(room, found, names), "waiting": waiting, "asked": asked}
    return show(request, room, "list", said)


def _table(room: Room, found: reading.Caseload, names: dict[str, str]) -> tables.Table:
    """It has no file to download: what is opened here stays on this page."""
    return tables.Table(
        name="files",
        caption=room.heading,
        columns=[
            tables.Column(_("Name")),
            tables.Column(_("Also known as")),
            tables.Column(_("Language")),
            tables.Column(_("Who follows")),
            tables.Column(_("How it stands")),
        ],
        rows=[_line(room, one, names) for one in found.files],
        empty=_("Nobody is found. Try fewer words, or begin a file."),
        stacks=True,
    )


def _line(room: Room, one: Opened, names: dict[str, str]) -> list[object]:
    face = one.face
    link = reverse(f"{room.urls}:file", args=[one.row.pk])
    name = tables.Cell(face.name, words=face.name or _("no name given"), link=link)
    state = tables.Cell(face.state, words=face.state_words, tone=face.tone)
    if face.wrote:
        state = tables.Cell(face.state, words=_("they wrote to us"), tone="caution")
    return [name, face.others, face.language_words, names.get(face.follows, "") or _("nobody yet"), state]


def begin(room: Room, request: DeskRequest) -> HttpResponse:
    """A new file; the button works on an empty form as well."""
    mine = {"follows": str(request.person.id)}
    people = people_who_may(room.permission)
    form = FaceForm(people, request.POST if request.method == "POST" else None, initial=mine)
    if form.is_valid():
        made = services.open_file(room=room, said=form.cleaned_data, by=request.person, keyring=request.keyring)
        messages.success(request, _("The file is there, sealed to the team."))
        return redirect(f"{room.urls}:file", made)
    return show(request, room, "begin", {"form": form}, 422 if form.is_bound else 200)


def file(room: Room, request: DeskRequest, file_id: int) -> HttpResponse:
    return _page(room, request, file_id)


def _page(room: Room, request: DeskRequest, file_id: int, status: int = 200, **bound: Writing) -> HttpResponse:
    found = reading.one_file(room=room, file_id=file_id, by=request.person, keyring=request.keyring)
    others = gate.who(gate.SIDES - {room.side})
    names = dict(others)
    given = [(one, one.named or names.get(one.recipient, "")) for one in found.hand_offs]
    said = {
        "file": found,
        "parts": parts_of(room, found, empty() | bound),
        "reply": Reply(),
        "has_page": papers.has_one(room, file_id),
        "others": [*others, *gate.beyond()],
        "hand_offs": given,
        "told": told_in_words(room, found),
        "states": [(code, words) for code, words in State.choices if code != found.face.state],
    }
    return show(request, room, "file", said, status)


@dataclass(frozen=True)
class Told:
    """What another team told, in words, and the notice that goes with it wherever it is shown."""

    fields: list[tuple[str, str]]
    until: dt.date
    notice: gate.Notice


def told_in_words(room: Room, found: reading.File) -> list[Told]:
    words, spoken = gate.what_can_be_told(room.side, own_document=True), (get_language() or "en")[:2]
    told = []
    for one in found.face.handed:
        until = dt.date.fromisoformat(one.until)
        scope = gate.Scope(room.side, frozenset(one.fields), one.purpose, until)
        fields = [(said, one.fields[name]) for name, said in words if name in one.fields]
        told.append(Told(fields, until, gate.notice_for(scope, spoken)))
    return told


def face(room: Room, request: DeskRequest, file_id: int) -> HttpResponse:
    """Two people at once: the second sees both, and saves again."""
    people = people_who_may(room.permission)
    by: dict[str, Any] = {"by": request.person, "keyring": request.keyring}
    if request.method == "POST":
        form = FaceAnew(people, request.POST)
        if form.is_valid():
            said = form.cleaned_data
            try:
                services.edit_face(room=room, file_id=file_id, seen=said["seen"], said=said, **by)
            except Conflict as first:
                return _both(room, request, file_id, form, first)
            messages.success(request, _("It is written down."))
            return redirect(f"{room.urls}:file", file_id)
        return show(request, room, "face", {"form": form, "file_id": file_id}, 422)
    found = reading.one_file(room=room, file_id=file_id, **by)
    known = {name: getattr(found.face, name) for name in TYPED}
    form = FaceAnew(people, initial={**known, "seen": found.version})
    return show(request, room, "face", {"form": form, "file_id": file_id})


def _both(room: Room, request: DeskRequest, file_id: int, form: FaceAnew, first: Plain) -> HttpResponse:
    """What was typed stays in the form; what a colleague wrote stands beside it."""
    found = reading.one_file(room=room, file_id=file_id, by=request.person, keyring=request.keyring)
    form.add_error(None, str(first.sentence))
    _seen(form, found.version)
    fields = [bound for bound in form if bound.name in TYPED]
    theirs = [(bound.label, _in_words(bound, getattr(found.face, bound.name))) for bound in fields]
    return show(request, room, "face", {"form": form, "file_id": file_id, "theirs": theirs}, 409)


def _seen(form: Any, version: int) -> None:
    """From now on this is the version that was seen."""
    form.data = form.data.copy()
    form.data["seen"] = version


def _in_words(bound: Any, value: str) -> Any:
    return dict(getattr(bound.field, "choices", ())).get(value, value) if value else _("nothing")


def write(room: Room, request: DeskRequest, file_id: int, kind: str) -> HttpResponse:
    form = FORMS[kind](request.POST, auto_id=f"{kind}_%s")
    if not form.is_valid():
        return _page(room, request, file_id, 422, **{kind: form})
    said, by = form.cleaned_data, request.person
    services.put_down(room=room, file_id=file_id, kind=kind, said=said, by=by, keyring=request.keyring)
    messages.success(request, _("It is in the file, sealed."))
    return redirect(f"{room.urls}:file", file_id)


def correct(room: Room, request: DeskRequest, file_id: int, record: UUID) -> HttpResponse:
    """The next version of it; what it said before stays below it."""
    by: dict[str, Any] = {"by": request.person, "keyring": request.keyring}
    versions = reading.one_file(room=room, file_id=file_id, **by).lot(record)
    newest = versions[0]
    if request.method != "POST":
        form = FORMS[newest.kind](initial={**newest.said, "seen": newest.version})
        return _correct(room, request, file_id, form, versions)
    form = FORMS[newest.kind](request.POST, initial=dict(newest.said))
    if form.is_valid():
        said, seen = form.cleaned_data, form.cleaned_data["seen"] or 0
        try:
            services.write_anew(room=room, file_id=file_id, record=record, seen=seen, said=said, **by)
            messages.success(request, _("It is changed; the earlier words stay below it."))
            return redirect(f"{room.urls}:file", file_id)
        except Conflict as first:
            form.add_error(None, str(first.sentence))
    _seen(form, newest.version)
    return _correct(room, request, file_id, form, versions)


def _correct(room: Room, request: DeskRequest, file_id: int, form: Writing, versions: reading.Lot) -> HttpResponse:
    said = {"form": form, "file_id": file_id, "versions": versions, "heading": HEADINGS[versions[0].kind][1]}
    return show(request, room, "correct", said, 422 if form.is_bound else 200)


def answer(room: Room, request: DeskRequest, file_id: int, record: UUID) -> HttpResponse:
    form, by = Reply(request.POST), request.person
    reply = form.cleaned_data["reply"] if form.is_valid() else ""
    services.answer(room=room, file_id=file_id, record=record, reply=reply, by=by, keyring=request.keyring)
    messages.success(request, _("Answered. They read it on their own page."))
    return redirect(f"{room.urls}:file", file_id)


def state(room: Room, request: DeskRequest, file_id: int) -> HttpResponse:
    state_, by = request.POST.get("state", ""), request.person
    services.set_state(room=room, file_id=file_id, state=state_, by=by, keyring=request.keyring)
    messages.success(request, _("It is written down."))
    return redirect(f"{room.urls}:file", file_id)


def copy(room: Room, request: DeskRequest, file_id: int) -> HttpResponse:
    found = reading.own_copy(room=room, file_id=file_id, by=request.person, keyring=request.keyring)
    given = [(one, gate.state_words(one.state)[1], _account(one)) for one in found.hand_offs]
    said = {"given": given, "file": found.file, "told": told_in_words(room, found.file)}
    return show(request, room, "copy", said | {"parts": parts_of(room, found.file, {})})


def _account(standing: gate.Standing) -> list[tuple[dt.date, str]]:
    """What was told on which day, in words."""
    words = gate.what_can_be_told(standing.asked.recipient, own_document=True)
    return [(one.day, ", ".join(said for name, said in words if name in one.classes)) for one in standing.disclosures]


def forget(room: Room, request: DeskRequest, file_id: int) -> HttpResponse:
    """The certificate is the answer itself, shown this once."""
    services.forget(room=room, file_id=file_id, by=request.person, keyring=request.keyring)
    return certificate_page(request, room.certificate)
