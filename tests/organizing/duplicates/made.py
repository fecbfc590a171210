"""People written down once, twice or three times, with the mistakes people make: the stated model of errors.

A household of one to four shares an address, and four in ten households a phone. One in thirty has twins, one in thirty
a father and a son of one name (the son is written "Jr"). First and last names follow Zipf: the commonest are 3 % and 1 % of all, about as in the United States. One
in 200 people gives the shelter's phone and address. A third of people are written down again, one in ten twice more.
Each later row: name slip 12 %, first and last exchanged 4 %, a short name 12 % where there is one, a chosen name beside
3 %, only an initial 2 %; phone missing 25 %, another 10 %; email missing 35 %, another 8 %; address missing 20 %, moved
8 %, written otherwise 30 %, slip 8 %; nothing at all to tell them by but the name 2 %.
"""

import random
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from waymeet.organizing.duplicates import scoring
from waymeet.organizing.duplicates.features import nicknames

SYLLABLES = ("ba", "ber", "ca", "cor", "da", "den", "el", "fa", "gar", "ha", "hol", "is", "ka", "lan", "lo", "mar", "mo",
             "ner", "o", "pe", "quin", "ra", "ros", "sa", "sten", "ta", "tor", "va", "wil", "za")  # fmt: skip
COMMON = ("smith", "garcia", "johnson", "rodriguez", "williams", "brown", "martinez", "jones", "lopez", "davis", "nguyen",
          "miller", "perez", "wilson", "moore", "taylor", "jackson", "rivera", "white", "harris")  # fmt: skip
STREETS = ("Street", "Avenue", "Road", "Lane", "Place")
BRIEF = {"Street": "St", "Avenue": "Ave.", "Road": "Rd", "Lane": "Ln", "Place": "Pl"}
SHELTER_PHONE, SHELTER = "5185550100", "176 Sheridan Avenue, Albany 12210"


@dataclass(frozen=True)
class Row:
    """Somebody as they were written down; `who` is who they are."""

    who: int
    first: str
    last: str
    chosen: str = ""
    age: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.first.title(), self.last.title(), self.age) if part)

    def points(self) -> list[tuple[str, str]]:
        return [(kind, one) for kind, one in (("phone", self.phone), ("email", self.email)) if one]


def put(base: Any, rows: list["Row"]) -> None:
    """As contacts and their points, in the base that is compared."""
    ids = [f"{number:08d}" for number in range(len(rows))]
    scoring.put(base, "contacts", [(a, row.name, row.chosen, row.address) for a, row in zip(ids, rows, strict=True)])
    points = [(a, kind, one) for a, row in zip(ids, rows, strict=True) for kind, one in row.points()]
    if points:
        scoring.put(base, "points", points)
    scoring.join_points(base)


