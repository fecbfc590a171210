"""One row of a list as a person: what was understood, and what was not, cell by cell."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from waymeet.organizing.imports.rules.days import day_of
from waymeet.organizing.imports.rules.phones import phones_in

SIZES = {"name": 120, "chosen": 80, "pronouns": 40, "address": 160, "when": 120, "email": 160, "phone": 160, "id": 80}
EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s.,;<>\"]{2,}")
LONGEST_NOTE = 8000
SUFFIX = re.compile(r"(?i)^(jr|sr|ii|iii|iv|md|phd|esq)\.?$")
YES = frozenset({"y", "yes", "true", "t", "1", "x", "si", "sí", "on", "checked"})
NO = frozenset({"n", "no", "false", "f", "0", "off", "none", ""})
GONE = frozenset({"unsubscribed", "bounced", "bouncing", "spam complaint", "opted out", "opt out", "optout", "3"})
STAYS = YES | frozenset({"subscribed", "active", "opted in", "opt in", "optin", "unknown", "2", "previous bounce"})
ALL = ("call", "text", "email", "visit", "letter")
ONE = (
    "name",
    "first",
    "middle",
    "last",
    "suffix",
    "chosen",
    "pronouns",
    "address",
    "city",
    "state",
    "zip",
    "when",
    "id",
)
FLAGS = {"no_call": "call", "no_text": "text", "no_email": "email", "no_letter": "letter", "no_visit": "visit"}
LANGUAGES = {
    "english": "en", "ingles": "en", "inglés": "en", "en": "en", "eng": "en", "spanish": "es", "espanol": "es",
    "español": "es", "es": "es", "spa": "es", "castellano": "es", "arabic": "ar", "ar": "ar", "bengali": "bn",
    "bangla": "bn", "bn": "bn", "dari": "fa", "farsi": "fa", "persian": "fa", "fa": "fa", "french": "fr",
    "frances": "fr", "francés": "fr", "fr": "fr", "haitian": "ht", "creole": "ht", "kreyol": "ht",
    "haitian creole": "ht", "ht": "ht", "karen": "ksw", "burmese": "my", "my": "my", "pashto": "ps", "ps": "ps",
    "swahili": "sw", "kiswahili": "sw", "sw": "sw", "urdu": "ur", "ur": "ur", "chinese": "zh", "mandarin": "zh",
    "cantonese": "zh", "zh": "zh", "asl": "ase", "sign language": "ase", "american sign language": "ase",
}  # fmt: skip


@dataclass(frozen=True)
class Trouble:
    """One cell that was not taken, and why; `code` is a key of problems.SENTENCES."""

    at: int
    code: str


@dataclass
class Somebody:
    """What one row says. Texts are empty, lists are bare, where it says nothing."""

    name: str = ""
    chosen: str = ""
    pronouns: str = ""
    languages: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    address: str = ""
    when: str = ""
    since: dt.date | None = None
    refused: set[str] = field(default_factory=set)
    note: str = ""
    id: str = ""
    troubles: list[Trouble] = field(default_factory=list)

    @property
    def can_be_found(self) -> bool:
        return bool(self.name or self.chosen or self.phones or self.emails or self.address)


def somebody(cells: Sequence[str], fields: Mapping[int, str], *, day_first: bool, today: dt.date) -> Somebody:
    """Never refuses a row: what cannot be taken is in `troubles`, and the rest is there."""
    row = _Row(cells, fields)
    found = Somebody()
    found.name = row.text("name", _whole_name(row), found)
    for name in ("chosen", "pronouns", "when", "id"):
        setattr(found, name, row.text(name, row.one(name), found))
    found.address = row.text("address", _whole_address(row), found)
    _note(row, found)
    _languages(row, found)
    _phones(row, found)
    _emails(row, found)
    _since(row, found, day_first=day_first, today=today)
    _refused(row, found)
    found.troubles += [Trouble(at, "only_one") for at in row.passed_over()]
    return found


class _Row:
    def __init__(self, cells: Sequence[str], fields: Mapping[int, str]) -> None:
        self.places: dict[str, list[int]] = {}
        for at, name in fields.items():
            self.places.setdefault(name, []).append(at)
        self.cells = cells

    def every(self, name: str) -> list[tuple[int, str]]:
        """(place, value) of the cells of a field that say something."""
        told = [(at, " ".join(self.cells[at].split())) for at in self.places.get(name, ()) if at < len(self.cells)]
        return [(at, value) for at, value in told if value]

    def one(self, name: str) -> str:
        found = self.every(name)
        return found[0][1] if found else ""

    def passed_over(self) -> list[int]:
        """Places of cells that say something else than the one that was taken, where only one can be."""
        several = [name for name in ONE if len(self.places.get(name, ())) > 1]
        return [at for name in several for at, value in self.every(name)[1:] if value != self.one(name)]

    def at(self, *names: str) -> int:
        return next((self.places[name][0] for name in names if name in self.places), 0)

    def text(self, name: str, value: str, into: Somebody) -> str:
        """The value, where it is no longer than any real one."""
        if len(value) <= SIZES[name]:
            return value
        into.troubles.append(Trouble(self.at(name, "first", "last", "address"), "too_long"))
        return ""


def _whole_name(row: _Row) -> str:
    """A whole name, and whatever of the other columns is not in it already: nothing that is written gets lost."""
    whole = turned(row.one("name"))
    here = set(whole.casefold().split())
    before = [part for part in (row.one("first"), row.one("middle")) if not here.issuperset(part.casefold().split())]
    after = [part for part in (row.one("last"), row.one("suffix")) if not here.issuperset(part.casefold().split())]
    return " ".join(part for part in (*before, whole, *after) if part)


def turned(name: str) -> str:
    """As "Rosa Muñoz" what stands as "Muñoz, Rosa"; "King, Jr." stays."""
    last, comma, first = (part.strip() for part in name.partition(","))
    if not comma or not first or "," in first or SUFFIX.match(first):
        return name
    return f"{first} {last}"


def _whole_address(row: _Row) -> str:
    more = [value for _at, value in row.every("address_more")]
    street = " ".join(part for part in (row.one("address"), *more) if part)
    place = " ".join(part for part in (row.one("state"), row.one("zip")) if part)
    whole = street.casefold()
    rest = [part for part in (row.one("city"), place) if part and part.casefold() not in whole]
    return ", ".join(part for part in (street, *rest) if part)


def _note(row: _Row, into: Somebody) -> None:
    for at, value in row.every("note"):
        if len(into.note) + len(value) > LONGEST_NOTE:
            into.troubles.append(Trouble(at, "too_long"))
        else:
            into.note = f"{into.note}\n{value}".strip()


def _languages(row: _Row, into: Somebody) -> None:
    for at, value in row.every("languages"):
        if not re.search(r"\w", value):
            into.troubles.append(Trouble(at, "no_language"))
        for word in re.split(r"[;,/|&]| and | y ", value):
            said = word.strip().casefold()
            code = LANGUAGES.get(said) or LANGUAGES.get(said.partition("-")[0].partition(" (")[0])
            if code and code not in into.languages:
                into.languages.append(code)
            elif said and not code:
                into.troubles.append(Trouble(at, "no_language"))


def _phones(row: _Row, into: Somebody) -> None:
    for at, value in row.every("phone"):
        found = phones_in(value)
        into.phones += [number for number in found.numbers if number not in into.phones]
        if not found.numbers:
            into.troubles.append(Trouble(at, "no_phone"))
        elif found.rest:
            into.troubles.append(Trouble(at, "more_than_phone"))


def _emails(row: _Row, into: Somebody) -> None:
    for at, value in row.every("email"):
        if not re.search(r"\w", value):
            into.troubles.append(Trouble(at, "no_email"))
        for one in re.split(r"[;,\s<>]+", value):
            if not one:
                continue
            if not EMAIL.fullmatch(one) or len(one) > SIZES["email"]:
                into.troubles.append(Trouble(at, "no_email"))
            else:
                into.emails += [one] if one.casefold() not in {known.casefold() for known in into.emails} else []


def _since(row: _Row, into: Somebody, *, day_first: bool, today: dt.date) -> None:
    for at, value in row.every("since"):
        try:
            into.since = day_of(value, day_first=day_first)
        except (ValueError, OverflowError):
            into.troubles.append(Trouble(at, "no_day"))
            continue
        if not dt.date(1900, 1, 1) <= into.since <= today:
            into.since = None
            into.troubles.append(Trouble(at, "day_to_come"))


def _refused(row: _Row, into: Somebody) -> None:
    """A refusal that cannot be read is taken as one: better to call too few than somebody who said no."""
    for name, channels in {"no_contact": ALL, **{flag: (channel,) for flag, channel in FLAGS.items()}}.items():
        for at, value in row.every(name):
            if value.casefold() not in NO:
                into.refused |= set(channels)
                if value.casefold() not in YES:
                    into.troubles.append(Trouble(at, "unclear_refusal"))
    _statuses(row, into)


def _statuses(row: _Row, into: Somebody) -> None:
    for name, channel in (("email_status", "email"), ("text_status", "text")):
        for at, value in row.every(name):
            said = value.casefold().replace("-", " ").replace("_", " ")
            if said in STAYS:
                continue
            into.refused.add(channel)
            if said not in GONE | NO:
                into.troubles.append(Trouble(at, "unclear_refusal"))


def cells_of(cells: Sequence[str], fields: Mapping[int, str]) -> dict[int, str]:
    """Only the cells of columns that were chosen: what was left out is not kept beside a trouble either."""
    return {at: cells[at] for at in fields if at < len(cells)}
