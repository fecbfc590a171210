"""A participant's own page: no account, no cookie. Whoever has the secret on paper may read and write."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from waymeet.casefiles import own, sheets, taken_along
from waymeet.casefiles.forms_written import OwnGoal, Second, Secret, Wrong
from waymeet.casefiles.kinds import Goal
from waymeet.casefiles.own import Own
from waymeet.casefiles.room import Room
from waymeet.casefiles.views import told_in_words
from waymeet.consent import gate
from waymeet.design.outside import opened_by_paper
from waymeet.kernel.errors import NotFound, Plain

View = Callable[..., HttpResponse]
WRONG = 422
spoken = opened_by_paper("A participant has no account; the secret on their paper stands in a sign-in's place.")


def _show(request: HttpRequest, room: Room, name: str, said: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, f"casefiles/own/{name}.html", {"room_of": room, **said}, status=status)


def with_secret(view: View) -> View:
    """Only posted, and only with a secret that leads somewhere; every other gets one and the same answer."""

    @wraps(view)
    def finding(room: Room, request: HttpRequest, **which: Any) -> HttpResponse:
        form = Secret(request.POST)
        if request.method != "POST" or not form.is_valid():
            return redirect(f"{room.urls}:own")
        secret = form.cleaned_data["secret"]
        try:
            mine = own.found(room, secret)
        except NotFound:
            return _asked(request, room, form)
        try:
            return view(room, request, secret, mine, **which)
        except Plain as trouble:
            return _shown(request, mine, secret, trouble=str(trouble.sentence))

    return finding


def page(room: Room, request: HttpRequest) -> HttpResponse:
    """Ask for the code, or show what stands under it."""
    form = Secret(request.POST)
    if request.method != "POST" or ("switch" in request.POST and not form.is_valid()):
        return _show(request, room, "code", {"form": Secret()})
    if not form.is_valid():
        return _asked(request, room, form)
    try:
        return _shown(request, own.found(room, form.cleaned_data["secret"]), form.cleaned_data["secret"])
    except NotFound:
        return _asked(request, room, form)


def _asked(request: HttpRequest, room: Room, form: Secret) -> HttpResponse:
    if not form.errors:
        form.add_error("secret", _("Nothing opens with this code. Look at it again, sign by sign."))
    return _show(request, room, "code", {"form": form}, WRONG)


def _shown(
    request: HttpRequest, mine: Own, secret: str, done: str = "", trouble: str = "", **forms: Any
) -> HttpResponse:
    found = own.shown(mine)
    names = dict(gate.who(gate.SIDES - {mine.room.side}))
    said = {
        "file": found,
        "told": told_in_words(mine.room, found),
        "hand_offs": [(one, one.named or names.get(one.recipient, "")) for one in found.hand_offs],
        "secret": secret,
        "done": done,
        "trouble": trouble,
        "goal": forms.get("goal") or OwnGoal(auto_id="goal_%s"),
        "wrong": forms.get("wrong") or Wrong(auto_id="wrong_%s"),
        "second": Second(auto_id="second_%s"),
        "endings": [Goal.REACHED, Goal.LET_GO],
    }
    return _show(request, mine.room, "page", said, WRONG if trouble else 200)


@with_secret
def goal(room: Room, request: HttpRequest, secret: str, mine: Own) -> HttpResponse:
    form = OwnGoal(request.POST, auto_id="goal_%s")
    if not form.is_valid():
        return _shown(request, mine, secret, trouble=_("Write what you want first."), goal=form)
    own.add_goal(own=mine, words=form.cleaned_data["words"])
    return _shown(request, mine, secret, _("Your goal is in your file."))


@with_secret
def set_goal(room: Room, request: HttpRequest, secret: str, mine: Own, record: UUID) -> HttpResponse:
    own.set_goal(own=mine, record=record, state=request.POST.get("state", ""))
    return _shown(request, mine, secret, _("It is written down."))


@with_secret
def wrong(room: Room, request: HttpRequest, secret: str, mine: Own) -> HttpResponse:
    form = Wrong(request.POST, auto_id="wrong_%s")
    if not form.is_valid():
        return _shown(request, mine, secret, trouble=_("Write what is wrong, and how it should be."), wrong=form)
    own.correct(own=mine, words=form.cleaned_data["words"])
    return _shown(request, mine, secret, _("It stands in your file as your word. The team sees it and answers here."))


@with_secret
def save(room: Room, request: HttpRequest, secret: str, mine: Own) -> HttpResponse:
    found = own.shown(mine)
    if request.POST.get("as") == "json":
        return taken_along.as_json(found)
    return taken_along.as_page(mine.room, found, told_in_words(room, found), (get_language() or "en")[:2])


@with_secret
def renew(room: Room, request: HttpRequest, secret: str, mine: Own) -> HttpResponse:
    """First what it means; then the new paper, shown this once."""
    if "sure" not in request.POST:
        return _show(request, room, "renew", {"secret": secret})
    new = own.renew(own=mine)
    return _show(request, room, "paper", {"secret": new, "papers": sheets.of_page(request, room, new)})


@with_secret
def close(room: Room, request: HttpRequest, secret: str, mine: Own) -> HttpResponse:
    if "sure" not in request.POST:
        return _show(request, room, "close", {"secret": secret})
    own.close(own=mine)
    return _show(request, room, "gone", {"what": "close"})


def _second(request: HttpRequest) -> str:
    form = Second(request.POST)
    return form.cleaned_data["second"] if form.is_valid() else ""


@with_secret
def second(room: Room, request: HttpRequest, secret: str, mine: Own) -> HttpResponse:
    """What they agreed to, each to be taken back; and the way to erase everything."""
    return _consents(request, mine, secret, "")


def _consents(request: HttpRequest, mine: Own, secret: str, done: str) -> HttpResponse:
    code = _second(request)
    said = {"given": own.consents(own=mine, second=code), "secret": secret, "second": code, "done": done}
    return _show(request, mine.room, "second", said)


@with_secret
def take_back(room: Room, request: HttpRequest, secret: str, mine: Own, record: UUID) -> HttpResponse:
    own.take_back(own=mine, second=_second(request), record=record)
    return _consents(request, mine, secret, _("It was taken back. It holds from this moment."))


@with_secret
def erase(room: Room, request: HttpRequest, secret: str, mine: Own) -> HttpResponse:
    """Asked twice; then everything goes."""
    code, sure, too = _second(request), request.POST.get("sure", ""), "too" in request.POST
    if sure != "twice":
        own.check_second(mine, code)
        said = {"secret": secret, "second": code, "again": sure == "once", "too": too or not sure}
        return _show(request, room, "erase", said)
    gone = own.erase(own=mine, second=code, consents_too=too)
    return _show(request, room, "gone", {"what": "erase" if gone else "wish"})
