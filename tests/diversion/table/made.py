"""Cases, releases and meetings for tests, made by the real services."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from tests.consent.made import keyring
from tests.desk.conftest import People
from waymeet.casefiles import hand_offs, opening
from waymeet.casefiles import services as files
from waymeet.consent import gate
from waymeet.diversion.casework.room import ROOM
from waymeet.diversion.table import preparing, services, showing
from waymeet.kernel import clock

NAMED = {
    "police": "Albany Police Department",
    "prosecutor": "The district attorney's office",
    "defender": "The public defender",
    "housing": "Homes on Clinton Avenue",
    "treatment": "The clinic on Lark Street",
}
LINES = {
    "needs": "a dry bed",
    "status": "comes every week",
    "legal": "court on Monday",
    "substance_use": "began methadone",
    "health": "a sore leg",
    "housing": "sleeps at a friend's",
}


class Case:
    """Somebody with a file, lines for the table, and releases."""

    def __init__(self, people: People, called: str = "Marisol", lines: dict[str, str] | None = None) -> None:
        self.by: dict[str, Any] = {"by": people["Casey"], "keyring": keyring(people, "Casey")}
        self.file_id = files.open_file(room=ROOM, said={"called": called}, **self.by)
        preparing.say(file_id=self.file_id, lines=LINES if lines is None else lines, **self.by)
        self.records: list[UUID] = []

    def offered(self, agency: str, classes: Iterable[str], days: int = 30) -> UUID:
        until = clock.today() + dt.timedelta(days=days)
        said = {"named": NAMED[agency], "classes": set(classes), "until": until, "language": "es", "read_aloud": True}
        record = preparing.offer(file_id=self.file_id, agency=agency, **said, **self.by)
        self.records.append(record)
        return record

    def released(self, agency: str, classes: Iterable[str], days: int = 30) -> UUID:
        record = self.offered(agency, classes, days)
        said = {"patient_name": "Marisol", "signed_how": "on_paper", "signed_by": "Marisol"}
        hand_offs.grant(room=ROOM, one=self.kept(record), said=said, fields={}, **self.by)
        return record

    def kept(self, record: UUID) -> hand_offs.Kept:
        return hand_offs.kept(room=ROOM, file_id=self.file_id, record=record, **self.by)

    def secret(self, record: UUID) -> str:
        return self.kept(record).secret

    def account(self, record: UUID) -> list[set[str]]:
        """What was told under a release, line by line."""
        return [set(one.classes) for one in gate.standing(self.secret(record)).disclosures]

    def contents(self, kind: str) -> list[dict[str, Any]]:
        opened = opening.one_file(ROOM, self.file_id, self.by["keyring"])
        versions = opening.versions(ROOM, opened.row, self.by["keyring"])
        return [dict(one.content) for one in versions if one.is_a(kind)]


def meeting(people: People, *agencies: str, minutes: int = 90) -> UUID:
    return services.open_meeting(agencies=agencies, minutes=minutes, by=people["Casey"])


def on_screen(people: People, meeting_id: UUID) -> dict[int, dict[str, str]]:
    """What the screen shows now: by file, class and words."""
    by = {"by": people["Casey"], "keyring": keyring(people, "Casey")}
    found = showing.screen(meeting_id=meeting_id, **by)
    return {one.file_id: dict(one.fields) for one in found.cases}
