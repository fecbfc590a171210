"""When a question may be asked, what asking costs, and what some answers say of all visits. Pure."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from waymeet.care.naloxone.rules import BANDS, LEAST_DOUBT

WAIT = dt.timedelta(days=7)  # in which the advisors may veto before anybody is asked
FEW = BANDS[0].stop - 1  # none to ten read the same, as on every page of care
WEEKS_A_QUARTER = 13
RATHER_NOT = "rather_not"


class Kind(StrEnum):
    """How a question is answered."""

    ONE = "one"
    MANY = "many"
    NUMBER = "count"


class WhyNot(StrEnum):
    """What a question lacks, so that nobody is asked it."""

    TEXT = "text"
    PURPOSE = "purpose"
    DEMANDED_BY = "demanded_by"
    EXPIRY = "expiry"
    VETO = "veto"
    OPTIONS = "options"
    EXPIRED = "expired"
    VETOED = "vetoed"
    WAITING = "waiting"
    RETIRED = "retired"


class Registered(Protocol):
    """What the register says of a question."""

    text_en: Any
    text_es: Any
    purpose_en: Any
    purpose_es: Any
    demanded_by: Any
    veto_by: Any
    kind: Any
    options: Any
    expires_on: Any
    shown_from: Any
    vetoed_on: Any
    retired_on: Any


def why_not(asked: Registered, day: dt.date) -> list[WhyNot]:
    """Everything that keeps this question from being asked on that day; nothing, and it may be asked."""
    lacks = {
        WhyNot.TEXT: not (_said(asked.text_en) and _said(asked.text_es)),
        WhyNot.PURPOSE: not (_said(asked.purpose_en) and _said(asked.purpose_es)),
        WhyNot.DEMANDED_BY: not _said(asked.demanded_by),
        WhyNot.EXPIRY: asked.expires_on is None,
        WhyNot.VETO: not _said(asked.veto_by),
        WhyNot.OPTIONS: asked.kind not in list(Kind) or (asked.kind != Kind.NUMBER and len(asked.options or ()) < 2),
        WhyNot.EXPIRED: asked.expires_on is not None and asked.expires_on < day,
        WhyNot.VETOED: asked.vetoed_on is not None,
        WhyNot.WAITING: asked.shown_from is None or day < asked.shown_from,
        WhyNot.RETIRED: asked.retired_on is not None,
    }
    return [why for why, is_so in lacks.items() if is_so]


def _said(words: object) -> bool:
    return bool(str(words or "").strip())


@dataclass(frozen=True)
class Asked:
    """A question that is being asked: whose it is, how long one answer takes, how often in a quarter."""

    demanded_by: str
    seconds: int
    times: int


@dataclass(frozen=True)
class Burden:
    """What one funder's questions cost."""

    demanded_by: str
    questions: int
    seconds_each: int
    times: int
    hours: float

    @property
    def minutes_each(self) -> float:
        return round(self.seconds_each / 60, 1)


def burden(asked: Iterable[Asked]) -> list[Burden]:
    """By funder: for one participant who is asked everything once, and for everybody in a quarter."""
    by: dict[str, list[Asked]] = {}
    for one in asked:
        by.setdefault(one.demanded_by, []).append(one)
    return [
        Burden(
            name,
            len(ones),
            sum(one.seconds for one in ones),
            sum(one.times for one in ones),
            round(sum(one.seconds * one.times for one in ones) / 3600, 1),
        )
        for name, ones in sorted(by.items())
    ]


@dataclass(frozen=True)
class Estimate:
    """`error` is one standard error; None where it cannot be told."""

    value: float
    error: float | None


def of_visits(values: Mapping[float, int], visits: int) -> Estimate:
    """A sum over all visits from the answers of some: each answer stands for visits / answers.

    `values`: value -> how many answered it. The error is that of a simple random sample without replacement; where
    every visit answered there is none.
    """
    answers = sum(values.values())
    if not answers:
        return Estimate(0.0, None)
    mean = sum(value * count for value, count in values.items()) / answers
    if answers >= visits:
        return Estimate(mean * visits, 0.0)
    if answers < 2:
        return Estimate(mean * visits, None)
    spread = sum(count * (value - mean) ** 2 for value, count in values.items()) / (answers - 1)
    return Estimate(mean * visits, visits * math.sqrt(spread / answers * (1 - answers / visits)))


def of_weeks(totals: Sequence[float], weeks: int) -> Estimate:
    """A sum over `weeks` from whole weeks in which everybody was asked. One week alone tells no error."""
    asked = len(totals)
    if not asked:
        return Estimate(0.0, None)
    mean = sum(totals) / asked
    if asked >= weeks:
        return Estimate(sum(totals), 0.0)
    if asked < 2:
        return Estimate(mean * weeks, None)
    spread = sum((total - mean) ** 2 for total in totals) / (asked - 1)
    return Estimate(mean * weeks, weeks * math.sqrt(spread / asked * (1 - asked / weeks)))


def hidden_of_one(counts: Mapping[str, int], people: int) -> set[str]:
    """Answers of a choose-one question not to be shown: small ones, or all.

    The number of people is shown, and with it the sum of small ones and of those who gave no answer, whom no page
    shows apart. As long as that sum leaves doubt, a small one can be anything up to it; if less, all are hidden.
    """
    small = {answer for answer, count in counts.items() if count <= FEW}
    left = people - sum(count for answer, count in counts.items() if answer not in small)
    return set(counts) if small and left < LEAST_DOUBT else small


def hidden_of_many(counts: Mapping[str, int], people: int) -> set[str]:
    """Where several may be chosen: few who chose it, or few who did not."""
    return {answer for answer, count in counts.items() if count <= FEW or people - count <= FEW}
