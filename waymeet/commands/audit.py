"""Checks the audit chains, and writes and compares what an outside witness keeps. Works while the server runs."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from waymeet.commands import ready

if TYPE_CHECKING:
    from waymeet.kernel.audit_witness import Points

FAULT, UNUSABLE = 1, 2
FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Check who did what, and let an outside witness see that nobody wrote it anew.

    Exit codes: 0 everything holds, 1 something does not, 2 the file cannot be used.
    """


@command.command()
def verify() -> None:
    """Look along the chain of every database, and at every checkpoint's signature."""
    ready.django()
    from waymeet.keeping import chains, words

    with ready.Bar("looking", " lines") as bar:
        found = chains.check_all(lambda alias, done: bar(done, None, alias))
    for alias, one in found.items():
        click.echo(
            f"{alias}: {one.lines:,} lines, {one.checkpoints:,} checkpoints" + ("." if one.faults else ", sound.")
        )
        for fault in one.faults:
            click.echo(f"  {words.fault(fault)}")
    if any(one.faults for one in found.values()):
        sys.exit(FAULT)


@command.command()
@click.argument("file", type=FILE)
def witness(*, file: Path) -> None:
    """Sign where every chain stands, and write or extend FILE for a witness to keep.

    A file that does not fit this server's history is left as it is.
    """
    ready.django()
    from waymeet.keeping import chains
    from waymeet.kernel import audit_witness

    kept = points_in(file) if file.exists() else {}
    _say_or_stop(kept, only_faults=True)
    chains.sign_all()
    more = audit_witness.extended(kept)
    draft = file.with_name(file.name + ".new")
    draft.write_text(audit_witness.written(more), encoding="utf-8")
    draft.replace(file)
    click.echo(f"{file}: {sum(map(len, more.values())):,} checkpoints of {len(more)} databases.")
    click.echo("Give it to somebody who cannot change this server. It names no person and no thing.")


@command.command()
@click.argument("file", type=FILE)
def compare(*, file: Path) -> None:
    """Say for each database whether its history is still the one in a witness's FILE."""
    ready.django()
    _say_or_stop(points_in(file), only_faults=False)


@command.command()
@click.argument("line", nargs=-1, required=True)
def certificate(*, line: tuple[str, ...]) -> None:
    """Say whether a key of this server signed a certificate of erasure: its last LINE, or its code scanned."""
    ready.django()
    from waymeet.keeping import certificates

    for sentence in certificates.sentences(certificates.read(" ".join(line))):
        click.echo(sentence)


def points_in(file: Path) -> "Points":
    from waymeet.kernel import audit_witness
    from waymeet.kernel.errors import BadInput

    try:
        return audit_witness.read(file.read_text(encoding="utf-8"))
    except OSError as away:
        trouble = f"{file}: {away.strerror}."
    except (BadInput, UnicodeDecodeError):
        trouble = f"{file} is not a witness's file. Use the file that `waymeet audit witness` wrote."
    click.echo(trouble, err=True)
    sys.exit(UNUSABLE)


def _say_or_stop(kept: "Points", *, only_faults: bool) -> None:
    from waymeet.keeping import words
    from waymeet.kernel import audit_witness

    compared = audit_witness.compare(kept)
    for one in compared:
        if one.is_fault or not only_faults:
            click.echo(f"{one.database}: {words.verdict(one)}")
    if any(one.is_fault for one in compared):
        sys.exit(FAULT)
