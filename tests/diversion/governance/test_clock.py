"""The data-request clock, votes and promises: how a request stands, which months are missing, what carries a motion."""

import datetime as dt
import itertools

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import Worker, worker
from waymeet.accounts.roles import Role
from waymeet.diversion.agencies import services as agencies
from waymeet.diversion.governance import queries, rules, services
from waymeet.diversion.governance.models import Answer, Promise, Seat, Vote
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed

DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
ANSWERS = st.lists(st.builds(rules.Answer, DAYS, st.sampled_from(list(rules.Came))), max_size=5)


@given(DAYS, ANSWERS, DAYS)
def test_nothing_is_delivered_that_nobody_delivered(due_on: dt.date, answers: list[rules.Answer], today: dt.date):
    stands = rules.standing(due_on, answers, today)
    known = [one for one in answers if one.day <= today]
    delivered = [one for one in known if one.came == rules.Came.DELIVERED]
    assert (stands.state == rules.State.DELIVERED) == bool(delivered)
    assert (stands.state in (rules.State.OPEN, rules.State.LATE)) == (known == [])
    assert stands.days_late >= 0
    if stands.state == rules.State.LATE:
        assert today > due_on


@given(DAYS, ANSWERS, DAYS)
def test_the_order_in_which_answers_are_written_down_does_not_matter(due_on, answers, today):
    assert rules.standing(due_on, answers, today) == rules.standing(due_on, answers[::-1], today)


@given(DAYS, st.integers(0, 40))
def test_what_came_late_stays_late(due_on: dt.date, late: int):
    came = [rules.Answer(due_on + dt.timedelta(days=late), rules.Came.DELIVERED)]
    for later in (0, 300):
        stands = rules.standing(due_on, came, due_on + dt.timedelta(days=late + later))
        assert (stands.state, stands.days_late) == (rules.State.DELIVERED, late)


MONTHS = st.integers(0, 30).map(lambda at: f"{2024 + at // 12}-{at % 12 + 1:02d}")
SPANS = st.tuples(MONTHS, MONTHS).map(sorted)
ASKED = st.lists(st.builds(lambda span, state: rules.Asked(*span, state), SPANS, st.sampled_from(list(rules.State))))


@given(ASKED)
def test_a_month_is_missing_when_it_was_asked_for_and_never_came_whole(asked: list[rules.Asked]):
    found = [month for gap in rules.gaps(asked) for month in rules.months(gap.first_month, gap.last_month)]
    assert found == sorted(set(found))
    for month in rules.months("2024-01", "2026-12"):
        over = [one.state for one in asked if one.first_month <= month <= one.last_month]
        owed = any(state in (rules.State.LATE, rules.State.REFUSED, rules.State.PARTIAL) for state in over)
        assert (month in found) == (owed and rules.State.DELIVERED not in over)


@given(ASKED)
def test_gaps_are_as_long_as_they_can_be(asked: list[rules.Asked]):
    found = rules.gaps(asked)
    for one, next_one in itertools.pairwise(found):
        assert len(rules.months(one.last_month, next_one.first_month)) > 2


@pytest.mark.parametrize(
    ("needs", "yes", "no", "carried"),
    [
        ("majority", 3, 3, False),
        ("majority", 4, 3, True),
        ("majority", 0, 0, False),
        ("two_thirds", 4, 2, True),
        ("two_thirds", 5, 3, False),
        ("consensus", 7, 1, False),
        ("consensus", 1, 0, True),
        ("consensus", 0, 0, False),
    ],
)
def test_what_carries_a_motion(needs: str, yes: int, no: int, carried: bool):
    assert rules.carried(needs, yes, no) is carried


