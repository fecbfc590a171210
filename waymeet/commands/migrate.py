"""Brings every database to the shape this version needs."""

import click

from waymeet.commands import ready


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; fail when a model changed without a migration.")
def command(*, check: bool) -> None:
    """Bring every database to the shape this version needs."""
    ready.django()
    if check:
        check_models()
    elif not apply_all(quiet=False):
        click.echo("Every database is up to date.")


def check_models() -> None:
    from django.core.management import call_command

    try:
        call_command("makemigrations", "--check", "--dry-run", verbosity=1)
    except SystemExit as missing:
        raise ready.refuse("A model changed without a migration; the lines above say which.") from missing


def waiting() -> dict[str, int]:
    """How many migrations wait in each database of this server."""
    from django.conf import settings
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    counts = {}
    for alias in settings.DATABASES:
        executor = MigrationExecutor(connections[alias])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            counts[alias] = len(plan)
    return counts


def apply_all(*, quiet: bool) -> bool:
    """Apply what waits, a database at a time; answers whether anything did."""
    from django.core.management import call_command

    todo = waiting()
    for alias in todo:
        if not quiet:
            click.echo(f"Bringing the database '{alias}' up to date.")
        call_command("migrate", database=alias, verbosity=0, interactive=False)
    return bool(todo)
