"""Sends reminders that somebody prepared at the desk and whose day has come. Run it by the clock."""

import click

from waymeet.commands import ready


@click.command()
@click.option("--dry-run", is_flag=True, help="Say how many would go; send nothing.")
def command(*, dry_run: bool) -> None:
    """Send the reminders people prepared for today: to who said yes, in the hours people may be written to.

    It sends only what an organizer wrote and set to go the day before an event, in that organizer's name. Run twice,
    nobody is reminded twice.
    """
    ready.django()
    from waymeet.kernel.errors import Plain
    from waymeet.organizing.messages import by_the_clock

    found = by_the_clock.due()
    if not found:
        click.echo("No reminder is due today.")
    for number, one in enumerate(found, 1):
        if dry_run:
            click.echo(f"Reminder {number}: {by_the_clock.would_go(one):,} would go.")
            continue
        try:
            click.echo(f"Reminder {number}: {by_the_clock.send(one):,} went.")
        except Plain as trouble:
            click.echo(f"Reminder {number}: {trouble}", err=True)
