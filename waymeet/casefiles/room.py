"""What a room that keeps files tells this one about itself: its team, its tables, its words."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from waymeet.accounts.roles import May


@dataclass(frozen=True)
class Room:
    """One room with files. Two rooms never meet: each has its own of everything here."""

    side: str  # as the gate calls it; the database has the same name
    team: str
    permission: May
    files: Any
    keys: Any
    records: Any
    pages: Any
    taken: Any
    marks: Any
    line: Any
    urls: str
    certificate: str
    heading: Any
    lead: Any
    one: Any
    gone: Callable[[Mapping[str, Any], dt.date], bool] | None = None  # what the law has sealed: read by nobody, deleted
    beside: tuple[str, ...] = ()  # apps that keep things of their own in these files, by the folder of their templates
