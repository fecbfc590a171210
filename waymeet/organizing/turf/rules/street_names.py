"""Street names and numbers as people write them, brought to one form so that the same address meets itself.

Abbreviations: USPS Publication 28, appendix C1, the ones that occur in street names of the United States.
"""

import re
import unicodedata
from functools import lru_cache

_TYPES = {
    "alley": "aly ally", "avenue": "ave av aven avn", "boulevard": "blvd boul", "bridge": "brg", "bypass": "byp",
    "center": "ctr cen", "circle": "cir circ", "close": "clo", "common": "cmn", "court": "ct crt", "courts": "cts",
    "cove": "cv", "creek": "crk", "crescent": "cres", "crossing": "xing crssng", "drive": "dr drv",
    "esplanade": "esp", "estates": "ests", "expressway": "expy exp", "extension": "ext extn", "freeway": "fwy",
    "garden": "gdn", "gardens": "gdns", "green": "grn", "grove": "grv", "heights": "hts", "highway": "hwy hiwy",
    "hill": "hl", "hollow": "holw", "junction": "jct", "knoll": "knl", "lake": "lk", "landing": "lndg",
    "lane": "ln", "manor": "mnr", "meadow": "mdw", "meadows": "mdws", "mount": "mt", "mountain": "mtn",
    "parkway": "pkwy pky parkwy", "place": "pl", "plaza": "plz", "point": "pt", "ridge": "rdg", "river": "riv",
    "road": "rd", "route": "rte rt", "square": "sq", "station": "sta", "street": "st str strt", "terrace": "ter terr",
    "trail": "trl", "turnpike": "tpke tpk", "valley": "vly", "view": "vw", "village": "vlg", "walk": "wlk",
    "way": "wy",
}  # fmt: skip
_DIRECTIONS = {
    "north": "n", "south": "s", "east": "e", "west": "w",
    "northeast": "ne", "northwest": "nw", "southeast": "se", "southwest": "sw",
}  # fmt: skip
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)

_FULL = {short: full for full, shorts in _TYPES.items() for short in shorts.split()}
_FULL_DIRECTION = {short: full for full, short in _DIRECTIONS.items()}
_ORDINAL = {
    f"{number}{'th' if 10 < number < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}": word
    for number, word in enumerate(_ORDINALS.split(), start=1)
}
_WORD = re.compile(r"[^\W_]+", re.UNICODE)


@lru_cache(maxsize=65536)
def street_key(name: str) -> str:
    """So that "CLINTON AV." and "Clinton Avenue" are both "clinton avenue", and "N 1st St" "north first street"."""
    plain = unicodedata.normalize("NFKD", name.replace("'", "").replace("’", ""))  # noqa: RUF001 - as people type it
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    return " ".join(_expand(_WORD.findall(letters)))


def _expand(words: list[str]) -> list[str]:
    last = len(words) - 1
    return [
        _full(word, first=place == 0, end=place >= max(last - 1, 1), only=last == 0) for place, word in enumerate(words)
    ]


def _full(word: str, *, first: bool, end: bool, only: bool) -> str:
    """A short word in full, judged by its place: "St Johns St" is Saint John's Street."""
    if word in _ORDINAL:
        return _ORDINAL[word]
    if word == "st" and first and not only:
        return "saint"
    if word in _FULL_DIRECTION and (first or end) and not only:
        return _FULL_DIRECTION[word]
    return _FULL.get(word, word) if (end or word in ("mt", "hwy", "rte")) and not only else word


_START = re.compile(r"(?<![\w'’])[^\W\d]")  # noqa: RUF001 - as people type it
_ALWAYS_GREAT = {"us": "US", "nw": "NW", "ne": "NE", "sw": "SW", "se": "SE"}


