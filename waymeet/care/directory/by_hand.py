"""A service added or changed at the desk: a handful of fields, written into the rows they belong to; the rest stays."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.care.directory import filing, services, taxonomies
from waymeet.care.directory.models import Listing, Record
from waymeet.care.directory.nesting import Graph
from waymeet.care.directory.records import number_of
from waymeet.care.directory.rules import hours, needs
from waymeet.care.directory.rules.hsds import INSIDE
from waymeet.care.models import AuditLine
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, NotFound

# Field of the form -> field of the service's own row.
OWN = {
    "name": "name",
    "about": "description",
    "alert": "alert",
    "who": "eligibility_description",
    "apply": "application_process",
    "fees": "fees_description",
    "url": "url",
    "email": "email",
    "status": "status",
}
PLACE = {"latitude": "latitude", "longitude": "longitude", "way": "transportation"}
ADDRESS = {"street": "address_1", "more": "address_2", "city": "city", "state": "state_province", "zip": "postal_code"}
TEXTS = (*OWN, *ADDRESS, *PLACE, "phone")


def save(*, service_id: UUID | None, said: Mapping[str, Any], by: Person) -> UUID:
    """`said` has what the form asks: see `said_of`. Answers the service's id."""
    check(by, May.KEEP_DIRECTORY)
    if not str(said.get("name") or "").strip():
        raise BadInput(_("A name is missing. Type one."))
    with transaction.atomic(using="care"):
        if service_id is None:
            key = _new(said)
        else:
            listing = Listing.objects.filter(pk=service_id).first()
            if listing is None:
                raise NotFound
            key = listing.key
        _Hand(key).write(said)
        filing.file([key])
        audit.write(AuditLine, who=by.id, verb="directory.write", subject=filing.uuid_of(key))
    return filing.uuid_of(key)


def _new(said: Mapping[str, Any]) -> str:
    organization = str(said.get("organization") or "")
    if organization and not Record.objects.filter(table="organization", key=organization).exists():
        raise BadInput(_("This organization is not here any more. Choose again."))
    if not organization:
        name = str(said.get("organization_name") or said["name"]).strip()
        organization = services.add("organization", {"name": name, "description": name}).key
    fields = {"organization_id": organization, "name": said["name"], "status": said.get("status") or "active"}
    return services.add("service", fields).key


def said_of(service_id: UUID) -> dict[str, Any]:
    """What the form shows of a service."""
    listing = Listing.objects.filter(pk=service_id).first()
    if listing is None:
        raise NotFound
    return _Hand(listing.key).said()


def has_odd_hours(service_id: UUID) -> bool:
    """Its hours are more than a week says with one span a day; they are then changed where they came from."""
    listing = Listing.objects.filter(pk=service_id).first()
    return listing is not None and _Hand(listing.key).week() is None


