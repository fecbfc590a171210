"""Notices when a database was put back from a backup, so that phones offer again what they sent since.

The database and a file beside it hold the same token. Every start and every backup writes a new token to both (a
backup does so after its copy was made). A database that comes back with an older token is another incarnation.
"""

import json
from pathlib import Path
from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import connections, models, router, transaction

from waymeet.kernel.ids import random_id
from waymeet.kernel.privacy import ID, TECHNICAL
from waymeet.kernel.retention import Stays


class IncarnationBase(models.Model):
    """The one row that names this life of this database."""

    name = models.UUIDField(default=random_id)
    token = models.UUIDField(default=random_id)

    class Meta:
        abstract = True

    class Privacy:
        holds = "Which life of this database this is: a new one after each restore from backup."
        fields: ClassVar = {"id": TECHNICAL, "name": ID, "token": TECHNICAL}
        seen_by = "Every phone (the name only)."
        kept = "As long as the database."
        forget = Stays("It is the name of this database.")


def current(model: type[IncarnationBase]) -> str:
    """The incarnation's name, as phones see it."""
    connection = connections[router.db_for_read(model)]
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:  # asked with every hand-in
        cursor.execute(f"SELECT name FROM {table} WHERE id = 1")  # noqa: S608 - our own name  # nosec B608
        row = cursor.fetchone()
    return str(UUID(str(row[0]))) if row else str(model._default_manager.get_or_create(pk=1)[0].name)


def turn(model: type[IncarnationBase], *, restored: bool = False) -> str:
    """Call at every start, after every backup, and with `restored=True` after a restore; answers the name."""
    using = router.db_for_write(model)
    with transaction.atomic(using=using):
        row, made = model._default_manager.get_or_create(pk=1)
        remembered = _tokens().get(using)
        if restored or (not made and remembered != str(row.token)):
            row.name = random_id()
        row.token = random_id()
        row.save()
    _remember(using, str(row.token))
    return str(row.name)


def _path() -> Path:
    return Path(settings.DATA_DIR) / "incarnation.json"


def _tokens() -> dict[str, str]:
    return json.loads(_path().read_text()) if _path().exists() else {}


def _remember(using: str, token: str) -> None:
    tokens = _tokens() | {using: token}
    draft = _path().with_suffix(".new")
    draft.write_text(json.dumps(tokens))
    draft.replace(_path())
