"""People: inviting somebody, changing what they may do, a new passphrase, the end of an account."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts import enrolment, queries, services
from waymeet.accounts.access import DeskRequest, ask_to_confirm, confirmed, confirmed_download, may
from waymeet.accounts.desk_sessions import is_confirmed
from waymeet.accounts.forms import Invite, Roles
from waymeet.accounts.queries import AccountLine
from waymeet.accounts.roles import ALONE, MAY, May, Role
from waymeet.accounts.views import phone_address
from waymeet.design import tables
from waymeet.kernel import codes
from waymeet.kernel.errors import Plain


@may(May.MANAGE_ACCOUNTS)
@confirmed_download
def people(request: DeskRequest) -> HttpResponse:
    table = people_table(queries.everybody())
    if request.GET.get("format") == "csv":
        return tables.download(table)
    return render(request, "accounts/people.html", {"table": table})


def people_table(lines: list[AccountLine]) -> tables.Table:
    columns = [_("Shown as"), _("Sign-in name"), _("Roles"), _("Phones"), _("Since"), _("State")]
    return tables.Table(
        name="people",
        caption=_("People with an account"),
        columns=[tables.Column(words, counts=words == _("Phones")) for words in columns],
        rows=[_person_row(line) for line in lines],
        stacks=True,
    )


def _person_row(line: AccountLine) -> list[object]:
    state = tables.Cell("active", _("active"), tone="good")
    if line.ended_on:
        state = tables.Cell("ended", _("ended"), tone="closed")
    elif line.lacks_keys:
        state = tables.Cell("waits for a key", _("waits for a key"), tone="key")
    name = tables.Cell(line.shown_as, link=reverse("accounts:person", args=[line.id]))
    held = ", ".join(str(role.label) for role in line.roles) or _("none")
    return [name, line.name, held, line.phones, line.made_on.isoformat(), state]


@may(May.MANAGE_ACCOUNTS)
@confirmed
@never_cache
def invite(request: DeskRequest) -> HttpResponse:
    """The passphrase is on the page that answers, and nowhere else."""
    form = Invite(request.POST if request.method == "POST" else None, initial={"language": "en"})
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "roles": _chosen(form)}
        try:
            account, words = services.invite(**given, by=request.person, keyring=request.keyring)
        except Plain as trouble:
            form.add_error("roles" if ALONE & given["roles"] else "name", str(trouble.sentence))
        else:
            return _card(request, account.id, words, new=True)
    return render(request, "accounts/invite.html", {"form": form}, status=422 if form.errors else 200)


def _chosen(form: Roles) -> set[Role]:
    return {Role(name) for name in form.cleaned_data["roles"]}


def _card(request: DeskRequest, account_id: UUID, words: str, *, new: bool) -> HttpResponse:
    """A card to print. A new person who goes out finds the code for their phone on it."""
    address, line = request.build_absolute_uri("/"), queries.one_account(account_id)
    shown = {"line": line, "words": words, "address": address, "new": new}
    if new and any(May.TAKE_TURF in MAY[role] for role in line.roles):
        code = enrolment.new_code(account_id=account_id, by=request.person, lasts=enrolment.LASTS_ON_A_CARD)
        shown |= {"code": codes.shown(code), "phone_address": phone_address(request, code)}
    response = render(request, "accounts/card.html", shown)
    response["Cache-Control"] = "no-store"
    return response


@may(May.MANAGE_ACCOUNTS)
def person(request: DeskRequest, account_id: UUID) -> HttpResponse:
    """One account; posting changes its roles, and asks first who it is."""
    if request.method == "POST" and not is_confirmed(request.desk_session):
        return ask_to_confirm(request)
    line = queries.one_account(account_id)
    form = Roles(
        request.POST if request.method == "POST" else None, initial={"roles": [role.value for role in line.roles]}
    )
    if request.method == "POST" and form.is_valid():
        try:
            missing = services.change_roles(
                account_id=account_id, roles=_chosen(form), by=request.person, keyring=request.keyring
            )
        except Plain as trouble:
            form.add_error("roles", str(trouble.sentence))
        else:
            _say_what_changed(request, missing)
            return redirect("accounts:person", account_id)
    shown = {"line": line, "form": form, "phones": queries.phones_of(account_id)}
    return render(request, "accounts/person.html", shown, status=422 if form.errors else 200)


def _say_what_changed(request: DeskRequest, missing: int) -> None:
    messages.success(request, _("The roles are changed."))
    if missing:
        words = ngettext(
            "%(n)d team key is still to be shared: a team-mate opens “Your account” and presses “Share team keys”.",
            "%(n)d team keys are still to be shared: a team-mate opens “Your account” and presses “Share team keys”.",
            missing,
        )
        messages.warning(request, words % {"n": missing})


@require_POST
@may(May.MANAGE_ACCOUNTS)
@confirmed
@never_cache
def passphrase(request: DeskRequest, account_id: UUID) -> HttpResponse:
    words = services.new_passphrase(account_id=account_id, by=request.person)
    return _card(request, account_id, words, new=False)


@require_POST
@may(May.MANAGE_ACCOUNTS)
@confirmed
def end(request: DeskRequest, account_id: UUID) -> HttpResponse:
    services.end_account(account_id=account_id, by=request.person)
    messages.success(request, _("The account is ended. Its phones can still hand in what they hold; it is put aside."))
    return redirect("accounts:people")


@require_POST
@may(May.MANAGE_ACCOUNTS)
def sign_out_everywhere(request: DeskRequest, account_id: UUID) -> HttpResponse:
    services.end_sessions(account_id=account_id, by=request.person)
    messages.success(request, _("They are signed out everywhere. Nothing on their phones is lost."))
    return redirect("accounts:person", account_id)
