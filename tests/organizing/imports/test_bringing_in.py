"""Messy lists come in with nothing dropped in silence, a dry run says what will happen, and a batch can be undone."""

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.consent import made as keys
from tests.organizing.imports.made import as_csv, as_xlsx, brought_in, read
from waymeet.kernel.errors import BadInput
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Contact, Entry, Membership
from waymeet.organizing.imports import services
from waymeet.organizing.imports.models import Batch, Explained, ExternalId, Trace
from waymeet.organizing.imports.queries import to_mend
from waymeet.organizing.imports.reading import open_sheet
from waymeet.organizing.imports.services import AT_ONCE, bring_in, silent
from waymeet.organizing.imports.undoing import undo
from waymeet.organizing.models import AuditLine

pytestmark = pytest.mark.django_db(databases="__all__")
HEAD = ["First name", "Last name", "Phone", "Email", "Address"]
ROSA = ["Rosa", "Muñoz", "518-555-0142", "rosa@example.org", "12 Lark Street"]
ANA = ["Ana", "Peña", "518-555-0199", "ana@example.org", "14 Lark Street"]


@pytest.fixture
def by(people):
    return people["Olga"]


@pytest.fixture
def opens(people):
    people["Omar"]
    return keys.keyring(people, "Olga")


def names() -> list[str]:
    return sorted(Contact.objects.values_list("name", flat=True))


def codes(batch) -> list[tuple[int, str, str, bool]]:
    return list(
        Explained.objects.filter(batch=batch).order_by("row", "column").values_list("row", "column", "code", "whole")
    )


def adds_up(report) -> None:
    assert report.rows == report.made + report.known + report.left
    assert report.explained
    if report.batch:
        row = Batch.objects.get(pk=report.batch)
        assert row.rows == row.made + row.changed + row.same + row.left
        assert Explained.objects.filter(batch=row, whole=True).count() == row.left


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_encoding_and_separator_reads_the_same(by, tmp_path, encoding, separator):
    adds_up(report := brought_in(as_csv(tmp_path, [HEAD, ROSA, ANA], encoding=encoding, separator=separator), by))
    assert (report.made, names()) == (2, ["Ana Peña", "Rosa Muñoz"])


def test_a_file_pasted_together_from_two_encodings_reads_right(by, tmp_path):
    path = as_csv(tmp_path, [HEAD, ROSA])
    path.write_bytes(path.read_bytes() + ",".join(ANA).encode("cp1252") + b"\r\n")
    brought_in(path, by)
    assert names() == ["Ana Peña", "Rosa Muñoz"]


def test_titles_above_a_header_of_two_lines_and_merged_cells_are_understood(by, tmp_path):
    rows = [
        ["Lark Street tenants, spring list", None, None, None, None],
        [],
        ["Name", None, "Phone", None, "Address"],
        ["First", "Last", "Home", "Cell", None],
        ["Rosa", "Muñoz", "518 555 0142", "518 555 0143", "12 Lark Street"],
        ["Ana", "Muñoz", None, None, None],
        ["Leo", "Diaz", None, "518 555 0150", "9 Dove Street"],
    ]
    path = as_xlsx(tmp_path, rows, merged=("A1:E1", "A3:B3", "C3:D3", "E5:E6"))
    sheet = open_sheet(path)
    assert (sheet.above, sheet.header) == (2, 4)
    adds_up(brought_in(path, by))
    assert names() == ["Ana Muñoz", "Leo Diaz", "Rosa Muñoz"]
    rosa, ana = Contact.objects.get(name="Rosa Muñoz"), Contact.objects.get(name="Ana Muñoz")
    assert sorted(rosa.points.values_list("folded", flat=True)) == ["5185550142", "5185550143"]
    assert rosa.address == ana.address == "12 Lark Street"


def test_of_several_sheets_the_longest_is_read_and_another_can_be_chosen(by, tmp_path):
    path = as_xlsx(tmp_path, [["Notes"], ["printed in May"]], more={"People": [HEAD, ROSA, ANA], "Old": [HEAD, ROSA]})
    assert open_sheet(path).sheet == "People"
    assert open_sheet(path).sheets == ("Sheet", "People", "Old")
    assert len(list(open_sheet(path, "Old").rows())) == 1


