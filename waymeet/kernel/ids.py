"""Names for rows: random where order would tell something, timed where it may."""

import os
import secrets
import time
import uuid


def random_id() -> uuid.UUID:
    """A version 4 id: says nothing about when or in which order a row was made. Care uses only these."""
    return uuid.uuid4()


def timed_id() -> uuid.UUID:
    """A version 7 id (RFC 9562): sorts by the minute it was made. For organizing and accounts only."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def random_number() -> int:
    """A random row number. In SQLite the row number decides where a row lies in the file, so it must tell no order."""
    return secrets.randbits(62)
