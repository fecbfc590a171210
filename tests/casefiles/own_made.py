"""Files with a page, and hand-offs agreed to, for tests of participants' own pages."""

import datetime as dt
import re

from tests.consent import made
from waymeet.casefiles import hand_offs, papers
from waymeet.consent import gate
from waymeet.kernel import clock


def text(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def papers_of(place, file_id: int) -> papers.Papers:
    return papers.make(file_id=file_id, **place.by())


def opened(browser, place, code: str, path: str = "", **said: str):
    return browser.post(place.at(f"own{path}"), {"secret": code, "language": "en", **said})


def agreed(place, file_id: int):
    """A yes to the organizers, as its record in the file."""
    place.people[made.MEMBER["organizing"]]
    until = clock.today() + dt.timedelta(days=20)
    scope = gate.Scope("organizing", frozenset({"name"}), "being_called", until)
    record = hand_offs.offer(file_id=file_id, scope=scope, language="en", read_aloud=True, **place.by())
    one = hand_offs.kept(file_id=file_id, record=record, **place.by())
    said = {"patient_name": "Ottilie", "signed_how": "on_paper", "signed_by": "Ottilie"}
    hand_offs.grant(one=one, said=said, fields={"name": "Ottilie"}, **place.by())
    return record
