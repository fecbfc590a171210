"""Codes that funders ask for, made from what a person says at that moment (facts: care standards 3.5). Pure.

Nothing here is stored and nothing is looked up by it: such a code is a name in other letters. Of 1.5e10 possible ones
a hashed URN is found in minutes, so whoever gets it has the name.
"""

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Collection

TAKEN = ("", "X", "Y", "Z", "W")


class CannotSay(ValueError):
    """The formula says nothing for what was given."""


def letters(name: str) -> str:
    """Capitals without accents, spaces and signs."""
    plain = unicodedata.normalize("NFKD", name.upper())
    return "".join(sign for sign in plain if sign.isascii() and sign.isalpha())


def _places(name: str, *places: int) -> str:
    found = letters(name)
    if len(found) <= max(places):
        raise CannotSay(name)
    return "".join(found[place] for place in places)


def les(*, last: str, mother_first: str, born: dt.date, taken: Collection[str] = ()) -> str:
    """Lower East Side, New York: 2 letters of the last name, 1 of the mother's first, day of birth, P; then X Y Z W."""
    code = f"{_places(last, 0, 1)}{_places(mother_first, 0)}{born.day:02d}P"
    free = next((code + more for more in TAKEN if code + more not in taken), None)
    if free is None:
        raise CannotSay(code)
    return free


def neo(*, first: str, last: str, born: dt.date, gender: str) -> str:
    """Ontario's NEO: four letters (the first two of each name), year of birth, gender."""
    return f"{_places(first, 0, 1)}{_places(last, 0, 1)}{born.year:04d}{_places(gender, 0)}"


def pasmo(*, last: str, born: dt.date, gender: str) -> str:
    """PASMO, Central America: 2 letters of the surname, M, F or T, day and two digits of the year: PUM3181."""
    sign = letters(gender)
    if sign not in ("M", "F", "T"):
        raise CannotSay(gender)
    return f"{_places(last, 0, 1)}{sign}{born.day:02d}{born.year % 100:02d}"


def urn(*, first: str, last: str, born: dt.date, gender: str = "9", suffix: str = "U") -> str:
    """Ryan White URN: 1st and 3rd letter of each name, MMDDYY, gender (1, 2, 3; 9 is missing), and a suffix."""
    if gender not in ("1", "2", "3", "9") or len(suffix) != 1 or not letters(suffix):
        raise CannotSay(gender)
    return f"{_places(first, 0, 2)}{_places(last, 0, 2)}{born:%m%d%y}{gender}{letters(suffix)}"


def euci(urn_code: str) -> str:
    """The encrypted form: SHA-1 of the URN without its suffix, in capitals, and the suffix."""
    digest = hashlib.sha1(urn_code[:-1].encode(), usedforsecurity=False).hexdigest()
    return digest.upper() + urn_code[-1]
