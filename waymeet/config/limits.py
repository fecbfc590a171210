"""How often strangers may ask, kept nowhere: counts live in this process, under names nobody can read back.

A count's name is an HMAC of where the request comes from, under a key made at start and thrown away with all counts
every hour. So nothing on disk, and nothing in memory an hour later, lists who asked.
Each process counts for itself. Why no library: docs/decisions/0022-edges.md.
"""

import hashlib
import hmac
import math
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

from waymeet.kernel.errors import TooMany

HOUR = 3600.0
MOST_NAMES = 20_000  # a flood of made-up addresses fills no memory: with so many names all counts begin anew


@dataclass(frozen=True)
class Limit:
    """`burst` at once, then `a_minute` from one place; five times that from all places together."""

    burst: int
    a_minute: float


def where_from(request: HttpRequest) -> str:
    """The address before our own proxies. What a stranger writes into the header before that is not believed."""
    named = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if settings.PROXIES and len(named) >= settings.PROXIES:
        return named[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def night_code(request: HttpRequest) -> str:
    """A kit night's phones share one code, so they share one count, and care is never asked for an address."""
    return request.headers.get("Authorization", "")


# Only what anybody may send without being signed in. A phone's signed batch is not here: a whole team hands in from
# one office at the same minute, and a signature is checked before anything is kept.
SIGN_IN = Limit(burst=60, a_minute=30)
OWN_PAGE = tuple(f"/organizing/own{rest}" for rest in ("", "/change", "/ask", "/answer", "/save", "/close", "/leave"))
LIMITS: dict[str, tuple[str, Limit, Callable[[HttpRequest], str]]] = {
    "/sign-in": ("sign-in", SIGN_IN, where_from),
    "/sign-in/second-step": ("sign-in", SIGN_IN, where_from),
    "/sign-in/recover": ("sign-in", SIGN_IN, where_from),
    "/field/organizing/sign-in": ("sign-in", SIGN_IN, where_from),
    "/field/organizing/week/take": ("sign-in", SIGN_IN, where_from),
    "/field/organizing/bundle": ("bundle", Limit(burst=60, a_minute=12), where_from),
    **dict.fromkeys(OWN_PAGE, ("own page", Limit(burst=30, a_minute=12), where_from)),
    "/words": ("words", Limit(burst=240, a_minute=120), where_from),
    **dict.fromkeys(("/went", "/went/say"), ("slip", Limit(burst=30, a_minute=12), where_from)),
    "/receipt": ("receipt", Limit(burst=30, a_minute=6), where_from),
    "/field/care/slots": ("slots", Limit(burst=1200, a_minute=600), night_code),
}
# Addresses that carry a code, by how they begin. A whole room signs in from one office's connection.
BELOW: dict[str, tuple[str, Limit, Callable[[HttpRequest], str]]] = {
    "/come/": ("door", Limit(burst=120, a_minute=30), where_from),
    "/reversal/": ("reversal", Limit(burst=30, a_minute=6), where_from),
    "/care/people/own": ("own file", Limit(burst=30, a_minute=12), where_from),
    "/diversion/cases/own": ("own file", Limit(burst=30, a_minute=12), where_from),
    "/ask/": ("survey", Limit(burst=120, a_minute=30), where_from),
}


class Counts:
    """Token buckets in memory."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """All counts, and the key their names were made with."""
        self._key = os.urandom(32)
        self._since = self._now()
        self._left: dict[bytes, tuple[float, float]] = {}

    def seconds_to_wait(self, kind: str, limit: Limit, who: str) -> int:
        """0 and one taken; or how long until there is one again, from this place or from all together."""
        with self._lock:
            now = self._now()
            if now - self._since > HOUR or len(self._left) > MOST_NAMES:
                self.forget()
            together = Limit(limit.burst * 5, limit.a_minute * 5)
            asked = [(self._name(kind, who), limit), (self._name(kind, None), together)]
            wait = max(self._missing(name, each, now) for name, each in asked)
            if wait == 0:
                for name, each in asked:
                    self._left[name] = (self._there(name, each, now) - 1, now)
            return math.ceil(wait)

    def _name(self, kind: str, who: str | None) -> bytes:
        told = f"{kind}\0all" if who is None else f"{kind}\0one\0{who}"
        return hmac.digest(self._key, told.encode(), hashlib.sha256)

    def _there(self, name: bytes, limit: Limit, now: float) -> float:
        left, when = self._left.get(name, (float(limit.burst), now))
        return min(float(limit.burst), left + (now - when) * limit.a_minute / 60)

    def _missing(self, name: bytes, limit: Limit, now: float) -> float:
        return max(0.0, (1 - self._there(name, limit, now)) * 60 / limit.a_minute)


COUNTS = Counts()


def check(request: HttpRequest) -> None:
    """TooMany when this place, or all together, ask too often; nothing is written down anywhere."""
    limited = limit_of(request.path_info) if settings.LIMITS else None
    if limited is None or request.method != "POST":
        return
    kind, limit, who = limited
    wait = COUNTS.seconds_to_wait(kind, limit, who(request))
    if wait:
        raise TooMany(seconds=wait)


def limit_of(path: str) -> tuple[str, Limit, Callable[[HttpRequest], str]] | None:
    exact = LIMITS.get(path.rstrip("/"))
    return exact or next((limit for begin, limit in BELOW.items() if path.startswith(begin)), None)
