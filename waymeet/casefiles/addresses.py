"""The addresses of a room's files: each page is made for its room and says whom it is for."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import confirmed, may
from waymeet.casefiles import views, views_hand_offs, views_inbox
from waymeet.casefiles.room import Room

View = Callable[..., HttpResponse]


def addresses(room: Room) -> list[URLPattern]:
    """Behind one permission, kept by no browser; what takes something away or out asks again who it is."""

    def page(view: View, *, again: bool = False) -> Any:
        made: View = partial(view, room)
        return never_cache(may(room.permission)(confirmed(made) if again else made))

    def act(view: View, *, again: bool = False) -> Any:
        return require_POST(page(view, again=again))

    one, hand_off = "<int:file_id>", "<int:file_id>/hand-offs/<uuid:record>"
    return [
        path("", page(views.listing), name="list"),
        path("begin", page(views.begin), name="begin"),
        path(one, page(views.file), name="file"),
        path(f"{one}/face", page(views.face), name="face"),
        path(f"{one}/note", act(views.note), name="note"),
        path(f"{one}/notes/<uuid:record>", page(views.correct), name="correct"),
        path(f"{one}/state", act(views.state), name="state"),
        path(f"{one}/copy", page(views.copy, again=True), name="copy"),
        path(f"{one}/forget", act(views.forget, again=True), name="forget"),
        path(f"{one}/offer/<slug:to>", page(views_hand_offs.offer), name="offer"),
        path(hand_off, page(views_hand_offs.hand_off), name="hand_off"),
        path(f"{hand_off}/yes", act(views_hand_offs.grant), name="grant"),
        path(f"{hand_off}/tell", act(views_hand_offs.tell), name="tell"),
        path(f"{hand_off}/no", act(views_hand_offs.decline), name="decline"),
        path(f"{hand_off}/take-back", act(views_hand_offs.take_back), name="take_back"),
        path("hand-offs", page(views_inbox.inbox), name="inbox"),
        path("hand-offs/<uuid:handle>", page(views_inbox.arrival), name="arrival"),
        path("hand-offs/<uuid:handle>/begin", act(views_inbox.begin), name="begin_from"),
        path("hand-offs/<uuid:handle>/refuse", act(views_inbox.refuse), name="refuse"),
    ]
