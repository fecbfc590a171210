"""A person's own page: no account, no cookie. Whoever has the secret on the paper may read, change, save and leave."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from waymeet.design.outside import opened_by_paper
from waymeet.kernel.errors import BadInput, NotFound, Plain
from waymeet.organizing.members import files, own
from waymeet.organizing.members.forms import Reach, Secret, Wrong, as_known
from waymeet.organizing.members.models import Asked

View = Callable[..., HttpResponse]
WRONG = 422
spoken = opened_by_paper("Members have no account; the secret on their paper stands in a sign-in's place.")


def with_secret(view: View) -> View:
    """Only posted, and only with a secret that leads somewhere; every other gets one and the same answer."""

    @spoken
    @wraps(view)
    def finding(request: HttpRequest) -> HttpResponse:
        form = Secret(request.POST)
        if request.method != "POST" or not form.is_valid():
            return redirect("members:own")
        secret = form.cleaned_data["secret"]
        try:
            own.found(secret)
            return view(request, secret)
        except NotFound:
            return _asked(request, form)

    return finding


@spoken
def page(request: HttpRequest) -> HttpResponse:
    """Ask for the code, or show what stands under it."""
    if request.method != "POST":
        return render(request, "members/code.html", {"form": Secret()})
    form = Secret(request.POST)
    if not form.is_valid():
        return (
            render(request, "members/code.html", {"form": Secret()})
            if "switch" in request.POST
            else _asked(request, form)
        )
    try:
        return _shown(request, form.cleaned_data["secret"])
    except NotFound:
        return _asked(request, form)


def _asked(request: HttpRequest, form: Secret) -> HttpResponse:
    if not form.errors:
        form.add_error("secret", _("Nothing opens with this code. Look at it again, sign by sign."))
    return render(request, "members/code.html", {"form": form}, status=WRONG)


def _shown(request: HttpRequest, secret: str, done: str = "", **forms: Any) -> HttpResponse:
    found = own.shown(secret)
    said = {
        "own": found,
        "secret": secret,
        "done": done,
        "reach": forms.get("reach") or Reach(initial=as_known(found.contact, found.points)),
        "wrong": forms.get("wrong") or Wrong(),
        "trouble": forms.get("trouble", ""),
    }
    return render(request, "members/own.html", said, status=WRONG if forms else 200)


@with_secret
def change(request: HttpRequest, secret: str) -> HttpResponse:
    form = Reach(request.POST)
    if form.is_valid():
        try:
            own.change(secret=secret, said=form.said())
            return _shown(request, secret, _("Changed. It holds from this moment."))
        except BadInput as trouble:
            form.add_error(None, str(trouble.sentence))
    return _shown(request, secret, reach=form, trouble=_first(form))


def _first(form: Any) -> str:
    return str(next(iter(form.errors.values()))[0])


@with_secret
def ask(request: HttpRequest, secret: str) -> HttpResponse:
    kind = request.POST.get("kind", "")
    form = Wrong(request.POST)
    if kind == Asked.Kind.CORRECT and not form.is_valid():
        return _shown(request, secret, wrong=form, trouble=_("Write what is wrong, and how it should be."))
    try:
        own.ask(secret=secret, kind=kind, said=form.data.get("words", ""))
    except NotFound:
        raise
    except Plain as trouble:
        return _shown(request, secret, trouble=str(trouble.sentence))
    return _shown(request, secret, _("The organizers see it. Your words are sealed to them."))


@with_secret
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    try:
        attendance = UUID(request.POST.get("attendance", ""))
        own.answer(secret=secret, attendance=attendance, said=request.POST.get("say", ""))
    except (ValueError, Plain):
        return _shown(request, secret, trouble=_("This cannot be answered any more."))
    return _shown(request, secret, _("Your answer is written down."))


@with_secret
def save(request: HttpRequest, secret: str) -> HttpResponse:
    found = own.shown(secret)
    if request.POST.get("as") == "json":
        return files.as_json(found)
    return files.as_page(found, (get_language() or "en")[:2])


@with_secret
def close(request: HttpRequest, secret: str) -> HttpResponse:
    """First what it means; then it is done."""
    if "sure" not in request.POST:
        return render(request, "members/close.html", {"secret": secret})
    own.close(secret=secret)
    return render(request, "members/gone.html", {"what": "close"})


@with_secret
def leave(request: HttpRequest, secret: str) -> HttpResponse:
    """Asked twice; then everything goes."""
    sure = request.POST.get("sure", "")
    if sure != "twice":
        return render(request, "members/leave.html", {"secret": secret, "again": sure == "once"})
    return render(request, "members/gone.html", {"what": "leave" if own.leave(secret=secret) else "wish"})