class _Hand:
    """A service with the rows around it."""

    def __init__(self, key: str) -> None:
        self.graph = Graph.around([key])
        self.record = self.graph.by_key["service", key]

    def inside(self, name: str, record: Record | None = None) -> list[Record]:
        record = record or self.record
        return self.graph.hanging(record, INSIDE[record.table][name])

    @property
    def spot(self) -> Record | None:
        return next(iter(self.inside("service_at_locations")), None)

    @property
    def location(self) -> Record | None:
        return next(iter(self.inside("location", self.spot)), None) if self.spot else None

    @property
    def address(self) -> Record | None:
        return next(iter(self.inside("addresses", self.location)), None) if self.location else None

    @property
    def phone(self) -> Record | None:
        return next(iter(self.inside("phones")), None)

    def week(self) -> dict[str, tuple[str, str]] | None:
        """Day -> hours, where there is one span a day and no more to say."""
        out: dict[str, tuple[str, str]] = {}
        spot = self.spot
        if spot is not None and self.inside("schedules", spot):
            return None
        for one in self.inside("schedules"):
            said = one.fields
            opens, closes = hours.minutes(said.get("opens_at")), hours.minutes(said.get("closes_at"))
            dated = any(said.get(name) for name in ("valid_from", "valid_to", "until", "dtstart"))
            if dated or opens is None or closes is None or not hours.is_plain(said):
                return None
            for day in str(said["byday"]).replace(" ", "").split(","):
                if day in out:
                    return None
                out[day] = (_clock(opens), _clock(closes))
        return out

    def said(self) -> dict[str, Any]:
        out: dict[str, Any] = {name: self.record.fields.get(field) or "" for name, field in OWN.items()}
        place = self.location.fields if self.location else {}
        address = self.address.fields if self.address else {}
        out |= {name: place.get(field) or "" for name, field in PLACE.items()}
        out |= {name: address.get(field) or "" for name, field in ADDRESS.items()}
        out["phone"] = self.phone.fields.get("number") or "" if self.phone else ""
        out["organization"] = str(
            next((to for by, (to, *_) in self.graph.ends(self.record) if by == "organization_id"), "")
        )
        out["languages"] = [one.fields["code"] for one in self.inside("languages") if one.fields.get("code")]
        terms = [one.fields.get("taxonomy_term_id") for one in self.inside("attributes")]
        out["needs"] = [code for code in needs.NEEDS if filing.NEED_TERMS[code] in terms]
        for day, (opens, closes) in (self.week() or {}).items():
            out |= {f"{day}_opens": opens, f"{day}_closes": closes}
        return out

    def write(self, said: Mapping[str, Any]) -> None:
        own = {field: said[name] for name, field in OWN.items() if name in said}
        services.change(self.record, own | {"last_modified": f"{clock.today().isoformat()}T00:00:00Z"})
        self._place(said)
        self._phone(str(said.get("phone") or ""))
        self._needs(said.get("needs") or ())
        self._languages(said.get("languages") or (), dict(said.get("names_of_languages") or {}))
        if self.week() is not None:
            self._week(said)

    def _place(self, said: Mapping[str, Any]) -> None:
        place = {field: said.get(name) for name, field in PLACE.items()}
        for name in ("latitude", "longitude"):
            place[name] = number_of(place[name]) if place[name] not in (None, "") else None
        address = {field: str(said.get(name) or "") for name, field in ADDRESS.items()}
        location = self.location
        if location is None:
            if not any((*(value for value in place.values() if value is not None and value != ""), *address.values())):
                return
            name = str(said["name"])
            location = services.add("location", {"location_type": "physical", "name": name, **place})
            both = {"service_id": self.record.key, "location_id": location.key}
            services.add("service_at_location", both)
        else:
            services.change(location, place)
        if self.address is not None:
            services.change(self.address, address)
        elif any(address.values()):
            usual = {"location_id": location.key, "country": "US", "address_type": "physical"}
            made = services.add("address", usual | address)
            made.fields |= address  # HSDS wants all of them, even empty
            made.save(update_fields=["fields"])

    def _phone(self, number: str) -> None:
        if self.phone is not None and number:
            services.change(self.phone, {"number": number})
        elif self.phone is not None:
            self.phone.delete()
        elif number:
            services.add("phone", {"service_id": self.record.key, "number": number, "type": "voice"})

    def _needs(self, codes: Sequence[str]) -> None:
        wanted = {filing.NEED_TERMS[code]: code for code in codes}
        for one in self.inside("attributes"):
            term = str(one.fields.get("taxonomy_term_id") or "")
            if term in filing.NEED_OF and term not in wanted:
                one.delete()
            wanted.pop(term, None)
        for code in wanted.values():
            said = {"link_id": self.record.key, "link_entity": "service", "taxonomy_term_id": taxonomies.need(code)}
            services.add("attribute", said | {"value": code})

    def _languages(self, codes: Sequence[str], names: Mapping[str, str]) -> None:
        wanted = list(codes)
        for one in self.inside("languages"):
            code = str(one.fields.get("code") or "")
            if code in wanted:
                wanted.remove(code)
            elif code in names:  # one the form offers; others stay as they came
                one.delete()
        for code in wanted:
            services.add("language", {"service_id": self.record.key, "name": names.get(code, code), "code": code})

    def _week(self, said: Mapping[str, Any]) -> None:
        wanted = {
            day: (str(said[f"{day}_opens"])[:5], str(said[f"{day}_closes"])[:5])
            for day in hours.DAYS
            if said.get(f"{day}_opens") and said.get(f"{day}_closes")
        }
        if wanted == self.week():
            return
        for one in self.inside("schedules"):
            one.delete()
        spans: dict[tuple[str, str], list[str]] = {}
        for day, span in wanted.items():
            spans.setdefault(span, []).append(day)
        for (opens, closes), days in spans.items():
            rule = {"freq": "WEEKLY", "interval": 1, "byday": ",".join(days), "opens_at": opens, "closes_at": closes}
            services.add("schedule", {"service_id": self.record.key} | rule)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
