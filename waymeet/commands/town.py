"""Brings in streets, buildings and addresses."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waymeet.commands import ready, serving

if TYPE_CHECKING:
    from waymeet.organizing.turf.addresses import ColumnPreview
    from waymeet.organizing.turf.report import AddressReport, TownReport

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


@command.command()
@click.argument("file", type=FILE)
@click.option("--column", "columns", multiple=True, metavar="FIELD=COLUMN", help="Say by hand what a column is.")
@click.option("--dry-run", is_flag=True, help="Read and count; change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask whether the columns were understood.")
def addresses(*, file: Path, columns: tuple[str, ...], dry_run: bool, yes: bool) -> None:
    """Bring in addresses from a CSV or GeoJSON file, as OpenAddresses, E911 offices and counties write them.

    Shows how the columns were understood before anything is written. A row that cannot be used is named with its
    remedy, and the rest goes in.
    """
    mapping = dict(pair_of(column) for column in columns)
    ready.django()
    serving.prepare()
    from waymeet.accounts.people import OPERATOR
    from waymeet.config import areas
    from waymeet.organizing.turf.addresses import preview_columns
    from waymeet.organizing.turf.progress import STEPS
    from waymeet.organizing.turf.services.addresses import import_addresses

    click.echo(understood(preview_columns(file, mapping)))
    if not (yes or dry_run) and sys.stdin.isatty():
        click.confirm("Is this right?", default=True, abort=True)
    with ready.Bar("reading", steps=STEPS) as bar:
        report = import_addresses(path=file, by=OPERATOR, mapping=mapping, dry_run=dry_run, progress=bar)
    areas.share()
    click.echo(counted(report))


@command.command("fix-areas")
def fix_areas() -> None:
    """Divide the town into areas anew, by the doors known now; only before the first kit night.

    For a town whose map knew few of its doors when it was first imported. Areas that were counted by stay.
    """
    ready.django()
    serving.prepare()
    from waymeet.accounts.people import OPERATOR
    from waymeet.config import areas

    click.echo(f"{areas.fix_anew(by=OPERATOR):,} areas. They get new numbers; the old numbers are never used again.")


def pair_of(column: str) -> tuple[str, str]:
    """The two halves of FIELD=COLUMN."""
    field, equals, name = column.partition("=")
    if not (field and equals and name):
        raise click.BadParameter(f"'{column}' is not FIELD=COLUMN, as in number=HOUSENO", param_hint="--column")
    return field, name


def understood(preview: "ColumnPreview") -> str:
    """How a file's columns are understood, in lines."""
    lines = [f"{preview.file}: {preview.kind}, {preview.encoding}. Its columns are understood as:"]
    lines += [
        f"  {use.column:<20} {use.words or 'not used':<34} {', '.join(use.examples)[:60]}" for use in preview.columns
    ]
    lines.append("The first rows read: " + "; ".join(preview.addresses[:3]))
    return "\n".join(lines)


def counted(report: "AddressReport") -> str:
    """The report of an addresses import, in lines."""
    lines = [
        f"{report.rows:,} rows: {report.numbered:,} doors were given a number, {report.new:,} doors are new,",
        f"  {report.same:,} were there already, {report.repeated:,} repeat another row, {report.outside:,} outside.",
    ]
    if report.dry_run:
        lines.append("  Nothing was changed (--dry-run).")
    if report.problem_count:
        lines.append(f"  {report.problem_count:,} rows could not be used:")
    for problem in report.problems[:10]:
        column = f", column {problem.column}" if problem.column else ""
        lines.append(f"    {problem.file}, row {problem.row}{column}: {problem.sentence} {problem.remedy}")
    return "\n".join(lines)
