"""What the table keeps in a case: lines prepared for it, what was shown at a meeting, what was decided. All sealed.

Kinds of their own beside those of the file (waymeet.casefiles.kinds); whoever opens the case opens them with it.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from waymeet.accounts.people import Person
from waymeet.casefiles import kinds
from waymeet.casefiles.opening import Opened, Version
from waymeet.diversion.table.rules import Agency
from waymeet.kernel import clock

LINE, SHOWN, DECISION = "table_line", "table_showing", "table_decision"


@dataclass(frozen=True)
class Release:
    """A release as the case holds it; whether it holds is the gate's to say."""

    record: UUID
    secret: str
    agency: str
    named: str
    day: dt.date


@dataclass(frozen=True)
class Kept:
    """What one case holds for the table, the newest version of each."""

    opened: Opened
    releases: Sequence[Release] = ()
    lines: Mapping[str, Version] = field(default_factory=dict)
    shown: Mapping[str, Version] = field(default_factory=dict)
    decisions: Sequence[Version] = ()

    @property
    def file_id(self) -> int:
        return int(self.opened.row.pk)

    def words(self) -> dict[str, str]:
        """What may be said, by class; a line that was emptied says nothing."""
        return {name: said for name, one in self.lines.items() if (said := str(one.content["words"]))}


def kept(opened: Opened, versions: Iterable[Version]) -> Kept:
    newest = {one.record: one for one in versions}.values()
    return Kept(
        opened,
        [_release(one) for one in newest if one.is_a(kinds.HANDOFF) and agency_of(one.content)],
        {str(one.content["class"]): one for one in newest if one.is_a(LINE)},
        {str(one.content["meeting"]): one for one in newest if one.is_a(SHOWN)},
        sorted((one for one in newest if one.is_a(DECISION)), key=_in_time),
    )


def agency_of(content: Mapping[str, Any]) -> str:
    """Which agency a hand-off names, by kind; '' where it is no release for the table."""
    kind = str(content.get("beyond", {}).get("kind", ""))
    return kind if kind in set(Agency) else ""


def _release(one: Version) -> Release:
    said = one.content
    named, day = str(said["beyond"]["recipient_name"]), dt.date.fromisoformat(said["day"])
    return Release(one.record, str(said["secret"]), agency_of(said), named, day)


def _in_time(one: Version) -> tuple[str, str]:
    return str(one.content["day"]), str(one.record)


def written(kind: str, by: Person, **said: Any) -> dict[str, Any]:
    return {"kind": kind, **said, "day": clock.today().isoformat(), "by": str(by.id)}
