"""The older Ohana form: one organization a line, its places inside, and in each place its services without a name.

Numbers are made from names and order, so that the same file brought in again changes and doubles nothing. What HSDS
has no place for is kept beside the service, under `ohana`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from waymeet.care.directory.records import Package, Row, Told
from waymeet.care.directory.rules import hours

SPACE = UUID("0b6f6d5e-6a0c-5d1e-9b57-6f3f0f3c2a10")
KEYWORDS = "Ohana keywords"
TONGUES = {
    "spanish": "es",
    "chinese": "zh",
    "vietnamese": "vi",
    "russian": "ru",
    "tagalog": "tl",
    "french": "fr",
    "german": "de",
    "japanese": "ja",
    "korean": "ko",
    "arabic": "ar",
    "english": "en",
    "american sign": "ase",
    "cambodian": "km",
    "lao": "lo",
    "portuguese": "pt",
    "italian": "it",
    "farsi": "fa",
    "hindi": "hi",
    "samoan": "sm",
    "filipino": "fil",
}
NO_WORDS = ("", "NA", "N/A")


def is_it(one: Any) -> bool:
    return isinstance(one, dict) and any(
        isinstance(place, dict) and "services_attributes" in place for place in one.get("locations") or ()
    )


def read(objects: Iterable[tuple[str, Any]]) -> Package:
    """`read` counts services: each becomes one, or is told of."""
    package, seen = Package("ohana"), Counter[str]()
    reading = _Reading(package)
    for where, one in objects:
        name = _words(one.get("name")) if isinstance(one, dict) else ""
        if not name:
            package.read += _services_in(one)
            package.told += [Told(where, "name", "lacks", whole=True)] * _services_in(one)
            continue
        seen[name] += 1
        reading.organization(where, one, f"{name}/{seen[name]}")
    return package


def _services_in(one: Any) -> int:
    places = one.get("locations") if isinstance(one, dict) else None
    return max(1, sum(len(place.get("services_attributes") or ()) for place in places or () if isinstance(place, dict)))


class _Reading:
    """One file on its way in."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.terms: dict[str, str] = {}

    def row(self, table: str, own: str, where: str, /, **fields: Any) -> str:
        """A row with a number made from its name; empty fields are left out. Answers the number."""
        key = str(uuid5(SPACE, f"{table}/{own}"))
        said = {"id": key} | {field: value for field, value in fields.items() if value not in (None, "", [], {})}
        self.package.rows.append(Row(table, key, said, where, as_text=False))
        return key

    def organization(self, where: str, one: Mapping[str, Any], name: str) -> None:
        urls = [_address(url) for url in _list(one, "urls")]
        key = self.row("organization", name, where, name=_words(one["name"]), description="", website=_first(urls))
        self.package.rows[-1].fields["description"] = ""  # HSDS wants one, and Ohana has none
        places: dict[str, str] = {}
        count = Counter[str]()
        for number, place in enumerate(_list(one, "locations"), start=1):
            at = f"{where}, location {number}"
            services = _list(place, "services_attributes") if isinstance(place, dict) else []
            if not services or not _words(place.get("name")):
                self.package.read += max(1, len(services))
                code, field = ("lacks", "name") if services else ("no_service", "services_attributes")
                self.package.told += [Told(at, field, code, whole=True)] * max(1, len(services))
                continue
            spot = f"{name}/{_words(place['name'])}/{place.get('address_attributes')}/{place.get('coordinates')}"
            if spot not in places:
                places[spot] = self._location(at, place, spot)
            for service in services:
                self.package.read += 1
                count[_words(place["name"])] += 1
                own = f"{name}/{_words(place['name'])}/{count[_words(place['name'])]}"
                self._service(at, place, service, own, key, places[spot])

    def _location(self, where: str, place: Mapping[str, Any], spot: str) -> str:
        lon, lat = (_number(part) for part in (*_list(place, "coordinates"), None, None)[:2])
        short = _words(place.get("short_desc"))
        key = self.row(
            "location",
            spot,
            where,
            location_type="physical",
            name=_words(place.get("name")),
            description="" if short in NO_WORDS else short,
            transportation=_words(place.get("transportation")),
            latitude=lat,
            longitude=lon,
        )
        address = place.get("address_attributes")
        if isinstance(address, dict):
            city, state = _words(address.get("city")), _words(address.get("state"))
            said = {"address_1": _words(address.get("street")), "city": city, "state_province": state}
            self.row("address", spot, where, location_id=key, country="US", address_type="physical", **said)
            whole = {**said, "postal_code": _words(address.get("zip"))}
            self.package.rows[-1].fields |= whole  # HSDS wants all of them, even empty
        for number, words in enumerate(_list(place, "accessibility")):
            self.row("accessibility", f"{spot}/{number}", where, location_id=key, description=_words(words))
        return key

    def _service(
        self, where: str, place: Mapping[str, Any], service: Any, own: str, organization: str, location: str
    ) -> None:
        said = service if isinstance(service, dict) else {}
        emails = [_words(one) for one in _list(place, "emails")]
        more = {name: said.get(name) for name in said.keys() - USED_OF_SERVICE if said.get(name)}
        more |= {name: place.get(name) for name in place.keys() - USED_OF_PLACE if place.get(name)}
        key = self.row(
            "service",
            own,
            where,
            organization_id=organization,
            name=_words(place.get("name")),
            description=_words(place.get("description")),
            url=_first([_address(url) for url in _list(place, "urls")]),
            email=_first(emails),
            status="active",
            application_process=_words(said.get("how_to_apply")),
            fees_description=_words(said.get("fees")),
            eligibility_description=_words(said.get("eligibility")),
            ohana=more,
        )
        both = {"service_id": key, "location_id": location}
        self.row("service_at_location", own, where, **both)
        self._ways(where, place, own, key, emails[1:])
        self._hours(where, place, own, both)
        for number, tongue in enumerate(tongues(_list(place, "languages"))):
            self.row("language", f"{own}/{number}", where, service_id=key, **tongue)
        for number, words in enumerate(_list(said, "funding_sources")):
            self.row("funding", f"{own}/{number}", where, service_id=key, source=_words(words).strip("; "))
        for number, words in enumerate(_list(said, "service_areas")):
            self.row("service_area", f"{own}/{number}", where, service_id=key, name=_words(words))
        for word in dict.fromkeys(_words(word) for word in _list(said, "keywords")):
            if word:
                self._keyword(where, own, key, word)

    def _ways(self, where: str, place: Mapping[str, Any], own: str, key: str, emails: list[str]) -> None:
        for kind, name in (("voice", "phones_attributes"), ("fax", "faxes_attributes")):
            for number, one in enumerate(_list(place, name)):
                said = one if isinstance(one, dict) else {"number": one}
                if not _words(said.get("number")):
                    self.package.told.append(Told(where, name, "lacks", whole=False))
                    continue
                self.row(
                    "phone",
                    f"{own}/{kind}/{number}",
                    where,
                    service_id=key,
                    number=_words(said.get("number")),
                    type=kind,
                    description=_words(said.get("department")),
                )
        for number, one in enumerate(_list(place, "contacts_attributes")):
            said = one if isinstance(one, dict) else {"name": one}
            names = {"name": _words(said.get("name")), "title": _words(said.get("title"))}
            self.row("contact", f"{own}/{number}", where, service_id=key, **names, email=_words(said.get("email")))
        for number, email in enumerate(filter(None, emails)):
            self.row("contact", f"{own}/email/{number}", where, service_id=key, email=email)

    def _hours(self, where: str, place: Mapping[str, Any], own: str, both: Mapping[str, str]) -> None:
        words = _words(place.get("hours"))
        if not words:
            return
        read, rest = hours.written(words)
        for number, (day, opens, closes) in enumerate(read):
            said = {"freq": "WEEKLY", "interval": 1, "byday": day, "opens_at": opens, "closes_at": closes}
            self.row("schedule", f"{own}/{number}", where, service_id=both["service_id"], **said, description=words)
        if rest or not read:
            self.row("schedule", f"{own}/words", where, service_id=both["service_id"], description=words)
            self.package.told.append(Told(where, "hours", "no_hours", whole=False))

    def _keyword(self, where: str, own: str, key: str, word: str) -> None:
        if not self.terms:
            self.taxonomy = self.row("taxonomy", KEYWORDS, where, name=KEYWORDS, description=KEYWORDS)
        if word not in self.terms:
            self.terms[word] = self.row(
                "taxonomy_term", word, where, name=word, description=word, taxonomy=KEYWORDS, taxonomy_id=self.taxonomy
            )
        said = {"link_id": key, "link_entity": "service", "taxonomy_term_id": self.terms[word], "value": word}
        self.row("attribute", f"{own}/{word}", where, **said)


