"""The invented people's passphrases: kept in one file for their owner's eyes, only where the data is invented too."""

import os
from pathlib import Path

from waymeet.accounts import second_step
from waymeet.accounts.models import AuditLine

BEGUN, FILLED = second_step.INVENTED, "demo.fill"


def path() -> Path:
    from django.conf import settings

    return Path(settings.DATA_DIR) / "demo-sign-ins.txt"


def is_demo() -> bool:
    """Whether this database holds the invented organization: its audit chain says so, wherever the file went."""
    return second_step.is_invented()


def was_interrupted() -> bool:
    """The filling began and never came to its end, so nobody has worked here yet."""
    return is_demo() and not AuditLine.objects.filter(verb=FILLED).exists()


def keep(lines: list[str]) -> None:
    """Write the sign-ins so that only the owner of the data folder can read them."""
    descriptor = os.open(path(), os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def shown() -> str:
    """What to print at a start: the sign-ins, or how a real organization begins."""
    if is_demo():
        return (
            path().read_text(encoding="utf-8") if path().exists() else "The sign-ins of the invented people are gone."
        )
    from waymeet.accounts.models import Account

    if Account.objects.exists():
        return "Sign in with your own name and passphrase."
    return "There is no account yet. Make the first one: waymeet administrator NAME"
