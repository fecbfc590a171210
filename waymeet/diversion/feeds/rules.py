"""What of an agency's list may come in, and what each row comes to. Pure: no database, no clock, no file.

A column that could name somebody is refused by its heading or by what stands in it, and no mapping can take it. What a
mapping does not know is put aside with its row's number; nothing is guessed.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from waymeet.diversion.incidents.people import RACES, Race, Unsaid, band_of

OLDEST_PERSON = 120
SAMPLE = 200
LIKELY = 0.4  # of the values in a column; fewer are chance
FEW, MOSTLY_DIFFERENT = 10, 0.6  # names differ from row to row; charges and neighborhoods come again


class Why(StrEnum):
    """Why a column is refused."""

    NAME = "name"
    BIRTH = "birth"
    ADDRESS = "address"
    CONTACT = "contact"
    NUMBER = "number"
    PICTURE = "picture"
    OFFICER = "officer"


# By heading, in the words of published arrest extracts and court lists. The order matters: a date of birth is no date.
HEADINGS: tuple[tuple[Why, re.Pattern[str]], ...] = tuple(
    (why, re.compile(pattern, re.IGNORECASE))
    for why, pattern in (
        (Why.BIRTH, r"birth|\bdob\b|nacim"),
        (Why.OFFICER, r"officer|badge|agente"),
        (Why.PICTURE, r"photo|mug ?shot|image|picture|fingerprint"),
        (Why.CONTACT, r"phone|mobile|e-?mail|tel[eé]fono"),
        (Why.NUMBER, r"\bssn\b|social sec|licen[cs]e|plate|\b(sid|fbi|nysid|jms)\b|passport"),
        (
            Why.ADDRESS,
            r"street|address|\bblock\b|house|apartment|\bapt\b|latitude|longitude|\b(lat|lon|lng|x|y)\b|geo|direcci",
        ),
        (
            Why.NAME,
            r"\b(sur|nick)name|\bnames?\b|alias|defendant$|suspect$|nombre|apellid",
        ),
    )
)
NUMBERS = re.compile(
    r"(arrest|case|docket|incident|report|booking|warrant|citation|row|object)[ _-]*(no\b|num|id\b|#|key)|^id$|docket",
    re.IGNORECASE,
)
NAMED = re.compile(r"[A-Z][\w'-]+,\s*[A-Z][\w'-]*(\s+[A-Z]\.?)?")  # Last, First M.
TWO_WORDS = re.compile(r"[A-Z][a-z'-]+\s+([A-Z]\.?\s+)?[A-Z][a-z'-]{2,}")  # First Last, and many a neighborhood
STREET = re.compile(
    r"\b\d{1,5}\s+(block\s+(of\s+)?)?[NSEW]?\.?\s*[A-Za-z' ]+\s"
    r"(st|street|ave|avenue|rd|road|blvd|dr|drive|ln|lane|pl|ct|ter|way|pkwy)\b\.?",
    re.IGNORECASE,
)
REACH = re.compile(r"[^\s@]+@[^\s@]+\.\w+|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}")
SECURITY = re.compile(r"\d{3}-\d{2}-\d{4}")


def refused(heading: str, values: Iterable[str]) -> Why | None:
    """Why a column can never come in; None where it may. Looks at the heading first, then at what stands in it."""
    told = spaced(heading)
    for why, pattern in HEADINGS:
        if pattern.search(told):
            return why
    known = [value.strip() for value in values if value.strip()][:SAMPLE]
    if not known:
        return None
    found = next((why for why, looks in _LOOKS if _share(known, looks) >= LIKELY), None)
    if found is None and len(known) >= FEW and len(set(known)) >= MOSTLY_DIFFERENT * len(known):
        return Why.NAME if _share(known, lambda one: bool(TWO_WORDS.fullmatch(one))) >= LIKELY else None
    return found


def spaced(heading: str) -> str:
    """As words: "ArrestDate" and "arrest_date" are "Arrest Date"."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return re.sub(r"[_\s]+", " ", apart).strip()


