"""Brings in streets, buildings and addresses."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from waymeet.commands import ready, serving

if TYPE_CHECKING:
    from waymeet.organizing.turf.report import TownReport

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Bring in streets, buildings and addresses."""


@command.command("import")
@click.argument("file", type=FILE)
def import_map(*, file: Path) -> None:
    """Bring in streets, paths, buildings, addresses and barriers from an OpenStreetMap extract (.osm.pbf).

    Importing again changes only what changed in the map; doors keep their ids. On the first import the town is divided
    into areas of at least 500 doors, for good: all care counts are by these areas.
    """
    ready.django()
    serving.prepare()
    from waymeet.accounts.people import OPERATOR
    from waymeet.config import areas
    from waymeet.organizing.turf.progress import STEPS
    from waymeet.organizing.turf.services.town import import_town

    with ready.Bar("reading", steps=STEPS) as bar:
        report = import_town(path=file, by=OPERATOR, progress=bar)
    areas.share()
    click.echo(said(report))


def said(report: "TownReport") -> str:
    """The report of a map import, in lines."""
    lines = [
        f"{report.name}: {report.doors:,} doors in {report.buildings:,} buildings on {report.streets:,} streets;",
        f"  {report.barriers:,} barriers, {report.neighbourhoods} neighbourhoods, {report.areas} areas for counts.",
        f"  {report.new:,} doors and buildings new, {report.changed:,} changed, {report.same:,} the same.",
    ]
    if report.problem_count:
        lines.append(f"  {report.problem_count:,} things could not be used as they are:")
    lines += [f"    {problem.thing}: {problem.sentence} {problem.remedy}" for problem in report.problems[:10]]
    return "\n".join(lines)
