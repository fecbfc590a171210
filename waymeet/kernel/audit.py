"""Who did what to which id on which day and on what basis: a chain per database, never a value."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from typing import Any, ClassVar
from uuid import UUID

from django.apps import apps
from django.db import connections, models, router

from waymeet.kernel import clock, signing
from waymeet.kernel.privacy import DAY, ID, KEY, LABEL, TECHNICAL, WORKER
from waymeet.kernel.retention import After, WhenDone

GENESIS = bytes(32)


class AuditLineBase(models.Model):
    """One line; `hash` covers the line and the hash before it, so a change or a gap shows."""

    number = models.BigAutoField(primary_key=True)
    day = models.DateField()
    who = models.CharField(max_length=36, blank=True)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    basis = models.CharField(max_length=80, blank=True)
    hash = models.BinaryField()

    class Meta:
        abstract = True

    class Privacy:
        holds = "Who did what to which id, on which day, on which basis; never a value."
        fields: ClassVar = {
            "number": TECHNICAL,
            "day": DAY,
            "who": WORKER,
            "verb": LABEL,
            "subject": ID,
            "basis": LABEL,
            "hash": TECHNICAL,
        }
        seen_by = "Administrators and program directors."
        kept = "Seven years."
        forget = After(
            "seven years",
            by="day",
            source="as long as a receipt or a certificate may be shown",
            verb="waymeet.kernel.audit_cut.cut",
            due="waymeet.kernel.audit_cut.due",
            into="a signed checkpoint from which the rest of the chain goes on",
        )


class AuditCheckpointBase(models.Model):
    """A signed statement that the chain stood at this hash after this line."""

    number = models.BigIntegerField(primary_key=True)
    hash = models.BinaryField()
    day = models.DateField()
    signature = models.BinaryField()
    public_key = models.BinaryField()

    class Meta:
        abstract = True

    class Privacy:
        holds = "A signature over the audit chain as it stood."
        fields: ClassVar = {"number": TECHNICAL, "hash": TECHNICAL, "day": DAY, "signature": KEY, "public_key": KEY}
        seen_by = "Administrators and program directors, and the outside witness who keeps a copy."
        kept = "Seven years, as the lines before it."
        forget = WhenDone("They go with the lines they were signed after; the newest of those stays as the beginning.")


def line_hash(before: bytes, day: dt.date, who: str, verb: str, subject: str, basis: str) -> bytes:
    return hash_of_words(before, (day.isoformat(), who, verb, subject, basis))


def hash_of_words(before: bytes, words: Iterable[str]) -> bytes:
    """As a line is hashed: over the hash before it and its words as they stand in the database."""
    canonical = json.dumps(list(words), separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(before + canonical.encode()).digest()


def write(line: type[AuditLineBase], *, who: UUID | str, verb: str, subject: object = "", basis: str = "") -> None:
    """Append one line to the chain of `line`'s database; call it inside the verb's own transaction.

    `subject` is an id or a day, never a value. On PostgreSQL a lock keeps two writers from chaining to one line.
    Numbers are gapless: a counter of PostgreSQL's is not taken back with its transaction, so it is not used.
    """
    connection = connections[router.db_for_write(line)]
    table, day = connection.ops.quote_name(line._meta.db_table), clock.today()
    with connection.cursor() as cursor:  # plain SQL: this stands in every verb, and the ORM takes five times as long
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
        cursor.execute(f"SELECT hash, number FROM {table} ORDER BY number DESC LIMIT 1")  # noqa: S608 - our own name  # nosec B608
        last = cursor.fetchone()
        digest = line_hash(bytes(last[0]) if last else GENESIS, day, str(who), verb, str(subject), basis)
        number = (last[1] if last else 0) + 1 if connection.vendor == "postgresql" else None
        cursor.execute(
            f"INSERT INTO {table} (number, day, who, verb, subject, basis, hash) "  # noqa: S608 - our own name  # nosec B608
            "VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [number, day.isoformat(), str(who), verb, str(subject), basis, digest],
        )


def first_broken(line: type[AuditLineBase]) -> int | None:
    """The number of the first line whose hash does not follow from the one before; None when the chain holds."""
    before = GENESIS
    for row in line._default_manager.order_by("number").iterator():
        if line_hash(before, row.day, row.who, row.verb, row.subject, row.basis) != bytes(row.hash):
            return int(row.number)
        before = bytes(row.hash)
    return None


def sign_checkpoint(line: type[AuditLineBase], checkpoint: type[AuditCheckpointBase]) -> Any:
    """Sign where the chain stands now; None when there is nothing new to sign."""
    last = line._default_manager.order_by("-number").first()
    if last is None or checkpoint._default_manager.filter(pk=last.number).exists():
        return None
    day = clock.today()
    return checkpoint._default_manager.create(
        number=last.number,
        hash=last.hash,
        day=day,
        signature=signing.sign(checkpoint_message(last.number, bytes(last.hash), day.isoformat())),
        public_key=signing.public_key(),
    )


def checkpoint_message(number: int, digest: bytes, day: str) -> bytes:
    return b"waymeet audit checkpoint v2" + number.to_bytes(8, "big", signed=True) + digest + day.encode()


def chains() -> dict[str, tuple[Any, Any]]:
    """Each database of this server with its lines and its checkpoints."""
    every = apps.get_models()
    lines = {router.db_for_read(model): model for model in every if issubclass(model, AuditLineBase)}
    points = {router.db_for_read(model): model for model in every if issubclass(model, AuditCheckpointBase)}
    return {alias: (lines[alias], points[alias]) for alias in sorted(lines)}


def line_of(using: str) -> Any:
    """The chain of one database."""
    return chains()[using][0]
