"""The page to look at while something works: how far it is, and a button to stop it. Without script one looks again."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from waymeet.kernel.long_work import GONE, STOPPED, Standing


def page(request: HttpRequest, now: Standing, *, heading: Any, steps: Mapping[str, Any]) -> HttpResponse:
    """While it works; the part that changes where the page itself asks for it."""
    shown = {"now": now, "heading": heading, "step": steps.get(now.step, _("Beginning"))}
    return render(request, "ui/working_state.html" if _asks_by_itself(request) else "ui/working.html", shown)


def ended(request: HttpRequest) -> HttpResponse | None:
    """To the page that asked by itself: load anew, there is something to see."""
    return HttpResponse(headers={"HX-Refresh": "true"}) if _asks_by_itself(request) else None


def _asks_by_itself(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def sentence(now: Standing) -> str:
    """What to say of work that came to nothing, "" where it came to something."""
    if now.state == STOPPED:
        return _("Stopped, as you asked.")
    if now.state == GONE:
        return _("The server was started anew in the middle of this. Please begin it again.")
    return now.sentence
