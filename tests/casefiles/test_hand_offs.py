"""Hand-offs from a file and into one; what is taken back is gone before anything is answered."""

import datetime as dt
import re

import pytest

from tests.consent import made
from waymeet.casefiles import arriving, hand_offs, reading
from waymeet.casefiles.faces import Asked
from waymeet.consent import gate, handles
from waymeet.kernel import clock
from waymeet.kernel.errors import Conflict, NotFound

pytestmark = pytest.mark.django_db(databases="__all__")
CLASSES = {"name", "contact_point"}


def text(answer) -> str:
    return answer.content.decode()


def handle_of(secret: str):
    return handles.handle_of(handles.read(secret))


def to_(place) -> str:
    return "diversion" if place.room.side == "care" else "care"


def offered(place, desk, file_id: int, to: str, purpose: str):
    until = (clock.today() + dt.timedelta(days=20)).isoformat()
    said = {"classes": list(CLASSES), "purpose": purpose, "until": until, "language": "es", "read_aloud": "on"}
    answer = desk.post(place.at(file_id, "offer", to), said)
    assert answer.status_code == 302, text(answer)
    return answer["Location"]


YES = {
    "patient_name": "Ottilie",
    "signed_how": "on_paper",
    "signed_by": "Ottilie",
    "told_name": "Ottilie",
    "told_contact_point": "a corner",
}


@pytest.mark.parametrize("organizing", [True, False])
def test_from_the_offer_to_the_receipt_and_back(place, organizing: bool):
    to, purpose = ("organizing", "being_called") if organizing else (to_(place), "getting_help")
    place.people[made.MEMBER[to]]
    file_id = place.begin(called="Ottilie", contact="a corner", language="es")
    desk = place.desk()
    assert "a corner" not in text(desk.get(place.at(file_id, "offer", to)))
    where = offered(place, desk, file_id, to, purpose)
    page = text(desk.get(where))
    assert "Digo que sí" in page
    assert 'value="Ottilie"' in page
    assert gate.arrivals(to) == []
    receipt = text(desk.post(f"{where}/yes", YES))
    secret = "-".join(re.findall(r"<span>([2-9A-Z]{3})</span>", receipt))
    [arrival] = gate.arrivals(to)
    assert arrival.handle == handle_of(secret)
    assert "they said yes" in text(desk.get(place.at(file_id)))
    copy = text(desk.get(place.at(file_id, "copy")))
    assert "Told so far" in copy
    assert "the name I go by, how to reach me" in copy
    assert "agreed" in copy
    assert secret not in copy
    desk.post(f"{where}/take-back")
    assert gate.arrivals(to) == []
    assert "taken back" in text(desk.get(where))


def test_a_no_is_kept_and_nothing_follows(place):
    place.people["Olga"]
    file_id = place.begin(called="Ottilie")
    desk = place.desk()
    where = offered(place, desk, file_id, "organizing", "being_called")
    assert desk.post(f"{where}/no").status_code == 302
    assert "they said no" in text(desk.get(place.at(file_id)))
    assert f"{where}/yes" not in text(desk.get(where))


def test_no_line_of_a_hand_off_names_the_file_or_the_handle(place):
    place.people["Olga"]
    file_id = place.begin(called="Ottilie")
    desk = place.desk()
    where = offered(place, desk, file_id, "organizing", "being_called")
    desk.post(f"{where}/yes", YES)
    lines = [row for row in place.room.line.objects.all() if row.verb.startswith("hand_off")]
    assert {row.verb for row in lines} == {"hand_off.offer", "hand_off.read", "hand_off.yes"}
    assert {(row.subject, row.basis) for row in lines} == {("", "")}


def test_our_own_side_and_unknown_ones_are_no_address(place):
    file_id = place.begin()
    desk = place.desk()
    for to in (place.room.side, "elsewhere", "x"):
        assert desk.get(place.at(file_id, "offer", to)).status_code == 404


# --- coming in ---


def handed(place, **more):
    return made.granted(place.people, made.scope(place.room.side, CLASSES, **more))


def names(place, who: str = "") -> list[str]:
    return [one.face.name for one in reading.caseload(asked=Asked(), **place.by(who)).files]


def test_the_inbox_says_nothing_until_it_is_opened(place):
    desk = place.desk()
    done = handed(place)
    inbox, where = text(desk.get(place.at("hand-offs"))), place.at("hand-offs", handle_of(done.secret))
    assert where in inbox
    name = made.FIELDS["name"]
    assert name not in inbox
    assert name not in text(desk.get(where))
    opened = text(desk.post(where))
    assert name in opened
    assert "42 CFR part 2" in opened