@lru_cache(maxsize=65536)
def street_shown(name: str) -> str:
    """A street name as a person would write it: shouted names are quietened and short words written in full."""
    name = " ".join(name.split())
    if not name.isupper() and not name.islower():
        return name
    short = [word.strip(".") for word in name.casefold().split()]
    words = [_full(word, first=place == 0, end=place > 0, only=False) for place, word in enumerate(short)]
    return " ".join(_ALWAYS_GREAT.get(word) or _START.sub(lambda start: start[0].upper(), word) for word in words)


_UNIT = re.compile(
    r"^(?:(?:apartment|apt|unit|suite|ste|room|rm|number|no|lot|trailer|trlr|flat)(?![a-z])|#)[\s.#:]*", re.IGNORECASE
)
_FLOOR = re.compile(
    r"^(?:(?:floor|fl|flr)[\s.#]*(\w+)|(\d+)(?:st|nd|rd|th)?[\s.]*(?:floor|fl|flr)|(basement|bsmt))$", re.IGNORECASE
)


def unit_and_floor(text: str) -> tuple[str, str]:
    """Unit and floor: "APT 3B" -> ("3B", ""); "FL 2" and "2nd Floor" -> ("", "2"); "# 4" -> ("4", "")."""
    text = " ".join(text.split())
    floor = _FLOOR.match(text)
    if floor:
        return "", (floor[1] or floor[2] or "B").upper()
    while (shorter := _UNIT.sub("", text)) != text and shorter:
        text = shorter
    return text.upper()[:20], ""


_FRACTIONS = {"½": "1/2", "¼": "1/4", "¾": "3/4"}


@lru_cache(maxsize=65536)
def number_shown(text: str) -> str:
    """A house number without ornament: "12 - 14" -> "12-14", "0012" and a spreadsheet's "12.0" -> "12"."""
    for sign, half in _FRACTIONS.items():
        text = text.replace(sign, f" {half}")
    text = re.sub(r"\s*([-/])\s*", r"\1", " ".join(text.split())).upper()
    text = re.sub(r"^(\d+)\.0+$", r"\1", text)
    return re.sub(r"^0+(?=\d)", "", text)


_NUMBER = re.compile(r"^[A-Z]{0,2}\d")


def is_number(text: str) -> bool:
    """A house number starts with a digit, after at most two letters (N6W, in Wisconsin); 0 stands for none."""
    return bool(_NUMBER.match(text)) and text != "0"


_WHOLE_NUMBER = r"[NSEW]\d+[NSEW]\d+|[A-Z]{0,2}\d+[A-Z]?(?:\s*[-/]\s*\d+[A-Z]?)?(?:\s+1/2)?"
_WHOLE_UNIT = r"(?:apt|apartment|unit|suite|ste|fl|floor|lot|trlr|rm)(?![a-z])[\s.#]*[\w-]+|\#\s*[\w-]+"
_WHOLE = re.compile(
    rf"^\s*(?P<number>{_WHOLE_NUMBER})\s+(?P<street>.+?)(?:[\s,]+(?P<unit>{_WHOLE_UNIT}))?\s*$", re.IGNORECASE
)


def split_whole(text: str) -> tuple[str, str, str]:
    """Number, street and unit: ("123", "N Main St", "Apt 4"); three empty strings where there is no number."""
    found = _WHOLE.match(text.split(",", maxsplit=1)[0] if text.count(",") > 1 else text)
    return (found["number"], found["street"].strip(" ,"), found["unit"] or "") if found else ("", "", "")


_NUMBER_AND_UNIT = re.compile(rf"^(?P<number>\S.*?)[\s,]+(?P<unit>{_WHOLE_UNIT})$", re.IGNORECASE)


def number_and_unit(text: str) -> tuple[str, str]:
    """A house number, and the unit that was written into its column: "101 Apt 4" -> ("101", "Apt 4")."""
    found = _NUMBER_AND_UNIT.match(text)
    return (number_shown(found["number"]), found["unit"]) if found else (number_shown(text), "")


def address_key(number: str, street: str, unit: str = "", floor: str = "") -> str:
    """What makes two addresses the same one within a town."""
    return "|".join((number_shown(number).casefold(), street_key(street), unit.casefold(), floor.casefold()))
