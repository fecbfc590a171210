"""Words that hurt the people they are said of, and what can be said instead. It suggests and never rewrites.

Whole words only: a search for parts of words makes nonsense of "addiction". What somebody is quoted with, calls
themselves, and what an organization or a law is called, is left alone. The English list follows NIDA's "Words Matter";
the Spanish one is our own and has been read by no authority. Pure, and without Django: our checks read it too.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

LONGEST = 20_000  # characters of a text that are looked at
# Where such a word means something else. Looked for around the word, in the same sentence.
MEANT_OTHERWISE = re.compile(
    r"""\b(?:sexual|child|domestic|elder|physical|emotional|verbal)\ abuse\b
    |\bclean\ (?:clothes|clothing|socks|underwear|water|towels?|sheets?|beds?|rooms?|bathrooms?)\b
    |\bclean\ (?:kitchen|air|blankets?|shoes|slate)\b
    |\bdirty\ (?:clothes|clothing|socks|water|dishes|laundry|rooms?|bathrooms?)\b
    |\balcoholic\ (?:drinks?|beverages?)\b|\bbebidas?\ alcohólicas?\b
    |\bclean(?:ed|ing)?\ (?:up|out)\b|\b(?:to|will|can|must|please)\ clean\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Somebody's own word for themselves, up to this word in the same sentence.
OWN_WORD = re.compile(
    r"""\b(?:I\ am|I['\u2019]m|calls?\ (?:her|him|them)sel(?:f|ves)|names?\ (?:her|him|them)sel(?:f|ves)
    |identif(?:y|ies|ied)\ as|(?:her|his|their)\ own\ word|describes?\ (?:her|him|them)sel(?:f|ves)
    |soy|se\ (?:llama|dice|nombra|identifica|considera|define)(?:\ a\ s[íi]\ mism[oa])?)\b[^.!?;\n]{0,40}$""",
    re.IGNORECASE | re.VERBOSE,
)
QUOTED = re.compile(
    r"\u201c[^\u201d\n]*\u201d|«[^»\n]*»|\u2018[^\u2019\n]*\u2019(?!\w)"
    r"|(?<!\w)\"[^\"\n]*\"|(?<!\w)'[^'\n]*'(?!\w)|^\s*>.*$",
    re.MULTILINE,
)
NAMED = (
    "Substance Abuse and Mental Health Services Administration",
    "National Institute on Drug Abuse",
    "National Institute on Alcohol Abuse and Alcoholism",
    "Comprehensive Addiction and Recovery Act",
    "Drug Addiction Treatment Act",
    "Alcoholics Anonymous",
    "Alcohólicos Anónimos",
    "criminal justice",
    "criminal court",
    "criminal record",
)
LITTLE = r"(?:of|for|and|on|the|in|de|del|la|las|los|y|para|en)"
CAPITAL = r"[A-ZÁÉÍÓÚÑ][\w'\u2019-]*"


@dataclass(frozen=True)
class Hint:
    """Where the word stands, the word itself, and what can be said instead, in both languages."""

    start: int
    end: int
    word: str
    instead_en: str
    instead_es: str

    def instead(self, language: str) -> str:
        return self.instead_es if language.startswith("es") else self.instead_en


@cache
def _list() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """One pattern, longest words first, and what each is answered with."""
    path = resources.files("waymeet.kernel") / "wording.csv"
    instead = {}
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        for word in row["words"].split("|"):
            instead[_key(word)] = (row["instead_en"], row["instead_es"])
    longest_first = sorted(instead, key=lambda word: (-len(word), word))
    either = "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in longest_first)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE), instead


def _key(word: str) -> str:
    return re.sub(r"[\s-]+", " ", word.strip().lower())


def hints(text: str, *, quotations: bool = True) -> list[Hint]:
    """Every such word in the order of the text. `quotations=False` looks inside quotation marks too, as in code."""
    pattern, instead = _list()
    looked_at = text[:LONGEST]
    left_alone = list(_left_alone(looked_at, quotations=quotations))
    found = []
    for match in pattern.finditer(looked_at):
        start, end = match.span()
        if any(begin <= start and end <= stop for begin, stop in left_alone):
            continue
        if OWN_WORD.search(looked_at[:start]) or _is_in_a_name(looked_at, start, end):
            continue
        english, spanish = instead[_key(match.group())]
        found.append(Hint(start, end, match.group(), english, spanish))
    return found


def _left_alone(text: str, *, quotations: bool) -> Iterator[tuple[int, int]]:
    patterns = [MEANT_OTHERWISE, re.compile("|".join(map(re.escape, NAMED)), re.IGNORECASE)]
    for pattern in (*patterns, *([QUOTED] if quotations else [])):
        for match in pattern.finditer(text):
            yield match.span()


def _is_in_a_name(text: str, start: int, end: int) -> bool:
    """Written with capitals beside another word with a capital, as in "Center for Substance Abuse Treatment"."""
    words = text[start:end]
    if not all(word[:1].isupper() for word in re.split(r"[\s-]+", words)) or words.isupper():
        return False
    before = re.search(rf"(?:^|[\s(])({CAPITAL})(?:\s+{LITTLE})*\s+$", text[:start])
    after = re.match(rf"\s+(?:{LITTLE}\s+)*{CAPITAL}", text[end:])
    return bool(before or after)
