"""Makes what lists show, and what services are found by, out of the records. Called by whoever changed records."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Max

from waymeet.care.directory.models import Filed, Listing, Record, Spot
from waymeet.care.directory.nesting import Graph, Nest
from waymeet.care.directory.records import number_of
from waymeet.care.directory.rules import barriers, needs
from waymeet.kernel.finding import folded

AT_ONCE = 500
LONGEST = 40
LONG = 2000  # as much as the form takes: what was typed is shown whole
# Numbers of our own taxonomies: the same in every install, so that what goes out comes back.
SPACE = UUID("7d9b7c6e-0c5f-5b8e-8a65-2a3c1d5f4e70")
NEEDS_ID, DOORS_ID = str(uuid5(SPACE, "needs")), str(uuid5(SPACE, "low-barrier"))
NEED_TERMS = {code: str(uuid5(SPACE, f"needs/{code}")) for code in needs.NEEDS}
DOOR_TERMS = {code: str(uuid5(SPACE, f"low-barrier/{code}")) for code in barriers.QUESTIONS}
NEED_OF, DOOR_OF = ({key: code for code, key in terms.items()} for terms in (NEED_TERMS, DOOR_TERMS))
PARTS = re.compile(r"[\W_]+")
SCHEDULE = (
    *("freq", "byday", "interval", "count", "wkst", "byweekno", "bymonthday", "byyearday", "dtstart", "until"),
    *("valid_from", "valid_to", "opens_at", "closes_at", "timezone", "description"),
)


def uuid_of(key: str) -> UUID:
    """The UUID of a service; a directory that numbers otherwise gets one made of its number."""
    try:
        return UUID(key)
    except ValueError:
        return uuid5(SPACE, f"service/{key}")


def file_all() -> None:
    """Every service anew."""
    graph = Graph.everything()
    _write(graph, [one.key for one in graph.of("service")], Listing.objects.all())


def file(keys: Iterable[str]) -> None:
    """These services anew."""
    some = list(keys)
    _write(Graph.around(some), some, Listing.objects.filter(key__in=some))


def _write(graph: Graph, keys: list[str], old: Any) -> None:
    old.delete()
    nest = Nest(graph)
    listings, spots, filed = [], [], []
    for key in keys:
        record = graph.by_key.get(("service", key))
        if record is None:
            continue
        shown = shown_of(nest.whole(record))
        listing = Listing(id=uuid_of(key), key=key, name=shown["name"][:300], status=shown["status"][:30], shown=shown)
        listings.append(listing)
        spots += [Spot(listing=listing, lat=one["lat"], lon=one["lon"]) for one in shown["places"] if "lat" in one]
        filed += [Filed(listing=listing, under=under, word=word) for under, word in sorted(_words_of(shown))]
    Listing.objects.bulk_create(listings, batch_size=AT_ONCE)
    Spot.objects.bulk_create(spots, batch_size=AT_ONCE)
    Filed.objects.bulk_create(filed, batch_size=AT_ONCE)


def shown_of(service: Mapping[str, Any]) -> dict[str, Any]:
    """What a list, a page and a phone show of a service, out of its nested form."""
    organization = service.get("organization") or {}
    spots = service.get("service_at_locations") or []
    doors, told_needs, terms = _attributes(service)
    names = [_text(service.get("name")), _text(service.get("alternate_name")), *terms]
    out = {
        "name": _text(service.get("name")),
        "organization": _text(organization.get("name")),
        "organization_key": _text(organization.get("id")),
        "status": _text(service.get("status")) or "active",
        "about": _text(service.get("description"))[:LONG],
        "alert": _text(service.get("alert"))[:LONG],
        "who": _text(service.get("eligibility_description"))[:LONG],
        "apply": _text(service.get("application_process"))[:LONG],
        "fees": _text(service.get("fees_description"))[:LONG],
        "wait": _text(service.get("wait_time"))[:LONG],
        "url": _web(service.get("url")) or _web(organization.get("website")),
        "email": _text(service.get("email")),
        "phones": _phones(service, organization),
        "papers": [_text(one.get("document")) for one in service.get("required_documents") or ()],
        "places": [place for one in spots if (place := _place(one.get("location") or {}))],
        "hours": _hours(service),
        "languages": _languages(service),
        "needs": told_needs or needs.guessed(names),
        "guessed": not told_needs,
        "terms": terms,
        "doors": doors,
    }
    return {name: value for name, value in out.items() if value not in ("", [], {}) or name in KEPT}


KEPT = ("name", "status", "places", "needs", "doors", "phones", "hours", "languages")


def _attributes(service: Mapping[str, Any]) -> tuple[dict[str, list[str]], list[str], list[str]]:
    """Doors as {code: [answer, day]}, kinds of help somebody chose, and the words of other taxonomies."""
    doors: dict[str, list[str]] = {}
    chosen, terms = [], []
    for one in service.get("attributes") or ():
        term = one.get("taxonomy_term") or {}
        key = _text(term.get("id")) or _text(one.get("taxonomy_term_id"))
        if key in DOOR_OF:
            answer = _text(one.get("value")).lower()
            days = [_text(line.get("last_action_date")) for line in one.get("metadata") or ()]
            doors[DOOR_OF[key]] = [answer if answer in barriers.ANSWERS else barriers.UNKNOWN, max(days, default="")]
        elif key in NEED_OF:
            chosen.append(NEED_OF[key])
        elif words := _text(term.get("name")) or _text(one.get("value")):
            terms.append(words[:120])
    return doors, [code for code in needs.NEEDS if code in chosen], terms


def _phones(service: Mapping[str, Any], organization: Mapping[str, Any]) -> list[dict[str, str]]:
    spots = service.get("service_at_locations") or ()
    every = [
        *(service.get("phones") or ()),
        *(one for spot in spots for one in spot.get("phones") or ()),
        *(one for spot in spots for one in (spot.get("location") or {}).get("phones") or ()),
    ] or organization.get("phones", [])
    out: dict[str, dict[str, str]] = {}
    for one in every:
        number, extension = _text(one.get("number")).strip('"'), _text(one.get("extension"))
        if number and _text(one.get("type")) != "fax":
            said = {"number": number, "extension": extension, "about": _text(one.get("description"))[:80]}
            out.setdefault(f"{number} {extension}", {name: value for name, value in said.items() if value})
    return list(out.values())[:6]


def _place(location: Mapping[str, Any]) -> dict[str, Any]:
    address: Mapping[str, Any] = next(iter(location.get("addresses") or ()), {})
    street = ", ".join(filter(None, (_text(address.get("address_1")), _text(address.get("address_2")))))
    city = ", ".join(filter(None, (_text(address.get("city")), _text(address.get("state_province")))))
    out: dict[str, Any] = {"street": street, "city": city, "zip": _text(address.get("postal_code"))}
    out |= {"name": _text(location.get("name")), "way": _text(location.get("transportation"))[:200]}
    lat, lon = number_of(location.get("latitude")), number_of(location.get("longitude"))
    if lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180 and (lat, lon) != (0, 0):
        out |= {"lat": round(lat * 1e6), "lon": round(lon * 1e6)}
    return {name: value for name, value in out.items() if value != ""}


def _hours(service: Mapping[str, Any]) -> list[dict[str, Any]]:
    spots = service.get("service_at_locations") or ()
    every = [
        *(service.get("schedules") or ()),
        *(one for spot in spots for one in spot.get("schedules") or ()),
    ] or [one for spot in spots for one in (spot.get("location") or {}).get("schedules") or ()]
    out = [{name: one[name] for name in SCHEDULE if one.get(name) not in (None, "")} for one in every]
    return [one for number, one in enumerate(out) if one and one not in out[:number]]


def _languages(service: Mapping[str, Any]) -> list[list[str]]:
    """As [code, name]."""
    spots = service.get("service_at_locations") or ()
    every = [
        *(service.get("languages") or ()),
        *(one for spot in spots for one in (spot.get("location") or {}).get("languages") or ()),
        *(one for phone in service.get("phones") or () for one in phone.get("languages") or ()),
    ]
    said = {(_text(one.get("code")).lower()[:10], _text(one.get("name"))) for one in every}
    return [[code, name] for code, name in sorted(said) if code or name]


def _web(value: Any) -> str:
    """Only what a browser may follow: an address from outside could be a script."""
    words = _text(value)
    return words if re.match(r"https?://", words) else ""


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _words_of(shown: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Under which words a service is found: of its name, its organization, what it says of itself, where it is."""
    text = " ".join(
        [
            *(shown.get(name, "") for name in ("name", "organization", "about", "who")),
            *shown.get("terms", ()),
            *(f"{place.get('street', '')} {place.get('city', '')} {place.get('zip', '')}" for place in shown["places"]),
        ]
    )
    found = {(Filed.Under.WORD, word) for word in words(text)}
    found |= {(Filed.Under.NEED, code) for code in shown["needs"]}
    found |= {(Filed.Under.LANGUAGE, code or folded(name)[:LONGEST]) for code, name in shown["languages"]}
    found |= {
        (Filed.Under.DOOR, code) for code, (answer, _day) in shown["doors"].items() if answer == barriers.EASY[code][0]
    }
    return {(str(under), word) for under, word in found}


def words(text: str) -> set[str]:
    return {word[:LONGEST] for word in PARTS.split(folded(text)) if word}


def next_place(table: str) -> int:
    """Where a row that is added at the end of a table stands."""
    last = Record.objects.filter(table=table).aggregate(last=Max("place"))["last"]
    return 0 if last is None else int(last) + 1
