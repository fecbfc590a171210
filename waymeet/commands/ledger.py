"""Consent never goes back in time: a restore adds to its ledger what is missing here and takes nothing away.

Somebody may have withdrawn since the backup was made. That row is here and not in the backup, and it must go on to win.
"""

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connections, models, transaction


def lives_here() -> bool:
    """Whether anybody has done anything in this machine's consent database: then it is added to, never replaced."""
    line = apps.get_model("consent", "AuditLine")
    return line._meta.db_table in connections["consent"].introspection.table_names() and line.objects.exists()


def ledger() -> list[type[models.Model]]:
    """Consent's tables that only grow (`only_grows` in their Privacy)."""
    every = apps.get_app_config("consent").get_models()
    return [model for model in every if getattr(model.Privacy, "only_grows", False)]  # type: ignore[attr-defined]


def add_missing_from(copy: Path) -> None:
    """Rows of the copy that are not here, all or none."""
    with contextlib.closing(sqlite3.connect(copy)) as database, transaction.atomic(using="consent"):
        database.row_factory = sqlite3.Row
        for model in ledger():
            add_missing(model, _rows(database, model))


def _rows(database: sqlite3.Connection, model: type[models.Model]) -> Iterator[Mapping[str, Any]]:
    """As the copy has them; a column that came later takes its default."""
    known = {field.column: field for field in model._meta.concrete_fields}
    table = model._meta.db_table
    if not database.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", [table]).fetchone():
        return
    for row in database.execute(f"SELECT * FROM {table}"):  # noqa: S608 - our own names  # nosec B608
        yield {known[name].attname: known[name].to_python(row[name]) for name in tuple(row.keys()) if name in known}


def add_missing(model: type[models.Model], rows: Iterator[Mapping[str, Any]]) -> None:
    """A row that is here already stays as it is here."""
    model._default_manager.bulk_create([model(**row) for row in rows], ignore_conflicts=True, batch_size=500)
