"""How it went, from whoever holds a slip: no account, no cookie, no program in the browser.

The code is posted and stands in no address. What the referral was for is not shown: a slip can be found by others.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from waymeet.care.referrals import forms, queries, rules, services
from waymeet.care.referrals.kinds import State
from waymeet.care.referrals.models import Referral
from waymeet.design import outside
from waymeet.kernel.errors import NotFound, Plain
from waymeet.kernel.policy import anybody

OPEN = "Whoever was referred has no account; the code on their slip stands in a sign-in's place."


def spoken(view: Callable[[HttpRequest, str], HttpResponse]) -> Any:
    @csrf_exempt  # whoever has the code may send it, and nobody is signed in
    @never_cache
    def speaking(request: HttpRequest) -> HttpResponse:
        language = outside.language_of(request)
        with override(language):
            return view(request, language)

    return anybody(OPEN)(speaking)


@spoken
def ask(request: HttpRequest, language: str) -> HttpResponse:
    """The code; then the questions."""
    typed = request.method == "POST" and "switch" not in request.POST
    form = forms.Slip(request.POST if typed else None)
    if not form.is_valid():
        return _code(form, language)
    row = _found(form)
    return _questions(form.cleaned_data["code"], row, language) if row else _code(form, language)


@spoken
def say(request: HttpRequest, language: str) -> HttpResponse:
    """One of the answers."""
    slip = forms.Slip(request.POST if request.method == "POST" else None)
    if not slip.is_valid():
        return _code(forms.Slip(), language)
    row = _found(slip)
    if row is None:
        return _code(slip, language)
    code, form = slip.cleaned_data["code"], forms.HowItWent(request.POST)
    try:
        if not form.is_valid():
            raise Plain(_("Choose one of the answers."))
        services.tell(code=code, said=form.cleaned_data)
    except Plain as trouble:
        return _questions(code, row, language, trouble=str(trouble.sentence))
    return HttpResponse(render_to_string("referrals/told.html", {"language": language}))


def _found(form: forms.Slip) -> Referral | None:
    try:
        return queries.by_slip(form.cleaned_data["code"])
    except NotFound:
        form.add_error("code", _("Nothing is found under this code. Look at it again, sign by sign."))
        return None


def _code(form: forms.Slip, language: str) -> HttpResponse:
    page = render_to_string("referrals/ask.html", {"form": form, "language": language})
    return HttpResponse(page, status=422 if form.is_bound else 200)


def _questions(code: str, row: Referral, language: str, trouble: str = "") -> HttpResponse:
    ahead = rules.BY_PARTICIPANT.get(row.state, frozenset())
    said = {
        "form": forms.HowItWent(),
        "code": code,
        "language": language,
        "trouble": trouble,
        "may_fail": State.NO_CONNECT in ahead,
        "may_take_back": State.REVOKED in ahead,
        "may_rate": bool(ahead) or (row.state == State.DONE and not row.closed_by_them),
    }
    return HttpResponse(render_to_string("referrals/how.html", said), status=422 if trouble else 200)
