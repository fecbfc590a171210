"""Everything as a thief would have it: every table and column that is really there, with the class its model says."""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connections, router

from waymeet.commands import ready
from waymeet.config.databases import ALIASES
from waymeet.kernel.audit import AuditCheckpointBase, AuditLineBase
from waymeet.kernel.erasure import ErasedBase
from waymeet.kernel.holds import HoldBase
from waymeet.kernel.incarnation import IncarnationBase
from waymeet.kernel.privacy import Holds

PERSONAL = (Holds.PERSON, Holds.CONTACT_POINT, Holds.FREE_TEXT)
FRAMEWORK = ("django_session", "django_migrations", "django_content_type", "sqlite_sequence", "sqlite_stat1")
HOUSEKEEPING = (AuditLineBase, AuditCheckpointBase, IncarnationBase, HoldBase, ErasedBase)
COPIES = 5
COUNTING_KEYS = ("AutoField", "BigAutoField", "SmallAutoField")


@dataclass
class Column:
    """One column, with a value for each row; `holds` is None where no model knows it."""

    name: str
    holds: Holds | None
    values: list[Any] = field(default_factory=list)
    choices: frozenset[str] = frozenset()


@dataclass
class Table:
    """One table of one room. `ordered`: how its rows tell in which order they came, or ''."""

    room: str
    name: str
    model: Any
    columns: dict[str, Column]
    ordered: str = ""

    @property
    def size(self) -> int:
        return len(next(iter(self.columns.values())).values) if self.columns else 0

    @property
    def is_audit(self) -> bool:
        return self.model is not None and issubclass(self.model, AuditLineBase)

    @property
    def by_choice(self) -> tuple[str, ...]:
        """Columns that name people who chose to be known to the organizers: readable, and said so."""
        return getattr(self.model.Privacy, "by_choice", ()) if self.model is not None else ()

    @property
    def is_hold(self) -> bool:
        return self.model is not None and issubclass(self.model, HoldBase)

    @property
    def for_everybody(self) -> bool:
        """What everybody may see (sentences, public keys) joins nobody: it is the same for all."""
        return self.model is not None and self.model.Privacy.seen_by.startswith("Every")

    @property
    def about_people(self) -> bool:
        """A row may stand for one person: something is sealed in it, personal, or a key of a file.

        In the gate and in diversion every row of ours does: a consent, an incident, a decision. A table that is about
        offices alone says so, with its reason.
        """
        if self.model is None or self.for_everybody or issubclass(self.model, HOUSEKEEPING):
            return False
        if self.room in ("consent", "diversion"):
            return not getattr(self.model.Privacy, "about_offices", "")
        classes = set(self.model.Privacy.fields.values())
        keyed = bool(getattr(self.model.Privacy, "in_key_backup", False))
        return keyed or bool(classes & {Holds.SEALED, *PERSONAL})

    def of(self, *classes: Holds | None) -> Iterator[Column]:
        return (column for column in self.columns.values() if column.holds in classes)

    def called(self, column: Column) -> str:
        return f"{self.room}: {self.name}.{column.name}"


def models_by_table() -> dict[str, Any]:
    every = apps.get_models(include_auto_created=True)
    return {model._meta.db_table: model for model in every if model.__module__.startswith("waymeet.")}


def plain(value: Any) -> Any:
    """One shape for values that are written differently: ids as 32 hex digits, bytes as bytes."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, memoryview | bytearray):
        return bytes(value)
    if isinstance(value, str) and len(value) == 36 and value.count("-") == 4:
        return value.replace("-", "").lower()
    return value


def copy_folder(folder: Path, target: Path) -> Path:
    """Every file as it lies on the disk, with the parts of databases that are not merged yet.

    A part goes when whoever wrote it last lets go of the database: it is merged then, and all is copied again.
    """
    for _ in range(COPIES):
        try:
            shutil.copytree(folder, target, ignore_dangling_symlinks=True, dirs_exist_ok=True)
        except shutil.Error as lacking:
            if any(Path(name).exists() for name, _to, _why in lacking.args[0]):
                raise
            shutil.rmtree(target)
        else:
            return target
    raise ready.refuse("The folder changes while it is copied. Stop the server, then try again.")


def tables_in(folder: Path) -> list[Table]:
    """Tables of the SQLite files of our rooms in a folder."""
    found: list[Table] = []
    for room in ALIASES:
        path = folder / f"{room}.sqlite3"
        if path.exists():
            with contextlib.closing(sqlite3.connect(path)) as database:
                found += _tables(database, room)
    return found


def _tables(database: sqlite3.Connection, room: str) -> Iterator[Table]:
    database.text_factory = lambda raw: raw.decode(errors="replace")
    listed = "SELECT name, coalesce(sql, '') FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    for name, made in database.execute(listed).fetchall():
        cursor = database.execute(f'SELECT * FROM "{name}"')  # noqa: S608 - names from the file's own list  # nosec B608
        table = _filled(room, name, [part[0] for part in cursor.description], cursor)
        hidden = "WITHOUT ROWID" not in made.upper() and table.model is not None
        if hidden and not table.ordered and table.model._meta.pk.get_internal_type() not in _INTEGER_KEYS:
            table.ordered = "hidden row numbers"
        yield table


_INTEGER_KEYS = (*COUNTING_KEYS, "IntegerField", "BigIntegerField", "PositiveIntegerField", "PositiveBigIntegerField")


def tables_connected() -> list[Table]:
    """The same through the framework's connections: what a dump of each PostgreSQL database would hold."""
    found = []
    for room in ALIASES:
        if room not in connections.settings:
            continue
        with connections[room].cursor() as cursor:
            for name in sorted(connections[room].introspection.table_names(cursor)):
                cursor.execute(f"SELECT * FROM {connections[room].ops.quote_name(name)}")  # noqa: S608 - own list  # nosec B608
                heads = [part[0] for part in cursor.description or ()]
                found.append(_filled(room, name, heads, cursor.fetchall()))
    return found


def _filled(room: str, name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
    model = models_by_table().get(name)
    if model is not None and router.db_for_read(model) != room:
        model = None
    known = {} if model is None else {one.column: one for one in model._meta.concrete_fields}
    columns = {head: _column(head, model, known.get(head)) for head in heads}
    for row in rows:
        for head, value in zip(heads, row, strict=True):
            columns[head].values.append(plain(value))
    return Table(room, name, model, columns, _order(model))


def _column(head: str, model: Any, known: Any) -> Column:
    if known is None:
        return Column(head, None)
    choices = frozenset(str(value) for value, _words in known.flatchoices)
    return Column(head, model.Privacy.fields.get(known.name), [], choices)


def _order(model: Any) -> str:
    if model is None:
        return ""
    key = model._meta.pk
    if key.get_internal_type() in COUNTING_KEYS and not key.has_default():
        return "numbers that count up"
    return "ids that carry their time" if getattr(key.default, "__name__", "") == "timed_id" else ""
