"""The `waymeet` command, as it explains itself."""

import click


def page() -> str:
    context = click.get_current_context().find_root()
    waymeet = context.command
    if not isinstance(waymeet, click.Group):
        raise TypeError("this page is made by the waymeet command")
    parts = ["# Commands\n\n`make` alone lists the commands of a checkout; these are the ones of an installation.\n"]
    for name in waymeet.list_commands(context):
        parts += helped(waymeet.get_command(context, name), f"waymeet {name}")
    return "\n".join(parts)


def helped(command: click.Command | None, name: str) -> list[str]:
    """The help of a command and of the commands inside it."""
    if command is None:
        return []
    context = click.Context(command, info_name=name, terminal_width=100, max_content_width=100)
    parts = [f"## {name}\n\n```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for inner in command.list_commands(context):
            parts += helped(command.get_command(context, inner), f"{name} {inner}")
    return parts
