"""Puts a backup back; the databases begin a new life, and phones offer again what they sent since."""

from pathlib import Path

import click

from waymeet.commands import ready, serving

UNKNOWN_CODES = (
    "This machine has another secret than the one of the backup, so it knows none of its codes: phones that are still "
    "out cannot hand in kits. Put the old secret.key into the data folder (or set WAYMEET_SECRET_KEY) and start again."
)


@click.command()
@click.argument("content", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--keys", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="For an empty machine.")
@click.option("--accounts", is_flag=True, help="Sign-ins too, as they were then: whoever left since could sign in.")
def command(*, content: Path, keys: Path | None, accounts: bool) -> None:
    """Put the backup CONTENT back; phones offer again what they sent since.

    Sign-ins and team keys of this machine stay as they are now. On a machine that has none they come from the backup;
    give the key file as well. What was agreed to, taken back or erased since the backup stays so. Refused while the
    server runs, and for a key file older than seven days.
    """
    ready.django()
    from waymeet.commands import copies
    from waymeet.kernel import running

    copies.only_sqlite()
    with running.nobody_serves():
        with ready.Bar("restoring", " pages") as bar:
            knows_codes = copies.put_back(content, keys, bar, accounts=accounts)
        serving.prepare()
        serving.turn_incarnations(restored=True)
        copies.say_in_the_audit()
    click.echo("Restored. Phones notice at their next contact and hand in again what they sent since the backup.")
    if not knows_codes:
        click.echo(UNKNOWN_CODES, err=True)
