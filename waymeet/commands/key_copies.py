"""The second file of a backup: keys. Team keys wrapped to people, and the keys of files; content opens nothing without.

What was erased stays erased because the keys are in no content copy, and a key file dies after seven days: an older one
is refused. A key that was destroyed here since is never put back (kernel.erasure).
"""

import contextlib
import datetime as dt
import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connections, models, router

from waymeet.accounts.models import ServerKey
from waymeet.commands import ready
from waymeet.kernel import clock, erasure, signing

KEY_DAYS = erasure.KEY_BACKUP_DAYS
Rows = dict[type[models.Model], list[Mapping[str, Any]]]


def tables(alias: str) -> list[type[models.Model]]:
    """Tables of this database whose rows are keys (`in_key_backup` in their Privacy)."""
    every = [model for model in apps.get_models() if router.db_for_write(model) == alias]
    return [model for model in every if getattr(getattr(model, "Privacy", None), "in_key_backup", False)]


def begin(keys: Path) -> None:
    """An empty key file. The key it will be signed with is on record before any database is copied."""
    keys.unlink(missing_ok=True)
    keys.touch(mode=0o600)
    ServerKey.objects.get_or_create(public_key=signing.public_key())
    erasure.note_key_backup(clock.today())


def finish(keys: Path) -> None:
    """Sign the day together with everything in the file, so that the file of another day cannot pass for this one."""
    with contextlib.closing(sqlite3.connect(keys)) as database, database:
        day = clock.today().isoformat()
        signature = signing.sign(_message(database, day))
        database.execute("CREATE TABLE made (day TEXT, public_key BLOB, signature BLOB)")
        database.execute("INSERT INTO made VALUES (?, ?, ?)", [day, signing.public_key(), signature])


def _message(database: sqlite3.Connection, day: str) -> bytes:
    digest = hashlib.sha256()
    for line in database.iterdump():
        if not line.startswith(("CREATE TABLE made ", 'INSERT INTO "made" ')):
            digest.update(line.encode("utf-8", "surrogateescape") + b"\0")
    return b"waymeet key backup v1\0" + day.encode() + digest.digest()


def move_out(copy: sqlite3.Connection, keys: Path, names: Iterable[str]) -> None:
    """Into the key file, and out of the content."""
    copy.execute("ATTACH ? AS keys", [str(keys)])
    for name in names:
        copy.execute(f"CREATE TABLE keys.{name} AS SELECT * FROM main.{name}")  # noqa: S608 - our own names  # nosec B608
        copy.execute(f"DELETE FROM main.{name}")  # noqa: S608 - our own names  # nosec B608
    copy.execute("DETACH keys")


def check(keys: Path, known: Collection[bytes]) -> None:
    """Refuse what is no key file of ours, and one whose time is over, before anything is touched."""
    try:
        with contextlib.closing(sqlite3.connect(keys)) as database:
            said, public, signature = database.execute("SELECT day, public_key, signature FROM made").fetchone()
            day, sound = dt.date.fromisoformat(said), signing.verify(public, signature, _message(database, said))
    except (sqlite3.DatabaseError, TypeError, ValueError) as broken:
        raise ready.refuse(f"{keys} is not a key backup. Nothing was changed; choose the other file.") from broken
    if not sound or public not in known:
        sentence = f"{keys} is not as it was written, or not of this backup. Nothing was changed; use another copy."
        raise ready.refuse(sentence)
    if not dt.timedelta(days=-1) <= clock.today() - day <= dt.timedelta(days=KEY_DAYS):
        sentence = (
            f"{keys} is of {day.isoformat()}, and a key backup dies after {KEY_DAYS} days: what was erased since must "
            "not come back. Nothing was changed. Take a newer one; without any, restore the content alone."
        )
        raise ready.refuse(sentence)


def in_file(keys: Path, alias: str) -> Rows:
    """The keys of this database's files as the key file has them."""
    with contextlib.closing(sqlite3.connect(keys)) as database:
        database.row_factory = sqlite3.Row
        there = {name for (name,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        return {model: _read(database, model) for model in tables(alias) if model._meta.db_table in there}


def here_now(alias: str, *, keys: bool = True) -> Rows:
    """What this machine remembers of erasures, and its keys, so that a restore of content takes no living key away."""
    known = connections[alias].introspection.table_names()
    return {
        model: list(model._default_manager.values())
        for model in [erasure.table_of(alias), *(tables(alias) if keys else ())]
        if model._meta.db_table in known
    }


def _read(database: sqlite3.Connection, model: type[models.Model]) -> list[Mapping[str, Any]]:
    known = {field.column: field for field in model._meta.concrete_fields}
    rows = database.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608 - our own name  # nosec B608
    return [{known[name].attname: known[name].to_python(row[name]) for name in tuple(row.keys())} for row in rows]


def put_back(rows: Rows) -> None:
    """Rows whose file is here and which were not erased; what is here already stays as it is."""
    for model, found in rows.items():
        belongs = _belonging(model)
        made = [model(**row) for row in found if belongs(row)]
        model._default_manager.bulk_create(made, ignore_conflicts=True, batch_size=500)


def _belonging(model: type[models.Model]) -> Callable[[Mapping[str, Any]], bool]:
    """Whether a row may come back. What was erased, and what is here for it to hang on, is read once a table."""
    if issubclass(model, erasure.ErasedBase):
        return lambda _row: True
    erased, name = erasure.erased_in(router.db_for_write(model)), model._meta.pk.attname
    columns: list[Any] = [field for field in model._meta.concrete_fields if field.many_to_one]
    parents = {
        field.attname: set(field.related_model._default_manager.values_list("pk", flat=True)) for field in columns
    }
    return lambda row: (
        erasure.digest(model, row[name]) not in erased and all(row[column] in here for column, here in parents.items())
    )
