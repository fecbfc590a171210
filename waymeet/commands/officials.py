"""Brings in public officials from Open States people files: a folder, an archive, or one file."""

from collections.abc import Iterator
from pathlib import Path

import click

from waymeet.commands import ready, serving


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path))
def command(*, path: Path) -> None:
    """Bring in public officials from Open States people files (openstates/people, CC0).

    PATH is a folder of YAML files (such as data/ny of the openstates/people repository), an archive of them (.tar.xz,
    .tar.gz, .zip), one .yml, or the .csv of current people. A newer file adds and changes; nobody is taken away.
    """
    ready.django()
    serving.prepare()
    from waymeet.accounts.people import OPERATOR
    from waymeet.organizing.coalitions import officials, open_states

    loaded = officials.load(found=open_states.read(_files(path)), by=OPERATOR)
    click.echo(f"{loaded.new} new, {loaded.changed} changed, {loaded.same} as they were.")
    click.echo(f"{loaded.seats} seats on committees. {loaded.absent} not in these files any more: marked, and kept.")
    for name, why in loaded.troubles:
        click.echo(f"{name}: {why}", err=True)


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    from waymeet.organizing.coalitions import packed

    return packed.in_folder(path) if path.is_dir() else packed.in_file(path.name, path.read_bytes())
