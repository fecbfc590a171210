"""What `make run` does once everything is installed: a working Waymeet on this machine, for looking around."""

from pathlib import Path

import click

from waymeet.commands import ready, serving

HERE = "127.0.0.1"


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--empty", is_flag=True, help="Do not fill an invented organization at first start.")
def command(*, port: int, empty: bool) -> None:
    """Migrate, fill an invented organization at first start, serve it on this machine."""
    serving.check_free(HERE, port)
    ready.django()
    serving.prepare()
    from waymeet.demo import sign_ins

    if sign_ins.was_interrupted():
        begin_again()
    if not empty and holds_everything():
        fill_once()
    click.echo(f"Waymeet is on http://localhost:{port}/ (only on this machine; Ctrl-C stops it)")
    click.echo(sign_ins.shown())
    serving.serve(HERE, port)


def holds_everything() -> bool:
    """The invented organization works on every side; a server of some sides only has nowhere to put it."""
    from django.conf import settings

    from waymeet.config.databases import SIDES

    return set(settings.SIDES) == set(SIDES)


def fill_once() -> None:
    """Invent an organization where nobody has an account yet."""
    from waymeet.demo import fill

    if not fill.is_untouched():
        return
    click.echo("First start: filling an invented organization over the streets of Albany, New York.")
    with ready.Bar("filling", steps=fill.STEPS) as bar:
        fill.fill(bar)


def begin_again() -> None:
    """The first filling was interrupted and the server never started on it: take it away and fill anew."""
    from django.conf import settings
    from django.db import connections

    if connections["default"].vendor != "sqlite":
        raise ready.refuse("The first filling was interrupted. Drop the five databases, create them, and run again.")
    click.echo("The first filling was interrupted; beginning again.")
    connections.close_all()
    for alias in settings.DATABASES:
        for path in Path(settings.DATA_DIR).glob(f"{alias}.sqlite3*"):
            path.unlink()
    serving.prepare()
