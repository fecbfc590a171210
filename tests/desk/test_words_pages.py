"""The hint beside a line: it answers with our list, keeps nothing, changes nothing, and stands only where notes are."""

import pytest
from django.test import Client

from tests.consent import made
from tests.organizing.imports.made import as_csv
from waymeet.care.participants.room import ROOM
from waymeet.casefiles import services
from waymeet.organizing.imports import previewing
from waymeet.organizing.imports.reading import open_sheet

pytestmark = pytest.mark.django_db(databases="__all__")


def hint(text: str, language: str = "en") -> str:
    desk = Client(SERVER_NAME="localhost", headers={"accept-language": language})
    return desk.post("/words", {"words_of": "note", "note": text}).content.decode()


def test_it_suggests_in_the_readers_language_and_says_that_own_words_can_stay():
    said = hint("met the junkie again")
    assert "<q>junkie</q> → person who uses drugs" in said
    assert "own words can stay" in said
    assert "<q>junkie</q> → persona que usa drogas" in hint("met the junkie again", "es")


def test_it_says_nothing_where_there_is_nothing_to_say():
    assert hint("met Ana at the library").strip() == ""
    assert hint("").strip() == ""
    assert "<script>" not in hint("<script>junkie</script>")


def test_a_note_is_read_when_it_was_changed_and_saved_as_it_was_written(people):
    by = {"room": ROOM, "by": people["Wanda"], "keyring": made.keyring(people, "Wanda")}
    file_id = services.open_file(said={"called": "Marisol"}, **by)
    desk = people.at_desk("Wanda")
    page = desk.get(f"/care/people/{file_id}").content.decode()
    assert 'hx-post="/words" hx-trigger="change from:#note_words"' in page
    desk.post(f"/care/people/{file_id}/note", {"words": "says he is clean"})
    assert "says he is clean" in desk.get(f"/care/people/{file_id}").content.decode()


def test_lines_that_hold_secrets_are_never_sent_anywhere(people):
    page = people.at_desk("Olga").get("/account/team-keys").content.decode()
    assert "/words" not in page


def test_a_list_says_how_many_such_words_its_notes_hold(tmp_path):
    rows = [["Name", "Notes"], ["Ana", "an addict, now clean"], ["Leo", "calls himself an addict"]]
    found = previewing.preview(open_sheet(as_csv(tmp_path, rows)))
    assert found.hints == 2
