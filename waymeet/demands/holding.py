"""Holding exactly what a demand asks for: a class of rows, or one row by its id. Which one it is lies sealed."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import router, transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import COUNSEL, Keyring, sealing_key
from waymeet.accounts.models import AuditLine
from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.demands import queries, sealed
from waymeet.demands.models import Demand, DemandHold
from waymeet.kernel import audit, holds
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.kernel.privacy import Holds

PERSONAL = {Holds.SEALED, Holds.PERSON, Holds.CONTACT_POINT, Holds.FREE_TEXT}


@dataclass(frozen=True)
class HeldThing:
    """One hold of a demand, opened: the table in words, and the row's id or ''."""

    words: Any
    subject: str


def choices() -> list[tuple[str, Any]]:
    """(label, words) of every table somebody could ask for, on this server."""
    found, words = {}, import_string(settings.WORDS_FOR_HELD)
    for model in apps.get_models():
        label = model._meta.label
        here = model.__module__.startswith("waymeet.") and router.db_for_read(model) in settings.DATABASES
        if here and (label in words or _about_people(model)):
            found[label] = words.get(label, _own_words(model))
    return sorted(found.items(), key=lambda pair: (pair[0] not in words, pair[0]))


def _about_people(model: Any) -> bool:
    return bool(PERSONAL & set(model.Privacy.fields.values())) or getattr(model.Privacy, "in_key_backup", False)


def _own_words(model: Any) -> str:
    """Of a table that has no words above: what its Privacy says, in English."""
    return f"{model._meta.label}: {model.Privacy.holds}"


def place(*, demand_id: UUID, kind: str, subject: str, by: Person) -> None:
    """Hold every row of a table (`subject` is '') or one row: the time to forget passes over it, and nothing else."""
    check(by, May.HANDLE_DEMANDS)
    demand = queries.one_demand(demand_id)
    if demand.closed_on is not None:
        raise Conflict(_("This demand is closed."))
    if kind not in dict(choices()):
        raise BadInput(_("Choose what to hold."))
    row, key = _row(kind, subject.strip()), sealing_key(COUNSEL)
    hold_id = holds.place(kind=kind, subject=row, by=by.id)  # its own database, its own audit line
    placed = DemandHold(demand=demand, epoch=key.epoch)
    said = {"hold": str(hold_id), "kind": kind, "subject": row}
    placed.sealed = sealed.seal_text(key, _at(placed), said)
    with transaction.atomic(using="default"):
        placed.save(force_insert=True)
        audit.write(AuditLine, who=by.id, verb="demand.hold", subject=demand.pk)


def _row(kind: str, subject: str) -> str:
    """The row's key as holds know it; refused when there is no such row, because a slip would hold nothing."""
    if not subject:
        return holds.EVERY_ROW
    model = apps.get_model(kind)
    try:
        row = model._default_manager.filter(pk=model._meta.pk.to_python(subject)).first()
    except (ValidationError, ValueError):
        row = None
    if row is None:
        raise BadInput(_("There is no row with this id. Look again, or hold every row of its kind."))
    return str(row.pk)


def _at(row: DemandHold) -> tuple[str, ...]:
    return ("demand hold", str(row.demand_id), str(row.pk))


def _opened(row: DemandHold, keyring: Keyring) -> dict[str, Any]:
    return sealed.open_text(keyring, row.epoch, _at(row), bytes(row.sealed))


def held_for(demand: Demand, keyring: Keyring) -> list[HeldThing]:
    """What a demand holds; the caller has checked who asks, and reads the demand itself with it."""
    words = dict(choices())
    said = [_opened(row, keyring) for row in demand.holds.all()]
    return sorted((HeldThing(words.get(one["kind"], one["kind"]), one["subject"]) for one in said), key=str)


def end_all(demand: Demand, *, by: Person, keyring: Keyring) -> None:
    """Let go of everything a demand holds. Safe to repeat: a hold that was ended before stays ended."""
    check(by, May.HANDLE_DEMANDS)
    for row in demand.holds.all():
        said = _opened(row, keyring)
        try:
            holds.end(UUID(said["hold"]), kind=said["kind"], by=by.id)
        except NotFound:
            continue
