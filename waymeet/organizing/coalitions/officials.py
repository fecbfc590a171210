"""Keeping public officials: brought in from Open States, or written down by hand; who reaches them; every talk.

Bringing a newer file in adds and changes. Nobody is taken away: whoever is missing is marked, and offices end by their
own day.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import OPERATOR, Person
from waymeet.accounts.permissions import check
from waymeet.accounts.queries import people_who_may
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, NotFound
from waymeet.kernel.finding import folded
from waymeet.organizing.coalitions import evidence
from waymeet.organizing.coalitions.models import Demand, Office, Official, Reach, Seat, Talk, Term
from waymeet.organizing.coalitions.open_states import Committee, Holder, Read
from waymeet.organizing.contacts.models import Contact, Group
from waymeet.organizing.models import AuditLine


@dataclass(frozen=True)
class Loaded:
    """What came of bringing a file in: every person of it is new, changed or the same."""

    new: int
    changed: int
    same: int
    absent: int
    seats: int
    troubles: list[tuple[str, Any]]


def load(*, found: Read, by: Person) -> Loaded:
    """By their Open States id, so that a newer file changes the same rows. Of a person twice in it the last one."""
    if by.id != OPERATOR.id:
        check(by, May.RUN_CAMPAIGNS)
    holders = {one.key: one for one in found.holders}
    if not holders and not found.committees:
        raise BadInput(_("No official was found in it. Bring the people files of Open States, as YAML or CSV."))
    with transaction.atomic(using="organizing"):
        counts = {"new": 0, "changed": 0, "same": 0}
        known = (
            Official.objects.filter(key__isnull=False).prefetch_related("terms", "offices").in_bulk(field_name="key")
        )
        for one in holders.values():
            counts[_put(one, known.get(one.key))] += 1
        absent = _mark_absent(holders)
        seats = _seat(found.committees)
        audit.write(AuditLine, who=by.id, verb="official.load")
    return Loaded(**counts, absent=absent, seats=seats, troubles=found.troubles)


def _put(one: Holder, row: Official | None) -> str:
    said = {
        "name": one.name[:120],
        "folded": folded(one.name)[:200],
        "party": one.party[:60],
        "email": one.email[:160],
        "links": "\n".join(one.links),
    }
    if row is None:
        row = Official(key=one.key, loaded_on=clock.today(), **said)
        row.save(force_insert=True)
        _put_terms(row, one)
        _put_offices(row, one)
        return "new"
    changed = any(getattr(row, name) != value for name, value in said.items())
    for name, value in (said | {"loaded_on": clock.today(), "absent_on": None}).items():
        setattr(row, name, value)
    row.save()
    changed |= _put_terms(row, one)
    changed |= _put_offices(row, one)
    return "changed" if changed else "same"


def _put_terms(row: Official, one: Holder) -> bool:
    """Terms are added or ended, never taken away."""
    known = {(term.office, term.district, term.jurisdiction, term.began): term for term in row.terms.all()}
    changed = False
    for held in one.terms:
        place = (held.office[:80], held.district[:80], held.jurisdiction[:160], held.began)
        term = known.get(place)
        if term is None:
            office, district, jurisdiction, began = place
            known[place] = Term.objects.create(
                official=row, office=office, district=district, jurisdiction=jurisdiction, began=began, ended=held.ended
            )
            changed = True
        elif term.ended != held.ended:
            term.ended, changed = held.ended, True
            term.save(update_fields=["ended"])
    return changed


def _put_offices(row: Official, one: Holder) -> bool:
    """Addresses and telephones are as the newest file says."""
    wanted = [(kind[:40], address[:240], voice[:40]) for kind, address, voice in one.offices]
    if [(office.kind, office.address, office.voice) for office in row.offices.all()] == wanted:
        return False
    row.offices.all().delete()
    for place, (kind, address, voice) in enumerate(wanted):
        Office.objects.create(official=row, kind=kind, address=address, voice=voice, place=place)
    return True


def _mark_absent(holders: Mapping[str, Holder]) -> int:
    """Whoever sat where the file names others, and is not in it, is marked; what we know of them stays."""
    bodies = {(held.jurisdiction, held.office) for one in holders.values() for held in one.terms if held.jurisdiction}
    today, count = clock.today(), 0
    missing = Official.objects.filter(key__isnull=False, absent_on=None).exclude(key__in=list(holders))
    for row in missing.prefetch_related("terms"):
        sitting = {(one.jurisdiction, one.office) for one in row.terms.all() if one.ended is None or one.ended >= today}
        if sitting and sitting <= bodies:
            Official.objects.filter(pk=row.pk).update(absent_on=today)
            count += 1
    return count


def _seat(committees: Iterable[Committee]) -> int:
    """Seats of the committees in the file. A seat that a committee's file no longer names has ended."""
    keys = {key for one in committees for key, _role in one.members}
    known = dict(Official.objects.filter(key__in=list(keys)).values_list("key", "pk"))
    seated = 0
    for one in committees:
        wanted = {known[key]: role[:60] for key, role in one.members if key in known}
        rows = {
            row.official_id: row
            for row in Seat.objects.filter(committee=one.name[:200], chamber=one.chamber[:20], ended=None)
        }
        for official, role in wanted.items():
            if official in rows and rows[official].role == role:
                continue
            if official in rows:
                Seat.objects.filter(pk=rows[official].pk).update(ended=clock.today())
            Seat.objects.create(official_id=official, committee=one.name[:200], chamber=one.chamber[:20], role=role)
        gone = [row.pk for official, row in rows.items() if official not in wanted]
        Seat.objects.filter(pk__in=gone).update(ended=clock.today())
        seated += len(wanted)
    return seated


