"""How a list would be read: its columns with examples, and which way round its days are."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from waymeet.kernel import wording
from waymeet.organizing.imports.reading import Line, Sheet
from waymeet.organizing.imports.rules.columns import guess, hurts
from waymeet.organizing.imports.rules.days import says_day_first

LOOKED_AT, FOR_DAYS = 50, 5000
EXAMPLES = 3


@dataclass(frozen=True)
class Preview:
    """`examples` by column, none for a column that hurts; `day_first` None where nothing tells.

    `hints`: how many words in notes hurt people who read them, of so many rows as were looked at. Nothing is rewritten.
    """

    sheet: Sheet
    examples: tuple[tuple[str, tuple[str, ...]], ...]
    day_first: bool | None
    hints: int = 0


def preview(sheet: Sheet) -> Preview:
    lines = [line for line in islice(sheet.rows(), FOR_DAYS) if not line.empty and not line.broken]
    days = [at for at, field in guess(sheet.columns).items() if field in ("since", "day")]
    told = Counter(says_day_first(line.cells[at]) for line in lines for at in days if at < len(line.cells))
    first = told[True] > told[False] if told[True] or told[False] else None
    examples = tuple((column, _examples(lines[:LOOKED_AT], at, column)) for at, column in enumerate(sheet.columns))
    return Preview(sheet, examples, first, _hints(lines, sheet))


def _hints(lines: list[Line], sheet: Sheet) -> int:
    notes = [at for at, field in guess(sheet.columns).items() if field == "note" and not hurts(sheet.columns[at])]
    return sum(len(wording.hints(line.cells[at])) for line in lines for at in notes if at < len(line.cells))


def _examples(lines: list[Line], at: int, column: str) -> tuple[str, ...]:
    if hurts(column):
        return ()
    values = dict.fromkeys(line.cells[at].strip()[:40] for line in lines if at < len(line.cells))
    return tuple(value for value in values if value)[:EXAMPLES]
