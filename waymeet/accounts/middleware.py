"""Puts `request.person` and `request.keyring` on every request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from waymeet.accounts import sign_in


class PersonMiddleware:
    """`request.person` is a Person or None; `request.keyring` raises CannotOpen at its first use when nobody is
    signed in. A request without a session cookie (every request of the care half of the phone) asks nothing, nor does
    one for the public site, which has no database and knows nobody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = settings.SESSION_COOKIE_NAME in request.COOKIES and not request.path.startswith("/public/")
        person = sign_in.person_at_desk(request) if known else None
        keyring = SimpleLazyObject(lambda: sign_in.keyring_at_desk(request))
        vars(request).update(person=person, keyring=keyring)
        return self.get_response(request)
