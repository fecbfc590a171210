"""A phone as the protocol describes it, for tests: makes records, signs batches, remembers what was acknowledged."""

import base64
import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from waymeet.accounts import enrolment
from waymeet.accounts.models import Account, Device
from waymeet.accounts.people import Person
from waymeet.kernel import sealing, signing
from waymeet.kernel.ids import timed_id
from waymeet.organizing.canvass.services import hand_in
from waymeet.organizing.turf.services import handout


@dataclass
class Phone:
    """One phone of one person."""

    person: Person
    device: Device
    key: Ed25519PrivateKey
    seq: int = 0
    records: list[bytes] = field(default_factory=list)

    @classmethod
    def of(cls, person: Person) -> "Phone":
        key = Ed25519PrivateKey.generate()
        account = Account.objects.get(pk=person.id)
        device = enrolment.register_device(account, key.public_key().public_bytes_raw(), "test phone")
        return cls(person, device, key)

    def take(self, code: str) -> UUID:
        return handout.take(code=code, by=self.person, device_id=self.device.id)

    def record(self, kind: str, body: dict[str, Any], turf: UUID | None = None, **changed: Any) -> bytes:
        """A record as the phone keeps it; `changed` sets other top-level fields."""
        self.seq += 1
        told = {
            "id": str(timed_id()),
            "seq": self.seq,
            "kind": kind,
            "schema": 1,
            "turf": str(turf) if turf else None,
            "at": dt.datetime.now(dt.UTC).isoformat(),
            "body": body,
        }
        self.records.append(json.dumps(told | changed, separators=(",", ":")).encode())
        return self.records[-1]

    def visit(self, turf: UUID, door: UUID, outcome: str = "no_answer", **more: Any) -> bytes:
        return self.record("visit", {"door": str(door), "outcome": outcome, **more}, turf)

    def sealed_note(self, public: bytes, epoch: str, words: str, record: UUID) -> str:
        place = sealing.bind("visit", str(record), "1", epoch)
        sealed = sealing.seal(public, sealing.pad(words.encode(), 512), info=b"waymeet door note v1", aad=place)
        return base64.b64encode(sealed).decode()

    def batch(self, records: list[bytes]) -> bytes:
        """The exact bytes of a batch; records are put in as they are, never written anew."""
        head = json.dumps({"batch": str(timed_id()), "device": str(self.device.id), "incarnation": ""})
        return head[:-1].encode() + b',"records":[' + b",".join(records) + b"]}"

    def hand_in(self, records: list[bytes] | None = None, signature: bytes | None = None) -> dict[str, Any]:
        """Sign and hand in; answers the receipt after checking the server's signature."""
        raw = self.batch(self.records if records is None else records)
        made = hand_in.hand_in(raw=raw, signature=self.key.sign(raw) if signature is None else signature)
        text = made.receipt.encode()
        assert signing.verify(base64.b64decode(made.key), base64.b64decode(made.signature), text)
        return json.loads(text)


def outcomes(receipt: dict[str, Any]) -> list[str]:
    return [outcome for _seq, outcome, _reason in receipt["outcomes"]]


def reasons(receipt: dict[str, Any]) -> list[str]:
    return [reason for _seq, _outcome, reason in receipt["outcomes"]]
