"""The form behind the poster: no account, no cookie, no name, no program in the browser.

A form needs no token against forgery here: whoever has the code may send it, and nobody is signed in.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from waymeet.care.reversals import forms, services
from waymeet.design import outside
from waymeet.kernel.errors import NotFound, Plain
from waymeet.kernel.policy import anybody

Page = Callable[[HttpRequest, str, str], HttpResponse]
OPEN = "Whoever tells of an overdose has no account; the poster's code stands in a sign-in's place."


def behind_the_poster(page: Page) -> Callable[..., HttpResponse]:
    """In the language a button says, else the browser's; a code that is on no poster says so in both."""

    @csrf_exempt
    @never_cache
    @wraps(page)
    def speaking(request: HttpRequest, code: str) -> HttpResponse:
        language = outside.language_of(request)
        with override(language):
            try:
                services.check_code(code)
            except NotFound:
                return HttpResponse(render_to_string("reversals/missing.html", {"language": language}), status=404)
            return page(request, code, language)

    return anybody(OPEN)(speaking)


@behind_the_poster
def tell(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """The report; then thanks, a question how they are themselves, and where new naloxone is."""
    posted = request.POST if request.method == "POST" and "switch" not in request.POST else None
    form = forms.Tell(posted)
    done = _sent(form, lambda: services.tell(code=code, said=form.said()))
    said: dict[str, Any] = {"form": form, "code": code, "language": language, "wish": forms.Wish()}
    if done:
        said |= {"lived": form.cleaned_data["lived"], "refill": form.cleaned_data["refill"]}
    template = "reversals/thanks.html" if done else "reversals/tell.html"
    return HttpResponse(render_to_string(template, said), status=422 if posted is not None and not done else 200)


@behind_the_poster
def talk(request: HttpRequest, code: str, language: str) -> HttpResponse:
    """Somebody would like a peer to get in touch."""
    posted = request.POST if request.method == "POST" and "switch" not in request.POST else None
    form = forms.Wish(posted)
    done = _sent(form, lambda: services.wish(code=code, reach=form.cleaned_data["reach"]))
    said = {"wish": form, "code": code, "language": language, "done": done}
    status = 422 if posted is not None and not done else 200
    return HttpResponse(render_to_string("reversals/talk.html", said), status=status)


def _sent(form: Any, act: Callable[[], None]) -> bool:
    """Whether it was sent; what a service refuses stands above the form, and nothing typed is lost."""
    if not form.is_valid():
        return False
    try:
        act()
    except Plain as trouble:
        form.add_error(None, str(trouble.sentence))
        return False
    return True
