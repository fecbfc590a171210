"""Puts `request.person`, `request.keyring` and `request.desk_session` on every request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from waymeet.accounts import desk_sessions


class PersonMiddleware:
    """`request.person` is a Person or None; `request.keyring` raises CannotOpen at its first use when nobody is
    signed in. A request without the cookie that opens (every request of the care half of the phone) asks nothing, nor
    does one for the public site, which has no database and knows nobody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = settings.OPENING_COOKIE_NAME in request.COOKIES and not request.path.startswith("/public/")
        found = desk_sessions.at_desk(request) if known else None
        session = found.session if found else None
        keyring = SimpleLazyObject(lambda: desk_sessions.keyring(request, session))
        vars(request).update(person=found.person if found else None, keyring=keyring, desk_session=session)
        return self.get_response(request)
