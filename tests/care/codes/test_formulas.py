"""Funders' codes, against the examples that were published (facts: care standards 3.5)."""

import datetime as dt

import pytest

from waymeet.care.codes import formulas
from waymeet.care.codes.formulas import CannotSay

JANE = {"first": "Jane", "last": "Doe", "born": dt.date(1994, 7, 14)}


def test_carewares_own_example_of_a_urn_and_its_hash() -> None:
    urn = formulas.urn(**JANE, gender="2")
    assert urn == "JNDE0714942U"
    assert formulas.euci(urn) == "E41C11E4435C2375C67AF0AC634249B3A4DAAED3U"


def test_pasmos_own_example() -> None:
    assert formulas.pasmo(last="Puma", born=dt.date(1981, 1, 31), gender="M") == "PUM3181"


def test_the_lower_east_sides_takes_a_further_letter_when_it_is_taken() -> None:
    said = {"last": "Doe", "mother_first": "Ana", "born": dt.date(1994, 7, 4)}
    assert formulas.les(**said) == "DOA04P"
    assert formulas.les(**said, taken={"DOA04P", "DOA04PX"}) == "DOA04PY"
    with pytest.raises(CannotSay):
        formulas.les(**said, taken={"DOA04P" + more for more in formulas.TAKEN})


def test_neo_is_four_letters_year_and_gender() -> None:
    assert formulas.neo(**JANE, gender="F") == "JADO1994F"


def test_letters_are_read_without_accents_spaces_and_signs() -> None:
    assert formulas.urn(first="Éa n", last="O'Ñeil", born=dt.date(2001, 2, 3)) == "ENOE0203019U"


@pytest.mark.parametrize(
    "said", [{"first": "Jo"}, {"last": ""}, {"gender": "F"}, {"gender": ""}, {"suffix": ""}, {"suffix": "UU"}]
)
def test_what_a_formula_does_not_say_is_not_made_up(said: dict[str, str]) -> None:
    with pytest.raises(CannotSay):
        formulas.urn(**{**JANE, "gender": "2", **said})
    with pytest.raises(CannotSay):
        formulas.pasmo(last="Doe", born=dt.date(1994, 7, 14), gender="X")
