"""What a week on the phone comes to at the office: once each, in its own tables, and never over somebody's wish."""

import base64
import datetime as dt
import hashlib
import json
import uuid
from typing import Any

import pytest

from tests.builders import worker
from tests.organizing.week.conftest import Week, an_event, contact
from tests.phone import Phone, outcomes, reasons
from waymeet.accounts import services as accounts
from waymeet.accounts.keyring import ORGANIZING, sealing_key
from waymeet.accounts.people import OPERATOR
from waymeet.accounts.roles import Role
from waymeet.kernel import clock
from waymeet.organizing.canvass import kinds
from waymeet.organizing.canvass.models import Entry, PutAside
from waymeet.organizing.canvass.queries import desk
from waymeet.organizing.canvass.services import put_aside
from waymeet.organizing.contacts import people
from waymeet.organizing.contacts.models import Contact, ContactPoint
from waymeet.organizing.duplicates.services import merge
from waymeet.organizing.events import queries as event_queries
from waymeet.organizing.events import services as events
from waymeet.organizing.events.models import Attendance, Event, SealedName, Slip
from waymeet.organizing.one_on_ones import opened, queries, services
from waymeet.organizing.one_on_ones.models import Commitment, OneOnOne
from waymeet.organizing.week.kinds import OURS
from waymeet.organizing.week.models import Call
from waymeet.organizing.week.opened import NOTE, note_of

pytestmark = pytest.mark.django_db(databases=["default", "organizing", "consent"])


def desk_write_up(week: Week, cares: str = "The heating.") -> None:
    said = {"held_on": clock.today(), "answer": "no", "cares": cares}
    services.write_up(one_on_one=week.one, said=said, by=week.luz.person)


def test_every_kind_of_a_week_is_known_to_the_hand_in_and_its_name_fits() -> None:
    assert set(OURS) <= set(kinds.KINDS)
    assert all(len(name) <= Entry._meta.get_field("kind").max_length for name in OURS)
    with pytest.raises(ValueError, match="call"):
        kinds.learn("call", OURS["write_up"])


def test_a_write_up_comes_in_once_and_the_desk_opens_its_words(week: Week) -> None:
    promise = str(uuid.uuid4())
    due = clock.today() + dt.timedelta(days=3)
    words = week.sealed("commitment", promise, week.mo, {"what": "bring two neighbors"})
    record = week.write_up(promise_id=promise, promise=words, due=due.isoformat(), next_on=due.isoformat())
    assert [outcomes(week.phone.hand_in([record])) for _time in range(2)] == [["new"], ["same"]]
    held = queries.one(one_on_one=week.one, by=week.luz.person, keyring=week.luz.keyring)
    assert (held.row.state, held.row.answer, held.row.held_on) == ("held", "yes", clock.today())
    assert held.write_up == {"cares": "The rent."}
    assert [(one.what, one.row.due) for one in held.promises] == [("bring two neighbors", due)]
    assert held.row.next_on == due


def test_the_log_keeps_no_second_copy_of_what_was_said_about_anybody(week: Week) -> None:
    record = week.write_up()
    week.phone.hand_in([record])
    (entry,) = Entry.objects.all()
    assert bytes(entry.raw) == b"sha256 " + hashlib.sha256(record).digest()
    assert str(week.mo).encode() not in bytes(entry.raw)


def test_the_same_id_with_other_bytes_is_put_aside_and_changes_nothing(week: Week) -> None:
    record = week.write_up()
    other = record.replace(b'"answer":"yes"', b'"answer":"no"')
    week.phone.hand_in([record])
    receipt = week.phone.hand_in([other])
    assert (outcomes(receipt), reasons(receipt)) == (["quarantined"], ["other_bytes"])
    assert OneOnOne.objects.get(pk=week.one).answer == "yes"


def test_what_the_desk_wrote_meanwhile_stands_until_a_coordinator_decides(week: Week) -> None:
    record = week.write_up()
    desk_write_up(week)
    receipt = week.phone.hand_in([record])
    assert reasons(receipt) == ["meanwhile"]
    row = OneOnOne.objects.get(pk=week.one)
    assert opened.write_up_of(row, week.luz.keyring) == {"cares": "The heating."}
    (card,) = desk.aside_cards()
    said = " ".join(f"{label} {value}" for label, value in card.says)
    assert "Mo Diaz" in said
    assert "words" not in said
    put_aside.take_in_after_all(put_aside_id=card.id, by=week.luz.person)
    row.refresh_from_db()
    assert (row.answer, opened.write_up_of(row, week.luz.keyring)) == ("yes", {"cares": "The rent."})
    assert PutAside.objects.get().raw == b"sha256 " + hashlib.sha256(record).digest()
    assert outcomes(week.phone.hand_in([record])) == ["same"]


