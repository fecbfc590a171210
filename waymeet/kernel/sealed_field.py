"""`Sealed`: the field for what must not be readable where it lies. Sealing is the easy way to write a model.

It takes only what came out of sealing (`sealing.SealedBytes`), is classified SEALED by itself, and shows nothing. To a
migration it is an ordinary binary field: a model that begins to use it needs no new column.
"""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from waymeet.kernel.privacy import SEALED
from waymeet.kernel.sealing import SealedBytes


class NotSealed(TypeError):
    """A mistake in our own code, never a person's: something plain was about to be written into a sealed field."""


class Sealed(models.BinaryField):  # type: ignore[type-arg]
    """Sealed bytes; anything else is refused before it reaches the database, with no word of what it was."""

    def contribute_to_class(self, cls: type[models.Model], name: str, *rest: Any, **named: Any) -> None:
        super().contribute_to_class(cls, name, *rest, **named)
        privacy = getattr(cls, "Privacy", None)
        if privacy is not None:
            privacy.fields = {name: SEALED, **privacy.fields}

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, *rest: Any, **named: Any) -> Any:
        if value is not None and not isinstance(value, SealedBytes):
            raise NotSealed(f"{self.model._meta.label}.{self.name} takes only what sealing made")
        return super().get_db_prep_value(value, connection, *rest, **named)

    @staticmethod
    def from_db_value(value: Any, _expression: Any, _connection: Any) -> SealedBytes | None:
        return None if value is None else SealedBytes(value)

    def value_to_string(self, obj: models.Model) -> str:
        """For whoever turns a model into text (a log, a dump): how much there is, never what."""
        return repr(self.value_from_object(obj))
