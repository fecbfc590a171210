"""Every row of a list, and every cell of a chosen column, is with somebody afterwards or stands among what was not taken."""

import csv
import io
import re

import phonenumbers
import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import two_organizers
from waymeet.kernel.errors import Conflict
from waymeet.kernel.finding import folded
from waymeet.organizing.contacts import words
from waymeet.organizing.contacts.models import Contact, ContactPoint, Entry, Group, Membership
from waymeet.organizing.contacts.people import point_folded, words_of
from waymeet.organizing.imports.models import Batch, Explained, ExternalId
from waymeet.organizing.imports.reading import open_sheet
from waymeet.organizing.imports.rules.columns import guess, source_of
from waymeet.organizing.imports.rules.phones import USUAL, phones_in, shown
from waymeet.organizing.imports.services import AT_ONCE, Reading, bring_in
from waymeet.organizing.imports.undoing import undo
from waymeet.organizing.imports.writing import CELLS
from waymeet.organizing.models import Erased

pytestmark = pytest.mark.django_db(databases="__all__")
COLUMNS = ("Name", "Phone", "Email", "Since", "Do not call", "Notes")


def silent(_done: int, _total: int, _what: str) -> None:
    pass


def brought(path, by, *, dry_run=False, **how):
    sheet = open_sheet(path)
    fields = how.pop("fields", None) or guess(sheet.columns)
    reading = Reading(fields=fields, source=how.pop("source", source_of(sheet.columns)), **how)
    return bring_in(sheet=sheet, how=reading, by=by.person, dry_run=dry_run)


def written(tmp_path, text, name="list.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def opened(keyring):
    return [
        (row, words.opened(CELLS, row.pk, row.batch_id, row.epoch, row.cells, keyring))
        for row in Explained.objects.all()
    ]


def everything_here(keyring):
    """All that is known afterwards, as one text to look things up in."""
    told = []
    for one in Contact.objects.all():
        told += [one.name, one.chosen_name, one.address, one.reach_when, one.since.isoformat(), one.pronouns]
    told += ContactPoint.objects.values_list("value", flat=True)
    told += [words_of(entry, keyring) for entry in Entry.objects.exclude(sealed=None)]
    told += [cell for _row, cells in opened(keyring) for cell in cells.values()]
    return folded("\n".join(told))


def pieces(cell):
    """What of a cell must be found again, however it is written: words of letters, and digits of numbers."""
    text = folded(cell)
    return re.findall(r"[a-z]{2,}", text) + list(re.findall(r"\d{4,}", re.sub(r"\D+", " ", text)))


NAMES = st.one_of(
    st.sampled_from(["", "Muñoz, Rosa", "Rosa Muñoz", '"La Flaca" Paz', "O'Neil", "King, Jr.", "Ana\nPaz", 'Bea 5"']),
    st.text(st.characters(codec="utf-8", exclude_characters="\0", categories=("L", "N", "P", "Zs")), max_size=30),
)
PHONES = st.sampled_from(
    [
        "",
        "518-555-0142",
        "five one eight 555 0143",
        "518 555 0144 / 518 555 0145",
        "call Ana",
        "555-0146",
        "51855501477",
    ]
)
EMAILS = st.sampled_from(["", "a@example.org", "b@example.org; c@example.org", "not an email", "Ana <d@example.org>"])
DAYS = st.sampled_from(["", "2024-03-05", "3/5/2024", "45356", "5 de marzo de 2024", "soon", "13/13/2024"])
NO = st.sampled_from(["", "Y", "no", "maybe"])
NOTES = st.one_of(st.just(""), st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40))
ROWS = st.lists(st.tuples(NAMES, PHONES, EMAILS, DAYS, NO, NOTES), min_size=1, max_size=12)
MANGLED = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(['"', ",", "\n", "\r", "x"])), max_size=3)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    rows=ROWS, mangled=MANGLED, ends=st.sampled_from(["\n", "\r\n", "\r"]), code=st.sampled_from(["utf-8", "utf-16"])
)
def test_rows_in_are_rows_taken_and_rows_explained(tmp_path_factory, rosa, rows, mangled, ends, code):

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=ends)
    writer.writerow(COLUMNS)
    begins = len(out.getvalue())
    writer.writerows(rows)
    text = out.getvalue()
    for at, sign in mangled:  # a slip of somebody's hand, under the header
        place = begins + at % max(1, len(text) - begins)
        text = text[:place] + sign + text[place:]
    path = written(tmp_path_factory.mktemp("list"), text.encode(code))
    sheet = open_sheet(path)
    lines = list(sheet.rows())
    full = [line for line in lines if not line.empty]
    if not full:
        return
    for model in (Contact, Batch):
        model.objects.all().delete()
    tried = brought(path, rosa, dry_run=True)
    assert not Batch.objects.exists()
    assert not Contact.objects.exists()
    came = brought(path, rosa)
    assert came.rows == len(full)
    assert came.rows == came.made + came.changed + came.same + came.left
    assert (tried.rows, tried.made, tried.known, tried.left) == (came.rows, came.made, came.known, came.left)
    assert Contact.objects.count() == came.made
    assert Explained.objects.filter(whole=True).count() == came.left
    assert Explained.objects.filter(whole=True).values("row").distinct().count() == came.left
    batch = Batch.objects.get()
    assert (batch.rows, batch.made, batch.left) == (came.rows, came.made, came.left)
    here = everything_here(rosa.keyring)
    digits = re.sub(r"\D+", "", here)
    for line in full:
        for cell in line.cells[: len(COLUMNS) - 3]:
            for piece in pieces(cell):
                assert piece in here or (piece.isdigit() and piece in digits) or spoken(piece, here), (line, piece)