def test_days_in_five_styles_and_a_spreadsheet_s_own_are_one_day(by, tmp_path):
    day = dt.date(2024, 3, 5)
    told = [
        dt.datetime(2024, 3, 5, tzinfo=None),  # noqa: DTZ001 - as a workbook holds it
        "2024-03-05",
        "3/5/2024",
        "March 5, 2024",
        45356,
        "5.3.2024",
    ]
    rows = [["Name", "Date joined"], *[[f"P{at}", value] for at, value in enumerate(told)]]
    adds_up(brought_in(as_xlsx(tmp_path, rows), by))
    assert set(Contact.objects.values_list("since", flat=True)) == {day}


def test_a_column_that_shows_its_day_first_is_read_so(by, tmp_path):
    brought_in(as_csv(tmp_path, [["Name", "Since"], ["Rosa", "5/3/2024"], ["Ana", "25/3/2024"]]), by)
    assert set(Contact.objects.values_list("since", flat=True)) == {dt.date(2024, 3, 5), dt.date(2024, 3, 25)}


def test_cells_that_cannot_be_taken_are_told_and_the_row_goes_in(by, opens, tmp_path):
    rows = [
        ["Name", "Phone", "Email", "Since", "Language", "Do not call"],
        ["Rosa", "ask her sister", "rosa at example", "soon", "Klingon", "perhaps"],
        ["Ana", "518 555 0199 after five", "ana@example.org", "2124-01-01", "Spanish; English", "N"],
        ["", "", "", "", "", "Y"],
        [],
        ["Leo", "518 555 0150", "", "", "", "", "too", "many"],
    ]
    report = brought_in(as_csv(tmp_path, rows), by)
    adds_up(report)
    assert (report.rows, report.made, report.left, report.empty) == (4, 2, 2, 1)
    assert codes(report.batch) == [
        (2, "Do not call", "unclear_refusal", False),
        (2, "Email", "no_email", False),
        (2, "Email", "no_email", False),
        (2, "Email", "no_email", False),
        (2, "Language", "no_language", False),
        (2, "Phone", "no_phone", False),
        (2, "Since", "no_day", False),
        (3, "Phone", "more_than_phone", False),
        (3, "Since", "day_to_come", False),
        (4, "", "nothing_to_find_by", True),
        (6, "", "extra_cells", True),
    ]
    assert Contact.objects.get(name="Rosa").refused == {"call"}
    assert Contact.objects.get(name="Ana").languages == "es en"
    kept = [cells for row, cells in to_mend(batch_id=report.batch, by=by, keyring=opens, whole=False) if row.row == 2]
    assert {"Phone": "ask her sister"} in kept


