"""Makes the five PostgreSQL databases, a role each."""

from pathlib import Path

import click

from waymeet.commands import ready


@click.group()
def command() -> None:
    """Make the five PostgreSQL databases, a role each."""


@command.command()
@click.option("--host", envvar="WAYMEET_POSTGRES_HOST", default="127.0.0.1", show_default=True)
@click.option("--port", envvar="WAYMEET_POSTGRES_PORT", default="5432", show_default=True)
@click.option("--admin", default="postgres", show_default=True, help="A role that may create roles and databases.")
@click.option("--admin-database", default="postgres", show_default=True)
def create(*, host: str, port: str, admin: str, admin_database: str) -> None:
    """Create five databases and five roles; each role can connect to its own database only.

    The administrator's password is read from PGPASSWORD or ~/.pgpass. Run it again at any time: it sets every right
    again and keeps passwords and data.
    """
    import psycopg

    ready.django()
    from django.conf import settings

    from waymeet.config import databases, postgres

    data_dir = Path(settings.DATA_DIR)
    try:
        with psycopg.connect(host=host, port=port, user=admin, dbname=admin_database) as connection:
            names = postgres.create(connection, data_dir)
    except psycopg.OperationalError as away:
        sentence = f"PostgreSQL at {host} port {port} did not let '{admin}' in: {str(away).strip().splitlines()[-1]}"
        raise ready.refuse(sentence) from away
    except psycopg.errors.InsufficientPrivilege as refused:
        sentence = f"'{admin}' may not create roles and databases. Use a role that may: --admin NAME"
        raise ready.refuse(sentence) from refused
    click.echo(f"Made {len(names)} databases: {', '.join(names)}.")
    click.echo(f"Each role's password is in {databases.password_file('care', data_dir).parent} (yours to read only).")
    click.echo("A server that holds one side needs only that side's file, and WAYMEET_SIDES.")
    click.echo(f"Now: WAYMEET_DATABASE=postgresql WAYMEET_POSTGRES_HOST={host} waymeet migrate")
