"""Makes the first account of a new organization."""

import click

from waymeet.commands import ready, serving


@click.command()
@click.argument("name")
@click.option("--shown-as", default="", help="The name colleagues see.")
@click.option("--language", type=click.Choice(["en", "es"]), default="en", show_default=True)
def command(*, name: str, shown_as: str, language: str) -> None:
    """Make the first account of a new organization, and print its passphrase once."""
    ready.django()
    serving.prepare()
    from waymeet.accounts.services import first_administrator

    account, words = first_administrator(name=name, shown_as=shown_as, language=language)
    click.echo(f"Sign-in name: {account.name}\nPassphrase:   {words}")
    click.echo("Write it down now: it is kept nowhere, and nobody can look it up.")
