"""A merge taken apart: both are there again. What happened since stays with the one that was kept."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.keyring import Keyring
from waymeet.accounts.people import Person
from waymeet.kernel import audit, holds
from waymeet.kernel.errors import Conflict, NotFound
from waymeet.kernel.finding import folded
from waymeet.organizing.contacts import filing, guarded
from waymeet.organizing.contacts.models import Contact, Household
from waymeet.organizing.duplicates import absorbing, listed, record, rows
from waymeet.organizing.duplicates.models import Candidate, Merge
from waymeet.organizing.duplicates.permissions import check_may
from waymeet.organizing.models import AuditLine


@dataclass(frozen=True)
class Apart:
    """Who is there again, and how much could not be brought back because what it belonged to is gone or was changed."""

    kept: UUID
    other: UUID
    left: int


def take_apart(*, merge: UUID, by: Person, keyring: Keyring) -> Apart:
    """Values changed since the merge stay as they are; what was refused since stays refused, for both."""
    check_may(by)
    with transaction.atomic(using="organizing"):
        made = Merge.objects.select_for_update().filter(pk=merge).first()
        if made is None:
            raise NotFound
        kept = Contact.objects.select_for_update().get(pk=made.kept_id)
        _refuse_held(kept)
        said = record.opened(made, keyring)
        other = _brought_back(said, kept)
        left = _gone(said["gone"]) + _moved(said["moved"], kept, keyring) + _filled(said["filled"])
        guarded.give_back(steps=said["guarded"], kept=kept.pk, keyring=keyring)
        listed.give_back(said.get("listed", []), kept=kept.pk, other=other.pk, keyring=keyring)
        _as_before(kept, said)
        filing.file([kept, other])
        two = {"score": 0.0, "why": "", "state": Candidate.State.TWO}
        Candidate.objects.update_or_create(one=kept, other=other, defaults=two)
        made.delete()
        audit.write(AuditLine, who=by.id, verb="contact.take_apart", subject=kept.pk)
    return Apart(kept.pk, other.pk, left)


def _refuse_held(kept: Contact) -> None:
    held = holds.held(Contact)
    if held.everything or str(kept.pk) in held.ids:
        raise Conflict(_("This is kept because of a legal demand. Ask whoever handles legal demands."))


def _brought_back(said: dict[str, Any], kept: Contact) -> Contact:
    row: Contact = rows.from_plain(Contact._meta.label, said["lost"])
    for home in {row.household_id, said["before"]["household_id"]} - {None}:
        Household.objects.get_or_create(pk=home)
    after = set(str(said["after"]["not_by"]).split())
    _refuse_too(row, kept.refused - after)
    row.save(force_insert=True)
    return row


def _refuse_too(row: Contact, more: frozenset[str] | set[str]) -> None:
    refused = row.refused | more
    if refused != row.refused:
        row.not_by = " ".join(one for one in Contact.Channel.values if one in refused)


def _gone(gone: list[list[Any]]) -> int:
    """Parents went last, so they come first. Answers how many could not come."""
    left = 0
    for label, kept in reversed(gone):
        row = rows.from_plain(label, kept)
        try:
            with transaction.atomic(using="organizing"):
                if rows.targets_are_there(row):
                    type(row)._default_manager.bulk_create([row])
                else:
                    left += 1
        except IntegrityError:
            left += 1
    return left


def _moved(moved: list[list[str]], kept: Contact, keyring: Keyring) -> int:
    """Only what still points where the merge, or a later one, put it."""
    left = 0
    for label, key, column, source, to in reversed(moved):
        model = rows.model_of(label)
        field = next((one for one in model._meta.concrete_fields if one.attname == column), None)
        own = field is not None and field.primary_key  # then a later merge took its key along
        row = model._default_manager.filter(pk=kept.pk if own else key).first()
        if row is None or field is None:
            continue
        now, expected = getattr(row, column), {to, str(kept.pk)} if field.related_model is Contact else {to}
        there = field.related_model._default_manager.filter(pk=source).exists()
        if (str(now) if now is not None else "") in expected and there:
            left += not absorbing.move(row, field, field.related_model._meta.pk.to_python(source), keyring)
    return left


def _filled(filled: list[list[Any]]) -> int:
    for label, key, before, after in reversed(filled):
        row = rows.model_of(label)._default_manager.filter(pk=key).first()
        if row is not None:
            _undo(row, before, after)
    return 0


def _undo(row: Any, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Each column that is still as the merge left it is as it was before."""
    fields = {one.attname: one for one in row._meta.concrete_fields}
    back = {
        name: rows.as_value(fields[name], value)
        for name, value in before.items()
        if name in fields and value != after[name] and rows.plain(fields[name], getattr(row, name)) == after[name]
    }
    if back:
        type(row)._default_manager.filter(pk=row.pk).update(**back)


def _as_before(kept: Contact, said: dict[str, Any]) -> None:
    _undo(kept, said["before"], said["after"])
    kept.refresh_from_db()
    kept.folded = folded(f"{kept.chosen_name} {kept.name}".strip())[:200]
    kept.save(update_fields=["folded"])
