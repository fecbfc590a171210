"""The participant's own page: no account, no cookie. Whoever has the receipt number may read, narrow and take back."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from waymeet.consent import gate, papers, wording
from waymeet.consent.forms import Number, Smaller
from waymeet.design import tables
from waymeet.design.outside import opened_by_paper
from waymeet.kernel.errors import NotFound, Plain

View = Callable[..., HttpResponse]
spoken = opened_by_paper("A participant has no account; the receipt's number stands in a sign-in's place.")


def with_number(view: View) -> View:
    """Only posted, and only with a number that leads somewhere; every other number gets one and the same answer."""

    @spoken
    @wraps(view)
    def finding(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = Number(request.POST)
        if request.method != "POST" or not form.is_valid():
            return redirect("consent:receipt")
        try:
            return view(request, form.cleaned_data["secret"], *args, **kwargs)
        except NotFound:
            return _asked(request, form)

    return finding


@spoken
def receipt(request: HttpRequest) -> HttpResponse:
    """Ask for the number, or show what stands under it."""
    if request.method != "POST":
        return render(request, "consent/number.html", {"form": Number()})
    form = Number(request.POST)
    if not form.is_valid():
        return _only_language(request) if "switch" in request.POST else _asked(request, form)
    try:
        return _shown(request, form.cleaned_data["secret"])
    except NotFound:
        return _asked(request, form)


@with_number
def smaller(request: HttpRequest, secret: str) -> HttpResponse:
    """First what would be left and what that means; then it is done."""
    found = gate.standing(secret)
    if found.scope is None:
        return _shown(request, secret)
    form = Smaller(found.scope, _language(), request.POST if "sure" in request.POST else None)
    if form.is_valid():
        try:
            gate.narrow(secret=secret, **form.cleaned_data)
            return _shown(request, secret, _("It is smaller now. What was left out is closed to them from now on."))
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "consent/smaller.html", {"form": form, "secret": secret}, status=status)


@with_number
def take_back(request: HttpRequest, secret: str) -> HttpResponse:
    """First what happens and what cannot be called back; then it is done."""
    if "sure" in request.POST:
        gate.withdraw(secret=secret)
        return _shown(request, secret, _("You took it back. It holds from this moment."))
    return render(request, "consent/take_back.html", {"secret": secret, "found": papers.page(gate.standing(secret))})


@with_number
def save(request: HttpRequest, secret: str) -> HttpResponse:
    """The accounting as a file."""
    return tables.download(papers.accounting(gate.standing(secret)))


def _language() -> str:
    return wording.spoken((get_language() or "en")[:2])


def _only_language(request: HttpRequest) -> HttpResponse:
    return render(request, "consent/number.html", {"form": Number()})


def _asked(request: HttpRequest, form: Number) -> HttpResponse:
    if not form.errors:
        form.add_error("secret", _("Nothing is found under this number. Look at it again, sign by sign."))
    return render(request, "consent/number.html", {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _shown(request: HttpRequest, secret: str, done: str = "") -> HttpResponse:
    found = gate.standing(secret)
    said = {"found": papers.page(found), "secret": secret, "done": done, "table": papers.accounting(found)}
    return render(request, "consent/receipt.html", said)
