"""Phone numbers as people write them: in any style, several in a cell, or in words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher

HERE = "US"  # where a number without a country is from
DIGITS = {
    "zero": "0", "oh": "0", "o": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "cero": "0", "uno": "1", "una": "1", "dos": "2", "tres": "3",
    "cuatro": "4", "cinco": "5", "seis": "6", "siete": "7", "ocho": "8", "nueve": "9",
}  # fmt: skip
TIMES = {"double": 2, "triple": 3, "doble": 2}
# What people write beside a number and that says nothing more than that it is one.
LABELS = re.compile(
    r"\b(home|cell|cellular|mobile|work|office|phone|tel|landline|casa|cel|celular|movil|móvil|trabajo|telefono|"
    r"teléfono|whatsapp|main|other|or|and|and/or|o|y|[hcmwp])\b\.?",
    re.IGNORECASE,
)
SHORTEST = 7
# Nearly every number of a list: read at once, and as the library would (a test holds them together).
USUAL = re.compile(r"(?:\+?1[-. ]?)?\(?([2-9]\d\d)\)?[-. ]?(\d{3})[-. ]?(\d{4})", re.ASCII)
SPOKEN = 3  # words; "o" alone is Spanish for "or"


@dataclass(frozen=True)
class Phones:
    """The numbers of one cell, as they are shown; `rest` is what was no number."""

    numbers: tuple[str, ...]
    rest: str


def phones_in(cell: str) -> Phones:
    """Every number of a cell. A number keeps its extension."""
    if usual := USUAL.fullmatch(cell.strip()):
        return Phones(("({}) {}-{}".format(*usual.groups()),), "")
    text = in_digits(re.sub(r"(\d{7})\.0+$", r"\1", cell.strip()))  # a spreadsheet's number
    found, rest, at = [], [], 0
    for match in PhoneNumberMatcher(text, HERE, leniency=Leniency.POSSIBLE):
        found.append(shown(match.number))
        rest.append(text[at : match.start])
        at = match.end
    rest.append(text[at:])
    left = " ".join(rest)
    digits = re.sub(r"\D", "", left)
    whole = len(digits) in (SHORTEST, 10) or (len(digits) == 11 and digits[0] == "1")
    if not found and whole and not re.search(r"[A-Za-z]", left):
        return Phones((left.strip(),) if len(digits) == SHORTEST else (shown(phonenumbers.parse(digits, HERE)),), "")
    return Phones(tuple(dict.fromkeys(found)), _words(left))


def in_digits(cell: str) -> str:
    """Digits for "five one eight, five five five ..."; what is no whole number in words stays as it is."""
    words = list(re.finditer(r"[^\W\d_]+|\d+", cell))
    pieces, at, first = [], 0, 0
    while first < len(words):
        digits, told, last = _spoken(words, first)
        if told >= SPOKEN and (len(digits) in (SHORTEST, 10) or (len(digits) == 11 and digits[0] == "1")):
            pieces += [cell[at : words[first].start()], digits]
            at = words[last - 1].end()
        first = max(last, first + 1)
    return "".join((*pieces, cell[at:]))


def _spoken(words: Sequence[re.Match[str]], first: int) -> tuple[str, int, int]:
    """The digits from one word on, how many of them are words, and the word after the last of them."""
    digits, told, times, at = "", 0, 1, first
    for at in range(first, len(words) + 1):
        said = words[at][0].casefold() if at < len(words) else ""
        if said in TIMES:
            times = TIMES[said]
        elif said in DIGITS or said.isdigit():
            digits += DIGITS.get(said, said) * times
            told, times = told + (said in DIGITS), 1
        else:
            break
    return digits, told, at


def shown(number: phonenumbers.PhoneNumber) -> str:
    """As it is written here, and with its country where it is from somewhere else."""
    how = PhoneNumberFormat.NATIONAL if number.country_code == 1 else PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, how))


def _words(left: str) -> str:
    return LABELS.sub("", re.sub(r"[\s()/;:,.|&+-]+", " ", left)).strip()
