"""Refuses every address that does not say who it is for, so that a forgotten line opens nothing."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from waymeet.config.troubles import status_of
from waymeet.kernel.errors import NotAllowed
from waymeet.kernel.policy import policy_of


class DefaultDenyMiddleware:
    """A view without a policy (`@may`, `@signed_in`, `@anybody`, `@phone`) is never run; phones: config/phones.py."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if policy_of(view) is not None:
            return None
        trouble = NotAllowed()
        return render(request, "trouble.html", {"sentence": trouble.sentence}, status=status_of(trouble))
