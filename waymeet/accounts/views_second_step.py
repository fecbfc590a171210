"""Setting up a second step, a sheet of recovery codes, a new passphrase: what only the person themselves does."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from waymeet.accounts import desk_sessions, entering, half_open, passkeys, queries, recovery, second_step, services
from waymeet.accounts import sign_in as signing_in
from waymeet.accounts.access import DeskRequest, confirmed, signed_in
from waymeet.accounts.desk_sessions import SecondStep
from waymeet.accounts.forms import Code, NewPasskey, Passphrase
from waymeet.accounts.half_open import HalfOpen
from waymeet.accounts.models import Account
from waymeet.kernel.errors import NotAllowed, Plain
from waymeet.kernel.policy import For, Policy, declared

PENDING = "app_being_set_up"


@dataclass(frozen=True)
class Owner:
    """Who sets something up: signed in and confirmed, or between the steps of a first sign-in (`half`)."""

    account: Account
    private_key: bytes
    half: HalfOpen | None = None


def for_owner(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Passes the Owner to the view. Whoever has a second step already shows that first."""

    @confirmed
    def signed(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        account = Account.objects.get(pk=request.person.id)
        return view(request, Owner(account, request.keyring.private_key), *args, **kwargs)

    @wraps(view)
    def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "person", None) is not None:
            return signed(request, *args, **kwargs)
        half = half_open.current(request)
        if half is None:
            return redirect("accounts:sign_in")
        if half.ways:
            return redirect("accounts:show_step")
        return view(request, Owner(half.account, half.private_key, half), *args, **kwargs)

    return declared(guarded, Policy(For.SIGNED_IN))  # and for whoever has yet to set one up


@never_cache
@for_owner
def second_step_page(request: DeskRequest, owner: Owner) -> HttpResponse:
    """What there is, and what can be added."""
    return _page(request, owner, NewPasskey())


def _page(request: DeskRequest, owner: Owner, form: NewPasskey) -> HttpResponse:
    asked = entering.ask_for_passkey(request)
    shown = {
        "form": form,
        "options": passkeys.options_to_add(owner.account, asked) if asked else "",
        "first": owner.half is not None,
        "steps": queries.second_steps_of(owner.account.id),
    }
    return render(request, "accounts/second_step.html", shown, status=422 if form.errors else 200)


@sensitive_post_parameters("code")
@never_cache
@for_owner
def app(request: DeskRequest, owner: Owner) -> HttpResponse:
    """The secret lies in the session sealed to the person's own key until the app has shown that it counts right."""
    form = Code(request.POST if request.method == "POST" else None)
    pending = request.session.get(PENDING, "")
    if request.method == "POST" and pending and form.is_valid():
        try:
            second_step.add_app(
                account=owner.account,
                sealed=base64.b64decode(pending),
                private_key=owner.private_key,
                code=form.cleaned_data["code"],
            )
        except Plain as trouble:
            form.add_error("code", str(trouble.sentence))
        else:
            request.session.pop(PENDING)
            return _added(request, owner, _("The authenticator app is set up."))
    return _app_page(request, owner, form)


def _app_page(request: DeskRequest, owner: Owner, form: Code) -> HttpResponse:
    pending = request.session.get(PENDING, "")
    if not pending or request.method != "POST":
        sealed = second_step.seal_secret(owner.account, second_step.new_secret())
        pending = request.session[PENDING] = base64.b64encode(sealed).decode()
    secret = second_step.open_secret(owner.account.id, owner.private_key, base64.b64decode(pending))
    shown = {
        "form": form,
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "address": second_step.address_for_app(secret, owner.account.name),
    }
    return render(request, "accounts/set_up_app.html", shown, status=422 if form.errors else 200)


@require_POST
@for_owner
def passkey(request: DeskRequest, owner: Owner) -> HttpResponse:
    """What the browser answered is in the form; without script there is no passkey, and the app serves."""
    form = NewPasskey(request.POST)
    form.is_valid()
    try:
        answer, label = request.POST.get("passkey", ""), form.cleaned_data.get("label", "")
        passkeys.add(account=owner.account, answer=answer, asked=entering.asked(request), label=label)
    except Plain as trouble:
        form.add_error(None, str(trouble.sentence))
        return _page(request, owner, form)
    return _added(request, owner, _("The passkey is set up."))


def _added(request: DeskRequest, owner: Owner, said: str) -> HttpResponse:
    """The first second step brings a sheet of recovery codes with it: a lost phone must not lock anybody out."""
    codes = []
    if not recovery.codes_left(owner.account.id):
        codes = recovery.new_sheet(account_id=owner.account.id, private_key=owner.private_key)
    if owner.half is not None:
        return entering.enter(request, owner.half, shown=SecondStep.SHOWN, codes=codes)
    desk_sessions.note_second_step(request.desk_session)
    messages.success(request, said)
    if codes:
        return entering.sheet(request, owner.account, words="", codes=codes, onward="/account")
    return redirect("accounts:second_step")


@require_POST
@signed_in
@confirmed
def remove_app(request: DeskRequest) -> HttpResponse:
    second_step.remove_app(account=Account.objects.get(pk=request.person.id), by=request.person.id)
    messages.success(request, _("It is taken away."))
    return redirect("accounts:second_step")


@require_POST
@signed_in
@confirmed
def remove_passkey(request: DeskRequest, passkey_id: UUID) -> HttpResponse:
    account = Account.objects.get(pk=request.person.id)
    second_step.remove_passkey(account=account, passkey_id=passkey_id, by=request.person.id)
    messages.success(request, _("It is taken away."))
    return redirect("accounts:second_step")


@require_POST
@never_cache
@signed_in
@confirmed
def recovery_sheet(request: DeskRequest) -> HttpResponse:
    """A new sheet; the old one ends with it."""
    codes = recovery.new_sheet(account_id=request.person.id, private_key=request.keyring.private_key)
    account = Account.objects.get(pk=request.person.id)
    return entering.sheet(request, account, words="", codes=codes, onward="/account")


@sensitive_post_parameters("passphrase")
@never_cache
@signed_in
def change_passphrase(request: DeskRequest) -> HttpResponse:
    """A new one is made by the machine, for whoever knows the present one."""
    form = Passphrase(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            account, private_key = signing_in.recognize(request.person.name, form.cleaned_data["passphrase"])
        except NotAllowed as trouble:
            form.add_error("passphrase", str(trouble.sentence))
        else:
            words = services.change_passphrase(
                account_id=account.id, private_key=private_key, keep_session=request.desk_session.id
            )
            return entering.sheet(request, account, words=words, codes=[], onward="/account")
    return render(request, "accounts/change_passphrase.html", {"form": form}, status=422 if form.errors else 200)
