"""Five databases, one a side: SQLite files by default, or five PostgreSQL databases with a role each."""

import os
from pathlib import Path
from typing import Any

SIDES = ("organizing", "care", "diversion", "consent")
ALIASES = ("default", *SIDES)

# WAL with synchronous=FULL: a commit that was acknowledged is on the disk. secure_delete zeroes freed pages.
PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"


def chosen_sides(environment: str) -> tuple[str, ...]:
    """`WAYMEET_SIDES=care,consent` -> those sides, so that a server holds no password for the others."""
    names = tuple(name.strip() for name in environment.split(",") if name.strip()) or SIDES
    unknown = [name for name in names if name not in SIDES]
    if unknown:
        raise SystemExit(f"WAYMEET_SIDES names {unknown[0]!r}; it may name: {', '.join(SIDES)}.")
    return names


def settings_for(data_dir: Path, sides: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """Django's DATABASES for `default` and the chosen sides."""
    kind = os.environ.get("WAYMEET_DATABASE", "sqlite")
    if kind not in ("sqlite", "postgresql"):
        raise SystemExit("WAYMEET_DATABASE must be sqlite or postgresql.")
    make = sqlite if kind == "sqlite" else postgresql
    chosen = {alias: make(alias, data_dir) for alias in ALIASES if alias == "default" or alias in sides}
    return {alias: {**database, "TEST": {"DEPENDENCIES": []}} for alias, database in chosen.items()}


def sqlite(alias: str, data_dir: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data_dir / f"{alias}.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 30, "init_command": PRAGMAS},
    }


def role_name(alias: str) -> str:
    """The PostgreSQL role, and the database, of one side: waymeet_care and so on."""
    return f"waymeet_{alias}"


def password_file(alias: str, data_dir: Path) -> Path:
    return data_dir / "passwords" / role_name(alias)


def postgresql(alias: str, data_dir: Path) -> dict[str, Any]:
    """`WAYMEET_POSTGRES_HOST` may be a socket folder; each role's password lies in a file of its own."""
    password = password_file(alias, data_dir)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": role_name(alias),
        "USER": role_name(alias),
        "PASSWORD": password.read_text().strip() if password.exists() else "",
        "HOST": os.environ.get("WAYMEET_POSTGRES_HOST", "127.0.0.1"),
        "PORT": os.environ.get("WAYMEET_POSTGRES_PORT", "5432"),
        "CONN_MAX_AGE": None,
    }
