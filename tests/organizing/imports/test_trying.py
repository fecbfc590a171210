"""A dry run says exactly what the real one will come to, and what was hard to see is told."""

import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import two_organizers
from tests.organizing.imports.made import as_csv, as_xlsx, brought_in, read
from waymeet.organizing.contacts.models import Contact, Entry
from waymeet.organizing.contacts.people import words_of
from waymeet.organizing.contacts.queries_people import found
from waymeet.organizing.imports import reading, services
from waymeet.organizing.imports.models import Batch, ExternalId
from waymeet.organizing.imports.services import bring_in

pytestmark = pytest.mark.django_db(databases="__all__")
HEAD = ["VANID", "Name", "Phone", "Email", "Address", "Languages", "Do not call", "Notes"]
COUNTED = ("rows", "made", "known", "changed", "same", "left", "cells", "empty", "alike", "alike_rows", "examples")


@pytest.fixture
def rosa(db):
    return two_organizers()[0]


ROW = st.tuples(
    st.sampled_from(["", "", "7", "8"]),
    st.sampled_from(["Ana Paz", "ANA PAZ", "Bea Ruiz", ""]),
    st.sampled_from(["", "518-555-0142", "518-555-0143"]),
    st.sampled_from(["", "a@example.org", "b@example.org"]),
    st.sampled_from(["", "1 Lark St", "9 Dove St"]),
    st.sampled_from(["", "Spanish", "Spanish, Arabic", "|"]),
    st.sampled_from(["", "Y"]),
    st.sampled_from(["", "", "likes to bake"]),
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    before=st.lists(ROW, max_size=3),
    rows=st.lists(ROW, min_size=1, max_size=8).filter(lambda rows: any("".join(row).strip() for row in rows)),
    part=st.integers(1, 5),
    new=st.booleans(),
)
def test_a_dry_run_tells_what_the_real_one_does(tmp_path_factory, rosa, before, rows, part, new):
    folder = tmp_path_factory.mktemp("list")
    for model in (Contact, Batch, ExternalId):
        model.objects.all().delete()
    if before:
        brought_in(as_csv(folder, [HEAD, *before]), rosa.person)
    path = as_csv(folder, [HEAD, *rows])
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(services, "AT_ONCE", part)
        tried = brought_in(path, rosa.person, dry_run=True, alike_are_new=new)
        came = brought_in(path, rosa.person, alike_are_new=new)
    assert {name: getattr(tried, name) for name in COUNTED} == {name: getattr(came, name) for name in COUNTED}
    assert tried.known == tried.changed + tried.same


def test_the_same_name_and_phone_is_told_apart_where_somebody_says_so(rosa, tmp_path):
    rows = [["Name", "Phone"], ["Ana Paz", "518-555-0142"], ["Bea Ruiz", "518-555-0143"]]
    brought_in(as_csv(tmp_path, rows), rosa.person)
    again = as_csv(tmp_path, [rows[0], rows[1], ["Cat Soto", "518-555-0143"], rows[1]])
    tried = brought_in(again, rosa.person, dry_run=True)
    assert (tried.made, tried.same, tried.alike, tried.alike_rows) == (1, 2, 2, [2, 4])
    assert brought_in(again, rosa.person, alike_are_new=True).made == 3
    assert Contact.objects.filter(name="Ana Paz").count() == 3


def test_who_is_known_by_the_tool_s_number_is_not_counted_as_alike(rosa, tmp_path):
    path = as_csv(tmp_path, [["VANID", "Name", "Phone"], ["7", "Ana Paz", "518-555-0142"]])
    brought_in(path, rosa.person)
    tried = brought_in(path, rosa.person, dry_run=True, alike_are_new=True)
    assert (tried.same, tried.alike) == (1, 0)


def _with_formulas(folder, text='="518"&"-555-0142"'):
    path = as_xlsx(folder, [["Name", "Phone"], ["Ana Paz", ""], ["Bea Ruiz", "518-555-0143"], ["", ""]])
    book = openpyxl.load_workbook(path)
    for cell in ("B2", "A4"):
        book.active[cell] = text
    book.save(path)
    return path


def test_a_formula_without_its_value_is_told_and_not_empty(rosa, tmp_path):
    path = _with_formulas(tmp_path)
    for dry in (True, False):
        came = brought_in(path, rosa.person, dry_run=dry)
        assert (came.rows, came.made, came.left, came.cells) == (3, 2, 1, 1)
        assert sorted(came.examples) == [(2, "Phone", "formula"), (4, "Name", "formula")]


def test_a_formula_with_its_value_is_read(rosa, tmp_path):
    path = _with_formulas(tmp_path)
    kept = tmp_path / "kept.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(kept, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if "sheet1" in name:
                for empty in (b"<v />", b"<v/>", b"<v></v>"):
                    text = text.replace(b"</f>" + empty, b"</f><v>5185550142</v>")
            new.writestr(name, text)
    came = brought_in(kept, rosa.person, dry_run=True)
    assert not [one for one in came.examples if one[2] == "formula"]


def test_stopping_after_the_last_part_stops_nothing(rosa, tmp_path):
    def stop(_done, _total, _step):
        raise KeyboardInterrupt

    sheet, how = read(as_csv(tmp_path, [["Name"], ["Ana"], ["Bea"]]))
    assert bring_in(sheet=sheet, how=how, by=rosa.person, dry_run=False, progress=stop).made == 2
    assert Batch.objects.get().state == Batch.State.DONE


def test_how_many_lines_there_are_is_known_before(tmp_path):
    rows = [["Name"], *[[f"P{at}"] for at in range(9)]]
    for path in (as_csv(tmp_path, rows), as_xlsx(tmp_path, rows)):
        assert reading.lines_of(reading.open_sheet(path)) == 10


def test_who_canvassed_and_how_is_sealed_with_the_result(rosa, tmp_path):
    brought_in(as_csv(tmp_path, [["VANID", "Name"], ["7", "Ana"]]), rosa.person)
    head = ["VANID", "ResultID", "ContactTypeID", "CanvassedBy", "DateCanvassed"]
    came = brought_in(as_csv(tmp_path, [head, ["7", "14", "Walk", "Luz M", "2024-03-05"]]), rosa.person)
    assert came.made == 1
    assert words_of(Entry.objects.get(), rosa.keyring) == "VAN: 14 · Walk · Luz M"


def test_people_who_were_brought_in_are_found_by_their_words(rosa, tmp_path):
    brought_in(as_csv(tmp_path, [["Name", "Phone"], ["Ana Paz", "518-555-0142"]]), rosa.person)
    more = [["Name", "Phone", "Other phone"], ["Ana Paz", "518-555-0142", "518-555-0199"]]
    brought_in(as_csv(tmp_path, more), rosa.person)
    for typed in ("paz", "0199"):
        assert [row.name for row in found(words=typed, page=1, by=rosa.person).people] == ["Ana Paz"]
