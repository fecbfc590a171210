"""A gateway for texts that speaks the Twilio-compatible Messages API (docs/decisions/0033).

Twilio, SignalWire and others speak it, and so does any small bridge to a modem. Out: one form, Basic authentication,
JSON back. In: forms, signed with HMAC-SHA1 over address and values. Nothing of a message is logged.
"""

import base64
import hashlib
import hmac
import http.client
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import phonenumbers
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from waymeet.kernel.errors import BadInput

SECONDS = 15
LARGEST = 1 << 20
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# What the API says of a number: they stopped it (21610); it is no number or cannot get texts.
STOPPED = {21610}
NO_NUMBER = {21211, 21214, 21217, 21401, 21614, 21635, 30003, 30005, 30006}
FAILED = ("failed", "undelivered")


class Trouble(Exception):
    """It did not go."""


class Later(Trouble):
    """The provider could not take it now, and surely has not: try again."""


class Unsure(Trouble):
    """It was handed over and no answer came. Nobody may send it again by themselves: it could arrive twice."""


class Refused(Trouble):
    """The provider does not take it. `stopped`: the person said STOP there. `no_number`: it is none."""

    def __init__(self, *, stopped: bool = False, no_number: bool = False) -> None:
        super().__init__()
        self.stopped, self.no_number = stopped, no_number


@dataclass(frozen=True)
class Gateway:
    """Where texts go and with what they are signed."""

    address: str
    account: str
    secret: str
    sender: str

    def send(self, *, to: str, body: str, status_to: str = "") -> str:
        """Hand one text over; answers the provider's reference."""
        form = {"To": to, "Body": body}
        form["MessagingServiceSid" if self.sender.startswith("MG") else "From"] = self.sender
        if status_to:
            form["StatusCallback"] = status_to
        status, answer = self._post(f"/2010-04-01/Accounts/{self.account}/Messages.json", form)
        if status in (429, 503):
            raise Later
        if status >= 500:
            raise Unsure
        code = answer.get("code")
        if status not in (200, 201):
            raise Refused(stopped=code in STOPPED, no_number=code in NO_NUMBER)
        return str(answer.get("sid", ""))[:64]

    def signed(self, address: str, form: Mapping[str, str], signature: str) -> bool:
        """Whether the provider sent this form to this address."""
        whole = address + "".join(f"{name}{form[name]}" for name in sorted(form))
        ours = hmac.new(self.secret.encode(), whole.encode(), hashlib.sha1).digest()
        return hmac.compare_digest(base64.b64encode(ours).decode(), signature)

    def _post(self, path: str, form: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        where = urlsplit(self.address)
        link = _link(where.scheme, where.hostname or "", where.port)
        given = base64.b64encode(f"{self.account}:{self.secret}".encode()).decode()
        headers = {"Authorization": f"Basic {given}", "Content-Type": "application/x-www-form-urlencoded"}
        try:
            try:
                link.connect()
            except OSError as away:
                raise Later from away
            try:
                link.request("POST", where.path.rstrip("/") + path, urlencode(form), headers)
                answer = link.getresponse()
                return answer.status, _json(answer.read(LARGEST))
            except (OSError, http.client.HTTPException) as broken:
                raise Unsure from broken
        finally:
            link.close()


def _link(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    """TLS with the certificate checked; without it only to this very machine."""
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=SECONDS, context=ssl.create_default_context())
    if scheme == "http" and host in LOOPBACK:
        return http.client.HTTPConnection(host, port, timeout=SECONDS)
    raise BadInput(_("The texting gateway needs an https address (WAYMEET_TEXT_ADDRESS)."))


def _json(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def gateway() -> Gateway | None:
    """The one in the settings; None where texting is not set up."""
    given = settings.TEXTING
    return Gateway(given["address"], given["account"], given["secret"], given["from"]) if all(given.values()) else None


def as_dialled(number: str) -> str:
    """As gateways want it (E.164); a number as it was written where nobody can read it."""
    try:
        found = phonenumbers.parse(number, settings.PHONE_COUNTRY)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)
