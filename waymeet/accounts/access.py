"""What stands before a desk view: somebody is signed in, and may do this."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from waymeet.accounts import desk_sessions
from waymeet.accounts.keys import Keyring
from waymeet.accounts.models import DeskSession
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May
from waymeet.kernel.policy import For, Policy, declared


class DeskRequest(HttpRequest):
    """A request after PersonMiddleware: what every desk view takes."""

    person: Person
    keyring: Keyring
    desk_session: DeskSession
    htmx: HtmxDetails


View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Sends whoever is not signed in to the sign-in page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "person", None) is None:
            return redirect(f"{reverse('accounts:sign_in')}?next={request.path}")
        return view(request, *args, **kwargs)

    return declared(guarded, Policy(For.SIGNED_IN))


def may(*permissions: May) -> Callable[[View], View]:
    """Signed in, and with one of these permissions; the service behind checks it again."""

    def guard(view: View) -> View:
        @signed_in
        @wraps(view)
        def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not any(can(request.person, permission) for permission in permissions):
                check(request.person, permissions[0])
            return view(request, *args, **kwargs)

        return declared(guarded, Policy(For.MAY, frozenset(permissions)))

    return guard


def confirmed(view: View) -> View:
    """Below `may` or `signed_in`: only when passphrase and second step were shown in the last ten minutes."""

    @wraps(view)
    def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not desk_sessions.is_confirmed(request.desk_session):
            return ask_to_confirm(request)
        return view(request, *args, **kwargs)

    return guarded


def confirmed_download(view: View) -> View:
    """As `confirmed`, but the page itself is open: only its file is asked for twice."""

    @wraps(view)
    def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return (confirmed(view) if request.GET.get("format") else view)(request, *args, **kwargs)

    return guarded


def ask_to_confirm(request: DeskRequest) -> HttpResponse:
    """To the page that asks; from there back to this page, or to the page whose button was pressed."""
    back = request.get_full_path()
    if request.method != "GET":
        came_from = urlsplit(request.headers.get("Referer", ""))
        back = f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
        messages.warning(request, _("Nothing was done yet. Show that it is you, then press the button again."))
    address = f"{reverse('accounts:confirm')}?{urlencode({'next': safe_address(request, back)})}"
    if request.htmx:
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def safe_address(request: HttpRequest, address: str) -> str:
    """An address on this very site, or the first page."""
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if address and ours else "/"
