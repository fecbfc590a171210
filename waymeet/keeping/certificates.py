"""A certificate of erasure: what kind of thing went, when, and when the last key backup dies. It names no one.

It is handed over and kept nowhere here: a list of certificates would be a list of days on which somebody left. What
proves it is the signature, by a key this server has on record. Its number is random and leads to nothing.
"""

import base64
import binascii
import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from waymeet.accounts.models import ServerKey
from waymeet.kernel import clock, codes, erasure, signing
from waymeet.kernel.errors import BadInput

BEGINS = "WAYMEET-ERASURE-1"

# The closed set of things a certificate can tell of; the words are read by the person who asked.
KINDS: dict[str, Any] = {
    "participant_file": gettext_lazy("a participant's file, with everything in it"),
    "case_file": gettext_lazy("a LEAD case file, with everything in it"),
    "introduction": gettext_lazy("what somebody gave who asked to be called"),
    "account": gettext_lazy("the account of somebody who worked here"),
}


@dataclass(frozen=True)
class Certificate:
    """Everything that stands on the page. `erased_on` and `keys_die_on` are days; `signature` covers all four."""

    number: str
    kind: str
    erased_on: dt.date
    keys_die_on: dt.date
    public_key: bytes
    signature: bytes

    @property
    def words(self) -> str:
        return str(KINDS[self.kind])

    @property
    def shown_number(self) -> str:
        return "-".join(self.number[at : at + 4] for at in range(0, len(self.number), 4))

    def line(self) -> str:
        """All of it in one line, for a QR code and for `waymeet audit certificate`."""
        days = (self.erased_on.isoformat(), self.keys_die_on.isoformat())
        return " ".join([BEGINS, self.number, self.kind, *days, _written(self.public_key), _written(self.signature)])


def certify(kind: str) -> Certificate:
    """Made at once after the erasure, to be shown in the same answer."""
    number, today, dies = codes.new_code() + codes.new_code(), clock.today(), erasure.last_key_backup_dies()
    public = signing.public_key()
    ServerKey.objects.get_or_create(public_key=public)
    return Certificate(number, kind, today, dies, public, signing.sign(_message(number, kind, today, dies)))


def _message(number: str, kind: str, erased_on: dt.date, keys_die_on: dt.date) -> bytes:
    return f"{BEGINS} {number} {kind} {erased_on.isoformat()} {keys_die_on.isoformat()}".encode()


def sentences(certificate: Certificate) -> list[str]:
    """What the certificate says, in plain words of the reader's language."""
    asked = {
        "words": certificate.words,
        "day": date_format(certificate.erased_on, "DATE_FORMAT"),
        "dies": date_format(certificate.keys_die_on, "DATE_FORMAT"),
    }
    return [
        _("On %(day)s we erased %(words)s.") % asked,
        _("Its keys were destroyed first. Nobody here can open it again."),
        _dies(certificate, asked),
        _("This paper names no one, and its number leads to nothing. We keep no copy of it."),
    ]


def text(certificate: Certificate) -> str:
    """The certificate as plain text, to send or to print from anywhere."""
    heading = _("Certificate of erasure %(number)s") % {"number": certificate.shown_number}
    return "\n".join([heading, "", *sentences(certificate), "", certificate.line()])


def _dies(certificate: Certificate, asked: dict[str, str]) -> str:
    if certificate.keys_die_on <= certificate.erased_on:
        return _("No backup of its keys was ever made here.")
    return _("The last backup of its keys is destroyed on %(dies)s; from then on no copy of it opens anywhere.") % asked


def read(line: str) -> Certificate:
    """A certificate somebody brings back; BadInput unless a key of this server signed exactly this."""
    try:
        _begins, number, kind, erased_on, keys_die_on, public, signature = line.split()
        days = (dt.date.fromisoformat(erased_on), dt.date.fromisoformat(keys_die_on))
        found = Certificate(number, kind, *days, _bytes(public), _bytes(signature))
    except (ValueError, binascii.Error) as unreadable:
        raise BadInput(_("This is not the line of a certificate of erasure.")) from unreadable
    message = _message(number, kind, *days)
    known = ServerKey.objects.filter(public_key=found.public_key).exists()
    as_written = found.line() == " ".join(line.split())  # base64 has more than one way to write some bytes
    if (
        not as_written
        or kind not in KINDS
        or not known
        or not signing.verify(found.public_key, found.signature, message)
    ):
        raise BadInput(_("No key of this server signed this certificate."))
    return found


def _written(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, altchars=b"-_", validate=True)
