"""Signing in, in two steps; without a passphrase; once more before something that matters; and out."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from waymeet.accounts import desk_sessions, entering, half_open, passkeys, recovery, second_step
from waymeet.accounts import sign_in as signing_in
from waymeet.accounts.access import DeskRequest, safe_address, signed_in
from waymeet.accounts.desk_sessions import SecondStep
from waymeet.accounts.forms import Code, Confirm, Recover, RecoveryCode, SignIn
from waymeet.accounts.half_open import HalfOpen
from waymeet.accounts.second_step import Ways
from waymeet.kernel.errors import NotAllowed
from waymeet.kernel.policy import anybody, between_steps


@anybody("Whoever wants to sign in is not signed in yet.")
@sensitive_post_parameters("passphrase")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form; the language can be changed on it before anybody signs in."""
    form = SignIn(request.POST if request.method == "POST" else None)
    after = safe_address(request, request.POST.get("next") or request.GET.get("next") or "/")
    if request.method == "POST" and form.is_valid():
        try:
            account, private_key = signing_in.recognize(form.cleaned_data["name"], form.cleaned_data["passphrase"])
            by = half_open.PASSPHRASE
            return entering.after_first_half(request, account, private_key, by=by, after=after)
        except NotAllowed as trouble:
            form.add_error(None, str(trouble.sentence))
    status = 422 if form.errors else 200
    return render(request, "accounts/sign_in.html", {"form": form, "next": after}, status=status)


@anybody("Whoever lost a passphrase cannot be signed in; the recovery code stands in its place.")
@sensitive_post_parameters("recovery_code")
@never_cache
def recover(request: HttpRequest) -> HttpResponse:
    """A recovery code in the place of a lost passphrase."""
    form = Recover(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            account, private_key = recovery.open_with(form.cleaned_data["name"], form.cleaned_data["recovery_code"])
            by = half_open.RECOVERY_CODE
            return entering.after_first_half(request, account, private_key, by=by, after="/")
        except NotAllowed as trouble:
            form.add_error(None, str(trouble.sentence))
    return render(request, "accounts/recover.html", {"form": form}, status=422 if form.errors else 200)


@between_steps
@sensitive_post_parameters("code", "recovery_code", "passkey")
@never_cache
def show_step(request: HttpRequest) -> HttpResponse:
    """The second step of whoever has one."""
    half = half_open.current(request)
    if half is None:
        return redirect("accounts:sign_in")
    if not half.ways:
        return redirect("accounts:second_step")
    if request.method != "POST":
        return _ask_step(request, half)
    try:
        entering.show_step(request, half.account, half.private_key)
    except NotAllowed as trouble:
        return _ask_step(request, half, str(trouble.sentence))
    return _in(request, half)


def _ask_step(request: HttpRequest, half: HalfOpen, trouble: str = "") -> HttpResponse:
    """`trouble` is said at the form it came from."""
    sent = "recovery" if "recovery_code" in request.POST else "code"
    forms = {"code": Code(), "recovery": RecoveryCode()}
    if trouble:
        forms[sent] = type(forms[sent])(request.POST)
        forms[sent].add_error(None, trouble)
    shown = {"forms": forms, "ways": half.ways, "trouble": trouble, "options": _passkey_options(request, half)}
    return render(request, "accounts/show_step.html", shown, status=422 if trouble else 200)


def _passkey_options(request: HttpRequest, half: HalfOpen) -> str:
    asked = entering.ask_for_passkey(request) if half.ways.passkeys else None
    return passkeys.options_to_show(half.account.id, asked) if asked else ""


def _in(request: HttpRequest, half: HalfOpen) -> HttpResponse:
    """Who came in by a recovery code is led to set up a new second step: the old one may be lost."""
    after = ""
    if request.POST.get("recovery_code"):
        after = "/second-step"
    response = entering.enter(request, half, shown=SecondStep.SHOWN, after=after)
    if after:
        messages.warning(request, _("Is the old second step lost? Add a new one now, and take the old one away."))
    return response


@sensitive_post_parameters("passphrase", "code", "passkey")
@never_cache
@signed_in
def confirm(request: DeskRequest) -> HttpResponse:
    """Before something that matters: that it is still the person who signed in."""
    after = safe_address(request, request.POST.get("next") or request.GET.get("next") or "/")
    ways = second_step.ways_of(request.person.id)
    form = Confirm(
        request.POST if request.method == "POST" else None,
        digits=ways.app,
        or_passkey=bool(request.POST.get("passkey")),
    )
    if request.method == "POST" and form.is_valid():
        try:
            _confirmed(request, form.cleaned_data["passphrase"], ways)
        except NotAllowed as trouble:
            form.add_error(None, str(trouble.sentence))
        else:
            return redirect(after)
    asked = entering.ask_for_passkey(request) if ways.passkeys else None
    options = passkeys.options_to_show(request.person.id, asked) if asked else ""
    shown = {"form": form, "next": after, "ways": ways, "options": options}
    return render(request, "accounts/confirm.html", shown, status=422 if form.errors else 200)


def _confirmed(request: DeskRequest, words: str, ways: Ways) -> None:
    account, private_key = signing_in.recognize(request.person.name, words)
    if ways:
        entering.show_step(request, account, private_key)
    desk_sessions.confirm(request.desk_session)


@anybody("It ends a session; whoever has none loses nothing.")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    desk_sessions.end(request)
    response = redirect("accounts:sign_in")
    response.delete_cookie(settings.OPENING_COOKIE_NAME, samesite="Strict")
    return response
