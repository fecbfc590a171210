"""The screen of a meeting: what stands there, what never does, what is listed, and when it is over."""

import datetime as dt
import json

import pytest
import time_machine
from django.apps import apps

from tests.diversion.table.made import LINES, Case, meeting, on_screen
from waymeet.casefiles import services as files
from waymeet.consent import gate
from waymeet.diversion.casework.models import CaseRecord
from waymeet.diversion.casework.room import ROOM
from waymeet.diversion.models import AuditLine
from waymeet.diversion.table import deciding, held, preparing, queries, services, showing
from waymeet.diversion.table.models import Decided, Meeting, Seat
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, NotAllowed, NotFound

pytestmark = pytest.mark.django_db(databases="__all__")
DUE = {"decision": "hold_charge", "owner": "prosecutor", "due": None, "words": ""}


def decided(case: Case, meeting_id, **said: object) -> None:
    due = clock.today() + dt.timedelta(days=9)
    deciding.decide(meeting_id=meeting_id, file_id=case.file_id, said=DUE | {"due": due} | said, **case.by)


def test_only_what_everybody_there_may_hear_is_shown(people):
    case = Case(people)
    case.released("defender", {"name", "legal", "health", "housing"})
    case.released("prosecutor", {"legal", "housing", "needs"})
    both, one = meeting(people, "defender", "prosecutor"), meeting(people, "defender")
    assert on_screen(people, both) == {case.file_id: {"legal": LINES["legal"], "housing": LINES["housing"]}}
    alone = on_screen(people, one)[case.file_id]
    assert set(alone) == {"name", "legal", "health", "housing"}
    assert alone["name"] == "Marisol"


def test_one_agency_without_a_release_and_the_case_is_not_there(people):
    """Nor a gap, nor a number: the screen of a meeting where nobody may be spoken of is the same as an empty one."""
    case = Case(people)
    case.released("defender", {"legal"})
    case.offered("prosecutor", {"legal"})
    asked = meeting(people, "defender", "prosecutor")
    assert on_screen(people, asked) == {}
    with pytest.raises(NotFound):
        showing.one_shown(meeting_id=asked, file_id=case.file_id, **case.by)
    assert Meeting.objects.get(pk=asked).cases == 0


def test_who_comes_late_makes_it_smaller_and_who_leaves_makes_it_larger(people):
    case = Case(people)
    case.released("defender", {"legal", "health"})
    case.released("housing", {"legal"})
    asked = meeting(people, "defender")
    assert set(on_screen(people, asked)[case.file_id]) == {"legal", "health"}
    services.seat(meeting_id=asked, agencies=["defender", "housing"], by=people["Casey"])
    assert set(on_screen(people, asked)[case.file_id]) == {"legal"}
    services.seat(meeting_id=asked, agencies=["defender", "housing", "police"], by=people["Casey"])
    assert on_screen(people, asked) == {}
    assert queries.one_meeting(asked, by=people["Casey"]).agencies == ["defender", "housing", "police"]


def test_withdrawn_in_mid_meeting_is_gone_at_the_next_look(people):
    case, other = Case(people), Case(people, "Teo")
    record = case.released("defender", {"legal"})
    other.released("defender", {"legal"})
    asked = meeting(people, "defender")
    assert set(on_screen(people, asked)) == {case.file_id, other.file_id}
    gate.withdraw(secret=case.secret(record))
    assert set(on_screen(people, asked)) == {other.file_id}
    assert case.account(record) == [{"legal"}]


def test_narrowed_by_a_word_loses_the_class(people):
    case = Case(people)
    record = case.released("defender", {"legal", "health"})
    asked = meeting(people, "defender")
    on_screen(people, asked)
    preparing.narrow(file_id=case.file_id, record=record, classes={"health"}, **case.by)
    assert on_screen(people, asked) == {case.file_id: {"health": LINES["health"]}}


@pytest.mark.parametrize(("days", "shown"), [(0, True), (30, True), (31, False)])
def test_the_last_day_of_a_release_counts(people, on, days: int, shown: bool):
    case = Case(people)
    case.released("defender", {"legal"})
    on(clock.today() + dt.timedelta(days=days))
    assert bool(on_screen(people, meeting(people, "defender"))) is shown


