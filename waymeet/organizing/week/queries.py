"""What an organizer takes along on a phone: whom to see, whom to call, and the events they are at. For a day at most.

Words and introductions are sealed, and a phone's sign-in opens nothing. They come along where the person shows their
passphrase once more; what it opens is opened in that one request.
"""

import base64
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, prefetch_related_objects

from waymeet.accounts.keyring import ORGANIZING, Keyring, sealing_key
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import CannotOpen, NotAllowed
from waymeet.organizing.contacts import consented
from waymeet.organizing.contacts.models import Contact, ContactPoint, Introduction
from waymeet.organizing.contacts.services import opened as introduced
from waymeet.organizing.events.models import Attendance, Event
from waymeet.organizing.models import AuditLine
from waymeet.organizing.one_on_ones import opened
from waymeet.organizing.one_on_ones.models import Commitment, OneOnOne
from waymeet.organizing.one_on_ones.queries import AHEAD, quiet_of
from waymeet.organizing.week import call_lists
from waymeet.organizing.week.models import Call

VERSION = 1
EXPECTED = (Attendance.Answer.ACCEPTED, Attendance.Answer.TENTATIVE)


def week_of(*, by: Person, keyring: Keyring | None = None) -> dict[str, Any]:
    """As the phone keeps it. `keyring` is None where no passphrase was shown: then what is sealed stays here."""
    holds, runs = can(by, May.HOLD_ONE_ON_ONES), can(by, May.RUN_EVENTS)
    if not holds and not runs:
        raise NotAllowed
    key = sealing_key(ORGANIZING)
    with transaction.atomic(using="organizing"):
        audit.write(AuditLine, who=by.id, verb="phone_week.take")
    waiting = _introductions(by, keyring) if can(by, May.READ_INTRODUCTIONS) else ([], 0)
    return {
        "version": VERSION,
        "day": clock.today().isoformat(),
        "organizing_key": {"epoch": key.epoch, "public": base64.b64encode(key.public).decode()},
        "story_notes": bool(settings.STORY_NOTES),
        "opened": keyring is not None,
        "to_see": _to_see(by, keyring) if holds else [],
        "calls": [*waiting[0], *_calls(by, keyring)] if holds else [],
        "sealed_calls": waiting[1] if holds else 0,
        "events": _events(by) if runs else [],
    }


def _to_see(by: Person, keyring: Keyring | None) -> list[dict[str, Any]]:
    rows = OneOnOne.objects.filter(
        organizer=by.id, state=OneOnOne.State.PLANNED, planned_for__lte=clock.today() + AHEAD
    )
    whole = rows.select_related("contact").prefetch_related("contact__points")
    return [_one(row, keyring) for row in whole.order_by("planned_for", "id")]


def _one(row: OneOnOne, keyring: Keyring | None) -> dict[str, Any]:
    plan: Mapping[str, str] = {}
    if keyring is not None:
        try:
            plan = opened.plan_of(row, keyring)
        except CannotOpen:
            plan = {}
    return {
        "id": str(row.pk),
        "kind": row.kind,
        "planned_for": row.planned_for.isoformat(),
        "why": plan.get("why", ""),
        "ask": plan.get("ask", ""),
        "sealed": row.plan is not None and not plan,
        "address": row.contact.address,
        **_person(row.contact),
    }


def _person(contact: Contact) -> dict[str, Any]:
    """How to call them and how to reach them; no number of somebody who does not want to be called."""
    called = Contact.Channel.CALL not in contact.refused
    points = [one for one in contact.points.all() if one.kind == ContactPoint.Kind.PHONE and one.works]
    return {
        "contact": str(contact.pk),
        "called": contact.called,
        "pronouns": contact.pronouns,
        "languages": contact.languages,
        "when": contact.reach_when,
        "phones": [{"id": str(point.pk), "number": point.value} for point in points if called],
    }


