"""Reads lists of people: the columns are named by the line whose words we know best."""

from pathlib import Path

from waymeet.kernel import sheets
from waymeet.kernel.sheets import Line, Sheet, decoded, lines_of
from waymeet.organizing.imports.rules.columns import guess

__all__ = ["Line", "Sheet", "decoded", "lines_of", "open_sheet"]


def open_sheet(path: Path, sheet: str = "") -> Sheet:
    """Find out how a list is written; BadInput with a sentence where it is empty, damaged or no list."""
    return sheets.open_sheet(path, sheet, known=guess)
