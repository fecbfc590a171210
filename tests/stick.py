"""A passkey stick in software, as the standard describes one: makes key pairs, signs challenges, counts."""

import hashlib
import html
import json
import os
import re
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from webauthn.helpers import bytes_to_base64url, encode_cbor

OPTIONS = re.compile(r'data-options="([^"]+)"')
PRESENT, HOLDS_A_KEY = 0x01, 0x40


def options_on(page: str) -> dict:
    """What the page asks the browser."""
    found = OPTIONS.search(page)
    assert found, "this page asks for no passkey"
    return json.loads(html.unescape(found[1]))


@dataclass
class Stick:
    """One key for one account; `origin` is where the browser is."""

    origin: str = "http://localhost"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: os.urandom(16))
    count: int = 0

    def make(self, options: dict) -> str:
        """What navigator.credentials.create answers, without attestation."""
        public = self.key.public_key().public_numbers()
        cose = encode_cbor({1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32), -3: public.y.to_bytes(32)})
        about = bytes(16) + len(self.id).to_bytes(2) + self.id + cose
        data = self._data(options["rp"]["id"], PRESENT | HOLDS_A_KEY) + about
        attested = encode_cbor({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(
            clientDataJSON=self._told("webauthn.create", options["challenge"]), attestationObject=attested
        )

    def show(self, options: dict) -> str:
        """What navigator.credentials.get answers."""
        told, data = self._told("webauthn.get", options["challenge"]), self._data(options["rpId"], PRESENT)
        signed = self.key.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=told, authenticatorData=data, signature=signed)

    def _told(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, name: str, flags: int) -> bytes:
        self.count += 1
        return hashlib.sha256(name.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _answer(self, **response: bytes) -> str:
        shown = {name: bytes_to_base64url(value) for name, value in response.items()}
        name = bytes_to_base64url(self.id)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": shown})


def sign_in(desk: Client, name: str, words: str, stick: Stick) -> None:
    """Both steps, as a browser takes them; whoever needs a second step and has none sets up this stick."""
    answer = desk.post("/sign-in", {"name": name, "passphrase": words})
    if answer.status_code == 302 and answer["Location"] == "/second-step":
        options = options_on(desk.get("/second-step").content.decode())
        answer = desk.post("/second-step/passkey", {"passkey": stick.make(options)})
        assert answer.status_code == 200, answer.content.decode()
    elif answer.status_code == 302 and answer["Location"] == "/sign-in/second-step":
        options = options_on(desk.get("/sign-in/second-step").content.decode())
        answer = desk.post("/sign-in/second-step", {"passkey": stick.show(options)})
        assert answer.status_code == 302, answer.content.decode()
    else:
        assert answer.status_code == 302, answer.content.decode()
