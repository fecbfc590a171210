"""A referral from the offer to the participant's own word; and where it failed, a barrier that leads nowhere back."""

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk import care_made
from tests.desk.conftest import people  # noqa: F401 - a fixture
from tests.desk.fill import keyring_of
from waymeet.care.models import AuditLine
from waymeet.care.naloxone.models import Area, BarrierHeard
from waymeet.care.naloxone.rules import BARRIERS
from waymeet.care.referrals import forms, queries, rules, services
from waymeet.care.referrals.kinds import Kind, Reason, State
from waymeet.care.referrals.models import Referral, Step
from waymeet.care.supplies.models import Program
from waymeet.kernel import clock, codes
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed, NotFound

pytestmark = pytest.mark.django_db(databases="__all__")
WORDS = "By the bench, Thursday at two"


@pytest.fixture
def team(people):  # noqa: F811
    care_made.evening(people)
    return people


def offered(team, **more) -> Referral:
    said = {"kind": "wound", "program": Program.objects.first().pk, "wanted": True, "area_number": 2}
    return services.offer(said=said | more, by=team["Wanda"])


def go(team, row: Referral, state: str, **more) -> Referral:
    services.go_on(referral_id=row.pk, said={"state": state, **more}, by=team["Wanda"])
    row.refresh_from_db()
    return row


def slip(row: Referral) -> str:
    return codes.shown(services.code_of(row.pk))


def steps(row: Referral) -> list[str]:
    return [one.state for one in row.steps.all()]


def test_the_table_of_states_is_the_field_s_and_has_no_way_back():
    assert set(rules.NEXT) == set(State.values)
    for start in State.values:
        seen, ahead = set(), {start}
        while ahead:
            seen |= ahead
            ahead = {new for one in ahead for new in rules.NEXT[one]} - seen
        assert not any(start in rules.NEXT[one] for one in seen), f"{start} comes again"
    assert {one for one in State.values if not rules.is_open(one)} == {
        *("no_thanks", "turned_away", "no_connect", "done", "let_go")
    }


def test_every_reason_that_is_a_barrier_is_one_that_doors_tell_of():
    assert set(rules.BARRIER_OF) == set(Reason.values) - {"changed_mind", "lost_contact"}
    assert set(rules.BARRIER_OF.values()) <= set(BARRIERS)


def test_from_offer_to_done(team):
    row = offered(team)
    go(team, row, "sent", warm=True, accompanied=True)
    for state in ("has_it", "takes", "first_visit"):
        go(team, row, state)
    go(team, row, "done", helped="yes")
    assert (row.state, row.warm, row.accompanied, row.helped, row.closed_by_them) == ("done", True, True, "yes", False)
    assert steps(row) == ["offer", "want", "sent", "has_it", "takes", "first_visit", "done"]
    assert not BarrierHeard.objects.exists()


@given(st.lists(st.tuples(st.sampled_from(State.values), st.sampled_from(["", *Reason.values]), st.booleans())))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_order_of_words_leaves_the_table_or_loses_a_step(team, words):
    row = offered(team, wanted=False)
    code = slip(row)
    heard = BarrierHeard.objects.count()
    for state, reason, by_them in words:
        row.refresh_from_db()
        before, kept = row.state, steps(row)
        said = {"state": state, "reason": reason}
        may = rules.may_become(before, state, by_participant=by_them)
        jumps = (
            by_them
            and state == "done"
            and (
                (before == "done" and not row.closed_by_them)
                or rules.may_become(before, "first_visit", by_participant=True)
            )
        )
        try:
            if by_them:
                services.tell(code=code, said=said)
            else:
                services.go_on(referral_id=row.pk, said=said, by=team["Wanda"])
            assert may or jumps
            if state in rules.NEEDS_REASON and reason in rules.BARRIER_OF:
                heard += 1
        except (BadInput, Conflict):
            row.refresh_from_db()
            assert (row.state, steps(row)) == (before, kept), "nothing half written"
            continue
        row.refresh_from_db()
        assert row.state == state
        assert steps(row)[: len(kept)] == kept
        assert steps(row)[-1] == state
    assert BarrierHeard.objects.count() == heard


