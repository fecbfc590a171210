"""Cells as people write them: numbers, days, names, columns."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waymeet.organizing.imports.reading import decoded
from waymeet.organizing.imports.rules.columns import guess, hurts, kind_of, source_of
from waymeet.organizing.imports.rules.days import day_of, says_day_first
from waymeet.organizing.imports.rules.people import somebody, turned
from waymeet.organizing.imports.rules.phones import phones_in

ALBANY = "(518) 555-0142"
TODAY = dt.date(2026, 11, 27)


@pytest.mark.parametrize(
    ("cell", "numbers", "rest"),
    [
        ("518-555-0142", [ALBANY], ""),
        ("518.555.0142", [ALBANY], ""),
        ("+1 (518) 555 0142", [ALBANY], ""),
        ("5185550142.0", [ALBANY], ""),
        ("five one eight, five five five, oh one four two", [ALBANY], ""),
        ("cinco uno ocho cinco cinco cinco cero uno cuatro dos", [ALBANY], ""),
        ("five one eight triple five 0142", [ALBANY], ""),
        ("five one eight triple five oh one four two", [ALBANY], ""),
        ("h: 518 555 0142 / c: 518 555 0199", [ALBANY, "(518) 555-0199"], ""),
        ("518 555 0142 or 518 555 0142", [ALBANY], ""),
        ("518-555-0142 ext 12", ["(518) 555-0142 ext. 12"], ""),
        ("518 555 0142 after 5pm", [ALBANY], "after 5pm"),
        ("+52 55 1234 5678", ["+52 55 1234 5678"], ""),
        ("555-0142", ["555-0142"], ""),
        ("12345", [], "12345"),
        ("ask her sister", [], "ask her sister"),
    ],
)
def test_a_number_is_found_in_any_style_and_what_is_none_is_told(cell, numbers, rest):
    found = phones_in(cell)
    assert (list(found.numbers), found.rest) == (numbers, rest)


@pytest.mark.parametrize(
    ("cell", "day_first", "day"),
    [
        ("2024-03-05", False, (2024, 3, 5)),
        ("2024-03-05T10:11:12Z", False, (2024, 3, 5)),
        ("3/5/2024", False, (2024, 3, 5)),
        ("3/5/2024", True, (2024, 5, 3)),
        ("13/02/2024", False, (2024, 2, 13)),
        ("2/13/24", True, (2024, 2, 13)),
        ("5.3.2024", False, (2024, 3, 5)),
        ("March 5, 2024", False, (2024, 3, 5)),
        ("5 de marzo de 2024", False, (2024, 3, 5)),
        ("45356", False, (2024, 3, 5)),
    ],
)
def test_a_day_is_read_in_five_styles(cell, day_first, day):
    assert day_of(cell, day_first=day_first) == dt.date(*day)


@pytest.mark.parametrize("cell", ["", "soon", "March 2024", "2/30/2024", "2024", "99/99/9999", "5"])
def test_what_is_no_day_is_refused(cell):
    with pytest.raises((ValueError, OverflowError)):
        day_of(cell, day_first=False)


@given(day=st.dates(dt.date(1970, 1, 1), dt.date(2060, 1, 1)))
def test_every_day_reads_back_from_each_style(day):
    for written in (
        day.isoformat(),
        f"{day:%m/%d/%Y}",
        f"{day:%B} {day.day}, {day.year}",
        str((day - dt.date(1899, 12, 30)).days),
    ):
        assert day_of(written, day_first=False) == day
    assert day_of(f"{day:%d/%m/%Y}", day_first=True) == day
    assert says_day_first(f"{day:%d/%m/%Y}") in (True, None)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Muñoz, Rosa", "Rosa Muñoz"),
        ("King, Jr.", "King, Jr."),
        ("Rosa Muñoz", "Rosa Muñoz"),
        ("A, B, C", "A, B, C"),
        ("Muñoz,", "Muñoz,"),
    ],
)
def test_last_name_first_is_turned_round(name, said):
    assert turned(name) == said


def test_columns_of_known_tools_are_recognised():
    van = [
        "VANID",
        "FirstName",
        "LastName",
        "Cell Phone",
        "Home Phone",
        "Email",
        "AddressLine1",
        "City",
        "ZipOrPostal",
        "Do Not Call",
    ]
    assert list(guess(van).values()) == [
        "id",
        "first",
        "last",
        "phone",
        "phone",
        "email",
        "address",
        "city",
        "zip",
        "no_call",
    ]
    network = [
        "first_name",
        "last_name",
        "email",
        "can2_phone",
        "zip_code",
        "email_subscription_status",
        "can2_user_tags",
    ]
    assert list(guess(network).values()) == ["first", "last", "email", "phone", "zip", "email_status"]
    assert (source_of(van), source_of(network), source_of(["Nombre", "Teléfono"])) == ("van", "action_network", "list")
    assert guess(["Nombre", "Teléfono celular", "Correo electrónico", "Dirección", "Idioma"]) == dict(
        enumerate(["name", "phone", "email", "address", "languages"])
    )
    assert kind_of(list(guess(["vanid", "contacttypeid", "resultid", "datecanvassed"]).values())) == "results"
    assert kind_of(list(guess(["vanid", "activistcodeid"]).values())) == "codes"


@pytest.mark.parametrize(
    "column",
    [
        "SSN",
        "DOB",
        "Date of Birth",
        "Race",
        "Ethnicity",
        "Immigration status",
        "Diagnosis",
        "HIV",
        "Fecha de nacimiento",
        "Convictions",
        "Drug of choice",
    ],
)
def test_columns_that_hurt_are_never_guessed(column):
    assert hurts(column)
    assert guess([column]) == {}


@pytest.mark.parametrize(
    ("flag", "refused"), [("Y", True), ("no", False), ("", False), ("x", True), ("perhaps", True), ("0", False)]
)
def test_a_refusal_that_cannot_be_read_is_taken_as_one(flag, refused):
    one = somebody(["Rosa", flag], {0: "name", 1: "no_call"}, day_first=False, today=TODAY)
    assert ("call" in one.refused) is refused
    assert [trouble.code for trouble in one.troubles] == (["unclear_refusal"] if flag == "perhaps" else [])


def test_bytes_of_two_encodings_in_one_file_are_both_read():
    assert (
        decoded("Muñoz".encode()) == decoded("Muñoz".encode("cp1252")) == decoded("Muñoz".encode("latin-1")) == "Muñoz"
    )


@given(cells=st.lists(st.text(max_size=30), min_size=9, max_size=9))
def test_no_cell_breaks_the_reading_of_a_row_and_none_is_dropped_in_silence(cells):
    fields = dict(enumerate(["name", "phone", "email", "address", "since", "languages", "no_call", "note", "id"]))
    one = somebody(cells, fields, day_first=False, today=TODAY)
    troubled = {trouble.at for trouble in one.troubles}
    told = (one.name, one.phones, one.emails, one.address, one.since, one.languages, one.refused, one.note, one.id)
    for at, (cell, said) in enumerate(zip(cells, told, strict=True)):
        if cell.strip() and at != 6:
            assert said or at in troubled
