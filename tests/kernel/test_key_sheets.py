"""Any k of n sheets give the key back, in any order; fewer give nothing, and a slip of the pen is named."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waymeet.kernel import key_sheets
from waymeet.kernel.errors import BadInput

SECRET = bytes(range(32))
SET = key_sheets.split(SECRET, needed=3, among=5)


def typed(*sheets: str) -> list[key_sheets.Sheet]:
    held: list[key_sheets.Sheet] = []
    for words in sheets:
        held.append(key_sheets.read(words, held))
    return held


def test_every_three_of_five_give_the_key_in_any_order() -> None:
    for some in itertools.combinations(SET, 3):
        assert key_sheets.join(typed(*some)) == SECRET
    assert key_sheets.join(typed(SET[4], SET[0], SET[2])) == SECRET


@pytest.mark.parametrize("how_many", [1, 2, 4, 5])
def test_fewer_or_more_give_nothing(how_many: int) -> None:
    with pytest.raises(BadInput, match="do not give a key"):
        key_sheets.join(typed(*SET[:how_many]))


@settings(max_examples=8)
@given(st.binary(min_size=32, max_size=32), st.data())
def test_any_key_comes_back(secret: bytes, data: st.DataObject) -> None:
    among = data.draw(st.integers(2, 7))
    needed = data.draw(st.integers(2, among))
    sheets = key_sheets.split(secret, needed=needed, among=among)
    assert len(sheets) == among
    assert {len(words.split()) for words in sheets} == {key_sheets.WORDS_ON_A_SHEET}
    assert key_sheets.join(typed(*data.draw(st.permutations(sheets))[:needed])) == secret


@pytest.mark.parametrize(("needed", "among"), [(1, 3), (1, 1), (4, 3), (2, 8), (0, 2), (8, 8)])
def test_other_numbers_of_sheets_are_refused(needed: int, among: int) -> None:
    with pytest.raises(BadInput, match="two to seven"):
        key_sheets.split(SECRET, needed=needed, among=among)


def test_a_sheet_knows_its_number_and_how_many_are_needed() -> None:
    assert [(sheet.number, sheet.needed) for sheet in typed(*SET)] == [(number, 3) for number in range(1, 6)]


def test_typing_is_forgiving_about_capitals_and_spaces() -> None:
    assert key_sheets.read(f"  {SET[0].upper().replace(' ', '   ')}\n").words == SET[0]


def test_a_word_that_is_on_no_sheet_is_named_by_its_place() -> None:
    words = SET[1].split()
    words[4] = "waymeet"
    with pytest.raises(BadInput, match="Sheet 2: word 5"):
        key_sheets.read(" ".join(words), typed(SET[0]))


def test_a_word_left_out_is_counted() -> None:
    with pytest.raises(BadInput, match="Sheet 1 has 32 words"):
        key_sheets.read(" ".join(SET[0].split()[:-1]))
    with pytest.raises(BadInput, match="Sheet 1 has 0 words"):
        key_sheets.read("  ")


@pytest.mark.parametrize("at", range(0, 33, 4))
def test_a_word_in_anothers_place_is_noticed(at: int) -> None:
    words = SET[2].split()
    words[at] = "academic" if words[at] != "academic" else "acid"
    with pytest.raises(BadInput, match="sheet 1 do not fit"):
        key_sheets.read(" ".join(words))


def test_a_sheet_of_another_set_is_named_by_its_number() -> None:
    other = key_sheets.split(SECRET, needed=3, among=5)
    with pytest.raises(BadInput, match="number 4 was printed with other sheets"):
        typed(SET[0], other[3])


def test_the_same_sheet_twice_is_named_by_its_number() -> None:
    with pytest.raises(BadInput, match="number 5 was typed already"):
        typed(SET[0], SET[4], SET[4])
