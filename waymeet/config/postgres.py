"""Five PostgreSQL databases with a role each, made so that no role can even connect to another's database."""

import os
import secrets
from collections.abc import Iterable
from pathlib import Path

import psycopg
from psycopg import sql

from waymeet.config.databases import ALIASES, password_file, role_name


def create(admin: psycopg.Connection, data_dir: Path, aliases: Iterable[str] = ALIASES) -> list[str]:
    """Make what is missing and set every right again; safe to repeat. `admin` may create roles and databases.

    Answers the names of the databases. Passwords are generated into files only their owner can read; the server is
    sent a SCRAM verifier, so that no statement log ever holds a password.
    """
    admin.autocommit = True
    names = []
    for alias in aliases:
        name = role_name(alias)
        _role(admin, name, _password(password_file(alias, data_dir)))
        _database(admin, name)
        names.append(name)
    for name in names:
        _only_its_own(admin, name, [other for other in names if other != name])
    return names


def _password(path: Path) -> str:
    """The password in the file; generated when there is none."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(32))
    return path.read_text(encoding="ascii").strip()


def _role(admin: psycopg.Connection, name: str, password: str) -> None:
    there = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    verifier = admin.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    statement = "ALTER ROLE {} {} PASSWORD {}" if there else "CREATE ROLE {} {} PASSWORD {}"
    rights = sql.SQL("LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS")
    admin.execute(sql.SQL(statement).format(sql.Identifier(name), rights, sql.Literal(verifier)))


def _database(admin: psycopg.Connection, name: str) -> None:
    if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        # An administrator who is no superuser may hand a database only to a role it belongs to.
        admin.execute(sql.SQL("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0").format(sql.Identifier(name)))
    admin.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(sql.Identifier(name), sql.Identifier(name)))


def _only_its_own(admin: psycopg.Connection, name: str, others: list[str]) -> None:
    """PUBLIC may connect to every new database; take that away, and give the one role what it needs."""
    database, role = sql.Identifier(name), sql.Identifier(name)
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    for other in others:
        admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM {}").format(database, sql.Identifier(other)))
    admin.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(database, role))