def spoken(piece, _here):
    return piece in {"five", "one", "eight"}  # a number in words is kept in digits


@pytest.fixture
def rosa(db):
    return two_organizers()[0]


@given(st.from_regex(USUAL, fullmatch=True))
def test_the_usual_number_is_read_as_the_library_reads_it(cell):
    number = phonenumbers.parse(cell, "US")
    assert phones_in(cell).numbers == (shown(number),)
    assert point_folded("phone", cell) == str(number.national_number)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('Name,Notes\nAna,5" pipe\nBea,"quoted"\nCat,6" pipe\n', ["Ana", "Bea", "Cat"]),
        ("Name,Phone\rAna,5185550142\rBea,5185550143\r", ["Ana", "Bea"]),
        ('Name,Phone\n"Ana,5185550142\nBea,5185550143\n', ["Bea"]),
        ("Nombre,Apellidos\nRosa,Muñoz\n", ["Rosa Muñoz"]),
        ("Name,Last name\nRosa Muñoz,Muñoz\n", ["Rosa Muñoz"]),
    ],
)
def test_a_slip_costs_its_own_row_at_most(tmp_path, text, names):
    rosa, _luz = two_organizers()
    came = brought(written(tmp_path, text), rosa)
    assert came.explained
    assert sorted(Contact.objects.values_list("name", flat=True)) == names


def test_a_list_without_a_line_of_names_loses_nobody(tmp_path):
    rosa, _luz = two_organizers()
    path = written(tmp_path, "Ana Paz,518-555-0142\nBea Ruiz,518-555-0143\n")
    assert brought(path, rosa, fields={0: "name", 1: "phone"}).made == 2
    assert set(Contact.objects.values_list("name", flat=True)) == {"Ana Paz", "Bea Ruiz"}


def test_a_second_cell_for_what_can_be_only_one_is_told(tmp_path):
    rosa, _luz = two_organizers()
    path = written(tmp_path, "Home,Work\n1 Lark St,9 Dove St\n")
    brought(path, rosa, fields={0: "address", 1: "address"})
    told = opened(rosa.keyring)
    assert [(row.column, row.code, cells) for row, cells in told] == [("Work", "only_one", {"Work": "9 Dove St"})]


@pytest.mark.parametrize(
    ("columns", "values", "refused"),
    [
        ("Name,No Texts", "Ana,Y", {"text"}),
        ("Name,SMS Opt In Status", "Ana,Opt-Out", {"text"}),
        ("Name,SMS Opt In Status", "Ana,Opt-In", set()),
        ("Name,email_subscription_status,can2_sms_status", "Ana,unsubscribed,unsubscribed", {"email", "text"}),
        ("Name,email_subscription_status", "Ana,subscribed", set()),
        ("Name,email_subscription_status", "Ana,please never", {"email"}),
        ("Name,Do Not Text,No Texts", "Ana,,Y", {"text"}),
    ],
)
def test_no_refusal_is_passed_over(tmp_path, columns, values, refused):
    rosa, _luz = two_organizers()
    brought(written(tmp_path, f"{columns}\n{values}\n"), rosa)
    assert Contact.objects.get().refused == refused


