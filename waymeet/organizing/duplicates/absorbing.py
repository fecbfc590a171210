"""Everything that points at one row goes over to another; each step is written down so that it can be taken back."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction

from waymeet.accounts.keyring import Keyring
from waymeet.kernel import clock
from waymeet.kernel.errors import Conflict
from waymeet.organizing.contacts.models import Contact
from waymeet.organizing.duplicates import rows, sealed_places

# The database refuses to change these, words or not: they are written again, the same but for whose they are.
NEVER_CHANGED = frozenset({"organizing_leadership.Assessment"})
# In force until this column has a day, and once a person: see the conditions of their unique rules.
ENDED = {"organizing_leadership.Override": "ended_on"}


@dataclass
class Steps:
    """What was done: rows pointed elsewhere, rows that went, rows that took something over."""

    moved: list[list[str]] = field(default_factory=list)  # [table, key, column, from, to]
    gone: list[list[Any]] = field(default_factory=list)  # [table, columns]
    filled: list[list[Any]] = field(default_factory=list)  # [table, key, before, after]


def absorb(lost: Any, kept: Any, keyring: Keyring, steps: Steps) -> None:
    """What would stand twice stays once: the kept one's row, with what only the other's said."""
    for key in rows.pointing_at(type(lost)):
        if key.model._meta.label in rows.MADE_ANEW:
            continue
        for row in list(key.model._default_manager.filter(**{key.name: lost.pk}).order_by("pk")):
            _one(row, key, kept, keyring, steps)


def _one(row: Any, key: Any, kept: Any, keyring: Keyring, steps: Steps) -> None:
    sealed_places.refuse_unnamed(row)
    double = rows.twin(row, key, kept.pk)
    before, pk = getattr(row, key.attname), row.pk
    if double is None:
        _end(row, key, kept.pk, steps)
        if move(row, key, kept.pk, keyring):
            steps.moved.append([row._meta.label, str(pk), key.attname, str(before), str(kept.pk)])
            return
        if sealed_places.holds_words(row):
            raise Conflict(sealed_places.UNKNOWN)
    else:
        _fill(double, row, keyring, steps)
        absorb(row, double, keyring, steps)
    let_go(row, steps)


def _end(row: Any, key: Any, to: Any, steps: Steps) -> None:
    """Of two that are in force and may only be one, the kept one's stays; the other's is history from today."""
    ended = ENDED.get(row._meta.label)
    if ended is None or getattr(row, ended) is not None:
        return
    if type(row)._default_manager.filter(**{key.name: to, f"{ended}__isnull": True}).exists():
        before = rows.as_plain(row)
        setattr(row, ended, clock.today())
        row.save(update_fields=[ended])
        after = rows.as_plain(row)
        steps.filled.append([row._meta.label, str(row.pk), *(_only(said, before, after) for said in (before, after))])


def move(row: Any, key: Any, to: Any, keyring: Keyring) -> bool:
    """False where a rule of the table forbids it: nobody is related to themselves."""
    pk, before, changed = row.pk, getattr(row, key.attname), [key.attname]
    if key.related_model is Contact and any(place.to == key.attname for place in sealed_places.of(row)):
        changed += sealed_places.seal_anew(row, row, UUID(str(to)), keyring)
    setattr(row, key.attname, to)
    try:
        with transaction.atomic(using="organizing"):
            if row._meta.label in NEVER_CHANGED:
                type(row)._default_manager.filter(pk=pk).delete()
                type(row)._default_manager.bulk_create([row])
            else:
                type(row)._default_manager.filter(pk=pk).update(**{name: getattr(row, name) for name in changed})
    except IntegrityError:
        setattr(row, key.attname, before)  # it may be the row's own key
        row.refresh_from_db()
        return False
    return True


def _fill(double: Any, row: Any, keyring: Keyring, steps: Steps) -> None:
    """What the kept row leaves open and the other says; a yes outweighs a no."""
    before, sealed, changed = rows.as_plain(double), sealed_places.names(double), []
    for one in double._meta.concrete_fields:
        mine, theirs = getattr(double, one.attname), getattr(row, one.attname)
        if one.is_relation or one.primary_key or one.name in sealed or one.attname in sealed or mine == theirs:
            continue
        if _says_nothing(one, mine) or (isinstance(one, models.BooleanField) and theirs and not _default(one, theirs)):
            setattr(double, one.attname, theirs)
            changed.append(one.attname)
    silent = [place for place in sealed_places.of(double) if getattr(double, place.sealed) is None]
    if silent and len(silent) == len(sealed_places.of(double)):
        changed += sealed_places.seal_anew(double, row, getattr(double, silent[0].to), keyring)
    if changed:
        type(double)._default_manager.filter(pk=double.pk).update(**{name: getattr(double, name) for name in changed})
        after = rows.as_plain(double)
        steps.filled.append(
            [double._meta.label, str(double.pk), *(_only(said, before, after) for said in (before, after))]
        )


def _only(said: dict[str, Any], before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if before[name] != after[name]}


def _says_nothing(one: Any, value: Any) -> bool:
    return value is None or value == "" or _default(one, value)


def _default(one: Any, value: Any) -> bool:
    return bool(one.has_default() and not callable(one.default) and value == one.default)


def let_go(row: Any, steps: Steps) -> None:
    """With all that hangs on it, children first."""
    for key in rows.pointing_at(type(row)):
        for child in list(key.model._default_manager.filter(**{key.name: row.pk})):
            if key.null:
                steps.moved.append([child._meta.label, str(child.pk), key.attname, str(row.pk), ""])
                setattr(child, key.attname, None)
                child.save(update_fields=[key.name])
            else:
                let_go(child, steps)
    steps.gone.append([row._meta.label, rows.as_plain(row)])
    row.delete()
