"""Meetings, motions, votes and promises; what agencies owe, what was asked of them, and what they answered."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.diversion.agencies.models import Agency
from waymeet.diversion.governance import rules
from waymeet.diversion.governance.models import (
    Answer,
    Clause,
    DataRequest,
    Meeting,
    Motion,
    Promise,
    Seat,
    Sitting,
    Vote,
)
from waymeet.diversion.governance.said import Body, Every, How, Kept, What, WhyNot
from waymeet.diversion.models import AuditLine
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, NotFound

LONGEST_DAYS = 366


def add_seat(*, body: str, agency_id: int | None = None, place: str = "", votes: bool = True, by: Person) -> Seat:
    """A seat of an agency, or of a part of the community. Who sits in it is not written down."""
    check(by, May.GOVERN)
    place = " ".join(place.split())
    if body not in Body.values:
        raise BadInput(_("Choose the body."), column="body")
    if agency_id is None and not place:
        raise BadInput(_("Choose an agency, or write which part of the community sits there."), column="place")
    with transaction.atomic(using="diversion"):
        row = Seat.objects.create(body=body, agency_id=agency_id, place=place, votes=votes)
        audit.write(AuditLine, who=by.id, verb="body.add_seat", subject=row.pk)
    return row


def end_seat(*, seat_id: int, by: Person) -> None:
    """Nobody sits there any more; how it voted stays."""
    check(by, May.GOVERN)
    with transaction.atomic(using="diversion"):
        if not Seat.objects.filter(pk=seat_id, ended_on=None).update(ended_on=clock.today()):
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="body.end_seat", subject=seat_id)


def call_meeting(*, body: str, day: dt.date, by: Person) -> Meeting:
    check(by, May.GOVERN)
    if body not in Body.values:
        raise BadInput(_("Choose the body."), column="body")
    with transaction.atomic(using="diversion"):
        row = Meeting.objects.create(body=body, day=day)
        audit.write(AuditLine, who=by.id, verb="meeting.call", subject=row.pk)
    return row


def write_minutes(*, meeting_id: UUID, here: Iterable[int], minutes: str, by: Person) -> None:
    """Which seats were taken, and what is to be remembered. Only seats of that body can be taken."""
    check(by, May.GOVERN)
    with transaction.atomic(using="diversion"):
        row = _meeting(meeting_id)
        taken = set(Seat.objects.filter(body=row.body, pk__in=list(here)).values_list("pk", flat=True))
        Sitting.objects.filter(meeting=row).exclude(seat__in=taken).delete()
        known = set(Sitting.objects.filter(meeting=row).values_list("seat_id", flat=True))
        Sitting.objects.bulk_create(Sitting(meeting=row, seat_id=seat) for seat in sorted(taken - known))
        Meeting.objects.filter(pk=row.pk).update(minutes=minutes.strip())
        audit.write(AuditLine, who=by.id, verb="meeting.minutes", subject=row.pk)


def _meeting(meeting_id: UUID) -> Meeting:
    row = Meeting.objects.filter(pk=meeting_id).first()
    if row is None:
        raise NotFound
    return row


def move(*, meeting_id: UUID, words: str, needs: str, rules_id: UUID | None = None, by: Person) -> Motion:
    """A motion, about a version of the rules where it is about rules."""
    check(by, May.GOVERN)
    if not words.strip():
        raise BadInput(_("Write what the motion says."), column="words")
    if needs not in set(rules.Needs):
        raise BadInput(_("Choose what carries it."), column="needs")
    with transaction.atomic(using="diversion"):
        row = Motion.objects.create(meeting=_meeting(meeting_id), words=words.strip(), needs=needs, rules_id=rules_id)
        audit.write(AuditLine, who=by.id, verb="meeting.move", subject=row.pk)
    return row


def vote(*, motion_id: UUID, votes: Mapping[int, str], by: Person) -> None:
    """How each seat voted. Only seats of the body that were taken and that vote; '' takes a vote back."""
    check(by, May.GOVERN)
    with transaction.atomic(using="diversion"):
        row = Motion.objects.select_related("meeting").filter(pk=motion_id).first()
        if row is None:
            raise NotFound
        may = set(row.meeting.here.filter(votes=True).values_list("pk", flat=True))
        if not set(votes) <= may or not set(votes.values()) <= {"", *How.values}:
            raise BadInput(_("Only seats that were taken at the meeting and have a vote can vote."))
        Vote.objects.filter(motion=row, seat__in=list(votes)).delete()
        Vote.objects.bulk_create(Vote(motion=row, seat_id=seat, how=how) for seat, how in votes.items() if how)
        audit.write(AuditLine, who=by.id, verb="meeting.vote", subject=motion_id)


def promise(*, meeting_id: UUID, words: str, owner_id: int, due_on: dt.date, by: Person) -> Promise:
    """What a seat said it would do, and by when."""
    check(by, May.GOVERN)
    if not words.strip():
        raise BadInput(_("Write what was promised."), column="words")
    with transaction.atomic(using="diversion"):
        meeting = _meeting(meeting_id)
        if not Seat.objects.filter(pk=owner_id, body=meeting.body).exists():
            raise BadInput(_("Choose a seat of this body."), column="owner")
        row = Promise.objects.create(meeting=meeting, words=words.strip(), owner_id=owner_id, due_on=due_on)
        audit.write(AuditLine, who=by.id, verb="promise.make", subject=row.pk)
    return row


def settle(*, promise_id: UUID, state: str, by: Person) -> None:
    """Kept, dropped, or open again."""
    check(by, May.GOVERN)
    if state not in Kept.values:
        raise BadInput(_("Choose what became of it."), column="state")
    on = None if state == Kept.OPEN else clock.today()
    with transaction.atomic(using="diversion"):
        if not Promise.objects.filter(pk=promise_id).update(state=state, settled_on=on):
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="promise.settle", subject=promise_id)


def add_clause(*, agency_id: int, number: str, what: str, every: str, days: int, by: Person) -> Clause:
    """What an agency owes under the agreement, and within how many days of being asked."""
    check(by, May.GOVERN)
    if what not in What.values or every not in Every.values or not 1 <= days <= LONGEST_DAYS:
        raise BadInput(_("Say what is owed, how often, and within 1 to 366 days."), column="what")
    with transaction.atomic(using="diversion"):
        row = Clause.objects.create(agency_id=agency_id, number=number.strip(), what=what, every=every, days=days)
        audit.write(AuditLine, who=by.id, verb="clause.add", subject=row.pk)
    return row


def ask(*, said: Mapping[str, Any], by: Person) -> DataRequest:
    """Something asked of an agency: `agency_id` or `clause_id`, `what`, months, `asked_on`, `due_on`, `public`.

    A clause says whom and what, and when it is due unless a day is given.
    """
    check(by, May.GOVERN)
    clause, agency, what = _of_whom(said)
    asked_on, due_on = said["asked_on"], said.get("due_on")
    if due_on is None and clause is not None:
        due_on = asked_on + dt.timedelta(days=clause.days)
    if due_on is None or due_on < asked_on:
        raise BadInput(_("Choose the day by which it is due, not before it was asked for."), column="due_on")
    if asked_on > clock.today():
        raise BadInput(_("Choose the day it was asked for: today or earlier."), column="asked_on")
    months = {"first_month": said["first_month"], "last_month": said["last_month"]}
    if months["first_month"] > months["last_month"]:
        raise BadInput(_("The last month comes after the first."), column="last_month")
    days = {"asked_on": asked_on, "due_on": due_on, "public": bool(said.get("public", True))}
    with transaction.atomic(using="diversion"):
        row = DataRequest.objects.create(agency=agency, clause=clause, what=what, **months, **days)
        audit.write(AuditLine, who=by.id, verb="request.ask", subject=row.pk)
    return row


def _of_whom(said: Mapping[str, Any]) -> tuple[Clause | None, Agency, str]:
    """The clause, where there is one, says whom and what."""
    if said.get("clause_id"):
        clause = Clause.objects.select_related("agency").filter(pk=said["clause_id"]).first()
        if clause is not None:
            return clause, clause.agency, clause.what
    agency = Agency.objects.filter(pk=said.get("agency_id") or 0).first()
    if agency is None:
        raise BadInput(_("Choose a clause, or an agency."), column="agency_id")
    if said.get("what") not in What.values:
        raise BadInput(_("Choose what was asked for."), column="what")
    return None, agency, said["what"]


def answer(*, request_id: UUID, day: dt.date, came: str, why: str = "", by: Person) -> Answer:
    """What the agency answered. It is added, whatever was answered before."""
    check(by, May.GOVERN)
    if came not in set(rules.Came):
        raise BadInput(_("Choose what came."), column="came")
    if why not in ("", *WhyNot.values):
        raise BadInput(_("Choose a reason from the list."), column="why")
    with transaction.atomic(using="diversion"):
        row = DataRequest.objects.filter(pk=request_id).first()
        if row is None:
            raise NotFound
        if not row.asked_on <= day <= clock.today():
            raise BadInput(_("Choose the day it was answered: between the asking and today."), column="day")
        why = "" if came == rules.Came.DELIVERED else why
        made = Answer.objects.create(request=row, day=day, came=came, why=why)
        audit.write(AuditLine, who=by.id, verb="request.answer", subject=request_id)
    return made


def show(*, request_id: UUID, public: bool, by: Person) -> None:
    """Whether everybody may see this request."""
    check(by, May.GOVERN)
    with transaction.atomic(using="diversion"):
        if not DataRequest.objects.filter(pk=request_id).update(public=public):
            raise NotFound
        audit.write(AuditLine, who=by.id, verb="request.show", subject=request_id)
