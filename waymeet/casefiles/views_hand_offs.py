"""From an open file: offer a hand-off, show the text, yes or no, print the receipt."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from waymeet.accounts.access import DeskRequest
from waymeet.casefiles import hand_offs
from waymeet.casefiles.forms import Offer, OfferBeyond, Tell, Yes
from waymeet.casefiles.room import Room
from waymeet.casefiles.views import show
from waymeet.consent import gate
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound, Plain


def _by(request: DeskRequest) -> dict[str, Any]:
    return {"by": request.person, "keyring": request.keyring}


def offer(room: Room, request: DeskRequest, file_id: int, to: str) -> HttpResponse:
    beyond = dict(gate.beyond())
    recipients = dict(gate.who(gate.SIDES - {room.side})) | beyond
    if to not in recipients:
        raise NotFound
    opened = hand_offs.to_offer(room=room, file_id=file_id, **_by(request))
    kind = OfferBeyond if to in beyond else Offer
    form = kind(to, opened.face, clock.today(), request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = {"language": form.cleaned_data["language"], "read_aloud": form.cleaned_data["read_aloud"]}
        said |= {"beyond": form.beyond()} if isinstance(form, OfferBeyond) else {}
        try:
            made = hand_offs.offer(room=room, file_id=file_id, scope=form.scope(), **said, **_by(request))
            return redirect(f"{room.urls}:hand_off", file_id, made)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    said = {"form": form, "file_id": file_id, "to": recipients[to], "beyond": to in beyond}
    return show(request, room, "offer", said, 422 if form.is_bound else 200)


def _kept(room: Room, request: DeskRequest, file_id: int, record: UUID) -> hand_offs.Kept:
    return hand_offs.kept(room=room, file_id=file_id, record=record, **_by(request))


def hand_off(room: Room, request: DeskRequest, file_id: int, record: UUID) -> HttpResponse:
    one = _kept(room, request, file_id, record)
    standing = gate.standing(one.secret)
    form = Tell(standing.scope) if standing.scope else Yes(standing.asked, one.opened.face)
    return _page(room, request, one, standing, form)


def _page(
    room: Room, request: DeskRequest, one: hand_offs.Kept, standing: gate.Standing, form: Tell, status: int = 200
) -> HttpResponse:
    tone, words = gate.state_words(standing.state)
    ids = [one.file_id, one.record]
    addresses = {to: reverse(f"{room.urls}:{to}", args=ids) for to in ("grant", "tell", "decline", "take_back")}
    said = {"one": one, "standing": standing, "form": form, "tone": tone, "state_words": words, "addresses": addresses}
    return show(request, room, "hand_off", said, status)


def _sheet(room: Room, form: Tell, scope: gate.Scope) -> dict[str, Any]:
    """What is handed to somebody outside, with the whole notice, in the language of who reads it at this desk."""
    spoken = (get_language() or "en")[:2]
    teller = gate.name_of(room.side, spoken)
    return {"told": form.in_words(), "notice": gate.notice_for(scope, spoken), "day": clock.today(), "teller": teller}


def grant(room: Room, request: DeskRequest, file_id: int, record: UUID) -> HttpResponse:
    """The receipt is the answer itself: shown once, to be printed now."""
    one = _kept(room, request, file_id, record)
    standing = gate.standing(one.secret)
    form = Yes(standing.asked, one.opened.face, request.POST)
    if form.is_valid():
        try:
            told = form.told()
            receipt = hand_offs.grant(room=room, one=one, said=form.cleaned_data, fields=told, **_by(request))
            sheet = _sheet(room, form, receipt.scope) if one.beyond and told else None
            return show(request, room, "receipt", {"receipt": receipt, "one": one, "sheet": sheet})
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    return _page(room, request, one, standing, form, 422)


def tell(room: Room, request: DeskRequest, file_id: int, record: UUID) -> HttpResponse:
    """More, or something newer, under the same yes. For somebody outside the answer is the sheet to hand over."""
    one = _kept(room, request, file_id, record)
    standing = gate.standing(one.secret)
    scope = standing.scope or standing.asked
    form = Tell(scope, request.POST)
    if form.is_valid():
        try:
            hand_offs.tell(room=room, one=one, fields=form.told(), by=request.person)
            if one.beyond:
                return show(request, room, "sheet", {"one": one, "sheet": _sheet(room, form, scope)})
            messages.success(request, _("The other team has it now."))
            return redirect(f"{room.urls}:hand_off", file_id, record)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    return _page(room, request, one, standing, form, 422)


def decline(room: Room, request: DeskRequest, file_id: int, record: UUID) -> HttpResponse:
    hand_offs.decline(room=room, one=_kept(room, request, file_id, record), **_by(request))
    messages.success(request, _("They said no, and nothing was told. Everything else goes on as before."))
    return redirect(f"{room.urls}:file", file_id)


def take_back(room: Room, request: DeskRequest, file_id: int, record: UUID) -> HttpResponse:
    hand_offs.take_back(room=room, one=_kept(room, request, file_id, record), **_by(request))
    messages.success(request, _("It was taken back. It holds from this moment."))
    return redirect(f"{room.urls}:hand_off", file_id, record)