def test_a_quotation_mark_left_open_costs_its_own_line_only(by, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text('Name,Phone\n"Rosa,518 555 0142\nAna,518 555 0199\n"Leo ""the lion"" Diaz","518\n555 0150"\n')
    report = brought_in(path, by)
    adds_up(report)
    assert (names(), report.rows) == (["Ana", 'Leo "the lion" Diaz'], 3)
    assert codes(report.batch)[0] == (2, "", "broken_line", True)


def test_columns_that_hurt_are_never_kept_not_even_beside_a_trouble(by, opens, tmp_path):
    rows = [
        ["Name", "SSN", "Diagnosis", "Phone"],
        ["Rosa", "123-45-6789", "hepatitis", "none"],
        ["", "987-65-4321", "", ""],
    ]
    report = brought_in(as_csv(tmp_path, rows), by)
    asked = {"batch_id": report.batch, "by": by, "keyring": opens}
    kept = str([cells for whole in (True, False) for _row, cells in to_mend(**asked, whole=whole)])
    assert "none" in kept
    assert not any(word in kept for word in ("6789", "4321", "hepatitis"))


def test_somebody_slipping_a_column_that_hurts_past_the_form_is_refused(by, tmp_path):
    sheet, how = read(as_csv(tmp_path, [["Name", "Race"], ["Rosa", "x"]]), fields={0: "name", 1: "note"})
    with pytest.raises(BadInput):
        bring_in(sheet=sheet, how=how, by=by)


def test_van_s_numbers_change_people_instead_of_doubling_them(by, tmp_path):
    head = ["VANID", "FirstName", "LastName", "Cell Phone", "Email", "Do Not Call"]
    brought_in(as_csv(tmp_path, [head, ["101", "Rosa", "Munoz", "5185550142", "", "0"]]), by)
    report = brought_in(
        as_csv(
            tmp_path,
            [
                head,
                ["101", "Rosa", "Munoz", "5185550177", "r@example.org", "1"],
                ["102", "Rosa", "Munoz", "5185550142", "", ""],
            ],
        ),
        by,
    )
    adds_up(report)
    assert (report.made, report.changed, Contact.objects.count()) == (1, 1, 2)
    rosa = ExternalId.objects.get(value="101").contact
    assert sorted(rosa.points.values_list("folded", flat=True)) == ["5185550142", "5185550177", "r@example.org"]
    assert rosa.refused == {"call"}


def test_the_same_list_again_adds_nobody(by, tmp_path):
    path = as_csv(tmp_path, [HEAD, ROSA, ANA])
    brought_in(path, by)
    report = brought_in(path, by)
    adds_up(report)
    assert (report.made, report.same, Contact.objects.count()) == (0, 2, 2)


def test_people_who_share_a_phone_or_a_name_stay_two(by, tmp_path):
    rows = [HEAD, ROSA, ["Ana", "Muñoz", ROSA[2], "", ROSA[4]], ["Rosa", "Muñoz", "518 555 0999", "", ""]]
    assert brought_in(as_csv(tmp_path, rows), by).made == 3


def test_what_differs_is_told_and_ours_is_kept(by, tmp_path):
    contacts.add(
        said={"name": "Rosa Muñoz", "phones": "518 555 0142", "address": "7 Hudson Avenue", "not_by": "text"}, by=by
    )
    report = brought_in(as_csv(tmp_path, [HEAD, ROSA]), by)
    rosa = Contact.objects.get()
    assert (rosa.address, rosa.not_by) == ("7 Hudson Avenue", "text")
    assert ("Address", "differs") in [(column, code) for _row, column, code, _whole in codes(report.batch)]


def test_an_unsubscribed_email_is_a_refusal_and_no_list_takes_one_back(by, tmp_path):
    head = ["first_name", "email", "email_subscription_status"]
    brought_in(as_csv(tmp_path, [head, ["Rosa", "rosa@example.org", "unsubscribed"]]), by)
    brought_in(as_csv(tmp_path, [head, ["Rosa", "rosa@example.org", "subscribed"]]), by)
    assert Contact.objects.get().refused == {"email"}


def test_results_and_codes_of_van_find_their_people_and_a_code_that_hurts_is_no_open_group(by, tmp_path):
    brought_in(as_csv(tmp_path, [["VANID", "Name"], ["101", "Rosa"], ["102", "Ana"]]), by)
    rows = [
        ["vanid", "contacttypeid", "resultid", "datecanvassed", "canvassedby"],
        ["101", "2", "14", "2024-03-05", "7"],
        ["999", "2", "14", "2024-03-05", "7"],
        ["101", "2", "14", "2024-03-05", "7"],
        ["102", "2", "1", "someday", "7"],
    ]
    results = as_csv(tmp_path, rows)
    dry = brought_in(results, by, dry_run=True, reached="visited")
    report = brought_in(results, by, reached="visited")
    adds_up(report)
    assert (dry.made, dry.known, dry.left) == (report.made, report.known, report.left) == (1, 1, 2)
    assert list(Entry.objects.values_list("contact__name", "kind", "day")) == [("Rosa", "visited", dt.date(2024, 3, 5))]
    rows = [
        ["vanid", "activistcodeid", "activistcodename"],
        ["101", "5", "Tenant leader"],
        ["102", "6", "Formerly incarcerated"],
        ["101", "5", "Tenant leader"],
    ]
    report = brought_in(as_csv(tmp_path, rows), by)
    adds_up(report)
    assert (report.made, report.known, report.left) == (1, 1, 1)
    assert list(Membership.objects.values_list("group__name", "contact__name")) == [("Tenant leader", "Rosa")]
    assert codes(report.batch) == [(3, "", "code_hurts", True)]


def test_notes_come_in_sealed(by, tmp_path):
    brought_in(as_csv(tmp_path, [["Name", "Notes"], ["Rosa", "her brother is inside"]]), by)
    entry = Entry.objects.get()
    assert entry.kind == "note"
    assert b"brother" not in bytes(entry.sealed)


@pytest.mark.parametrize("rows", [[], [["", ""]], [["Colour", "Shape"], ["red", "round"]]])
def test_what_is_no_list_of_people_is_refused_whole(by, tmp_path, rows):
    path = as_csv(tmp_path, rows)
    with pytest.raises(BadInput):
        brought_in(path, by)
    assert not Contact.objects.exists()


@pytest.mark.parametrize("content", [b"%PDF-1.4 ...", b"\xd0\xcf\x11\xe0old workbook", b"\0\1\2\3" * 50])
def test_what_is_no_list_at_all_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"list\.csv"):
        open_sheet(path)


