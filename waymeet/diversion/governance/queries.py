"""Reading what was decided, promised and asked. What is public anybody may read, without an account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.diversion.agencies.models import Agency
from waymeet.diversion.governance import rules
from waymeet.diversion.governance.models import Answer, Clause, DataRequest, Meeting, Motion, Promise, Seat
from waymeet.diversion.governance.said import How, Kept
from waymeet.kernel import clock
from waymeet.kernel.errors import NotFound


@dataclass(frozen=True)
class Owed:
    """A request as it stands today."""

    row: DataRequest
    answers: list[Answer]
    state: rules.State
    days_late: int


@dataclass(frozen=True)
class Missing:
    """Months for which an agency owes something that never came whole."""

    agency: Agency
    what: str
    first_month: str
    last_month: str


@dataclass(frozen=True)
class Result:
    """A motion with its votes."""

    row: Motion
    yes: int
    no: int
    abstain: int

    @property
    def carried(self) -> bool:
        return rules.carried(self.row.needs, self.yes, self.no)

    @property
    def voted(self) -> bool:
        return bool(self.yes + self.no + self.abstain)


def clock_of_requests(*, by: Person) -> list[Owed]:
    """Every request, what is latest first."""
    check(by, May.GOVERN)
    return _standing(DataRequest.objects.all())


def public_clock() -> list[Owed]:
    """What the group lets everybody see."""
    return _standing(DataRequest.objects.filter(public=True))


def _standing(rows: Iterable[DataRequest]) -> list[Owed]:
    every = rows.select_related("agency", "clause").prefetch_related("answers")  # type: ignore[attr-defined]
    today = clock.today()
    found = [_owed(row, today) for row in every]
    return sorted(found, key=lambda one: (one.row.due_on, str(one.row.pk)), reverse=True)


def _owed(row: DataRequest, today: date) -> Owed:
    answers = list(row.answers.all())
    stands = rules.standing(row.due_on, [rules.Answer(one.day, one.came) for one in answers], today)
    return Owed(row, answers, stands.state, stands.days_late)


def one_request(*, request_id: UUID, by: Person) -> Owed:
    check(by, May.GOVERN)
    row = DataRequest.objects.select_related("agency", "clause").filter(pk=request_id).first()
    if row is None:
        raise NotFound
    return _owed(row, clock.today())


def missing(owed: Iterable[Owed]) -> list[Missing]:
    """Gaps by agency and what was asked, in months. Never a zero: nobody knows what happened in them."""
    asked: dict[tuple[int, str], list[rules.Asked]] = {}
    agencies: dict[int, Agency] = {}
    for one in owed:
        row = one.row
        agencies[row.agency_id] = row.agency
        key = (row.agency_id, row.what)
        asked.setdefault(key, []).append(rules.Asked(row.first_month, row.last_month, one.state))
    return [
        Missing(agencies[agency], what, gap.first_month, gap.last_month)
        for (agency, what), spans in sorted(asked.items(), key=lambda item: (agencies[item[0][0]].name, item[0][1]))
        for gap in rules.gaps(spans)
    ]


def seats(*, by: Person) -> list[Seat]:
    check(by, May.GOVERN)
    return list(Seat.objects.filter(ended_on=None).select_related("agency"))


def clauses(*, by: Person) -> list[Clause]:
    check(by, May.GOVERN)
    return list(Clause.objects.select_related("agency"))


def meetings(*, by: Person) -> list[Meeting]:
    check(by, May.GOVERN)
    return list(Meeting.objects.prefetch_related("motions", "promises"))


def one_meeting(*, meeting_id: UUID, by: Person) -> Meeting:
    check(by, May.GOVERN)
    sitting = Prefetch("here", queryset=Seat.objects.select_related("agency"))
    row = Meeting.objects.prefetch_related(sitting).filter(pk=meeting_id).first()
    if row is None:
        raise NotFound
    return row


def results(meeting: Meeting) -> list[Result]:
    """Its motions with their votes counted."""
    found = []
    for row in meeting.motions.prefetch_related("votes").select_related("rules").order_by("words"):
        votes = [one.how for one in row.votes.all()]
        found.append(Result(row, votes.count(How.YES), votes.count(How.NO), votes.count(How.ABSTAIN)))
    return found


def promises_of(meeting: Meeting) -> list[Promise]:
    return list(meeting.promises.select_related("owner__agency"))


def open_promises(*, by: Person) -> list[Promise]:
    """What is still owed, what is due first."""
    check(by, May.GOVERN)
    return list(Promise.objects.filter(state=Kept.OPEN).select_related("owner__agency", "meeting"))


def needs_somebody(*, by: Person) -> tuple[int, int]:
    """Requests that are late, and promises past their day: for the first page."""
    check(by, May.GOVERN)
    late = sum(1 for one in _standing(DataRequest.objects.all()) if one.state == rules.State.LATE)
    return late, Promise.objects.filter(state=Kept.OPEN, due_on__lt=clock.today()).count()
