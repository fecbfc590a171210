"""The power map: who decides most stands on top, who is for it to the left. Names stand in boxes and never overlap."""

from collections.abc import Sequence
from dataclasses import dataclass

from waymeet.organizing.coalitions import rules
from waymeet.organizing.coalitions.queries_demands import Aimed

WIDE, LINE, TOP, LEFT, SHORTEST = 150, 22, 34, 30, 52
MOST, LETTERS = 7, 19  # names in a box, letters of a name: as many as fit at this size
UNKNOWN = 6


@dataclass(frozen=True)
class Name:
    """One name, where it stands."""

    words: str
    x: int
    y: int
    decides: bool


@dataclass(frozen=True)
class Box:
    """One field of the map."""

    x: int
    y: int
    wide: int
    high: int
    tone: str


@dataclass(frozen=True)
class PowerMap:
    """What is drawn."""

    wide: int
    high: int
    boxes: Sequence[Box]
    names: Sequence[Name]
    columns: Sequence[tuple[int, int]]  # value, x of its middle
    rows: Sequence[tuple[int, int]]  # power, y of its middle


def drawn(aimed: Sequence[Aimed]) -> PowerMap:
    """Every row is as high as its fullest box needs."""
    cells: dict[tuple[int, int], list[Aimed]] = {}
    for one in aimed:
        cells.setdefault((one.row.power, one.now.value if one.now else UNKNOWN), []).append(one)
    columns = range(1, UNKNOWN + 1)
    boxes: list[Box] = []
    names: list[Name] = []
    rows: list[tuple[int, int]] = []
    y = TOP
    for power in reversed(rules.POWERS):
        fullest = max(min(len(cells.get((power, value), ())), MOST + 1) for value in columns)
        high = max(SHORTEST, fullest * LINE + 14)
        for value in columns:
            x = LEFT + (value - 1) * WIDE
            boxes.append(Box(x, y, WIDE, high, _tone(value)))
            names += _names(cells.get((power, value), []), x, y)
        rows.append((power, y + high // 2))
        y += high
    middles = [(value, LEFT + (value - 1) * WIDE + WIDE // 2) for value in columns]
    return PowerMap(LEFT + UNKNOWN * WIDE + 2, y + 2, boxes, names, middles, rows)


def _tone(value: int) -> str:
    if value == UNKNOWN:
        return "unknown"
    return "for" if value in rules.YES else "against" if value in rules.NO else "between"


def _names(here: Sequence[Aimed], x: int, y: int) -> list[Name]:
    """Each on a line of its own; the last line counts those that do not fit, who stand in the table."""
    shown = [(short(one.row.official.name), one.row.role == "decides") for one in here]
    if len(shown) > MOST + 1:
        shown = [*shown[:MOST], (f"+{len(shown) - MOST}", False)]
    return [Name(words, x + 8, y + 20 + LINE * line, decides) for line, (words, decides) in enumerate(shown)]


def short(name: str) -> str:
    """The family name with an initial before it, cut where it would leave its box."""
    parts = [one for one in name.split() if one.rstrip(".").lower() not in ("jr", "sr", "ii", "iii", "iv")]
    words = f"{parts[0][:1]}. {parts[-1].rstrip(',')}" if len(parts) > 1 else name
    return words if len(words) <= LETTERS else f"{words[: LETTERS - 1]}…"