def test_a_correction_on_the_same_phone_follows_its_first_write_up(week: Week) -> None:
    first = week.write_up("The rent.")
    before = hashlib.sha256(base64.b64decode(json.loads(first)["body"]["words"])).hexdigest()
    second = week.write_up("The rent, and the stairs.", before=before, answer="later")
    assert outcomes(week.phone.hand_in([first, second])) == ["new", "new"]
    row = OneOnOne.objects.get(pk=week.one)
    assert (row.answer, opened.write_up_of(row, week.rosa.keyring)) == ("later", {"cares": "The rent, and the stairs."})


def test_a_promise_made_twice_in_a_correction_is_one_promise(week: Week) -> None:
    promise, due = str(uuid.uuid4()), clock.today().isoformat()
    more = {"promise_id": promise, "due": due, "words": None}
    first = week.write_up(promise=week.sealed("commitment", promise, week.mo, {"what": "one"}), **more)
    second = week.write_up(promise=week.sealed("commitment", promise, week.mo, {"what": "two"}), **more)
    assert outcomes(week.phone.hand_in([first, second])) == ["new", "new"]
    assert opened.promised(Commitment.objects.get(), week.rosa.keyring) == "two"


def test_not_held_never_takes_back_what_was_held(week: Week) -> None:
    body = {"one_on_one": str(week.one), "contact": str(week.mo), "state": "missed"}
    assert outcomes(week.phone.hand_in([week.phone.record("not_held", body)])) == ["new"]
    assert OneOnOne.objects.get(pk=week.one).state == "missed"
    desk_write_up(week)
    assert reasons(week.phone.hand_in([week.phone.record("not_held", body)])) == ["meanwhile"]
    assert OneOnOne.objects.get(pk=week.one).state == "held"


def test_whoever_asked_to_go_stays_gone_and_nothing_about_them_is_kept(week: Week) -> None:
    aside = week.write_up("The rent.")
    desk_write_up(week)
    week.phone.hand_in([aside])
    people.forget(contact_id=week.mo, by=week.luz.person, keyring=week.luz.keyring)
    assert not PutAside.objects.exists()
    late = [week.write_up("late"), week.call(contact=str(week.mo)), week.tick(week.mo)]
    receipt = week.phone.hand_in(late)
    assert (outcomes(receipt), reasons(receipt)) == (["new"] * 3, ["gone"] * 3)
    assert not PutAside.objects.exists()
    assert not Contact.objects.filter(pk=week.mo).exists()
    assert not any(str(week.mo).encode() in bytes(raw) for raw in Entry.objects.values_list("raw", flat=True))
    assert outcomes(week.phone.hand_in([*late, aside])) == ["same", "same", "same", "new"]


def test_a_call_is_written_down_once_with_its_sealed_note(week: Week) -> None:
    record = json.loads(week.call("reached"))
    note = week.sealed(NOTE, record["id"], week.ana, {"words": "Has a new number on Fridays."})
    record["body"] |= {"note": note, "epoch": "1"}
    raw = json.dumps(record).encode()
    assert [outcomes(week.phone.hand_in([raw])) for _time in range(2)] == [["new"], ["same"]]
    (call,) = Call.objects.all()
    assert (call.contact_id, call.outcome, call.by) == (week.ana, "reached", week.rosa.person.id)
    assert note_of(call, week.luz.keyring) == "Has a new number on Fridays."
    assert Contact.objects.get(pk=week.ana).seen_on == clock.today()


def test_do_not_call_is_kept_for_everybody_even_where_their_entry_changed_meanwhile(week: Week) -> None:
    record = week.call("do_not_call")
    people.change(
        contact_id=week.ana, said={"name": "Ana R.", "not_by": "text", "phones": "555 010 0142"}, by=week.luz.person
    )
    assert outcomes(week.phone.hand_in([record])) == ["new"]
    assert Contact.objects.get(pk=week.ana).refused == {"call", "text"}