def test_the_same_list_again_changes_nothing(tmp_path):
    rosa, _luz = two_organizers()
    path = written(tmp_path, "VANID,Name,Phone,Notes\n7,Ana Paz,5185550142,likes to bake\n")
    brought(path, rosa)
    again = brought(path, rosa)
    assert (again.made, again.changed, again.same) == (0, 0, 1)
    assert (Contact.objects.count(), ContactPoint.objects.count(), ExternalId.objects.count()) == (1, 1, 1)
    assert Entry.objects.count() == 1


def test_cells_larger_than_any_seal_are_kept_as_far_as_they_go(tmp_path):
    rosa, _luz = two_organizers()
    columns = ",".join(["Name", *(f"Notes {number}" for number in range(60))])
    row = ",".join(["", *("ñ" * 3000 for _each in range(60))])
    came = brought(written(tmp_path, f"{columns}\n{row}\n"), rosa)
    assert (came.rows, came.left) == (1, 1)


def test_a_code_that_is_only_a_number_or_hurts_makes_no_open_group(tmp_path):
    rosa, _luz = two_organizers()
    brought(written(tmp_path, "VANID,Name\n7,Ana\n"), rosa)
    text = "VANID,ActivistCodeID,ActivistCodeName\n7,11,\n7,12,Persona usuaria\n7,13,Returning citizen\n7,14,Tenant\n"
    came = brought(written(tmp_path, text), rosa)
    assert came.explained
    assert came.left == 3
    assert list(Group.objects.values_list("name", flat=True)) == ["Tenant"]
    assert Membership.objects.count() == 1


@pytest.mark.parametrize("what", ["new people", "rows not taken", "notes", "known people"])
def test_queries_do_not_grow_with_the_rows_of_a_part(tmp_path, what):
    rosa, _luz = two_organizers()

    def counted(many, name):
        rows = {
            "new people": [f"{name}{n},51855{n:05d},," for n in range(many)],
            "rows not taken": [f",no number {n},," for n in range(many)],
            "notes": [f"{name}{n},,,note" for n in range(many)],
            "known people": [f"{name}{n},51855{n:05d},{name}{n}x,5185550000" for n in range(many)],
        }[what]
        header = "Name,Phone,Address,Notes\n" if what != "known people" else "Name,Phone,Address,Other phone\n"
        if what == "known people":
            bare = "\n".join(f"{name}{n},51855{n:05d},," for n in range(many))
            brought(written(tmp_path, header + bare + "\n"), rosa)
        path = written(tmp_path, header + "\n".join(rows) + "\n")
        with (
            CaptureQueriesContext(connections["organizing"]) as here,
            CaptureQueriesContext(connections["default"]) as there,
        ):
            brought(path, rosa)
        return len(here) + len(there)

    few, many = counted(10, "a"), counted(50, "b")
    assert many - few <= 8, (few, many)  # a statement of SQLite takes some dozen rows: a few more, never one a row


def test_undoing_takes_away_what_came_and_remembers_that_it_went(tmp_path):
    rosa, _luz = two_organizers()
    came = brought(written(tmp_path, "Name,Phone\nAna,5185550142\nBea,5185550143\n"), rosa)
    done = undo(batch_id=came.batch, by=rosa.person, keyring=rosa.keyring, progress=silent)
    assert (done.gone, done.stay) == (2, 0)
    assert not Contact.objects.exists()
    assert Erased.objects.exists()


def test_a_list_that_was_cut_off_is_undone_and_one_that_still_comes_in_ends_at_that(tmp_path):
    rosa, _luz = two_organizers()

    def undone(_done, _total, _what):
        undo(batch_id=Batch.objects.get().pk, by=rosa.person, keyring=rosa.keyring, progress=silent)

    sheet = open_sheet(written(tmp_path, "Name\n" + "".join(f"A{n}\n" for n in range(AT_ONCE + 1))))
    reading = Reading(fields={0: "name"}, source="list")
    with pytest.raises(Conflict):
        bring_in(sheet=sheet, how=reading, by=rosa.person, dry_run=False, progress=undone)
    assert Batch.objects.get().state == Batch.State.UNDONE
    assert not Contact.objects.exists()
