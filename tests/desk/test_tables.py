"""A table is a page and a spreadsheet: nothing in it runs, and nothing is lost on the way."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.design import tables


def made(*rows) -> tables.Table:
    columns = [tables.Column("Door", means="Where one knocks."), tables.Column("Attempts", counts=True)]
    return tables.Table(name="doors", caption="Doors", columns=columns, rows=rows, notes=["Counted today."])


@pytest.mark.parametrize("begins", ["=1+1", "+1", "-1+2", "@SUM(A1)", "\tx", "\rx", "\n=1"])
def test_a_cell_that_a_spreadsheet_would_run_is_text(begins):
    assert tables.safe_cell(begins) == "'" + begins


@pytest.mark.parametrize("value", [-3, 0.5, "12 Clinton Avenue", "", None])
def test_other_cells_stay_as_they_are(value):
    assert tables.safe_cell(value) == value


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=40))
def test_every_text_comes_back_and_none_runs(words):
    lines = list(csv.reader(io.StringIO(tables.as_csv(made([words, 3])))))
    cell, count = lines[1]
    assert cell.removeprefix("'") == words.removeprefix("'")
    assert not cell.startswith(tables.RUNS_IN_A_SPREADSHEET)
    assert count == "3"


def test_a_download_carries_its_definitions_and_opens_in_a_spreadsheet():
    answer = tables.download(made(["Peñón 3", 2]))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer["Content-Disposition"] == 'attachment; filename="doors.csv"'
    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert lines == [["Door", "Attempts"], ["Peñón 3", "2"], [], ["Door", "Where one knocks."], ["Counted today."]]


def test_a_row_of_another_length_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="shorter"):
        list(made(["only one"]).cells)
