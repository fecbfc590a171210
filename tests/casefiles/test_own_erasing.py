"""With the second paper: take back what was agreed to, and erase the file. Erasing is asked twice."""

import pytest
from django.test import Client

from tests.casefiles.own_made import agreed, opened, papers_of, text
from tests.consent import made as consents
from waymeet.casefiles import own, reading, services
from waymeet.consent import gate
from waymeet.kernel import erasure, holds

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def browser():
    """A browser that is signed in nowhere."""
    return Client(SERVER_NAME="localhost", enforce_csrf_checks=True)


def tables(place):
    return (place.room.files, place.room.keys, place.room.records, place.room.pages)


def test_they_take_back_what_they_agreed_to(place, browser):
    file_id = place.begin(called="Ottilie")
    record, made = agreed(place, file_id), papers_of(place, file_id)
    codes = {"second": made.second}
    assert "Take it back" in text(opened(browser, place, made.page, "/second", **codes))
    assert len(gate.arrivals("organizing")) == 1
    assert "Take it back" in text(opened(browser, place, made.page, "/second", **codes))
    answer = opened(browser, place, made.page, f"/take-back/{record}", **codes)
    assert "It was taken back" in text(answer)
    assert "You agreed to nothing that still holds" in text(answer)
    assert gate.arrivals("organizing") == []
    [given] = reading.one_file(file_id=file_id, **place.by()).hand_offs
    assert (given.answer, given.theirs) == ("back", True)
    assert "you took it back" in text(opened(browser, place, made.page))
    line = place.room.line.objects.order_by("-number").exclude(verb="file.read").first()
    assert (line.verb, line.subject, line.who) == ("own_file.take_back", "", "")
    assert opened(browser, place, made.page, f"/take-back/{record}", **codes).status_code == 422


@pytest.mark.parametrize("too", [True, False])
def test_erasing_is_asked_twice_and_then_nothing_is_left(place, browser, too: bool):
    file_id = place.begin(called="Ottilie")
    agreed(place, file_id)
    made = papers_of(place, file_id)
    codes = {"second": made.second} | ({"too": "yes"} if too else {})
    for sure, words in (({}, "Erase everything?"), ({"sure": "once"}, "Really erase it?")):
        assert words in text(opened(browser, place, made.page, "/erase", **codes, **sure))
        assert place.room.files.objects.count() == 1
    keys = [erasure.digest(place.room.keys, pk) for pk in place.room.keys.objects.values_list("pk", flat=True)]
    assert "Your file is gone" in text(opened(browser, place, made.page, "/erase", **codes, sure="twice"))
    assert [table.objects.count() for table in tables(place)] == [0, 0, 0, 0]
    assert set(keys) <= erasure.erased_in(place.room.side)
    assert len(gate.arrivals("organizing")) == (0 if too else 1)
    assert opened(browser, place, made.page).status_code == 422


def test_what_was_handed_to_us_goes_back_with_the_file(place, browser):
    from waymeet.casefiles import arriving

    consents.granted(place.people, consents.scope(place.room.side))
    [waits] = arriving.waiting(place.room)
    file_id = arriving.begin(handle=waits.handle, **place.by())
    made = papers_of(place, file_id)
    assert "Quillan" in text(opened(browser, place, made.page))
    opened(browser, place, made.page, "/erase", second=made.second, sure="twice")
    assert gate.arrivals(place.room.side) == []
    assert not place.room.taken.objects.exists()


def test_what_another_team_took_back_is_not_on_the_page(place, browser):
    from waymeet.casefiles import arriving

    told = consents.granted(place.people, consents.scope(place.room.side))
    [waits] = arriving.waiting(place.room)
    code = papers_of(place, arriving.begin(handle=waits.handle, **place.by())).page
    gate.withdraw(secret=told.secret)
    assert "Quillan" not in text(opened(browser, place, code))


def test_a_legal_hold_makes_it_a_wish_and_is_not_told(place, browser):
    file_id = place.begin(called="Ottilie")
    made = papers_of(place, file_id)
    holds.place(kind=place.room.files._meta.label, subject=file_id, by="ada")
    page = text(opened(browser, place, made.page, "/erase", second=made.second, sure="twice"))
    assert "Your wish is written down" in page
    assert "legal" not in page.lower()
    assert "legal" not in text(opened(browser, place, made.page)).lower()
    assert "You want everything erased." in text(opened(browser, place, made.page))
    desk = place.desk()
    assert "They want everything erased" in text(desk.get(place.at(file_id)))
    assert "they wrote to us" in text(desk.get(place.at()))


def test_a_held_page_is_closed_all_the_same(place, browser):
    file_id = place.begin(called="Ottilie")
    made = papers_of(place, file_id)
    holds.place(kind=place.room.pages._meta.label, by="ada")
    opened(browser, place, made.page, "/close", sure="yes")
    assert opened(browser, place, made.page).status_code == 422


def test_a_closed_page_does_not_come_back_from_a_backup(place):
    file_id = place.begin()
    made = papers_of(place, file_id)
    copy = place.room.pages.objects.get()
    own.close(own=own.found(place.room, made.page))
    copy.save(force_insert=True)
    assert erasure.erase_again(place.room.side) == 1
    assert not place.room.pages.objects.exists()
    assert services.add_note(file_id=file_id, words="goes on", **place.by())