CELLS = st.sampled_from(
    [
        "",
        "Rosa",
        "Muñoz, Rosa",
        "518 555 0142",
        "5185550142",
        "555",
        "rosa@example.org",
        "no@",
        "x",
        "Y",
        "2024-03-05",
        "13/13/2013",
        '"',
        "a" * 200,
        "=1+1",
        "Ana",
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, min_size=0, max_size=8), min_size=1, max_size=12), wide=st.booleans())
def test_rows_in_are_rows_imported_and_rows_explained_whatever_the_mess(by, rows, wide):
    """And a dry run says beforehand what comes of it."""
    with tempfile.TemporaryDirectory() as folder:
        head = ["Name", "Phone", "Email", "Since", "Do not call", "VANID"]
        made = (as_xlsx if wide else as_csv)(Path(folder), [head, *rows])
        full = sum(any(cell.strip() for cell in row) for row in rows)
        if not full:
            return
        dry = brought_in(made, by, dry_run=True)
        report = brought_in(made, by)
        adds_up(report)
        assert (dry.rows, dry.made, dry.known, dry.left) == (report.rows, report.made, report.known, report.left)
        assert report.rows == full
        assert report.made == Trace.objects.filter(batch=report.batch, did="made").count()


def test_a_dry_run_writes_nothing_at_all(by, tmp_path):
    brought_in(as_csv(tmp_path, [HEAD, ROSA]), by, dry_run=True)
    assert [Contact.objects.count(), Batch.objects.count()] == [0, 0]
    assert not AuditLine.objects.filter(verb="contacts.bring_in").exists()


def test_stopped_on_the_way_it_keeps_what_it_wrote_and_can_be_undone(by, opens, tmp_path, monkeypatch):
    monkeypatch.setattr(services, "AT_ONCE", 2)
    path = as_csv(tmp_path, [["Name"], *[[f"P{at}"] for at in range(10)]])
    sheet, how = read(path)

    def stop(done, _total, _step):
        if done >= 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(sheet=sheet, how=how, by=by, dry_run=False, progress=stop)
    batch = Batch.objects.get()
    assert (batch.state, batch.rows, batch.made, Contact.objects.count()) == ("stopped", 4, 4, 4)
    assert undo(batch_id=batch.pk, by=by, keyring=opens, progress=silent).gone == 4
    assert not Contact.objects.exists()


def test_queries_grow_with_parts_and_not_with_rows(by, tmp_path):
    def cost(rows: int) -> int:
        path = as_csv(
            tmp_path,
            [["Name", "Phone"], *[[f"P{rows}x{at}", f"518 {200 + rows % 700} {1000 + at}"] for at in range(rows)]],
        )
        with CaptureQueriesContext(connections["organizing"]) as caught:
            brought_in(path, by)
        return len(caught)

    one, two = cost(AT_ONCE), cost(2 * AT_ONCE)
    assert one < AT_ONCE / 10
    assert two <= 2 * one


def test_two_rows_about_one_person_who_is_here_both_tell(by, tmp_path):
    """One row is known by the phone, the other by the email: what each of them adds is kept."""
    contacts.add(said={"name": "Rosa Paz", "phones": "518 555 0142", "emails": "rosa@example.org"}, by=by)
    rows = [
        ["Name", "Phone", "Email", "Address", "Pronouns"],
        ["Rosa Paz", "518 555 0142 / 518 555 0143", "", "12 Lark Street", ""],
        ["Rosa Paz", "518 555 0144", "rosa@example.org", "", "she"],
    ]
    report = brought_in(as_csv(tmp_path, rows), by)
    adds_up(report)
    rosa = Contact.objects.get()
    assert (rosa.address, rosa.pronouns) == ("12 Lark Street", "she")
    assert {"5185550143", "5185550144"} < set(rosa.points.values_list("folded", flat=True))
