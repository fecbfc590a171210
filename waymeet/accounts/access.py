"""What stands before a desk view: somebody is signed in, and may do this."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.middleware import HtmxDetails

from waymeet.accounts.keys import Keyring
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can, check
from waymeet.accounts.roles import May


class DeskRequest(HttpRequest):
    """A request after PersonMiddleware: what every desk view takes."""

    person: Person
    keyring: Keyring
    htmx: HtmxDetails


View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Sends whoever is not signed in to the sign-in page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "person", None) is None:
            return redirect(f"{reverse('accounts:sign_in')}?next={request.path}")
        return view(request, *args, **kwargs)

    return guarded


def may(*permissions: May) -> Callable[[View], View]:
    """Signed in, and with one of these permissions; the service behind checks it again."""

    def guard(view: View) -> View:
        @signed_in
        @wraps(view)
        def guarded(request: DeskRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not any(can(request.person, permission) for permission in permissions):
                check(request.person, permissions[0])
            return view(request, *args, **kwargs)

        return guarded

    return guard
