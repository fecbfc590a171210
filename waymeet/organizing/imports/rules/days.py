"""Days as lists write them: ISO, month first, day first, in words, and a spreadsheet's own count."""

import datetime as dt
import re

from dateutil import parser

FIRST, LAST = 20_000, 80_000  # a spreadsheet's count of days from 1954 to 2119
EPOCH = dt.date(1899, 12, 30)
MONTHS = {
    "enero": "january", "febrero": "february", "marzo": "march", "abril": "april", "mayo": "may", "junio": "june",
    "julio": "july", "agosto": "august", "septiembre": "september", "setiembre": "september", "octubre": "october",
    "noviembre": "november", "diciembre": "december",
}  # fmt: skip
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
CLOSE = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})(?:[T ,].*)?")


def day_of(value: str, *, day_first: bool) -> dt.date:
    """ValueError for what is no day. `day_first` decides only where both readings are possible."""
    text = value.strip()
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and FIRST <= float(text) <= LAST:
        return EPOCH + dt.timedelta(days=int(float(text)))
    if found := ISO.fullmatch(text) or CLOSE.fullmatch(text):
        return dt.date(*(int(part) for part in found.groups()))
    if found := NUMBERS.fullmatch(text):
        return _numbers(*(int(part) for part in found.groups()), day_first=day_first or "." in text[:3])
    return _words(text)


def says_day_first(value: str) -> bool | None:
    """What a value proves about its column: day first, month first, or None where it could be either."""
    found = NUMBERS.fullmatch(value.strip())
    if not found:
        return None
    one, other = int(found[1]), int(found[2])
    return True if one > 12 >= other else False if other > 12 >= one else None


def _numbers(one: int, other: int, year: int, *, day_first: bool) -> dt.date:
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    day, month = (one, other) if (day_first and other <= 12) or one > 12 else (other, one)
    return dt.date(year, month, day)


def _words(text: str) -> dt.date:
    """Such as "March 5, 2024" or "5 de marzo de 2024": a month by name, a day and a year have to be there."""
    english = " ".join(
        MONTHS.get(word, word) for word in re.findall(r"[a-záéíóú]+|\d+", text.casefold()) if word not in ("de", "del")
    )
    named = re.search(r"[a-z]{3}", english) and re.search(r"\b\d{4}\b", english) and len(english) <= 40
    if not named and not re.fullmatch(r"\d{1,2} [a-z]{3} \d{2}", english):  # "5-Mar-24", as spreadsheets show it
        raise ValueError(text)
    one, two = (parser.parse(english, default=dt.datetime(2000, 1, day)) for day in (1, 2))  # noqa: DTZ001 - a day, no moment
    if one.date() != two.date():  # the day of the month came from the default
        raise ValueError(text)
    return one.date()