def test_a_wrong_number_is_marked_and_the_person_stays(week: Week) -> None:
    point = ContactPoint.objects.get(contact=week.ana)
    assert outcomes(week.phone.hand_in([week.call("wrong", point=str(point.pk))])) == ["new"]
    point.refresh_from_db()
    assert not point.works


def test_ticks_at_the_door_agree_with_the_desks_numbers_from_two_phones(week: Week) -> None:
    second = Phone.of(week.luz.person)
    body = {"event": str(week.meeting), "contact": str(week.mo)}
    assert outcomes(week.phone.hand_in([week.tick(week.mo), week.tick(week.ana)])) == ["new", "new"]
    assert outcomes(second.hand_in([second.record("sign_in", body)])) == ["new"]
    event = Event.objects.get(pk=week.meeting)
    assert event_queries.turnout_of(event).named == 2
    assert outcomes(week.phone.hand_in([week.tick(week.ana, here=False)])) == ["new"]
    assert event_queries.turnout_of(event).named == 1


def test_somebody_new_waits_sealed_for_an_organizer_who_makes_them_a_contact(week: Week) -> None:
    record = json.loads(week.phone.record("newcomer", {}))
    words = week.sealed("event slip", record["id"], week.meeting, {"name": "Sol Vega", "phone": "555 010 0177"})
    record["body"] = {"event": str(week.meeting), "epoch": "1", "words": words}
    raw = json.dumps(record).encode()
    assert [outcomes(week.phone.hand_in([raw])) for _time in range(2)] == [["new"], ["same"]]
    by: dict[str, Any] = {"by": week.luz.person, "keyring": week.luz.keyring}
    ((slip, said),) = events.open_slips(event_id=week.meeting, **by)
    assert (slip.way, said) == (Slip.Way.PHONE, {"name": "Sol Vega", "phone": "555 010 0177"})
    events.see_to(slip_id=slip.pk, who=None, keep=True, **by)
    assert Contact.objects.filter(name="Sol Vega").exists()


def test_heads_of_a_circle_add_up_and_no_name_comes_near_it(week: Week) -> None:
    circle = an_event(week.rosa.person, title="Circle", kind="circle", sign_in="count")
    taps = [week.phone.record("head_count", {"event": str(circle), "count": one}) for one in (1, 1, 1, -1)]
    assert outcomes(week.phone.hand_in([*taps, taps[0]])) == ["new"] * 4 + ["same"]
    assert event_queries.turnout_of(Event.objects.get(pk=circle)).counted == 2
    named = week.phone.record("sign_in", {"event": str(circle), "contact": str(week.mo)})
    words = {"event": str(circle), "epoch": "1", "words": week.sealed("event slip", circle, circle, {"name": "x"})}
    assert reasons(week.phone.hand_in([named, week.phone.record("newcomer", words)])) == ["event_way", "event_way"]
    assert not Attendance.objects.filter(event=circle).exists()
    assert not Slip.objects.exists()


def test_a_circle_that_chose_names_gets_them_sealed_and_tied_to_nobody(week: Week) -> None:
    circle = an_event(week.rosa.person, title="Circle", kind="circle", sign_in="sealed", circle_chose=True)
    record = json.loads(week.phone.record("newcomer", {}))
    words = week.sealed("circle name", record["id"], circle, {"name": "Sol"})
    record["body"] = {"event": str(circle), "epoch": "1", "words": words}
    assert outcomes(week.phone.hand_in([json.dumps(record).encode()])) == ["new"]
    ((row, said),) = events.open_circle(event_id=circle, by=week.luz.person, keyring=week.luz.keyring)
    assert (isinstance(row, SealedName), said) == (True, {"name": "Sol"})


def test_an_event_that_was_closed_still_takes_who_was_there_and_one_called_off_does_not(week: Week) -> None:
    tick = week.tick(week.mo)
    events.close(event_id=week.meeting, by=week.luz.person)
    assert outcomes(week.phone.hand_in([tick])) == ["new"]
    assert event_queries.turnout_of(Event.objects.get(pk=week.meeting)).named == 1
    other = an_event(week.rosa.person, title="Picnic")
    late = week.phone.record("sign_in", {"event": str(other), "contact": str(week.mo)})
    events.call_off(event_id=other, by=week.luz.person)
    assert reasons(week.phone.hand_in([late])) == ["event_off"]
    (card,) = desk.aside_cards()
    assert ("Event", "Picnic") in [(str(label), str(value)) for label, value in card.says]


