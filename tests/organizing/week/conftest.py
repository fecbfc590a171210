"""Rosa's week, and her phone: one person to see, one to call, an event tonight."""

import base64
import datetime as dt
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from tests.builders import Worker, two_organizers
from tests.phone import Phone
from waymeet.accounts.keyring import ORGANIZING, sealing_key
from waymeet.kernel import clock, sealing
from waymeet.organizing.contacts import people
from waymeet.organizing.contacts.words import INFO, SIZES
from waymeet.organizing.events import services as events
from waymeet.organizing.one_on_ones import services as one_on_ones


@dataclass
class Week:
    """Rosa and Luz organize; Mo is to be seen, Ana to be called, and both said yes to the meeting."""

    rosa: Worker
    luz: Worker
    phone: Phone
    mo: UUID
    ana: UUID
    meeting: UUID
    one: UUID

    def sealed(self, kind: str, row: object, about: object, said: dict[str, str]) -> str:
        """As the phone seals words: padded to a size, bound to their row and whom they are about."""
        key = sealing_key(ORGANIZING)
        plain = json.dumps(said, ensure_ascii=False).encode()
        size = next(one for one in SIZES if one >= len(plain) + 2)
        place = sealing.bind(kind, str(row), str(about), key.epoch)
        return base64.b64encode(sealing.seal(key.public, sealing.pad(plain, size), info=INFO, aad=place)).decode()

    def write_up(self, cares: str = "The rent.", **changed: Any) -> bytes:
        body = {
            "one_on_one": str(self.one),
            "contact": str(self.mo),
            "held_on": clock.today().isoformat(),
            "answer": "yes",
            "epoch": sealing_key(ORGANIZING).epoch,
            "words": self.sealed("one-on-one write-up", self.one, self.mo, {"cares": cares}),
        }
        return self.phone.record("write_up", body | changed)

    def call(self, outcome: str = "reached", **changed: Any) -> bytes:
        return self.phone.record("call", {"outcome": outcome, "contact": str(self.ana), **changed})

    def tick(self, contact: UUID, *, here: bool = True) -> bytes:
        return self.phone.record("sign_in", {"event": str(self.meeting), "contact": str(contact), "here": here})


def contact(week_or_by: Any, name: str, phone: str = "555 010 0199") -> UUID:
    return people.add(said={"name": name, "phones": phone}, by=week_or_by)


def an_event(by: Any, **said: Any) -> UUID:
    whole = {"title": "Tenants' meeting", "kind": "meeting", "day": clock.today(), "starts": dt.time(18)}
    return events.make(said=whole | {"sign_in": "names", "lead": by.id} | said, by=by)


@pytest.fixture
def week() -> Week:
    rosa, luz = two_organizers()
    by = {"by": rosa.person}
    mo, ana = contact(rosa.person, "Mo Diaz"), contact(rosa.person, "Ana Ruiz", "555 010 0142")
    said = {"why": "knows the block", "ask": "Will you come on Thursday?"}
    one = one_on_ones.plan(contact_id=mo, kind="introductory", day=clock.today(), said=said, **by)
    one_on_ones.go_along(contact_id=ana, coach=rosa.person.id, every_days=7, **by)
    people.Contact.objects.filter(pk=ana).update(since=clock.today() - dt.timedelta(days=30))
    meeting = an_event(rosa.person)
    for who in (mo, ana):
        attendance = events.ask(event_id=meeting, contact_id=who, **by)
        events.answer(attendance_id=attendance, said="accepted", **by)
    return Week(rosa, luz, Phone.of(rosa.person), mo, ana, meeting, one)
