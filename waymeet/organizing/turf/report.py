"""What an import has to say when it is done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from waymeet.organizing.turf.problems import Problem

SHOWN = 100
"""Problems carried in a report; all of them are kept as rows of ImportProblem."""


@dataclass(frozen=True)
class TownReport:
    """After a map: the town as it stands now, and how many doors this import made, changed or met unchanged."""

    run: UUID
    town: UUID
    name: str
    streets: int
    segments: int
    barriers: int
    neighbourhoods: int
    areas: int
    buildings: int
    doors: int
    new: int
    changed: int
    same: int
    problem_count: int = 0
    problems: Sequence[Problem] = field(default_factory=list)

    @property
    def changed_nothing(self) -> bool:
        return self.new == self.changed == 0


@dataclass(frozen=True)
class AddressReport:
    """After an addresses file. `numbered` doors stood without a number before; `new` ones were not there at all."""

    run: UUID | None
    town: UUID
    rows: int
    numbered: int
    new: int
    same: int
    repeated: int
    outside: int
    doors: int
    dry_run: bool
    problem_count: int = 0
    problems: Sequence[Problem] = field(default_factory=list)

    @property
    def changed_nothing(self) -> bool:
        return self.new == self.numbered == 0
