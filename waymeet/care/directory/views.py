"""The directory at the desk: finding a service, its page, how its door is, a list for the pocket."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from waymeet.accounts.access import DeskRequest, may
from waymeet.accounts.roles import May
from waymeet.care.directory import by_hand, mapping, pocket, queries, services
from waymeet.care.directory.forms import STATES, Ask, Doors, Pocket, ServiceForm
from waymeet.care.directory.rules import barriers, needs
from waymeet.kernel import clock

QUICK = {"open_now": "on", "doors": "id_required"}


@may(May.KEEP_DIRECTORY)
@never_cache
def search(request: DeskRequest) -> HttpResponse:
    """One tap on the map, or on a button, is "near, open now, no ID". Where somebody taps is used once."""
    asked = request.POST.copy() if request.method == "POST" else QueryDict(mutable=True)
    _tapped(asked)
    form = Ask(asked or None, areas=mapping.areas())
    found = None
    if form.is_bound and form.is_valid():
        found = queries.answer(_asked(form.cleaned_data))
    shown = {
        "form": form,
        "map": mapping.drawn(),
        "lines": [_line(one) for one in found.found] if found else [],
        "answer": found,
        "point": bool(asked.get("point")),
        "any": queries.living().exists(),
    }
    return render(request, "directory/search.html", shown, status=422 if form.errors else 200)


def _tapped(asked: QueryDict) -> None:
    """A tap on a picture sends where; "near.x" and "near.y" become a point of the map."""
    if "quick" in asked or "tap.x" in asked:
        asked["open_now"] = QUICK["open_now"]
        asked.setlist("doors", [QUICK["doors"]])
    x, y = asked.get("tap.x", ""), asked.get("tap.y", "")
    if x.isdecimal() and y.isdecimal() and (place := mapping.tapped(int(x), int(y))):
        asked["point"] = f"{place[0]},{place[1]}"
        asked["area"] = ""


def _asked(said: dict[str, Any]) -> queries.Asked:
    near = mapping.middle_of(said["area"]) if said["area"] else None
    if near is None and said["point"]:
        lat, lon = said["point"].split(",")
        near = (int(lat), int(lon))
    return queries.Asked(
        words=said["words"],
        need=said["need"],
        language=said["language"],
        doors=tuple(said["doors"]),
        open_now=said["open_now"],
        near=near,
    )


def _line(one: queries.Found) -> dict[str, Any]:
    language = _language()
    return {
        "listing": one.listing,
        "shown": one.shown,
        "far": _far(one.metres),
        "is_open": one.is_open,
        "doors": one.doors,
        "needs": [needs.WORDS[code] for code in one.shown["needs"]],
        "hours": pocket.hours_in_words(one.shown["hours"], clock.today(), language),
    }


def _far(metres: int | None) -> str:
    if metres is None:
        return ""
    return _("%(miles).1f miles") % {"miles": metres / 1609.344}


def _language() -> str:
    from django.utils.translation import get_language

    return "es" if (get_language() or "").startswith("es") else "en"


@may(May.KEEP_DIRECTORY)
def map_picture(request: DeskRequest) -> HttpResponse:
    """The areas with a dot for every place, as a picture one can tap on."""
    answer = render(request, "directory/map.svg", {"map": mapping.drawn()}, content_type="image/svg+xml")
    answer["Cache-Control"] = "private, max-age=60"
    return answer


@may(May.KEEP_DIRECTORY)
@never_cache
def service(request: DeskRequest, service_id: UUID) -> HttpResponse:
    return _page(request, service_id)


def _page(request: DeskRequest, service_id: UUID, form: Doors | None = None) -> HttpResponse:
    listing = queries.service(service_id)
    doors = listing.shown["doors"]
    initial = {code: said for code, (said, _day) in doors.items()}
    found = queries.Found(listing, None, queries.is_open_at(listing, clock.now()))
    shown = {
        **_line(found),
        "form": form or Doors(initial=initial),
        "languages": [name or code for code, name in listing.shown["languages"]],
        "status": dict(STATES).get(listing.status, listing.status) if listing.status in queries.NOT_THERE else "",
        "stale": barriers.STALE_DAYS,
    }
    return render(request, "directory/service.html", shown, status=422 if form else 200)


@require_POST
@may(May.KEEP_DIRECTORY)
def door(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """What participants say of the door, with today's day; by whom is not asked."""
    form = Doors(request.POST)
    if not form.is_valid():
        return _page(request, service_id, form)
    said = form.said(queries.service(service_id).shown["doors"])
    services.say_how_the_door_is(service_id=service_id, answers=said, by=request.person)
    messages.success(request, _("Written down, with today's date. Nobody is named."))
    return redirect("directory:service", service_id)


@may(May.KEEP_DIRECTORY)
def as_json(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """As HSDS 3.0 has it, with everything inside."""
    answer = JsonResponse(queries.nested(service_id), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="service.json"'
    return answer


@may(May.KEEP_DIRECTORY)
@never_cache
def add(request: DeskRequest) -> HttpResponse:
    return _form(request, None, ServiceForm(request.POST or None, new=True))


@may(May.KEEP_DIRECTORY)
@never_cache
def change(request: DeskRequest, service_id: UUID) -> HttpResponse:
    odd = by_hand.has_odd_hours(service_id)
    initial = by_hand.said_of(service_id)
    return _form(request, service_id, ServiceForm(request.POST or None, new=False, odd_hours=odd, initial=initial))


def _form(request: DeskRequest, service_id: UUID | None, form: ServiceForm) -> HttpResponse:
    if form.is_bound and form.is_valid():
        saved = by_hand.save(service_id=service_id, said=form.said(), by=request.person)
        messages.success(request, _("The service is in the directory."))
        return redirect("directory:service", saved)
    listing = queries.service(service_id) if service_id else None
    shown = {"form": form, "listing": listing}
    return render(request, "directory/form.html", shown, status=422 if form.errors else 200)


@may(May.KEEP_DIRECTORY)
@never_cache
def pocket_list(request: DeskRequest) -> HttpResponse:
    """A list in two languages that folds into a pocket: one letter page, eight small ones."""
    form = Pocket(request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {"needs": [], "easy": False}
    columns = [{"language": language, "groups": _groups(wanted, language)} for language in ("en", "es")]
    return render(request, "directory/pocket.html", {"form": form, "columns": columns, "today": clock.today()})


def _groups(wanted: dict[str, Any], language: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """Kind of help -> its services, each service once."""
    from django.utils import translation

    seen: set[UUID] = set()
    groups = []
    with translation.override(language):
        for code in wanted["needs"] or needs.NEEDS:
            asked = queries.Asked(need=code, doors=("id_required",) if wanted["easy"] else ())
            lines = [_line(one) for one in queries.answer(asked).found if one.listing.pk not in seen]
            seen |= {line["listing"].pk for line in lines}
            for line in lines:
                line["hours"] = pocket.hours_in_words(line["shown"]["hours"], clock.today(), language)
                line["easy"] = [str(words) for _code, words, _easy, _day in line["doors"]]
            if lines:
                groups.append((str(needs.WORDS[code]), lines))
    return groups
