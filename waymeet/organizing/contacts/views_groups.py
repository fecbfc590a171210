"""Groups and guarded groups at the desk, and who belongs to them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, confirmed, may
from waymeet.accounts.roles import May
from waymeet.design import tables
from waymeet.kernel.errors import NotFound, Plain
from waymeet.organizing.contacts import forms_people, guarded, people, queries_people
from waymeet.organizing.contacts.models import Contact, Saying


@may(May.SEE_CONTACTS)
def groups(request: DeskRequest) -> HttpResponse:
    form = forms_people.NewGroup(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = people.make_group(by=request.person, **form.cleaned_data)
        return redirect("contacts:group", made)
    rows = [
        [tables.Cell(one.name, link=reverse("contacts:group", args=[one.pk])), one.get_kind_display(), members]
        for one, members in queries_people.groups_counted(by=request.person)
    ]
    columns = [tables.Column(_("Group")), tables.Column(_("Kind")), tables.Column(_("Members"), counts=True)]
    empty = _("No group yet.")
    table = tables.Table(name="groups", caption=_("Groups"), columns=columns, rows=rows, empty=empty, stacks=True)
    return render(request, "contacts/groups.html", {"form": form, "table": table}, status=422 if form.is_bound else 200)


@may(May.SEE_CONTACTS)
@never_cache
def group(request: DeskRequest, group_id: UUID) -> HttpResponse:
    found, memberships = queries_people.group(group_id=group_id, by=request.person)
    rows = [[_person(one.contact), one.role, one.since.isoformat()] for one in memberships]
    return render(request, "contacts/group.html", {"group": found, "table": _members(rows)})


def _person(row: Contact) -> tables.Cell:
    return tables.Cell(row.called, words=row.called or _("no name"), link=reverse("contacts:person", args=[row.pk]))


def _members(rows: list[list[object]]) -> tables.Table:
    columns = [tables.Column(_("Name")), tables.Column(_("As what")), tables.Column(_("Since"), short=True)]
    empty = _("Nobody yet. Open a person's page to add them.")
    return tables.Table(name="members", caption=_("Members"), columns=columns, rows=rows, empty=empty, stacks=True)


@require_POST
@may(May.SEE_CONTACTS)
def join(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    choices = [(one.pk, one.name) for one in queries_people.groups(by=request.person)]
    form = forms_people.Belong(choices, request.POST, prefix="open")
    if not form.is_valid():
        raise NotFound
    said = form.cleaned_data
    people.belong(contact_id=contact_id, group_id=UUID(said["group"]), role=said["role"], by=request.person)
    messages.success(request, _("Written down."))
    return redirect("contacts:person", contact_id)


@require_POST
@may(May.SEE_CONTACTS)
def leave(request: DeskRequest, contact_id: UUID, group_id: UUID) -> HttpResponse:
    people.belong_no_more(contact_id=contact_id, group_id=group_id, by=request.person)
    messages.success(request, _("They do not belong to it any more."))
    return redirect("contacts:person", contact_id)


@may(May.READ_GUARDED)
@never_cache
def guarded_groups(request: DeskRequest) -> HttpResponse:
    form = forms_people.NewGuarded(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = guarded.make(by=request.person, **form.cleaned_data)
            return redirect("contacts:guarded_group", made)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    every = guarded.every(by=request.person, keyring=request.keyring)
    rows = [
        [tables.Cell(str(one.words), link=reverse("contacts:guarded_group", args=[one.id])), len(one.members)]
        for one in every
    ]
    columns = [tables.Column(_("Guarded group")), tables.Column(_("Members"), counts=True)]
    empty = _("No guarded group yet.")
    table = tables.Table(
        name="guarded", caption=_("Guarded groups"), columns=columns, rows=rows, empty=empty, stacks=True
    )
    hidden = guarded.sayings_guarded()
    words = ", ".join(str(words) for what, words in Saying.What.choices if what in hidden)
    said = {"form": form, "table": table, "guarded_words": words, "guard": forms_people.Guard()}
    return render(request, "contacts/guarded_groups.html", said, status=422 if form.is_bound else 200)


@may(May.READ_GUARDED)
@never_cache
def guarded_group(request: DeskRequest, guarded_id: int) -> HttpResponse:
    one = guarded.one(guarded_id=guarded_id, by=request.person, keyring=request.keyring)
    people_in = Contact.objects.in_bulk([each.contact for each in one.members])
    rows: list[list[object]] = [
        [_person(people_in[each.contact]), each.role, each.since] for each in one.members if each.contact in people_in
    ]
    return render(request, "contacts/guarded_group.html", {"group": one, "table": _members(rows)})


@require_POST
@may(May.READ_GUARDED)
def enter(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    opened = guarded.every(by=request.person, keyring=request.keyring)
    form = forms_people.Belong([(one.id, one.words) for one in opened], request.POST, prefix="guarded")
    if not form.is_valid():
        raise NotFound
    said = {"guarded_id": int(form.cleaned_data["group"]), "role": form.cleaned_data["role"]}
    guarded.join(contact=contact_id, by=request.person, keyring=request.keyring, **said)
    messages.success(request, _("Written down, sealed."))
    return redirect("contacts:person", contact_id)


@require_POST
@may(May.READ_GUARDED)
def go_out(request: DeskRequest, contact_id: UUID, guarded_id: int, record: UUID) -> HttpResponse:
    guarded.leave(guarded_id=guarded_id, record=record, by=request.person, keyring=request.keyring)
    messages.success(request, _("They do not belong to it any more."))
    return redirect("contacts:person", contact_id)


@require_POST
@may(May.READ_GUARDED)
def guard_saying(request: DeskRequest) -> HttpResponse:
    what = request.POST.get("what", "")
    moved = guarded.guard_saying(what=what, by=request.person, keyring=request.keyring)
    done = ngettext(
        "Guarded from now on. %(moved)s person was moved into its guarded group.",
        "Guarded from now on. %(moved)s people were moved into its guarded group.",
        moved,
    )
    messages.success(request, done % {"moved": moved})
    return redirect("contacts:guarded_groups")


@require_POST
@may(May.READ_GUARDED)
@confirmed
def take_away(request: DeskRequest, guarded_id: int) -> HttpResponse:
    guarded.take_away(guarded_id=guarded_id, by=request.person)
    messages.success(request, _("The guarded group is gone, with everything in it."))
    return redirect("contacts:guarded_groups")
