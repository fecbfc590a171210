"""Starts the web server, after the databases are up to date and know which life they are in."""

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from waymeet.commands import migrate, ready

THREADS = 8  # Argon2 and SQLite leave Python while they work, so threads help on two cores


def prepare() -> None:
    """Migrate, then turn the incarnation of each side that phones hand in to."""
    migrate.apply_all(quiet=True)
    turn_incarnations()
    from waymeet.config import areas

    areas.share()


def turn_incarnations(*, restored: bool = False) -> None:
    """A new token in each database and beside it; a database that came back from a backup gets a new name."""
    from waymeet.kernel import incarnation

    for model in incarnation_models():
        incarnation.turn(model, restored=restored)


def incarnation_models() -> Iterator[Any]:
    """The rows of the sides this server holds."""
    from django.apps import apps
    from django.conf import settings

    for side in ("organizing", "care"):
        if side in settings.SIDES:
            yield apps.get_model(side, "Incarnation")


def check_free(host: str, port: int) -> None:
    """One sentence now instead of a trace from inside the server."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            sentence = f"Port {port} is taken by another program. Stop it, or choose another one: --port {port + 1}"
            raise ready.refuse(sentence) from taken


def serve(host: str, port: int, *, certificate: Path | None = None, key: Path | None = None) -> None:
    """Serve until stopped. No access log: who opened which address when is a list of its own."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    from waymeet.keeping import chains
    from waymeet.kernel import running

    os.environ["WAYMEET_DAILY"] = "1"  # the worker begins it: threads do not outlive a fork
    server = Granian(
        "waymeet.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        log_access=False,
        ssl_cert=certificate,
        ssl_key=key,
    )
    with running.serving():
        try:
            server.serve()
        finally:
            chains.sign_all()
