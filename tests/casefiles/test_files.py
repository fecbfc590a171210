"""Opening, reading, noting, correcting, closing and forgetting a file, in both rooms."""

import pytest

from waymeet.casefiles import opening, reading, services
from waymeet.casefiles.faces import Asked
from waymeet.kernel.errors import BadInput, Conflict, NotFound

pytestmark = pytest.mark.django_db(databases="__all__")


def read(place, file_id: int, who: str = ""):
    return reading.one_file(file_id=file_id, **place.by(who))


def test_an_empty_form_makes_a_file(place):
    desk = place.desk()
    answer = desk.post(place.at("begin"), {"state": "active"})
    assert answer.status_code == 302
    page = desk.get(answer["Location"]).content.decode()
    assert "No name given" in page
    assert "no name given" in desk.get(place.at()).content.decode()


def test_what_one_writes_the_other_reads(place):
    file_id = place.begin(called="Güler", others="the tall one", contact="under the bridge", reach="after nine")
    face = read(place, file_id, place.two).face
    assert (face.called, face.others, face.contact, face.reach) == (
        "Güler",
        "the tall one",
        "under the bridge",
        "after nine",
    )


def test_nothing_of_it_lies_in_the_tables(place):
    file_id = place.begin(called="Güler Vantongeren", contact="518-555-0166")
    services.add_note(file_id=file_id, words="asked for Vantongeren's mail", **place.by())
    for table in (place.room.files, place.room.keys, place.room.records):
        for row in table.objects.values_list():
            assert "Vantongeren" not in repr(row)
            assert not any(b"Vantongeren" in value for value in row if isinstance(value, bytes))


def test_no_table_has_a_day(place):
    for table in (place.room.files, place.room.keys, place.room.records, place.room.taken, place.room.marks):
        kinds = {field.get_internal_type() for field in table._meta.fields}
        assert not kinds & {"DateField", "DateTimeField", "TimeField"}
    numbers = [place.begin() for _once in range(6)]
    assert numbers != sorted(numbers)


def test_a_corrected_note_shows_both_versions(place):
    file_id = place.begin()
    desk = place.desk()
    assert desk.post(place.at(file_id, "note"), {"words": "a blue door"}).status_code == 302
    [[note]] = read(place, file_id).notes
    where = place.at(file_id, "written", note.record)
    assert desk.post(where, {"words": "a green door", "seen": "1"}).status_code == 302
    page = desk.get(place.at(file_id)).content.decode()
    assert page.index("a green door") < page.index("a blue door")
    late = desk.post(where, {"words": "a red door", "seen": "1"})
    assert late.status_code == 422
    for words in ("Nothing is lost", "a red door", "a green door"):
        assert words in late.content.decode()
    [versions] = read(place, file_id).notes
    assert [one.words for one in versions] == ["a green door", "a blue door"]


def test_an_empty_note_is_none(place):
    file_id = place.begin()
    with pytest.raises(BadInput):
        services.add_note(file_id=file_id, words="  ", **place.by())
    assert place.desk().post(place.at(file_id, "note"), {"words": ""}).status_code == 422


