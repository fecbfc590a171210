"""Addresses as people write them, brought to one form."""

import pytest

from waymeet.organizing.turf.rules.street_names import (
    address_key,
    is_number,
    number_shown,
    split_whole,
    street_key,
    street_shown,
    unit_and_floor,
)

SAME_STREET = [
    ("CLINTON AV.", "Clinton Avenue"),
    ("N 1ST ST", "North First Street"),
    ("St Johns St", "Saint John's Street"),
    ("MT HOPE DR", "Mount Hope Drive"),
    ("Washington Ave Ext", "Washington Avenue Extension"),
    ("Peña Blvd", "Pena Boulevard"),
    ("2ND AVE", "Second Avenue"),
    ("Quail  St", "Quail Street"),
]
OTHER_STREET = [
    ("North Street", "N Street Extension"),
    ("First Street", "First Avenue"),
    ("East Avenue", "West Avenue"),
    ("Court Street", "Court"),
    ("St Johns Street", "Street Johns Street"),
]


@pytest.mark.parametrize(("one", "other"), SAME_STREET)
def test_one_street_written_in_two_ways_is_one(one, other):
    assert street_key(one) == street_key(other)


@pytest.mark.parametrize(("one", "other"), OTHER_STREET)
def test_two_streets_stay_two(one, other):
    assert street_key(one) != street_key(other)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("CLINTON AV", "Clinton Avenue"),
        ("N LAKE AVE", "North Lake Avenue"),
        ("1ST ST", "First Street"),
        ("US HWY 9", "US Highway 9"),
        ("ST. JOSEPH'S TER", "Saint Joseph's Terrace"),
        ("McKown Road", "McKown Road"),
        ("clinton avenue", "Clinton Avenue"),
    ],
)
def test_shouted_names_are_quietened_and_written_ones_left_alone(written, shown):
    assert street_shown(written) == shown


@pytest.mark.parametrize(
    ("text", "unit", "floor"),
    [
        ("APT 3B", "3B", ""),
        ("apt3b", "3B", ""),
        ("Unit #12", "12", ""),
        ("# 4", "4", ""),
        ("FL 2", "", "2"),
        ("2nd Floor", "", "2"),
        ("BSMT", "", "B"),
        ("Rear", "REAR", ""),
        ("Lotus", "LOTUS", ""),
        ("", "", ""),
    ],
)
def test_units_and_floors(text, unit, floor):
    assert unit_and_floor(text) == (unit, floor)


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", "12"), ("0012", "12"), ("12.0", "12"), ("12 - 14", "12-14"), ("12 1/2", "12 1/2"), ("12a", "12A")],
)
def test_numbers(text, number):
    assert number_shown(text) == number
    assert is_number(number)


@pytest.mark.parametrize("text", ["", "0", "LOT", "UNKNOWN", "-"])
def test_what_is_no_number(text):
    assert not is_number(number_shown(text))


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("123 N Main St Apt 4", ("123", "N Main St", "Apt 4")),
        ("12 Clinton Avenue, Albany, NY 12210", ("12", "Clinton Avenue", "")),
        ("12-14 Clinton Ave", ("12-14", "Clinton Ave", "")),
        ("123 1/2 Quail St #2", ("123 1/2", "Quail St", "#2")),
        ("N6W23001 Bluemound Rd", ("N6W23001", "Bluemound Rd", "")),
        ("5 Floor St", ("5", "Floor St", "")),
        ("Clinton Ave", ("", "", "")),
    ],
)
def test_addresses_written_in_one(whole, parts):
    assert split_whole(whole) == parts


def test_the_key_of_an_address_sees_through_its_spelling():
    assert address_key("0012", "CLINTON AV", "3B") == address_key("12", "Clinton Avenue", "3b")
    assert address_key("12", "Clinton Avenue") != address_key("12", "Clinton Avenue", "3B")
