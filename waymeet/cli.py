"""The `waymeet` command: everything a person who hosts Waymeet does from a terminal."""

import importlib
import os
import sys

import click

# name -> (module below waymeet.commands, one line). Modules are loaded only when asked for: `--help` stays quick.
COMMANDS = {
    "run": ("run", "Migrate, fill an invented organization at first start, serve it on this machine."),
    "serve": ("serve", "Serve your own organization: behind a proxy, or for phones on the same network."),
    "town": ("town", "Bring in streets, buildings and addresses."),
    "officials": ("officials", "Bring in public officials from Open States files."),
    "directory": ("directory", "Bring in a directory of services, or take it out: HSDS 3.0."),
    "migrate": ("migrate", "Bring every database to the shape this version needs."),
    "databases": ("databases", "Make the five PostgreSQL databases, a role each."),
    "backup": ("backup", "Copy every database, consistently, while people work."),
    "restore": ("restore", "Put a backup back; phones offer again what they sent since."),
    "subpoena": ("subpoena", "Say in plain words what is held about a code; never a value."),
    "seizure-drill": ("seizure_drill", "Take everything as a thief would; say what can be read and joined."),
    "audit": ("audit", "Check who did what, with an outside witness."),
    "forget": ("forget", "Let go what has been kept for its time."),
    "send-reminders": ("send_reminders", "Send the reminders people prepared for today."),
    "administrator": ("administrator", "Make the first account of a new organization."),
    "kits-needed": ("kits_needed", "Print how many naloxone kits a state needs a year, with the band."),
    "roles": ("roles", "Print who may do what."),
    "docs": ("docs", "Write the reference pages that are made from code."),
}


class Commands(click.Group):
    """Loads a command's module when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"waymeet.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_module, words) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="waymeet")
def waymeet() -> None:
    """Waymeet: two trades, one install, and a wall between them."""


def main() -> None:
    """One clear sentence and exit code 1 for an expected trouble; a full trace only for a mistake of ours."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waymeet.config.settings")
    os.umask(0o077)  # databases, keys and backups are for the eyes of whoever runs Waymeet
    try:
        waymeet()
    except Exception as trouble:
        sentence = _sentence(trouble)
        if sentence is None:
            raise
        click.echo(sentence, err=True)
        sys.exit(1)


def _sentence(trouble: Exception) -> str | None:
    """What to say about an expected trouble: our own, a database that is away, a file that cannot be read."""
    from django.db import OperationalError

    from waymeet.kernel.errors import BadInput, Plain

    if isinstance(trouble, BadInput):
        where = [f"row {trouble.row}"] if trouble.row is not None else []
        where += [f"column {trouble.column}"] if trouble.column else []
        place = f" ({', '.join(where)})" if where else ""
        return f"{trouble.sentence}{place} {trouble.remedy}".strip()
    if isinstance(trouble, Plain):
        return str(trouble.sentence)
    if isinstance(trouble, OperationalError):
        return f"A database could not be used: {str(trouble).strip().splitlines()[0]}"
    if isinstance(trouble, OSError) and trouble.filename:
        return f"{trouble.filename}: {trouble.strerror}."
    return None


if __name__ == "__main__":
    main()
