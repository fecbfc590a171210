"""What came of a list: numbers that add up, and the first things that could not be taken."""

from dataclasses import dataclass, field
from uuid import UUID

SHOWN = 12


@dataclass
class Report:
    """`rows` = `made` + `known` + `left`; `known` = `changed` + `same`. A dry run tells `known` alone."""

    rows: int = 0
    made: int = 0
    known: int = 0
    changed: int = 0
    same: int = 0
    left: int = 0
    empty: int = 0
    cells: int = 0
    dry_run: bool = True
    batch: UUID | None = None
    examples: list[tuple[int, str, str]] = field(default_factory=list)  # (row, column, code)

    @property
    def explained(self) -> bool:
        """Nothing was dropped in silence."""
        return self.rows == self.made + self.known + self.left
