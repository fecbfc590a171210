"""Work that outlasts a request: it runs beside it, says how far it is, and stops when somebody asks.

All that is known of it lies in a folder of its own, under a key nobody can guess, and goes with the folder: how far, a
wish to stop, what came of it. No name, no row in a database. Whoever looks after a restart is told that it ended.
"""

import fcntl
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec
from django.db import connections
from django.utils import translation

from waymeet.kernel.errors import Plain

_STATE, _STOP, _LOCK, _RESULT = "state", "stop", "lock", "result"
_APART = 0.25  # seconds between two words about how far it is

WORKING, DONE, STOPPED, FAILED, GONE = "working", "done", "stopped", "failed", "gone"

Told = Callable[[int, int, str], None]
"""Called by the work with (done, total, step); raises Stopped where somebody asked it to stop."""


class Stopped(Exception):
    """Somebody asked the work to stop; what it had open is rolled back on the way out."""


@dataclass(frozen=True)
class Standing:
    """How the work stands. `sentence` says what went wrong; `total` is 0 while nobody can know it."""

    state: str
    done: int = 0
    total: int = 0
    step: str = ""
    sentence: str = ""


def begin(folder: Path, work: Callable[[Told], bytes]) -> None:
    """Start `work` in a thread of its own; the bytes it answers are `result` when it is done.

    The lock is held for as long as the thread lives: a lock that is free beside a state of "working" means that the
    server was stopped meanwhile.
    """
    folder.mkdir(mode=0o700)
    lock = (folder / _LOCK).open("w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    _say(folder, Standing(WORKING))
    language = translation.get_language() or "en"
    threading.Thread(target=_carry_out, args=(folder, work, lock, language), daemon=True).start()


def standing(folder: Path) -> Standing | None:
    """None where no work was begun in this folder."""
    found = _read(folder)
    if found is None or found.state != WORKING:
        return found
    with (folder / _LOCK).open("r") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return found
    found = _read(folder)
    return Standing(GONE) if found is None or found.state == WORKING else found


def stop(folder: Path) -> None:
    """Ask the work to stop at the next step; asking twice, or too late, is no trouble."""
    if folder.is_dir():
        (folder / _STOP).touch()


def result(folder: Path) -> bytes:
    return (folder / _RESULT).read_bytes()


def _carry_out(folder: Path, work: Callable[[Told], bytes], lock: IO[str], language: str) -> None:
    with lock, translation.override(language):
        try:
            answer = work(_Telling(folder))
            (folder / _RESULT).write_bytes(answer)
            ended = Standing(DONE)
        except Stopped:
            ended = Standing(STOPPED)
        except Plain as trouble:
            ended = Standing(FAILED, sentence=str(trouble.sentence))
        except Exception:
            logging.getLogger(__name__).exception("long work failed")
            ended = Standing(FAILED, sentence=str(Plain.default))
        finally:
            connections.close_all()
        if folder.is_dir():  # else it was forgotten meanwhile
            _say(folder, ended)


class _Telling:
    """Writes down how far the work is, not more often than anybody could read."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.step, self.said = folder, "", 0.0

    def __call__(self, done: int, total: int, step: str) -> None:
        if (self.folder / _STOP).exists() or not self.folder.is_dir():
            raise Stopped
        if step != self.step or time.monotonic() - self.said > _APART:
            self.step, self.said = step, time.monotonic()
            _say(self.folder, Standing(WORKING, done, total, step))


def _say(folder: Path, now: Standing) -> None:
    fresh = folder / f"{_STATE}.new"
    fresh.write_bytes(msgspec.json.encode(now))
    fresh.replace(folder / _STATE)


def _read(folder: Path) -> Standing | None:
    try:
        return msgspec.json.decode((folder / _STATE).read_bytes(), type=Standing)
    except FileNotFoundError:
        return None
