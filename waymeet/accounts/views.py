"""One's own account: roles, sign-ins and phones; and the page that says who may do what."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts import enrolment, queries, recovery, second_step, services
from waymeet.accounts.access import DeskRequest, safe_address, signed_in
from waymeet.accounts.forms import ForWhom
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import MAY, WORDS, May, Role
from waymeet.design import tables
from waymeet.kernel import codes
from waymeet.kernel.policy import addresses


@signed_in
def own(request: DeskRequest) -> HttpResponse:
    """What this account is and may do, how it signs in, where it is signed in."""
    person = request.person
    held = frozenset().union(*(MAY[role] for role in person.roles))
    return render(
        request,
        "accounts/own.html",
        {
            "roles": [role.label for role in Role if role in person.roles],
            "may": [WORDS[permission] for permission in WORDS if permission in held],
            "phones": queries.phones_of(person.id),
            "holds_keys": May.HOLD_TEAM_KEYS in held,
            "waiting_for_keys": queries.team_mates_without_keys(person),
            "steps": queries.second_steps_of(person.id),
            "needs_step": second_step.is_needed(person.roles),
            "codes_left": recovery.codes_left(person.id),
            "sessions": queries.desk_sessions_of(person.id, here=request.desk_session.id),
        },
    )


@require_POST
@signed_in
def share_keys(request: DeskRequest) -> HttpResponse:
    helped = services.share_team_keys(by=request.person, keyring=request.keyring)
    words = ngettext("%(n)d team-mate can now open what the team seals.",
                     "%(n)d team-mates can now open what the team seals.", helped)  # fmt: skip
    messages.success(request, words % {"n": helped})
    return redirect("accounts:own")


@require_POST
@signed_in
def end_phone(request: DeskRequest, device_id: UUID) -> HttpResponse:
    services.revoke_device(device_id=device_id, by=request.person)
    messages.success(
        request, _("That phone is signed out. What it still sends is put aside for a coordinator to look at.")
    )
    after = safe_address(request, request.POST.get("next", ""))
    return redirect(after if after != "/" else "accounts:own")


@require_POST
@signed_in
def end_session(request: DeskRequest, session_id: UUID) -> HttpResponse:
    services.end_session(session_id=session_id, by=request.person)
    messages.success(request, _("That browser is signed out."))
    return redirect("accounts:own")


@require_POST
@signed_in
def end_other_sessions(request: DeskRequest) -> HttpResponse:
    services.end_sessions(account_id=request.person.id, by=request.person, keep_session=request.desk_session.id)
    messages.success(request, _("Every other browser and phone of yours is signed out."))
    return redirect("accounts:own")


@never_cache
@signed_in
def add_phone(request: DeskRequest) -> HttpResponse:
    """A code for a new phone: one's own, or for whoever hands out turf or manages accounts, somebody else's."""
    form = ForWhom(request.POST if request.method == "POST" else None, people=_with_phones(request))
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/add_phone.html", {"form": form}, status=422 if form.errors else 200)
    account_id = UUID(form.cleaned_data["person"])
    code = enrolment.new_code(account_id=account_id, by=request.person)
    shown = {
        "code": codes.shown(code),
        "address": phone_address(request, code),
        "whose": dict(_with_phones(request))[account_id],
        "own": account_id == request.person.id,
    }
    response = render(request, "accounts/phone_code.html", shown)
    response["Cache-Control"] = "no-store"
    return response


def phone_address(request: DeskRequest, code: str) -> str:
    """What stands behind # is never sent to a server: no log on the way can hold the code."""
    return request.build_absolute_uri(reverse("field")) + f"#enrol={code}"


def _with_phones(request: DeskRequest) -> list[tuple[UUID, str]]:
    """Oneself first; then, for whoever may help, everybody who can take a turf."""
    own = (request.person.id, request.person.shown_as)
    if not (can(request.person, May.HAND_OUT_TURF) or can(request.person, May.MANAGE_ACCOUNTS)):
        return [own]
    return [own, *(pair for pair in queries.people_who_may(May.TAKE_TURF) if pair != own)]


@signed_in
def roles(request: DeskRequest) -> HttpResponse:
    """The table of roles.py, as it is in force."""
    table, opened = matrix(), what_each_opens()
    if request.GET.get("format") == "csv":
        return tables.download(opened if request.GET.get("table") == opened.name else table)
    return render(request, "accounts/roles.html", {"table": table, "opened": opened})


def matrix() -> tables.Table:
    yes, no = tables.Cell("yes", _("yes"), tone="good"), tables.Cell("no", _("no"))
    rows = [[words, *(yes if permission in MAY[role] else no for role in Role)] for permission, words in WORDS.items()]
    columns = [tables.Column(_("To …")), *(tables.Column(role.label) for role in Role)]
    return tables.Table(name="roles", caption=_("Who may do what"), columns=columns, rows=rows)


def what_each_opens() -> tables.Table:
    """The addresses behind each permission, as the views themselves say it; what names none is refused."""
    rows = [
        [WORDS[May(permission)], f"/{address.route}"]
        for address in addresses()
        if address.policy
        for permission in sorted(address.policy.permissions)
    ]
    order = {str(words): place for place, words in enumerate(WORDS.values())}
    columns = [tables.Column(_("To …")), tables.Column(_("Address"))]
    rows.sort(key=lambda row: order[str(row[0])])
    return tables.Table(name="addresses", caption=_("What each permission opens"), columns=columns, rows=rows)