def test_a_file_begins_from_it_once_and_leads_back_to_nothing(place):
    desk = place.desk()
    done = handed(place)
    handle = handle_of(done.secret)
    answer = desk.post(place.at("hand-offs", handle, "begin"))
    assert made.FIELDS["name"] in text(desk.get(answer["Location"]))
    assert names(place) == [made.FIELDS["name"]]
    assert str(handle) not in text(desk.get(place.at("hand-offs")))
    with pytest.raises((NotFound, Conflict)):
        arriving.begin(handle=handle, **place.by(place.two))
    lines = list(place.room.line.objects.filter(verb="hand_off.begin").values_list("subject", "basis"))
    assert lines == [("", "")]
    for table in (place.room.files, place.room.keys, place.room.records):
        assert not any(str(handle) in repr(row) for row in table.objects.values_list())


@pytest.mark.parametrize("way", ["withdraw", "expire"])
def test_what_was_taken_back_is_gone_before_any_answer(place, monkeypatch, way: str):
    done = handed(place, days=3)
    file_id = arriving.begin(handle=handle_of(done.secret), **place.by())
    desk = place.desk()
    if way == "withdraw":
        gate.withdraw(secret=done.secret)
    else:
        later = clock.today() + dt.timedelta(days=4)
        monkeypatch.setattr(clock, "today", lambda: later)
    for page in (place.at(file_id), place.at(file_id, "face"), place.at(), place.at(file_id, "copy")):
        answer = text(desk.get(page))
        assert made.FIELDS["name"] not in answer
        assert made.FIELDS["contact_point"] not in answer
    assert opened_face(place, file_id).handed == ()
    assert not place.room.taken.objects.exists()


def opened_face(place, file_id: int):
    from waymeet.casefiles import opening

    return opening.one_file(place.room, file_id, place.keyring()).face


def test_the_next_request_deletes_it_whatever_it_asks(place):
    done = handed(place)
    file_id = arriving.begin(handle=handle_of(done.secret), **place.by())
    desk = place.desk()
    desk.get(place.at())
    gate.withdraw(secret=done.secret)
    desk.get(place.at("hand-offs"))
    assert opened_face(place, file_id).handed == ()


def test_what_was_narrowed_keeps_only_what_is_left(place):
    done = handed(place)
    file_id = arriving.begin(handle=handle_of(done.secret), **place.by())
    gate.narrow(secret=done.secret, classes={"name"})
    page = text(place.desk().get(place.at(file_id)))
    assert made.FIELDS["name"] in page
    assert made.FIELDS["contact_point"] not in page


def test_a_database_put_back_deletes_it_again(place):
    done = handed(place)
    file_id = arriving.begin(handle=handle_of(done.secret), **place.by())
    before = place.room.files.objects.get(pk=file_id)
    place.desk().get(place.at())
    marks = place.room.marks.objects.get().mark
    gate.withdraw(secret=done.secret)
    arriving.follow(place.room, place.keyring())
    place.room.files.objects.filter(pk=file_id).delete()
    place.room.marks.objects.update(mark=marks)
    assert before.face is not None
    arriving.follow(place.room, place.keyring())
    assert place.room.marks.objects.get().mark != marks


def test_we_cannot_take_this_on(place):
    desk = place.desk()
    done = handed(place)
    handle = handle_of(done.secret)
    assert desk.post(place.at("hand-offs", handle, "refuse")).status_code == 302
    assert gate.arrivals(place.room.side) == []
    assert str(gate.standing(done.secret).state) == "withdrawn"
    assert desk.post(place.at("hand-offs", handle)).status_code == 404


def test_forgetting_a_file_gives_back_what_was_told(place):
    done = handed(place)
    file_id = arriving.begin(handle=handle_of(done.secret), **place.by())
    place.desk().post(place.at(file_id, "forget"))
    assert str(gate.standing(done.secret).state) == "withdrawn"
    assert gate.arrivals(place.room.side) == []


def test_a_hand_off_to_another_side_is_not_ours_to_open(place):
    other = to_(place)
    done = made.granted(place.people, made.scope(other, CLASSES))
    with pytest.raises(NotFound):
        arriving.open_one(handle=handle_of(done.secret), **place.by())


def test_the_secret_lies_sealed_in_the_file_only(place):
    place.people["Olga"]
    file_id = place.begin(called="Ottilie")
    until = clock.today() + dt.timedelta(days=20)
    scope = gate.Scope("organizing", frozenset(CLASSES), "being_called", until)
    record = hand_offs.offer(file_id=file_id, scope=scope, language="en", read_aloud=False, **place.by())
    one = hand_offs.kept(file_id=file_id, record=record, **place.by())
    for row in place.room.records.objects.all():
        assert one.secret.encode() not in bytes(row.sealed)
