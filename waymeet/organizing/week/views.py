"""At the desk: which list comes along on the phone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.organizing.week import call_lists


@require_POST
@may(May.HOLD_ONE_ON_ONES)
def take_along(request: DeskRequest, list_id: UUID) -> HttpResponse:
    call_lists.take_along(list_id=list_id, by=request.person, keyring=request.keyring)
    messages.success(request, _("These calls come along the next time you get your week on your phone."))
    return redirect("lists:people", list_id)


@require_POST
@may(May.HOLD_ONE_ON_ONES)
def leave_here(request: DeskRequest, list_id: UUID) -> HttpResponse:
    call_lists.leave_here(list_id=list_id, by=request.person)
    messages.success(request, _("The list stays here. What is on your phone goes when you get your week again."))
    return redirect("lists:people", list_id)