def test_nothing_of_a_case_is_shown_but_the_lines_that_were_prepared(people):
    case = Case(people, lines={"legal": "court on Monday"})
    files.add_note(room=ROOM, file_id=case.file_id, words="sleeps under the bridge", **case.by)
    case.released("defender", {"name", "legal", "health", "housing", "status", "needs", "substance_use"})
    assert on_screen(people, meeting(people, "defender")) == {
        case.file_id: {"name": "Marisol", "legal": "court on Monday"}
    }
    preparing.say(file_id=case.file_id, lines={"legal": ""}, **case.by)
    assert on_screen(people, meeting(people, "defender")) == {}, "a name alone is nothing to speak of"


def test_a_closed_file_is_not_spoken_of(people):
    case = Case(people)
    case.released("defender", {"legal"})
    files.set_state(room=ROOM, file_id=case.file_id, state="closed", **case.by)
    assert on_screen(people, meeting(people, "defender")) == {}


def test_a_consent_to_another_purpose_shows_nothing(people):
    """Somebody agreed that the public defender is told something on a sheet: that is no release for the table."""
    from waymeet.casefiles import hand_offs

    case = Case(people)
    until = clock.today() + dt.timedelta(days=9)
    scope = gate.Scope("outside", frozenset({"legal"}), "getting_help", until)
    named = hand_offs.Beyond("The public defender", kind="defender")
    put = {"scope": scope, "language": "en", "read_aloud": False, "beyond": named}
    record = hand_offs.offer(room=ROOM, file_id=case.file_id, **put, **case.by)
    said = {"patient_name": "M", "signed_how": "on_paper", "signed_by": "M"}
    hand_offs.grant(room=ROOM, one=case.kept(record), said=said, fields={"legal": "x"}, **case.by)
    assert on_screen(people, meeting(people, "defender")) == {}


def test_law_R09_each_showing_is_listed_once_a_meeting_and_agency(people):
    case = Case(people)
    first, second = case.released("defender", {"legal", "health"}), case.released("housing", {"legal"})
    asked = meeting(people, "defender", "housing")
    for _look in range(3):
        on_screen(people, asked)
    assert (case.account(first), case.account(second)) == ([{"legal"}], [{"legal"}])
    services.seat(meeting_id=asked, agencies=["defender"], by=people["Casey"])
    for _look in range(2):
        on_screen(people, asked)
    assert (case.account(first), case.account(second)) == ([{"legal"}, {"health"}], [{"legal"}])
    on_screen(people, meeting(people, "defender"))
    assert case.account(first) == [{"legal"}, {"health"}, {"legal", "health"}]
    assert Meeting.objects.get(pk=asked).cases == 1


def test_law_R06_the_prohibition_and_the_scope_stand_beside_what_is_shown(people):
    case = Case(people)
    case.released("defender", {"legal", "health"})
    case.released("housing", {"legal"}, days=3)
    by = {"by": people["Casey"], "keyring": case.by["keyring"]}
    [one] = showing.screen(meeting_id=meeting(people, "defender", "housing"), **by).cases
    notice = gate.notice_for(one.scope, "en")
    assert notice.short == gate.PROHIBITION_SHORT
    assert "my court cases" in notice.scope
    assert "my health" not in notice.scope
    assert one.until == clock.today() + dt.timedelta(days=3)
    assert one.named(frozenset({"housing"})) == ["Homes on Clinton Avenue"]


def test_at_the_end_of_its_time_it_is_over(people):
    case = Case(people)
    case.released("defender", {"legal"})
    asked = meeting(people, "defender", minutes=30)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=29), tick=False):
        assert on_screen(people, asked)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=30, seconds=1), tick=False):
        with pytest.raises(queries.Over):
            on_screen(people, asked)
        with pytest.raises(queries.Over):
            decided(case, asked)
        with pytest.raises(queries.Over):
            services.seat(meeting_id=asked, agencies=["police"], by=people["Casey"])


def test_closed_by_hand_it_is_over(people):
    asked = meeting(people, "defender")
    services.close(meeting_id=asked, by=people["Cleo"])
    with pytest.raises(queries.Over):
        on_screen(people, asked)


@pytest.mark.parametrize("minutes", [0, 14, 181, 600])
def test_a_meeting_lasts_three_hours_at_most(people, minutes: int):
    with pytest.raises(BadInput, match="3 hours"):
        meeting(people, "defender", minutes=minutes)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("agencies", [(), ("police", "a reporter")])
def test_somebody_known_sits_at_the_table(people, agencies: tuple[str, ...]):
    with pytest.raises(BadInput):
        meeting(people, *agencies)


