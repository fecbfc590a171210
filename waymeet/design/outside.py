"""Pages for people without an account: in the language they ask for, which no cookie remembers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from waymeet.kernel.policy import anybody

View = Callable[..., HttpResponse]


def language_of(request: HttpRequest) -> str:
    """What the button says, else what the form before said, else the address, else the browser: "en" or "es"."""
    said = request.POST.get("switch") or request.POST.get("language") or request.GET.get("in") or get_language() or ""
    return "es" if said.startswith("es") else "en"


def opened_by_paper(why: str) -> Callable[[View], View]:
    """A page that a secret on paper opens; the secret is posted and never part of an address.

    A form there needs no token against forgery: without the secret nobody can have it sent, and with it nobody needs
    to.
    """

    def paper(view: View) -> View:
        @csrf_exempt
        @never_cache
        @wraps(view)
        def speaking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with override(language_of(request)):
                return view(request, *args, **kwargs)

        return anybody(why)(speaking)

    return paper


def code_line(label: Any) -> forms.CharField:
    """Where the code of a paper is typed."""
    return forms.CharField(
        label=label,
        help_text=_("Letters and numbers. Spaces and dashes do not matter."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


def saved_as(name: str, text: str, kind: str) -> HttpResponse:
    """A file to take along, which no browser keeps besides."""
    answer = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
