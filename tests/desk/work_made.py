"""A street, a turf of it, a canvasser who worked it, for tests of organizers' pages."""

import base64
import json
import uuid
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from tests.desk.conftest import People
from tests.phone import Phone
from tests.town import a_street, a_turf
from waymeet.accounts.keyring import ORGANIZING, SealingKey, sealing_key
from waymeet.consent import gate
from waymeet.kernel import sealing
from waymeet.organizing.contacts.models import Introduction
from waymeet.organizing.turf.models import Turf
from waymeet.organizing.turf.services import handout


@dataclass
class Walk:
    """Cam took the turf on a phone. `key` is the organizing team's."""

    turf: Turf
    doors: list[UUID]
    phone: Phone
    key: SealingKey

    def knock(self, number: int, outcome: str, *, note: str = "", **more: object) -> None:
        """At the door with house number `number` + 1."""
        record, extra = uuid.uuid4(), {}
        if note:
            sealed = self.phone.sealed_note(self.key.public, self.key.epoch, note, record)
            extra = {"note": sealed, "epoch": self.key.epoch}
        body = {"door": str(self.doors[number]), "outcome": outcome, **extra, **more}
        self.phone.record("visit", body, self.turf.id, id=str(record))

    def introduce(self, number: int, language: str = "en", **told: str) -> None:
        """Somebody at that door asked to be called."""
        record = uuid.uuid4()
        place = sealing.bind("introduction", str(record), "1", self.key.epoch)
        plain = sealing.pad(json.dumps(told).encode(), 512)
        sealed = sealing.seal(self.key.public, plain, info=b"waymeet introduction v1", aad=place)
        body = {
            "door": str(self.doors[number]),
            "wants": "call",
            "language": language,
            "sentence": gate.sentences_for(gate.BEING_CALLED)[language].hash,
            "sealed": base64.b64encode(sealed).decode(),
            "epoch": self.key.epoch,
        }
        self.phone.record("introduction", body, self.turf.id, id=str(record))

    def hand_in(self) -> None:
        self.phone.hand_in()


def street_and_turf(people: People, folder: Path) -> tuple[Turf, list[UUID]]:
    """Twelve houses on Clinton Avenue in one turf called A, made by Olga."""
    doors = a_street(folder)
    return a_turf(doors, people["Olga"]), doors


def walk(people: People, folder: Path) -> Walk:
    turf, doors = street_and_turf(people, folder)
    key = sealing_key(ORGANIZING)
    _given, code = handout.hand_out(turf_id=turf.id, by=people["Olga"])
    phone = Phone.of(people["Cam"])
    phone.take(code)
    return Walk(turf, doors, phone, key)


def introduced(people: People, folder: Path) -> Introduction:
    """Marisol asked for a call at number 3."""
    made = walk(people, folder)
    made.introduce(2, "es", name="Marisol", contact_point="518-555-0142", when="evenings")
    made.hand_in()
    return Introduction.objects.get()
