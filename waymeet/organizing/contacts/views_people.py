"""People at the desk: find, add, change, write down what happened, let go. No name stands in an address or a title."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, confirmed, may
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.casefiles.faces import LANGUAGES
from waymeet.design import tables
from waymeet.kernel import clock
from waymeet.kernel.errors import Plain
from waymeet.organizing.contacts import forms_people, people, queries_people
from waymeet.organizing.contacts.models import Contact


@may(May.SEE_CONTACTS)
@never_cache
def listing(request: DeskRequest) -> HttpResponse:
    form = forms_people.Search(request.POST if request.method == "POST" else None)
    words, page = form.asked() if form.is_bound else ("", 1)
    found = queries_people.found(words=words, page=page, by=request.person)
    guarded_too = can(request.person, May.READ_GUARDED)
    said = {"form": form, "found": found, "table": _table(found), "words": words, "may_see_guarded": guarded_too}
    return render(request, "contacts/people.html", said)


def _table(found: queries_people.Found) -> tables.Table:
    return tables.Table(
        name="people",
        caption=_("Contacts"),
        columns=[
            tables.Column(_("Name")),
            tables.Column(_("How to reach them")),
            tables.Column(_("Seen last"), short=True),
        ],
        rows=[_line(row) for row in found.people],
        empty=_("Nobody is found. Try fewer words, or add somebody."),
        stacks=True,
    )


def _line(row: Any) -> list[object]:
    name = tables.Cell(row.called, words=row.called or _("no name"), link=reverse("contacts:person", args=[row.pk]))
    points = ", ".join(one.value for one in row.points.all() if one.works)
    return [name, points or row.address or _("not said"), row.seen_on.isoformat()]


@may(May.SEE_CONTACTS)
@never_cache
def add(request: DeskRequest) -> HttpResponse:
    asked = request.POST.get("asked") == "yes"  # from an introduction that stands open: to be kept only if they wish
    if asked:
        form = forms_people.Person(initial=forms_people.as_asked(request.POST))
    else:
        form = forms_people.Person(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = people.add(said=form.said(), by=request.person)
            messages.success(request, _("They are kept."))
            return redirect("contacts:person", made)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    status = 422 if form.is_bound else 200
    said = {"form": form, "contact_id": None, "asked": asked}
    return render(request, "contacts/person_form.html", said, status=status)


@may(May.SEE_CONTACTS)
@never_cache
def change(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    row = queries_people.contact(contact_id=contact_id, by=request.person)
    form = forms_people.Person(request.POST if request.method == "POST" else None, initial=_as_typed(row))
    if form.is_valid():
        try:
            people.change(contact_id=contact_id, said=form.said(), by=request.person)
            messages.success(request, _("Changed."))
            return redirect("contacts:person", contact_id)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    status = 422 if form.is_bound else 200
    return render(request, "contacts/person_form.html", {"form": form, "contact_id": contact_id}, status=status)


def _as_typed(row: Contact) -> dict[str, Any]:
    points = list(row.points.all())
    plain = ("name", "chosen_name", "pronouns", "address", "reach_by", "reach_when", "source")
    lines = {f"{kind}s": "\n".join(one.value for one in points if one.kind == kind) for kind in ("phone", "email")}
    many = {"languages": row.languages.split(), "not_by": row.not_by.split()}
    said = list(row.sayings.values_list("what", flat=True))
    return {name: getattr(row, name) for name in plain} | lines | many | {"sayings": said}


@may(May.SEE_CONTACTS)
@never_cache
def person(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    return _page(request, contact_id)


def _page(request: DeskRequest, contact_id: UUID, trouble: Any = "") -> HttpResponse:
    by = {"by": request.person}
    known = queries_people.one(contact_id=contact_id, keyring=request.keyring, **by)
    groups = [(one.pk, one.name) for one in queries_people.groups(**by)]
    opened = known.guarded_groups
    said = {
        "known": known,
        "pairs": _pairs(known),
        "channels_refused": _refused(known.row),
        "happened": forms_people.Happened(clock.today()),
        "other": forms_people.Other(queries_people.named(but=contact_id, **by)),
        "belong": forms_people.Belong(groups, prefix="open") if groups else None,
        "enter": forms_people.Belong([(one.id, one.words) for one in opened], prefix="guarded") if opened else None,
        "trouble": trouble,
    }
    return render(request, "contacts/person.html", said, status=422 if trouble else 200)


def _pairs(known: queries_people.Known) -> list[tuple[Any, Any]]:
    """What is known, with its label; what is not is not listed."""
    row = known.row
    said = [
        (_("Name"), row.name if row.chosen_name else ""),
        (_("Pronouns"), row.pronouns),
        (_("Languages"), ", ".join(LANGUAGES.get(code, code) for code in row.languages.split())),
        *((one.get_kind_display(), one.value) for one in known.points),
        (_("Where they live"), row.address),
        (_("How they want to be reached"), row.get_reach_by_display()),
        (_("When they want to be reached"), row.reach_when),
        (_("They say they are"), ", ".join(str(one) for one in known.sayings)),
        (_("How we met"), row.get_source_display()),
        (_("Since"), date_format(row.since)),
    ]
    return [(capfirst(label), words) for label, words in said if words]


def _refused(row: Any) -> Any:
    if row.refused >= set(row.Channel.values):
        return _("Do not contact them. They asked for it.")
    never = ", ".join(str(label) for code, label in row.Channel.choices if code in row.refused)
    return _("Never by: %(channels)s. They asked for it.") % {"channels": never} if never else ""


def _done(request: DeskRequest, contact_id: UUID, verb: Callable[..., None], words: str) -> HttpResponse:
    """Do it, say so and show the person again; a plain trouble is said on their page."""
    try:
        verb(by=request.person)
    except Plain as trouble:
        return _page(request, contact_id, trouble.sentence)
    messages.success(request, words)
    return redirect("contacts:person", contact_id)


@require_POST
@may(May.SEE_CONTACTS)
def happened(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    form = forms_people.Happened(clock.today(), request.POST)
    if not form.is_valid():
        return _page(request, contact_id, _("Say what happened, and on which day."))
    given = form.cleaned_data
    said = {"kind": given["kind"], "day": given["day"], "said": given["words"]}
    verb = partial(people.happened, contact_id=contact_id, **said)
    return _done(request, contact_id, verb, _("Written down."))


@require_POST
@may(May.SEE_CONTACTS)
def relate(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    form = forms_people.Other(queries_people.named(but=contact_id, by=request.person), request.POST)
    if not form.is_valid():
        return _page(request, contact_id, _("Choose somebody else, and what they are to each other."))
    one, other, kind = contact_id, UUID(form.cleaned_data["other"]), form.cleaned_data["kind"]
    if kind == "home":
        return _done(request, contact_id, partial(people.live_together, one=one, other=other), _("They live together."))
    return _done(request, contact_id, partial(people.relate, one=one, other=other, kind=kind), _("Written down."))


@require_POST
@may(May.READ_GUARDED)
@confirmed
def forget(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    people.forget(contact_id=contact_id, by=request.person, keyring=request.keyring)
    messages.success(request, _("They are forgotten, and out of every guarded group. Nobody can bring it back."))
    return redirect("contacts:people")
