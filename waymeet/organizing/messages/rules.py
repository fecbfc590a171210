"""What a message says and how long it is: plain decisions, nothing looked up.

Texts are counted as the network counts them (3GPP TS 23.038 and 23.040): 160 signs of the GSM alphabet or 70 others
in one segment, 153 or 67 in each of several. What costs money is the segment.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = frozenset("^{}\\[~]|€\f")  # an escape goes before each
ONE_GSM, MANY_GSM, ONE_WIDE, MANY_WIDE = 160, 153, 70, 67

# The closed set of what can stand in a message, in both languages.
PLACES = {
    "name": "name",
    "nombre": "name",
    "event": "event",
    "evento": "event",
    "day": "day",
    "dia": "day",
    "día": "day",
    "time": "time",
    "hora": "time",
    "place": "place",
    "lugar": "place",
}
OF_EVENT = frozenset({"event", "day", "time", "place"})
PLACE = re.compile(r"\{([^{}]*)\}")

# CTIA's words and Spanish ones people write; a text that is only such a word stops all texts to that number.
STOP = frozenset({"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "alto", "baja", "parar", "cancelar"})
START = frozenset({"start", "unstop", "alta", "seguir"})
HELP = frozenset({"help", "info", "ayuda"})
LANGUAGES = ("en", "es")


@dataclass(frozen=True)
class Segments:
    """How a text goes over the air: in `count` pieces; `wide` where one sign is outside the GSM alphabet."""

    count: int
    wide: bool
    signs: int


def segments(text: str) -> Segments:
    """Counted as sent: a sign that takes two places is never cut in two."""
    wide = any(sign not in GSM and sign not in GSM_TWICE for sign in text)
    costs = [_wide_cost(sign) if wide else 1 + (sign in GSM_TWICE) for sign in text]
    total, one, many = sum(costs), ONE_WIDE if wide else ONE_GSM, MANY_WIDE if wide else MANY_GSM
    if total <= one:
        return Segments(1 if total else 0, wide, total)
    pieces, room = 1, many
    for cost in costs:
        if cost > room:
            pieces, room = pieces + 1, many
        room -= cost
    return Segments(pieces, wide, total)


def _wide_cost(sign: str) -> int:
    return 2 if ord(sign) > 0xFFFF else 1


def unknown_places(text: str) -> list[str]:
    """What stands in braces and is none of ours."""
    return [found for found in PLACE.findall(text) if found.strip().lower() not in PLACES]


def asks_of_event(text: str) -> bool:
    return any(PLACES.get(found.strip().lower()) in OF_EVENT for found in PLACE.findall(text))


def filled(text: str, said: Mapping[str, str]) -> str:
    """Each place with what stands for it. What nobody gave leaves no hole: `Hi {name}, come` is `Hi, come`."""

    def put(found: re.Match[str]) -> str:
        return said.get(PLACES.get(found[1].strip().lower(), ""), "")

    whole = PLACE.sub(put, text)
    whole = re.sub(r"[ \t]+([,.;:!?])", r"\1", whole)
    return re.sub(r"[ \t]{2,}", " ", whole).strip()


def language_of(spoken: str, has: Mapping[str, bool]) -> str:
    """Which version somebody gets: the first language of theirs that is written, else English, else what there is."""
    for code in spoken.split():
        if has.get(code):
            return code
    return next((code for code in LANGUAGES if has.get(code)), "en")


def text_with_sender(body: str, group: str, language: str) -> str:
    """A text says who sends it and how to stop it."""
    end = "Alto: responde ALTO" if language == "es" else "Reply STOP to end"
    return f"{group}: {body}\n{end}" if group else f"{body}\n{end}"


def word_of(text: str) -> str:
    """What a text that came in asks for: `stop`, `start`, `help`, or '' for words to a person."""
    word = re.sub(r"[^\w]", "", text.strip().casefold())
    for name, words in (("stop", STOP), ("start", START), ("help", HELP)):
        if word in words:
            return name
    return ""


@dataclass(frozen=True)
class Hours:
    """When people may be written to, local time: from `first` until before `last`."""

    first: int
    last: int

    @property
    def opens(self) -> dt.time:
        return dt.time(self.first)

    @property
    def closes(self) -> dt.time:
        """Midnight where it is open until the end of the day."""
        return dt.time(self.last % 24)

    def quiet(self, now: dt.datetime) -> bool:
        return not self.first <= now.hour < self.last


def hours_of(given: str) -> Hours:
    """From "9-20"; ValueError for anything that is no span of a day."""
    first, _dash, last = given.partition("-")
    found = Hours(int(first), int(last))
    if not 0 <= found.first < found.last <= 24:
        raise ValueError
    return found