@pytest.mark.parametrize("reason", Reason.values)
def test_a_failure_is_a_barrier_where_it_is_one_and_nothing_joins_the_two(team, reason):
    row = go(team, go(team, offered(team), "sent"), "turned_away", reason=reason)
    found = list(BarrierHeard.objects.all())
    assert [one.barrier for one in found] == [rules.BARRIER_OF[one] for one in (reason,) if one in rules.BARRIER_OF]
    for one in found:
        assert (one.area_number, one.iso_week) == (2, clock.iso_week(clock.today()))
        assert {field.name for field in BarrierHeard._meta.fields} == {
            *("id", "program", "iso_week", "area_number", "barrier")
        }
    assert row.reason == reason


def test_a_failure_needs_its_reason(team):
    row = go(team, offered(team), "sent")
    with pytest.raises(BadInput):
        services.go_on(referral_id=row.pk, said={"state": "turned_away"}, by=team["Wanda"])
    assert steps(row) == ["offer", "want", "sent"]


def test_whoever_went_closes_it_and_it_is_their_own_word(team):
    row = offered(team)
    somebody = Client()
    page = somebody.get("/went")
    assert not page.cookies
    page = somebody.post("/went", {"code": slip(row).lower()})
    assert "How did it go?" in page.content.decode()
    answer = somebody.post("/went/say", {"code": slip(row), "state": "done", "helped": "yes"})
    assert "Thank you" in answer.content.decode()
    row.refresh_from_db()
    assert (row.state, row.helped, row.closed_by_them) == ("done", "yes", True)
    assert [one.by_them for one in row.steps.all()] == [False, False, True, True]
    assert not AuditLine.objects.filter(verb__startswith="referral").exclude(verb="referral.offer").exists()


def test_turned_away_at_the_door_for_lack_of_papers(team):
    row = go(team, offered(team, area_number=3), "sent", warm=True)
    Client().post("/went/say", {"code": slip(row), "state": "no_connect", "reason": "id"})
    row.refresh_from_db()
    assert (row.state, row.reason, row.closed_by_them) == ("no_connect", "id", True)
    assert [(one.barrier, one.area_number) for one in BarrierHeard.objects.all()] == [(4, 3)]


def test_the_page_of_a_slip_says_nothing_of_what_it_was_for(team):
    row = offered(team, kind="hiv_care")
    page = Client().post("/went", {"code": slip(row)}).content.decode()
    assert "HIV" not in page
    assert str(row.pk) not in page


def test_what_a_worker_closed_is_rated_once_by_whoever_went(team):
    row = go(team, go(team, go(team, offered(team), "sent"), "first_visit"), "done")
    services.tell(code=slip(row), said={"state": "done", "helped": "no"})
    row.refresh_from_db()
    assert (row.helped, row.closed_by_them) == ("no", True)
    with pytest.raises(Conflict):
        services.tell(code=slip(row), said={"state": "done", "helped": "yes"})


@pytest.mark.parametrize("wrong", ["", "BCDF", "BCDFGHJK", "nobody's code", "2" * 20, "ñññññññó"])
def test_a_wrong_code_asks_one_question_and_gets_one_answer(team, wrong):
    offered(team)
    for address in ("/went", "/went/say"):
        with CaptureQueriesContext(connections["care"]) as asked:
            page = Client().post(address, {"code": wrong, "state": "done"})
        assert page.status_code == (422 if wrong or address == "/went" else 200)
        assert len(asked) == bool(wrong.strip())
    assert Step.objects.filter(by_them=True).count() == 0


def test_a_mistake_is_put_right_and_stays_in_sight(team):
    row = go(team, go(team, offered(team), "sent"), "turned_away", reason="full")
    services.correct(referral_id=row.pk, said={"state": "takes"}, by=team["Wanda"])
    row.refresh_from_db()
    assert (row.state, row.reason) == ("takes", "")
    assert [(one.state, one.corrects) for one in row.steps.all()][-2:] == [("turned_away", False), ("takes", True)]
    with pytest.raises(BadInput):
        services.correct(referral_id=row.pk, said={"state": "takes"}, by=team["Wanda"])


