"""Lets go what has been kept for its time; the server does it by itself once a day."""

from typing import TYPE_CHECKING

import click

from waymeet.commands import ready

if TYPE_CHECKING:
    from waymeet.keeping.forgetting import Went


@click.command()
@click.option("--dry-run", is_flag=True, help="Count what is due; change nothing.")
def command(*, dry_run: bool) -> None:
    """Let go what has been kept for its time: rows, keys, and what is left of them in the files.

    The running server does it by itself once a day. It can be stopped and run again at any time. Rows under a legal
    hold stay.
    """
    ready.django()
    from waymeet.keeping import forgetting

    if dry_run:
        say(forgetting.due_today(), "would go")
        return
    try:
        with ready.Bar("letting go", " tables") as bar:
            went = forgetting.run(lambda done, of, _kind: bar(done, of))
    except forgetting.Busy as busy:
        raise ready.refuse("The server is letting go at this moment. Nothing is left for you to do.") from busy
    say(went, "went")


def say(went: "list[Went]", verb: str) -> None:
    for one in went:
        kept = f", {one.held:,} kept by a legal hold" if one.held else ""
        click.echo(f"{one.database:<11} {one.kind:<34} {one.went:>7,} {verb}{kept}")
    if not went:
        click.echo("Nothing is due today.")
