"""Keeping courses, writing down who has had one, and deciding for oneself who sees it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.models import Account, AuditLine
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.accounts.trainings import rules
from waymeet.accounts.trainings.models import Course, Shown, Training
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.kernel.ids import random_id

MOST_MONTHS = 120


def begin(*, by: Person) -> int:
    """The list to begin with, once: as soon as there is any course the group has its own list."""
    check(by, May.KEEP_TRAININGS)
    with transaction.atomic(using="default"):
        if Course.objects.exists():
            raise Conflict(_("There are courses already. Change the list as you like."))
        for place, (english, spanish, months, gives) in enumerate(rules.TO_BEGIN_WITH):
            Course.objects.create(name_en=english, name_es=spanish, months=months, gives=gives, place=place)
        audit.write(AuditLine, who=by.id, verb="training.begin")
    return len(rules.TO_BEGIN_WITH)


def add_course(*, said: Mapping[str, Any], by: Person) -> UUID:
    check(by, May.KEEP_TRAININGS)
    row = Course(place=Course.objects.count(), **_course(said))
    with transaction.atomic(using="default"):
        row.save(force_insert=True)
        audit.write(AuditLine, who=by.id, verb="training.course_add", subject=row.pk)
    return row.pk


def change_course(*, course_id: UUID, said: Mapping[str, Any], retired: bool, by: Person) -> None:
    """Its names, how long it counts, what it gives; or that it is not taught any more. What people had stays."""
    check(by, May.KEEP_TRAININGS)
    with transaction.atomic(using="default"):
        row = Course.objects.select_for_update().filter(pk=course_id).first()
        if row is None:
            raise NotFound
        for name, value in _course(said).items():
            setattr(row, name, value)
        row.retired_on = (row.retired_on or clock.today()) if retired else None
        row.save()
        audit.write(AuditLine, who=by.id, verb="training.course_change", subject=row.pk)


def _course(said: Mapping[str, Any]) -> dict[str, Any]:
    english, spanish = str(said.get("name_en") or "").strip(), str(said.get("name_es") or "").strip()
    months, gives = int(said.get("months") or 0), str(said.get("gives") or "")
    if not english:
        raise BadInput(_("A course needs a name."))
    if not 0 <= months <= MOST_MONTHS or (gives and gives not in Course.Gives.values):
        raise BadInput(_("Say for how many months it counts: 0 if it does not run out, 120 at most."))
    return {"name_en": english, "name_es": spanish, "months": months, "gives": gives}


def write_down(*, people: list[UUID], said: Mapping[str, Any], by: Person) -> tuple[UUID, int]:
    """Several people had a course together. The answer is the same whatever was known of them: it tells nothing of
    whoever keeps theirs to themselves.
    """
    check(by, May.KEEP_TRAININGS)
    if not people:
        raise BadInput(_("Choose who was there."))
    session = random_id()
    with transaction.atomic(using="default"):
        known = set(Account.objects.filter(pk__in=people, ended_on=None).values_list("pk", flat=True))
        if known != set(people):
            raise BadInput(_("Somebody you chose has no account here any more. Choose again."))
        for account in sorted(known):
            _put(account, said, by, session)
        audit.write(AuditLine, who=by.id, verb="training.write_down", subject=session)
    return session, len(known)


def take_back(*, session: UUID, by: Person) -> None:
    """A session written down by mistake, by whoever wrote it."""
    check(by, May.KEEP_TRAININGS)
    with transaction.atomic(using="default"):
        if not Training.objects.filter(session=session, written_by=by.id).delete()[0]:
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="training.take_back", subject=session)


def add_own(*, said: Mapping[str, Any], by: Person) -> None:
    """One's own training, had here or anywhere. Every person who signs in may keep theirs."""
    with transaction.atomic(using="default"):
        if not _put(by.id, said, by, None):
            raise Conflict(_("This course is written down for that day already."))
        audit.write(AuditLine, who=by.id, verb="training.own_add", subject=by.id)


def remove_own(*, training: UUID, by: Person) -> None:
    with transaction.atomic(using="default"):
        if not Training.objects.filter(pk=training, account=by.id).delete()[0]:
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="training.own_remove", subject=by.id)


def show(*, shown: bool, by: Person) -> None:
    """Each person decides for themselves, and can change their mind."""
    with transaction.atomic(using="default"):
        if shown:
            Shown.objects.get_or_create(account_id=by.id)
        else:
            Shown.objects.filter(account=by.id).delete()
        audit.write(AuditLine, who=by.id, verb="training.show" if shown else "training.hide", subject=by.id)


def _put(account: UUID, said: Mapping[str, Any], by: Person, session: UUID | None) -> bool:
    day: dt.date | None = said.get("day")
    if day is None or day > clock.today():
        raise BadInput(_("Choose the day it was; it is not in the future."))
    course = Course.objects.filter(pk=said["course"], retired_on=None).first() if said.get("course") else None
    if course is None:
        raise BadInput(_("Choose a course of the list."))
    words = {name: str(said.get(name) or "").strip() for name in ("trainer", "where")}
    place = {"account_id": account, "course": course, "day": day, "written_by": by.id}
    return Training.objects.get_or_create(**place, defaults=words | {"session": session})[1]
