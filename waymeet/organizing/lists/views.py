"""Lists at the desk: build one sentence by sentence, each with its count; look at it; keep it; take it away."""

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
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.design import tables
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound, Plain
from waymeet.organizing.lists import forms, looking_up, queries, rules, services
from waymeet.organizing.lists.rules import Asked


@may(May.MAKE_LISTS)
@never_cache
def saved(request: DeskRequest) -> HttpResponse:
    found = queries.saved(by=request.person, keyring=request.keyring)
    columns = [tables.Column(_("List")), tables.Column(_("Who sees it")), tables.Column(_("Made by"))]
    rows = [
        [
            tables.Cell(one.name, link=reverse("lists:people", args=[one.row.pk])),
            _("organizers, sealed") if one.row.classed and one.row.share != "me" else one.row.get_share_display(),
            one.owner,
        ]
        for one in found
    ]
    empty = _("No list yet. Build one: say whom you look for, and see how many they are.")
    table = tables.Table(name="lists", caption=_("Lists"), columns=columns, rows=rows, empty=empty, stacks=True)
    return render(request, "lists/saved.html", {"table": table})


@may(May.MAKE_LISTS)
@never_cache
def build(request: DeskRequest, list_id: UUID | None = None) -> HttpResponse:
    """One page for it all; every button posts what is asked so far, so that it works without a script."""
    mine: dict[str, Any] = {"by": request.person, "keyring": request.keyring}
    found = queries.one(list_id=list_id, **mine) if list_id else None
    if found is not None and found.row.owner != request.person.id:
        raise NotFound
    kinds = queries.kinds(by=request.person)
    choosing = forms.Choosing(kinds, request.POST if request.method == "POST" else None)
    try:
        asked = choosing.so_far() if choosing.is_bound else found.asked if found else Asked()
        return _built(request, found, choosing, asked)
    except rules.Wrong as wrong:
        raise NotFound from wrong


def _built(request: DeskRequest, found: Any, choosing: forms.Choosing, asked: Asked) -> HttpResponse:
    mine: dict[str, Any] = {"by": request.person, "keyring": request.keyring}
    do, _space, which = request.POST.get("do", "").partition(" ")
    filling = _filling(request, bound=do in ("add", "count"))
    more = filling.condition() if filling is not None and filling.is_bound else None
    if do == "count":
        return _count(request, asked, filling, more)
    if do == "add" and more is not None and filling is not None:
        asked, filling = asked.with_one(filling.cleaned_data["place"], more), None
    if do == "remove":
        group, _dot, place = which.partition(".")
        asked = asked.without(group, int(place)) if group in rules.GROUPS and place.isdigit() else asked
    first = {"name": found.name, "share": found.row.share} if found else {}
    saving = forms.Saving(request.POST if do == "save" else None, initial=first, prefix="save")
    if do == "save" and saving.is_valid():
        try:
            return _saved(request, found, asked, saving)
        except Plain as trouble:
            saving.add_error(None, str(trouble.sentence))
    chosen = request.POST.get("kind", "") if filling is not None else ""
    choosing = forms.Choosing(queries.kinds(by=request.person), initial={"kind": chosen})
    said = {
        "found": found,
        "choosing": choosing,
        "filling": filling,
        "saving": saving,
        "asked": rules.as_text(asked),
        "full": asked.full,
        "counted": queries.counted(asked, **mine),
    }
    wrong = (do == "save" and saving.errors) or (do == "add" and filling is not None)
    return render(request, "lists/build.html", said, status=422 if wrong else 200)


def _filling(request: DeskRequest, *, bound: bool) -> forms.Filling | None:
    kind = queries.kinds(by=request.person).get(request.POST.get("kind", ""))
    if kind is None:
        return None
    look = looking_up.looking(frozenset({kind.name}), by=request.person, keyring=request.keyring)
    return forms.Filling(kind, look, request.POST if bound else None, prefix="new")


def _count(request: DeskRequest, asked: Asked, filling: forms.Filling | None, more: Any) -> HttpResponse:
    """How many meet the condition as it is typed, and how many the list would hold with it."""
    said: dict[str, Any] = {"alone": None}
    if filling is not None and more is not None:
        mine: dict[str, Any] = {"by": request.person, "keyring": request.keyring}
        said["alone"] = queries.counted(Asked(all=(more,)), **mine).count
        said["whole"] = (
            queries.asked_for(asked.with_one(filling.cleaned_data["place"], more), **mine).order_by().count()
        )
    return render(request, "lists/count.html", said)


def _saved(request: DeskRequest, found: Any, asked: Asked, saving: forms.Saving) -> HttpResponse:
    said: dict[str, Any] = {"asked": asked, "by": request.person, **saving.cleaned_data}
    if found is None:
        made = services.make(**said)
    else:
        made = found.row.pk
        services.change(list_id=made, keyring=request.keyring, **said)
    messages.success(request, _("The list is kept."))
    return redirect("lists:people", made)


@may(May.MAKE_LISTS)
@never_cache
def people(request: DeskRequest, list_id: UUID) -> HttpResponse:
    mine: dict[str, Any] = {"by": request.person, "keyring": request.keyring}
    found = queries.one(list_id=list_id, **mine)
    rows = queries.people_of(found, **mine)
    page = queries.page_of(rows, after=after_of(request))
    said = {
        "found": found,
        "sentences": queries.sentences(found.asked, **mine),
        "count": rows.order_by().count(),
        "table": _table(page),
        "after": page.after,
        "mine": found.row.owner == request.person.id,
        "may_take_out": can(request.person, May.EXPORT_CONTACTS),
    }
    return render(request, "lists/people.html", said)


def after_of(request: DeskRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("after", ""))
    except ValueError:
        return None


def _table(page: queries.Page) -> tables.Table:
    columns = [
        tables.Column(_("Name")),
        tables.Column(_("How to reach them")),
        tables.Column(_("Seen last"), short=True),
    ]
    rows: list[list[object]] = []
    for row in page.people:
        points = ", ".join(one.value for one in row.points.all() if one.works)
        link = reverse("contacts:person", args=[row.pk])
        name = tables.Cell(row.called, words=row.called or _("no name"), link=link)
        rows.append([name, points or row.address or _("not said"), row.seen_on.isoformat()])
    empty = _("Nobody is on this list now.")
    return tables.Table(name="people", caption=_("People"), columns=columns, rows=rows, empty=empty, stacks=True)


@require_POST
@may(May.MAKE_LISTS)
def freeze(request: DeskRequest, list_id: UUID) -> HttpResponse:
    mine: dict[str, Any] = {"by": request.person, "keyring": request.keyring}
    name = queries.one(list_id=list_id, **mine).name
    made = services.freeze(list_id=list_id, name=f"{name[:60]} · {clock.today().isoformat()}", **mine)
    messages.success(request, _("The people of this list are kept as they are now."))
    return redirect("lists:people", made)


@require_POST
@may(May.MAKE_LISTS)
def take_away(request: DeskRequest, list_id: UUID) -> HttpResponse:
    services.take_away(list_id=list_id, by=request.person, keyring=request.keyring)
    messages.success(request, _("The list is gone. Its people are not."))
    return redirect("lists:saved")
