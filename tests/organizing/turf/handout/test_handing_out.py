"""One code, one canvasser or a pair: taken once, given back, handed on, taken back, expired."""

import datetime as dt
from uuid import UUID

import pytest
from django.db import connections

from tests.organizing.turf.handout.conftest import Street
from tests.server import Server
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import can
from waymeet.accounts.roles import May
from waymeet.kernel import clock, codes
from waymeet.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from waymeet.kernel.ids import random_id
from waymeet.organizing.models import AuditLine
from waymeet.organizing.turf.models import TurfHandout, TurfTaking
from waymeet.organizing.turf.queries.taking import turfs_of_person
from waymeet.organizing.turf.services import handout

pytestmark = pytest.mark.django_db(databases=["organizing"])


def given(street: Street, **how) -> tuple[UUID, str]:
    turf = street.turf()
    return turf.id, handout.hand_out(turf_id=turf.id, by=street.lena, **how)[1]


def take(code: str, by: Person) -> UUID:
    return handout.take(code=code, by=by, device_id=random_id())


def test_a_code_gives_the_turf(street: Street):
    turf, code = given(street)
    assert take(code, street.cal) == turf
    assert turfs_of_person(street.cal.id) == {turf}


def test_people_type_codes_as_they_like(street: Street):
    turf, code = given(street)
    assert take(f" {code[:4].lower()}-{code[4:].lower()} ", street.cal) == turf


def test_a_code_has_eight_signs_and_spells_no_word(street: Street):
    _turf, code = given(street)
    assert len(code) == 8
    assert not set(code) & set("AEIOUY01")


def test_the_code_is_kept_nowhere(street: Street):
    _turf, code = given(street)
    take(code, street.cal)
    connection = connections["organizing"]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                assert not any(code.encode() in _bytes(value) for value in row), table


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def test_the_second_person_hears_that_it_is_taken(street: Street):
    _turf, code = given(street)
    take(code, street.cal)
    with pytest.raises(Conflict, match="taken this turf already"):
        take(code, street.dot)
    assert TurfTaking.objects.count() == 1


def test_a_pair_takes_it_together_and_no_third(street: Street):
    turf, code = given(street, places=2)
    assert take(code, street.cal) == take(code, street.dot) == turf
    with pytest.raises(Conflict, match="taken this turf already"):
        take(code, street.eve)


def test_the_same_person_takes_the_same_turf_again(street: Street):
    """A dead phone is replaced: the place is the person's, not the phone's."""
    turf, code = given(street)
    assert take(code, street.cal) == take(code, street.cal) == turf
    assert TurfTaking.objects.count() == 1


def test_an_unknown_code(street: Street):
    given(street)
    with pytest.raises(NotAllowed, match="not known"):
        take(codes.new_code(), street.cal)


def test_an_expired_code(street: Street):
    turf, code = given(street, hours=2)
    TurfHandout.objects.update(expires_at=clock.now() - dt.timedelta(seconds=1))
    with pytest.raises(Conflict, match="expired"):
        take(code, street.cal)
    _again, fresh = handout.hand_out(turf_id=turf, by=street.lena)
    assert take(fresh, street.cal) == turf


def test_who_took_it_in_time_keeps_it_past_the_hour(street: Street):
    turf, code = given(street)
    take(code, street.cal)
    TurfHandout.objects.update(expires_at=clock.now() - dt.timedelta(hours=1))
    assert take(code, street.cal) == turf


def test_a_turf_is_handed_out_once_at_a_time(street: Street):
    turf, code = given(street)
    with pytest.raises(Conflict, match="handed out already"):
        handout.hand_out(turf_id=turf, by=street.lena)
    take(code, street.cal)
    with pytest.raises(Conflict, match="handed out already"):
        handout.hand_out(turf_id=turf, by=street.lena)


def test_given_back_it_can_go_to_somebody_else(street: Street):
    turf, code = given(street)
    take(code, street.cal)
    handout.give_back(turf_id=turf, by=street.cal)
    handout.give_back(turf_id=turf, by=street.cal)  # a second time is no trouble
    with pytest.raises(Conflict, match="no longer good"):
        take(code, street.dot)
    _made, fresh = handout.hand_out(turf_id=turf, by=street.lena)
    assert take(fresh, street.dot) == turf


def test_of_a_pair_the_other_goes_on(street: Street):
    turf, code = given(street, places=2)
    take(code, street.cal)
    take(code, street.dot)
    handout.give_back(turf_id=turf, by=street.cal)
    assert take(code, street.dot) == turf
    with pytest.raises(Conflict):
        take(code, street.cal)


