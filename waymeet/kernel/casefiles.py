"""Files about a participant: a key for each file, wrapped to a team's epoch, and a key for each record in it.

Each side that keeps files (care, diversion) makes its own tables from the shapes here. What the shapes hold in plain
says nothing of anybody: random ids, which epoch of the team's key, how often a record was written anew. What kind a
record is, when it was written and by whom lies inside it.

`sealing_key` and `Keyring.open_team_key` come from the rooms above; here they are only functions, so that the kernel
knows nobody. Deleting a file's keys is the erasure: no copy of the records opens any more.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db import models

from waymeet.kernel import sealing
from waymeet.kernel.errors import CannotOpen
from waymeet.kernel.ids import random_id, random_number
from waymeet.kernel.privacy import COUNT, ID, KEY, LABEL
from waymeet.kernel.retention import AtAWord, Rule, WhenDone
from waymeet.kernel.sealed_field import Sealed
from waymeet.kernel.sealing import SealedBytes

CASE_KEY = b"waymeet case key v1"
KEY_BYTES = 32
FORM = b"\x01"  # AES-256-GCM twice: the record's own key under the file's, the padded JSON under the record's
WRAPPED_TO = len(FORM) + KEY_BYTES + sealing.WRAP_OVERHEAD
BUCKETS = (256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65535)  # a record is as long as the next of these


class TeamKeyNow(Protocol):
    """What is sealed to: `accounts.keyring.SealingKey`."""

    @property
    def team(self) -> str: ...
    @property
    def epoch(self) -> str: ...
    @property
    def public(self) -> bytes: ...


class Opens(Protocol):
    """Who opens: `accounts.keyring.Keyring`."""

    def open_team_key(self, team: str, epoch: str) -> bytes: ...


class OpensFiles(Protocol):
    """Opens a file's keys for one request: the team's `OpenKeys`, or the participant's paper."""

    def of(self, row: Any, case: UUID) -> "CaseKey": ...


class CaseFileBase(models.Model):
    """One participant's file. Its face (what the list shows) is a record like the others, kept on the row."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    face = Sealed()
    face_version = models.PositiveIntegerField(default=1)
    face_generation = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @property
    def case(self) -> UUID:
        """The name its keys and records are bound to."""
        return UUID(int=self.pk)

    class Privacy:
        holds = "That there is a file, and its face, sealed under the file's own key."
        fields: ClassVar = {"id": ID, "face_version": COUNT, "face_generation": COUNT}
        seen_by = "The team whose file it is, by opening it."
        kept = "Until it is forgotten: at the participant's word, or when its retention ends."
        forget = AtAWord("Its team lets it go: at the participant's word, or when the day inside it has come.")


class CaseKeyBase(models.Model):
    """The file's key, wrapped to the team's key of an epoch; a new generation follows every change of that key."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    generation = models.PositiveIntegerField(default=1)
    epoch = models.CharField(max_length=20)
    wrapped = models.BinaryField()

    class Meta:
        abstract = True

    class Privacy:
        holds = "A file's key, sealed to the team. Deleting it erases the file, wherever a copy of it lies."
        fields: ClassVar = {"id": ID, "generation": COUNT, "epoch": LABEL, "wrapped": KEY}
        seen_by = "Nobody; a team member's own sign-in opens it."
        kept = "As long as the file; in key backups seven days longer."
        forget: Rule = WhenDone("It goes with its file, before anything else of it.")
        in_key_backup = True  # content backups leave these rows out: what was erased stays erased


class RecordBase(models.Model):
    """One version of one thing in a file: a note, a plan, a hand-off. Its kind and day lie inside."""

    id = models.BigAutoField(primary_key=True, default=random_number)
    record = models.UUIDField(default=random_id, editable=False)
    version = models.PositiveIntegerField(default=1)
    generation = models.PositiveIntegerField()
    sealed = Sealed()

    class Meta:
        abstract = True

    class Privacy:
        holds = "One version of a thing in a file, sealed under a key of its own."
        fields: ClassVar = {"id": ID, "record": ID, "version": COUNT, "generation": COUNT}
        seen_by = "The team whose file it is, by opening it."
        kept = "As long as the file."
        forget: Rule = WhenDone("It goes with its file.")


@dataclass(frozen=True)
class CaseKey:
    """A file's open key for the length of one request: 32 bytes, and which generation it is."""

    case: UUID
    generation: int
    secret: bytes


def new_case_key(case: UUID, generation: int, team_key: TeamKeyNow) -> tuple[CaseKey, SealedBytes]:
    """A key for a file, and the same key sealed to the team; `sealed` goes into a CaseKeyBase row."""
    key = CaseKey(case, generation, os.urandom(KEY_BYTES))
    place = _key_place(team_key.team, team_key.epoch, case, generation)
    return key, sealing.seal(team_key.public, key.secret, info=CASE_KEY, aad=place)


