"""The wall on PostgreSQL: real roles, real connections, refused by the database itself."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests import postgres as servers
from tests.postgres import Postgres
from waymeet.config.databases import ALIASES, SIDES, password_file, role_name

pytestmark = pytest.mark.postgres


class Installed:
    """Waymeet's command line on a PostgreSQL of its own."""

    def __init__(self, server: Postgres, data: Path) -> None:
        self.server, self.data = server, data

    def waymeet(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        everything = {**os.environ, "WAYMEET_DATA": str(self.data), **self.server.environment(), **environment}
        command = [sys.executable, "-m", "waymeet.cli", *arguments]
        return subprocess.run(command, env=everything, capture_output=True, text=True, timeout=300, check=False)

    def connect(self, role: str, database: str, password_of: str | None = None) -> psycopg.Connection:
        password = password_file(password_of or role, self.data).read_text()
        return psycopg.connect(
            host=self.server.host,
            port=self.server.port,
            user=role_name(role),
            dbname=role_name(database),
            password=password,
            autocommit=True,
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Iterator[Installed]:
    server = servers.start()
    made = Installed(server, tmp_path_factory.mktemp("data"))
    for command in (["databases", "create"], ["migrate"]):
        done = made.waymeet(*command)
        assert done.returncode == 0, done.stdout + done.stderr
    yield made
    server.stop()


def tables_in(connection: psycopg.Connection) -> set[str]:
    rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {name for (name,) in rows}


@pytest.mark.parametrize("alias", ALIASES)
def test_each_role_opens_its_own_database_and_finds_only_its_own_tables(installed: Installed, alias: str):
    with installed.connect(alias, alias) as connection:
        tables = tables_in(connection) - {"django_migrations"}
        assert tables
        sides = {table.split("_")[0] for table in tables} & set(SIDES)
        assert sides == ({alias} if alias in SIDES else set())


@pytest.mark.parametrize("role", ALIASES)
@pytest.mark.parametrize("database", ALIASES)
def test_no_role_can_even_connect_to_another_database(installed: Installed, role: str, database: str):
    if role == database:
        return
    with pytest.raises(psycopg.OperationalError) as refused:
        installed.connect(role, database)
    assert "permission denied for database" in str(refused.value)


@pytest.mark.parametrize("role", ALIASES)
def test_a_password_opens_one_role_only(installed: Installed, role: str):
    other = next(alias for alias in ALIASES if alias != role)
    with pytest.raises(psycopg.OperationalError) as refused:
        installed.connect(role, role, password_of=other)
    assert "password authentication failed" in str(refused.value)


@pytest.mark.parametrize("role", ALIASES)
def test_a_role_can_make_no_role_and_no_database(installed: Installed, role: str):
    other = next(alias for alias in ALIASES if alias != role)
    with installed.connect(role, role) as connection:
        for statement in ("CREATE ROLE mallory LOGIN", "CREATE DATABASE mallory", f"SET ROLE {role_name(other)}"):
            with pytest.raises(psycopg.Error):
                connection.execute(statement)
        rights = connection.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles"
            " WHERE rolname = current_user"
        ).fetchone()
        assert rights == (False,) * 5
        assert connection.execute(
            "SELECT count(*) FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = current_user"
        ).fetchone() == (0,)


def test_passwords_are_for_their_owner_only_and_never_sent_in_the_clear(installed: Installed):
    for alias in ALIASES:
        path = password_file(alias, installed.data)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with installed.server.admin() as admin:
        kept = admin.execute("SELECT rolpassword FROM pg_authid WHERE rolname LIKE 'waymeet%'").fetchall()
    assert len(kept) == len(ALIASES)
    assert all(password.startswith("SCRAM-SHA-256$") for (password,) in kept)


def test_making_them_again_keeps_passwords_and_takes_back_a_right_given_by_hand(installed: Installed):
    before = password_file("care", installed.data).read_text()
    with installed.server.admin() as admin:
        admin.execute("GRANT CONNECT ON DATABASE waymeet_care TO waymeet_organizing")
    with installed.connect("organizing", "care") as opened:  # the hole is real
        assert opened.execute("SELECT 1").fetchone() == (1,)
    done = installed.waymeet("databases", "create")
    assert done.returncode == 0, done.stderr
    assert password_file("care", installed.data).read_text() == before
    with pytest.raises(psycopg.OperationalError):
        installed.connect("organizing", "care")


def test_a_server_of_one_side_holds_no_way_into_the_others(installed: Installed, tmp_path: Path):
    """WAYMEET_SIDES=care with only care's password (and sign-in's): it migrates, and knows no other database."""
    (tmp_path / "passwords").mkdir()
    for alias in ("default", "care"):
        password_file(alias, tmp_path).write_text(password_file(alias, installed.data).read_text())
    program = (
        "import django; django.setup()\n"
        "from django.conf import settings; from django.urls import get_resolver; from django.apps import apps\n"
        "print(sorted(settings.DATABASES))\n"
        "print(sorted({label.split('_')[0] for label in apps.app_configs} & set('organizing diversion consent'.split())))\n"
        "print([str(p.pattern) for p in get_resolver().url_patterns if str(p.pattern).startswith(('organizing', 'field/org'))])\n"
    )
    environment = {
        **os.environ,
        **installed.server.environment(),
        "WAYMEET_DATA": str(tmp_path),
        "WAYMEET_SIDES": "care",
        "DJANGO_SETTINGS_MODULE": "waymeet.config.settings",
    }
    migrated = subprocess.run(
        [sys.executable, "-m", "waymeet.cli", "migrate"], env=environment, capture_output=True, text=True, check=False
    )
    assert migrated.returncode == 0, migrated.stderr
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["['care', 'default']", "[]", "[]"], done.stderr


def test_an_administrator_who_is_not_let_in_reads_one_sentence(installed: Installed):
    done = installed.waymeet("databases", "create", "--admin", "nobody_here")
    assert done.returncode == 1
    assert "did not let 'nobody_here' in" in done.stderr
    assert "Traceback" not in done.stderr
