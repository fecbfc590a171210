"""Copies every database, consistently, while people work: content in one file, keys in another."""

from pathlib import Path

import click

from waymeet.commands import ready, serving


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def command(*, folder: Path) -> None:
    """Copy every database into FOLDER, consistently, while people work.

    Two files: content, and keys. The content opens nothing without the keys; key files older than seven days are
    deleted, so that what was erased stays erased.
    """
    ready.django()
    from waymeet.commands import copies

    copies.only_sqlite()
    with ready.Bar("copying", " pages") as bar:
        made = copies.back_up(folder, bar)
    serving.turn_incarnations()  # whatever comes back from this copy is now another life of the database
    click.echo(f"Content: {made.content}\nKeys:    {made.keys} (deleted after {copies.KEY_DAYS} days)")
    click.echo("Keep a copy of secret.key from the data folder as well, apart from both: it is in neither.")