def test_two_at_once_lose_nothing(place):
    file_id = place.begin(called="Ines")
    desk = place.desk()
    services.edit_face(file_id=file_id, seen=1, said={"contact": "her sister's shop"}, **place.by(place.two))
    answer = desk.post(place.at(file_id, "face"), {"called": "Inés", "state": "active", "seen": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Nothing is lost", "her sister&#x27;s shop", "Inés"):
        assert words in page
    assert read(place, file_id).face.called == "Ines"
    again = {"called": "Inés", "contact": "her sister's shop", "state": "active", "seen": "2"}
    assert desk.post(place.at(file_id, "face"), again).status_code == 302
    face = read(place, file_id).face
    assert (face.called, face.contact) == ("Inés", "her sister's shop")
    with pytest.raises(Conflict):
        services.edit_face(file_id=file_id, seen=2, said={"called": "x"}, **place.by())


def test_closed_files_leave_the_list_and_come_back(place):
    file_id = place.begin(called="Ottilie")
    desk = place.desk()
    desk.post(place.at(file_id, "state"), {"state": "closed"})
    assert "Ottilie" not in desk.get(place.at()).content.decode()
    assert "Ottilie" in desk.post(place.at(), {"state": "closed"}).content.decode()
    desk.post(place.at(file_id, "state"), {"state": "looking"})
    assert "Ottilie" in desk.get(place.at()).content.decode()
    with pytest.raises(BadInput):
        services.set_state(file_id=file_id, state="gone", **place.by())


def test_reading_leaves_a_line_and_no_value(place):
    file_id = place.begin(called="Ottilie", contact="518-555-0166")
    desk = place.desk()
    place.room.line.objects.all().delete()
    desk.post(place.at(), {"words": "Ottilie"})
    desk.get(place.at(file_id))
    said = list(place.room.line.objects.order_by("number").values_list("who", "verb", "subject", "basis"))
    me = str(place.person().id)
    assert said == [(me, "file.list", "", ""), (me, "file.read", str(file_id), "")]


def test_no_name_in_an_address_or_a_title(place):
    file_id = place.begin(called="Ottilie")
    desk = place.desk()
    for page in (place.at(), place.at(file_id), place.at(file_id, "face"), place.at(file_id, "copy")):
        answer = desk.get(page)
        title = answer.content.decode().split("<title>")[1].split("</title>")[0]
        assert "Ottilie" not in title
        assert answer["Cache-Control"]
    assert 'method="post" id="find"' in desk.get(place.at()).content.decode()


def test_forgetting_takes_keys_and_records_and_names_no_one(place):
    kept, gone = place.begin(called="Ada"), place.begin(called="Ottilie")
    services.add_note(file_id=gone, words="a blue door", **place.by())
    answer = place.desk().post(place.at(gone, "forget"))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "WAYMEET-ERASURE-1" in page
    assert "Ottilie" not in page
    assert not place.room.keys.objects.filter(file=gone).exists()
    assert not place.room.records.objects.exists()
    assert list(place.room.files.objects.values_list("pk", flat=True)) == [kept]
    with pytest.raises(NotFound):
        read(place, gone)
    [line] = place.room.line.objects.filter(verb="file.forget")
    assert line.subject == str(gone)


def test_forgetting_and_copies_ask_again_who_it_is(place, monkeypatch):
    from waymeet.accounts import desk_sessions

    file_id = place.begin()
    desk = place.desk()
    monkeypatch.setattr(desk_sessions, "is_confirmed", lambda _session: False)
    assert desk.get(place.at(file_id, "copy"))["Location"].startswith("/confirm")
    assert desk.post(place.at(file_id, "forget"))["Location"].startswith("/confirm")
    assert place.room.files.objects.filter(pk=file_id).exists()


def test_words_are_found_without_accents_and_case(place):
    for called, others, contact in (("Muñoz", "El Güero", ""), ("Ana", "", "Peñón 12"), ("Zoë", "", "")):
        place.begin(called=called, others=others, contact=contact)

    def found(**asked) -> list[str]:
        lot = reading.caseload(asked=Asked(**asked), **place.by())
        return [one.face.called for one in lot.files]

    assert found(words="munoz") == ["Muñoz"]
    assert found(words="GUERO munoz") == ["Muñoz"]
    assert found(words="penon") == ["Ana"]
    assert found(words="nobody") == []
    assert found() == ["Ana", "Muñoz", "Zoë"]


def test_filters_by_language_state_and_who_follows(place):
    me = str(place.person().id)
    place.begin(called="A", language="es", follows=me)
    place.begin(called="B", language="en", state="paused")
    for asked, name in (({"language": "es"}, "A"), ({"state": "paused"}, "B"), ({"follows": me}, "A")):
        lot = reading.caseload(asked=Asked(**asked), **place.by())
        assert [one.face.called for one in lot.files] == [name]


def test_fifty_a_page_and_those_without_a_name_last(place, monkeypatch):
    monkeypatch.setattr(reading, "PAGE", 2)
    for called in ("", "C", "B"):
        place.begin(called=called)
    first = reading.caseload(asked=Asked(), **place.by())
    assert ([one.face.name for one in first.files], first.pages, first.found) == (["B", "C"], 2, 3)
    second = reading.caseload(asked=Asked(page=9), **place.by())
    assert [one.face.name for one in second.files] == [""]
    page = place.desk().post(place.at(), {"page": "2"}).content.decode()
    assert "page 2 of 2" in page


def test_law_R26_the_copy_holds_all_of_it(place):
    file_id = place.begin(called="Ottilie", contact="518-555-0166")
    services.add_note(file_id=file_id, words="a blue door", **place.by())
    page = place.desk().get(place.at(file_id, "copy")).content.decode()
    for words in ("Ottilie", "518-555-0166", "a blue door"):
        assert words in page


def test_a_record_of_another_file_does_not_open_here(place):
    one, two = place.begin(), place.begin()
    services.add_note(file_id=one, words="a blue door", **place.by())
    place.room.records.objects.update(file=two)
    from waymeet.kernel.errors import CannotOpen

    with pytest.raises(CannotOpen):
        opening.versions(place.room, place.room.files.objects.get(pk=two), place.keyring())
