"""What the teams can do, who has had which course as far as they let it be seen, and what one has had oneself."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.models import Account
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May, Role
from waymeet.accounts.trainings import rules
from waymeet.accounts.trainings.models import Course, Shown, Training
from waymeet.kernel import clock

# A team, as its own page and the matrix name it, and as a sentence does.
TEAMS: tuple[tuple[frozenset[Role], Any, Any], ...] = (
    (frozenset({Role.ORGANIZER, Role.FIELD_LEAD}), _("Organizers"), _("organizers")),
    (frozenset({Role.OUTREACH_WORKER}), _("Outreach team"), _("people of the outreach team")),
    (frozenset({Role.CASE_MANAGER}), _("Case team"), _("people of the case team")),
    (frozenset({Role.CANVASSER}), _("Canvassers"), _("canvassers")),
)
LATELY = dt.timedelta(days=90)


@dataclass(frozen=True)
class Had:
    """The training of one course that counts longest. `until` is None where it does not run out."""

    course: Course
    until: dt.date | None
    stands: rules.Stands


@dataclass(frozen=True)
class Learner:
    """Somebody who lets their trainings be seen, by course."""

    id: UUID
    name: str
    teams: Sequence[Any]
    had: Mapping[UUID, Had]

    def can(self, what: str) -> bool:
        return any(one.course.gives == what and one.stands != rules.Stands.OVER for one in self.had.values())


@dataclass(frozen=True)
class Team:
    """One team: how many are in it, how many keep theirs to themselves, and who can do what."""

    words: Any
    named: Any
    size: int
    hidden: int
    can: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True)
class Matrix:
    """The page: teams, people, courses, and what is to be renewed."""

    teams: Sequence[Team]
    learners: Sequence[Learner]
    courses: Sequence[Course]
    due: Sequence[tuple[Learner, Had]]


@dataclass(frozen=True)
class Own:
    """One's own trainings, each with until when it counts; and whether others see them."""

    rows: Sequence[tuple[Training, dt.date | None, rules.Stands]]
    shown_since: dt.date | None

    @property
    def due(self) -> list[Course]:
        """Courses whose longest training is over, or soon will be."""
        return [had.course for had in _by_course(row for row, _until, _stands in self.rows).values() if _is_due(had)]


def courses(*, retired: bool = False) -> list[Course]:
    rows = Course.objects.all()
    return list(rows if retired else rows.filter(retired_on=None))


def courses_counted(*, by: Person) -> list[Course]:
    check(by, May.KEEP_TRAININGS)
    return courses(retired=True)


def everybody_here(*, by: Person) -> list[tuple[UUID, str]]:
    """Whom a session can be written down for."""
    check(by, May.KEEP_TRAININGS)
    rows = Account.objects.filter(ended_on=None).values_list("pk", "shown_as")
    return sorted(rows, key=lambda pair: pair[1].casefold())


def sessions_of(*, by: Person) -> list[dict[str, Any]]:
    """What this person wrote down lately and could take back: course, day and how many, no names."""
    check(by, May.KEEP_TRAININGS)
    mine = Training.objects.filter(written_by=by.id, session__isnull=False, day__gte=clock.today() - LATELY)
    grouped = list(mine.order_by().values("session", "course", "day").annotate(people=Count("pk")))
    found = Course.objects.in_bulk([one["course"] for one in grouped])
    lines = [one | {"course": found[one["course"]]} for one in grouped]
    return sorted(lines, key=lambda one: (one["day"], str(one["session"])), reverse=True)


def own(*, by: Person) -> Own:
    today, lines = clock.today(), []
    for row in Training.objects.filter(account=by.id).select_related("course"):
        until = rules.last_day(row.day, row.course.months)
        lines.append((row, until, rules.stands(until, today)))
    since = Shown.objects.filter(account=by.id).values_list("since_on", flat=True).first()
    return Own(lines, since)


def matrix(*, by: Person) -> Matrix:
    check(by, May.KEEP_TRAININGS)
    here = list(Account.objects.filter(ended_on=None).prefetch_related("held_roles"))
    roles = {one.pk: frozenset(Role(row.role) for row in one.held_roles.all()) for one in here}
    open_to_see = set(Shown.objects.values_list("account_id", flat=True))
    learners = [_learner(one, roles[one.pk], had) for one, had in _had_by(here, open_to_see)]
    learners.sort(key=lambda one: one.name.casefold())
    due = [(one, had) for one in learners for had in one.had.values() if _is_due(had) and not had.course.retired_on]
    due.sort(key=lambda pair: (pair[1].until or dt.date.max, pair[0].name.casefold()))
    return Matrix([_team(team, roles, learners) for team in TEAMS], learners, courses(), due)


def _had_by(here: list[Account], open_to_see: set[UUID]) -> list[tuple[Account, Mapping[UUID, Had]]]:
    shown = [one for one in here if one.pk in open_to_see]
    rows: dict[UUID, list[Training]] = {one.pk: [] for one in shown}
    for row in Training.objects.filter(account__in=list(rows)).select_related("course"):
        rows[row.account_id].append(row)
    return [(one, _by_course(rows[one.pk])) for one in shown]


def _by_course(rows: Any) -> dict[UUID, Had]:
    days: dict[UUID, tuple[Course, list[dt.date | None]]] = {}
    for row in rows:
        days.setdefault(row.course_id, (row.course, []))[1].append(rules.last_day(row.day, row.course.months))
    today = clock.today()
    found = {key: (course, rules.latest(every)) for key, (course, every) in days.items()}
    return {key: Had(course, until, rules.stands(until, today)) for key, (course, until) in found.items()}


def _is_due(had: Had) -> bool:
    return had.stands != rules.Stands.GOOD


def _learner(one: Account, roles: frozenset[Role], had: Mapping[UUID, Had]) -> Learner:
    teams = [words for belong, words, _named in TEAMS if belong & roles]
    return Learner(one.pk, one.shown_as, teams, had)


def _team(team: tuple[frozenset[Role], Any, Any], roles: Mapping[UUID, frozenset[Role]], all_: list[Learner]) -> Team:
    belong, words, named = team
    members = {key for key, held in roles.items() if held & belong}
    shown = [one for one in all_ if one.id in members]
    can = [(what, [one.name for one in shown if one.can(what)]) for what in Course.Gives.values]
    return Team(words, named, len(members), len(members) - len(shown), can)
