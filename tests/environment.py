"""Loaded before anything else: tests use a data folder of their own and never the one in var/.

`WAYMEET_DATABASE=postgresql pytest ...` runs any of them on a PostgreSQL that is started for it.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

DATA = Path(tempfile.mkdtemp(prefix="waymeet-tests-"))
MIGRATED = "WAYMEET_TESTS_MIGRATED"  # where parallel processes find databases that are migrated and empty
SHARED = "WAYMEET_TESTS_PASSWORDS"  # where the first process of a parallel run keeps the roles' passwords
os.environ["WAYMEET_DATA"] = str(DATA)
os.environ.setdefault(MIGRATED, str(DATA / "migrated"))
os.environ.pop("WAYMEET_SIDES", None)
os.environ.setdefault("WAYMEET_SECRET_KEY", "a key that only tests know")
# Playwright runs an event loop in the test's own thread; the databases under test are not shared with it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

_server: Any = None


def _use_postgres() -> None:
    """Start a server with our roles once for all parallel processes; Django makes its test databases with them."""
    global _server  # noqa: PLW0603 - one server a run
    if SHARED not in os.environ:
        from tests import postgres
        from waymeet.config.postgres import create

        _server = postgres.start()
        os.environ |= {**_server.environment(), SHARED: str(DATA / "passwords")}
        with _server.admin() as admin:
            for name in create(admin, DATA):
                admin.execute(f"ALTER ROLE {name} CREATEDB")  # for test databases only
    elif not (DATA / "passwords").exists():
        shutil.copytree(os.environ[SHARED], DATA / "passwords")


if os.environ.get("WAYMEET_DATABASE") == "postgresql":
    _use_postgres()


def take_down() -> None:
    """Leave nothing behind."""
    if _server is not None:
        _server.stop()
    shutil.rmtree(DATA, ignore_errors=True)
