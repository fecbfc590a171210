"""The file an outside witness keeps: checkpoints of every chain, so that nobody can write history anew unseen.

It names no person and no thing: a number, a hash, a day and a signature a line. Whoever keeps it needs no account; a
partner, a board member or a drawer will do, as long as nobody who runs the server can change it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from waymeet.kernel import audit
from waymeet.kernel.audit_check import Found, Point, Wrong, follow, lines_of, points_of
from waymeet.kernel.errors import BadInput

FORMAT = "waymeet-witness-1"


class Verdict(StrEnum):
    """What comparing says of one database."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"
    REWRITTEN = "rewritten"
    OTHER_FILE = "other_file"  # the file's own checkpoint is not what was signed
    NOT_HERE = "not_here"
    NOT_WITNESSED = "not_witnessed"


@dataclass(frozen=True)
class Compared:
    """`number`: the line the verdict is about; `since`: up to which line the file and this server agree."""

    database: str
    verdict: Verdict
    number: int = 0
    since: int = 0
    day: str = ""

    @property
    def is_fault(self) -> bool:
        return self.verdict not in (Verdict.SAME, Verdict.NOT_HERE, Verdict.NOT_WITNESSED)


Points = dict[str, list[Point]]


def read(text: str) -> Points:
    """A witness's file; BadInput for anything else."""
    try:
        given = json.loads(text)
        if given["format"] != FORMAT:
            raise ValueError
        points: Points = {}
        for row in given["checkpoints"]:
            values = (bytes.fromhex(row[name]) for name in ("hash", "signature", "public_key"))
            digest, signature, public_key = values
            point = Point(int(row["number"]), digest, str(row["day"]), signature, public_key)
            points.setdefault(str(row["database"]), []).append(point)
    except (ValueError, KeyError, TypeError) as unreadable:
        raise BadInput(_("This is not a witness's file.")) from unreadable
    return points


def written(points: Points) -> str:
    """The file's text: the same points, the same text."""
    rows = [
        {
            "database": database,
            "number": point.number,
            "day": point.day,
            "hash": point.hash.hex(),
            "signature": point.signature.hex(),
            "public_key": point.public_key.hex(),
        }
        for database in sorted(points)
        for point in sorted(points[database])
    ]
    return json.dumps({"format": FORMAT, "checkpoints": rows}, indent=1) + "\n"


def extended(kept: Points) -> Points:
    """What the witness keeps, and every checkpoint of this server that is not in it yet."""
    more = {database: list(points) for database, points in kept.items()}
    for database, (_line, checkpoint) in audit.chains().items():
        have = set(more.setdefault(database, []))
        more[database] += [point for point in points_of(checkpoint) if point not in have]
    return more


def compare(kept: Points) -> list[Compared]:
    """Each database of the file and of this server: is what the witness saw still how it was?"""
    chains = audit.chains()
    return [_one(database, kept.get(database, []), chains.get(database)) for database in sorted({*kept, *chains})]


def _one(database: str, points: list[Point], chain: tuple[Any, Any] | None) -> Compared:
    if chain is None:
        return Compared(database, Verdict.NOT_HERE)
    if not points:
        return Compared(database, Verdict.NOT_WITNESSED)
    line, checkpoint = chain
    own = list(points_of(checkpoint))
    found = follow(lines_of(line), own, wanted=[point.number for point in points])
    return judge(database, points, found)


def judge(database: str, points: Iterable[Point], found: Found) -> Compared:
    """Pure: the witness's points against what a look along the chain found."""
    agreed, last = 0, max(points, default=None)
    for point in sorted(points):
        if not point.is_signed():
            return Compared(database, Verdict.OTHER_FILE, point.number, agreed, point.day)
        fault = next((fault for fault in found.faults if agreed < fault.number <= point.number), None)
        if fault is not None:
            wrong = Verdict.CHANGED if fault.wrong is Wrong.CHANGED else Verdict.MISSING
            return Compared(database, wrong, fault.number, agreed, point.day)
        if point.number > found.last:
            return Compared(database, Verdict.MISSING, found.last + 1, agreed, point.day)
        if point.number in found.hashes and found.hashes[point.number] != point.hash:
            return Compared(database, Verdict.REWRITTEN, point.number, agreed, point.day)
        agreed = point.number
    return Compared(database, Verdict.SAME, agreed, agreed, last.day if last else "")
