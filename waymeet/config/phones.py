"""The way in for phones: straight to the view, past everything that only desk pages need.

No session, no CSRF token, no message, no person of the desk: a phone's API knows a phone by its signature, its own
cookie or the night's code, and a request of the care half is never looked at for a cookie of the desk.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import translation

from waymeet.config import limits
from waymeet.config.edges import API
from waymeet.config.troubles import in_one_sentence
from waymeet.kernel.errors import NotAllowed, NotFound, Plain
from waymeet.kernel.policy import policy_of


class PhonesMiddleware:
    """Answers what phones ask; hands everything else on to the desk's middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(API):
            return self.get_response(request)
        request.get_host()  # refuses names that are not ours, as Django's own middleware does for pages
        with translation.override(translation.get_language_from_request(request)):
            return self._answer(request)

    @staticmethod
    def _answer(request: HttpRequest) -> HttpResponse:
        try:
            limits.check(request)
            found = resolve(request.path_info)
            if policy_of(found.func) is None:
                raise NotAllowed  # nobody said who it is for
            answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
        except Resolver404:
            return in_one_sentence(NotFound())
        except Plain as trouble:
            return in_one_sentence(trouble)
        return answer
