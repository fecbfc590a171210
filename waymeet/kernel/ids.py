"""Names for rows: random where order would tell something, timed where it may."""

import os
import secrets
import threading
import time
import uuid


def random_id() -> uuid.UUID:
    """A version 4 id: says nothing about when or in which order a row was made. Care uses only these."""
    return uuid.uuid4()


_lock = threading.Lock()
_last = (0, 0)  # the millisecond of the newest timed id, and its counter within it


def timed_id() -> uuid.UUID:
    """A version 7 id (RFC 9562, 6.2 method 1): of two made one after the other here, the later sorts later.

    For organizing and accounts only.
    """
    milliseconds, counter = _moment()
    value = (milliseconds & ((1 << 48) - 1)) << 80 | counter << 64 | int.from_bytes(os.urandom(8), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def _moment() -> tuple[int, int]:
    """Milliseconds and a counter of twelve bits, never the same and never going back."""
    global _last  # noqa: PLW0603 - one order in this process
    with _lock:
        now = time.time_ns() // 1_000_000
        if now > _last[0]:
            _last = (now, secrets.randbits(11))
        else:
            last, counter = _last
            _last = (last, counter + 1) if counter < 0xFFF else (last + 1, 0)
        return _last


def random_number() -> int:
    """A random row number. In SQLite the row number decides where a row lies in the file, so it must tell no order."""
    return secrets.randbits(62)