def _calls(by: Person, keyring: Keyring | None) -> list[dict[str, Any]]:
    """Promises that are due, people gone quiet, and the list they took along; each person once, nobody against it."""
    people: dict[UUID, Contact] = {}
    why: dict[UUID, list[dict[str, Any]]] = {}
    due = Commitment.objects.filter(organizer=by.id, state=Commitment.State.OPEN, due__lte=clock.today() + AHEAD)
    for row in due.select_related("contact").order_by("due", "id"):
        people[row.contact_id] = row.contact
        said = {"kind": "promise", "day": row.due.isoformat(), "what": _promised(row, keyring)}
        why.setdefault(row.contact_id, []).append(said)
    for quiet in quiet_of(by=by):
        people[quiet.contact.pk] = quiet.contact
        said = {"kind": "quiet", "day": quiet.last.isoformat() if quiet.last else "", "what": ""}
        why.setdefault(quiet.contact.pk, []).append(said)
    listed = call_lists.along(by=by)
    if listed is not None:
        said = {"kind": "list", "day": listed.since.isoformat(), "what": listed.name}
        for one in listed.people:
            people.setdefault(one.pk, one)
            why.setdefault(one.pk, []).append(said)
    last = _last_calls(people)
    prefetch_related_objects(list(people.values()), "points")
    called = [one for one in people.values() if Contact.Channel.CALL not in one.refused]
    return [
        {"id": str(one.pk), "introduction": None, "why": why[one.pk], "last": last.get(one.pk), **_person(one)}
        for one in called
    ]


def _last_calls(people: Iterable[UUID]) -> dict[UUID, dict[str, str]]:
    rows = Call.objects.filter(contact__in=list(people)).order_by("day", "id")
    return {row.contact_id: {"outcome": row.outcome, "day": row.day.isoformat()} for row in rows}


def _promised(row: Commitment, keyring: Keyring | None) -> str:
    if keyring is None:
        return ""
    try:
        return opened.promised(row, keyring)
    except CannotOpen:
        return ""


def _introductions(by: Person, keyring: Keyring | None) -> tuple[list[dict[str, Any]], int]:
    """People who asked to be called, assigned to this person; and how many of them stay sealed."""
    rows = list(consented.current().filter(assigned_to=by.id, state=Introduction.State.NEW))
    found = [one for row in rows if (one := _introduced(row, keyring)) is not None]
    return found, len(rows) - len(found)


def _introduced(row: Introduction, keyring: Keyring | None) -> dict[str, Any] | None:
    if keyring is None:
        return None
    try:
        told = introduced(row, keyring)
    except CannotOpen:
        return None
    number = told.contact_point if sum(sign.isdigit() for sign in told.contact_point) >= len("5550100") else ""
    return {
        "id": str(row.pk),
        "introduction": str(row.pk),
        "contact": None,
        "called": told.name,
        "pronouns": "",
        "languages": told.language or row.language,
        "when": told.when,
        "phones": [{"id": "", "number": number}] if number else [],
        "why": [{"kind": "introduction", "day": row.came_on.isoformat(), "what": row.wants}],
        "last": None,
    }


def _events(by: Person) -> list[dict[str, Any]]:
    """Of today, led by this person, or where they take a shift, or that nobody leads."""
    mine = Q(lead=by.id) | Q(lead=None) | Q(shifts__hands__worker=by.id)
    rows = Event.objects.filter(mine, day=clock.today(), state=Event.State.PLANNED).distinct()
    return [_event(row) for row in rows.order_by("starts", "id")]


def _event(row: Event) -> dict[str, Any]:
    people = row.attendances.filter(Q(answer__in=EXPECTED) | Q(came=True)).select_related("contact")
    named = people if row.names_people else people.none()
    listed = [{"contact": str(one.contact_id), "called": one.contact.called, "came": one.came} for one in named]
    heads = sum(row.head_counts.values_list("count", flat=True))
    return {
        "id": str(row.pk),
        "title": row.title,
        "day": row.day.isoformat(),
        "starts": _hour(row.starts),
        "sign_in": row.sign_in,
        "people": sorted(listed, key=lambda one: (str(one["called"]).casefold(), str(one["contact"]))),
        "heads": heads,
    }


def _hour(time: dt.time) -> str:
    return time.strftime("%H:%M")
