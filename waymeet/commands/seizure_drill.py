"""Takes everything as a thief would, and says class by class what can be read in it and what can be joined."""

import sys
import tempfile
from pathlib import Path

import click

from waymeet.commands import ready


@click.command()
@click.option(
    "--public-arrests",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A public list of arrests (CSV): does a row on the care or diversion side meet one name in it?",
)
@click.option(
    "--backups",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where backups lie, when not below the data folder.",
)
def command(*, public_arrests: Path | None, backups: Path | None) -> None:
    """Copy everything as a thief would have it, and say what can be read and joined.

    Databases, files, sessions and backups are copied to a folder that goes away again. Exit code 1 when something can
    be read that must not be, or when a contact joins a file. Never prints a value.
    """
    ready.django()
    with tempfile.TemporaryDirectory() as folder:
        drill = run(Path(folder), public_arrests, backups)
    from waymeet.commands.seizure import report

    for line in report.lines(drill):
        click.echo(line)
    sys.exit(1 if drill.failed else 0)


def run(folder: Path, public_arrests: Path | None, backups: Path | None) -> "report.Drill":  # type: ignore[name-defined]  # noqa: F821
    """Take, read, join."""
    from django.conf import settings
    from django.db import connections

    from waymeet.commands.seizure import around, arrests, joining, reading, report, taken

    taken.copy_folder(Path(settings.DATA_DIR), folder)
    if backups is not None:
        taken.copy_folder(backups, folder / "backups")
    sqlite = connections["default"].vendor == "sqlite"
    tables = taken.tables_in(folder) if sqlite else taken.tables_connected()
    beside = around.look(folder, tables)
    drill = report.Drill(tables, remarks=beside.remarks, chosen=[*reading.chosen(tables)])
    drill.read = [*reading.troubles(tables), *beside.troubles]
    drill.joined, drill.guesses = [*joining.troubles(tables)], [*joining.guesses(tables)]
    if public_arrests is not None:
        listed = arrests.read(public_arrests)
        drill.joined += arrests.troubles(tables, listed)
        drill.guesses += arrests.guesses(tables, listed)
        drill.remarks.append(f"{public_arrests.name}: {len(listed)} arrests with a day were compared")
    return drill
