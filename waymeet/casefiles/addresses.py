"""The addresses of a room's files: each page is made for its room and says whom it is for."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import confirmed, may
from waymeet.casefiles import kinds, views, views_hand_offs, views_inbox, views_own, views_papers
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
        *[path(f"{one}/{kind}", act(partial(views.write, kind=kind)), name=kind) for kind in kinds.WRITTEN],
        path(f"{one}/written/<uuid:record>", page(views.correct), name="correct"),
        path(f"{one}/written/<uuid:record>/answer", act(views.answer), name="answer"),
        path(f"{one}/state", act(views.state), name="state"),
        path(f"{one}/copy", page(views.copy, again=True), name="copy"),
        path(f"{one}/own-page", act(views_papers.make, again=True), name="own_make"),
        path(f"{one}/own-page/refuse", act(views_papers.refuse), name="own_refuse"),
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
        *_own(room),
    ]


def _own(room: Room) -> list[URLPattern]:
    """The participant's page: no address holds a secret, it is posted."""

    def page(view: View) -> Any:
        return views_own.spoken(partial(view, room))

    return [
        path("own", page(views_own.page), name="own"),
        path("own/goal", page(views_own.goal), name="own_goal"),
        path("own/goals/<uuid:record>", page(views_own.set_goal), name="own_set_goal"),
        path("own/wrong", page(views_own.wrong), name="own_wrong"),
        path("own/save", page(views_own.save), name="own_save"),
        path("own/renew", page(views_own.renew), name="own_renew"),
        path("own/close", page(views_own.close), name="own_close"),
        path("own/second", page(views_own.second), name="own_second"),
        path("own/take-back/<uuid:record>", page(views_own.take_back), name="own_take_back"),
        path("own/erase", page(views_own.erase), name="own_erase"),
    ]