def test_a_canvassers_phone_can_do_none_of_it_until_a_coordinator_takes_it_in(week: Week) -> None:
    cal = Phone.of(worker("cal", Role.CANVASSER).person)
    body = {"outcome": "reached", "contact": str(week.ana)}
    assert reasons(cal.hand_in([cal.record("call", body)])) == ["role"]
    assert not Call.objects.exists()
    put_aside.take_in_after_all(put_aside_id=PutAside.objects.get().id, by=week.luz.person)
    assert Call.objects.get().by == cal.person.id


def test_work_of_a_phone_that_was_shut_out_waits_and_counts_under_its_author_when_taken_in(week: Week) -> None:
    record = week.call("message")
    accounts.end_account(account_id=week.rosa.person.id, by=OPERATOR)
    assert reasons(week.phone.hand_in([record])) == ["revoked"]
    put_aside.take_in_after_all(put_aside_id=PutAside.objects.get().id, by=week.luz.person)
    assert (Call.objects.get().outcome, Call.objects.get().by) == ("message", week.rosa.person.id)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"outcome": "reached"},
        {"outcome": "sold", "contact": str(uuid.uuid4())},
        {"outcome": "reached", "contact": "me"},
        {"outcome": "reached", "contact": str(uuid.uuid4()), "introduction": str(uuid.uuid4())},
        {"outcome": "reached", "contact": str(uuid.uuid4()), "note": "plain words!", "epoch": "1"},
        {"outcome": "reached", "contact": str(uuid.uuid4()), "note": "AAAA"},
    ],
)
def test_what_makes_no_sense_is_put_aside_whole_and_blocks_nothing(week: Week, body: dict[str, str]) -> None:
    odd, good = week.phone.record("call", body), week.call()
    receipt = week.phone.hand_in([odd, good])
    assert (outcomes(receipt), reasons(receipt)) == (["quarantined", "new"], ["body", ""])
    assert bytes(PutAside.objects.get().raw) == odd


def test_a_newer_version_of_a_record_waits_for_a_newer_waymeet(week: Week) -> None:
    body = json.loads(week.write_up())["body"]
    assert reasons(week.phone.hand_in([week.phone.record("write_up", body, schema=2)])) == ["schema"]


def test_a_clock_in_another_year_decides_nothing(week: Week) -> None:
    record = week.phone.record("call", {"outcome": "reached", "contact": str(week.ana)}, at="2031-01-01T00:00:00Z")
    ahead = week.write_up(held_on="2031-01-01")
    assert outcomes(week.phone.hand_in([record, ahead])) == ["new", "new"]
    assert Call.objects.get().day == clock.today()
    assert OneOnOne.objects.get(pk=week.one).held_on == clock.today()
    assert Entry.objects.filter(odd_clock=True).count() == 1


def test_what_comes_in_late_for_somebody_merged_meanwhile_reaches_who_they_are_now(week: Week) -> None:
    kept = contact(week.rosa.person, "Ana Ruiz", "555 010 0142")
    merge(kept=kept, lost=week.ana, take={}, by=week.rosa.person, keyring=week.rosa.keyring)
    receipt = week.phone.hand_in([week.call("no_answer"), week.tick(week.ana)])
    assert outcomes(receipt) == ["new", "new"]
    assert Call.objects.get().contact_id == kept
    assert Attendance.objects.get(contact=kept, event=week.meeting).came


def test_words_sealed_for_somebody_merged_meanwhile_are_put_aside_and_not_lost(week: Week) -> None:
    kept = contact(week.rosa.person, "Ana Ruiz", "555 010 0142")
    merge(kept=kept, lost=week.ana, take={}, by=week.rosa.person, keyring=week.rosa.keyring)
    record = uuid.uuid4()
    note = week.sealed(NOTE, record, week.ana, {"words": "moved in with her sister"})
    late = week.call(note=note, epoch=sealing_key(ORGANIZING).epoch)
    receipt = week.phone.hand_in([late])
    assert (outcomes(receipt), reasons(receipt)) == (["quarantined"], ["joined"])
    assert bytes(PutAside.objects.get().raw) == late
    assert not Call.objects.exists()
