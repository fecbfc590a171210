"""What is done about leading on a person's page; each answers there."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.kernel.errors import BadInput, Plain
from waymeet.organizing.contacts.queries_people import named
from waymeet.organizing.leadership import forms, ladders, services


def _done(request: DeskRequest, contact_id: UUID, verb: Callable[..., Any], words: str) -> HttpResponse:
    """A plain trouble is said on their page; nothing was written then."""
    try:
        verb(by=request.person)
        messages.success(request, words)
    except Plain as trouble:
        messages.error(request, str(trouble.sentence))
    return redirect("contacts:person", contact_id)


def _given(form: Form, words: str) -> dict[str, Any]:
    if not form.is_valid():
        raise BadInput(words)
    return form.cleaned_data


@require_POST
@may(May.ASSESS)
def assess(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    words = _("Choose a number from 1 to 5, and write down what they did that shows it.")
    said = _given(forms.Assess(request.POST), words)
    verb = partial(services.assess, contact_id=contact_id, **said)
    return _done(request, contact_id, verb, _("Written down. What others saw before stays."))


@require_POST
@may(May.ASSESS)
def stand(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    said = _given(forms.Word(ladders.in_force(), request.POST), _("Choose a rung, and say why."))
    return _done(request, contact_id, partial(services.stand, contact_id=contact_id, **said), _("Written down."))


@require_POST
@may(May.ASSESS)
def stand_by_the_rules(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    verb = partial(services.stand_by_the_rules, contact_id=contact_id)
    return _done(request, contact_id, verb, _("The rules speak again."))


@require_POST
@may(May.ASSESS)
def lead(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    people = named(but=contact_id, by=request.person)
    said = _given(forms.Lead(people, request.POST), _("Choose somebody, and how often they want to talk."))
    pair = {"leader": contact_id, "follower": said["other"]}
    if said["way"] == "led":
        pair = {"leader": said["other"], "follower": contact_id}
    verb = partial(services.lead, every_days=said["every_days"], **pair)
    return _done(request, contact_id, verb, _("Written down."))


@require_POST
@may(May.ASSESS)
def lead_no_more(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    verb = partial(services.lead_no_more, follower=contact_id)
    return _done(request, contact_id, verb, _("Nobody leads them now."))


@require_POST
@may(May.ASSESS)
def talked(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    return _done(request, contact_id, partial(services.talked, follower=contact_id), _("Written down."))