def open_case_key(row: Any, case: UUID, team: str, private: bytes | X25519PrivateKey) -> CaseKey:
    """`row` is a CaseKeyBase of that file, `private` the team's key of its epoch; CannotOpen when they do not fit."""
    place = _key_place(team, row.epoch, case, row.generation)
    secret = sealing.unseal(private, row.wrapped, info=CASE_KEY, aad=place)
    if len(secret) != KEY_BYTES:
        raise CannotOpen
    return CaseKey(case, row.generation, secret)


def _key_place(team: str, epoch: str, case: UUID, generation: int) -> bytes:
    return sealing.bind("case key", team, epoch, str(case), str(generation))


def seal_record(key: CaseKey, store: str, record: UUID, version: int, content: Mapping[str, Any]) -> SealedBytes:
    """A record under a fresh key of its own, which lies before it wrapped under the file's key.

    `store` names the table; with it, the file, the record, its version and the key's generation the bytes are bound to
    their place. One byte that says the form, 32 + 28 bytes of wrapped key, then nonce, padded content and tag; the form
    enters the place too, so that the bytes of one form never open as another.
    """
    place = _record_place(store, key, record, version)
    own = os.urandom(KEY_BYTES)
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    padded = sealing.pad(plain, next((size for size in BUCKETS if size >= len(plain) + 2), BUCKETS[-1]))
    wrapped = sealing.wrap(key.secret, own, aad=b"key" + place)
    return SealedBytes(FORM + wrapped + sealing.wrap(own, padded, aad=b"record" + place))


def open_record(key: CaseKey, store: str, record: UUID, version: int, sealed: bytes) -> dict[str, Any]:
    """What `seal_record` sealed; CannotOpen for another place, another version, another key, or changed bytes."""
    if bytes(sealed[:1]) != FORM:
        raise CannotOpen
    place = _record_place(store, key, record, version)
    own = sealing.unwrap(key.secret, sealed[1:WRAPPED_TO], aad=b"key" + place)
    return _content(sealing.unpad(sealing.unwrap(own, sealed[WRAPPED_TO:], aad=b"record" + place)))


def _content(plain: bytes) -> dict[str, Any]:
    """A record is a JSON object; whoever could seal something else gets no further than this."""
    try:
        content = json.loads(plain)
    except (ValueError, RecursionError) as trouble:
        raise CannotOpen from trouble
    if not isinstance(content, dict):
        raise CannotOpen
    return content


def _record_place(store: str, key: CaseKey, record: UUID, version: int) -> bytes:
    form = FORM.hex()
    return sealing.bind(form, store, str(key.case), str(record), str(version), str(key.generation))


class OpenKeys:
    """Opens files' keys for one request, each epoch of the team's key once."""

    def __init__(self, team: str, keyring: Opens) -> None:
        self._team, self._keyring = team, keyring
        self._private: dict[str, X25519PrivateKey] = {}

    def of(self, row: Any, case: UUID) -> CaseKey:
        if row.epoch not in self._private:
            self._private[row.epoch] = sealing.loaded(self._keyring.open_team_key(self._team, row.epoch))
        return open_case_key(row, case, self._team, self._private[row.epoch])


def newest(rows: Iterable[Any]) -> Any:
    """The youngest generation among a file's keys; CannotOpen for a file that was forgotten."""
    found = max(rows, key=lambda row: row.generation, default=None)
    if found is None:
        raise CannotOpen
    return found


def needs_new_generation(row: Any, team_key: TeamKeyNow) -> bool:
    """Whether the file's newest key belongs to an older key of the team: somebody who left may hold a copy of it."""
    return bool(row.epoch != team_key.epoch)


@dataclass(frozen=True)
class NewGeneration:
    """A row to be added to the file's keys, in the same transaction as what is sealed under it."""

    generation: int
    epoch: str
    wrapped: SealedBytes


def key_to_seal_with(
    rows: Iterable[Any], case: UUID, team_key: TeamKeyNow, keys: OpensFiles
) -> tuple[CaseKey, NewGeneration | None]:
    """The file's key for what is written now, and the row to add when the team's key has changed since the last.

    Nothing is ever sealed under a generation of an older epoch: whoever left the team opens nothing that was written
    after, even with a copy of the database and all their old keys. A file that was forgotten is CannotOpen.
    """
    row = newest(rows)
    if not needs_new_generation(row, team_key):
        return keys.of(row, case), None
    key, wrapped = new_case_key(case, row.generation + 1, team_key)
    return key, NewGeneration(key.generation, team_key.epoch, wrapped)
