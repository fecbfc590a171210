"""Hand-offs at the organizers' desk, both ways: what comes in looks like everybody who came; what goes out is sealed."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.consent import made
from waymeet.consent import gate, handles
from waymeet.kernel import clock
from waymeet.kernel.errors import BadInput, NotAllowed
from waymeet.organizing.contacts import consented, hand_offs, services
from waymeet.organizing.contacts.models import GateMark, HandOff, Introduction
from waymeet.organizing.models import AuditLine

pytestmark = pytest.mark.django_db(databases="__all__")
DESK = "/organizing/introductions"
CAME = {"wants": "call", "name": "Nadja", "contact_point": "518-555-0188", "agreed": "on"}


def text(answer) -> str:
    return answer.content.decode()


def handle(secret: str):
    return handles.handle_of(handles.read(secret))


def opened(people, desk, row: Introduction) -> str:
    return text(desk.post(f"{DESK}/{row.id}"))


# --- coming in ---


def test_a_hand_off_is_an_introduction_like_any_other(people):
    desk = people.at_desk("Olga")
    done = made.granted(people, made.scope("organizing", {"name", "contact_point", "best_time"}))
    page = text(desk.get(DESK))
    assert "came to us" in page
    [row] = Introduction.objects.all()
    assert (row.record, row.wants, row.language, row.door, row.state) == (handle(done.secret), "call", "", None, "new")
    shown = opened(people, desk, row)
    for words in (made.FIELDS["name"], made.FIELDS["contact_point"], made.FIELDS["best_time"], "42 CFR part 2"):
        assert words in shown
    assert "to get in touch with me" in shown
    assert text(desk.get(DESK)).count(f"{DESK}/{row.id}") == 1


def test_who_wants_to_take_part_wants_to_help(people):
    asked = gate.Scope("organizing", frozenset({"name", "wish"}), "taking_part", clock.today())
    made.granted(people, asked)
    assert [row.wants for row in consented.current()] == ["help"]


def test_somebody_who_came_by_themselves_looks_the_same_row_by_row(people):
    """Every plain column has the same kind of value, the sealed parts the same length, the pages the same words."""
    desk = people.at_desk("Olga")
    assert desk.post(f"{DESK}/add", CAME).status_code == 302
    made.granted(people, made.scope("organizing", {"name", "contact_point"}))
    desk.get(DESK)
    came, handed = sorted(consented.current(), key=lambda row: handle_known(row.record))
    for name in ("source", "wants", "language", "door", "epoch", "sentence", "came_on", "state", "assigned_to"):
        assert getattr(came, name) == getattr(handed, name), name
    assert {came.id.version, handed.id.version, came.record.version, handed.record.version} == {4}
    assert len(bytes(came.sealed)) == len(bytes(handed.sealed))
    pages = [opened(people, desk, row) for row in (came, handed)]
    names = (("Nadja", "518-555-0188"), (made.FIELDS["name"], made.FIELDS["contact_point"]))
    for place, (name, point) in enumerate(names):
        pages[place] = without(pages[place].replace(name, "NAME").replace(point, "POINT"))
    assert pages[0] == pages[1]


def handle_known(record) -> bool:
    from waymeet.consent.models import Event

    return Event.objects.filter(handle=record).exists()


def without(page: str) -> str:
    """Without ids, tokens and the day, which each row has its own of."""
    page = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", page)
    page = re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"\w+"', r'\1""', page)
    return re.sub(r"until [A-Z]\w+ \d+, \d{4}", "until DAY", page)


def test_both_cost_the_same_number_of_questions_to_every_database(people):
    """Law R31: nothing about the answer, nor its cost, says who is a participant."""
    desk = people.at_desk("Olga")
    desk.post(f"{DESK}/add", CAME)
    made.granted(people, made.scope("organizing"))
    counts = []
    for row in sorted(consented.current(), key=lambda row: handle_known(row.record)):
        asked = {}
        for alias in ("organizing", "consent", "default"):
            with CaptureQueriesContext(connections[alias]) as seen:
                desk.post(f"{DESK}/{row.id}")
            asked[alias] = len(seen)
        counts.append(asked)
    assert counts[0] == counts[1]


def test_law_R31_what_care_and_diversion_do_changes_nothing_at_the_organizers_desk(people):
    """The queue, its file and the home page are the same, byte for byte, before and after other sides hand off."""
    desk = people.at_desk("Olga")
    desk.post(f"{DESK}/add", CAME)
    desk.get(DESK)
    before = [text(desk.get(page)) for page in (DESK, f"{DESK}?format=csv", "/")]
    people["Wanda"], people["Casey"]
    gate.withdraw(secret=made.granted(people, made.scope("care")).secret)
    made.granted(people, made.scope("diversion"))
    made.offered(made.scope("organizing"))
    after = [text(desk.get(page)) for page in (DESK, f"{DESK}?format=csv", "/")]
    assert [without(page) for page in before] == [without(page) for page in after]


@pytest.mark.parametrize("lacks", ["agreed", "contact_point", "wants"])
def test_nobody_is_added_without_a_yes_and_a_way_to_reach_them(people, lacks: str):
    said = {name: value for name, value in CAME.items() if name != lacks}
    assert people.at_desk("Olga").post(f"{DESK}/add", said).status_code == 422
    assert not Introduction.objects.exists()


def test_what_is_typed_at_the_desk_is_sealed_at_once(people):
    desk = people.at_desk("Olga")
    desk.post(f"{DESK}/add", {**CAME, "language": "es", "best_time": "mornings", "wish": "to sing"})
    [row] = Introduction.objects.all()
    assert b"Nadja" not in bytes(row.sealed)
    assert row.language == "es"
    shown = opened(people, desk, row)
    for words in ("Nadja", "mornings", "to sing", "Español"):
        assert words in shown


# --- taken back ---


@pytest.mark.parametrize("way", ["withdraw", "expire"])
def test_what_was_taken_back_is_gone_before_any_answer(people, monkeypatch, way: str):
    desk = people.at_desk("Olga")
    done = made.granted(people, made.scope("organizing", days=3))
    [row] = consented.current()
    if way == "withdraw":
        gate.withdraw(secret=done.secret)
    else:
        later = clock.today() + dt.timedelta(days=4)
        monkeypatch.setattr(clock, "today", lambda: later)
    answers = [
        desk.get(f"{DESK}/{row.id}"),
        desk.post(f"{DESK}/{row.id}"),
        desk.post(f"{DESK}/{row.id}/assign", {"to": str(people["Omar"].id)}),
        desk.post(f"{DESK}/{row.id}/state", {"state": "called"}),
        desk.post(f"{DESK}/{row.id}/forget"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 5
    assert not Introduction.objects.exists()


@pytest.mark.parametrize("page", [DESK, "/", f"{DESK}?show=closed", f"{DESK}?format=csv"])
def test_whatever_page_is_asked_first_deletes_it(people, page: str):
    desk = people.at_desk("Olga")
    done = made.granted(people, made.scope("organizing"))
    consented.follow()
    gate.withdraw(secret=done.secret)
    desk.get(page)
    assert not Introduction.objects.exists()


def test_a_late_record_of_it_is_not_taken_in_again(people):
    done = made.granted(people, made.scope("organizing"))
    consented.follow()
    gate.withdraw(secret=done.secret)
    consented.follow()
    words = gate.sentences_for(gate.BEING_CALLED)["en"].hash
    late = {"wants": "call", "language": "en", "door": None, "epoch": "1", "sealed": b"x", "sentence": words}
    services.receive_introduction(record=handle(done.secret), **late)
    assert not Introduction.objects.exists()
    services.receive_introduction(record=handles.handle_of(bytes(16)), **late)
    assert Introduction.objects.count() == 1


def test_nothing_comes_in_late_under_an_offer_nobody_said_yes_to(people):
    """Found by the test of any sequence: an offer that ran out has no ending of its own in the ledger."""
    offer = made.offered(made.scope("organizing"))
    words = gate.sentences_for(gate.BEING_CALLED)["en"].hash
    late = {"wants": "call", "language": "en", "door": None, "epoch": "1", "sealed": b"x", "sentence": words}
    services.receive_introduction(record=handle(offer.secret), **late)
    assert not Introduction.objects.exists()


def test_a_database_put_back_deletes_it_again(people):
    done = made.granted(people, made.scope("organizing"))
    [row] = consented.current()
    mark = GateMark.objects.get().mark
    gate.withdraw(secret=done.secret)
    consented.follow()
    row.save(force_insert=True)
    GateMark.objects.update(mark=mark)
    assert not consented.current().exists()


def test_what_was_narrowed_opens_only_what_is_left(people):
    desk = people.at_desk("Olga")
    done = made.granted(people, made.scope("organizing"))
    [row] = consented.current()
    gate.narrow(secret=done.secret, classes={"name"})
    shown = opened(people, desk, row)
    assert made.FIELDS["name"] in shown
    assert made.FIELDS["contact_point"] not in shown


def test_a_narrowing_leaves_the_others_alone(people):
    one, two = (made.granted(people, made.scope("organizing")) for _once in range(2))
    before = {row.record: (row.id, bytes(row.sealed)) for row in consented.current()}
    gate.narrow(secret=one.secret, classes={"name"})
    after = {row.record: (row.id, bytes(row.sealed)) for row in consented.current()}
    assert after[handle(two.secret)] == before[handle(two.secret)]
    assert after[handle(one.secret)][0] == before[handle(one.secret)][0]


def test_who_says_so_to_an_organizer_has_taken_it_back(people):
    """It does not come in again with the next request, and the receipt shows it."""
    desk = people.at_desk("Olga")
    done = made.granted(people, made.scope("organizing"))
    [row] = consented.current()
    desk.post(f"{DESK}/{row.id}/forget")
    desk.get(DESK)
    assert not Introduction.objects.exists()
    assert str(gate.standing(done.secret).state) == "withdrawn"


def test_only_one_place_reads_introductions():
    """Every other file asks `consented.current()`, so that no page can forget it; one lets old ones go, unread."""
    here = Path(consented.__file__).parents[2]
    reading = {path.name for path in here.rglob("*.py") if "Introduction.objects" in path.read_text(encoding="utf-8")}
    assert reading == {"consented.py", "services.py", "letting_go.py"}
    source = Path(services.__file__).read_text(encoding="utf-8")
    reads = [line.strip() for line in source.splitlines() if "Introduction.objects" in line]
    for line in reads:
        assert re.search(r"objects\.(get_or_create|create|filter\(pk=row\.pk\)\.(update|delete))", line), line


# --- going out ---


def offered(people, desk, **more) -> HandOff:
    until = (clock.today() + dt.timedelta(days=30)).isoformat()
    said = {"name": "Nadja", "recipient": "care", "classes": ["name", "needs"], "purpose": "getting_help"}
    answer = desk.post("/organizing/hand-offs/offer", {**said, "until": until, "language": "es", **more})
    assert answer.status_code == 302, text(answer)
    return HandOff.objects.get()


YES = {
    "patient_name": "Nadja",
    "signed_how": "on_paper",
    "signed_by": "Nadja",
    "told_name": "Nadja",
    "told_needs": "a bed",
}


def test_from_the_offer_to_the_printed_receipt(people):
    desk = people.at_desk("Olga")
    people["Wanda"]
    row = offered(people, desk, read_aloud="on")
    page = text(desk.get(f"/organizing/hand-offs/{row.id}"))
    assert "Digo que sí" in page
    assert 'lang="es"' in page
    assert gate.arrivals("care") == []
    answer = desk.post(f"/organizing/hand-offs/{row.id}/yes", YES)
    receipt = text(answer)
    assert "no-store" in answer["Cache-Control"]
    secret = "-".join(re.findall(r"<span>([2-9A-Z]{3})</span>", receipt))
    found = gate.standing(secret)
    assert (str(found.state), found.document.patient_name, found.read_aloud) == ("granted", "Nadja", True)
    assert "http://localhost/receipt" in receipt
    assert "Digo que sí" in receipt
    assert "<svg" in receipt
    [arrival] = gate.arrivals("care")
    assert gate.open_arrival(arrival.handle, made.keyring(people, "Wanda")).fields == {
        "name": "Nadja",
        "needs": "a bed",
    }
    assert "What was told" not in receipt
    again = text(desk.get(f"/organizing/hand-offs/{row.id}"))
    assert "<span>" + secret[:3] not in again
    assert "What was told" in again
    assert desk.post(f"/organizing/hand-offs/{row.id}/yes", YES).status_code == 422


def test_the_row_names_nobody_and_joins_nothing(people):
    desk = people.at_desk("Olga")
    row = offered(people, desk)
    assert {field.name for field in HandOff._meta.fields} == {"id", "epoch", "sealed"}
    assert b"Nadja" not in bytes(row.sealed)
    longer = offered_again(people, desk)
    assert len(bytes(longer.sealed)) == len(bytes(row.sealed))
    said = [line for line in AuditLine.objects.all() if line.verb.startswith("hand_off")]
    assert {line.verb for line in said} == {"hand_off.offer"}
    assert {line.subject for line in said} == {""}


def offered_again(people, desk) -> HandOff:
    HandOff.objects.all().delete()
    return offered(people, desk, name="N" * 60)


def test_a_no_is_kept_and_nothing_follows(people):
    desk = people.at_desk("Olga")
    row = offered(people, desk)
    assert desk.post(f"/organizing/hand-offs/{row.id}/no").status_code == 302
    assert "said no" in text(desk.get("/organizing/hand-offs"))
    assert "/yes" not in text(desk.get(f"/organizing/hand-offs/{row.id}"))


def test_told_to_an_organizer_it_is_taken_back(people):
    desk = people.at_desk("Olga")
    people["Wanda"]
    row = offered(people, desk)
    desk.post(f"/organizing/hand-offs/{row.id}/yes", YES)
    assert "They take it back" in text(desk.get(f"/organizing/hand-offs/{row.id}"))
    desk.post(f"/organizing/hand-offs/{row.id}/take-back")
    assert gate.arrivals("care") == []
    assert "taken back" in text(desk.get("/organizing/hand-offs"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"recipient": "organizing"},
        {"recipient": "outside"},
        {"classes": []},
        {"classes": ["hiv"]},
        {"purpose": "case_support"},
        {"until": "2020-01-01"},
        {"until": "2099-01-01"},
    ],
)
def test_what_cannot_be_offered_is_said_on_the_form(people, wrong: dict):
    said = {"recipient": "care", "classes": ["name"], "purpose": "getting_help", "language": "en"}
    said["until"] = clock.today().isoformat()
    answer = people.at_desk("Olga").post("/organizing/hand-offs/offer", {**said, **wrong})
    assert answer.status_code == 422
    assert not HandOff.objects.exists()


@pytest.mark.parametrize("lacks", ["patient_name", "signed_how", "signed_by"])
def test_a_yes_without_a_signature_tells_nothing(people, lacks: str):
    desk = people.at_desk("Olga")
    people["Wanda"]
    row = offered(people, desk)
    said = {name: value for name, value in YES.items() if name != lacks}
    assert desk.post(f"/organizing/hand-offs/{row.id}/yes", said).status_code == 422
    assert gate.arrivals("care") == []


def test_only_organizers_offer_from_here(people):
    desk = people.at_desk("Olga")
    row = offered(people, desk)
    for who in ("Wanda", "Casey", "Ada", "Flora", "Charlie"):
        other = people.at_desk(who)
        pages = [other.get("/organizing/hand-offs"), other.get(f"/organizing/hand-offs/{row.id}")]
        pages += [other.post(f"/organizing/hand-offs/{row.id}/{verb}") for verb in ("yes", "no", "take-back")]
        assert [page.status_code for page in pages] == [403] * 5
        with pytest.raises(NotAllowed):
            hand_offs.every(by=people[who], keyring=None)


def test_what_these_keys_do_not_open_is_not_listed(people):
    from waymeet.accounts.models import TeamKeyWrap

    desk = people.at_desk("Olga")
    row = offered(people, desk)
    TeamKeyWrap.objects.filter(account_id=people["Olga"].id).delete()
    assert "No hand-off was offered yet" in text(desk.get("/organizing/hand-offs"))
    assert desk.get(f"/organizing/hand-offs/{row.id}").status_code == 403


def test_nothing_is_offered_while_the_secret_could_not_be_kept(people):
    from waymeet.accounts.models import TeamKeyWrap

    people["Olga"]
    desk = people.at_desk("Olga")
    offered(people, desk)
    HandOff.objects.all().delete()
    TeamKeyWrap.objects.filter(account_id=people["Omar"].id).delete()
    said = {"recipient": "care", "classes": ["name"], "purpose": "getting_help", "language": "en"}
    answer = desk.post("/organizing/hand-offs/offer", {**said, "until": clock.today().isoformat()})
    assert answer.status_code == 422
    assert "two members must hold its key" in text(answer)


def test_a_purpose_or_wish_nobody_knows_is_refused(people):
    people["Olga"]
    with pytest.raises(BadInput):
        services.add_who_came(wants="dance", language="", fields={"name": "Q"}, by=people["Olga"])