def add(*, said: Mapping[str, Any], by: Person) -> UUID:
    """A mayor, a district attorney, a sheriff, the head of a hospital: whoever no file names."""
    check(by, May.RUN_CAMPAIGNS)
    row = Official(**_office_data(said))
    with transaction.atomic(using="organizing"):
        row.save(force_insert=True)
        _put_by_hand(row, said)
        _note("official.add", by, row.pk)
    return row.pk


def change(*, official: UUID, said: Mapping[str, Any], by: Person) -> None:
    """Of those written down by hand. A new office is a new term; the old one ends."""
    check(by, May.RUN_CAMPAIGNS)
    with transaction.atomic(using="organizing"):
        row = Official.objects.select_for_update().filter(pk=official, key=None).first()
        if row is None:
            raise NotFound
        for name, value in _office_data(said).items():
            setattr(row, name, value)
        row.save()
        _put_by_hand(row, said)
        _note("official.change", by, row.pk)


def _office_data(said: Mapping[str, Any]) -> dict[str, Any]:
    name = str(said.get("name") or "").strip()
    if not name or not str(said.get("office") or "").strip():
        raise BadInput(_("Write down the name and the office."))
    words = {key: str(said.get(key) or "").strip() for key in ("party", "email", "links")}
    return {"name": name, "folded": folded(name)[:200], **words}


def _put_by_hand(row: Official, said: Mapping[str, Any]) -> None:
    office, district = str(said["office"]).strip(), str(said.get("district") or "").strip()
    last = row.terms.filter(ended=None).first()
    if last is None or (last.office, last.district) != (office, district):
        row.terms.filter(ended=None).update(ended=clock.today())
        Term.objects.create(official=row, office=office, district=district, began=clock.today())
    row.offices.all().delete()
    address, voice = (str(said.get(name) or "").strip() for name in ("address", "voice"))
    if address or voice:
        Office.objects.create(official=row, kind="primary", address=address, voice=voice)


def reach(*, official: UUID, who: str, how: str, by: Person) -> UUID:
    """Who of us reaches them. `who` is "contact:…", "group:…", "organizer:…" or "official:…"."""
    check(by, May.RUN_CAMPAIGNS)
    kind, _colon, key = who.partition(":")
    if how not in Reach.How.values or kind not in ("contact", "group", "organizer", "official"):
        raise BadInput(_("Say who reaches them, and how."))
    column = {"contact": "contact_id", "group": "group_id", "official": "through_id"}.get(kind, kind)
    try:
        found = UUID(key)
    except ValueError:
        raise NotFound from None
    if not Official.objects.filter(pk=official).exists() or not _is_there(kind, found) or found == official:
        raise NotFound
    with transaction.atomic(using="organizing"):
        row, made = Reach.objects.get_or_create(official_id=official, **{column: found}, defaults={"how": how})
        if not made:
            Reach.objects.filter(pk=row.pk).update(how=how)
        _note("official.reach", by, official)
    return row.pk


def _is_there(kind: str, key: UUID) -> bool:
    if kind == "organizer":
        return key in {one for one, _name in people_who_may(May.HOLD_ONE_ON_ONES)}
    tables: dict[str, Any] = {"contact": Contact, "group": Group, "official": Official}
    return bool(tables[kind].objects.filter(pk=key).exists())


def reach_no_more(*, reach_id: UUID, by: Person) -> UUID:
    """Answers whom it was about."""
    check(by, May.RUN_CAMPAIGNS)
    with transaction.atomic(using="organizing"):
        row = Reach.objects.filter(pk=reach_id).first()
        if row is None:
            raise NotFound
        row.delete()
        _note("official.no_reach", by, row.official_id)
    return row.official_id


def talk(*, official: UUID, said: Mapping[str, Any], by: Person) -> UUID:
    """Every talk, with what a charity logs of it (501(h)): kind, minutes with the preparation, cost."""
    check(by, May.RUN_CAMPAIGNS)
    day: dt.date | None = said.get("day")
    if day is None or day > clock.today():
        raise BadInput(_("Choose the day it was; it is not in the future."))
    if said.get("how") not in Talk.How.values or said.get("kind") not in Talk.Kind.values:
        raise BadInput(_("Say how you talked, and which kind of talk it was."))
    row = Talk(official_id=official, day=day, organizer=by.id, how=said["how"], kind=said["kind"])
    row.minutes, row.cost = said.get("minutes"), said.get("cost")
    row.epoch, row.sealed = evidence.sealed(evidence.TALK, row.pk, official, str(said.get("words") or ""))
    with transaction.atomic(using="organizing"):
        if not Official.objects.filter(pk=official).exists():
            raise NotFound
        row.demand = Demand.objects.filter(pk=said["demand"]).first() if said.get("demand") else None
        row.contact = Contact.objects.filter(pk=said["contact"]).first() if said.get("contact") else None
        row.save(force_insert=True)
        _note("official.talk", by, official)
    return row.pk


def _note(verb: str, by: Person, subject: UUID) -> None:
    audit.write(AuditLine, who=by.id, verb=verb, subject=subject)
