"""What came of a list: numbers that add up, and the first things that could not be taken."""

from dataclasses import dataclass, field
from uuid import UUID

SHOWN = 12
ALIKE_SHOWN = 200


@dataclass
class Report:
    """`rows` = `made` + `known` + `left`; `known` = `changed` + `same`, in a dry run too.

    `alike` of the known are so only by the same name with the same phone or email; `alike_rows` are the first of them.
    """

    rows: int = 0
    made: int = 0
    known: int = 0
    changed: int = 0
    same: int = 0
    left: int = 0
    empty: int = 0
    cells: int = 0
    alike: int = 0
    dry_run: bool = True
    batch: UUID | None = None
    examples: list[tuple[int, str, str]] = field(default_factory=list)  # (row, column, code)
    alike_rows: list[int] = field(default_factory=list)

    @property
    def explained(self) -> bool:
        """Nothing was dropped in silence."""
        return self.rows == self.made + self.known + self.left
