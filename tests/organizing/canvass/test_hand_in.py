"""What happens to each record of a batch, whatever comes in."""

import json
import uuid
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.organizing.canvass.conftest import Evening
from tests.phone import Phone, outcomes, reasons
from waymeet.accounts import services as accounts
from waymeet.accounts.people import OPERATOR
from waymeet.kernel.errors import BadInput, Conflict
from waymeet.organizing.canvass.models import Entry, PutAside
from waymeet.organizing.canvass.queries import results
from waymeet.organizing.canvass.queries.entries import held_through
from waymeet.organizing.canvass.services import put_aside
from waymeet.organizing.canvass.services.hand_in import hand_in
from waymeet.organizing.models import AuditLine

pytestmark = pytest.mark.django_db(databases=["default", "organizing", "consent"])


def test_a_batch_is_held_byte_for_byte_and_named_new(evening: Evening) -> None:
    sent = [evening.phone.visit(evening.turf.id, door) for door in evening.doors]
    receipt = evening.phone.hand_in()
    assert outcomes(receipt) == ["new"] * len(sent)
    assert [bytes(row.raw) for row in Entry.objects.order_by("seq")] == sent
    assert receipt["held_through"] == held_through(evening.phone.device.number) == len(sent)


def test_the_same_batch_again_is_named_same_and_changes_nothing(evening: Evening) -> None:
    evening.phone.visit(evening.turf.id, evening.doors[0])
    evening.phone.hand_in()
    lines = AuditLine.objects.count()
    assert outcomes(evening.phone.hand_in()) == ["same"]
    assert (Entry.objects.count(), AuditLine.objects.count()) == (1, lines)


def test_batches_in_any_order_close_the_gap(evening: Evening) -> None:
    sent = [evening.phone.visit(evening.turf.id, door) for door in evening.doors]
    assert evening.phone.hand_in(sent[4:])["held_through"] == 0
    assert evening.phone.hand_in(sent[:4])["held_through"] == len(sent)


def test_one_bad_record_is_put_aside_and_the_rest_goes_in(evening: Evening) -> None:
    phone, turf, doors = evening.phone, evening.turf.id, evening.doors
    good = phone.visit(turf, doors[0])
    phone.record("visit", {"door": "not an id", "outcome": "answered"}, turf)
    phone.record("dance", {}, turf)
    phone.visit(turf, doors[1])
    phone.record("visit", {"door": str(doors[2]), "outcome": "answered"}, turf, schema=9)
    receipt = phone.hand_in()
    assert outcomes(receipt) == ["new", "quarantined", "quarantined", "new", "quarantined"]
    assert reasons(receipt) == ["", "body", "kind", "", "schema"]
    assert receipt["held_through"] == 5
    assert {bytes(row.raw) for row in PutAside.objects.all()} == set(phone.records) - {good, phone.records[3]}


def test_a_record_that_is_not_even_an_object_is_kept(evening: Evening) -> None:
    evening.phone.visit(evening.turf.id, evening.doors[0])
    receipt = evening.phone.hand_in([b'"what"', evening.phone.records[0]])
    assert outcomes(receipt) == ["quarantined", "new"]
    assert bytes(PutAside.objects.get().raw) == b'"what"'


def test_other_bytes_under_a_known_id_never_overwrite(evening: Evening) -> None:
    first = evening.phone.visit(evening.turf.id, evening.doors[0])
    evening.phone.hand_in()
    twin = json.loads(first) | {"body": {"door": str(evening.doors[0]), "outcome": "answered"}}
    receipt = evening.phone.hand_in([json.dumps(twin).encode()])
    assert reasons(receipt) == ["other_bytes"]
    assert bytes(Entry.objects.get().raw) == first


def test_a_used_number_with_another_id_is_put_aside(evening: Evening) -> None:
    first = evening.phone.visit(evening.turf.id, evening.doors[0])
    evening.phone.hand_in()
    other = json.loads(first) | {"id": str(uuid.uuid4())}
    assert reasons(evening.phone.hand_in([json.dumps(other).encode()])) == ["sequence"]


