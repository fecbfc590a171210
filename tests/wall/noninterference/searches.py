"""What somebody curious types: pieces of names into every search, conditions into the page that builds lists, codes
that are nearly right into the pages that need one.
"""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from tests.wall.noninterference.question import Ask
from tests.wall.noninterference.secret_things import WORD

PIECES = ("ana", "ros", "in", "vale", "zy", "0123", "5185550124", "guarded", WORD)
# What a list may ask, as the page keeps it; the last ask what only organizers may.
ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("language", {"language": "es"}),
    ("has", {"means": "phone"}),
    ("says", {"what": "lives"}),
    ("says", {"what": "provider"}),
    ("refused", {"channel": "text"}),
    ("came", {"times": 1, "since": "2026-01-01"}),
    ("signed_up", {}),
    ("turned_out", {"times": 1, "since": "2026-01-01"}),
    ("not_met", {"days": 30}),
    ("guarded", {"group": 1}),
)
NO_CODE = "ABCD-EFGH-JKLM-NPQR-STUV"


def every(made: dict[str, Any]) -> Iterator[Ask]:
    for words in PIECES:
        yield _post("/organizing/contacts", words=words)
        yield _post("/organizing/contacts", q=words, words=words, page="2")
        yield Ask("GET", f"/organizing/contacts?{urlencode({'q': words})}")
        yield _post(f"/organizing/events/{made['event']}/ask", words=words)
        yield _post(f"/organizing/events/{made['event']}/sign-in", words=words)
    yield from _lists(made)
    yield from _outside(made)


def _lists(made: dict[str, Any]) -> Iterator[Ask]:
    groups = [("guarded", {"group": int(made["guarded"])}), ("belongs", {"group": made["group"]})]
    for place in ("all", "any", "not"):
        for kind, parts in (*ASKED, *groups):
            kept = json.dumps({place: [{"kind": kind, "value": parts}]})
            for do in ("", "count", "save"):
                said = {"asked": kept, "do": do, "save-name": WORD, "save-share": "me", "kind": kind, "place": place}
                yield _post("/organizing/lists/build", **said, **parts)
    for one in ("list", "classed"):
        for what in ("people", "van-contacts", "van-results", "van-codes"):  # a workbook says the second it was written
            yield _post(f"/organizing/lists/{made[one]}/out/file", what=what)


def _outside(made: dict[str, Any]) -> Iterator[Ask]:
    """Public pages, a poster, calendars, a member's page: right addresses, right and wrong codes."""
    for path in ("en/", "es/", "calendar.ics", f"{made['event']}.ics"):
        yield Ask("GET", f"/public/events/{path}")
    door = _door(made)
    for path in (door, door[:-1] + ("A" if door[-1] != "A" else "B")):
        yield Ask("GET", path)
        for name, phone in (("Ana", "518 555 0124"), (WORD, "518 555 0166"), ("", "")):
            yield _post(path, name=name, phone=phone)
    for page in ("", "/change", "/ask", "/answer", "/save", "/close", "/leave"):
        for code in (NO_CODE, made["own_code"][:-1] + "2", WORD):
            yield _post(f"/organizing/own{page}", secret=code, kind="everything", sure="on")
    yield from _pages_of_files(made)


def _pages_of_files(made: dict[str, Any]) -> Iterator[Ask]:
    """Nearly the code, the second code in the first's place, none at all."""
    for place, base in (("file", "/care/people/own"), ("case", "/diversion/cases/own")):
        right, second = made[f"{place}_page_code"], made[f"{place}_second_code"]
        for page in ("", "/goal", "/wrong", "/save", "/renew", "/close", "/second", "/erase"):
            for code in (NO_CODE, right[:-1] + "2", second, WORD):
                yield _post(base + page, secret=code, second=second, words=WORD, sure="twice")


def _door(made: dict[str, Any]) -> str:
    from django.urls import reverse

    return reverse("event_door:sign_in", args=[made["event"], made["door"]])


def _post(path: str, **said: Any) -> Ask:
    return Ask("POST", path, urlencode(said).encode())
