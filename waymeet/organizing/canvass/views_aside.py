"""Working through what was put aside, one record after the other, and opening sealed bundles."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.design import tables
from waymeet.kernel.errors import NotFound, Plain
from waymeet.organizing.canvass.forms import BundleFile
from waymeet.organizing.canvass.queries import desk
from waymeet.organizing.canvass.queries.desk import AsideCard
from waymeet.organizing.canvass.services import bundles, put_aside


def _take_in(**which: Any) -> str:
    put_aside.take_in_after_all(**which)
    return _("Taken in: it counts now.")


def _leave_out(**which: Any) -> str:
    put_aside.leave_out(**which)
    return _("Left out: it does not count.")


def _take_in_alike(**which: Any) -> str:
    taken, left = put_aside.take_in_alike(**which)
    said = ngettext("Taken in: %(n)d record counts now.", "Taken in: %(n)d records count now.", taken) % {"n": taken}
    if not left:
        return said
    waits = ngettext(
        "%(n)d could not be carried out and still waits.", "%(n)d could not be carried out and still wait.", left
    )
    return f"{said} {waits % {'n': left}}"


def _leave_out_alike(**which: Any) -> str:
    count = put_aside.leave_out_alike(**which)
    return ngettext("Left out: %(n)d record does not count.", "Left out: %(n)d records do not count.", count) % {
        "n": count
    }


VERBS = {
    "take-in": _take_in,
    "leave-out": _leave_out,
    "take-in-alike": _take_in_alike,
    "leave-out-alike": _leave_out_alike,
}


@may(May.WORK_QUARANTINE)
def quarantine(request: DeskRequest) -> HttpResponse:
    """One record in front, all of them in a table below."""
    cards = desk.aside_cards()
    table = aside_table(cards)
    if request.GET.get("format") == "csv":
        return tables.download(table)
    return _page(request, cards, request.GET.get("record", ""))


def _page(request: DeskRequest, cards: list[AsideCard], asked: str, *, said: str = "") -> HttpResponse:
    at = next((place for place, card in enumerate(cards) if str(card.id) == asked), 0)
    shown = {
        "cards": cards,
        "card": cards[at] if cards else None,
        "place": at + 1,
        "following": cards[(at + 1) % len(cards)].id if len(cards) > 1 else None,
        "said": said,
        "table": aside_table(cards),
        "bundles": bundles.bundles_waiting(),
        "form": BundleFile(),
    }
    name = "canvass/quarantine.html#record" if request.htmx else "canvass/quarantine.html"
    return render(request, name, shown)


def aside_table(cards: list[AsideCard]) -> tables.Table:
    return tables.Table(
        name="put-aside",
        caption=_("Everything that waits"),
        columns=[
            tables.Column(_("Came on")),
            tables.Column(_("What")),
            tables.Column(_("Whose")),
            tables.Column(_("Why it was put aside")),
        ],
        rows=[_aside_row(card) for card in cards],
        stacks=True,
    )


def _aside_row(card: AsideCard) -> list[object]:
    link = f"{reverse('canvass:quarantine')}?record={card.id}"
    what = str(card.says[0][1]) if card.says and card.says[0][1] else _("cannot be read")
    return [tables.Cell(card.came_on.isoformat(), link=link), what, card.who, card.reason]


@require_POST
@may(May.WORK_QUARANTINE)
def decide(request: DeskRequest, put_aside_id: UUID, verb: str) -> HttpResponse:
    """Take it in or leave it out, then the next one: in place with script, by a new page without."""
    if verb not in VERBS:
        raise NotFound
    before = [card.id for card in desk.aside_cards()]
    following = next((one for one in before[before.index(put_aside_id) + 1 :]), "") if put_aside_id in before else ""
    try:
        said, asked = VERBS[verb](put_aside_id=put_aside_id, by=request.person), str(following)
    except Plain as trouble:
        said, asked = str(trouble.sentence), str(put_aside_id)
    if request.htmx:
        return _page(request, desk.aside_cards(), asked, said=said)
    messages.info(request, said)
    return redirect(f"{reverse('canvass:quarantine')}?record={asked}")


@require_POST
@may(May.WORK_QUARANTINE)
def keep_bundle(request: DeskRequest) -> HttpResponse:
    form = BundleFile(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose the file that the phone saved, then send it again."))
        return redirect("canvass:quarantine")
    count = bundles.keep_bundle(raw=form.cleaned_data["file"].read())
    said = ngettext(
        "The bundle is kept: %(n)d record, still sealed.", "The bundle is kept: %(n)d records, still sealed.", count
    )
    messages.success(request, said % {"n": count})
    return redirect("canvass:quarantine")


@require_POST
@may(May.WORK_QUARANTINE)
def open_bundles(request: DeskRequest) -> HttpResponse:
    counts = bundles.open_bundles(by=request.person, keyring=request.keyring)
    said = _("Opened: %(new)d new, %(same)d held already, %(aside)d put aside.") % {
        "new": counts.get("new", 0),
        "same": counts.get("same", 0),
        "aside": counts.get("quarantined", 0),
    }
    messages.success(request, said)
    return redirect("canvass:quarantine")