def test_two_records_with_one_id_in_one_batch_do_not_break_it(evening: Evening) -> None:
    first = evening.phone.visit(evening.turf.id, evening.doors[0])
    twin = json.dumps(json.loads(first) | {"seq": 7}).encode()
    assert outcomes(evening.phone.hand_in([first, twin, first])) == ["new", "quarantined", "same"]


def test_a_bad_signature_puts_the_whole_batch_aside_and_keeps_it(evening: Evening) -> None:
    evening.phone.visit(evening.turf.id, evening.doors[0])
    receipt = evening.phone.hand_in(signature=bytes(64))
    assert reasons(receipt) == ["signature"]
    assert held_through(evening.phone.device.number) == 0
    assert outcomes(evening.phone.hand_in()) == ["new"]


def test_an_unknown_phone_is_put_aside(evening: Evening) -> None:
    evening.phone.visit(evening.turf.id, evening.doors[0])
    evening.phone.device.id = uuid.uuid4()
    assert reasons(evening.phone.hand_in()) == ["device"]


def test_an_ended_account_can_still_push_and_a_coordinator_lets_it_count(evening: Evening) -> None:
    evening.phone.visit(evening.turf.id, evening.doors[0], "answered")
    accounts.end_account(account_id=evening.cal.person.id, by=OPERATOR)
    receipt = evening.phone.hand_in()
    assert reasons(receipt) == ["revoked"]
    assert receipt["held_through"] == 1
    waiting = PutAside.objects.get()
    put_aside.take_in_after_all(put_aside_id=waiting.id, by=evening.rosa.person)
    assert results.last_outcomes() == {evening.doors[0]: "answered"}
    with pytest.raises(Conflict, match="already"):
        put_aside.leave_out(put_aside_id=waiting.id, by=evening.rosa.person)


def test_somebody_elses_turf_is_put_aside(evening: Evening) -> None:
    evening.phone.visit(uuid.uuid4(), evening.doors[0])
    assert reasons(evening.phone.hand_in()) == ["turf"]


@pytest.mark.parametrize("moment", ["2051-01-01T00:00:00Z", "1999-01-01T00:00:00Z", "yesterday", ""])
def test_an_odd_clock_is_flagged_and_never_refused(evening: Evening, moment: str) -> None:
    evening.phone.record("visit", {"door": str(evening.doors[0]), "outcome": "refused"}, evening.turf.id, at=moment)
    assert outcomes(evening.phone.hand_in()) == ["new"]
    assert Entry.objects.get().odd_clock


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"batch":1}', b"\xff\xfe"])
def test_what_is_no_batch_gets_a_sentence(evening: Evening, raw: bytes) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        hand_in(raw=raw, signature=b"")


def test_a_wrong_record_cannot_be_let_count(evening: Evening) -> None:
    evening.phone.record("dance", {}, evening.turf.id)
    evening.phone.hand_in()
    with pytest.raises(Conflict, match="cannot be read whole"):
        put_aside.take_in_after_all(put_aside_id=PutAside.objects.get().id, by=evening.rosa.person)


def test_a_taken_back_knock_does_not_count_whichever_came_first(evening: Evening) -> None:
    phone = evening.phone
    first = phone.visit(evening.turf.id, evening.doors[0], "answered")
    undo = phone.record("undo", {"undoes": json.loads(first)["id"]}, evening.turf.id)
    phone.hand_in([undo])
    phone.hand_in([first])
    assert results.knocks() == []


def test_results_add_up_by_turf_and_team(evening: Evening) -> None:
    phone, turf, doors = evening.phone, evening.turf.id, evening.doors
    phone.visit(turf, doors[0], "answered", follow_up=True)
    phone.visit(turf, doors[1], "no_answer")
    phone.visit(turf, doors[1], "answered")
    phone.visit(turf, doors[2], "come_back")
    phone.hand_in()
    (row,) = results.results_by("turf")
    assert (row.doors, row.attempts, row.contacts, row.contact_rate, row.follow_ups) == (3, 4, 2, 0.5, 2)
    assert [found.label for found in results.results_by("team")] == ["Cal"]
    assert results.doors_settled([turf]) == {doors[0], doors[1]}