USED_OF_SERVICE = {"eligibility", "fees", "how_to_apply", "service_areas", "keywords", "funding_sources"}
USED_OF_PLACE = {
    *("name", "description", "short_desc", "address_attributes", "hours", "accessibility", "contacts_attributes"),
    *("coordinates", "emails", "faxes_attributes", "languages", "phones_attributes", "transportation", "urls"),
    "services_attributes",
}


def tongues(said: Iterable[Any]) -> Iterator[dict[str, str]]:
    """Languages out of what people wrote: "Chinese (Cantonese)Spanish Tagalog" names three; the words stay beside."""
    for one in said:
        words = _words(one)
        found = [(name, code) for name, code in TONGUES.items() if re.search(name, words, re.IGNORECASE)]
        note = {} if words.lower() in TONGUES else {"note": words}
        for name, code in found:
            yield {"name": name.capitalize(), "code": code} | note
        if not found and words.lower() not in ("", "none"):
            yield {"name": words, "note": words}


def _words(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _list(one: Any, name: str) -> list[Any]:
    value = one.get(name) if isinstance(one, Mapping) else None
    return value if isinstance(value, list) else []


def _first(every: list[str]) -> str:
    return next(filter(None, every), "")


def _address(url: Any) -> str:
    """Ohana leaves "http://" out; HSDS wants whole addresses."""
    words = _words(url)
    return words if not words or re.match(r"\w+:", words) else f"http://{words}"


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