@pytest.mark.django_db(databases="__all__")
class TestGroup:
    @pytest.fixture(autouse=True)
    def group(self) -> None:
        self.abel: Worker = worker("abel", Role.COORDINATOR)
        self.by = self.abel.person
        self.police = agencies.add(name="Albany Police Department", kind="police", by=self.by)

    def ask(self, **of):
        clause = of.pop("clause", None)
        said = {"agency_id": self.police.pk, "what": "arrests", "first_month": "2026-07", "last_month": "2026-09"}
        said |= {"asked_on": clock.today() - dt.timedelta(days=40), "due_on": clock.today() - dt.timedelta(days=10)}
        return services.ask(said=said | ({"clause_id": clause.pk} if clause else {}) | of, by=self.by)

    def test_a_chief_who_stops_sending_data_is_a_gap_with_a_name(self):
        first = self.ask(first_month="2026-04", last_month="2026-06")
        services.answer(request_id=first.pk, day=clock.today() - dt.timedelta(days=20), came="delivered", by=self.by)
        second = self.ask()
        (gap,) = queries.missing(queries.clock_of_requests(by=self.by))
        assert (gap.agency, gap.first_month, gap.last_month) == (self.police, "2026-07", "2026-09")
        services.answer(request_id=second.pk, day=clock.today(), came="refused", why="policy", by=self.by)
        states = {one.row.pk: (one.state, one.days_late) for one in queries.public_clock()}
        assert states == {first.pk: ("delivered", 0), second.pk: ("refused", 10)}
        assert len(queries.missing(queries.public_clock())) == 1

    def test_a_clause_says_whom_what_and_by_when(self):
        clause = services.add_clause(
            agency_id=self.police.pk, number="4(b)", what="incidents", every="month", days=14, by=self.by
        )
        row = self.ask(clause=clause, due_on=None, agency_id=None, what="")
        assert (row.agency, row.what, row.due_on - row.asked_on) == (self.police, "incidents", dt.timedelta(days=14))

    def test_an_answer_never_changes(self):
        row = self.ask()
        services.answer(request_id=row.pk, day=clock.today(), came="partial", why="no_staff", by=self.by)
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(using="diversion"):
            Answer.objects.update(came="delivered")

    def test_what_is_kept_inside_nobody_outside_sees(self):
        row = self.ask()
        services.show(request_id=row.pk, public=False, by=self.by)
        assert queries.public_clock() == []
        assert len(queries.clock_of_requests(by=self.by)) == 1

    @pytest.mark.parametrize(
        "wrong",
        [
            {"due_on": None},
            {"due_on": dt.date(2020, 1, 1)},
            {"agency_id": 1},
            {"what": "gossip"},
            {"first_month": "2026-12"},
            {"asked_on": dt.date(2999, 1, 1), "due_on": dt.date(2999, 2, 1)},
        ],
        ids=lambda one: next(iter(one)),
    )
    def test_what_cannot_be_asked_is_refused(self, wrong):
        with pytest.raises(BadInput):
            self.ask(**wrong)

    def test_only_seats_that_were_taken_vote_and_once(self):
        chief = services.add_seat(body="coordinating", agency_id=self.police.pk, place="chief", by=self.by)
        hill = services.add_seat(body="coordinating", place="Arbor Hill", by=self.by)
        guest = services.add_seat(body="coordinating", place="evaluator", votes=False, by=self.by)
        other = services.add_seat(body="community", place="South End", by=self.by)
        meeting = services.call_meeting(body="coordinating", day=clock.today(), by=self.by)
        motion = services.move(meeting_id=meeting.pk, words="Five grams", needs="majority", by=self.by)
        everybody = [chief.pk, guest.pk, other.pk]
        services.write_minutes(meeting_id=meeting.pk, here=everybody, minutes="", by=self.by)
        assert set(queries.one_meeting(meeting_id=meeting.pk, by=self.by).here.all()) == {chief, guest}
        for absent in (hill, guest, other):
            with pytest.raises(BadInput, match="can vote"):
                services.vote(motion_id=motion.pk, votes={absent.pk: "yes"}, by=self.by)
        services.vote(motion_id=motion.pk, votes={chief.pk: "no"}, by=self.by)
        services.vote(motion_id=motion.pk, votes={chief.pk: "yes"}, by=self.by)
        (result,) = queries.results(meeting)
        assert (result.yes, result.no, result.carried) == (1, 0, True)
        assert Vote.objects.count() == 1

    def test_promises_have_an_owner_a_day_and_an_end(self):
        hill = services.add_seat(body="community", place="Arbor Hill", by=self.by)
        meeting = services.call_meeting(body="community", day=clock.today(), by=self.by)
        yesterday = clock.today() - dt.timedelta(days=1)
        said = {"meeting_id": meeting.pk, "words": "hold a forum", "owner_id": hill.pk, "due_on": yesterday}
        row = services.promise(**said, by=self.by)
        assert queries.needs_somebody(by=self.by) == (0, 1)
        services.settle(promise_id=row.pk, state="kept", by=self.by)
        assert queries.open_promises(by=self.by) == []
        assert Promise.objects.get().settled_on == clock.today()

    def test_seats_and_agencies_hold_no_person(self):
        assert {field.name for field in Seat._meta.fields} == {
            "id",
            "body",
            "agency",
            "place",
            "votes",
            "since_on",
            "ended_on",
        }
        with pytest.raises(Conflict):
            agencies.add(name="albany police department", kind="police", by=self.by)

    def test_nobody_else_governs(self):
        for role in (Role.OFFICER, Role.CASE_MANAGER, Role.ORGANIZER, Role.DIRECTOR):
            other = worker(f"w-{role.value[:5]}", role).person
            with pytest.raises(NotAllowed):
                queries.clock_of_requests(by=other)
            with pytest.raises(NotAllowed):
                services.call_meeting(body="coordinating", day=clock.today(), by=other)