def test_only_who_has_it_gives_it_back_or_on(street: Street):
    turf, code = given(street)
    take(code, street.cal)
    with pytest.raises(NotFound):
        handout.give_back(turf_id=turf, by=street.dot)
    with pytest.raises(NotFound):
        handout.hand_on(turf_id=turf, by=street.dot)


def test_handed_on_the_old_code_is_worth_nothing(street: Street):
    turf, code = given(street)
    take(code, street.cal)
    fresh = handout.hand_on(turf_id=turf, by=street.cal)
    assert take(fresh, street.dot) == turf
    with pytest.raises(Conflict):
        take(code, street.cal)
    assert turfs_of_person(street.cal.id) == turfs_of_person(street.dot.id) == {turf}  # Cal's work still comes in


def test_taken_back_by_the_lead(street: Street):
    turf, code = given(street)
    take(code, street.cal)
    handout.call_back(turf_id=turf, by=street.lena)
    with pytest.raises(Conflict, match="taken back"):
        take(code, street.cal)
    assert TurfTaking.objects.filter(given_back_at=None).count() == 0


def test_a_closed_turf_goes_nowhere_and_frees_its_doors(street: Street):
    turf, code = given(street)
    take(code, street.cal)
    handout.close_turf(turf_id=turf, by=street.lena)
    for refused in (
        lambda: take(code, street.dot),
        lambda: handout.hand_out(turf_id=turf, by=street.lena),
        lambda: handout.hand_on(turf_id=turf, by=street.cal),
    ):
        with pytest.raises(Conflict):
            refused()
    assert street.turf_again().stops.count() == len(street.doors)


@pytest.mark.parametrize("how", [{"places": 0}, {"places": 3}, {"hours": 0}, {"hours": 24 * 15}])
def test_odd_wishes_get_a_sentence(street: Street, how):
    with pytest.raises(BadInput):
        given(street, **how)


def test_a_field_lead_hands_out_without_seeing_contacts(street: Street):
    _turf, code = given(street)
    assert len(code) == 8
    assert not can(street.lena, May.READ_INTRODUCTIONS)
    assert not can(street.lena, May.READ_DOOR_NOTES)


def test_a_canvasser_takes_and_does_not_hand_out(street: Street):
    turf = street.turf()
    for verb in (handout.hand_out, handout.call_back, handout.close_turf):
        with pytest.raises(NotAllowed):
            verb(turf_id=turf.id, by=street.cal)


def test_the_audit_names_the_turf_and_no_code(street: Street):
    turf, code = given(street)
    take(code, street.cal)
    handout.give_back(turf_id=turf, by=street.cal)
    lines = list(AuditLine.objects.filter(verb__startswith="turf.").order_by("number").values_list("verb", "subject"))
    assert lines == [("turf.hand_out", str(turf)), ("turf.take", str(turf)), ("turf.give_back", str(turf))]


AT_ONCE = """
import django; django.setup()
import pathlib, tempfile, threading
from tests.organizing.turf.handout.conftest import person
from tests.town import a_street, a_turf
from waymeet.accounts.roles import Role
from waymeet.kernel.errors import Conflict
from waymeet.kernel.ids import random_id
from waymeet.organizing.turf.services import handout
lena = person("lena", Role.FIELD_LEAD)
turf = a_turf(a_street(pathlib.Path(tempfile.mkdtemp())), lena)
outcomes = []
def take(code, by, ready):
    ready.wait()
    try:
        outcomes.append(handout.take(code=code, by=by, device_id=random_id()) == turf.id)
    except Conflict:
        outcomes.append(False)
for places in (1, 2, 1, 2):
    _made, code = handout.hand_out(turf_id=turf.id, places=places, by=lena)
    ready = threading.Barrier(6)
    people = [person(str(number), Role.CANVASSER) for number in range(6)]
    threads = [threading.Thread(target=take, args=(code, by, ready)) for by in people]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    print(len(outcomes), sum(outcomes)); outcomes.clear()
    handout.call_back(turf_id=turf.id, by=lena)
"""


def test_six_people_at_the_same_moment(server: Server):
    """On a database in files, with a connection each: as many have the turf as there are places."""
    server.data.mkdir()
    server.waymeet("migrate")
    assert server.python(AT_ONCE).split("\n")[:4] == ["6 1", "6 2", "6 1", "6 2"]
