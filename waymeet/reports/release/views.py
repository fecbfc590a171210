"""Releases at the desk: the list, proposing one, reviewing it, publishing it, withdrawing it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, confirmed, may
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.design import tables
from waymeet.kernel.errors import Conflict, Plain
from waymeet.reports.measures.register import MEASURES
from waymeet.reports.release import queries, services
from waymeet.reports.release.forms import Approve, Propose, SendBack, Withdraw
from waymeet.reports.release.models import Release
from waymeet.reports.release.published import month_words
from waymeet.reports.release.queries import ReleaseLine, ReleasePage
from waymeet.reports.release.rules import Act, State, after
from waymeet.reports.release.words import STATES


@may(May.SEE_RELEASES)
def releases(request: DeskRequest) -> HttpResponse:
    table = releases_table(queries.all_releases())
    if request.GET.get("format") == "csv":
        return tables.download(table)
    return render(
        request, "release/list.html", {"table": table, "may_propose": can(request.person, May.PROPOSE_RELEASE)}
    )


def releases_table(lines: list[ReleaseLine]) -> tables.Table:
    return tables.Table(
        name="releases",
        caption=_("Releases"),
        columns=[tables.Column(w) for w in (_("What is counted"), _("Months"), _("State"), _("Proposed"), _("Number"))],
        rows=[_row(line) for line in lines],
        empty=_("Nothing was proposed for release yet."),
        stacks=True,
    )


def _row(line: ReleaseLine) -> list[object]:
    words, tone = STATES[line.state]
    return [
        tables.Cell(line.sentence, link=reverse("release:one", args=[line.id])),
        _span(line.first_month, line.last_month),
        tables.Cell(words, tone=tone),
        line.proposed_on.isoformat(),
        line.number or "",
    ]


def _span(first: str, last: str) -> str:
    if first == last:
        return month_words(first)
    return _("%(first)s to %(last)s") % {"first": month_words(first), "last": month_words(last)}


@may(May.PROPOSE_RELEASE)
@never_cache
def propose(request: DeskRequest) -> HttpResponse:
    """Counts, hides and attacks while the person waits: some seconds for a large town."""
    asked = request.POST.get("measure") or request.GET.get("measure") or ""
    measure = MEASURES.get(asked, next(iter(MEASURES.values())))
    if not set(measure.source_rooms) <= set(settings.SIDES):
        raise Conflict(_("This server does not hold what is counted here. Propose the release where it is held."))
    months = queries.months_to_choose(measure.name)
    start = {"measure": measure.name, "first_month": months[-12:][:1], "last_month": months[-1:]}
    initial = {name: value[0] if isinstance(value, list) and value else value for name, value in start.items()}
    form = Propose(request.POST or None, months=months, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.propose(**form.cleaned_data, by=request.person)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
        else:
            messages.success(request, _("The release is proposed. Two people who review now look at it."))
            return redirect("release:one", made.id)
    shown = {"form": form, "months": months, "measure": measure, "every": MEASURES.values()}
    return render(request, "release/propose.html", shown, status=422 if form.errors else 200)


@may(May.SEE_RELEASES)
@never_cache
def one(request: DeskRequest, release_id: UUID) -> HttpResponse:
    return _one(request, release_id)


def _one(request: DeskRequest, release_id: UUID, trouble: Plain | None = None) -> HttpResponse:
    page = queries.one_release(release_id)
    words, tone = STATES[page.line.state]
    shown = {
        "page": page,
        "span": _span(page.line.first_month, page.line.last_month),
        "state": words,
        "tone": tone,
        "months": [month_words(month) for month in page.months],
        "trouble": trouble.sentence if trouble else "",
        **_acts(request, page),
    }
    return render(request, "release/one.html", shown, status=409 if trouble else 200)


def _acts(request: DeskRequest, page: ReleasePage) -> dict[str, Any]:
    """What this person may do with it now: a form for each, or nothing."""
    possible = {act for act in Act if after(page.line.state, act)}
    new_to_it = request.person.id not in page.reviewed_by and request.person.id != page.line.proposed_by
    reviews = can(request.person, May.REVIEW_RELEASE) and new_to_it
    proposes = can(request.person, May.PROPOSE_RELEASE)
    start = {"content_hash": page.content_hash}
    return {
        "approve": Approve(initial=start, prefix=None) if reviews and Act.APPROVE in possible else None,
        "send_back": SendBack(initial=start) if reviews and Act.SEND_BACK in possible else None,
        "may_publish": proposes and Act.PUBLISH in possible,
        "withdraw": Withdraw()
        if Act.WITHDRAW in possible and (proposes or can(request.person, May.REVIEW_RELEASE))
        else None,
        "is_author": request.person.id == page.line.proposed_by
        and page.line.state in (State.PROPOSED, State.APPROVED_ONCE),
    }


def _done(request: DeskRequest, release_id: UUID, act: Callable[[], Release], said: str) -> HttpResponse:
    """Do it and go back to the release; or show the release with the sentence why not."""
    try:
        act()
    except Plain as trouble:
        return _one(request, release_id, trouble)
    messages.success(request, said)
    return redirect("release:one", release_id)


@require_POST
@may(May.REVIEW_RELEASE)
def approve(request: DeskRequest, release_id: UUID) -> HttpResponse:
    seen = request.POST.get("content_hash", "")
    return _done(
        request,
        release_id,
        lambda: services.approve(release_id=release_id, content_hash=seen, by=request.person),
        _("You approved this release."),
    )


@require_POST
@may(May.REVIEW_RELEASE)
def send_back(request: DeskRequest, release_id: UUID) -> HttpResponse:
    seen, reason = request.POST.get("content_hash", ""), request.POST.get("reason", "")[:500]
    return _done(
        request,
        release_id,
        lambda: services.send_back(release_id=release_id, content_hash=seen, reason=reason, by=request.person),
        _("The release is sent back."),
    )


@require_POST
@may(May.PROPOSE_RELEASE)
@confirmed
def publish(request: DeskRequest, release_id: UUID) -> HttpResponse:
    return _done(
        request,
        release_id,
        lambda: services.publish(release_id=release_id, by=request.person),
        _("The release is published. Its files never change."),
    )


@require_POST
@may(May.PROPOSE_RELEASE, May.REVIEW_RELEASE)
def withdraw(request: DeskRequest, release_id: UUID) -> HttpResponse:
    because = request.POST.get("because", "")
    return _done(
        request,
        release_id,
        lambda: services.withdraw(release_id=release_id, because=because, by=request.person),
        _("The release is withdrawn; its page says so."),
    )
