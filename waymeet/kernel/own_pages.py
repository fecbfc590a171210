"""A page of somebody's own that only their paper opens, and the row each side keeps for one over a file.

The secret on the paper gives, in one direction, a name the page is found by and a key that unwraps the page's own
private key. Whoever has something new for the page seals it to the public half, and needs no paper for it. For a file
that something is its key: every generation of it lies beside the team's copy, sealed to the page.
"""

import hmac
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django.db import models

from waymeet.kernel import long_codes, sealing
from waymeet.kernel.casefiles import KEY_BYTES, CaseKey, CaseKeyBase
from waymeet.kernel.errors import CannotOpen, NotFound
from waymeet.kernel.ids import random_number
from waymeet.kernel.privacy import COUNT, ID, KEY, LABEL, SECRET_HASH
from waymeet.kernel.retention import Rule, WhenDone
from waymeet.kernel.sealing import SealedBytes

NOBODYS = b"\0" * (long_codes.BYTES + 1)  # no secret is this long
HASH_BYTES = 24  # the drill takes any 32 bytes among backed-up keys for a key in the clear, and should go on doing so
PAGE_KEY, SECOND = b"waymeet case page key v1", b"waymeet case page second v1"


@dataclass(frozen=True)
class Made:
    """What a row keeps, and the secret that is shown once."""

    secret: str
    handle: bytes
    public: bytes
    wrapped: SealedBytes


@dataclass(frozen=True)
class Paper:
    """One kind of page: the words its derivations are bound to, so that no paper of one kind opens another."""

    handle: bytes
    wraps: bytes
    place: str
    handle_bytes: int = 32

    def new(self, page: object) -> Made:
        secret = long_codes.new_secret()
        raw, pair = long_codes.read(secret), sealing.new_key_pair()
        wrapped = sealing.wrap(self._key(raw), pair.private, aad=self.bound_to(page))
        return Made(secret, self.handle_of(raw), pair.public, wrapped)

    def handle_of(self, raw: bytes) -> bytes:
        """What the page is found by; it leads back to nothing."""
        return long_codes.derived(raw, self.handle, self.handle_bytes)

    def private_of(self, raw: bytes, page: Any) -> bytes:
        """CannotOpen for any other secret or row."""
        return sealing.unwrap(self._key(raw), bytes(page.wrapped), aad=self.bound_to(page.pk))

    def bound_to(self, page: object) -> bytes:
        return sealing.bind(self.place, str(page))

    def _key(self, raw: bytes) -> bytes:
        return long_codes.derived(raw, self.wraps, 32)


OF_A_FILE = Paper(b"waymeet case page handle v1", b"waymeet case page wraps v1", "case page", HASH_BYTES)


class PagedKeyBase(CaseKeyBase):
    """A file's key that may be sealed to its participant's page as well."""

    to_page = models.BinaryField(null=True)

    class Meta:
        abstract = True

    class Privacy(CaseKeyBase.Privacy):
        holds = (
            "A file's key, sealed to the team, and to the participant's page where there is one. Deleting it erases "
            "the file, wherever a copy of it lies."
        )
        fields: ClassVar = {"id": ID, "generation": COUNT, "epoch": LABEL, "wrapped": KEY, "to_page": KEY}
        seen_by = "Nobody; a team member's own sign-in opens it, or the participant's paper."


class OwnPageBase(models.Model):
    """That a file's participant has a page, and papers that open it and end things there."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    code = models.BinaryField(unique=True)
    public_key = models.BinaryField()
    wrapped = models.BinaryField()
    second_code = models.BinaryField()

    class Meta:
        abstract = True

    class Privacy:
        holds = "That a file has a page for its participant. The secrets that open it are on paper only."
        fields: ClassVar = {
            "id": ID,
            "code": SECRET_HASH,
            "public_key": KEY,
            "wrapped": KEY,
            "second_code": SECRET_HASH,
        }
        seen_by = "The participant, with their paper. The team sees that there is one."
        kept = "Until it is replaced or closed, or as long as the file; in key backups seven days longer."
        forget: Rule = WhenDone("It goes when it is replaced or closed, and with its file.")
        in_key_backup = True  # with the keys it opens: content alone opens with no paper either


def raw_of(secret: str) -> bytes:
    """The bytes behind a code; for what cannot be one nobody's, so that looking for it takes as long."""
    try:
        return long_codes.read(secret)
    except NotFound:
        return NOBODYS


def second_of(raw: bytes) -> bytes:
    """What is kept of the second secret. It opens nothing; it shows that somebody holds the second paper."""
    return long_codes.derived(raw, SECOND, HASH_BYTES)


def is_second(page: Any, secret: str) -> bool:
    return hmac.compare_digest(second_of(raw_of(secret)), bytes(page.second_code))


def seal_key(page: Any, key: CaseKey) -> SealedBytes:
    """A file's key for its page; the paper is not needed."""
    return sealing.seal(
        bytes(page.public_key), key.secret, info=PAGE_KEY, aad=_key_place(page.pk, key.case, key.generation)
    )


def _key_place(page: object, case: UUID, generation: int) -> bytes:
    return sealing.bind("case page key", str(page), str(case), str(generation))


class PageKeys:
    """Opens one file's keys from its page, for one request: what `casefiles.OpenKeys` is to the team."""

    def __init__(self, page: Any, raw: bytes) -> None:
        self._page, self._private = page, sealing.loaded(OF_A_FILE.private_of(raw, page))

    def of(self, row: Any, case: UUID) -> CaseKey:
        if row.to_page is None:
            raise CannotOpen
        place = _key_place(self._page.pk, case, row.generation)
        secret = sealing.unseal(self._private, bytes(row.to_page), info=PAGE_KEY, aad=place)
        if len(secret) != KEY_BYTES:
            raise CannotOpen
        return CaseKey(case, row.generation, secret)
