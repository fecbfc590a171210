"""What the organizing half of the field API takes and answers, as phones and its own description may rely on."""

from typing import Any
from uuid import UUID

import msgspec
from ninja import Schema


class SignIn(Schema):
    """A name and passphrase, and the phone's new public key (raw Ed25519, base64).

    A new phone brings the code that adds it. A known one brings `voucher`, a signature of "waymeet voucher v1 " and the
    new key's 32 bytes by the key of `vouched_by`, the device it was at the sign-in before.
    """

    name: str
    passphrase: str
    device_public_key: str
    device_label: str = ""
    enrolment: str = ""
    vouched_by: str = ""
    voucher: str = ""


class Code(Schema):
    """A code as somebody typed or scanned it."""

    code: str


class TurfId(Schema):
    """Which turf."""

    turf: UUID


class Refused(Schema):
    """What went wrong, in one sentence to show; a reason where the phone acts on it ("not_enrolled")."""

    sentence: str
    reason: str = ""


class OurServer(Schema):
    """Which life of the database this is, and by which keys receipts are signed."""

    incarnation: str
    keys: list[str]


class Hello(OurServer):
    """Up to which number this phone's records are held without a gap.

    `ended`: it was signed out for good, or its account is over. It then forgets what it could read, keeps what it has
    not handed in, and goes on handing in: that is put aside for a person to look at.
    """

    held_through: int
    ended: bool = False


class NotKnown(Hello, Refused):
    """The same for a phone that is not known here."""


class Signed(Schema):
    """The receipt's exact text and the server's signature over it."""

    receipt: str
    signature: str
    key: str


class Held(Schema):
    """How many records lie in what came."""

    held: int


class Nothing(Schema):
    """Done; there is nothing to say."""


class Who(Schema):
    """The person who signed in, as the phone greets them, and what they may do on it beside doors."""

    name: str
    shown_as: str
    roles: list[str]
    language: str
    may: list[str]


class TeamKey(Schema):
    """What phones seal to."""

    team: str
    epoch: str
    public: str


class SignedIn(Schema):
    """Everything a phone keeps of a sign-in."""

    person: Who
    device: str
    organizing_key: TeamKey
    server: OurServer


# Every refusal is a sentence: not readable, not allowed, not there, somebody was first, not usable, too often.
REFUSALS: dict[Any, Any] = {frozenset({400, 403, 404, 409, 422, 429}): Refused}


def body_of(shape: type[msgspec.Struct]) -> dict[str, Any]:
    """Says in the description what the body is where the bytes themselves are read, as signatures ask."""
    schema = msgspec.json.schema(shape)["$defs"][shape.__name__]
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
