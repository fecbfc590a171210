"""Rows as plain values that can be sealed, and back; and what points at a row, whichever app it is in."""

import base64
import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from waymeet.kernel import sealing

MADE_ANEW = frozenset({"organizing_contacts.Filed"})  # follows from the contact, and is written again with it


def as_plain(row: Any) -> dict[str, Any]:
    """Every column by its name, as JSON can hold it."""
    return {field.attname: plain(field, getattr(row, field.attname)) for field in row._meta.concrete_fields}


def plain(field: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return base64.b64encode(bytes(value)).decode()
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def as_value(field: Any, kept: Any) -> Any:
    if kept is None:
        return None
    if isinstance(field, models.BinaryField):
        return sealing.received(base64.b64decode(kept))
    return field.to_python(kept)


def from_plain(label: str, kept: dict[str, Any]) -> Any:
    """The row, not written yet; a column that is gone meanwhile is left out."""
    model = model_of(label)
    known = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: as_value(known[name], value) for name, value in kept.items() if name in known})


def model_of(label: str) -> Any:
    return apps.get_model(label)


def pointing_at(model: Any) -> Iterator[Any]:
    """Every foreign key of any app to this table, those of plain many-to-many tables too."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one):
            yield relation.field


def targets_are_there(row: Any) -> bool:
    """Whether everything it points at still exists."""
    keys = [field for field in row._meta.concrete_fields if field.is_relation]
    pairs = [(field.related_model, getattr(row, field.attname)) for field in keys]
    return all(key is None or model._default_manager.filter(pk=key).exists() for model, key in pairs)


def twin(row: Any, field: Any, to: Any) -> Any:
    """The row that stands where this one would stand if `field` pointed to `to`; None where none does."""
    model = type(row)
    for names in _unique(model):
        if field.name in names:
            asked = {
                name: to if name == field.name else getattr(row, model._meta.get_field(name).attname) for name in names
            }
            found = model._default_manager.filter(**asked).exclude(pk=row.pk).first()
            if found is not None and None not in asked.values():
                return found
    return None


def _unique(model: Any) -> Iterator[tuple[str, ...]]:
    yield from ((field.name,) for field in model._meta.concrete_fields if field.unique)
    yield from (tuple(names) for names in model._meta.unique_together)
    for rule in model._meta.constraints:
        if isinstance(rule, models.UniqueConstraint) and rule.fields and rule.condition is None:
            yield tuple(rule.fields)