class World:
    """`rows(n)` makes about n rows; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.short: dict[str, list[str]] = defaultdict(list)
        for name, brief in nicknames():
            self.short[name].append(brief)
        self.firsts = sorted(self.short)
        self.dice.shuffle(self.firsts)
        parts = self.dice
        made = {"".join(parts.choices(SYLLABLES, k=parts.choice((2, 3, 3)))) for _ in range(9000)}
        self.lasts = [*COMMON, *sorted(made - set(COMMON))]
        self.first_weights = _zipf(len(self.firsts), 0.7)
        self.last_weights = _zipf(len(self.lasts), 0.6)
        self.roads = [f"{self._word().title()} {parts.choice(STREETS)}" for _ in range(400)]
        self.people = 0

    def rows(self, n: int) -> list[Row]:
        found: list[Row] = []
        while len(found) < n:
            for one in self._household():
                again = self.dice.random()
                found += [one, *(self._again(one) for _ in range(3 if again < 0.1 else 1 if again < 0.33 else 0))]
        self.dice.shuffle(found)
        return found

    def _word(self) -> str:
        return "".join(self.dice.choices(SYLLABLES, k=2))

    def _first(self) -> str:
        return self.dice.choices(self.firsts, cum_weights=self.first_weights)[0]

    def _address(self) -> str:
        flat = f" Apt {self.dice.randint(1, 20)}" if self.dice.random() < 0.3 else ""
        return f"{self.dice.randint(1, 900)} {self.dice.choice(self.roads)}{flat}, Albany {12200 + self.dice.randint(2, 11)}"

    def _phone(self) -> str:
        return f"518{self.dice.randint(2000000, 9999999)}"

    def _household(self) -> list[Row]:
        dice, address, phone = self.dice, self._address(), self._phone()
        last = dice.choices(self.lasts, cum_weights=self.last_weights)[0]
        shared, kind = dice.random() < 0.4, dice.random()
        firsts = [self._first() for _ in range(dice.choices((1, 2, 3, 4), (5, 3, 2, 1))[0])]
        made = []
        for first in dict.fromkeys(firsts):
            other = dice.choices(self.lasts, cum_weights=self.last_weights)[0]
            made.append(self._person(first, last if dice.random() < 0.8 else other, address, phone if shared else ""))
        if kind < 1 / 30:
            made.append(replace(made[0], who=self._who(), age="Jr", email=self._email("jr", last)))
        elif kind < 2 / 30:
            twin = self._person(self._first(), made[0].last, address, made[0].phone)
            made += [twin] if twin.first != made[0].first else []
        return made

    def _person(self, first: str, last: str, address: str, phone: str) -> Row:
        dice = self.dice
        email = self._email(first, last) if dice.random() < 0.6 else ""
        number = phone or (self._phone() if dice.random() < 0.8 else "")
        if dice.random() < 0.005:
            number, address = SHELTER_PHONE, SHELTER
        return Row(self._who(), first, last, "", "", number, email, address if dice.random() < 0.9 else "")

    def _who(self) -> int:
        self.people += 1
        return self.people

    def _email(self, first: str, last: str) -> str:
        return f"{first}.{last}{self.dice.randint(1, 9999)}@example.org"

    def _again(self, one: Row) -> Row:
        return self._reached_again(self._named_again(one))

    def _named_again(self, one: Row) -> Row:
        dice, luck = self.dice, self.dice.random()
        if luck < 0.12:
            return replace(one, **{(part := dice.choice(("first", "last"))): self._slip(getattr(one, part))})
        if luck < 0.16:
            return replace(one, first=one.last, last=one.first)
        if luck < 0.28 and self.short[one.first]:
            return replace(one, first=dice.choice(self.short[one.first]))
        if luck < 0.31 and self.short[one.first]:
            return replace(one, chosen=dice.choice(self.short[one.first]).title())
        return replace(one, first=one.first[:1]) if luck < 0.33 else one

    def _reached_again(self, one: Row) -> Row:
        dice = self.dice
        if dice.random() < 0.02:
            return replace(one, phone="", email="", address="")
        phone = dice.choices(("", self._phone(), one.phone), (25, 10, 65))[0]
        email = dice.choices(("", self._email(one.first, one.last), one.email), (35, 8, 57))[0]
        luck, address = dice.random(), one.address
        if luck < 0.2:
            address = ""
        elif luck < 0.28:
            address = self._address()
        elif luck < 0.58:
            address = " ".join(BRIEF.get(word, word) for word in address.split()).split(",")[0]
        elif luck < 0.66:
            address = self._slip(address)
        return replace(one, phone=phone, email=email, address=address)

    def _slip(self, word: str) -> str:
        if len(word) < 4:
            return word
        place, letter = self.dice.randrange(1, len(word) - 1), self.dice.choice("aeilnorst")
        before, after = word[:place], word[place:]
        ways = (
            before + after[1:],
            before + letter + after,
            before + letter + after[1:],
            before + after[1] + after[0] + after[2:],
        )
        return self.dice.choice(ways)


def _zipf(n: int, power: float) -> list[float]:
    total, found = 0.0, []
    for rank in range(1, n + 1):
        total += rank**-power
        found.append(total)
    return found


def truth(rows: list[Row]) -> set[tuple[str, str]]:
    """Every pair of rows that are one person."""
    known: dict[int, list[str]] = defaultdict(list)
    for number, row in enumerate(rows):
        known[row.who].append(f"{number:08d}")
    return {(a, b) for ids in known.values() for place, a in enumerate(ids) for b in ids[place + 1 :]}


def measured(found: set[tuple[str, str]], true: set[tuple[str, str]]) -> tuple[float, float]:
    """(precision, recall)"""
    right = len(found & true)
    return right / max(1, len(found)), right / max(1, len(true))
