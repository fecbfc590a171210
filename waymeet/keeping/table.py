"""Which rows go when: every model's own rule, in the order in which rows can go (what points to a row goes first)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, router
from django.utils.module_loading import import_string

from waymeet.kernel import clock, holds
from waymeet.kernel.holds import Held
from waymeet.kernel.retention import After, Rule, Until, With


@dataclass(frozen=True)
class Class:
    """One table's rows and their rule."""

    model: type[models.Model]
    rule: Rule

    @property
    def kind(self) -> str:
        return str(self.model._meta.label)

    @property
    def database(self) -> str:
        return str(router.db_for_write(self.model))

    @property
    def goes_by_itself(self) -> bool:
        """Whether the daily job lets its rows go."""
        return isinstance(self.rule, After | Until)


def ours() -> list[type[models.Model]]:
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model.__module__.startswith("waymeet.")]


def classes() -> list[Class]:
    """Every table of this server with its rule; a table without one is refused by the wall tests."""
    return [Class(model, rule) for model in _children_first(ours()) if (rule := rule_of(model)) is not None]


def rule_of(model: type[models.Model]) -> Rule | None:
    return getattr(getattr(model, "Privacy", None), "forget", None)


def _children_first(found: list[type[models.Model]]) -> Iterator[type[models.Model]]:
    depth: dict[Any, int] = {}

    def deep(model: Any) -> int:
        if model not in depth:
            depth[model] = 0  # a table that points to itself
            depth[model] = 1 + max((deep(parent) for parent in _parents(model)), default=0)
        return depth[model]

    return iter(sorted(found, key=lambda model: (-deep(model), model._meta.label)))


def _parents(model: Any) -> list[Any]:
    fields = model._meta.get_fields()
    return [field.related_model for field in fields if field.many_to_one and field.related_model not in (None, model)]


def due_rows(one: Class, today: dt.date) -> "models.QuerySet[Any]":
    """Rows whose time has come, held or not; for rules whose day is a column."""
    if isinstance(one.rule, Until):
        return one.model._default_manager.filter(**{f"{one.rule.by}__lte": clock.now()})
    assert isinstance(one.rule, After)
    last, by = one.rule.last_due(today), one.rule.by
    if by == "iso_week":
        return one.model._default_manager.filter(iso_week__lt=clock.iso_week(last), **one.rule.only)
    own = "__" not in by and isinstance(one.model._meta.get_field(by), models.DateTimeField)
    day = f"{by}__date" if own else by
    return one.model._default_manager.filter(**{f"{day}__lte": last}, **one.rule.only)


def held_of(model: type[models.Model]) -> Held:
    """What is held of a table: by its own holds, and by those of rows that would go with it."""
    found = holds.held(model)
    ids = set(found.ids)
    for child in ours():
        rule = rule_of(child)
        if not isinstance(rule, With) or child._meta.get_field(rule.parent).related_model is not model:
            continue
        below = held_of(child)
        if below.everything:
            return Held(True, frozenset())
        rows = child._default_manager.filter(pk__in=[_key(child, key) for key in below.ids])
        ids |= {str(key) for key in rows.values_list(f"{rule.parent}_id", flat=True)}
    return Held(found.everything, frozenset(ids))


def _key(model: type[models.Model], text: str) -> Any:
    return model._meta.pk.to_python(text)


def unheld(one: Class, rows: "models.QuerySet[Any]", held: Held) -> "models.QuerySet[Any]":
    if held.everything:
        return rows.none()
    return rows.exclude(pk__in=[_key(one.model, key) for key in held.ids]) if held.ids else rows


def count(one: Class, today: dt.date) -> tuple[int, int]:
    """(rows that would go now, rows that only a hold keeps)."""
    held = held_of(one.model)
    if isinstance(one.rule, After) and one.rule.due:
        counted = import_string(one.rule.due)
        last, nothing = one.rule.last_due(today), Held(False, frozenset())
        every = int(counted(one.model, last, nothing))
        free = 0 if held.everything else int(counted(one.model, last, held))
        return free, every - free
    rows = due_rows(one, today)
    free = unheld(one, rows, held).count()
    return free, rows.count() - free
