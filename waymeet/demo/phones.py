"""Invented phones: they sign, number and seal what they save, and hand it in through the services real phones reach."""

import base64
import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from waymeet.accounts import enrolment
from waymeet.accounts.keyring import ORGANIZING, sealing_key
from waymeet.accounts.models import Account
from waymeet.consent import gate
from waymeet.demo.people import Invited
from waymeet.kernel import sealing
from waymeet.kernel.ids import timed_id
from waymeet.organizing.canvass.services.hand_in import MOST_RECORDS, hand_in
from waymeet.organizing.turf.services import handout


@dataclass
class Phone:
    """One phone of one invented person."""

    person: Invited
    device: UUID
    key: Ed25519PrivateKey
    seq: int = 0
    waiting: list[bytes] = field(default_factory=list)

    @classmethod
    def of(cls, person: Invited) -> "Phone":
        key = Ed25519PrivateKey.generate()
        account = Account.objects.get(pk=person.person.id)
        device = enrolment.register_device(account, key.public_key().public_bytes_raw(), "phone")
        return cls(person, device.id, key)

    def take(self, code: str) -> None:
        handout.take(code=code, by=self.person.person, device_id=self.device)

    def save(self, kind: str, body: dict[str, Any], *, turf: UUID, at: dt.datetime, record: UUID | None = None) -> None:
        """Keep a record until the next hand-in, as the bytes it stays for ever."""
        self.seq += 1
        told = {
            "id": str(record or timed_id()),
            "seq": self.seq,
            "kind": kind,
            "schema": 1,
            "turf": str(turf),
            "at": at.astimezone(dt.UTC).isoformat(timespec="seconds"),
            "body": body,
        }
        self.waiting.append(json.dumps(told, separators=(",", ":")).encode())

    def hand_in(self) -> None:
        """Everything saved, in batches, each signed once."""
        for first in range(0, len(self.waiting), MOST_RECORDS):
            head = json.dumps({"batch": str(timed_id()), "device": str(self.device), "incarnation": ""})
            records = b",".join(self.waiting[first : first + MOST_RECORDS])
            raw = head[:-1].encode() + b',"records":[' + records + b"]}"
            hand_in(raw=raw, signature=self.key.sign(raw))
        self.waiting.clear()


def sealed_note(words: str, record: UUID) -> str:
    """A note made at a door, which only organizers can open."""
    return _sealed("visit", b"waymeet door note v1", words.encode(), record)


def sealed_introduction(name: str, contact_point: str, record: UUID) -> str:
    told = json.dumps({"name": name, "contact_point": contact_point, "how": "", "when": ""}, ensure_ascii=False)
    return _sealed("introduction", b"waymeet introduction v1", told.encode(), record)


def _sealed(kind: str, info: bytes, content: bytes, record: UUID) -> str:
    key = sealing_key(ORGANIZING)
    place = sealing.bind(kind, str(record), "1", key.epoch)
    return base64.b64encode(sealing.seal(key.public, sealing.pad(content, 512), info=info, aad=place)).decode()


def consent_hash(language: str) -> str:
    """The sentence that was read before somebody gave a way to reach them."""
    return gate.sentences_for(gate.BEING_CALLED)[language].hash
