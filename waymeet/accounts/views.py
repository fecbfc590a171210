"""Signing in and out, one's own account, and the page that says who may do what."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from waymeet.accounts import queries, services
from waymeet.accounts import sign_in as signing_in
from waymeet.accounts.access import DeskRequest, signed_in
from waymeet.accounts.forms import SignIn
from waymeet.accounts.roles import MAY, WORDS, May, Role
from waymeet.design import tables
from waymeet.kernel.errors import NotAllowed


@sensitive_post_parameters("passphrase")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; the language can be changed on it before anybody signs in."""
    form = SignIn(request.POST if request.method == "POST" else None)
    after = _safe(request, request.POST.get("next") or request.GET.get("next") or "/")
    if request.method == "POST" and form.is_valid():
        try:
            return _opened(request, form, after)
        except NotAllowed as trouble:
            form.add_error(None, str(trouble.sentence))
    status = 422 if form.errors else 200
    return render(request, "accounts/sign_in.html", {"form": form, "next": after}, status=status)


def _opened(request: HttpRequest, form: SignIn, after: str) -> HttpResponse:
    account, private_key = signing_in.recognize(form.cleaned_data["name"], form.cleaned_data["passphrase"])
    secret = signing_in.open_session(request, account, private_key)
    response = redirect(after)
    signing_in.set_opening_cookie(response, secret, secure=settings.HTTPS)
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, account.language, samesite="Strict", secure=settings.HTTPS)
    return response


def _safe(request: HttpRequest, address: str) -> str:
    """An address on this very site, or the first page."""
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours else "/"


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    request.session.flush()
    response = redirect("accounts:sign_in")
    response.delete_cookie(signing_in.OPENING_COOKIE, samesite="Strict")
    return response


@signed_in
def own(request: DeskRequest) -> HttpResponse:
    """What this account is, what it may do, and its phones."""
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
    after = _safe(request, request.POST.get("next", ""))
    return redirect(after if after != "/" else "accounts:own")


@signed_in
def roles(request: DeskRequest) -> HttpResponse:
    """The table of roles.py, as it is in force."""
    table = matrix()
    if request.GET.get("format") == "csv":
        return tables.download(table)
    return render(request, "accounts/roles.html", {"table": table})


def matrix() -> tables.Table:
    yes, no = tables.Cell("yes", _("yes"), tone="good"), tables.Cell("no", _("no"))
    rows = [[words, *(yes if permission in MAY[role] else no for role in Role)] for permission, words in WORDS.items()]
    columns = [tables.Column(_("To …")), *(tables.Column(role.label) for role in Role)]
    return tables.Table(name="roles", caption=_("Who may do what"), columns=columns, rows=rows)
