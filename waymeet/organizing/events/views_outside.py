"""What anybody may see of events: a list, a calendar, one event as a file; and calendars behind a secret address."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.kernel import clock
from waymeet.kernel.policy import anybody
from waymeet.organizing.events import feeds, queries, services
from waymeet.organizing.events.models import Calendar
from waymeet.organizing.events.queries.outside import BEHIND, Dated

OPEN = "Public events, as the organizers chose to show them; sensitive ones without title and place."


def missing() -> HttpResponse:
    """Rendered without the request: nobody who asks is given a cookie."""
    language = "es" if (get_language() or "").startswith("es") else "en"
    return HttpResponse(render_to_string("events/missing.html", {"language": language}), status=HTTPStatus.NOT_FOUND)


@anybody(OPEN)
@require_safe
def public_home(request: HttpRequest) -> HttpResponse:
    """In the reader's language."""
    return redirect("public_events:es" if (get_language() or "").startswith("es") else "public_events:en")


@anybody(OPEN)
@require_safe
def public_list(request: HttpRequest, language: str) -> HttpResponse:
    """Rendered without the request, so that no page can ask who is looking."""
    with override(language):
        lines = [(row, feeds.title_of(row), feeds.place_of(row)) for row in queries.public_events()]
        said = {"lines": lines, "language": language, "other": "en" if language == "es" else "es"}
        return HttpResponse(render_to_string("events/public_list.html", said))


@anybody(OPEN)
@require_safe
def public_calendar(request: HttpRequest) -> HttpResponse:
    found = queries.public_events(since=clock.today() - BEHIND)
    return _feed(request, [Dated(one) for one in found], name=_("Events"), kept="public, max-age=600")


@anybody(OPEN)
@require_safe
def public_event(request: HttpRequest, event_id: str) -> HttpResponse:
    found = queries.public_events(since=clock.today() - BEHIND).filter(pk=event_id)
    if not found:
        return missing()
    answer = _feed(request, [Dated(one) for one in found], name=_("Events"), kept="public, max-age=600")
    answer["Content-Disposition"] = 'attachment; filename="event.ics"'
    return answer


@anybody("A calendar program has no account; the address itself, 128 bits of chance, stands in a sign-in's place.")
@require_safe
def own_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """An address that was replaced or ended answers as one that never was."""
    calendar = queries.owner_of(secret)
    if calendar is None:
        return missing()
    found = queries.calendar_events(calendar)
    answer = _feed(request, found, name=_("My events"), kept="private, no-cache", outside=False)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def _feed(request: HttpRequest, found: object, *, name: str, kept: str, outside: bool = True) -> HttpResponse:
    made = feeds.calendar(found, called=name, outside=outside)  # type: ignore[arg-type]
    answer = HttpResponse(made, content_type=feeds.MIME, headers={"Cache-Control": kept, "ETag": feeds.etag(made)})
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer  # type: ignore[return-value]


@may(May.RUN_EVENTS)
@never_cache
def calendars(request: DeskRequest) -> HttpResponse:
    """One's own address: made, shown once, replaced, ended."""
    address = ""
    if request.method == "POST":
        if request.POST.get("what") == "end":
            services.end_calendar(by=request.person)
            messages.success(request, _("Your calendar address leads nowhere now."))
            return redirect("events:calendars")
        secret = services.give_calendar(by=request.person)
        address = request.build_absolute_uri(reverse("public_events:own", args=[secret]))
    said = {
        "address": address,
        "kept": Calendar.objects.filter(worker=request.person.id).first(),
        "public": request.build_absolute_uri(reverse("public_events:calendar")),
        "list": reverse("public_events:home"),
    }
    return render(request, "events/calendars.html", said)