def test_a_note_is_sealed_opened_by_the_team_and_taken_away(team):
    row = offered(team)
    desk = team.at_desk("Wanda")
    desk.post(f"/care/referrals/{row.pk}/note", {"note-words": WORDS})
    row.refresh_from_db()
    assert WORDS.encode() not in bytes(row.note)
    assert WORDS not in desk.get(f"/care/referrals/{row.pk}").content.decode()
    assert WORDS in desk.post(f"/care/referrals/{row.pk}/note/open").content.decode()
    assert services.open_note(referral_id=row.pk, by=team["Walt"], keyring=keyring_of(team, "Walt")) == WORDS
    desk.post(f"/care/referrals/{row.pk}/note", {"note-words": ""})
    row.refresh_from_db()
    assert (row.note, row.epoch) == (None, "")


def test_every_line_of_the_forms_is_kept_and_shown(team):
    area, program = Area.objects.first(), Program.objects.first()
    desk = team.at_desk("Wanda")
    desk.post(
        "/care/referrals/offer",
        {"kind": "papers", "program": program.pk, "area_number": area.number, "wanted": "on", "service": ""},
    )
    row = Referral.objects.get()
    assert (row.kind, row.program, row.area_number, row.state) == ("papers", program, area.number, "want")
    desk.post(f"/care/referrals/{row.pk}/go-on", {"state": "sent", "warm": "on", "accompanied": "on"})
    page = desk.get(f"/care/referrals/{row.pk}").content.decode()
    assert "somebody goes along" in page
    desk.post(f"/care/referrals/{row.pk}/go-on", {"state": "turned_away", "reason": "stigma"})
    page = desk.get(f"/care/referrals/{row.pk}").content.decode()
    assert "treated badly" in page
    assert "Offer it elsewhere" in page
    failed = desk.get("/care/referrals?format=failed").content.decode("utf-8-sig").splitlines()
    assert failed[1] == "ID documents,treated badly,1"
    desk.post(f"/care/referrals/{row.pk}/correct", {"correct-state": "done", "correct-helped": "yes"})
    row.refresh_from_db()
    assert (row.state, row.helped) == ("done", "yes")
    went = desk.get("/care/referrals?format=went").content.decode("utf-8-sig").splitlines()
    assert went[1] == "ID documents,1,1,1,1,0,0"


def test_a_service_of_the_directory_is_kept_and_one_that_is_gone_is_said(team):
    from uuid import uuid4

    with pytest.raises(BadInput):
        offered(team, service=uuid4())
    assert not Referral.objects.exists()
    assert team.at_desk("Wanda").get("/care/referrals/offer?service=nonsense").status_code == 200


@pytest.mark.parametrize("who", ["Olga", "Pia", "Casey", "Dora", "Charlie"])
def test_it_is_the_outreach_team_s(team, who):
    row = offered(team)
    for act in (
        lambda: services.offer(said={"kind": "food", "program": row.program_id}, by=team[who]),
        lambda: services.go_on(referral_id=row.pk, said={"state": "sent"}, by=team[who]),
        lambda: services.correct(referral_id=row.pk, said={"state": "done"}, by=team[who]),
        lambda: services.write_note(referral_id=row.pk, words="x", by=team[who]),
        lambda: queries.waiting(by=team[who]),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert team.at_desk(who).get(f"/care/referrals/{row.pk}").status_code == 403


def test_funders_count_what_was_wanted_and_who_got_there(team):
    week = clock.iso_week(clock.today())
    offered(team, wanted=False)
    go(team, go(team, offered(team), "sent"), "first_visit")
    offered(team, kind="food")
    assert queries.made([week]) == (2, 1)
    assert sorted(queries.made_by_kind([week])) == [("food", 1), ("wound care", 1)]
    assert queries.made(["2020-W01"]) == (0, 0)


def test_the_list_of_kinds_has_a_place_for_every_one_of_the_field_s():
    assert len(Kind.values) == 39
    assert [name for name, _words in forms.HowItWent().fields["reason"].choices] == [
        *("wait", "transport", "stigma", "id", "insurance", "full", "changed_mind")
    ]


def test_what_is_unknown_is_not_found(team):
    with pytest.raises(NotFound):
        services.go_on(referral_id=1, said={"state": "sent"}, by=team["Wanda"])
    with pytest.raises(NotFound):
        services.tell(code="BCDFGHJK", said={"state": "done"})
