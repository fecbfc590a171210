"""Erasing at somebody's word, so that it stays erased: what went is remembered by a hash that only grows.

A restored backup is older than the erasure, so after every restore the rows whose hash stands here go again, and a key
whose hash stands here is never put back. The hash is over a random name: it tells nothing to whoever has no list of
names, and nothing but "this one is gone" to whoever has.
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import connections, models, router, transaction
from django.db.models.deletion import Collector
from django.utils.translation import gettext_lazy as _

from waymeet.kernel import clock, holds, vacuum
from waymeet.kernel.errors import Conflict
from waymeet.kernel.privacy import SECRET_HASH
from waymeet.kernel.retention import Stays

KEY_BACKUP_DAYS = 7  # DESIGN, the seal: what was erased stays erased once the last key backup is gone
BATCH = 500


class ErasedBase(models.Model):
    """That a row was erased: the hash of its table and name, and nothing else."""

    digest = models.BinaryField(primary_key=True)

    class Meta:
        abstract = True

    class Privacy:
        holds = "The hash of an erased row's random name, so that no backup brings the row back."
        fields: ClassVar = {"digest": SECRET_HASH}
        seen_by = "Nobody."
        kept = "As long as the database: a copy from before the erasure may turn up at any time."
        only_grows = True
        forget = Stays("A copy from before the erasure may turn up at any time.")


def erase(*rows: "models.QuerySet[Any]") -> int:
    """Delete these rows, whatever hangs on them, and remember that they are gone; answers how many went.

    Call it inside the verb's own transaction, keys first: `erase(keys_of(file), files.filter(pk=file.pk))`. Refused
    for a row under a legal hold. Once the transaction is done, no freed page and no log of the database shows them.
    """
    gone = 0
    for query in rows:
        using = router.db_for_write(query.model)
        doomed = list(_doomed(query, using))
        for model, keys in doomed:
            _refuse_held(model, keys)
        _remove(query, using, doomed)
        gone += sum(len(keys) for _model, keys in doomed)
    return gone


def take_away(rows: "models.QuerySet[Any]") -> None:
    """The same of what only opens something else. No hold stops it: what it opened stays."""
    using = router.db_for_write(rows.model)
    _remove(rows, using, list(_doomed(rows, using)))


def _remove(query: "models.QuerySet[Any]", using: str, doomed: list[tuple[type[models.Model], list[Any]]]) -> None:
    with transaction.atomic(using=using):
        _remember(using, doomed)
        query.using(using).delete()
    transaction.on_commit(lambda: vacuum.empty_the_log(using), using=using)


def _doomed(query: "models.QuerySet[Any]", using: str) -> Iterator[tuple[type[models.Model], list[Any]]]:
    """Every row that goes: those asked for, and those that point to them and go with them."""
    collector = Collector(using=using, origin=query)
    collector.collect(query.using(using))  # type: ignore[arg-type]
    for model, found in collector.data.items():
        yield model, [row.pk for row in found]
    for quick in collector.fast_deletes:
        yield quick.model, list(quick.values_list("pk", flat=True))  # type: ignore[union-attr]


def _refuse_held(model: type[models.Model], keys: list[Any]) -> None:
    held = holds.held(model)
    if keys and (held.everything or any(str(key) in held.ids for key in keys)):
        raise Conflict(_("This is kept because of a legal demand. Ask whoever handles legal demands."))


def _remember(using: str, doomed: Iterable[tuple[type[models.Model], list[Any]]]) -> None:
    table = table_of(using)
    hashes = [table(digest=digest(model, key)) for model, keys in doomed for key in keys]
    table._default_manager.bulk_create(hashes, ignore_conflicts=True, batch_size=BATCH)


def digest(model: type[models.Model], key: object) -> bytes:
    """What is remembered of a row: 32 bytes."""
    return hashlib.sha256(f"waymeet erased v1\0{model._meta.label}\0{key}".encode()).digest()


def erased_in(using: str) -> set[bytes]:
    """The digest of every row that was ever erased in this database."""
    return {bytes(row) for row in table_of(using)._default_manager.values_list("digest", flat=True)}


def erase_again(using: str) -> int:
    """After a restore: rows that came back and were erased before go again."""
    known, gone = erased_in(using), 0
    if not known:
        return 0
    for model in apps.get_models():
        if router.db_for_write(model) == using and model._meta.managed and not issubclass(model, ErasedBase):
            back = [key for key in model._default_manager.values_list("pk", flat=True) if digest(model, key) in known]
            for start in range(0, len(back), BATCH):
                model._default_manager.filter(pk__in=back[start : start + BATCH]).delete()
            gone += len(back)
    return gone


def table_of(using: str) -> Any:
    """The database's table of what was erased."""
    return next(m for m in apps.get_models() if issubclass(m, ErasedBase) and router.db_for_write(m) == using)


def note_key_backup(day: dt.date) -> None:
    """A key backup was made on that day: no certificate may name an earlier end than seven days after it."""
    draft = _noted().with_suffix(".new")
    draft.write_text(json.dumps({"newest": max(day, newest_key_backup() or day).isoformat()}))
    draft.replace(_noted())


def newest_key_backup() -> dt.date | None:
    """The day of the newest key backup; None where none was ever made here."""
    path = _noted()
    return dt.date.fromisoformat(json.loads(path.read_text())["newest"]) if path.exists() else None


def last_key_backup_dies() -> dt.date:
    """From this day on no key backup can open what is erased today.

    PostgreSQL is copied by tools that tell us nothing, so there a copy may have been made today.
    """
    today = clock.today()
    newest = today if connections["default"].vendor != "sqlite" else newest_key_backup()
    return today if newest is None else max(today, newest + dt.timedelta(days=KEY_BACKUP_DAYS))


def _noted() -> Path:
    return Path(settings.DATA_DIR) / "key-backups.json"