def _share(values: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(1 for value in values if holds(value)) / len(values)


def _born(value: str, today: date) -> bool:
    """A day on which somebody who is an adult today may have been born."""
    for shape in SHAPES.values():
        day = _day(value, shape)
        if day is not None and 14 <= today.year - day.year <= OLDEST_PERSON:
            return True
    return False


_LOOKS: tuple[tuple[Why, Callable[[str], bool]], ...] = (
    (Why.CONTACT, lambda value: bool(REACH.fullmatch(value) or SECURITY.fullmatch(value))),
    (Why.ADDRESS, lambda value: bool(STREET.search(value))),
    (Why.NAME, lambda value: bool(NAMED.fullmatch(value))),
)


def holds_births(values: Iterable[str], today: date) -> bool:
    """Whether the days in a column are days of birth rather than of arrests: most lie more than fourteen years back."""
    known = [value.strip() for value in values if value.strip()][:SAMPLE]
    return bool(known) and _share(known, lambda one: _born(one, today)) > 0.5


def is_a_number(heading: str) -> bool:
    """A number of an arrest or a case: it may say which rows are one arrest, in memory, and is never kept."""
    return bool(NUMBERS.search(spaced(heading)))


SHAPES: dict[str, tuple[str, ...]] = {
    "iso": ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d"),
    "mdy": ("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y"),
    "dmy": ("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y"),
}


def _day(text: str, shapes: Iterable[str]) -> date | None:
    first = re.split(r"[T ]", text.strip(), maxsplit=1)[0]
    for shape in shapes:
        try:
            return datetime.strptime(first, shape).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


@dataclass(frozen=True)
class Declared:
    """A declared mapping. `columns`: our field -> heading. `values`: our field -> what they write -> our code.

    Fields: "day" is needed; "charge", "age", "race", "ethnicity", "area", "outcome" may be there; "same" holds the
    number that says which rows are one arrest. What they write is compared folded (`folded`).
    """

    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    days: str = "iso"
    oldest: date = date(2011, 1, 1)


CODED = ("charge", "race", "ethnicity", "area", "outcome")
FIELDS = ("day", *CODED, "age", "same")
HISPANIC, NOT_HISPANIC, UNTOLD = "hispanic", "not_hispanic", "untold"
SEPARATES = "+"  # several races under one code of theirs: "white+hispanic"


def folded(value: str) -> str:
    return " ".join(value.split()).casefold()


class Trouble(StrEnum):
    """Why a row is put aside."""

    BROKEN = "broken"
    NO_DAY = "no_day"
    DAY = "day"
    TOO_OLD = "too_old"
    AHEAD = "ahead"
    AGE = "age"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Row:
    """What is kept of a row: no day, no number, no name."""

    day: date = field(repr=False)  # for its week only
    charges: frozenset[str]
    area: int
    age_band: str
    races: tuple[str, ...]
    hispanic: str
    outcome: str


@dataclass(frozen=True)
class Aside:
    """A row that did not come in: which field, and why. `value` only where somebody has to map it."""

    number: int
    field: str
    why: Trouble
    value: str = ""


def read(number: int, cells: Mapping[str, str], declared: Declared, today: date) -> Row | Aside:
    """One row under a mapping. The first thing that does not fit puts it aside."""
    day = day_of(number, cells.get("day", ""), declared, today)
    if isinstance(day, Aside):
        return day
    band = _band(number, cells.get("age", ""))
    if isinstance(band, Aside):
        return band
    codes: dict[str, str] = {}
    for name in CODED:
        value = folded(cells.get(name, ""))
        code = declared.values.get(name, {}).get(value)
        if value and code is None:
            return Aside(number, name, Trouble.UNKNOWN, cells[name].strip())
        codes[name] = code or ""
    races, hispanic = origin(codes["race"], codes["ethnicity"])
    charges = frozenset({codes["charge"]} - {""})
    return Row(day, charges, int(codes["area"] or 0), band, races, hispanic, codes["outcome"])


def day_of(number: int, text: str, declared: Declared, today: date) -> date | Aside:
    """The day, or why not: a birth year in the wrong column lies before LEAD began."""
    if not text.strip():
        return Aside(number, "day", Trouble.NO_DAY)
    day = _day(text, SHAPES[declared.days])
    if day is None:
        return Aside(number, "day", Trouble.DAY)
    if day < declared.oldest:
        return Aside(number, "day", Trouble.TOO_OLD)
    return Aside(number, "day", Trouble.AHEAD) if day > today else day


def _band(number: int, text: str) -> str | Aside:
    if not text.strip():
        return ""
    try:
        age = int(float(text))
    except ValueError:
        return Aside(number, "age", Trouble.AGE)
    return band_of(age) if 1 <= age <= OLDEST_PERSON else Aside(number, "age", Trouble.AGE)


def origin(race: str, ethnicity: str) -> tuple[tuple[str, ...], str]:
    """Races and whether somebody is Hispanic, however the agency writes it.

    As a race of its own ("hispanic"), in a column of its own, or inside a race ("white+hispanic"). An empty or unknown
    ethnicity is "untold", never "not Hispanic".
    """
    said = {one for one in race.split(SEPARATES) if one}
    known = said & set(Race.values)
    if ethnicity == HISPANIC:
        known.add(Race.HISPANIC.value)
    hispanic = HISPANIC if Race.HISPANIC in known else ethnicity if ethnicity == NOT_HISPANIC else UNTOLD
    if not known:
        known = {Unsaid.DOES_NOT_KNOW.value}
    return tuple(code for code in RACES if code in known), hispanic


def valid_code(name: str, code: str, charges: Iterable[str], areas: Iterable[int], outcomes: Iterable[str]) -> bool:
    """Whether a mapping may lead to this code."""
    if name == "race":
        parts = code.split(SEPARATES)
        return all(part in {*Race.values, Unsaid.DOES_NOT_KNOW.value} for part in parts)
    if name == "ethnicity":
        return code in (HISPANIC, NOT_HISPANIC, UNTOLD)
    if name == "area":
        return code == "0" or (code.isdigit() and int(code) in set(areas))
    return code in (set(charges) | {OTHER} if name == "charge" else set(outcomes))


OTHER = "other"  # a charge of theirs that is none of ours


def shown(value: str) -> str:
    """A code that may be shown so that somebody maps it; "" for what could be a name, a number or a sentence."""
    text = value.strip()
    looks_safe = len(text) <= 40 and not re.search(r"\d{4,}", text) and not NAMED.fullmatch(text)
    return text if looks_safe and not STREET.search(text) and not REACH.search(text) else ""


@dataclass(frozen=True)
class Coverage:
    """Of incidents that were eligible and that an agency lists: how many we hold. All are counts."""

    listed: int
    held: int
    ours_alone: int


Where = tuple[str, str, int]  # week, charge, area


def coverage(
    feed: Mapping[Where, int], ledger: Mapping[Where, int], same: Iterable[tuple[Where, Where, int]] = ()
) -> Coverage:
    """Cells are compared by count: in each at most as many are held as both have.

    `same` says that so many of a ledger's cell are of another cell of the feed; no more than are left over count.
    """
    left_feed = {cell: count - min(count, ledger.get(cell, 0)) for cell, count in feed.items()}
    left_ledger = {cell: count - min(count, feed.get(cell, 0)) for cell, count in ledger.items()}
    held = sum(feed.values()) - sum(left_feed.values())
    for ours, theirs, count in same:
        moved = max(0, min(count, left_ledger.get(ours, 0), left_feed.get(theirs, 0)))
        left_ledger[ours] = left_ledger.get(ours, 0) - moved
        left_feed[theirs] = left_feed.get(theirs, 0) - moved
        held += moved
    return Coverage(sum(feed.values()), held, sum(left_ledger.values()))
