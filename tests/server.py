"""A whole Waymeet as people run it: own processes, own databases, a port of its own, and it can be killed."""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.environment import MIGRATED

STARTS_WITHIN = 240  # seconds; only a bound on waiting (a first start fills a town), nothing is asserted about it


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """`start`, `stop`, `kill` (SIGKILL for every process of it) and `waymeet(...)` for the command line."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.data = data
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        here = {"WAYMEET_DATA": str(data), "WAYMEET_DATABASE": "sqlite"}
        self.environment = {**os.environ, **here, **environment}
        self.process: subprocess.Popen[bytes] | None = None

    def waymeet(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run the `waymeet` command on this server's data."""
        if arguments[:1] in (("migrate",), ("administrator",)):
            self._begin()
        command = [sys.executable, "-m", "waymeet.cli", *arguments]
        done = subprocess.run(command, env=self.environment, check=False, capture_output=True, text=True, timeout=300)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def python(self, program: str, *, timeout: int = 300) -> str:
        """Run a few lines on this server's data, in a process of their own; answers what they print."""
        environment = {**self.environment, "DJANGO_SETTINGS_MODULE": "waymeet.config.settings"}
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=timeout)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self, *command: str, scheme: str = "http", ready: str = "/sign-in") -> "Server":
        """Migrate and serve, without the invented organization; answers when the server does."""
        arguments = [*(command or ("run", "--empty")), "--port", str(self.port)]
        self.data.mkdir(parents=True, exist_ok=True)
        if not command:
            self._begin()
        with (self.data / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "waymeet.cli", *arguments],
                env=self.environment,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._wait(f"{scheme}://127.0.0.1:{self.port}{ready}")
        return self

    def _begin(self) -> None:
        """Empty databases as `waymeet migrate` leaves them, made once a run and copied: they are the same every time."""
        if "WAYMEET_SIDES" in self.environment or list(self.data.glob("*.sqlite3")):
            return
        made = Path(os.environ[MIGRATED])
        made.mkdir(exist_ok=True)
        with (made / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not list(made.glob("*.sqlite3")):
                command = [sys.executable, "-m", "waymeet.cli", "migrate"]
                here = {"WAYMEET_DATA": str(made), "WAYMEET_DATABASE": "sqlite"}
                subprocess.run(command, env={**os.environ, **here}, check=True, capture_output=True, timeout=300)
        self.data.mkdir(parents=True, exist_ok=True)
        for file in made.glob("*.sqlite3"):
            shutil.copy(file, self.data)

    def fill(self) -> dict[str, Any]:
        """An evening's work on it (tests/desk/fill.py), made once a run and copied; answers what it came to."""
        made = Path(os.environ[MIGRATED])
        made.mkdir(exist_ok=True)
        with (made / "filled.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            told = made / "filled.json"
            if not told.exists():
                first = Server(made / "filled")
                first.waymeet("migrate")
                told.write_text(first.python("from tests.desk.fill import printed; printed()"))
        shutil.copytree(made / "filled", self.data, dirs_exist_ok=True)
        return dict(json.loads(told.read_text()))

    def _wait(self, address: str) -> None:
        """Until anything is answered at all; a certificate nobody trusts yet is no hindrance."""
        anybody = ssl.create_default_context()
        anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
        end = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < end and self.process is not None and self.process.poll() is None:
            try:
                with urllib.request.urlopen(address, timeout=5, context=anybody):
                    return
            except urllib.error.HTTPError as refused:
                refused.close()
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError("The server did not start:\n" + self.log())

    def log(self) -> str:
        return (self.data / "server.log").read_text(errors="replace")

    def kill(self) -> None:
        """As a power cut: every process of it, at once."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """As a person would stop it."""
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        if self.process is None:
            return
        group = self.process.pid
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, number)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(group, signal.SIGKILL)
            self.process.wait(timeout=20)
        self.process = None
