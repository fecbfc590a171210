"""Offering a hand-off to the outreach team or the case team: choose, show the text, yes or no, print the receipt."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.consent import gate
from waymeet.design import tables
from waymeet.kernel import clock
from waymeet.kernel.errors import Plain
from waymeet.organizing.contacts import hand_offs as service
from waymeet.organizing.contacts.forms import Offer, Yes


@may(May.READ_INTRODUCTIONS)
@never_cache
def offer(request: DeskRequest) -> HttpResponse:
    """No introduction is named here, or opened: the audit would join the two."""
    form = Offer(clock.today(), request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = service.offer(
                name=form.cleaned_data["name"],
                scope=form.scope(),
                language=form.cleaned_data["language"],
                read_aloud=form.cleaned_data["read_aloud"],
                by=request.person,
            )
            return redirect("contacts:hand_off", made)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    status = 422 if form.is_bound else 200
    return render(request, "contacts/offer.html", {"form": form}, status=status)


@may(May.READ_INTRODUCTIONS)
@never_cache
def hand_offs(request: DeskRequest) -> HttpResponse:
    found = service.every(by=request.person, keyring=request.keyring)
    table = tables.Table(
        name="hand-offs",
        caption=_("Hand-offs we offered"),
        columns=[tables.Column(_("Name")), tables.Column(_("State")), tables.Column(_("Until"))],
        rows=[_row(one, standing) for one, standing in found],
        empty=_("No hand-off was offered yet."),
        stacks=True,
    )
    return render(request, "contacts/hand_offs.html", {"table": table})


def _row(one: service.Kept, standing: gate.Standing) -> list[object]:
    name = tables.Cell(one.name or _("no name"), link=reverse("contacts:hand_off", args=[one.id]))
    tone, words = gate.state_words(standing.state)
    until = (standing.scope or standing.asked).until
    return [name, tables.Cell(str(standing.state), words=words, tone=tone), until.isoformat()]


@may(May.READ_INTRODUCTIONS)
@never_cache
def hand_off(request: DeskRequest, hand_off_id: UUID) -> HttpResponse:
    one = service.kept(hand_off_id=hand_off_id, by=request.person, keyring=request.keyring)
    standing = gate.standing(one.secret)
    form = Yes(standing.asked, initial={"patient_name": one.name, "told_name": one.name})
    return _page(request, one, standing, form)


def _page(
    request: DeskRequest, one: service.Kept, standing: gate.Standing, form: Yes, status: int = 200
) -> HttpResponse:
    tone, words = gate.state_words(standing.state)
    addresses = {to: reverse(f"contacts:{to}", args=[one.id]) for to in ("grant", "decline", "take_back")}
    said = {"standing": standing, "form": form, "tone": tone, "state_words": words, "addresses": addresses}
    return render(request, "contacts/hand_off.html", said, status=status)


@require_POST
@may(May.READ_INTRODUCTIONS)
@never_cache
def grant(request: DeskRequest, hand_off_id: UUID) -> HttpResponse:
    """The receipt is the answer itself: shown once, to be printed now."""
    one = service.kept(hand_off_id=hand_off_id, by=request.person, keyring=request.keyring)
    standing = gate.standing(one.secret)
    form = Yes(standing.asked, request.POST)
    if form.is_valid():
        try:
            receipt = service.grant(one=one, said=form.cleaned_data, fields=form.told(), by=request.person)
            return render(request, "contacts/receipt.html", {"receipt": receipt, "one": one})
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
    return _page(request, one, standing, form, status=422)


@require_POST
@may(May.READ_INTRODUCTIONS)
def decline(request: DeskRequest, hand_off_id: UUID) -> HttpResponse:
    one = service.kept(hand_off_id=hand_off_id, by=request.person, keyring=request.keyring)
    service.decline(one=one, by=request.person)
    messages.success(request, _("They said no, and nothing was told. Everything else goes on as before."))
    return redirect("contacts:hand_offs")


@require_POST
@may(May.READ_INTRODUCTIONS)
def take_back(request: DeskRequest, hand_off_id: UUID) -> HttpResponse:
    one = service.kept(hand_off_id=hand_off_id, by=request.person, keyring=request.keyring)
    service.take_back(one=one, by=request.person)
    messages.success(request, _("It was taken back. It holds from this moment."))
    return redirect("contacts:hand_offs")