@pytest.mark.parametrize("who", ["Otto", "June", "Abel", "Wanda", "Olga", "Dora"])
def test_nobody_but_case_managers_opens_it(people, who: str):
    asked = meeting(people, "defender")
    for verb in (
        lambda: services.open_meeting(agencies=["police"], by=people[who]),
        lambda: queries.meetings(by=people[who]),
        lambda: showing.screen(meeting_id=asked, by=people[who], keyring=None),
        lambda: services.close(meeting_id=asked, by=people[who]),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_a_decision_lies_in_the_case_and_is_counted_in_the_minutes(people):
    case = Case(people)
    case.released("prosecutor", {"legal"})
    asked = meeting(people, "prosecutor")
    on_screen(people, asked)
    decided(case, asked, words="until the intake is done")
    decided(case, asked, decision="not_yet", owner="us", due=None)
    kept = case.contents(held.DECISION)
    assert sorted(one["decision"] for one in kept) == ["hold_charge", "not_yet"]
    assert {one["words"] for one in kept} == {"until the intake is done", ""}
    assert {one["meeting"] for one in kept} == {str(asked)}
    found = queries.one_meeting(asked, by=people["Casey"])
    assert found.decided == [("hold_charge", 1), ("not_yet", 1)]
    assert (found.row.day, found.agencies, found.row.cases) == (clock.today(), ["prosecutor"], 1)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"decision": "sanction"}, "decision"),
        ({"owner": "police"}, "owner"),
        ({"due": None}, "due"),
        ({"due": dt.date(2020, 1, 1)}, "due"),
    ],
)
def test_what_is_no_decision_is_refused_and_named(people, said: dict[str, object], field: str):
    case = Case(people)
    case.released("prosecutor", {"legal"})
    asked = meeting(people, "prosecutor")
    with pytest.raises(BadInput) as refused:
        decided(case, asked, **said)
    assert refused.value.column == field
    assert not Decided.objects.exists()


def test_nobody_decides_about_a_case_that_is_not_on_the_screen(people):
    case = Case(people)
    record = case.released("prosecutor", {"legal"})
    asked = meeting(people, "prosecutor")
    on_screen(people, asked)
    gate.withdraw(secret=case.secret(record))
    with pytest.raises(NotFound):
        decided(case, asked)
    assert case.contents(held.DECISION) == []


def test_who_was_not_there_does_not_read_what_was_decided(people):
    """A place in treatment was decided without the police: with them at the table it is not on the screen."""
    case = Case(people)
    for agency in ("treatment", "police"):
        case.released(agency, {"legal"})
    asked = meeting(people, "treatment")
    decided(case, asked, decision="treatment", owner="treatment")
    [one] = showing.screen(meeting_id=asked, **case.by).cases
    assert len(one.decided(frozenset({"treatment"}))) == 1
    assert one.decided(frozenset({"treatment", "police"})) == []


@pytest.mark.parametrize("line", ["PL 220.03", "x" * 201])
def test_a_line_is_short_and_names_no_charge(people, line: str):
    case = Case(people, lines={})
    with pytest.raises(BadInput) as refused:
        preparing.say(file_id=case.file_id, lines={"legal": line}, **case.by)
    assert refused.value.column == "legal"


@pytest.mark.parametrize("name", ["name", "contact_point", "hiv", "counselling_notes", "legal_proceedings"])
def test_there_is_no_line_for_what_is_not_spoken_of(people, name: str):
    case = Case(people, lines={})
    with pytest.raises(BadInput):
        preparing.say(file_id=case.file_id, lines={name: "x"}, **case.by)


def test_police_are_offered_nothing_on_drugs_or_health(people):
    case = Case(people)
    with pytest.raises(BadInput):
        case.offered("police", {"legal", "health"})


def plain_of(model) -> list[str]:
    return [json.dumps(list(row), default=str) for row in model.objects.values_list()]


def test_no_plain_row_and_no_audit_line_joins_a_meeting_to_a_case(people):
    case = Case(people)
    record = case.released("prosecutor", {"legal"})
    before = AuditLine.objects.count()
    asked = meeting(people, "prosecutor")
    on_screen(people, asked)
    decided(case, asked)
    names = [str(case.file_id), str(record), *map(str, CaseRecord.objects.values_list("record", flat=True))]
    for model in (Meeting, Seat, Decided):
        assert [row for row in plain_of(model) if any(name in row for name in names)] == []
    for model in apps.get_app_config("diversion_casework").get_models():
        assert [row for row in plain_of(model) if str(asked) in row] == []
    lines = [json.dumps(row, default=str) for row in AuditLine.objects.order_by("pk").values()[before:]]
    assert lines
    assert [line for line in lines if any(name in line for name in names)] == []
    assert any(str(asked) in line for line in lines)
