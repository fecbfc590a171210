"""A page with one form: most of what is written down here is written on one."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from waymeet.accounts.access import DeskRequest
from waymeet.kernel.errors import Plain


def ask(
    request: DeskRequest,
    form: forms.BaseForm,
    heading: Any,
    back: str,
    act: Callable[[dict[str, Any]], str],
    *,
    lead: Any = "",
    template: str = "coalitions/form.html",
    done: Any = None,
) -> HttpResponse:
    """Shows the form; what was typed goes to `act`, which answers where to go next. A trouble stands on the form."""
    if form.is_valid():
        try:
            onward = act(form.cleaned_data)
        except Plain as trouble:
            form.add_error(None, str(trouble.sentence))
        else:
            messages.success(request, done or _("Written down."))
            return redirect(onward)
    shown = {"form": form, "heading": heading, "lead": lead, "back": back}
    return render(request, template, shown, status=422 if form.errors else 200)


def typed(request: DeskRequest) -> Any:
    """What a form is bound to: nothing unless it was sent."""
    return request.POST if request.method == "POST" else None
