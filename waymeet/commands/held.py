"""What is held about a code: which rows carry it, in which classes, sealed to whom; never a value."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models

from waymeet.accounts.keyring import CASEWORK, COUNSEL, ORGANIZING, OUTREACH, PARTICIPANTS
from waymeet.accounts.models import TeamKey
from waymeet.commands.pages.what_we_hold import models_of
from waymeet.config.databases import ALIASES
from waymeet.config.receipts import handle_on
from waymeet.kernel import codes
from waymeet.kernel.audit import AuditLineBase
from waymeet.kernel.privacy import Holds

TEAMS_IN = {
    "default": (COUNSEL,),
    "organizing": (ORGANIZING,),
    "care": (OUTREACH, PARTICIPANTS),
    "diversion": (CASEWORK,),
    "consent": (ORGANIZING, PARTICIPANTS, CASEWORK),
}
SHORT_CODE = re.compile(rf"[{codes.ALPHABET}]{{{codes.LENGTH}}}")


@dataclass(frozen=True)
class Looked:
    """What a code was taken for, and the values it can be found under."""

    kind: str
    ids: frozenset[UUID] = frozenset()
    hashes: frozenset[bytes] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass
class Found:
    """One table with a row that carries the code. `belongs` names tables with rows of that row."""

    room: str
    model: Any
    epochs: set[str] = field(default_factory=set)
    belongs: dict[Any, None] = field(default_factory=dict)


def understood(code: str) -> Looked:
    """An id, a hand-off's secret, a short code, or a sign-in name; nothing else can be looked up here."""
    text = code.strip()
    try:
        return Looked("an id", ids=frozenset({UUID(text)}))
    except ValueError:
        pass
    handle = handle_on(text)
    if handle is not None:
        return Looked("the secret of a receipt, which leads to a hand-off", ids=frozenset({handle}))
    short = codes.typed(text)
    if SHORT_CODE.fullmatch(short):
        return Looked("a short code, of which only a keyed hash is kept", hashes=frozenset({codes.code_hash(short)}))
    return Looked("a sign-in name of somebody who works here", names=frozenset({text.lower()}))


def found(looked: Looked) -> list[Found]:
    """Every table of every room this server holds, asked for the code."""
    from django.conf import settings

    rooms = [room for room in ALIASES if room in settings.DATABASES]
    return [hit for room in rooms for model in models_of(room) if (hit := _asked(room, model, looked)) is not None]


def _asked(room: str, model: Any, looked: Looked) -> Found | None:
    wanted = models.Q()
    for one in model._meta.concrete_fields:
        for value in _values(model, one, looked):
            wanted |= models.Q(**{one.attname: value})
    rows = list(model._default_manager.filter(wanted)[:200]) if wanted else []
    if not rows:
        return None
    hit = Found(room, model)
    for row in rows:
        hit.epochs |= _epochs(row)
        for relation in row._meta.related_objects:
            others = relation.related_model._default_manager.filter(**{relation.field.name: row.pk})[:200]
            hit.belongs |= {other._meta.model: None for other in others}
            hit.epochs |= {epoch for other in others for epoch in _epochs(other)}
    return hit


def _epochs(row: Any) -> set[str]:
    return {str(getattr(row, name)) for name in ("epoch", "key_epoch", "advice_epoch") if getattr(row, name, "")}


def _values(model: Any, one: Any, looked: Looked) -> Iterator[Any]:
    """What to ask this field for: ids where ids lie, hashes where hashes lie, names of workers where they sign in."""
    target = one.target_field if isinstance(one, models.ForeignKey) else one
    if isinstance(target, models.UUIDField):
        yield from looked.ids
    elif issubclass(model, AuditLineBase) and one.name == "subject":
        yield from map(str, looked.ids)
    elif isinstance(one, models.BinaryField) and model.Privacy.fields.get(one.name) == Holds.SECRET_HASH:
        yield from looked.hashes
    elif model.Privacy.fields.get(one.name) == Holds.WORKER and one.name == "name":
        yield from looked.names


def classes(model: Any) -> tuple[list[str], list[str]]:
    """(sealed, in plain): the classes of a model's fields, each once."""
    held = [str(kind) for kind in dict.fromkeys(model.Privacy.fields.values())]
    shut = [kind for kind in held if kind in (Holds.SEALED, Holds.KEY, Holds.SECRET_HASH)]
    return shut, [kind for kind in held if kind not in shut]


def keys_of(hits: Iterable[Found]) -> list[tuple[str, str, int, bool]]:
    """(team, epoch, people who hold it, destroyed) for the team keys these rows were sealed to."""
    wanted = {(team, epoch) for hit in hits for team in TEAMS_IN[hit.room] for epoch in hit.epochs}
    keys = [key for key in TeamKey.objects.order_by("team", "number") if (key.team, key.epoch) in wanted]
    return [(key.team, key.epoch, key.wraps.count(), key.destroyed_on is not None) for key in keys]
