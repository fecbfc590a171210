"""Keeping coalitions: who stands in one, who speaks for them, what they promised and what came."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from waymeet.accounts.people import Person
from waymeet.accounts.permissions import check
from waymeet.accounts.roles import May
from waymeet.kernel import audit, clock
from waymeet.kernel.errors import BadInput, Conflict, NotFound
from waymeet.organizing.coalitions.models import Coalition, Delegate, Pledge, Standing
from waymeet.organizing.contacts import people as contacts
from waymeet.organizing.contacts.models import Contact, Group
from waymeet.organizing.models import AuditLine


def begin(*, name: str, wants: str, by: Person) -> UUID:
    check(by, May.RUN_CAMPAIGNS)
    row = Coalition(name=_needed(name, _("A coalition needs a name.")), wants=wants.strip())
    with transaction.atomic(using="organizing"):
        row.save(force_insert=True)
        _note("coalition.begin", by, row.pk)
    return row.pk


def change(*, coalition: UUID, name: str, wants: str, by: Person) -> None:
    check(by, May.RUN_CAMPAIGNS)
    said = {"name": _needed(name, _("A coalition needs a name.")), "wants": wants.strip()}
    with transaction.atomic(using="organizing"):
        if not Coalition.objects.filter(pk=coalition).update(**said):
            raise NotFound
        _note("coalition.change", by, coalition)


def join(*, coalition: UUID, said: Mapping[str, Any], by: Person) -> UUID:
    """An organization comes in: one of the groups there are, or a new one. Whoever left can come back."""
    check(by, May.RUN_CAMPAIGNS)
    said = _standing(said) | {"group": said.get("group"), "new": said.get("new"), "kind": said.get("kind")}
    with transaction.atomic(using="organizing"):
        if not Coalition.objects.filter(pk=coalition).exists():
            raise NotFound
        group = _group(said.pop("group"), str(said.pop("new") or "").strip(), said.pop("kind"), by)
        row = Standing.objects.filter(coalition=coalition, group=group).first()
        if row and row.left_on is None:
            raise Conflict(_("This organization stands in the coalition already."))
        row = row or Standing(coalition_id=coalition, group_id=group)
        row.left_on = None
        for name, value in said.items():
            setattr(row, name, value)
        row.save()
        _note("coalition.join", by, row.pk)
    return row.pk


def _group(chosen: Any, new: str, kind: Any, by: Person) -> UUID:
    if new:
        return contacts.make_group(name=new, kind=str(kind or Group.Kind.OTHER), by=by)
    row = Group.objects.filter(pk=chosen).first() if chosen else None
    if row is None:
        raise BadInput(_("Choose an organization, or write down a new one."))
    return row.pk


def _standing(said: Mapping[str, Any]) -> dict[str, Any]:
    if said.get("tier") not in Standing.Tier.values:
        raise BadInput(_("Say how close the organization stands."))
    mou_on: dt.date | None = said.get("mou_on")
    if mou_on is not None and mou_on > clock.today():
        raise BadInput(_("The day the agreement was signed is not in the future."))
    return {"tier": said["tier"], "mou_on": mou_on, "conflicts": str(said.get("conflicts") or "").strip()}


def stand(*, standing: UUID, said: Mapping[str, Any], by: Person) -> None:
    """Closer, looser, signed: how an organization stands from now on."""
    check(by, May.RUN_CAMPAIGNS)
    changed = _standing(said)
    with transaction.atomic(using="organizing"):
        if not Standing.objects.filter(pk=standing).update(**changed):
            raise NotFound
        _note("coalition.stand", by, standing)


def leave(*, standing: UUID, by: Person) -> UUID:
    """What they promised and kept stays known. Answers the coalition."""
    check(by, May.RUN_CAMPAIGNS)
    with transaction.atomic(using="organizing"):
        row = _locked(standing)
        row.left_on = row.left_on or clock.today()
        row.save()
        row.delegates.filter(until=None).update(until=clock.today())
        _note("coalition.leave", by, standing)
    return row.coalition_id


def delegate(*, standing: UUID, said: Mapping[str, Any], by: Person) -> UUID:
    """Somebody of the contacts speaks for them, or somebody we know only by a name or a post."""
    check(by, May.RUN_CAMPAIGNS)
    called, contact = str(said.get("called") or "").strip(), said.get("contact")
    if said.get("authority") not in Delegate.Authority.values:
        raise BadInput(_("Say what they may decide."))
    if not called and not contact:
        raise BadInput(_("Choose somebody, or write down a name or a post."))
    with transaction.atomic(using="organizing"):
        _locked(standing)
        if contact and not Contact.objects.filter(pk=contact).exists():
            raise NotFound
        row = Delegate.objects.create(
            standing_id=standing, contact_id=contact or None, called=called, authority=said["authority"]
        )
        _note("coalition.delegate", by, standing)
    return row.pk


def delegate_no_more(*, delegate_id: UUID, by: Person) -> UUID:
    """Answers for which organization."""
    check(by, May.RUN_CAMPAIGNS)
    with transaction.atomic(using="organizing"):
        row = Delegate.objects.filter(pk=delegate_id).first()
        if row is None:
            raise NotFound
        row.until = row.until or clock.today()
        row.save(update_fields=["until"])
        _note("coalition.no_delegate", by, row.standing_id)
    return row.standing_id


def pledge(*, standing: UUID, said: Mapping[str, Any], by: Person) -> UUID:
    """What an organization promised: people, a name, a thing; never money."""
    check(by, May.RUN_CAMPAIGNS)
    what, promised, due = str(said.get("what") or "").strip(), said.get("promised"), said.get("due")
    if said.get("kind") not in Pledge.Kind.values or not what or due is None or not promised or promised < 1:
        raise BadInput(_("Say what was promised, how many, and by when."))
    with transaction.atomic(using="organizing"):
        _locked(standing)
        row = Pledge.objects.create(standing_id=standing, kind=said["kind"], what=what, promised=promised, due=due)
        _note("coalition.pledge", by, standing)
    return row.pk


def settle(*, pledge_id: UUID, delivered: int | None, by: Person) -> UUID:
    """How much came; None opens it again. Answers for which organization."""
    check(by, May.RUN_CAMPAIGNS)
    if delivered is not None and delivered < 0:
        raise BadInput(_("Say how many came: 0 or more."))
    with transaction.atomic(using="organizing"):
        row = Pledge.objects.select_for_update().filter(pk=pledge_id).first()
        if row is None:
            raise NotFound
        row.delivered, row.settled_on = delivered, None if delivered is None else clock.today()
        row.save(update_fields=["delivered", "settled_on"])
        _note("coalition.settle", by, row.standing_id)
    return row.standing_id


def _locked(standing: UUID) -> Standing:
    row = Standing.objects.select_for_update().filter(pk=standing).first()
    if row is None:
        raise NotFound
    return row


def _needed(words: str, trouble: Any) -> str:
    if not words.strip():
        raise BadInput(trouble)
    return words.strip()


def _note(verb: str, by: Person, subject: UUID) -> None:
    audit.write(AuditLine, who=by.id, verb=verb, subject=subject)
