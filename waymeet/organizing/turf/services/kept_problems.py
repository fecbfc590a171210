"""Keeps what an import could not use, until the same file is imported again."""

from collections.abc import Iterable, Sequence

from waymeet.organizing.turf.models import ImportProblem, TownImport
from waymeet.organizing.turf.problems import Problem
from waymeet.organizing.turf.rows import BATCH


def forget_older(run: TownImport) -> None:
    """What earlier imports of the same file said is told anew by this one."""
    earlier = TownImport.objects.filter(town_id=run.town_id, kind=run.kind, file_name=run.file_name)
    ImportProblem.objects.filter(run__in=earlier.exclude(pk=run.pk)).delete()


def keep_problems(run: TownImport, problems: Sequence[Problem]) -> None:
    ImportProblem.objects.bulk_create(_rows(run, problems), batch_size=BATCH)


def _rows(run: TownImport, problems: Sequence[Problem]) -> Iterable[ImportProblem]:
    return (
        ImportProblem(run=run, row=problem.row, thing=problem.thing[:40], column=problem.column[:80], code=problem.code)
        for problem in problems
    )
