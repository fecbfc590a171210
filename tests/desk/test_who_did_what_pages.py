"""Who did what, as a page, and what a witness outside is given and brings back."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from waymeet.accounts.models import AuditCheckpoint, AuditLine

pytestmark = pytest.mark.django_db(databases="__all__")


def text(answer) -> str:
    return answer.content.decode()


def test_lines_are_shown_newest_first_with_the_name_and_never_with_a_value(people):
    people["Flora"]
    page = text(people.at_desk("Ada").get("/who-did-what/"))
    assert "account.invite" in page
    assert "Who did what: sign-in and releases" in page
    newest = AuditLine.objects.latest("number")
    assert page.index(newest.verb) > 0
    assert people.words_of("Flora") not in page


def test_lines_can_be_asked_for_by_room_day_person_and_verb(people):
    desk = people.at_desk("Dora")
    room = "database=default"
    some = AuditLine.objects.exclude(who="").latest("number")
    assert some.verb in text(desk.get(f"/who-did-what/?{room}&verb={some.verb}&day={some.day}"))
    assert "Nobody did anything of this kind." in text(desk.get(f"/who-did-what/?{room}&day=2020-01-01"))
    assert "Nobody did anything of this kind." in text(desk.get("/who-did-what/?database=diversion"))
    assert desk.get("/who-did-what/?database=elsewhere").status_code == 422


def test_the_table_is_a_file_too(people):
    answer = people.at_desk("Ada").get("/who-did-what/?database=default&format=csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert "account.invite" in text(answer)


def test_a_witness_gets_a_file_that_names_nobody_and_can_be_compared(people):
    desk = people.at_desk("Ada")
    answer = desk.post("/who-did-what/witness")
    assert answer["Content-Disposition"].startswith('attachment; filename="waymeet-witness-')
    kept = answer.content
    assert {set(row) == {"database", "number", "day", "hash", "signature", "public_key"} for row in rows(kept)} == {
        True
    }
    assert "The same history" in text(desk.post("/who-did-what/compare", {"file": upload(kept)}))
    AuditLine.objects.filter(pk=AuditLine.objects.earliest("number").pk).update(verb="other")
    assert "Line 1 was changed." in text(desk.post("/who-did-what/compare", {"file": upload(kept)}))
    assert "Line 1 was changed, or" in text(desk.get("/who-did-what/whole"))


def test_a_record_that_is_whole_is_said_to_be_whole(people):
    desk = people.at_desk("Dora")
    assert text(desk.get("/who-did-what/whole")).count("whole</span>") >= 5
    AuditCheckpoint.objects.create(number=999_999, hash=b"", day="2026-11-20", signature=b"", public_key=b"")
    assert "The checkpoint after line 999999 was changed" in text(desk.get("/who-did-what/whole"))


@pytest.mark.parametrize("content", [b"", b"no json", b"\xff\xfe", b"x" * (4 * 1024 * 1024 + 1)])
def test_what_no_witness_kept_is_refused_in_a_sentence(people, content):
    answer = people.at_desk("Ada").post("/who-did-what/compare", {"file": upload(content)})
    assert answer.status_code == 422


def rows(kept: bytes) -> list[dict]:
    return json.loads(kept)["checkpoints"]


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("kept.json", content)
