"""Whether a server works on this data folder now: a lock that goes with the process, however it ended."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from waymeet.kernel.errors import Conflict


@contextmanager
def serving() -> Iterator[None]:
    """Held for as long as a server serves; several may share a folder."""
    with _lock().open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


@contextmanager
def nobody_serves() -> Iterator[None]:
    """For what must not happen under a running server; Conflict where one runs, and none starts meanwhile."""
    with _lock().open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as running:
            raise Conflict(
                _("A server is running on this data folder. Stop it first; nothing was changed.")
            ) from running
        yield


def _lock() -> Path:
    return Path(settings.DATA_DIR) / "server.lock"
