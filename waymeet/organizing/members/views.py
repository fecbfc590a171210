"""At the desk: somebody's own page is made and printed, closed, and what people asked for there is seen to."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, confirmed, may
from waymeet.accounts.roles import May
from waymeet.organizing.contacts import queries_people
from waymeet.organizing.members import everything as whole
from waymeet.organizing.members import services
from waymeet.organizing.members.models import Asked


@require_POST
@may(May.HOLD_ONE_ON_ONES)
@never_cache
def make(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """The paper, in both languages. It is shown now and never again."""
    secret = services.make(contact_id=contact_id, by=request.person, keyring=request.keyring)
    address = request.build_absolute_uri(reverse("members:own"))
    papers = [_paper(language, address, secret) for language in ("en", "es")]
    return render(request, "members/paper.html", {"papers": papers, "contact_id": contact_id})


def _paper(language: str, address: str, secret: str) -> dict[str, Any]:
    """The secret stands after the # of the scanned address: no server and no log ever sees it there."""
    with override(language):
        return {
            "language": language,
            "heading": _("Your own page"),
            "words": [
                _("Scan this, or open the address and type the code."),
                _("You see what you promised and what comes next. You change how we reach you, or leave."),
            ],
            "keep": _(
                "Whoever has this paper can do the same. Keep it like a key; lost, an organizer closes it at once."
            ),
            "scan": _("A code to scan that opens your own page"),
            "address": address,
            "scanned": f"{address}#{secret}",
            "groups": secret.split("-"),
        }


@require_POST
@may(May.HOLD_ONE_ON_ONES)
def refuse(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    services.refuse(contact_id=contact_id, by=request.person)
    messages.success(request, _("Their page is closed. The paper opens nothing any more."))
    return redirect("contacts:person", contact_id)


@may(May.HOLD_ONE_ON_ONES)
@never_cache
def requests(request: DeskRequest) -> HttpResponse:
    services.sweep(by=request.person, keyring=request.keyring)
    found = services.requests(by=request.person, keyring=request.keyring)
    return render(request, "members/requests.html", {"found": found, "states": Asked.State})


@require_POST
@may(May.HOLD_ONE_ON_ONES)
def settle(request: DeskRequest, asked: UUID) -> HttpResponse:
    services.settle(asked=asked, state=request.POST.get("state", ""), by=request.person)
    messages.success(request, _("Written down."))
    return redirect("members:requests")


@may(May.READ_GUARDED)
@confirmed
@never_cache
def everything(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """All that is held about somebody, to look through and hand over."""
    found = whole.everything(contact_id=contact_id, by=request.person, keyring=request.keyring)
    row = queries_people.contact(contact_id=contact_id, by=request.person)
    return render(request, "members/everything.html", {"row": row, "parts": found})
