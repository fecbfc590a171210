"""Prints who may do what."""

import click

from waymeet.commands import ready


@click.command()
def command() -> None:
    """Print who may do what."""
    ready.django()
    from waymeet.commands.pages import roles_page

    click.echo(roles_page.page())
