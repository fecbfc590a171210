"""Who opens a file: the team, signed in, and nobody who left it."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from waymeet.accounts import services as accounts
from waymeet.accounts.keyring import Keyring
from waymeet.accounts.keys import change_key
from waymeet.accounts.models import Account
from waymeet.accounts.people import OPERATOR
from waymeet.casefiles import opening, reading, services
from waymeet.casefiles.faces import Asked
from waymeet.kernel import casefiles, sealing
from waymeet.kernel.errors import CannotOpen, NotAllowed

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.mark.parametrize("who", ["Olga", "Ada", "Dora", "Charlie"])
def test_nobody_else_gets_in(place, who: str):
    file_id = place.begin(called="Ottilie")
    desk = place.people.at_desk(who)
    for page in (place.at(), place.at(file_id), place.at("hand-offs")):
        assert desk.get(page).status_code == 403
    with pytest.raises(NotAllowed):
        reading.one_file(room=place.room, file_id=file_id, by=place.people[who], keyring=place.keyring(who))


def test_the_session_row_alone_opens_nothing(place):
    """A key that is not the member's own, as a thief of the tables has it, opens no face and no note."""
    file_id = place.begin(called="Ottilie")
    thief = Keyring(place.person().id, sealing.new_key_pair().private)
    lot = opening.whole_lot(place.room, thief)
    assert (lot.open, lot.closed) == ([], 1)
    with pytest.raises(CannotOpen):
        opening.one_file(place.room, file_id, thief)


def test_a_new_member_sees_how_many_stay_closed(place):
    place.begin(called="Ottilie")
    roles = place.person().roles
    account, words = accounts.invite(name="newcomer", shown_as="Newcomer", roles=roles, by=OPERATOR)
    from waymeet.accounts import sign_in

    known, private = sign_in.recognize(account.name, words)
    found = reading.caseload(room=place.room, asked=Asked(), by=known.as_person(), keyring=Keyring(known.id, private))
    assert (list(found.files), found.closed) == ([], 1)


def copied_key(place, private: bytes, epoch: str, file_id: int) -> list[casefiles.CaseKey]:
    """What somebody who kept the team's key of `epoch` gets out of a copy of the key table."""
    found = []
    for row in place.room.keys.objects.filter(file=file_id):
        try:
            found.append(
                casefiles.open_case_key(row, place.room.files.objects.get(pk=file_id).case, place.room.team, private)
            )
        except CannotOpen:
            continue
    return found


def opens(place, keys: list[casefiles.CaseKey], row) -> bool:
    for key in keys:
        try:
            casefiles.open_record(key, place.room.records._meta.db_table, row.record, row.version, bytes(row.sealed))
        except CannotOpen:
            continue
        return True
    return False


def test_who_left_opens_nothing_new_even_with_a_copy_and_the_old_key(place):
    file_id = place.begin(called="Ottilie")
    services.add_note(file_id=file_id, words="before", **place.by())
    epoch = place.room.keys.objects.get().epoch
    kept = place.keyring(place.two).open_team_key(place.room.team, epoch)
    account = Account.objects.get(pk=place.person(place.two).id)
    change_key(place.room.team)
    assert account is not None
    services.add_note(file_id=file_id, words="after", **place.by())
    services.edit_face(file_id=file_id, seen=1, said={"called": "Tilly"}, **place.by())
    assert sorted(place.room.keys.objects.values_list("generation", flat=True)) == [1, 2]
    keys = copied_key(place, kept, epoch, file_id)
    assert [key.generation for key in keys] == [1]
    by_generation = {row.generation: opens(place, keys, row) for row in place.room.records.objects.all()}
    assert by_generation == {1: True, 2: False}
    row = place.room.files.objects.get(pk=file_id)
    assert row.face_generation == 2
    with pytest.raises(CannotOpen):
        casefiles.open_record(keys[0], place.room.files._meta.db_table, row.case, row.face_version, bytes(row.face))
    assert reading.one_file(file_id=file_id, **place.by()).face.called == "Tilly"


def asked_for_the_list(place, desk) -> dict[str, int]:
    counted = {}
    for alias in (place.room.side, "consent", "default"):
        with CaptureQueriesContext(connections[alias]) as seen:
            assert desk.get(place.at()).status_code == 200
        counted[alias] = len([one for one in seen if "SAVEPOINT" not in one["sql"]])
    return counted


def many(place, how_many: int) -> None:
    by = place.by()
    for number in range(how_many):
        services.open_file(said={"called": f"Person {number}", "contact": "a corner"}, **by)


@pytest.mark.parametrize("faces", [200, pytest.param(2000, marks=pytest.mark.deep)])
def test_a_caseload_costs_the_same_few_questions(place, faces: int):
    desk = place.desk()
    many(place, 5)
    desk.get(place.at())  # the first of all follows the gate
    few = asked_for_the_list(place, desk)
    many(place, faces - 5)
    assert asked_for_the_list(place, desk) == few
    assert few[place.room.side] <= 8
    assert sum(few.values()) <= 16
    found = reading.caseload(asked=Asked(words="person 1"), **place.by())
    assert (found.found > 50, len(found.files)) == (True, 50)