def test_a_batch_costs_a_fixed_number_of_questions(evening: Evening, django_assert_max_num_queries: Any) -> None:
    for index in range(100):
        evening.phone.visit(evening.turf.id, evening.doors[index % len(evening.doors)])
    evening.phone.hand_in(evening.phone.records[:1])
    with django_assert_max_num_queries(16, using="organizing"):
        assert outcomes(evening.phone.hand_in(evening.phone.records[1:])) == ["new"] * 99


def test_a_pair_works_one_turf_from_two_phones(evening: Evening, tmp_path: Any) -> None:
    second = Phone.of(evening.luz.person)
    evening.phone.visit(evening.turf.id, evening.doors[0])
    second.visit(evening.turf.id, evening.doors[1])
    assert reasons(second.hand_in()) == ["turf"]
    assert outcomes(evening.phone.hand_in()) == ["new"]


@pytest.mark.parametrize("seq", [-5, 0, 2**31, 2**70])
def test_a_number_no_phone_can_have_is_put_aside_and_the_rest_goes_in(evening: Evening, seq: int) -> None:
    phone, turf = evening.phone, evening.turf.id
    good = phone.visit(turf, evening.doors[0])
    odd = phone.record("visit", {"door": str(evening.doors[1]), "outcome": "answered"}, turf, seq=seq)
    assert outcomes(phone.hand_in()) == ["new", "quarantined"]
    assert bytes(Entry.objects.get().raw) == good
    assert bytes(PutAside.objects.get().raw) == odd


def test_a_unit_too_long_for_its_place_is_put_aside_and_the_rest_goes_in(evening: Evening) -> None:
    phone, door = evening.phone, str(uuid.uuid4())
    building = str(evening.doors[0])
    phone.record("unit", {"door": door, "building": building, "unit": "x" * 5000}, evening.turf.id)
    phone.visit(evening.turf.id, evening.doors[1])
    assert outcomes(phone.hand_in())[-1] == "new"


def test_a_batch_may_be_named_anything(evening: Evening) -> None:
    raw = b'{"batch":"\\ud800","device":"%s","records":[]}' % str(evening.phone.device.id).encode()
    with pytest.raises(BadInput):
        hand_in(raw=raw, signature=evening.phone.key.sign(raw))


@pytest.mark.parametrize("records", [1, 4])
def test_a_batch_asks_the_database_the_same_few_things_however_long_it_is(evening: Evening, records: int) -> None:
    evening.phone.hand_in([evening.phone.visit(evening.turf.id, evening.doors[5])])
    batch = [evening.phone.visit(evening.turf.id, door) for door in evening.doors[:records]]
    with (
        CaptureQueriesContext(connections["organizing"]) as organizing,
        CaptureQueriesContext(connections["default"]) as common,
    ):
        evening.phone.hand_in(batch)
    asked = [query["sql"] for query in organizing if "SAVEPOINT" not in query["sql"] and "LOCK" not in query["sql"]]
    # turfs, rows (in SQLite past Django, which counts it), mark before and after, last audit line, its own, incarnation
    assert len(asked) == (6 if connections["organizing"].vendor == "sqlite" else 7), asked
    assert len(common) == 1  # the phone


def test_a_new_record_between_held_ones_goes_in(evening: Evening) -> None:
    sent = [evening.phone.visit(evening.turf.id, door) for door in evening.doors[:3]]
    evening.phone.hand_in([sent[0], sent[2]])
    receipt = evening.phone.hand_in(sent)
    assert outcomes(receipt) == ["same", "new", "same"]
    assert receipt["held_through"] == 3
